"""Reading within limits: each source in a process of its own, so that what ends it ends no other, and reaches no network."""

import os
import sys
import threading
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ban_tin.language.translations import N_
from ban_tin.machine.limits import Limits, TooSlowError
from ban_tin.machine.surviving import Lost, surviving
from ban_tin.site.facts import SiteFacts
from newsdesk.importing.compose import ComposeOptions, compose
from newsdesk.importing.draft import Draft
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.opening import read_source
from newsdesk.importing.source_document import RefusedSourceError

#: What libraries ask the system before anything goes out.
_NETWORK = frozenset(
    ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto", "socket.sendmsg", "socket.bind")
)


#: SIGKILL and SIGXCPU: there was too little memory, or its time was over.
_OF_SYSTEM = (9, 24)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A source that was not read."""

    #: The name of its file.
    source: str
    #: A key of the report's kinds.
    kind: str
    #: What it is about, short.
    about: str = ""
    #: What the program said, for its makers; ``""`` where the source alone is to blame.
    trace: str = ""


class NetworkForbiddenError(OSError):
    """Something of a source would have been fetched."""


class Wall:
    """Stands between what reads sources and the network.

    Python's hooks can't be taken away again, so that a process has one of these. In a process that does nothing else it stands for good; where
    there can be no other process, only round the reading, in its thread.
    """

    def __init__(self) -> None:
        self._hooked = False
        self._process = 0
        self._inside = threading.local()

    def put_up(self, unless: int) -> None:
        """Refuse every connection of this process from here on; nothing is done in the process ``unless``, which has other work too."""
        self._hook()
        if os.getpid() != unless:
            self._process = os.getpid()

    @property
    def stands(self) -> bool:
        """Return whether this process does nothing but read sources."""
        return self._process == os.getpid()

    @contextmanager
    def around(self) -> Iterator[None]:
        """Refuse every connection of this thread in the context."""
        self._hook()
        before = getattr(self._inside, "stands", False)
        self._inside.stands = True
        try:
            yield
        finally:
            self._inside.stands = before

    def _hook(self) -> None:
        if not self._hooked:
            self._hooked = True
            sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event in _NETWORK and (self.stands or getattr(self._inside, "stands", False)):
            raise NetworkForbiddenError(N_("A source may not reach the network."))


WALL = Wall()


def read_guarded(
    paths: Sequence[tuple[Path, str]], facts: SiteFacts, options: ComposeOptions
) -> Iterator[tuple[tuple[Path, str], Draft | Refusal]]:
    """Yield each of ``paths`` (with the name that reports have for it) with its draft, or why there is none. All are different."""
    here = os.getpid()

    def begin() -> Callable[[tuple[Path, str]], Draft | Refusal]:
        WALL.put_up(unless=here)
        limits = Limits(LIMITS.seconds, LIMITS.memory_bytes, own=WALL.stands)

        def do(task: tuple[Path, str]) -> Draft | Refusal:
            return read_one(*task, facts, options, limits)

        return do

    for task, result in surviving(begin, paths, 1):
        yield task, refusal_of_lost(task[1], result) if isinstance(result, Lost) else result


def refusal_of_lost(name: str, lost: Lost) -> Refusal:
    """Return why there is nothing of a source that ended its process: the system did so for its time or memory, or a library fell."""
    return Refusal(name, "too-slow" if lost.signal in _OF_SYSTEM else "crash")


def read_one(path: Path, name: str, facts: SiteFacts, options: ComposeOptions, limits: Limits) -> Draft | Refusal:
    """Return the draft that the file ``path`` gives, or why there is none, within ``limits``."""
    return do_guarded(name, limits, lambda: compose(read_source(path, name), facts, options))


def do_guarded(name: str, limits: Limits, work: Callable[[], Draft]) -> Draft | Refusal:
    """Return the draft that ``work`` makes of the source called ``name``, or why there is none, within ``limits`` and without a network."""
    try:
        with WALL.around(), limits:
            return work()
    except RefusedSourceError as error:
        return Refusal(name, error.kind, error.about)
    except (TooSlowError, MemoryError):
        return Refusal(name, "too-slow")
    except RecursionError:
        return Refusal(name, "too-deep", name)
    except NetworkForbiddenError:
        return Refusal(name, "external-link", name)
    except Exception as error:  # Whatever a file from outside makes a library raise: the others are read.
        return Refusal(name, "crash", "", "".join(traceback.format_exception(error)))
