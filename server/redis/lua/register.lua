#!lua
-- register: writes the edge guard -> entry and tells the guard's marker (protocol.md, Load 3, I2).
-- KEYS[1] guard   ARGV[1] entry key (member)   ARGV[2] life of the edge, ms   ARGV[3] depth, 1–255
-- ARGV[4] '1' = a wave is to look at the entry before it cuts it: soft, deeper than one, or its name is not its key's
-- ARGV[5] members walked at most, more are verified      ARGV[6] '1' = standalone Redis: markers have a mirror
-- Returns { the marker as text, '0' when the guard was never invalidated; 1 = verified }
-- Atomic because: an invalidation either sees the edge, or this caller sees its marker.
-- include: shared/edge-scores
-- include: shared/guard-marks
-- include: shared/register-edge
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
local verified = register_edge(KEYS[1], ARGV[1], now + tonumber(ARGV[2]), tonumber(ARGV[3]), ARGV[4] == '1', tonumber(ARGV[5]), ARGV[6] == '1')
return { redis.call('ZSCORE', KEYS[1], '\0') or '0', verified and 1 or 0 }
