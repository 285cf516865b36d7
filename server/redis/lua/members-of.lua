#!lua flags=no-writes
-- members-of: the dependents of many small guards, for people who look at a plan.
-- KEYS    guards (one on Cluster, a page of them on standalone Redis)
-- ARGV[1] members that one call reads at most
-- Returns one text: a part per guard, ended by \n; in it member and score by turns, each ended by \31. The part of a guard
--         that had no room left is `+`: it is to be walked by itself.
-- Atomic because: only so that a page of guards costs one round trip; each guard would do by itself.
local left = tonumber(ARGV[1])
local out = {}
for i = 1, #KEYS do
  local size = redis.call('ZCARD', KEYS[i])
  if size == 0 then
    out[i] = '\n'
  elseif size > left then
    out[i] = '+\n'
  else
    left = left - size
    out[i] = table.concat(redis.call('ZRANGE', KEYS[i], 0, -1, 'WITHSCORES'), '\31') .. '\31\n'
  end
end
return table.concat(out)
