"""Making the output folder equal to the plan: what is unchanged is not made, what is equal is not written.

Everything is made before the first file is written, so that a mistake in a template leaves the last good site in place.
"""

import errno
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from ban_tin.building.claim import OWN_NAMES, Claim, ForeignFilesError, find_conflicts, parents
from ban_tin.building.tree import (
    FoundBelow,
    check_inside,
    delete_empty_parents,
    delete_files,
    is_open,
    make_room,
    open_to_all,
    readable_by_all,
    stamps_below,
)
from ban_tin.building.written_files import Manifest, ManifestEntry, digest_of, digest_of_file
from ban_tin.findings.report import Finding
from ban_tin.machine.processes import done, forked, received, send, shared_queue, workers_for
from ban_tin.machine.stamps import Stamp, stamp_of
from ban_tin.planning.plan import Copied, PlannedPage, Recipe
from ban_tin.views import Deferred

#: What makes the bytes of a planned page or file.
Make = Callable[[str, Any], bytes]


class Target(NamedTuple):
    """A file that the output is to have: what it depends on, and what it is made of (``Copied`` is copied)."""

    inputs: str
    content: Any


@dataclass(frozen=True, slots=True)
class Committed:
    """What a build did: the paths that it wrote and deleted, and the manifest of all that is there now."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    made: int
    files: dict[str, ManifestEntry]


class MissingFileError(Exception):
    """What is to be copied is no longer there, or can't be read."""


