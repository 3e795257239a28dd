"""What the person at the terminal sees while photos are encoded."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from plugins.photos.store import Progress


@contextmanager
def shown_progress(label: str) -> Iterator[Progress]:
    """Give a ``Progress`` that draws a bar on a terminal, and writes a single line anywhere else."""
    console = Console(stderr=True)
    columns = [TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    # Without a thread of its own: the encoders' processes are forked while the bar is shown.
    with Bar(*columns, console=console, auto_refresh=False, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total, refresh=True)
            if not done and not console.is_terminal:
                console.print(f"{label} {total}", highlight=False)

        yield progress
