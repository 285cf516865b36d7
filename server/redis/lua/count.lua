#!lua
-- count: adds counters to the hash of one time bucket.
-- KEYS[1] bucket   ARGV[1] life of the bucket, ms   ARGV[2…] field, amount, field, amount, …
-- Returns the number of fields.
-- Atomic because: a flush that is repeated after an error must not find half of itself.
for i = 2, #ARGV, 2 do redis.call('HINCRBY', KEYS[1], ARGV[i], ARGV[i + 1]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return (#ARGV - 1) / 2
