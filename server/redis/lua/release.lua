#!lua flags=allow-oom
-- release: gives a lease back without a value (loader failed, value refused) and wakes those who wait for it.
-- KEYS[1] entry   ARGV[1] lease token   ARGV[2] channel   ARGV[3] wake message
-- Returns 1, or 0 when the lease was no longer ours.
-- Atomic because: a lease that somebody else took meanwhile must not be given back in their name.
local head = redis.call('GETRANGE', KEYS[1], 0, 103)
if string.sub(head, 57, 72) ~= ARGV[1] then return 0 end
if string.byte(head, 2) == 1 then
  redis.call('SETRANGE', KEYS[1], 56, string.rep('\0', 24))
  redis.call('SETRANGE', KEYS[1], 4, '\0')
else
  redis.call('UNLINK', KEYS[1])
end
if string.byte(head, 5) == 1 then redis.call('PUBLISH', ARGV[2], ARGV[3]) end
return 1
