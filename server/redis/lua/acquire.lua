#!lua
-- acquire: the answer to a read that found nothing to serve, and the right to load (protocol.md, Read 2, I1).
-- KEYS[1]  entry
-- KEYS[2]  namespace hash; only on standalone Redis, where lease and sequence travel together
-- ARGV[1]  lease token, 16 bytes       ARGV[2]  lease life, ms        ARGV[3]  caller's generation
-- ARGV[4]  '1' = take the lease from a live holder (plain set)
-- ARGV[5]  a value that the caller found retired by a marker: its header's bytes 16–31, then 'g' gone or 's' stale; or ''
-- ARGV[6…] types this load declares dependencies on; flagged with the sequence
-- Returns  { status, sequence, lease left ms, reason, node time ms, entry or '', '1' = something settles }
-- Atomic because: two callers that find no lease must not both get one, and a value seen here must be the one leased.
-- include: shared/load-sequence
local ZERO = string.rep('\0', 16)
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local now = math.floor(us / 1000)

local function sequence()
  if not KEYS[2] then return '0', false end
  local seq, settles = load_sequence(KEYS[2], us)
  for i = 6, #ARGV do redis.call('HSETNX', KEYS[2], 'd:' .. ARGV[i], seq) end
  return seq, settles
end

local head = redis.call('GETRANGE', KEYS[1], 0, 103)
local live, fresh, leased, reason, waiters = false, false, false, 'cold', '\0'
local left = 0
if #head == 104 then
  local gen, _, _, soft, hard, stale = struct.unpack('>dddddd', head, 9)
  local token = string.sub(head, 57, 72)
  left = struct.unpack('>d', head, 73) - now
  leased = token ~= ZERO and left > 0
  waiters = string.sub(head, 5, 5)
  local value = string.byte(head, 2) == 1
  local current = gen >= tonumber(ARGV[3])
  live = value and current and hard > now
  fresh = live and stale == 0 and soft > now
  if value then reason = (not current or stale ~= 0) and 'invalidated' or 'expired' end
  if ARGV[5] ~= '' and string.sub(ARGV[5], 1, 16) == string.sub(head, 17, 32) then
    fresh, reason = false, 'invalidated'
    live = live and string.sub(ARGV[5], 17) == 's'
  end
end

if fresh and ARGV[4] ~= '1' then
  return { 'hit', '0', 0, '', now, redis.call('GET', KEYS[1]) }
end
if leased and ARGV[4] ~= '1' then
  if waiters == '\0' then redis.call('SETRANGE', KEYS[1], 4, '\1') end
  if live then return { 'stale', '0', left, reason, now, redis.call('GET', KEYS[1]) } end
  return { 'miss-wait', '0', left, reason, now, '' }
end

local lease = ARGV[1] .. struct.pack('>d', now + tonumber(ARGV[2]))
if live then
  redis.call('SETRANGE', KEYS[1], 56, lease)
  if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[2]) then redis.call('PEXPIRE', KEYS[1], ARGV[2]) end
  local seq, settles = sequence()
  return { 'stale-lease', seq, 0, reason, now, redis.call('GET', KEYS[1]), settles and '1' or '0' }
end
local blank = '\1\0\0\0' .. waiters .. string.rep('\0', 51) .. lease .. string.rep('\0', 24)
redis.call('SET', KEYS[1], blank, 'PX', ARGV[2])
local seq, settles = sequence()
return { 'miss-lease', seq, 0, reason, now, '', settles and '1' or '0' }
