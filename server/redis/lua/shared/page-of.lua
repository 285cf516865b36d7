-- page_of: one page of a guard's members below a score, lowest first. The cursor names the last member seen with the score
-- it had. Edges only ever move up: what comes after that place is all that was not seen yet. If the last member itself
-- moved on, the page begins at its old score again; what is seen twice is cut twice, which is harmless.
-- Returns the members (with their scores, when asked), the next cursor ('' = done).
local function page_of(guard, cursor, count, ends_at, with_scores)
  local rank = 0
  if cursor ~= '' then
    local score, last = string.match(cursor, '^(%S+) (.*)$')
    if redis.call('ZSCORE', guard, last) == score then
      rank = redis.call('ZRANK', guard, last) + 1
    else
      rank = redis.call('ZCOUNT', guard, '-inf', '(' .. score)
    end
  end
  local size = count
  if ends_at then size = math.min(count, redis.call('ZCOUNT', guard, '-inf', '(' .. ends_at) - rank) end
  if size <= 0 then return {}, '' end
  local members, step
  if with_scores then
    members, step = redis.call('ZRANGE', guard, rank, rank + size - 1, 'WITHSCORES'), 2
  else
    members, step = redis.call('ZRANGE', guard, rank, rank + size - 1), 1
  end
  -- What is reserved has the highest scores: it closes the last page.
  while #members > 0 and string.byte(members[#members - step + 1]) < 32 do
    for i = 1, step do members[#members] = nil end
  end
  local next_cursor = ''
  if #members == count * step then
    local last = members[#members - step + 1]
    next_cursor = redis.call('ZSCORE', guard, last) .. ' ' .. last
  end
  return members, next_cursor
end
