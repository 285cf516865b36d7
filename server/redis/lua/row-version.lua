#!lua flags=allow-oom
-- row-version: remembers the newest version of a row that an event told of.
-- KEYS[1] version of the row   ARGV[1] version   ARGV[2] life, ms   ARGV[3] '1' = the row was created: its versions begin anew
-- Returns the version remembered now, as text.
-- Atomic because: events of one row may be applied at once and out of order.
local known = redis.call('GET', KEYS[1])
local version = ARGV[1]
if ARGV[3] ~= '1' and known and tonumber(known) > tonumber(version) then version = known end
redis.call('SET', KEYS[1], version, 'PX', ARGV[2])
return version
