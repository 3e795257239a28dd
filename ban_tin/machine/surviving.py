"""Work that a process may not survive: which task ended it is found out, and all others are done."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from multiprocessing.connection import Connection
from typing import NamedTuple, TypeVar

from ban_tin.machine.processes import can_fork, forked, received, shared_out

Task = TypeVar("Task")
Result = TypeVar("Result")
#: Makes what does one task; called in the process that does some.
Begin = Callable[[], Callable[[Task], Result]]


class Lost(NamedTuple):
    """What there is of a task that ended its process: the number of the signal, 0 where it simply went."""

    signal: int


def surviving(begin: Begin[Task, Result], tasks: Sequence[Task], workers: int) -> Iterator[tuple[Task, Result | Lost]]:
    """Yield each of ``tasks`` (all different) with its result, or with ``Lost`` where it ended its process.

    All work is done in other processes, also that of one worker. Raises what ``begin`` and its work raise; without forks it is done
    here, and ends this process.
    """
    if not can_fork():
        do = begin()
        for task in tasks:
            yield task, do(task)
        return
    left = dict.fromkeys(tasks)
    if workers > 1:

        def some(part: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
            do = begin()
            for task in part:
                yield task, do(task)

        for task, result in shared_out(some, tasks, workers, patient=True):
            del left[task]
            yield task, result
    while left:
        yield from _one_after_another(begin, left)


def _one_after_another(begin: Begin[Task, Result], left: dict[Task, None]) -> Iterator[tuple[Task, Result | Lost]]:
    """Do what is ``left`` in one process, up to the first task that ends it: that whose result doesn't come."""
    tasks, ended = list(left), list[int]()

    def part(number: int, parent: Connection) -> None:
        do = begin()
        for task in tasks:
            # One message each: what came back is done for certain.
            parent.send(do(task))

    with forked(part, 1, ended) as connections:
        for task, result in zip(tasks, received(connections, patient=True), strict=False):
            del left[task]
            yield task, result
    if left:
        lost = next(iter(left))
        del left[lost]
        yield lost, Lost(max(-ended[0], 0))
