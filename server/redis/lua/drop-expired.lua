#!lua flags=allow-oom
-- drop-expired: removes edges that have ended. Whether something live still hangs below them is the caller's to know.
-- KEYS[1] guard   ARGV members
-- Returns how many were removed.
-- Atomic because: an edge that a publish has renewed meanwhile must stay.
-- include: shared/edge-scores
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local removed = 0
for i = 1, #ARGV do
  local score = redis.call('ZSCORE', KEYS[1], ARGV[i])
  score = score and tonumber(score)
  if score and score >= VERIFIED then score = score % DEPTH * 1000 end
  if score and score < now then removed = removed + redis.call('ZREM', KEYS[1], ARGV[i]) end
end
return removed
