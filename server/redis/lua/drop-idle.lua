#!lua flags=allow-oom
-- drop-idle: removes guards that hold nothing but an old marker: every load it could refuse has been aborted long ago.
-- KEYS    guards (one on Cluster, a page of them on standalone Redis)
-- ARGV[1] age of the marker, ms   ARGV[2] '1' = standalone Redis: markers have a mirror
-- Returns how many were removed.
-- Atomic because: a guard that got a dependent or a new marker meanwhile must stay.
local t = redis.call('TIME')
local us = t[1] * 1000000 + t[2]
local dropped = 0
for i = 1, #KEYS do
  if redis.call('ZCOUNT', KEYS[i], '-inf', '(100000000000000') == 0 then
    local marker = redis.call('ZSCORE', KEYS[i], '\0')
    if not marker or us - tonumber(marker) > tonumber(ARGV[1]) * 1000 then
      dropped = dropped + redis.call('UNLINK', KEYS[i])
      if ARGV[2] == '1' then redis.call('UNLINK', 'm' .. string.sub(KEYS[i], 2)) end
    end
  end
end
return dropped
