#!lua
-- hold-role: one process of the fleet does a piece of housekeeping.
-- KEYS[1] role   ARGV[1] token of the process   ARGV[2] life, ms
-- Returns 1 while the role is this token's, else 0.
-- Atomic because: a role that ended and was taken by another must not be renewed.
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) and 1 or 0
