"""Files that may not be read, also in tests that run as root: the kernel is asked to hold root to the rights of files."""

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH of capabilities(7): what lets root read everything.
_READ_ALL = (1, 2)
_PR_CAPBSET_DROP = 24
_HEADER = ctypes.c_uint32 * 2
_DATA = ctypes.c_uint32 * 6
_VERSION = 0x20080522


@contextmanager
def bound_by_rights() -> Iterator[None]:
    """Let this thread read and write only what the rights of files allow to its user."""
    libc = ctypes.CDLL(None, use_errno=True)
    header, data = _HEADER(_VERSION, 0), _DATA()
    assert libc.capget(header, data) == 0
    before = data[0]
    for capability in _READ_ALL:
        data[0] &= ~(1 << capability)
    assert libc.capset(header, data) == 0
    try:
        yield
    finally:
        data[0] = before
        assert libc.capset(header, data) == 0


def bind_children() -> None:
    """Do the same for the program that this process is going to become: the ``preexec_fn`` of a subprocess."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in _READ_ALL:
        libc.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)


@contextmanager
def closed(path: Path, mode: int = 0) -> Iterator[None]:
    """Take the rights to the file or folder ``path``, but for ``mode``; they come back."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)
