-- Scores of a guard (docs/decisions/big-guards.md): a walked edge is its end in ms + depth / 256; a verified one
-- epoch * EPOCH + depth * DEPTH + its end in seconds, all above VERIFIED; from RESERVED on nothing is an edge.
local VERIFIED, RESERVED, EPOCH, DEPTH = 4398046511104, 100000000000000, 1099511627776, 4294967296
local FIRST_EPOCH, LAST_EPOCH, EPOCH_ZERO = 4, 89, 8000000000000000
local function number_text(n) return string.format('%.17g', n) end
local function epoch_of(guard)
  local score = redis.call('ZSCORE', guard, '\2')
  return score and tonumber(score) - EPOCH_ZERO or nil
end
