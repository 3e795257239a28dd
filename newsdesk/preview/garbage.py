"""Python's search for garbage kept away from whoever waits: it goes through all that a large site is in memory, and stops every thread meanwhile."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

#: How often a site is planned until what nobody needs any more is looked for: there is little of it, as most goes by itself.
_OFTEN = 20
_lock = Lock()
_planned = 0
_under_way = 0


@contextmanager
def garbage_left_alone() -> Iterator[None]:
    """Look for no garbage while the context lasts, and later only in what came since: some thousands of values, not millions."""
    global _planned, _under_way
    with _lock:
        _under_way += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _under_way -= 1
            _planned += 1
            if _planned % _OFTEN == 0:
                gc.unfreeze()
                gc.collect()
            gc.freeze()
            if not _under_way:
                gc.enable()
