"""What is new, and for whom: the state that the keeper of the site changes and the open tabs wait for."""

import asyncio
import secrets
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from newsdesk.preview.live_site import Change, Problem

#: A browser opens six connections to a server at most; these many may wait for events, the others fetch pages.
STREAMS = 4
#: Seconds that a problem stands before it is shown: an editor may write a file in two steps.
SETTLING = 0.15


@dataclass(slots=True, eq=False)
class Tab:
    """A page in a browser that waits for events: its ``address`` in the state of the site numbered ``version``.

    A page that ``failed`` may be fixed by any change.
    """

    #: Of the page that it shows.
    address: str
    #: The number of the site's state that the page is of.
    version: int
    #: The page says why there is none: any change may bring it back.
    failed: bool = False
    #: The problems that it was told of.
    shown: tuple[Problem, ...] | None = None
    #: It gave up its stream for others.
    asleep: bool = False
    #: Set when there is something to tell.
    wake: asyncio.Event = field(default_factory=asyncio.Event)


class Settling:
    """Holds back new problems for a moment; what is fixed goes at once."""

    def __init__(self) -> None:
        self._since: dict[tuple[str, str], float] = {}
        self._problems: tuple[Problem, ...] = ()

    def stand(self, problems: Iterable[Problem], now: float) -> None:
        """These problems stand at ``now`` (seconds), and no others. Those of a file that has some already count as theirs."""
        self._problems = tuple(problems)
        self._since = {key: self._since.get(key, now) for key in map(_key, self._problems)}

    def settled(self, now: float) -> tuple[Problem, ...]:
        """Return the problems to show at ``now``."""
        return tuple(each for each in self._problems if now - self._since[_key(each)] >= SETTLING)

    def next(self, now: float) -> float | None:
        """Return in how many seconds there will be more to show, ``None`` for never."""
        waits = [SETTLING - (now - since) for since in self._since.values() if now - since < SETTLING]
        return min(waits, default=None)


class Tabs:
    """All tabs, and the number of the last change of each address: as large as the site, whatever happens to it.

    Lives in the event loop. ``told`` is called with what is shown and what was shown before.
    """

    def __init__(self, told: Callable[[tuple[Problem, ...], tuple[Problem, ...]], None]) -> None:
        self.server = secrets.token_hex(8)
        self.version = 0
        self.problems: tuple[Problem, ...] = ()
        self._told = told
        self._settling = Settling()
        self._timer: asyncio.TimerHandle | None = None
        self._changed: dict[str, int] = {}
        self._all_changed = self._styles_changed = 0
        self._open: list[Tab] = []
        self.closed = False

    def publish(self, change: Change) -> None:
        """Make a change known."""
        self.version += 1
        if change.styles_only:
            self._styles_changed = self.version
        elif change.addresses is None:
            self._all_changed = self.version
            self._changed.clear()
        else:
            self._changed |= dict.fromkeys(change.addresses, self.version)
        self._settling.stand(change.problems, time.monotonic())
        self._settle()
        self._wake_all()

    def is_stale(self, tab: Tab) -> bool:
        """Return whether the page of ``tab`` is not that of now."""
        changed = self.version if tab.failed else self._changed.get(tab.address, 0)
        return max(changed, self._all_changed) > tab.version

    def has_stale_styles(self, tab: Tab) -> bool:
        """Return whether the page of ``tab`` is as it was but for its style sheets."""
        return self._styles_changed > tab.version

    def enter(self, tab: Tab) -> None:
        """Let ``tab`` wait for events; the one that waits longest goes to sleep when there are too many."""
        self._open.append(tab)
        for each in self._open[:-STREAMS]:
            each.asleep = True
            each.wake.set()

    def leave(self, tab: Tab) -> None:
        """Forget ``tab``."""
        self._open.remove(tab)

    def close(self) -> None:
        """End every stream."""
        self.closed = True
        if self._timer:
            self._timer.cancel()
        self._wake_all()

    def _settle(self) -> None:
        if self._timer:
            self._timer.cancel()
        now = time.monotonic()
        before, self.problems = self.problems, self._settling.settled(now)
        if before != self.problems:
            self._told(self.problems, before)
            self._wake_all()
        wait = self._settling.next(now)
        self._timer = asyncio.get_running_loop().call_later(wait, self._settle) if wait is not None else None

    def _wake_all(self) -> None:
        for tab in self._open:
            tab.wake.set()


def _key(problem: Problem) -> tuple[str, str]:
    return problem.path, problem.severity
