#!lua flags=allow-oom
-- retire-entries: removes the bodies of entries that a guard's markers have retired.
-- KEYS    entries (one on Cluster)
-- ARGV[1] guard as the entries list it   ARGV[2] any, ARGV[3] hard, ARGV[4] default marker
-- Returns a letter per entry: 'r' removed, 'n' no value, or none that is verified against this guard, 'k' its edge stays:
--         the value does, or it is being loaded, and that load may have written the edge already and publish yet
-- Atomic because: a value that was published meanwhile must stay.
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local any, hard, default = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local ZERO = string.rep('\0', 16)
local function ref_of(key, head)
  local size, own = struct.unpack('>I4', head, 93), struct.unpack('>d', head, 17)
  local refs = redis.call('GETRANGE', key, 104, 103 + size)
  if #refs < 2 then return nil end
  local place = 3
  for _ = 1, struct.unpack('>I2', refs) do
    local length = struct.unpack('>I2', refs, place + 12)
    if length == #ARGV[1] and string.sub(refs, place + 14, place + 13 + length) == ARGV[1] then
      if string.byte(refs, place) < 128 then return nil end
      local ref = struct.unpack('>d', refs, place + 4)
      return ref == 0 and own or ref
    end
    place = place + 14 + length
  end
  return nil
end
local letters, gone = {}, {}
for i = 1, #KEYS do
  local head = redis.call('GETRANGE', KEYS[i], 0, 103)
  local letter = 'n'
  if #head == 104 and string.sub(head, 57, 72) ~= ZERO and struct.unpack('>d', head, 73) > now then
    letter = 'k'
  elseif #head == 104 and string.byte(head, 2) == 1 and string.byte(head, 3) > 3 then
    local ref = ref_of(KEYS[i], head)
    if ref then
      local soft = string.byte(head, 3) % 2 == 1
      if hard > ref or (default > ref and not soft) then
        letter = 'r'
        gone[#gone + 1] = KEYS[i]
      else
        letter = 'k'
      end
    end
  end
  letters[i] = letter
end
for at = 1, #gone, 63 do redis.call('DEL', unpack(gone, at, math.min(at + 62, #gone))) end
return table.concat(letters)
