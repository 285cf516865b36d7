#!lua
-- loaders: which key patterns some process of the fleet can load.
-- KEYS[1] hash of patterns   ARGV[1] how long these hold, ms   ARGV[2…] patterns to announce, none = only ask
-- Returns { pattern, … }, those still held
-- Atomic because: a pattern that is said again must not be dropped as outdated by somebody who asks.
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
for i = 2, #ARGV do
  redis.call('HSET', KEYS[1], ARGV[i], string.format('%.0f', now + tonumber(ARGV[1])))
end
local all, out = redis.call('HGETALL', KEYS[1]), {}
for i = 1, #all, 2 do
  if tonumber(all[i + 1]) > now then out[#out + 1] = all[i] else redis.call('HDEL', KEYS[1], all[i]) end
end
return out
