#!lua flags=allow-oom
-- settle-retired: what becomes of retired edges, now that their bodies have been looked at.
-- KEYS[1] guard   ARGV per edge: member, score it had, 'd' drop | 'k' keep as verified | 'w' keep as walked
-- Returns how many were settled.
-- Atomic because: an edge that a publish has written anew meanwhile must stay as it is.
-- include: shared/edge-scores
local epoch = epoch_of(KEYS[1])
local settled, gone = 0, {}
for i = 1, #ARGV, 3 do
  if epoch and redis.call('ZSCORE', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    settled = settled + 1
    local place = tonumber(ARGV[i + 1]) % EPOCH
    if ARGV[i + 2] == 'k' then
      redis.call('ZADD', KEYS[1], number_text(epoch * EPOCH + place), ARGV[i])
    elseif ARGV[i + 2] == 'w' then
      redis.call('ZADD', KEYS[1], number_text(place % DEPTH * 1000 + math.floor(place / DEPTH) / 256), ARGV[i])
      redis.call('ZADD', KEYS[1], '9e15', '\1')
    else
      gone[#gone + 1] = ARGV[i]
    end
  end
end
for at = 1, #gone, 63 do redis.call('ZREM', KEYS[1], unpack(gone, at, math.min(at + 62, #gone))) end
return settled
