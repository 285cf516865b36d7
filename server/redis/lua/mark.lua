#!lua flags=allow-oom
-- mark: sets a guard's marker, then reads a page of its dependents (protocol.md, Invalidate 1, I2).
-- KEYS[1] guard   ARGV[1] sequence   ARGV[2] cursor, '' = first page: the marker is set then   ARGV[3] page size
-- Returns { next cursor ('' = done), member, score, member, score, … }
-- Atomic because: an edge written before the marker is in the walk, an edge written after it sees the marker.
if ARGV[2] == '' then redis.call('ZADD', KEYS[1], 'GT', ARGV[1], '\0') end
local page = redis.call('ZSCAN', KEYS[1], ARGV[2] == '' and '0' or ARGV[2], 'COUNT', ARGV[3])
local out = { page[1] == '0' and '' or page[1] }
for i = 1, #page[2], 2 do
  if string.byte(page[2][i]) > 1 then
    out[#out + 1] = page[2][i]
    out[#out + 1] = page[2][i + 1]
  end
end
return out
