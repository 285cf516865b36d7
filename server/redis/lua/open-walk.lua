#!lua flags=allow-oom
-- open-walk: open-wave, every root's marker and the first page of the walk in one step, on standalone Redis, so that a
-- small wave is one round trip and its closing (protocol.md, Invalidate 0–2; I6: all markers first).
-- KEYS[1] namespace hash   KEYS[2] hash of open waves   KEYS[3…] guards of the roots
-- ARGV[1] wave id          ARGV[2] plan, JSON           ARGV[3] members cut in this step, at most about
-- ARGV[4] 'hard' | 'soft' | ''    ARGV[5] channel       ARGV[6] wake prefix     ARGV[7] entry key prefix
-- ARGV[8] members to name at least, if the walk ends here     ARGV[9] entries wanted as a sample of what was touched
-- ARGV[10…] root keys as users know them
-- Returns { sequence, node time ms, generation, { declared types }, { state of each root key }, root index reached,
--           cursor there ('' = not begun), { root index, states, members, { position, score, refs, … }, … },
--           { root index, { depth, count, … } that the marker alone invalidates, { member, score, … } of them, … }, 1 when
--           the walk is complete and every process was told }; with declared types nothing was cut: the walk then goes
--           below what it finds and needs two phases
-- Atomic because: two waves must not share a sequence, and the flags must be as of this sequence.
-- include: shared/open-wave
-- include: shared/edge-scores
-- include: shared/guard-marks
-- include: shared/mark-guard
-- include: shared/cut-entry
-- include: shared/page-of
-- include: shared/cut-page
-- include: shared/tell-cut
local seq, now, gen, types = open_wave(KEYS[1], KEYS[2], ARGV[1], ARGV[2])
local marked, bases = {}, {}
for i = 3, #KEYS do
  local counts, base = mark_guard(KEYS[i], seq, ARGV[4], now, true)
  if base then
    bases[#bases + 1] = base
    for _, part in ipairs({ i - 3, counts, {} }) do marked[#marked + 1] = part end
  end
end
local wanted = tonumber(ARGV[9])
local function take_samples()
  for i, base in ipairs(bases) do
    if wanted > 0 then
      marked[i * 3] = sample_of(KEYS[marked[i * 3 - 2] + 3], base, wanted)
      wanted = wanted - #marked[i * 3] / 2
    end
  end
end
if #types > 0 then
  take_samples()
  return { seq, now, gen, types, {}, 0, '', {}, marked, 0 }
end

local generation = tonumber(gen)
local own = {}
for i = 10, #ARGV do
  own[#own + 1] = cut_entry(ARGV[7] .. string.gsub(ARGV[i], '{', '\1'), ARGV[i], now, ARGV[4], generation, false, ARGV[5], ARGV[6])
end
local left, root, cursor, out = tonumber(ARGV[3]), 3, '', {}
while root <= #KEYS and left > 0 do
  local states, members, deep, count
  cursor, states, members, deep, count = cut_page(KEYS[root], cursor, left, now, ARGV[4], generation, ARGV[7], ARGV[5], ARGV[6], tonumber(ARGV[8]))
  if members ~= '' then
    out[#out + 1] = root - 3
    out[#out + 1] = states
    out[#out + 1] = members
    out[#out + 1] = deep
  end
  left = left - count
  wanted = wanted - select(2, string.gsub(states, '[^a]', ''))
  if cursor == '' then root = root + 1 end
end
local told = 0
if root > #KEYS then
  local guards = {}
  for i = 3, #KEYS do guards[i - 2] = string.sub(KEYS[i], #KEYS[1] + 2) end
  tell_cut(KEYS[1], ARGV[5], now, (string.gsub(table.concat(guards, '\n'), '\1', '{')))
  told = 1
end
take_samples()
return { seq, now, gen, types, own, root - 3, cursor, out, marked, told }
