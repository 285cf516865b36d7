#!lua flags=no-writes
-- guard-info: how many dependents a guard holds, expired edges included, and when it was last invalidated.
-- KEYS    guards (one on Cluster, a page of them on standalone Redis)
-- Returns per guard: number of edges; marker as text, '0' when there is none; edges that a wave retired
-- Atomic because: it need not be; it saves round trips.
-- include: shared/edge-scores
local out = {}
for i = 1, #KEYS do
  local marker = redis.call('ZSCORE', KEYS[i], '\0')
  out[#out + 1] = redis.call('ZCOUNT', KEYS[i], '-inf', '(100000000000000')
  out[#out + 1] = marker or '0'
  local epoch, retired = epoch_of(KEYS[i]), 0
  if epoch then
    retired = redis.call('ZCOUNT', KEYS[i], number_text(VERIFIED), '(' .. number_text(RESERVED))
      - redis.call('ZCOUNT', KEYS[i], number_text(epoch * EPOCH), '(' .. number_text((epoch + 1) * EPOCH))
  end
  out[#out + 1] = retired
end
return out
