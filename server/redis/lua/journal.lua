#!lua flags=allow-oom
-- journal: keeps the record of an open wave: opened (Cluster), still alive, adopted after its owner fell silent.
-- KEYS[1] hash of open waves
-- ARGV[1] 'open' | 'touch' | 'adopt'   ARGV[2] wave id   ARGV[3] open: sequence; adopt: silence in ms that counts as dead
-- ARGV[4] open: plan
-- Returns 1 when done, 0 when the wave is not open (touch) or not silent (adopt).
-- Atomic because: two janitors must not both adopt one wave.
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local stamp = string.format('%.0f', now)
if ARGV[1] == 'open' then
  redis.call('HSET', KEYS[1], ARGV[2], ARGV[3] .. '\n' .. stamp .. '\n1\n' .. ARGV[4])
  return 1
end
local record = redis.call('HGET', KEYS[1], ARGV[2])
if not record then return 0 end
local seq, seen, attempts, plan = string.match(record, '^(%d+)\n(%d+)\n(%d+)\n(.*)$')
if ARGV[1] == 'adopt' then
  if now - tonumber(seen) < tonumber(ARGV[3]) then return 0 end
  attempts = tostring(tonumber(attempts) + 1)
end
redis.call('HSET', KEYS[1], ARGV[2], seq .. '\n' .. stamp .. '\n' .. attempts .. '\n' .. plan)
return 1
