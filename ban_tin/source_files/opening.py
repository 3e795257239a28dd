"""Opening a file that somebody put there: never a pipe or a device, which may never end, and nothing larger than any text."""

import errno
import os
import stat
from pathlib import Path

from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import nfc
from ban_tin.source_files.encodings import UnusableFileError, decode_text, name_kind

#: Bytes. A law with all of its articles has a third of it.
TEXT_LIMIT = 2_000_000


def read_text(path: Path, limit: int = TEXT_LIMIT, people: bool = False) -> str:
    """Return the text of ``path`` (UTF-8 or UTF-16, at most ``limit`` bytes) in NFC, its lines ended by line feeds.

    ``people`` write the file: it may be one of another program (a PDF, a web page) that was given another name. Raises ``FileNotFoundError`` and ``UnusableFileError``.
    """
    try:
        content = read_plain_file(path, limit)
    except UnusableFileError as error:
        # A Word file of 5 MB is no text that is too long.
        if people and error.kind == "source-large" and (found := _beginning_of(path)):
            raise UnusableFileError("source-kind", reason=found) from None
        raise
    if people and (found := name_kind(content)):
        raise UnusableFileError("source-kind", reason=found)
    text = decode_text(content)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return nfc(text)


def _beginning_of(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return name_kind(file.read(65_536))
    except OSError:
        return ""


def read_plain_file(path: Path, limit: int = TEXT_LIMIT) -> bytes:
    """Return the content of ``path``. Raises ``FileNotFoundError`` and ``UnusableFileError``."""
    try:
        # Before it is opened: opening alone may make a device do something.
        _check_plain(os.stat(path), limit)  # noqa: PTH116 - of thousands
        # What stands there by now may be another file: a pipe must not hold us.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            size = _check_plain(os.fstat(file.fileno()), limit)
            content = file.read(size + 1)
            if len(content) > size:  # It grew meanwhile.
                content += file.read(limit)
    except FileNotFoundError:
        if path.is_symlink():
            raise UnusableFileError("source-dangling") from None
        raise
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise UnusableFileError("source-dangling") from None
        raise UnusableFileError("unreadable", reason=unreadable_because(error)) from None
    if len(content) > limit:
        raise _too_large(len(content), limit)
    return content


def _check_plain(status: os.stat_result, limit: int) -> int:
    """Return the size of a plain file. Raises ``UnusableFileError``."""
    if not stat.S_ISREG(status.st_mode):
        raise UnusableFileError("source-plain")
    if status.st_size > limit:
        raise _too_large(status.st_size, limit)
    return status.st_size


def _too_large(size: int, limit: int) -> UnusableFileError:
    return UnusableFileError("source-large", megabytes=f"{size / 1_000_000:.1f}", most=f"{limit / 1_000_000:.0f}")


def unreadable_because(error: OSError) -> str:
    """Return why a file or folder can't be read (a message id), in words that help whoever has no system administrator's."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return N_("this user may not read it")
    if error.errno in (errno.ENOENT, errno.ELOOP):
        return N_("it is a link that leads nowhere")
    if error.errno == errno.ENAMETOOLONG:
        return N_("its name is too long")
    return N_("the disk or the network drive gives an error")
