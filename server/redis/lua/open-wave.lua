#!lua flags=allow-oom
-- open-wave: the sequence of an invalidation, and on standalone Redis its open record (protocol.md, Invalidate 0, I9).
-- KEYS[1] namespace hash   KEYS[2] hash of open waves (standalone)
-- ARGV[1] wave id          ARGV[2] plan, JSON
-- Returns { sequence, node time ms, generation, declared type, declared type, … }
-- Atomic because: two waves must not share a sequence, and the flags must be as of this sequence.
-- include: shared/open-wave
local seq, now, gen, types = open_wave(KEYS[1], KEYS[2], ARGV[1], ARGV[2])
return { seq, now, gen, unpack(types) }
