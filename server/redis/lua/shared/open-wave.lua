-- open_wave: the sequence of an invalidation, max(previous + 1, the node's time in µs), so that it survives the loss of its
-- key (I9); the flags as of that sequence; and the open record, where one is to be kept in the same step.
-- Returns the sequence as text, the node's time in ms, the generation as text, { declared types }.
local function open_wave(namespace, open, id, plan)
  local t = redis.call('TIME')
  local us = t[1] * 1000000 + t[2]
  local now = math.floor(us / 1000)
  local seq = string.format('%.0f', math.max(tonumber(redis.call('HGET', namespace, 'seq') or '0') + 1, us))
  redis.call('HSET', namespace, 'seq', seq)
  local gen = redis.call('HGET', namespace, 'gen')
  if not gen then gen = seq redis.call('HSET', namespace, 'gen', gen) end
  if open then redis.call('HSET', open, id, seq .. '\n' .. string.format('%.0f', now) .. '\n1\n' .. plan) end
  local types = {}
  for _, field in ipairs(redis.call('HKEYS', namespace)) do
    if string.sub(field, 1, 2) == 'd:' then types[#types + 1] = string.sub(field, 3) end
  end
  return seq, now, gen, types
end
