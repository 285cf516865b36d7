#!lua
-- publish: stores a loaded value under a lease that is still valid (protocol.md, Load 3–4, I2, I3).
-- KEYS[1]  entry
-- KEYS[2…] guards to register on in the same step; only on standalone Redis
-- ARGV[1]  lease token    ARGV[2]  entry with its three times left zero
-- ARGV[3]  ttl, ms        ARGV[4]  swr, ms          ARGV[5]  '1' = store, '0' = only prove and give the lease back
-- ARGV[6]  channel        ARGV[7]  wake message     ARGV[8]  entry key as a member
-- ARGV[9]  members a guard walks at most             ARGV[10…] per guard: ref, depth; guards as the entry lists them
-- Returns  'published' | 'fenced' (lease gone) | 'invalidated' (a marker is newer than its ref)
-- Atomic because: between the check of the lease and the write no invalidation may pass.
-- include: shared/edge-scores
-- include: shared/guard-marks
-- include: shared/register-edge
local head = redis.call('GETRANGE', KEYS[1], 0, 103)
if string.sub(head, 57, 72) ~= ARGV[1] then return 'fenced' end
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local ttl, swr = tonumber(ARGV[3]), tonumber(ARGV[4])

local verdict = 'published'
for i = 2, #KEYS do
  local marker = redis.call('ZSCORE', KEYS[i], '\0')
  if marker and tonumber(marker) > tonumber(ARGV[6 + i * 2]) then verdict = 'invalidated' break end
end

if verdict == 'published' and ARGV[5] == '1' then
  local gone = now + ttl + swr
  local look = string.byte(ARGV[2], 3) % 2 == 1 or string.find(ARGV[8], '{', 1, true)
  local limit, verified = tonumber(ARGV[9]), nil
  for i = 2, #KEYS do
    local depth = tonumber(ARGV[7 + i * 2])
    if register_edge(KEYS[i], ARGV[8], gone, depth, look or depth > 1, limit, true) then
      verified = verified or {}
      verified[i - 1] = true
    end
  end
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ttl + swr)
  redis.call('SETRANGE', KEYS[1], 24, struct.pack('>ddd', now, now + ttl, gone))
  if verified then
    -- Which refs readers must verify: a bit in the entry's flags, one in each such ref.
    redis.call('SETRANGE', KEYS[1], 2, string.char(string.byte(ARGV[2], 3) + 4))
    local place = 106
    for i = 1, #KEYS - 1 do
      if verified[i] then redis.call('SETRANGE', KEYS[1], place, string.char(string.byte(ARGV[2], place + 1) + 128)) end
      place = place + 14 + struct.unpack('>I2', ARGV[2], place + 13)
    end
  end
elseif string.byte(head, 2) == 1 then
  redis.call('SETRANGE', KEYS[1], 56, string.rep('\0', 24))
  redis.call('SETRANGE', KEYS[1], 4, '\0')
else
  redis.call('UNLINK', KEYS[1])
end
if string.byte(head, 5) == 1 then redis.call('PUBLISH', ARGV[6], ARGV[7]) end
return verdict
