#!lua
-- state: the namespace's generation and sequence, created when they are missing (a lost namespace hash starts above
-- everything it ever gave out, I9); flags types that are declared-upon.
-- KEYS[1] namespace hash   ARGV types to flag
-- Returns { generation, sequence, node time ms, '1' when a type was newly flagged }
-- Atomic because: a wave reads the flags with its own sequence; a flag set here is either seen by it, or its
-- sequence is seen here.
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local now = string.format('%.0f', us)
local added = 0
for i = 1, #ARGV do added = added + redis.call('HSETNX', KEYS[1], 'd:' .. ARGV[i], '1') end
local got = redis.call('HMGET', KEYS[1], 'gen', 'seq')
if not got[1] then redis.call('HSET', KEYS[1], 'gen', now) got[1] = now end
if not got[2] then redis.call('HSET', KEYS[1], 'seq', now) got[2] = now end
return { got[1], got[2], math.floor(us / 1000), added > 0 and '1' or '0' }
