"""Which files there are below a folder of the content."""

import errno
import fnmatch
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from plugins.findings.report import Findings
from plugins.translations import N_
from plugins.vietnamese import nfc


class Listing(NamedTuple):
    """A folder, the names of the files in it, and those of all that is a symbolic link there."""

    folder: str
    names: list[str]
    links: list[str]


#: Called with what can't be read, and why: what nobody could look into must not be taken for deleted.
OnError = Callable[[str, OSError], None]


def _fail(path: str, error: OSError) -> None:
    raise error


def list_folders(root: Path, ignored: Sequence[str], on_error: OnError = _fail) -> list[Listing]:
    """Return every folder below ``root``, itself first, with its files; names that match a pattern of ``ignored`` are left out.

    Links to folders are followed, once each: one that leads back up ends nowhere. A ``root`` that is not there holds nothing.
    ``on_error`` is told of what can't be read; without it, that raises ``OSError``.
    """
    pattern = "|".join(fnmatch.translate(each) for each in ignored)
    leave_out = re.compile(pattern).match if pattern else lambda name: None
    listings: list[Listing] = []
    pending = [(str(root), False)]
    seen: set[str] = set()
    while pending:
        folder, linked = pending.pop()
        if linked:
            real = os.path.realpath(folder)
            if real in seen or f"{os.path.realpath(os.path.dirname(folder))}/".startswith(f"{real}/"):  # noqa: PTH120
                continue
            seen.add(real)
        try:
            with os.scandir(folder) as scanned:
                entries = [entry for entry in scanned if not leave_out(entry.name)]
        except FileNotFoundError as error:
            if os.path.islink(folder):  # noqa: PTH114 - seldom
                on_error(folder, error)
            continue
        except OSError as error:
            on_error(folder, error)
            continue
        names, below, links = [], [], []
        for entry in entries:
            is_link = entry.is_symlink()
            if is_link:
                links.append(entry.name)
            try:
                is_folder = entry.is_dir()
                if is_link and not is_folder and _may_hold_articles(entry.name):
                    entry.stat()
            except OSError as error:
                on_error(entry.path, error)
                continue
            if is_folder:
                below.append((entry.path, linked or is_link))
            else:
                names.append(entry.name)
        names.sort()
        below.sort(reverse=True)
        pending += below
        listings.append(Listing(folder, names, links))
    return listings


def _may_hold_articles(name: str) -> bool:
    """Return whether a link of this ``name`` that leads nowhere may have led to articles; a file that an article wants is missed there."""
    return name.endswith(".md") or "." not in name


def noting(root: Path, shown: str, findings: Findings) -> OnError:
    """Return what makes a finding of what can't be read below ``root``, which findings call ``shown``."""

    def note(path: str, error: OSError) -> None:
        place = nfc(f"{shown}{path.removeprefix(str(root))}")
        findings.add("unreadable", place, reason=unreadable_because(error))

    return note


def unreadable_because(error: OSError) -> str:
    """Return why a file or folder can't be read (a message id), in words that help whoever has no system administrator's."""
    if error.errno in (errno.EACCES, errno.EPERM):
        return N_("this user may not read it")
    if error.errno in (errno.ENOENT, errno.ELOOP):
        return N_("it is a link that leads nowhere")
    if error.errno == errno.ENAMETOOLONG:
        return N_("its name is too long")
    return N_("the disk or the network drive gives an error")


def real_folders() -> Callable[[str], str]:
    """Return what ``os.path.realpath`` is, for folders, asking about each one only once: they have to stay as they are meanwhile."""

    @cache
    def real_folder(folder: str) -> str:
        parent, name = os.path.split(folder)
        if name in {"", ".", ".."} or os.path.islink(folder):  # noqa: PTH114 - once for each folder of the content
            return os.path.realpath(folder)
        return os.path.join(real_folder(parent), name)  # noqa: PTH118 - as above

    return real_folder


def source_files(listings: Iterable[Listing]) -> Iterator[str]:
    """Yield the path of every source file in ``listings``."""
    for folder, names, _ in listings:
        for name in names:
            if name.endswith(".md"):
                yield f"{folder}/{name}"


def linked(root: Path, listings: Iterable[Listing]) -> dict[str, str]:
    """Return where every symbolic link in the ``listings`` of ``root`` leads, and the folder itself if it is one."""
    links = [f"{folder}/{name}" for folder, _, names in listings for name in names]
    return {link: os.path.realpath(link) for link in [*([str(root)] if root.is_symlink() else []), *links]}
