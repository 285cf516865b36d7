#!lua flags=no-writes
-- read-heads: what people may know of entries without reading their values.
-- KEYS    entries (one on Cluster, a page of them on standalone Redis)
-- Returns per entry: header + refs, '' when there is none; its whole size in bytes
-- Atomic because: header and refs of two different values must not be mixed.
local out = {}
for i = 1, #KEYS do
  local head = redis.call('GETRANGE', KEYS[i], 0, 103)
  if #head == 104 then
    out[#out + 1] = redis.call('GETRANGE', KEYS[i], 0, 103 + struct.unpack('>I4', head, 93))
    out[#out + 1] = redis.call('STRLEN', KEYS[i])
  else
    out[#out + 1] = ''
    out[#out + 1] = 0
  end
end
return out
