"""Limits of time and memory around one piece of work, where the system has them; elsewhere they limit nothing."""

import os
import signal
import threading
import time
from contextlib import suppress
from types import FrameType, TracebackType
from typing import Any

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

#: What one article may take: seconds of CPU, and bytes more than before.
SECONDS, MEMORY = 5.0, 300_000_000
#: Seconds on the clock for a second of CPU: a busy machine is slow, and a file that never answers is not read.
_PATIENCE = 24
#: Seconds of CPU until the system ends a process that never came back from a library to see that its time is over.
_LAST_WORD = 3
#: A second exception follows when the first was lost, as within a callback. In seconds.
_AGAIN = 0.5


class TooSlowError(BaseException):
    """The time is over. No ``Exception``: code that expects libraries to fail must not take it for one of theirs."""


class Limits:
    """Limits of what is done in the context: ``TooSlowError`` after ``seconds`` of CPU time, ``MemoryError`` for ``memory`` bytes more.

    Contexts may stand in each other: the inner one counts alone while it lasts. With ``own``, the process does nothing else: it is
    ended by the system when it hangs in a library, and what it was before need not come back. In another thread than the main one
    nothing is limited. One object may be used again.
    """

    def __init__(self, seconds: float = SECONDS, memory: int = MEMORY, own: bool = False) -> None:
        self._seconds, self._memory, self._own = seconds, memory, own
        self._active = resource is not None and threading.current_thread() is threading.main_thread()
        self._begun = False
        self._handlers: list[Any] = []

    def __enter__(self) -> None:
        if not self._active:
            return
        if not (self._own and self._begun):
            self._data, self._soft = (
                resource.getrlimit(resource.RLIMIT_DATA),
                resource.getrlimit(resource.RLIMIT_CPU)[0],
            )
            self._handlers = [signal.signal(number, _raise) for number in (signal.SIGPROF, signal.SIGALRM)]
            self._begun = True
        # Here, so that nothing is raised before all of it can be taken back.
        if used := _memory_used():
            _lower(resource.RLIMIT_DATA, used + self._memory)
        if self._own or self._soft != resource.RLIM_INFINITY:
            self._entered = time.process_time()
            _lower(resource.RLIMIT_CPU, int(self._entered + self._seconds) + _LAST_WORD)
        self._cpu = signal.setitimer(signal.ITIMER_PROF, self._seconds, _AGAIN)
        self._clock = signal.setitimer(signal.ITIMER_REAL, self._seconds * _PATIENCE, _AGAIN)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._active:
            return
        signal.setitimer(signal.ITIMER_PROF, *self._cpu)
        signal.setitimer(signal.ITIMER_REAL, *self._clock)
        if not self._own:
            for number, handler in zip((signal.SIGPROF, signal.SIGALRM), self._handlers, strict=True):
                signal.signal(number, handler)
            resource.setrlimit(resource.RLIMIT_DATA, self._data)
            if self._soft != resource.RLIM_INFINITY:
                _lower(resource.RLIMIT_CPU, self._soft + int(time.process_time() - self._entered))


def _raise(number: int, frame: FrameType | None) -> None:
    # At the end of the context it would come to whoever knows nothing of limits, and leave the timers as they are.
    while frame is not None:
        if frame.f_code is Limits.__exit__.__code__:
            return
        frame = frame.f_back
    raise TooSlowError


def _lower(which: int, most: int) -> None:
    hard = resource.getrlimit(which)[1]
    # Where somebody set a limit for the whole program, the hard one is the end.
    resource.setrlimit(which, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _memory_used() -> int:
    """Return the bytes that ``RLIMIT_DATA`` counts of this process; 0 where the system doesn't say."""
    with suppress(OSError, ValueError, IndexError):
        file = os.open("/proc/self/statm", os.O_RDONLY)
        try:
            return int(os.read(file, 200).split()[5]) * _PAGE
        finally:
            os.close(file)
    return 0


_PAGE = resource.getpagesize() if resource is not None else 0
