-- mark_guard: marker = max (protocol.md, Invalidate 1). On a promoted guard the markers tell the mode as well, and what
-- was verified until now is counted and retired: later registrations go into a new epoch.
-- Returns { depth, live edges, … } of what the marker alone invalidates ('' when there is nothing of the kind), and the
-- first score of their epoch.
local function mark_guard(guard, seq, mode, now, mirror)
  local moved = redis.call('ZADD', guard, 'GT', 'CH', seq, '\0') == 1
  local epoch = epoch_of(guard)
  if not epoch then return '' end
  if mode ~= 'soft' then redis.call('ZADD', guard, 'GT', seq, mode == 'hard' and '\4' or '\5') end
  if mirror then mirror_marks(guard) end
  -- A wave that is walked again (I11) must not retire what was registered since.
  if not moved then return '' end
  local base = epoch * EPOCH
  local last = redis.call('ZREVRANGEBYSCORE', guard, '(' .. number_text(base + EPOCH), number_text(base), 'WITHSCORES', 'LIMIT', 0, 1)
  if #last == 0 then return '' end
  local counts = {}
  for depth = 1, math.floor((tonumber(last[2]) - base) / DEPTH) do
    local from = base + depth * DEPTH
    local live = redis.call('ZCOUNT', guard, number_text(from + math.floor(now / 1000)), '(' .. number_text(from + DEPTH))
    if live > 0 then
      counts[#counts + 1] = depth
      counts[#counts + 1] = live
    end
  end
  if mode ~= 'soft' then
    local next = epoch == LAST_EPOCH and FIRST_EPOCH or epoch + 1
    -- Taken when the sweep is 85 waves behind: then the epoch goes on, and the next count is too high.
    if redis.call('ZCOUNT', guard, number_text(next * EPOCH), '(' .. number_text((next + 1) * EPOCH)) == 0 then
      redis.call('ZADD', guard, number_text(EPOCH_ZERO + next), '\2')
    end
  end
  return counts, base
end
local function sample_of(guard, base, wanted)
  return redis.call('ZRANGE', guard, number_text(base), '(' .. number_text(base + EPOCH), 'BYSCORE', 'LIMIT', 0, wanted, 'WITHSCORES')
end
