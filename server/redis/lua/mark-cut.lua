#!lua flags=allow-oom
-- mark-cut: one page of mark + cut in one step, on standalone Redis, for a closure of exactly these marked guards
-- (protocol.md, Standalone and Cluster; I6: every marker of the closure is set before the first entry is cut).
-- KEYS[1] guard
-- ARGV[1] sequence    ARGV[2] cursor, '' = first page     ARGV[3] page size
-- ARGV[4] 'hard' | 'soft' | ''    ARGV[5] generation      ARGV[6] '1' = return refs of entries deeper than 1
-- ARGV[7] channel     ARGV[8] wake prefix                 ARGV[9] entry key prefix
-- Returns { next cursor ('' = done), member, score, state, refs, … }
-- Atomic because: the marker and the first page travel together; each entry's value and lease go together.
-- include: shared/cut-entry
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local gen, want = tonumber(ARGV[5]), ARGV[6] == '1'
if ARGV[2] == '' then redis.call('ZADD', KEYS[1], 'GT', ARGV[1], '\0') end
local page = redis.call('ZSCAN', KEYS[1], ARGV[2] == '' and '0' or ARGV[2], 'COUNT', ARGV[3])
local out = { page[1] == '0' and '' or page[1] }
local found = page[2]
for i = 1, #found, 2 do
  local member, score = found[i], found[i + 1]
  if member ~= '\0' then
    local key = ARGV[9] .. string.gsub(member, '{', '\1')
    local deep = want and (tonumber(score) % 1) > 0.006
    local state, refs = cut_entry(key, member, now, ARGV[4], gen, deep, ARGV[7], ARGV[8])
    out[#out + 1] = member
    out[#out + 1] = score
    out[#out + 1] = state
    out[#out + 1] = refs
  end
end
return out
