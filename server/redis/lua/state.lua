#!lua
-- state: the namespace's generation and sequence, created when they are missing (a lost namespace hash starts above
-- everything it ever gave out, I9); flags types that are declared-upon.
-- KEYS[1] namespace hash   ARGV types to flag
-- Returns { generation, sequence, node time ms, '1' when a type was newly flagged, '1' when something settles,
--   the sequence at which the last of the types was flagged, number of the last cut message }
-- Atomic because: a wave reads the flags with its own sequence; a flag set here is either seen by it, or its
-- sequence is seen here.
-- include: shared/load-sequence
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local now = string.format('%.0f', us)
local seq, settles = load_sequence(KEYS[1], us)
local added, flagged = 0, 0
for i = 1, #ARGV do
  added = added + redis.call('HSETNX', KEYS[1], 'd:' .. ARGV[i], seq)
  flagged = math.max(flagged, tonumber(redis.call('HGET', KEYS[1], 'd:' .. ARGV[i])))
end
local got = redis.call('HMGET', KEYS[1], 'gen', 'cuts')
local gen = got[1]
if not gen then redis.call('HSET', KEYS[1], 'gen', now) gen = now end
return { gen, seq, math.floor(us / 1000), added > 0 and '1' or '0', settles and '1' or '0', string.format('%.0f', flagged), got[2] or '0' }
