"""Work over all cores in forked processes: what the parent has in memory is theirs without being sent."""

import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import islice
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
#: Results in a message: each message costs two system calls and more, on either side.
_AT_ONCE = 16
#: Turns in which tasks are dealt: of four bytes each, they fit into a page, and into the smallest pipe.
_TURNS = 1000
#: Fewer tasks are done faster than processes are started.
WORTH_FORKING = 48


class WorkerError(RuntimeError):
    """A process ended before its work was done; it was killed, or ran out of memory."""


def workers_for(tasks: int) -> int:
    """Return how many processes ``tasks`` are worth; 1 is this one."""
    if tasks < WORTH_FORKING or not can_fork():
        return 1
    return max(1, min(os.cpu_count() or 1, tasks // (WORTH_FORKING // 2)))


def can_fork() -> bool:
    """Return whether work can be done in forked processes."""
    # A process with threads can't be forked safely: one of them may hold a lock that nobody will ever release.
    return "fork" in get_all_start_methods() and threading.active_count() == 1


@contextmanager
def in_background(work: Callable[[], Result]) -> Iterator[Callable[[], Result]]:
    """Do ``work`` in another process while the context runs; give what waits for its result, once, and returns it.

    Where there can't be another process, it is done when its result is wanted. Raises ``WorkerError``, and what ``work`` raises.
    """
    if not can_fork():
        yield work
        return
    with forked(lambda number, parent: parent.send(work()), 1) as connections:
        yield lambda: next(received(connections))
        for connection in connections:
            connection.close()  # Nobody waits for it any more.


def shared_out(
    work: Callable[[Iterable[Task]], Iterator[Result]], tasks: Sequence[Task], workers: int, patient: bool = False
) -> Iterator[Result]:
    """Yield what ``work`` yields of ``tasks``, each worker with its part of them, in no particular order.

    Raises what ``work`` raises, and ``WorkerError``, unless ``patient``: see ``received``.
    """
    if workers == 1:
        yield from work(tasks)
        return

    def part(number: int, parent: Connection) -> None:
        results = work(mine)
        while some := list(islice(results, _AT_ONCE)):
            parent.send(some)

    with shared_queue(tasks) as mine, forked(part, workers) as connections:
        for some in received(connections, patient):
            yield from some


@contextmanager
def shared_queue(tasks: Sequence[Task]) -> Iterator[Iterator[Task]]:
    """Give an iterator that the processes forked in the context share: each task goes to the one that is free first.

    Shares cut beforehand would end far apart: a virtual machine may lend one processor less time than the other.
    """
    size = len(tasks) // _TURNS + 1

    def taken() -> Iterator[Task]:
        while turn := os.read(reading, 4):
            start = int.from_bytes(turn, "big")
            yield from tasks[start : start + size]

    reading, writing = os.pipe()
    try:
        with os.fdopen(writing, "wb") as turns:  # Closed, so that whoever finds nothing is at the end.
            turns.write(b"".join(start.to_bytes(4, "big") for start in range(0, len(tasks), size)))
        yield taken()
    finally:
        os.close(reading)


def received(connections: Sequence[Connection], patient: bool = False) -> Iterator[Any]:
    """Yield what the workers send until each has sent all; raises what a worker raised.

    One that ended early is a ``WorkerError``; with ``patient``, what it did not send is missing, and the others go on.
    """
    open_ones = list(connections)
    while open_ones:
        for connection in wait(open_ones):
            assert isinstance(connection, Connection)
            try:
                message = connection.recv()
            except (EOFError, OSError):  # At the end of a message, within one, or with one of ours unread.
                if patient:
                    open_ones.remove(connection)
                    continue
                raise WorkerError("a process of the build ended early; is there too little memory?") from None
            if isinstance(message, _Done):
                open_ones.remove(connection)
                if message.error is not None:
                    raise message.error
            else:
                yield message


def send(connection: Connection, message: object) -> None:
    """Send ``message`` to a worker. Raises ``WorkerError`` when there is none any more."""
    try:
        connection.send(message)
    except OSError:
        raise WorkerError("a process of the build ended early; is there too little memory?") from None


class _Done:
    """The last message of a worker's turn."""

    def __init__(self, error: BaseException | None = None) -> None:
        self.error = error


def done(parent: Connection) -> None:
    """Tell the parent that a turn is over."""
    parent.send(_Done())


@contextmanager
def forked(
    work: Callable[[int, Connection], None], workers: int, ended: list[int] | None = None
) -> Iterator[list[Connection]]:
    """Run ``work(number, connection to this process)`` in forked processes; give the connections to them.

    ``ended`` gets how each of them ended, a signal as a negative number. When the context is left early they are ended; they end themselves when this process is killed.
    """
    context = get_context("fork")
    pipes = [context.Pipe() for _ in range(workers)]
    processes = [context.Process(target=_run, args=(work, number, pipes), daemon=True) for number in range(workers)]
    started: list[BaseProcess] = []
    try:
        for process in processes:
            process.start()
            started.append(process)
        for _, inner in pipes:
            inner.close()
        yield [outer for outer, _ in pipes]
        for process in processes:
            process.join()
            if ended is not None:
                ended.append(process.exitcode or 0)
    finally:
        for each in started:
            each.kill()
        for pipe in pipes:
            for end in pipe:
                end.close()
        for each in started:
            each.join()


def _run(work: Callable[[int, Connection], None], number: int, pipes: list[tuple[Connection, Connection]]) -> None:
    # Ctrl-C is the parent's business.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Only the parent may hold its ends: so its death ends every wait for it.
    for position, (outer, inner) in enumerate(pipes):
        outer.close()
        if position != number:
            inner.close()
    parent = pipes[number][1]
    error: BaseException | None = None
    try:
        work(number, parent)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        os._exit(1)
    except Exception as raised:
        error = raised if _can_be_sent(raised) else WorkerError("".join(traceback.format_exception(raised)))
    with suppress(OSError):
        parent.send(_Done(error))


def _can_be_sent(error: Exception) -> bool:
    try:
        return type(pickle.loads(pickle.dumps(error))) is type(error)  # noqa: S301 - our own
    except Exception:
        return False
