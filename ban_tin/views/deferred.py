"""Values that are known by their fingerprint and loaded when a page is made of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Generic, TypeVar

Value = TypeVar("Value")


class DamagedStateError(Exception):
    """What builds remember can't be trusted: it is thrown away, and the build begins anew."""


@dataclass(frozen=True, slots=True)
class Deferred(Generic[Value]):
    """A value that is loaded when it is needed. ``fingerprint`` represents it where the fingerprints of pages are compared."""

    fingerprint: str
    #: Returns the value. Raises ``DamagedStateError`` where it can't be loaded any more.
    load: Callable[[], Value] = field(repr=False, compare=False)
    #: The source file that it is from, as findings name it.
    source: str = field(default="", repr=False, compare=False)


def fingerprint(*values: object) -> str:
    """Return 16 hex digits that change with any of ``values``.

    They are told apart by ``repr``: frozen data classes, text, numbers, moments and tuples of them show everything they hold.
    """
    return blake2b(repr(values).encode(), digest_size=8).hexdigest()


def already_loaded(value: Value) -> Deferred[Value]:
    """Return ``value`` as one that need not be loaded."""
    return Deferred(fingerprint(value), lambda: value)
