-- cut_entry: one entry of a wave (protocol.md, Invalidate 2). Value and lease go together, so that no load in flight can
-- publish between them; those who wait for the lease are woken. Returns its state ('r' removed, 's' marked stale, 'a'
-- there was no live value) and, when asked, its refs.
local function cut_entry(key, name, now, mode, gen, want_refs, channel, wake)
  local head = redis.call('GETRANGE', key, 0, 103)
  if #head ~= 104 then return 'a', '' end
  local state, refs = 'a', ''
  local g, _, _, _, hard, since = struct.unpack('>dddddd', head, 9)
  if string.byte(head, 2) == 1 and g >= gen and hard > now then
    if want_refs then refs = redis.call('GETRANGE', key, 104, 103 + struct.unpack('>I4', head, 93)) end
    state = (mode == 'soft' or (mode == '' and string.byte(head, 3) % 2 == 1)) and 's' or 'r'
  end
  if state == 's' then
    if since == 0 then since = now end
    redis.call('SETRANGE', key, 48, struct.pack('>d', since) .. string.rep('\0', 24))
    redis.call('SETRANGE', key, 4, '\0')
  else
    redis.call('UNLINK', key)
  end
  if string.byte(head, 5) == 1 then redis.call('PUBLISH', channel, wake .. name) end
  return state, refs
end
