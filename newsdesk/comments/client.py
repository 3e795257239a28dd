"""What an office asks the counter: what waits, to decide about it, what was decided, all that waits as a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeVar

from newsdesk.comments.connection import Connection, OfficeError
from newsdesk.comments.values import AuditLine, UnusableAnswerError, Waiting, read_held, read_line, read_waiting
from newsdesk.language import translate

#: What the counter takes or gives at once.
AT_ONCE = 200
LINES_AT_ONCE = 10_000
#: Of one list, and of the whole export: more than the counter has room for.
MOST = 300_000
EXPORT_BYTES, EXPORT_SECONDS = 128_000_000, 120.0
Value = TypeVar("Value")


class Oldest(NamedTuple):
    """The beginning of a list, and how many comments wait in each of the two."""

    comments: list[Waiting]
    likely: int
    suspects: int


@dataclass(frozen=True, slots=True)
class OfficeClient:
    """Asks through ``connection``. All methods raise ``OfficeError``."""

    connection: Connection

    def pending(self, suspect: bool = False) -> list[Waiting]:
        """Return what waits, oldest first: likely ones, or those that look like spam."""
        return list(self._pages(f"/office/pending?suspect={int(suspect)}", AT_ONCE, "comments", read_waiting))

    def all_pending(self) -> list[Waiting]:
        """Return all that waits, likely ones first."""
        return [*self.pending(), *self.pending(suspect=True)]

    def oldest(self, suspect: bool, limit: int) -> Oldest:
        """Return the ``limit`` (at most ``AT_ONCE``) that have waited longest in one list, and how many wait in both."""
        answer = self.connection.get_json(f"/office/pending?suspect={int(suspect)}&limit={limit}&after=0")
        found = [self._read(each, read_waiting) for each in self._list(answer, "comments")]
        totals = answer.get("waiting")
        likely, suspects = (totals.get(name) if isinstance(totals, dict) else None for name in ("likely", "suspects"))
        if type(likely) is not int or type(suspects) is not int:
            raise self._unusable("waiting")
        return Oldest(found, likely, suspects)

    def find(self, ids: Iterable[int]) -> list[Waiting]:
        """Return those of ``ids`` that wait. Asks no more than it has to: behind a flood of spam, a whole list takes minutes."""
        wanted, found = set(ids), dict[int, Waiting]()
        for suspect in (0, 1):
            left = sorted(wanted - found.keys())
            while left:
                answer = self.connection.get_json(
                    f"/office/pending?suspect={suspect}&limit={AT_ONCE}&after={left[0] - 1}"
                )
                some = [self._read(each, read_waiting) for each in self._list(answer, "comments")]
                found |= {each.id: each for each in some if each.id in wanted}
                # What was passed over does not wait in this list.
                last = max((each.id for each in some), default=0) if len(some) >= AT_ONCE else left[-1]
                if last < left[0]:
                    raise self._unusable("id")
                left = [number for number in left if number > last]
        return list(found.values())

    def audit(self, after: int = 0) -> list[AuditLine]:
        """Return what was decided after the line ``after``, oldest first."""
        return list(self._pages("/office/decisions?", LINES_AT_ONCE, "decisions", read_line, after))

    def decide(self, decisions: Mapping[int, str]) -> Iterator[dict[int, str]]:
        """Have comments deleted at the counter, ``AT_ONCE`` at a time; yield what holds for each, ``""`` for one it does not know."""
        given = [{"id": number, "decision": decision} for number, decision in decisions.items()]
        for first in range(0, len(given), AT_ONCE):
            some = given[first : first + AT_ONCE]
            answer = self.connection.post_json("/office/decide", {"decisions": some})
            held = dict(self._read(each, read_held) for each in self._list(answer, "decisions"))
            if held.keys() != {each["id"] for each in some}:
                raise self._unusable("decisions")
            yield held

    def export(self, form: str) -> bytes:
        """Return all that waits as ``csv`` or ``jsonl``."""
        patient = replace(self.connection, most=EXPORT_BYTES, seconds=EXPORT_SECONDS)
        return patient.get(f"/office/export?format={form}")

    def _pages(self, path: str, limit: int, name: str, read: Callable[[Any], Value], after: int = 0) -> Iterator[Value]:
        found = 0
        while True:
            answer = self.connection.get_json(f"{path}&limit={limit}&after={after}")
            given = self._list(answer, name)
            for each in given:
                yield self._read(each, read)
            found += len(given)
            following = answer.get("next")
            if following is None:
                return
            # Whatever a server says, there is an end.
            if type(following) is not int or not after < following < 2**53 or len(given) != limit or found > MOST:
                raise self._unusable("next")
            after = following

    def _list(self, answer: Mapping[str, Any], name: str) -> list[Any]:
        given = answer.get(name)
        if not isinstance(given, list):
            raise self._unusable(name)
        return given

    def _read(self, given: Any, read: Callable[[Any], Value]) -> Value:
        try:
            return read(given)
        except UnusableAnswerError as error:
            raise self._unusable(str(error)) from None

    def _unusable(self, name: str) -> OfficeError:
        message = translate("The counter at {address}: its answer can’t be used, at “{field}”.")
        return OfficeError(message.format(address=self.connection.address, field=name))
