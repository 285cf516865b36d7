#!lua flags=allow-oom
-- mark-cut: one page of walk + cut in one step, on standalone Redis, for a closure of exactly these guards, which are all
-- marked already (protocol.md, Standalone and Cluster; I6: every marker of the closure is set before the first cut).
-- KEYS[1] guard
-- ARGV[1] sequence    ARGV[2] cursor, '' = first page     ARGV[3] page size
-- ARGV[4] 'hard' | 'soft' | ''    ARGV[5] generation      ARGV[6] channel     ARGV[7] wake prefix
-- ARGV[8] entry key prefix
-- Returns { next cursor ('' = done), states, members, { position, score, refs, … } }
-- Atomic because: each entry's value and lease go together.
-- include: shared/page-of
-- include: shared/cut-page
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
return { cut_page(KEYS[1], ARGV[2], tonumber(ARGV[3]), now, ARGV[4], tonumber(ARGV[5]), ARGV[8], ARGV[6], ARGV[7], 1e9) }
