"""What a Valkey server is asked to do in one step, in Lua."""

COMMON = """
local prefix, writer, attempt = KEYS[1], ARGV[1], tonumber(ARGV[2])
local function key(name) return prefix .. ':' .. name end
local function state(name) return redis.call('HGET', key('state'), name) end
local function bucket(seen) return key('seen:' .. ('000' .. seen:gsub('-', '')):sub(-4)) end
local function forget()
  for first = 0, 9000, 1000 do
    local names = {}
    for number = first, first + 999 do names[#names + 1] = key(('seen:%04d'):format(number)) end
    redis.call('UNLINK', unpack(names))
  end
  redis.call('UNLINK', key('votes'), key('comment_today'))
end
local function add_day(day, sign, visits, views, bots, untracked)
  local sums, added = {}, {visits, views, bots, untracked}
  for count in (redis.call('HGET', key('site'), day) or '0,0,0,0'):gmatch('%d+') do sums[#sums + 1] = tonumber(count) end
  for i = 1, 4 do sums[i] = sums[i] + sign * added[i] end
  redis.call('HSET', key('site'), day, ('%d,%d,%d,%d'):format(unpack(sums)))
end
if state('writer') ~= writer then
  return redis.error_reply(state('writer') and 'TAKEN' or 'GONE')
end
-- A command that was given up can still come out of a socket, after its successor.
if attempt <= tonumber(state('attempt')) then return redis.error_reply('LATE') end
"""
# The writer knows of every attempt but those whose answer was lost, and has told its readers that those stored nothing.
# Each attempt takes back the one before, so only the last can be there.
COMMIT = (
    COMMON
    + """
local known, day, remember = tonumber(ARGV[3]), tonumber(ARGV[4]), ARGV[5] == '1'
local visits, bots, untracked, keys = tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8]), ARGV[9]
local stored, seen = tonumber(state('day')), tonumber(state('seen'))
if tonumber(state('attempt')) < known then return redis.error_reply('OLDER') end
if day <= stored and redis.call('HEXISTS', key('site'), stored) == 0 then return redis.error_reply('GONE') end
if tonumber(state('attempt')) > known then
  local last = cjson.decode(redis.call('GET', key('last')) or '{}')
  for _, old in ipairs(last.keys or {}) do seen = seen - redis.call('SREM', bucket(old), old) end
  for id, count in pairs(last.views or {}) do
    if redis.call('HINCRBY', key('views'), id, -count) == 0 then redis.call('HDEL', key('views'), id) end
  end
  if last.day then add_day(last.day, -1, last.visits, last.sum, last.bots, last.untracked) end
end
if day > stored then
  local packed = redis.call('HGET', key('past'), stored)
  packed = packed and {packed} or {}
  for _, value in ipairs(redis.call('HGETALL', key('views'))) do packed[#packed + 1] = value end
  if #packed > 0 then redis.call('HSET', key('past'), stored, table.concat(packed, ',')) end
  redis.call('UNLINK', key('views'))
  forget()
  seen = 0
else
  day = stored
end
for i = 10, #ARGV, 2 do redis.call('HSET', key('pages'), ARGV[i], ARGV[i + 1]) end
local views, new, sum = {}, {}, 0
for given, id in keys:gmatch('(-?%d+) (%d+)') do
  if redis.call(remember and 'SADD' or 'SISMEMBER', bucket(given), given) == (remember and 1 or 0) then
    views[id] = (views[id] or 0) + 1
    if remember then new[#new + 1] = given end
    sum = sum + 1
  end
end
local answer = {seen + #new}
for id, count in pairs(views) do
  redis.call('HINCRBY', key('views'), id, count)
  answer[#answer + 1] = tonumber(id)
  answer[#answer + 1] = count
end
add_day(day, 1, visits, sum, bots, untracked)
redis.call('SET', key('last'), cjson.encode({keys = new, views = views, day = day, visits = visits, sum = sum, bots = bots, untracked = untracked}))
redis.call('HSET', key('state'), 'attempt', attempt, 'day', day, 'seen', seen + #new)
return answer
"""
)
# What changes answers of readers instead of counts. Such scripts bear being run again, so nothing has to be taken back;
# they have numbers of their own, as a batch of counts holds the last number against its own.
ANSWERS = """
local prefix, writer, attempt, known = KEYS[1], ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
local function key(name) return prefix .. ':' .. name end
local found = redis.call('HMGET', key('state'), 'writer', 'answers')
if found[1] ~= writer then return redis.error_reply(found[1] and 'TAKEN' or 'GONE') end
local last = tonumber(found[2] or 0)
if last < known then return redis.error_reply('OLDER') end
if attempt <= last then return redis.error_reply('LATE') end
redis.call('HSET', key('state'), 'answers', attempt)
"""
# All counts anew: a name for what was there (or nothing), the newest day, and three tables, each after its length.
REPLACE = (
    COMMON
    + """
local aside, position = ARGV[3], 5
for _, name in ipairs({'pages', 'site', 'views', 'past', 'last'}) do
  if aside == '' then
    redis.call('UNLINK', key(name))
  elseif redis.call('EXISTS', key(name)) == 1 then
    redis.call('RENAME', key(name), key(aside .. ':' .. name))
  end
end
if aside ~= '' then
  redis.call('SADD', key('aside'), aside)
  forget()
  redis.call('HSET', key('state'), 'seen', 0)
end
redis.call('HSET', key('state'), 'attempt', attempt, 'day', ARGV[4])
for _, name in ipairs({'site', 'past', 'pages'}) do
  local last = position + 2 * ARGV[position]
  for i = position + 1, last, 2 do redis.call('HSET', key(name), ARGV[i], ARGV[i + 1]) end
  position = last + 1
end
return 1
"""
)
# A script and no transaction: those are refused when the server's memory is full.
READ = """
local answer, past = {}, {}
for i, name in ipairs({'state', 'pages', 'site', 'views'}) do answer[i] = redis.call('HGETALL', KEYS[1] .. ':' .. name) end
for _, day in ipairs(redis.call('HKEYS', KEYS[1] .. ':past')) do
  if tonumber(day) >= tonumber(ARGV[1]) then
    past[#past + 1] = day
    past[#past + 1] = redis.call('HGET', KEYS[1] .. ':past', day)
  end
end
answer[5] = past
return answer
"""
TAKE = """
local state = KEYS[1] .. ':state'
local found = redis.call('HMGET', state, 'writer', 'connection')
if (found[1] or '') ~= ARGV[1] or (found[2] or '') ~= ARGV[2] then return 0 end
redis.call('HSET', state, 'writer', ARGV[3], 'connection', ARGV[4])
for i, name in ipairs({'version', 'attempt', 'day', 'seen'}) do redis.call('HSETNX', state, name, ARGV[4 + i]) end
return 1
"""
LEAVE = """
if redis.call('HGET', KEYS[1] .. ':state', 'writer') ~= ARGV[1] then return 0 end
return redis.call('HSET', KEYS[1] .. ':state', 'writer', '', 'connection', '')
"""
