"""Files that are written whole or not at all, and are on the disk before anybody is told."""

import ctypes
import errno
import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

#: How a file begins and ends that is being written: hidden, so that no reader of the site and no watch takes it for one of the site.
_BEGIN, _END = ".", ".newsdesk-part"
_EXCHANGE = 2
_HERE = -100
#: What file systems say that write names at once, or when they like: network folders, folders of Windows below WSL.
_NO_SYNC = {errno.EINVAL, errno.EBADF, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOSYS, errno.ENOTSUP}


def write_whole(path: Path, content: bytes, *, durable: bool = True) -> None:
    """Write ``content`` to ``path`` in one step, with the mode of the file that is there; its folder has to be there. Raises ``OSError``.

    ``durable``: content and name survive a power cut, too, when this returns. Else they survive the end of any process.
    """
    part = write_part(path, content, durable=durable)
    try:
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    if durable:
        sync_folder(path.parent)


def write_part(path: Path, content: bytes, *, durable: bool = True) -> Path:
    """Write what is to take the place of ``path`` to a hidden file beside it, and return that. Raises ``OSError``; then nothing is left."""
    part = path.with_name(f"{_BEGIN}{secrets.token_hex(6)}{_END}")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            if durable:
                os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            status = path.stat()
            shutil.copymode(path, part)
            with suppress(OSError, AttributeError):  # another owner may be set by the administrator alone
                os.chown(part, status.st_uid, status.st_gid)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise
    return part


def sync_folder(folder: Path) -> None:
    """Let the names in ``folder`` survive a power cut, where the file system knows how; Windows does so by itself. Raises ``OSError``."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    except OSError as error:
        # The file is written by now: to call it unsaved would be wrong.
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


def exchange(first: Path, second: Path) -> bool:
    """Let two files of one folder take each other's place in one step; return whether the system can. Raises ``OSError``.

    What another program wrote in the last moment is then in the other file, and not lost.
    """
    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if call(_HERE, os.fsencode(first), _HERE, os.fsencode(second), _EXCHANGE) == 0:
        return True
    if not first.exists() or not second.exists():
        raise FileNotFoundError(str(second))
    return False  # a file system that has no such step


def remove_parts(folder: Path) -> None:
    """Delete what was being written in ``folder`` when its process was ended; the caller is alone there."""
    with suppress(OSError), os.scandir(folder) as found:
        for each in found:
            if each.name.startswith(_BEGIN) and each.name.endswith(_END):
                with suppress(OSError):
                    os.unlink(each.path)  # noqa: PTH108 - seldom, and a path as text
