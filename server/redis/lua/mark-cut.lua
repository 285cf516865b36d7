#!lua flags=allow-oom
-- mark-cut: one page of mark + cut in one step, on standalone Redis, for a closure of exactly these marked guards
-- (protocol.md, Standalone and Cluster; I6: every marker of the closure is set before the first entry is cut).
-- KEYS[1] guard
-- ARGV[1] sequence    ARGV[2] cursor, '' = first page     ARGV[3] page size
-- ARGV[4] 'hard' | 'soft' | ''    ARGV[5] generation      ARGV[6] channel     ARGV[7] wake prefix
-- ARGV[8] entry key prefix
-- Returns { next cursor ('' = done), states, members, { position, score, refs, … } }
-- Atomic because: the marker and the first page travel together; each entry's value and lease go together.
-- include: shared/cut-page
local t = redis.call('TIME')
local now = math.floor((t[1] * 1000000 + t[2]) / 1000)
if ARGV[2] == '' then redis.call('ZADD', KEYS[1], 'GT', ARGV[1], '\0') end
return { cut_page(KEYS[1], ARGV[2], tonumber(ARGV[3]), now, ARGV[4], tonumber(ARGV[5]), ARGV[8], ARGV[6], ARGV[7], 1e9) }
