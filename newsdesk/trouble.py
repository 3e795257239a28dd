"""What to say when a build can't go on for a reason that is not in the content: a full disk, rights, memory."""

import errno
import os
import re
import sys
import traceback
from pathlib import Path
from typing import NamedTuple

from newsdesk.language import translate

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM}
_KIND = {errno.ENOTDIR, errno.EISDIR, errno.EEXIST}


def explain_trouble(error: Exception) -> str:
    """Return what happened and what to do about it, in one or two sentences in the language of the site; ``""`` for a fault of ours."""
    if isinstance(error.__cause__, OSError):
        error = error.__cause__  # Of what Pelican logs, and of a library.
    if isinstance(error, OSError):
        path = str(error.filename or error.filename2 or ".")
        return _message_for(error).format(path=path, reason=error.strerror or type(error).__name__)
    # By name: what is wrong may be why their modules can't be imported.
    name = type(error).__name__
    if name == "MissingFileError":
        message = translate(
            "The file “{path}” was there and is gone, or cannot be read. See that it is there, and build again."
        )
        return message.format(path=error)
    if name == "DamagedStateError":
        return translate("What builds remember cannot be used: {reason}. Delete the folder .cache/builds.").format(
            reason=error
        )
    if name == "WorkerError":
        return translate(
            "A process of the build ended early. Is there too little memory? Close other programs, and build again."
        )
    return ""


#: A path from the top of the disk to a last part, in a text; no address of the web.
_PATH = re.compile(r"""(?<![\w.:/~])/(?:[^\s/'"<>“”]+/)+(?=[^\s/'"<>“”])""")


def tell(error: Exception | str) -> str:
    """Return the last line of what ``error`` says, for a page that others than the operator see: without the folders in which files lie."""
    if isinstance(error, OSError) and error.strerror:
        name = os.path.basename(str(error.filename or ""))  # noqa: PTH119 - of whatever it was
        text = f"{error.strerror} ({name})" if name else error.strerror
    else:
        text = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
    lines = text.strip().splitlines() or [""]
    return _PATH.sub("…/", lines[-1][:1000])[:300]


class Mistake(NamedTuple):
    """What is wrong in a file of Python."""

    file: Path
    line: int
    reason: str


def mistake_in(settings: Path, error: BaseException) -> Mistake | None:
    """Return the mistake in the file ``settings``, or in one that it imports, that ``error`` comes of; None for none."""
    if isinstance(error, SyntaxError):
        return Mistake(Path(error.filename or settings), error.lineno or 0, f"{type(error).__name__}: {error.msg}")
    calls = traceback.walk_tb(error.__traceback__)
    lines = [line for frame, line in calls if frame.f_code.co_filename == str(settings)]
    return Mistake(settings, lines[-1], f"{type(error).__name__}: {error}") if lines else None


def print_nothing_more() -> None:
    """Leave in peace whoever read what is printed and wants no more of it: Python would complain once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _message_for(error: OSError) -> str:
    if error.errno in _FULL:
        return translate(
            "The disk is full (“{path}”). Free some room, for example with make clean-cache DAYS=0 (or ban-tin clean-cache --days 0), and build again."
        )
    if error.errno == errno.EROFS:
        return translate(
            "“{path}” cannot be written: the disk is read-only. Make it writable, or choose another folder."
        )
    if error.errno in _FORBIDDEN:
        return translate(
            "“{path}” may not be read or written by this user. Change its owner or its rights (ls -ld shows them)."
        )
    if error.errno in _KIND:
        return translate(
            "“{path}” is a file where a folder is needed, or the other way round. Move it away, and build again."
        )
    return translate("“{path}” cannot be read or written: {reason}. See that the disk is in order, and build again.")
