#!lua flags=allow-oom
-- cut: removes or marks stale each entry, and fences every load in flight (protocol.md, Invalidate 2).
-- KEYS    entries (one on Cluster)
-- ARGV[1] 'hard' | 'soft' | '' = as the entry says     ARGV[2] generation    ARGV[3] '1' = return refs
-- ARGV[4] channel   ARGV[5] wake prefix   ARGV[6…] entry keys as users know them
-- Returns { state, refs, state, refs, … }
-- Atomic because: value and lease must go together, or a load in flight could publish between them.
-- include: shared/cut-entry
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local gen = tonumber(ARGV[2])
local out = {}
for i = 1, #KEYS do
  local state, refs = cut_entry(KEYS[i], ARGV[5 + i], now, ARGV[1], gen, ARGV[3] == '1', ARGV[4], ARGV[5])
  out[#out + 1] = state
  out[#out + 1] = refs
end
return out
