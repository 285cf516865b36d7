#!lua flags=allow-oom
-- bump: a new generation; every entry of an older one is missing once the readers' leases have run out.
-- KEYS[1] namespace hash
-- Returns the generation as text.
-- Atomic because: two bumps must give two generations.
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local gen = math.max((tonumber(redis.call('HGET', KEYS[1], 'gen') or '0')) + 1, us)
redis.call('HSET', KEYS[1], 'gen', string.format('%.0f', gen))
return string.format('%.0f', gen)
