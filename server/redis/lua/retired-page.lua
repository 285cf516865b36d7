#!lua flags=no-writes
-- retired-page: verified dependents that a wave has retired and whose bodies may still be there.
-- KEYS[1] guard   ARGV[1] most members
-- Returns { any, hard and default marker as text, member, score, … }, {} when there are none
-- Atomic because: members and markers of two moments must not be mixed.
-- include: shared/edge-scores
-- include: shared/guard-marks
local epoch = epoch_of(KEYS[1])
if not epoch then return {} end
local base = epoch * EPOCH
local found = redis.call('ZRANGEBYSCORE', KEYS[1], number_text(VERIFIED), '(' .. number_text(base), 'WITHSCORES', 'LIMIT', 0, ARGV[1])
if #found == 0 then
  found = redis.call('ZRANGEBYSCORE', KEYS[1], number_text(base + EPOCH), '(' .. number_text(RESERVED), 'WITHSCORES', 'LIMIT', 0, ARGV[1])
end
if #found == 0 then return {} end
local any, hard, default = guard_marks(KEYS[1])
return { number_text(any), number_text(hard), number_text(default), unpack(found) }
