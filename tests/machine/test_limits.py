"""Time and memory of one piece of work are limited, and what was before comes back."""

import os
import re
import signal
import time

import pytest

from ban_tin.machine import limits as module
from ban_tin.machine.limits import Limits, TooSlowError

resource = pytest.importorskip("resource")
#: Seconds that no machine needs for a few lines.
SHORT, LONG = 0.05, 60.0


def spin(seconds: float) -> None:
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


def test_a_pattern_that_would_match_for_hours_is_ended() -> None:
    with pytest.raises(TooSlowError), Limits(SHORT):
        re.match(r"(a+)+b", "a" * 100)


def test_code_that_expects_failures_does_not_swallow_it() -> None:
    with pytest.raises(TooSlowError), Limits(SHORT):
        try:
            spin(LONG)
        except Exception as error:
            pytest.fail(f"swallowed {error}")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_exception_that_was_lost_comes_again() -> None:
    lost: list[object] = []

    class Deaf:
        def __del__(self) -> None:
            try:
                spin(LONG)
            except TooSlowError:
                lost.append(self)
                raise  # To nobody.

    with pytest.raises(TooSlowError), Limits(SHORT):
        Deaf()
        spin(LONG)
    assert len(lost) == 1


def test_a_file_that_never_answers_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 1)
    reading, writing = os.pipe()
    with pytest.raises(TooSlowError), Limits(SHORT):
        os.read(reading, 1)
    os.close(reading)
    os.close(writing)


@pytest.mark.skipif(not module._memory_used(), reason="the system does not say how much memory is used")
def test_memory_is_limited_from_what_there_is() -> None:
    before = resource.getrlimit(resource.RLIMIT_DATA)
    with pytest.raises(MemoryError), Limits(LONG, 100_000_000):
        bytearray(200_000_000)
    with Limits(LONG, 100_000_000):
        bytearray(50_000_000)
    assert resource.getrlimit(resource.RLIMIT_DATA) == before
    bytearray(200_000_000)


def test_the_inner_limit_counts_alone_while_it_lasts() -> None:
    with Limits(0.2):
        with Limits(LONG):
            spin(0.4)
        with pytest.raises(TooSlowError):
            spin(LONG)


@pytest.mark.parametrize("number", [signal.SIGPROF, signal.SIGALRM])
def test_a_time_that_is_over_at_the_very_end_does_no_harm(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    setitimer = signal.setitimer

    def late(which: int, *seconds: float) -> tuple[float, float]:
        if seconds == (0.0, 0.0):
            signal.raise_signal(number)
        return setitimer(which, *seconds)

    with Limits(LONG):
        monkeypatch.setattr(signal, "setitimer", late)
    assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_nothing_stays_behind() -> None:
    before = [signal.getsignal(number) for number in (signal.SIGPROF, signal.SIGALRM)]
    with Limits(LONG):
        pass
    assert [signal.getsignal(number) for number in (signal.SIGPROF, signal.SIGALRM)] == before
    assert signal.getitimer(signal.ITIMER_PROF) == signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_process_that_hangs_in_a_library_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LAST_WORD", 0)
    child = os.fork()
    if not child:
        # As in a library that never comes back to Python: no signal is heard there.
        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF, signal.SIGALRM])
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with Limits(1.0, own=True):
            spin(LONG)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGXCPU
