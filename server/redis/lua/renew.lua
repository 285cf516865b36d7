#!lua
-- renew: a load that still runs keeps its lease.
-- KEYS[1] entry   ARGV[1] lease token   ARGV[2] lease life, ms
-- Returns 1, or 0 when the lease is no longer ours (fenced by an invalidation, taken over, expired).
-- Atomic because: a lease that was fenced between the check and the write must stay fenced.
if redis.call('GETRANGE', KEYS[1], 56, 71) ~= ARGV[1] then return 0 end
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
redis.call('SETRANGE', KEYS[1], 72, struct.pack('>d', now + tonumber(ARGV[2])))
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
return 1
