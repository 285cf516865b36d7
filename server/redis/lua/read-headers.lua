#!lua flags=no-writes
-- read-headers: the fixed-width headers of entries, without refs and values.
-- KEYS    entries (one on Cluster, a page of them on standalone Redis)
-- Returns one text: 104 bytes per entry, all zero where there is none.
-- Atomic because: only so that a page of entries costs one round trip; each entry would do by itself.
local none = string.rep('\0', 104)
local out = {}
for i = 1, #KEYS do
  local head = redis.call('GETRANGE', KEYS[i], 0, 103)
  out[i] = #head == 104 and head or none
end
return table.concat(out)
