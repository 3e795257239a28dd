"""Ratings in Valkey: the hash ``ratings`` from article to "stars,votes", the hash ``votes`` from today's keys to stars."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from counter.storage.ratings import Sum, Votes
from counter.storage.valkey_scripts import ANSWERS

if TYPE_CHECKING:
    from counter.storage.valkey import ValkeyStorage

RATE = (
    ANSWERS
    + """
local answer = {}
for i = 4, #ARGV, 3 do
  local id, path, stars = ARGV[i], ARGV[i + 1], tonumber(ARGV[i + 2])
  local old = redis.call('HGET', key('votes'), id)
  local sum, votes = (redis.call('HGET', key('ratings'), path) or '0,0'):match('(%d+),(%d+)')
  sum = tonumber(sum) + stars - tonumber(old or 0)
  votes = tonumber(votes) + (old and 0 or 1)
  redis.call('HSET', key('votes'), id, stars)
  redis.call('HSET', key('ratings'), path, ('%d,%d'):format(sum, votes))
  answer[#answer + 1] = path
  answer[#answer + 1] = sum
  answer[#answer + 1] = votes
end
return answer
"""
)
PUT = ANSWERS + "for i = 4, #ARGV, 2 do redis.call('HSET', key('ratings'), ARGV[i], ARGV[i + 1]) end\nreturn 1"


class ValkeyRatings:
    """Below the prefix of ``base``, through its writer."""

    def __init__(self, base: "ValkeyStorage"):
        self.base = base
        self.rating, self.putting = map(base.reader.register_script, (RATE, PUT))

    def load(self) -> dict[str, Sum]:
        table = self.base.read_table("ratings")
        return {path: Sum(*map(int, sums.split(","))) for path, sums in table.items()}

    def rate(self, votes: Votes) -> dict[str, Sum]:
        given = [value for key, (path, stars) in votes.items() for value in (key, path, stars)]
        told = self.base.change(self.rating, given)
        # A path that stands there several times: its last sums count.
        return {path: Sum(stars, count) for path, stars, count in zip(told[::3], told[1::3], told[2::3], strict=True)}

    def put(self, sums: Mapping[str, Sum]) -> None:
        given = [value for path, each in sums.items() for value in (path, f"{each.stars},{each.votes}")]
        self.base.change(self.putting, given)
