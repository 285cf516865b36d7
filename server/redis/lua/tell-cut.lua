#!lua flags=allow-oom
-- tell-cut: the message of a wave that took more than its opening step (protocol.md, L1 and backplane).
-- KEYS[1] namespace hash   ARGV[1] channel   ARGV[2] guards, '\n' between
-- Returns the message's number.
-- Atomic because: messages must leave in the order of their numbers.
-- include: shared/tell-cut
local t = redis.call('TIME')
return tell_cut(KEYS[1], ARGV[1], math.floor((t[1] * 1000000 + t[2]) / 1000), ARGV[2])
