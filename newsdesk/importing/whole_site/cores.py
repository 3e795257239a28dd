"""Work with sources on all cores, each within limits and without a network."""

import os
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeVar

from ban_tin.machine.limits import Limits, TooSlowError
from ban_tin.machine.processes import workers_for
from ban_tin.machine.surviving import Lost, surviving
from newsdesk.importing.guarding import WALL, NetworkForbiddenError, Refusal
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from newsdesk.importing.whole_site.sources import Source

Result = TypeVar("Result")
#: Sources that are given out at a time: what workers hold of them goes with the workers.
_AT_ONCE = 400


def on_all_cores(
    do: Callable[[Source], Result | Refusal], sources: Iterable[Source], workers: int
) -> Iterator[tuple[Source, Result | Refusal]]:
    """Yield each of ``sources`` with what ``do`` makes of it, in processes of their own; one that ends its process is a refusal."""
    waiting, here = iter(sources), os.getpid()
    while some := list(islice(waiting, _AT_ONCE)):

        def begin(some: list[Source] = some) -> Callable[[int], Result | Refusal]:
            WALL.put_up(unless=here)

            def one(place: int) -> Result | Refusal:
                return do(some[place])

            return one

        numbers = list(range(len(some)))
        for number, result in surviving(begin, numbers, workers or workers_for(len(numbers))):
            if isinstance(result, Lost):
                yield some[number], Refusal(some[number].key, "too-slow" if result.signal else "crash")
            else:
                yield some[number], result


_own: list[tuple[int, Limits]] = []


def _limits() -> Limits:
    """Return the limits of this process; what was forked has its own."""
    if not _own or _own[0][0] != os.getpid():
        _own[:] = [(os.getpid(), Limits(LIMITS.seconds, LIMITS.memory_bytes, own=WALL.stands))]
    return _own[0][1]


def guarded(source: Source, do: Callable[[SourceDocument], Result]) -> Result | Refusal:
    """Read ``source`` within limits and return what ``do`` makes of it, or why it was not read."""
    try:
        with WALL.around(), _limits():
            return do(source.read())
    except RefusedSourceError as error:
        return Refusal(source.key, error.kind, error.about)
    except (TooSlowError, MemoryError):
        return Refusal(source.key, "too-slow")
    except RecursionError:
        return Refusal(source.key, "too-deep", source.key)
    except NetworkForbiddenError:
        return Refusal(source.key, "external-link", source.key)
    except OSError as error:
        return Refusal(source.key, "unreadable", error.strerror or str(error))
    except Exception as error:  # Whatever a source makes a library raise: the others are read.
        return Refusal(source.key, "crash", f"{type(error).__name__}: {error}"[:200])
