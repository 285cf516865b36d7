#!lua flags=allow-oom
-- mark-all: the markers of several guards at once, on standalone Redis (protocol.md, Invalidate 1, I6).
-- KEYS guards   ARGV[1] sequence
-- Returns the number of guards.
-- Atomic because: it need not be; it saves round trips.
for i = 1, #KEYS do redis.call('ZADD', KEYS[i], 'GT', ARGV[1], '\0') end
return #KEYS
