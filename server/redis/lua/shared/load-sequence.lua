-- load_sequence: the sequence a load begins with (protocol.md, I1), created when the namespace is new or its hash was lost
-- (I9). While a guard settles it follows the node's time. Returns it as text, and whether something still settles.
local function load_sequence(namespace, us)
  local got = redis.call('HMGET', namespace, 'seq', 'settle')
  local seq = got[1]
  if not seq then
    seq = string.format('%.0f', us)
    redis.call('HSET', namespace, 'seq', seq)
    redis.call('HSETNX', namespace, 'gen', seq)
  end
  if not got[2] then return seq, false end
  if us > tonumber(seq) then
    seq = string.format('%.0f', us)
    redis.call('HSET', namespace, 'seq', seq)
  end
  if tonumber(got[2]) > us then return seq, true end
  redis.call('HDEL', namespace, 'settle')
  return seq, false
end
