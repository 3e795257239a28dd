"""Where an output folder may not be: deleting and writing there would hit what the site is made of."""

import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ban_tin.language.translations import N_


def place_problem(output: Path, needed: Iterable[Path], sources: Iterable[Path]) -> str:
    """Return why nothing can be built into ``output`` (a message id), ``""`` for nothing.

    It may neither be one of the folders ``needed``, nor the home folder, nor hold one of them; nor lie within one of ``sources``.
    Links are followed, and the file system is asked, which knows one folder by several names.
    """
    try:
        status = output.stat()
    except FileNotFoundError:
        if output.is_symlink():
            return N_("it is a link that leads nowhere")
        status = None
    except NotADirectoryError:
        return N_("a file stands in the place of one of its parent folders")
    if status is not None and not stat.S_ISDIR(status.st_mode):
        return N_("it is not a folder")
    real = output.resolve()
    for source in sources:
        if _status(source) is not None and _same(source.resolve(), real, status):
            return N_("it is one of the folders that the site is made of")
    above_all = {above for each in (*needed, *sources, *_home_folders()) for above in _with_parents(each)}
    if any(_same(above, real, status) for above in above_all):
        return N_("the site itself, your home folder or the whole disk lies in it")
    for source in sources:
        held = _status(source)
        if any(_same(above, source.resolve(), held) for above in _with_parents(real)):
            return N_("it lies among what the site is made of")
    return ""


def _home_folders() -> list[Path]:
    """Return the user's home folder, by the environment and by the system."""
    found = []
    with suppress(RuntimeError):
        found.append(Path.home())
    with suppress(ImportError, KeyError):
        import pwd  # Not on Windows.

        found.append(Path(pwd.getpwuid(os.getuid()).pw_dir))
    return found


def _with_parents(path: Path) -> list[Path]:
    real = path.resolve()
    return [real, *real.parents]


def _same(path: Path, other: Path, status: os.stat_result | None) -> bool:
    if path == other:
        return True
    found = _status(path) if status is not None else None
    return found is not None and status is not None and os.path.samestat(found, status)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None
