"""Comments in Valkey.

- ``comments``: hash from id to a comment that waits, as JSON with its number; ``likely``, ``suspects``: sorted sets of ids
- ``numbers``: hash from the hash of a number to the id that waits; ``comment_today``: hash from today's keys to ids
- ``bytes``: hash of how many bytes each bin takes
- ``decisions``: list of the lines of the audit, as JSON; ``decided``: hash from id to its decision
- ``ended``: hash from the hash of a number to the id and article of what was decided
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from counter.storage.comments import (
    EXPIRE,
    LIKELY,
    SUSPECT,
    Comment,
    Decision,
    Ended,
    NewComment,
    Stored,
    Totals,
    split,
)
from counter.storage.valkey_scripts import ANSWERS

if TYPE_CHECKING:
    from counter.storage.valkey import ValkeyStorage

BINS = {LIKELY: "likely", SUSPECT: "suspects"}
ADD = (
    ANSWERS
    + """
local answer = {}
for i = 4, #ARGV, 5 do
  local bin, size, number, today, given = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  local id = redis.call('HGET', key('numbers'), number)
  local same = today ~= '' and redis.call('HGET', key('comment_today'), today)
  if same and redis.call('HEXISTS', key('comments'), same) == 1 then
    local comment = cjson.decode(redis.call('HGET', key('comments'), same))
    redis.call('HDEL', key('numbers'), comment.number)
    comment.number, id = number, same
    redis.call('HSET', key('comments'), same, cjson.encode(comment))
    redis.call('HSET', key('numbers'), number, same)
  end
  answer[#answer + 1] = tonumber(id) or 0
  if not id then
    id = redis.call('HINCRBY', key('state'), 'comment', 1)
    answer[#answer] = -id
    redis.call('HSET', key('comments'), id, given)
    redis.call('HSET', key('numbers'), number, id)
    redis.call('ZADD', key(bin), id, id)
    redis.call('HINCRBY', key('bytes'), bin, size)
    if today ~= '' then redis.call('HSET', key('comment_today'), today, id) end
  end
end
return answer
"""
)
DECIDING = (
    ANSWERS
    + """
local function line(id, path, decision, at)
  redis.call('RPUSH', key('decisions'), cjson.encode({id = tonumber(id), path = path, decision = decision, at = tonumber(at)}))
end
local function decide(id, decision, at)
  local found = redis.call('HGET', key('comments'), id)
  if not found then return redis.call('HGET', key('decided'), id) or '' end
  local comment = cjson.decode(found)
  local bin = comment.suspect and 'suspects' or 'likely'
  redis.call('HDEL', key('comments'), id)
  redis.call('ZREM', key(bin), id)
  redis.call('HINCRBY', key('bytes'), bin, -comment.size)
  redis.call('HDEL', key('numbers'), comment.number)
  redis.call('HSET', key('ended'), comment.number, id .. ' ' .. comment.path)
  redis.call('HSET', key('decided'), id, decision)
  line(id, comment.path, decision, at)
  return decision
end
"""
)
DECIDE = (
    DECIDING
    + """
local answer = {}
for i = 5, #ARGV, 2 do answer[#answer + 1] = decide(ARGV[i], ARGV[i + 1], ARGV[4]) end
return answer
"""
)
WITHDRAW = (
    DECIDING
    + """
local number, at = ARGV[4], ARGV[5]
local id = redis.call('HGET', key('numbers'), number)
if id then return decide(id, 'withdraw', at) end
local ended = redis.call('HGET', key('ended'), number)
if not ended then return '' end
local old, path = ended:match('^(%d+) (.*)$')
local decision = redis.call('HGET', key('decided'), old)
if decision == 'approve' then
  redis.call('HSET', key('decided'), old, 'ask')
  line(old, path, 'ask', at)
  return 'ask'
end
return decision
"""
)
FILL = (
    ANSWERS
    + """
local first = 6 + 5 * ARGV[5]
for i = 6, first - 1, 5 do
  local bin, size, number, id, given = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  redis.call('HSET', key('comments'), id, given)
  redis.call('HSET', key('numbers'), number, id)
  redis.call('ZADD', key(bin), id, id)
  redis.call('HINCRBY', key('bytes'), bin, size)
end
for i = first, #ARGV, 5 do
  local id, path, decision, number, given = ARGV[i], ARGV[i + 1], ARGV[i + 2], ARGV[i + 3], ARGV[i + 4]
  redis.call('RPUSH', key('decisions'), given)
  redis.call('HSET', key('decided'), id, decision)
  redis.call('HSET', key('ended'), number, id .. ' ' .. path)
end
redis.call('HSET', key('state'), 'comment', ARGV[4])
return 1
"""
)


class ValkeyComments:
    """Below the prefix of ``base``, through its writer."""

    def __init__(self, base: "ValkeyStorage"):
        self.base = base
        scripts = map(base.reader.register_script, (ADD, DECIDE, WITHDRAW, FILL))
        self.adding, self.deciding, self.withdrawing, self.filling = scripts

    def add(self, comments: Sequence[NewComment]) -> list[Stored]:
        given: list[object] = []
        for new in comments:
            size, number = new.comment.size, new.number.hex()
            given += [BINS[new.comment.suspect], size, number, "" if new.key is None else new.key, _kept(new)]
        return [Stored(abs(told), told < 0) for told in self.base.change(self.adding, given)]

    def decide(self, decisions: Sequence[tuple[int, str]], at: int) -> list[str]:
        told = self.base.change(self.deciding, [at, *(value for pair in decisions for value in pair)])
        # That its sender asked for it to go comes after its approval.
        return ["approve" if each == "ask" else str(each) for each in told]

    def withdraw(self, number: bytes, at: int) -> str:
        return str(self.base.change(self.withdrawing, [number.hex(), at]))

    def expire(self, before: int, at: int) -> int:
        old = [number for number, comment in self._all().items() if comment.received < before]
        for first in range(0, len(old), 500):
            self.decide([(number, EXPIRE) for number in old[first : first + 500]], at)
        return len(old)

    def totals(self) -> Totals:
        sizes = {name: int(size) for name, size in self.base.read_table("bytes").items()}
        counts = [self.base.read("zcard", name) for name in BINS.values()]
        return Totals(counts[0], sizes.get("likely", 0), counts[1], sizes.get("suspects", 0))

    def since(self, received: int) -> dict[tuple[str, bool], int]:
        waiting = self._all().values()
        return dict(Counter((each.path, each.suspect) for each in waiting if each.received >= received))

    def _all(self) -> dict[int, Comment]:
        return {int(number): _comment(int(number), kept) for number, kept in self.base.read_table("comments").items()}

    def pending(self, after: int, limit: int, suspect: bool) -> list[Comment]:
        numbers = self.base.read("zrangebyscore", BINS[suspect], f"({after}", "+inf", start=0, num=limit)
        kept = self.base.read("hmget", "comments", numbers) if numbers else []
        return [_comment(int(number), each) for number, each in zip(numbers, kept, strict=True) if each is not None]

    def decisions(self, after: int, limit: int) -> list[Decision]:
        lines = self.base.read("lrange", "decisions", after, after + limit - 1)
        return [Decision(seq, **json.loads(line)) for seq, line in enumerate(lines, after + 1)]

    def kept(self) -> Iterator[NewComment | Ended]:
        table = self.base.read_table("comments")
        for number in sorted(table, key=int):
            hashed = bytes.fromhex(json.loads(table[number])["number"])
            yield NewComment(_comment(int(number), table[number]), hashed, None)
        numbers = {ended.partition(" ")[0]: number for number, ended in self.base.read_table("ended").items()}
        for line in self.decisions(0, 10**9):
            yield Ended(line, bytes.fromhex(numbers[str(line.id)]))

    def fill(self, kept: Iterable[NewComment | Ended]) -> None:
        comments, ended = split(kept)
        given: list[object] = [len(comments)]
        for new in comments:
            given += [BINS[new.comment.suspect], new.comment.size, new.number.hex(), new.comment.id, _kept(new)]
        for line, number in ended:
            as_kept = json.dumps({"id": line.id, "path": line.path, "decision": line.decision, "at": line.at})
            given += [line.id, line.path, line.decision, number.hex(), as_kept]
        last = max([each.comment.id for each in comments] + [each.line.id for each in ended], default=0)
        self.base.change(self.filling, [last, *given])


def _kept(new: NewComment) -> str:
    # Lua's JSON makes [] and {} one and long numbers short; here are only texts, small numbers and true.
    return json.dumps({**new.comment._asdict(), "size": new.comment.size, "number": new.number.hex()})


def _comment(number: int, kept: str) -> Comment:
    found: dict[str, Any] = json.loads(kept)
    return Comment(number, *(found[name] for name in Comment._fields[1:]))
