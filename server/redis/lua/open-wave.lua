#!lua flags=allow-oom
-- open-wave: the sequence of an invalidation, and on standalone Redis its open record (protocol.md, Invalidate 0, I9).
-- KEYS[1] namespace hash   KEYS[2] hash of open waves (standalone)
-- ARGV[1] wave id          ARGV[2] plan, JSON
-- Returns { sequence, node time ms, generation, declared type, declared type, … }
-- Atomic because: two waves must not share a sequence, and the flags must be as of this sequence.
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local now = math.floor(us / 1000)
local seq = string.format('%.0f', math.max(tonumber(redis.call('HGET', KEYS[1], 'seq') or '0') + 1, us))
redis.call('HSET', KEYS[1], 'seq', seq)
local gen = redis.call('HGET', KEYS[1], 'gen')
if not gen then gen = seq redis.call('HSET', KEYS[1], 'gen', gen) end
if KEYS[2] then
  redis.call('HSET', KEYS[2], ARGV[1], seq .. '\n' .. string.format('%.0f', now) .. '\n1\n' .. ARGV[2])
end
local out = { seq, now, gen }
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, 2) == 'd:' then out[#out + 1] = string.sub(field, 3) end
end
return out
