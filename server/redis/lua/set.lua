#!lua
-- set: a load whose loader is already done, on standalone Redis (protocol.md, Load 5): takes the sequence, takes
-- over the lease (which fences a running load), registers and publishes, in one step. The entry is put together here
-- (layout: engine/entry.ts), so that everything travels as text, which costs the client a third less than a buffer.
-- KEYS[1]  entry    KEYS[2]  namespace hash    KEYS[3…] guards
-- ARGV[1]  value, encoded                      ARGV[2]  entry key as a member
-- ARGV[3]  flags, codec, generation, value's length in bytes, its checksum, ttl and swr in ms, members a guard
--          walks at most, with spaces between
-- ARGV[4]  declared types, '\n' between
-- Returns  'published', or 'settling' when nothing was done
-- Atomic because: the fusion removes every interleaving between the steps of a set; markers cannot be newer than a
-- sequence read in the same step.
-- include: shared/load-sequence
-- include: shared/edge-scores
-- include: shared/guard-marks
-- include: shared/register-edge
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local now = math.floor(us / 1000)
local seq, settles = load_sequence(KEYS[2], us)
-- A guard's marker may lie ahead: the caller goes step by step then, which looks at them.
if settles then return 'settling' end
if ARGV[4] ~= '' then
  for type in string.gmatch(ARGV[4], '[^\n]+') do redis.call('HSETNX', KEYS[2], 'd:' .. type, seq) end
end
local flags, codec, gen, length, checksum, ttl, swr, limit = string.match(ARGV[3], '^(%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+) (%d+)$')
local soft = now + tonumber(ttl)
local gone = soft + tonumber(swr)
local refs = struct.pack('>I2', #KEYS - 2)
if #KEYS > 2 then
  local skip = #KEYS[2] + 2
  local look = tonumber(flags) % 2 == 1 or string.find(ARGV[2], '{', 1, true)
  local most, verifies = tonumber(limit), false
  for i = 3, #KEYS do
    local verified = register_edge(KEYS[i], ARGV[2], gone, 1, look, most, true)
    local guard = string.sub(KEYS[i], skip)
    if string.find(guard, '\1', 1, true) then guard = string.gsub(guard, '\1', '{') end
    local kind = string.byte(guard) == 116 and 0 or 1
    if verified then
      kind = kind + 128
      verifies = true
    end
    refs = refs .. struct.pack('>BBI2dI2', kind, 1, 0, 0, #guard) .. guard
  end
  if verifies then flags = flags + 4 end
end
local waiting = redis.call('GETRANGE', KEYS[1], 4, 4)
local head = struct.pack('>BBBBBBBBddddd', 1, 1, flags, codec, 0, 0, 0, 0, gen, seq, now, soft, gone)
local tail = struct.pack('>I4I4I4', #refs, length, checksum)
redis.call('SET', KEYS[1], head .. string.rep('\0', 44) .. tail .. refs .. ARGV[1], 'PX', gone - now)
if waiting == '\1' then redis.call('PUBLISH', 'b:' .. string.sub(KEYS[2], 3), 'k' .. ARGV[2]) end
return 'published'
