-- register_edge: writes the edge guard -> member, walked or verified (protocol.md, Big guards). `gone` is its end, ms.
-- Returns true when it is verified: the entry must then say so. What the edge is, it stays while it is there (V2).
local function register_edge(guard, member, gone, depth, look, limit, mirror)
  local seconds = math.ceil(gone / 1000)
  local walked = number_text(seconds * 1000 + depth / 256)
  if redis.call('ZCARD', guard) < limit then
    -- Nothing changed: it was there already, perhaps as verified.
    if redis.call('ZADD', guard, 'GT', 'CH', walked, member) == 1 or tonumber(redis.call('ZSCORE', guard, member)) < VERIFIED then
      if look then redis.call('ZADD', guard, '9e15', '\1') end
      return false
    end
  end
  local known = redis.call('ZMSCORE', guard, member, '\2')
  local score = known[1] and tonumber(known[1])
  if (score and score < VERIFIED) or (not score and redis.call('ZCOUNT', guard, '-inf', '(4398046511104') < limit) then
    redis.call('ZADD', guard, 'GT', walked, member)
    if look then redis.call('ZADD', guard, '9e15', '\1') end
    return false
  end
  local epoch = known[2] and tonumber(known[2]) - EPOCH_ZERO
  if not epoch then
    epoch = FIRST_EPOCH
    redis.call('ZADD', guard, number_text(EPOCH_ZERO + epoch), '\2')
    if mirror then mirror_marks(guard) end
  end
  redis.call('ZADD', guard, number_text(epoch * EPOCH + depth * DEPTH + seconds), member)
  -- Which types are verified here: one of 256 places, so that they stay few (V3).
  if not score then redis.call('ZADD', guard, '9e15', '\3' .. string.sub(redis.sha1hex(string.match(member, '^[^:]*')), 1, 2)) end
  return true
end
