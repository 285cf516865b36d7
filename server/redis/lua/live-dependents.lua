#!lua flags=no-writes
-- live-dependents: whether a guard has a dependent whose edge has not ended, on this node's clock.
-- KEYS    guards (one on Cluster, a page of them on standalone Redis)
-- ARGV[1] scores from here on are markers
-- Returns per guard 1 or 0.
-- Atomic because: the clock and the scores must be of the same node.
local t = redis.call('TIME')
local now = string.format('%.0f', math.floor((t[1] * 1000000 + t[2]) / 1000))
local out = {}
for i = 1, #KEYS do
  out[i] = redis.call('ZCOUNT', KEYS[i], now, '(' .. ARGV[1]) > 0 and 1 or 0
end
return out
