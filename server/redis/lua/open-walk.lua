#!lua flags=allow-oom
-- open-walk: open-wave, every root's marker and the first page of the walk in one step, on standalone Redis, so that a
-- small wave is one round trip and its closing (protocol.md, Invalidate 0–2; I6: all markers first).
-- KEYS[1] namespace hash   KEYS[2] hash of open waves   KEYS[3…] guards of the roots
-- ARGV[1] wave id          ARGV[2] plan, JSON           ARGV[3] members cut in this step, at most about
-- ARGV[4] 'hard' | 'soft' | ''    ARGV[5] channel       ARGV[6] wake prefix     ARGV[7] entry key prefix
-- ARGV[8…] root keys as users know them
-- Returns { sequence, node time ms, generation, { declared types }, { state of each root key }, root index reached,
--           cursor there ('' = not begun), { root index, member, score, state, refs, … } }; with declared types nothing
--           was cut: the walk then goes below what it finds and needs two phases
-- Atomic because: two waves must not share a sequence, and the flags must be as of this sequence.
-- include: shared/cut-entry
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local now = math.floor(us / 1000)
local seq = string.format('%.0f', math.max(tonumber(redis.call('HGET', KEYS[1], 'seq') or '0') + 1, us))
redis.call('HSET', KEYS[1], 'seq', seq)
local gen = redis.call('HGET', KEYS[1], 'gen')
if not gen then gen = seq redis.call('HSET', KEYS[1], 'gen', gen) end
redis.call('HSET', KEYS[2], ARGV[1], seq .. '\n' .. string.format('%.0f', now) .. '\n1\n' .. ARGV[2])
local types = {}
for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
  if string.sub(field, 1, 2) == 'd:' then types[#types + 1] = string.sub(field, 3) end
end
for i = 3, #KEYS do redis.call('ZADD', KEYS[i], 'GT', seq, '\0') end
if #types > 0 then return { seq, now, gen, types, {}, 0, '', {} } end

local generation = tonumber(gen)
local own = {}
for i = 8, #ARGV do
  own[#own + 1] = cut_entry(ARGV[7] .. string.gsub(ARGV[i], '{', '\1'), ARGV[i], now, ARGV[4], generation, false, ARGV[5], ARGV[6])
end
local left, root, cursor, out = tonumber(ARGV[3]), 3, '0', {}
while root <= #KEYS and left > 0 do
  local page = redis.call('ZSCAN', KEYS[root], cursor, 'COUNT', left)
  cursor = page[1]
  local found = page[2]
  left = left - #found / 2
  for i = 1, #found, 2 do
    local member, score = found[i], found[i + 1]
    if member ~= '\0' then
      local key = ARGV[7] .. string.gsub(member, '{', '\1')
      local deep = (tonumber(score) % 1) > 0.006
      local state, refs = cut_entry(key, member, now, ARGV[4], generation, deep, ARGV[5], ARGV[6])
      out[#out + 1] = root - 3
      out[#out + 1] = member
      out[#out + 1] = score
      out[#out + 1] = state
      out[#out + 1] = refs
    end
  end
  if cursor == '0' then root = root + 1 end
end
return { seq, now, gen, types, own, root - 3, cursor == '0' and '' or cursor, out }