class PageError(Exception):
    """A page can't be made; ``finding`` says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


class _Spooled(NamedTuple):
    """Content that waits in a file without a name, so that memory holds no whole site."""

    file: IO[bytes]
    start: int
    size: int

    def read(self) -> bytes:
        self.file.seek(self.start)
        return self.file.read(self.size)


class _Ready(NamedTuple):
    """A file that is made: its content, or what it is copied from; ``digest`` of the content."""

    path: str
    inputs: str
    content: bytes | _Spooled | Copied
    digest: str

    def size(self) -> int:
        """Return how many bytes it takes on the disk."""
        if isinstance(self.content, Copied):
            return self.content.path.stat().st_size
        return self.content.size if isinstance(self.content, _Spooled) else len(self.content)


def commit(
    folder: Path,
    wanted: Mapping[str, Target],
    manifest: Manifest,
    make: Make,
    mark_dirty: Callable[[], None],
    before_writing: Callable[[Sequence[Finding]], None],
    scan: Callable[[], FoundBelow] | None = None,
    claim: Claim | None = None,
) -> Committed:
    """Make ``folder`` hold ``wanted`` (by path with ``/``), delete what earlier builds wrote and is not wanted, and return what was done.

    Unchanged files keep their time: what is uploaded afterwards by ``rsync`` is the change, not the site.

    ``make(path, content)`` returns the bytes of one file that ``manifest`` doesn't know; it may run in a forked process.
    ``before_writing(findings)`` is called once, when all is made and before the first change, with what each ``PageError`` said. It raises
    where there are any: nothing is written then.
    ``mark_dirty()`` is called before the first change of the folder, if there is one.
    ``scan()`` returns what ``stamps_below`` found in the folder a moment ago.
    ``claim`` tells files of earlier builds from those of others, which stay. Without one, all that lies there is ours.

    Raises ``ForeignFilesError`` where a file of others is in the way, ``MissingFileError``, ``OSError`` (also for a disk without room),
    all of them before the first change, ``OSError`` at any time; a path that leaves the folder is a ``ValueError``.
    """
    check_inside(folder, wanted)
    folder.parent.mkdir(parents=True, exist_ok=True)
    on_disk, closed, _ = scan() if scan else stamps_below(folder)
    owned = claim.owned(on_disk) if claim else on_disk.keys()
    if claim and (conflicts := find_conflicts(wanted.keys(), on_disk.keys(), owned)):
        raise ForeignFilesError(*conflicts)
    kept = {path: known for path in wanted if (known := _unchanged(folder, path, wanted[path], manifest, on_disk))}
    pending = [path for path in wanted if path not in kept]
    gone = owned - wanted.keys() - OWN_NAMES
    stray = sorted(on_disk.keys() & gone)

    def start(failed: Sequence[Finding], growth: int) -> None:
        before_writing(failed)
        if pending or stray:
            _check_room(folder, growth - sum(on_disk[path].size for path in stray))
            mark_dirty()
        if claim and (pending or stray):
            # Before the first of them is written: a build that is killed leaves no file that nobody knows.
            claim.write({*owned - OWN_NAMES, *wanted})
        delete_files(folder, stray)
        delete_empty_parents(folder, gone)
        for path in _open_ours(folder, closed, wanted):
            if path in kept:
                kept[path] = kept[path]._replace(stamp=stamp_of(os.stat(folder / path)))  # noqa: PTH116

    # What shows the same articles is made at about the same time: so they are still in memory.
    pending.sort(key=lambda path: (_first_source(wanted[path].content), path))
    written: list[str] = []
    with readable_by_all():
        for path, new, wrote in _make_and_write(folder, pending, wanted, make, start, on_disk):
            kept[path] = new
            if wrote:
                written.append(path)
        if claim:
            claim.write(kept)
    return Committed(tuple(sorted(written)), tuple(sorted(stray)), len(pending), kept)


def _first_source(content: Any) -> str:
    """Return the source file of the first thing that a planned page or file is made of; most lie below their year and month."""
    made = content.made if isinstance(content, PlannedPage) else content
    for part in made.parts.values() if isinstance(made, Recipe) else ():
        first = part[0] if isinstance(part, tuple) and part else part
        if isinstance(first, Deferred):
            return first.source
    return ""


def _unchanged(
    folder: Path, path: str, wanted: Target, manifest: Manifest, on_disk: Mapping[str, Stamp]
) -> ManifestEntry | None:
    """Return what the manifest says of a file that is made of the same and lies there as it was written."""
    known = manifest.files.get(path)
    if known is None or known.inputs != wanted.inputs or path not in on_disk:
        return None
    if on_disk[path] == known.stamp and manifest.clean:
        return known
    if not (folder / path).is_symlink() and digest_of_file(folder / path) == known.digest:
        return known._replace(stamp=on_disk[path])
    return None


def _make_and_write(
    folder: Path,
    paths: Sequence[str],
    wanted: Mapping[str, Target],
    make: Make,
    start: Callable[[Sequence[Finding], int], None],
    on_disk: Mapping[str, Stamp],
) -> Iterator[tuple[str, ManifestEntry, bool]]:
    """Make ``paths``, call ``start``, write them; yield each with what is kept of it and whether it differed.

    ``start`` is given why pages can't be made, and by how many bytes the folder is going to grow.
    """
    workers = workers_for(len(paths))
    if workers == 1:
        ready, failed = _make_all(paths, wanted, make)
        start(failed, _growth(ready, on_disk))
        for each in ready:
            yield _written(folder, each)
        return

    def work(number: int, parent: Connection) -> None:
        with TemporaryFile(dir=folder.parent) as spool:
            ready, failed = _make_all(mine, wanted, make, spool)
            parent.send((failed, _growth(ready, on_disk)))
            done(parent)
            parent.recv()  # Go: everything is made everywhere.
            # Whole lists: a message a file would cost more than the file.
            parent.send([_written(folder, each) for each in ready])

    with shared_queue(paths) as mine, forked(work, workers) as connections:
        all_failed: list[Finding] = []
        all_growth = 0
        for failed, growth in received(connections):
            all_failed += failed
            all_growth += growth
        start(all_failed, all_growth)
        for connection in connections:
            send(connection, None)
        for results in received(connections):
            yield from results


def _growth(ready: Iterable[_Ready], on_disk: Mapping[str, Stamp]) -> int:
    """Return how many bytes the files ``ready`` need beyond what lies in their place."""
    return sum(max(0, each.size() - (on_disk[each.path].size if each.path in on_disk else 0)) for each in ready)


def _check_room(folder: Path, needed: int) -> None:
    """Raise ``OSError`` when the disk of ``folder`` has no room for ``needed`` bytes: half a site is worse than the old one."""
    if needed > 0 and shutil.disk_usage(folder if folder.is_dir() else folder.parent).free < needed:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _open_ours(folder: Path, closed: Sequence[str], wanted: Mapping[str, Target]) -> list[str]:
    """Let everybody read the output folder and what of ``closed`` is ours; return those of ``closed``."""
    if folder.is_dir():
        open_to_all(str(folder))
    if not closed:
        return []
    folders = {parent for path in wanted for parent in parents(path)}
    ours = [path for path in closed if path in wanted or path in folders]
    for path in ours:
        open_to_all(str(folder / path))
    return ours


def _make_all(
    paths: Iterable[str], wanted: Mapping[str, Target], make: Make, spool: IO[bytes] | None = None
) -> tuple[list[_Ready], list[Finding]]:
    ready: list[_Ready] = []
    failed: list[Finding] = []
    for path in paths:
        try:
            made = _made(path, wanted[path], make)
        except PageError as error:
            failed.append(error.finding)
            continue
        if spool is not None and isinstance(made.content, bytes):
            made = made._replace(content=_Spooled(spool, spool.tell(), spool.write(made.content)))
        ready.append(made)
    if spool is not None:
        spool.flush()  # A full disk shows now, and not among the files of the output.
    return ready, failed


def _made(path: str, wanted: Target, make: Make) -> _Ready:
    content = wanted.content
    if isinstance(content, Copied):
        # Read to its end: what can't be read must not stop the build among the files of the output.
        digest = digest_of_file(content.path) if content.whole() and content.path.is_file() else ""
        if not digest:
            raise MissingFileError(str(content.path))
        return _Ready(path, wanted.inputs, content, digest)
    data = make(path, content)
    return _Ready(path, wanted.inputs, data, digest_of(data))


def _written(folder: Path, ready: _Ready) -> tuple[str, ManifestEntry, bool]:
    target = folder / ready.path
    content = ready.content
    digest = ready.digest
    if isinstance(content, Copied):
        wrote = target.is_symlink() or digest_of_file(target) != digest
        if wrote:
            _replace(target)
            shutil.copyfile(content.path, target)
    else:
        data = content.read() if isinstance(content, _Spooled) else content
        wrote = target.is_symlink() or not _holds(target, data)
        if wrote:
            _replace(target)
            target.write_bytes(data)
    status = target.stat()
    if not is_open(status):
        open_to_all(os.fspath(target))
        status = target.stat()
    return ready.path, ManifestEntry(ready.inputs, digest, stamp_of(status)), wrote


def _holds(path: Path, content: bytes) -> bool:
    try:
        return path.stat().st_size == len(content) and path.read_bytes() == content
    except OSError:
        return False


def _replace(target: Path) -> None:
    """Make room for ``target``; a link to somewhere else is not written through."""
    if target.is_symlink():
        target.unlink()
    try:
        if target.parent.is_dir() and not target.is_dir():
            return
    except NotADirectoryError:
        pass
    make_room(target)
