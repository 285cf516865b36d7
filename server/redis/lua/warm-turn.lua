#!lua
-- warm-turn: one load's turn under the fleet's limit on warming.
-- KEYS[1] hash: limit (loads per second), second, used
-- Returns 0 = go on, else ms to wait before asking again.
-- Atomic because: two processes must not take the same turn.
local limit = tonumber(redis.call('HGET', KEYS[1], 'limit') or '0')
if limit <= 0 then return 0 end
local t = redis.call('TIME')
if redis.call('HGET', KEYS[1], 'second') ~= t[1] then redis.call('HSET', KEYS[1], 'second', t[1], 'used', 0) end
if tonumber(redis.call('HGET', KEYS[1], 'used')) >= limit then return 1000 - math.floor(t[2] / 1000) end
redis.call('HINCRBY', KEYS[1], 'used', 1)
return 0
