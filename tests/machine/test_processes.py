"""Work in forked processes: all of it arrives, and nobody is left behind."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event, Thread

import pytest

from ban_tin.machine.processes import (
    WORTH_FORKING,
    WorkerError,
    done,
    forked,
    in_background,
    received,
    shared_out,
    shared_queue,
    workers_for,
)
from tests.builders import ROOT


class UnreadableError(Exception):
    """Has no way to a process and back."""

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"{first} {second}")


def doubled(tasks: Iterable[int]) -> Iterator[int]:
    for task in tasks:
        yield 2 * task


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, 1000])
def test_every_result_arrives_once(workers: int, count: int) -> None:
    assert sorted(shared_out(doubled, range(count), workers)) == list(range(0, 2 * count, 2))


def test_workers_are_other_processes_that_see_what_this_one_has_in_memory() -> None:
    here = {"words": "đã có"}
    both = get_context("fork").Barrier(2)

    def told(tasks: Iterable[int]) -> Iterator[tuple[int, str]]:
        for number, _ in enumerate(tasks):
            if number == 0:
                both.wait(60)  # Each has one.
            yield os.getpid(), here["words"]

    found = set(shared_out(told, range(10), 2))
    assert len({pid for pid, _ in found}) == 2
    assert os.getpid() not in {pid for pid, _ in found}
    assert {words for _, words in found} == {"đã có"}


def test_who_is_slow_does_less() -> None:
    """A share cut beforehand would leave one worker with much to do while the other has nothing."""
    context = get_context("fork")
    others_done, all_others = context.Value("i", 0), context.Event()

    def work(tasks: Iterable[int]) -> Iterator[int]:
        for task in tasks:
            if task == 0:
                assert all_others.wait(60)
            else:
                with others_done:
                    others_done.value += 1
                    if others_done.value == 99:
                        all_others.set()
            yield task

    assert sorted(shared_out(work, range(100), 2)) == list(range(100))


@pytest.mark.parametrize("count", [0, 1, 999, 1000, 12_345, 1_000_000])
def test_each_task_is_dealt_once(count: int) -> None:
    """However many there are, they fit into a pipe that nobody reads yet."""
    with shared_queue(range(count)) as tasks:
        assert list(tasks) == list(range(count))
        assert list(tasks) == []


def test_large_results_arrive_whole() -> None:
    def large(tasks: Iterable[int]) -> Iterator[bytes]:
        for task in tasks:
            yield bytes([task]) * 3_000_000

    assert sorted(shared_out(large, range(4), 2)) == [bytes([task]) * 3_000_000 for task in range(4)]


def failing(error: BaseException) -> Iterator[int]:
    def work(tasks: Iterable[int]) -> Iterator[int]:
        for task in tasks:
            if task == 3:
                raise error
            yield task

    yield from shared_out(work, range(6), 2)


def test_an_exception_arrives_as_it_was_raised() -> None:
    with pytest.raises(FileNotFoundError, match="khong-co") as raised:
        list(failing(FileNotFoundError(2, "khong-co")))
    assert raised.value.errno == 2


def test_an_exception_that_cannot_be_sent_arrives_with_its_traceback() -> None:
    with pytest.raises(WorkerError, match=r"(?s)Traceback.*UnreadableError: một hai"):
        list(failing(UnreadableError("một", "hai")))


def test_a_worker_that_is_killed_is_an_error_with_a_reason() -> None:
    def work(tasks: Iterable[int]) -> Iterator[int]:
        for task in tasks:
            if task == 3:
                os.kill(os.getpid(), signal.SIGKILL)
            yield task

    with pytest.raises(WorkerError, match="memory"):
        list(shared_out(work, range(6), 2))


def test_a_worker_that_is_killed_within_a_message_is_one_too() -> None:
    def work(number: int, parent: Connection) -> None:
        # The first bytes of a long message, as the kernel may leave them.
        os.write(parent.fileno(), (1 << 20).to_bytes(4, "big") + b"only the beginning")
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(WorkerError), forked(work, 2) as connections:
        list(received(connections))


def test_a_worker_that_is_killed_with_a_message_unread_is_one_too() -> None:
    ready = os.pipe()

    def work(number: int, parent: Connection) -> None:
        os.write(ready[1], b".")
        os.read(wait[0], 1)
        os.kill(os.getpid(), signal.SIGKILL)

    wait = os.pipe()
    with pytest.raises(WorkerError), forked(work, 1) as connections:
        os.read(ready[0], 1)
        connections[0].send("go")
        os.write(wait[1], b".")
        list(received(connections))


def test_turns_are_taken_one_after_the_other() -> None:
    def work(number: int, parent: Connection) -> None:
        parent.send(("made", number))
        done(parent)
        word = parent.recv()
        parent.send((word, number))

    with forked(work, 3) as connections:
        assert sorted(received(connections)) == [("made", number) for number in range(3)]
        for connection in connections:
            connection.send("written")
        assert sorted(received(connections)) == [("written", number) for number in range(3)]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see the processes that are left")
def test_who_leaves_early_leaves_no_process() -> None:
    def work(number: int, parent: Connection) -> None:
        parent.send(os.getpid())
        time.sleep(600)

    pids: list[int] = []
    with pytest.raises(ZeroDivisionError), forked(work, 2) as connections:
        pids.extend(connection.recv() for connection in connections)
        raise ZeroDivisionError
    assert len(pids) == 2
    assert not [pid for pid in pids if Path(f"/proc/{pid}").exists()]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see the processes that are left")
def test_a_process_that_cannot_be_started_leaves_none_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    fork, pids = os.fork, list[int]()

    def once() -> int:
        if pids:
            raise BlockingIOError(11, "Resource temporarily unavailable")
        pids.append(fork())
        return pids[0]

    def work(number: int, parent: Connection) -> None:
        time.sleep(600)

    monkeypatch.setattr(os, "fork", once)
    with pytest.raises(BlockingIOError), forked(work, 3):
        pass
    assert not Path(f"/proc/{pids[0]}").exists()


#: Starts workers that wait for their parent's word, and one that goes on sending; prints their ids.
ORPHANS = """
import os, sys
from ban_tin.machine.processes import forked

