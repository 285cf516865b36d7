#!lua
-- publish: stores a loaded value under a lease that is still valid (protocol.md, Load 3–4, I2, I3).
-- KEYS[1]  entry
-- KEYS[2…] guards to register on in the same step; only on standalone Redis
-- ARGV[1]  lease token    ARGV[2]  header with its three times left zero    ARGV[3]  refs + value
-- ARGV[4]  ttl, ms        ARGV[5]  swr, ms          ARGV[6]  '1' = store, '0' = only prove and give the lease back
-- ARGV[7]  channel        ARGV[8]  wake message     ARGV[9]  entry key as a member
-- ARGV[10…] per guard: ref, depth
-- Returns  'published' | 'fenced' (lease gone) | 'invalidated' (a marker is newer than its ref)
-- Atomic because: between the check of the lease and the write no invalidation may pass.
local head = redis.call('GETRANGE', KEYS[1], 0, 103)
if string.sub(head, 57, 72) ~= ARGV[1] then return 'fenced' end
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local ttl, swr = tonumber(ARGV[4]), tonumber(ARGV[5])

local verdict = 'published'
for i = 2, #KEYS do
  local marker = redis.call('ZSCORE', KEYS[i], '\0')
  if marker and tonumber(marker) > tonumber(ARGV[6 + i * 2]) then verdict = 'invalidated' break end
end

if verdict == 'published' and ARGV[6] == '1' then
  local gone = now + ttl + swr
  for i = 2, #KEYS do
    redis.call('ZADD', KEYS[i], 'GT', string.format('%.17g', gone + tonumber(ARGV[7 + i * 2]) / 256), ARGV[9])
  end
  local new = string.sub(ARGV[2], 1, 24) .. struct.pack('>ddd', now, now + ttl, gone) .. string.sub(ARGV[2], 49)
  redis.call('SET', KEYS[1], new .. ARGV[3], 'PX', ttl + swr)
elseif string.byte(head, 2) == 1 then
  redis.call('SETRANGE', KEYS[1], 56, string.rep('\0', 24))
  redis.call('SETRANGE', KEYS[1], 4, '\0')
else
  redis.call('UNLINK', KEYS[1])
end
if string.byte(head, 5) == 1 then redis.call('PUBLISH', ARGV[7], ARGV[8]) end
return verdict
