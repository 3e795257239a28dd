"""Work on files from outside ends: it may take as many steps as a large honest file needs, and no more."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class TooMuchWorkError(BaseException):
    """The steps are used up. No ``Exception``: the code that is stopped would go on after one that it catches."""


@contextmanager
def limited_effort(calls: int) -> Iterator[None]:
    """Stop what runs in the context, in this thread, after that many calls of functions. Raises ``TooMuchWorkError``.

    Calls and not seconds: whether a file is too much does not depend on the machine. What a single call may take has to be limited
    otherwise.
    """
    left = calls

    def count(frame: Any, event: str, argument: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise TooMuchWorkError

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        yield
    finally:
        sys.setprofile(before)
