"""What the person at the terminal sees while photos are encoded."""

from collections.abc import Iterator
from contextlib import contextmanager

from pelican.log import console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bar

from ban_tin.photos.store import Progress


@contextmanager
def shown_progress(label: str) -> Iterator[Progress]:
    """Give a ``Progress`` that draws a bar on a terminal, and writes one line when it begins anywhere else."""
    # Pelican's own console: its spinner and this bar share the screen.
    columns = [TextColumn(label), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()]
    with Bar(*columns, console=console, disable=not console.is_terminal) as bar:
        task = bar.add_task(label, total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            if done == 1 and not console.is_terminal:
                console.print(f"{label} {total}", highlight=False)

        yield progress
