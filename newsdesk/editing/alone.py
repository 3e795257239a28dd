"""One writer at a time in a site: in this process, and among all of the newsdesk's programs."""

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock

from newsdesk.editing.errors import UnsavableError, unsavable
from newsdesk.editing.places import OWN, own_folder
from newsdesk.language import N_, translate
from newsdesk.site_folder import SiteFolder

#: Seconds to wait for another program, and between two looks.
_PATIENCE, _LOOK = 15.0, 0.01
_BUSY = N_("Another program of the newsdesk is writing in this site. Nothing was saved; try again in a moment.")
_locks: dict[Path, RLock] = {}
_depth: dict[Path, int] = {}


@contextmanager
def alone_in(site: SiteFolder) -> Iterator[Path]:
    """Keep other writers of the newsdesk out of ``site`` (they wait), and yield its own folder, which is there. Raises ``UnsavableError``.

    May be used within itself. A file system without locks keeps out only what this process does.
    """
    folder = own_folder(site)
    lock = _locks.setdefault(folder, RLock())
    if not lock.acquire(timeout=_PATIENCE):
        raise UnsavableError(translate(_BUSY))
    try:
        _depth[folder] = _depth.get(folder, 0) + 1
        try:
            if _depth[folder] > 1:
                yield folder
                return
            _make(folder)
            with _file_lock(folder / "lock"):
                yield folder
        finally:
            _depth[folder] -= 1
    finally:
        lock.release()


def _make(folder: Path) -> None:
    try:
        if not folder.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT))
        folder.mkdir(exist_ok=True)
        ignored = folder / ".gitignore"
        if not ignored.exists():
            # Of no use to anybody else: no git takes it, whatever the site's own file says.
            ignored.write_text("*\n")
    except OSError as error:
        raise unsavable(error, OWN) from None


@contextmanager
def _file_lock(path: Path) -> Iterator[None]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise unsavable(error, f"{OWN}/{path.name}") from None
    try:
        _wait(handle)
        yield
    finally:
        os.close(handle)  # which gives the lock up


def _wait(handle: int) -> None:
    with suppress(ImportError):  # Windows
        import fcntl

        until = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise UnsavableError(translate(_BUSY)) from None
                time.sleep(_LOOK)
            except OSError:
                return  # a network folder may have no locks
            else:
                return
