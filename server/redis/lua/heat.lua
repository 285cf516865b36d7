#!lua
-- heat: adds sampled reads to the sorted set of one time bucket.
-- KEYS[1] bucket   ARGV[1] life of the bucket, ms   ARGV[2…] key, reads, key, reads, …
-- Returns the number of keys.
-- Atomic because: a flush that is repeated after an error must not find half of itself.
for i = 2, #ARGV, 2 do redis.call('ZINCRBY', KEYS[1], ARGV[i + 1], ARGV[i]) end
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return (#ARGV - 1) / 2
