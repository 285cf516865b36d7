#!lua flags=allow-oom
-- mark-all: the markers of several guards at once, on standalone Redis (protocol.md, Invalidate 1, I6).
-- KEYS guards   ARGV[1] sequence   ARGV[2] 'hard' | 'soft' | ''
-- Returns { { depth, count, … } or '', … }: what each marker alone invalidates
-- Atomic because: it need not be; it saves round trips.
-- include: shared/edge-scores
-- include: shared/guard-marks
-- include: shared/mark-guard
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local out = {}
for i = 1, #KEYS do out[i] = mark_guard(KEYS[i], ARGV[1], ARGV[2], now, true) end
return out
