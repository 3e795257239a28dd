"""What the person at the terminal sees while a site is taken over: what is left, and how long."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from newsdesk.language import N_

_LABELS = {"survey": N_("Reading sources:"), "write": N_("Writing articles:")}
#: Seconds between two lines where there is no terminal for a bar.
_PAUSE = 10


@contextmanager
def shown_bar(gettext: Callable[[str], str], console: Console | None = None) -> Iterator["Shown"]:
    """Give what draws a bar on a terminal, and writes a line every ten seconds anywhere else."""
    console = console or Console(stderr=True)
    columns = [TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Progress(*columns, console=console, disable=not console.is_terminal) as bar:
        yield Shown(bar, console, gettext)


class Shown:
    """One bar a phase."""

    def __init__(self, bar: Progress, console: Console, gettext: Callable[[str], str]) -> None:
        self._bar, self._console, self._gettext = bar, console, gettext
        self._task: TaskID | None = None
        self._done = self._total = self._before = 0
        self._begun = self._said = time.monotonic()
        self._label = ""

    def begin(self, phase: str, total: int, done: int) -> None:
        """``phase`` begins; ``done`` of ``total`` were done by a run before."""
        if self._task is not None:
            self._bar.update(self._task, completed=self._total)
        self._label = self._gettext(_LABELS[phase])
        self._done, self._total, self._before = done, total, done
        self._begun = self._said = time.monotonic()
        self._task = self._bar.add_task(self._label, total=total, completed=done)
        if not self._console.is_terminal and total:
            more = self._gettext(N_("{count} were done before")).format(count=done)
            self._console.print(f"{self._label} {total}{f' ({more})' if done else ''}", highlight=False)

    def advance(self) -> None:
        """One more is done."""
        self._done += 1
        if self._task is not None:
            self._bar.advance(self._task)
        now = time.monotonic()
        if not self._console.is_terminal and now - self._said >= _PAUSE:
            self._said = now
            left = (now - self._begun) / max(self._done - self._before, 1) * (self._total - self._done)
            self._console.print(
                f"{self._label} {self._done}/{self._total}, {_duration(left, self._gettext)}", highlight=False
            )


def _duration(seconds: float, gettext: Callable[[str], str]) -> str:
    if seconds < 90:
        return gettext(N_("about {seconds} seconds left")).format(seconds=max(1, round(seconds)))
    return gettext(N_("about {minutes} minutes left")).format(minutes=round(seconds / 60))
