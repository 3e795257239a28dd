"""What an office asks the counter: what waits, to decide about it, what was decided, all that waits as a file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

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

    def audit(self) -> list[AuditLine]:
        """Return all that was decided, oldest first."""
        return list(self._pages("/office/decisions?", LINES_AT_ONCE, "decisions", read_line))

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

    def _pages(self, path: str, limit: int, name: str, read: Callable[[Any], Value]) -> Iterator[Value]:
        after, found = 0, 0
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
