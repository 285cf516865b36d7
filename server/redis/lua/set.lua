#!lua
-- set: a load whose loader is already done, on standalone Redis (protocol.md, Load 5): takes the sequence, takes
-- over the lease (which fences a running load), registers and publishes, in one step.
-- KEYS[1]  entry    KEYS[2]  namespace hash    KEYS[3…] guards
-- ARGV[1]  entry with times and sequence left zero       ARGV[2]  ttl, ms          ARGV[3]  swr, ms
-- ARGV[4]  entry key as a member               ARGV[5]  declared types, '\n' between
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
if ARGV[5] ~= '' then
  for type in string.gmatch(ARGV[5], '[^\n]+') do redis.call('HSETNX', KEYS[2], 'd:' .. type, '1') end
end
local ttl, life = tonumber(ARGV[2]), tonumber(ARGV[2]) + tonumber(ARGV[3])
local gone = now + life
if #KEYS > 2 then
  local edge = string.format('%.17g', math.ceil(gone / 1000) * 1000 + 1 / 256)
  for i = 3, #KEYS do redis.call('ZADD', KEYS[i], 'GT', edge, ARGV[4]) end
end
local waiting = redis.call('GETRANGE', KEYS[1], 4, 4)
local times = struct.pack('>dddd', tonumber(seq), now, now + ttl, gone)
redis.call('SET', KEYS[1], ARGV[1], 'PX', life)
redis.call('SETRANGE', KEYS[1], 16, times)
if waiting == '\1' then redis.call('PUBLISH', 'b:' .. string.sub(KEYS[2], 3), 'k' .. ARGV[4]) end
return 'published'
