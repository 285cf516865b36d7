#!lua flags=no-writes
-- expired-members: dependents whose edge has ended, on this node's clock.
-- KEYS[1] guard   ARGV[1] most members   ARGV[2] members to skip
-- Returns the members: walked ones first, the longest expired first; then verified ones by epoch and depth.
-- Atomic because: the clock and the scores must be of the same node.
-- include: shared/edge-scores
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local limit, skip = tonumber(ARGV[1]), tonumber(ARGV[2])
local out = {}
local function take(from, to)
  local found = redis.call('ZRANGEBYSCORE', KEYS[1], from, to, 'LIMIT', skip, limit - #out)
  if #found == 0 and skip > 0 then skip = skip - math.min(skip, redis.call('ZCOUNT', KEYS[1], from, to)) else skip = 0 end
  for i = 1, #found do out[#out + 1] = found[i] end
end
take('-inf', '(' .. number_text(now))
local place = VERIFIED
while #out < limit do
  local first = redis.call('ZRANGEBYSCORE', KEYS[1], number_text(place), '(' .. number_text(RESERVED), 'WITHSCORES', 'LIMIT', 0, 1)
  if #first == 0 then break end
  local from = tonumber(first[2]) - tonumber(first[2]) % DEPTH
  take(number_text(from), '(' .. number_text(from + math.floor(now / 1000)))
  place = from + DEPTH
end
return out
