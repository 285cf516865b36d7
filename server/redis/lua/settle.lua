#!lua flags=allow-oom
-- settle: notes that some guard's marker will lie ahead of the sequence for a while (`settleMs`). As long as one does, every
-- lease moves the sequence on to the node's time, so that a load that begins after the marker's time is accepted again.
-- KEYS[1] namespace hash   ARGV[1] how long from now, ms
-- Returns the sequence it lasts until, as text.
-- Atomic because: of two that settle at once the longer one must remain.
local t = redis.call('TIME')
local ahead = t[1] * 1000000 + t[2] + tonumber(ARGV[1]) * 1000
local known = tonumber(redis.call('HGET', KEYS[1], 'settle') or '0')
if ahead > known then redis.call('HSET', KEYS[1], 'settle', string.format('%.0f', ahead)) end
return string.format('%.0f', ahead)
