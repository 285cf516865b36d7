-- guard_marks: any, hard and default marker of a promoted guard (0 = none). Of an entry verified against it, a newer hard
-- marker says gone, a newer default one says what the entry itself says, any other newer one says stale.
local function guard_marks(guard)
  local got = redis.call('ZMSCORE', guard, '\0', '\4', '\5')
  return tonumber(got[1] or '0'), tonumber(got[2] or '0'), tonumber(got[3] or '0')
end
-- mirror_marks: the same in a string, which a reader on standalone Redis gets together with the entry.
local function mirror_marks(guard)
  redis.call('SET', 'm' .. string.sub(guard, 2), struct.pack('>ddd', guard_marks(guard)))
end