def work(number, parent):
    parent.send(os.getpid())
    if number == 0:
        parent.recv()
    while True:
        parent.send(b"x" * 100_000)

with forked(work, 2) as connections:
    print(*[connection.recv() for connection in connections], flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc to see the processes that are left")
def test_workers_end_when_their_parent_is_killed() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", ORPHANS], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    assert len(pids) == 2
    assert all(map(running, pids))
    parent.kill()
    parent.communicate()
    patience = time.monotonic() + 60
    while any(map(running, pids)) and time.monotonic() < patience:
        time.sleep(0.05)
    assert [pid for pid in pids if running(pid)] == []


def running(pid: int) -> bool:
    """Return whether there is a process ``pid`` that is not only waiting to be collected."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.usefixtures("no_other_threads")
def test_little_work_is_done_here() -> None:
    assert workers_for(0) == workers_for(WORTH_FORKING - 1) == 1
    assert 1 <= workers_for(WORTH_FORKING) <= (os.cpu_count() or 1)
    assert workers_for(10**6) == (os.cpu_count() or 1)


def test_a_process_with_threads_is_not_forked() -> None:
    over = Event()
    thread = Thread(target=over.wait)
    thread.start()
    try:
        assert workers_for(10**6) == 1
    finally:
        over.set()
        thread.join()


@pytest.mark.usefixtures("no_other_threads")
def test_work_done_meanwhile_is_done_in_another_process() -> None:
    with in_background(lambda: (os.getpid(), "x" * 3_000_000)) as result:
        pid, text = result()
    assert pid != os.getpid()
    assert text == "x" * 3_000_000


@pytest.mark.usefixtures("no_other_threads")
def test_what_it_raises_is_raised_where_its_result_is_wanted() -> None:
    with pytest.raises(FileNotFoundError, match="mat"), in_background(lambda: os.stat("mat")) as result:  # noqa: PTH116
        result()


@pytest.mark.usefixtures("no_other_threads")
def test_nobody_waits_for_a_result_that_is_not_wanted() -> None:
    with in_background(lambda: "x" * 3_000_000):
        pass
    with pytest.raises(ZeroDivisionError), in_background(lambda: time.sleep(60)):
        raise ZeroDivisionError


@pytest.mark.usefixtures("no_other_threads")
def test_a_process_that_is_killed_meanwhile_is_an_error() -> None:
    with pytest.raises(WorkerError), in_background(lambda: os.kill(os.getpid(), signal.SIGKILL)) as result:
        result()


def test_beside_a_thread_work_is_done_when_it_is_wanted() -> None:
    end = Event()
    thread = Thread(target=end.wait)
    thread.start()
    try:
        with in_background(os.getpid) as result:
            assert result() == os.getpid()
    finally:
        end.set()
        thread.join()


@pytest.mark.usefixtures("no_other_threads")
def test_forked_processes_leave_ctrl_c_to_their_parent() -> None:
    def work(number: int, parent: Connection) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        parent.send("went on")

    with forked(work, 2) as connections:
        assert list(received(connections)) == ["went on", "went on"]
