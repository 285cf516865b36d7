#!lua flags=no-writes
-- expired-members: dependents whose edge has ended, on this node's clock.
-- KEYS[1] guard   ARGV[1] most members   ARGV[2] members to skip
-- Returns the members, the longest expired first.
-- Atomic because: the clock and the scores must be of the same node.
local t = redis.call('TIME')
local now = string.format('%.0f', math.floor((t[1] * 1000000 + t[2]) / 1000))
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', '(' .. now, 'LIMIT', ARGV[2], ARGV[1])
