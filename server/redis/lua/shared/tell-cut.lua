-- tell_cut: tells every process which guards a wave has invalidated, when its last entry is cut (protocol.md, L1 and
-- backplane). The messages of a namespace are numbered, so that a process that misses one notices it.
-- `guards` as the engine spells them, '\n' between; `p:<prefix>` = every key that begins so, '*' = everything.
local function tell_cut(namespace, channel, now, guards)
  local number = redis.call('HINCRBY', namespace, 'cuts', 1)
  redis.call('PUBLISH', channel, string.format('c%.0f %.0f\n', number, now) .. guards)
  return number
end
