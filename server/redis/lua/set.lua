#!lua
-- set: a load whose loader is already done, on standalone Redis (protocol.md, Load 5): takes the sequence, takes
-- over the lease (which fences a running load), registers and publishes, in one step.
-- KEYS[1]  entry    KEYS[2]  namespace hash    KEYS[3…] guards
-- ARGV[1]  header with times and sequence left zero     ARGV[2]  refs + value     ARGV[3]  ttl, ms   ARGV[4]  swr, ms
-- ARGV[5]  channel  ARGV[6]  wake message      ARGV[7]  entry key as a member     ARGV[8]  declared types, '\n' between
-- Returns  'published'
-- Atomic because: the fusion removes every interleaving between the steps of a set; markers cannot be newer than a
-- sequence read in the same step.
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local now = math.floor(us / 1000)
local seq = redis.call('HGET', KEYS[2], 'seq')
if not seq then
  seq = string.format('%.0f', us)
  redis.call('HSET', KEYS[2], 'seq', seq)
  redis.call('HSETNX', KEYS[2], 'gen', seq)
end
for type in string.gmatch(ARGV[8], '[^\n]+') do redis.call('HSETNX', KEYS[2], 'd:' .. type, '1') end
local ttl, swr = tonumber(ARGV[3]), tonumber(ARGV[4])
local gone = now + ttl + swr
local edge = string.format('%.17g', gone + 1 / 256)
for i = 3, #KEYS do redis.call('ZADD', KEYS[i], 'GT', edge, ARGV[7]) end
local waiting = redis.call('GETRANGE', KEYS[1], 4, 4)
local head = string.sub(ARGV[1], 1, 16) .. struct.pack('>dddd', tonumber(seq), now, now + ttl, gone) .. string.sub(ARGV[1], 49)
redis.call('SET', KEYS[1], head .. ARGV[2], 'PX', ttl + swr)
if waiting == '\1' then redis.call('PUBLISH', ARGV[5], ARGV[6]) end
return 'published'
