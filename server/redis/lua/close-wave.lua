#!lua flags=allow-oom
-- close-wave: moves a finished wave from the open ones to the journal, on standalone Redis (protocol.md, Invalidate 3).
-- KEYS[1] journal stream   KEYS[2] hash of open waves
-- ARGV[1] wave id   ARGV[2] record, JSON   ARGV[3] most records kept
-- Returns the position in the journal.
-- Atomic because: a wave is open or closed, never neither.
local position = redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[3], '*', 'id', ARGV[1], 'wave', ARGV[2])
redis.call('HDEL', KEYS[2], ARGV[1])
return position
