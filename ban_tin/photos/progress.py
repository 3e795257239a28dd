"""What the person at the terminal sees while photos are encoded."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from ban_tin.photos.store import Progress

#: Seconds between two lines where there is no terminal for a bar.
_PAUSE = 10


@contextmanager
def shown_progress(gettext: Callable[[str], str], console: Console | None = None) -> Iterator[Progress]:
    """Give a ``Progress`` that draws a bar on a terminal, and writes a line every ten seconds anywhere else."""
    console = console or Console()
    label = gettext("Encoding photos:")
    columns = [TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)
        begun = said = time.monotonic()

        def progress(done: int, total: int) -> None:
            nonlocal said
            bar.update(task, completed=done, total=total)
            if console.is_terminal:
                return
            now = time.monotonic()
            if done == 1:
                console.print(f"{label} {total}", highlight=False)
            elif now - said >= _PAUSE:
                said = now
                left = (now - begun) / done * (total - done)
                console.print(f"{label} {done}/{total}, {_duration(left, gettext)}", highlight=False)

        yield progress


def _duration(seconds: float, gettext: Callable[[str], str]) -> str:
    """Return how long it still takes, in words."""
    if seconds < 90:
        return gettext("about {seconds} seconds left").format(seconds=max(1, round(seconds)))
    return gettext("about {minutes} minutes left").format(minutes=round(seconds / 60))
