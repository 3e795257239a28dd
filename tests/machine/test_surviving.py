"""Work that ends its process: which task it was is found out, and all others are done."""

import os
import signal
from collections.abc import Callable

import pytest

from ban_tin.machine.processes import can_fork
from ban_tin.machine.surviving import Lost, surviving

pytestmark = [
    pytest.mark.skipif(not can_fork(), reason="nothing can be forked here"),
    pytest.mark.usefixtures("no_other_threads"),
]


def deadly(*fatal: int) -> Callable[[], Callable[[int], int]]:
    def do(task: int) -> int:
        if task in fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return 2 * task

    return lambda: do


@pytest.mark.parametrize("workers", [1, 2, 3])
@pytest.mark.parametrize("fatal", [(), (0,), (99,), (3, 4, 50, 98)])
def test_each_task_has_its_result_or_is_named(workers: int, fatal: tuple[int, ...]) -> None:
    found = dict(surviving(deadly(*fatal), range(100), workers))
    assert found == {task: Lost(signal.SIGKILL) if task in fatal else 2 * task for task in range(100)}


def test_all_may_end_their_process() -> None:
    assert dict(surviving(deadly(0, 1, 2), range(3), 2)) == dict.fromkeys(range(3), Lost(signal.SIGKILL))


def test_one_that_simply_goes_has_no_signal() -> None:
    def leave(task: int) -> int:
        os._exit(3)

    assert list(surviving(lambda: leave, ["a"], 1)) == [("a", Lost(0))]


def test_work_is_done_elsewhere_also_for_one_worker() -> None:
    ((_, process),) = surviving(lambda: lambda task: os.getpid(), [1], 1)
    assert process != os.getpid()


def test_what_the_work_raises_is_raised() -> None:
    def fail(task: int) -> int:
        raise ZeroDivisionError(task)

    with pytest.raises(ZeroDivisionError):
        list(surviving(lambda: fail, [1], 1))
