#!lua flags=allow-oom
-- cut: removes or marks stale each entry, and fences every load in flight (protocol.md, Invalidate 2).
-- KEYS    entries (one on Cluster)
-- ARGV[1] 'hard' | 'soft' | '' = as the entry says     ARGV[2] generation    ARGV[3] '1' = return refs
-- ARGV[4] channel   ARGV[5] wake prefix   ARGV[6…] entry keys as users know them
-- Returns { state, refs, state, refs, … }; state 'r' removed, 's' marked stale, 'a' there was no live value
-- Atomic because: value and lease must go together, or a load in flight could publish between them.
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local out = {}
for i = 1, #KEYS do
  local head = redis.call('GETRANGE', KEYS[i], 0, 103)
  local state, refs = 'a', ''
  if #head == 104 then
    local gen, _, _, _, hard = struct.unpack('>ddddd', head, 9)
    local live = string.byte(head, 2) == 1 and gen >= tonumber(ARGV[2]) and hard > now
    if live and ARGV[3] == '1' then
      refs = redis.call('GETRANGE', KEYS[i], 104, 103 + struct.unpack('>I4', head, 93))
    end
    local soft = ARGV[1] == 'soft' or (ARGV[1] == '' and string.byte(head, 3) % 2 == 1)
    if live and soft then
      state = 's'
      local since = struct.unpack('>d', head, 49)
      if since == 0 then since = now end
      redis.call('SETRANGE', KEYS[i], 48, struct.pack('>d', since) .. string.rep('\0', 24))
      redis.call('SETRANGE', KEYS[i], 4, '\0')
    else
      if live then state = 'r' end
      redis.call('UNLINK', KEYS[i])
    end
    if string.byte(head, 5) == 1 then redis.call('PUBLISH', ARGV[4], ARGV[5] .. ARGV[5 + i]) end
  end
  out[#out + 1] = state
  out[#out + 1] = refs
end
return out
