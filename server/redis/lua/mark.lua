#!lua flags=allow-oom
-- mark: sets a guard's marker, then reads a page of its walked dependents (protocol.md, Invalidate 1, I2). Verified ones
-- are read too where one of them may be of a type that others declare dependencies on (I7, V3).
-- KEYS[1] guard   ARGV[1] sequence   ARGV[2] cursor, '' = first page: the marker is set then   ARGV[3] page size
-- ARGV[4] 'hard' | 'soft' | ''   ARGV[5] '1' = standalone Redis: markers have a mirror
-- ARGV[6] entries wanted as a sample of what the marker alone invalidates   ARGV[7…] declared types
-- Returns { next cursor ('' = done), { depth, count, … } or '' of what the marker alone invalidates, { member, score, … }
--           of them, 1 = verified ones are read, member, score, member, score, … }
-- Atomic because: an edge written before the marker is in the walk, an edge written after it sees the marker.
-- include: shared/edge-scores
-- include: shared/guard-marks
-- include: shared/mark-guard
-- include: shared/page-of
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local counts, base, sample = '', nil, {}
if ARGV[2] == '' then counts, base = mark_guard(KEYS[1], ARGV[1], ARGV[4], now, ARGV[5] == '1') end
if base then sample = sample_of(KEYS[1], base, ARGV[6]) end
local ends_at, reads = nil, 0
if epoch_of(KEYS[1]) then
  for i = 7, #ARGV do
    if redis.call('ZSCORE', KEYS[1], '\3' .. string.sub(redis.sha1hex(ARGV[i]), 1, 2)) then reads = 1 end
  end
  if reads == 0 then ends_at = '4398046511104' end
end
local members, next_cursor = page_of(KEYS[1], ARGV[2], tonumber(ARGV[3]), ends_at, true)
return { next_cursor, counts, sample, reads, unpack(members) }
