#!lua
-- register: writes the edge guard -> entry and tells the guard's marker (protocol.md, Load 3, I2).
-- KEYS[1] guard   ARGV[1] entry key (member)   ARGV[2] life of the edge, ms   ARGV[3] depth, 1–255
-- ARGV[4] '1' = a wave is to look at the entry before it cuts it: soft, deeper than one, or its name is not its key's
-- Returns the marker as text, '0' when the guard was never invalidated.
-- Atomic because: an invalidation either sees the edge, or this caller sees its marker.
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
redis.call('ZADD', KEYS[1], 'GT', string.format('%.17g', math.ceil((now + tonumber(ARGV[2])) / 1000) * 1000 + tonumber(ARGV[3]) / 256), ARGV[1])
if ARGV[4] == '1' then redis.call('ZADD', KEYS[1], '9e15', '\1') end
return redis.call('ZSCORE', KEYS[1], '\0') or '0'
