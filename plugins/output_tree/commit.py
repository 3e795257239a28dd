"""Making the output folder equal to the plan: what is unchanged is not made, what is equal is not written.

Everything is made before the first file is written, so that a mistake in a template leaves the last good site in place.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any, NamedTuple

from plugins.findings.report import Finding
from plugins.output_tree.manifest import Kept, Manifest, digest_of, digest_of_file
from plugins.output_tree.tree import FoundBelow, check_inside, delete_empty, delete_files, make_room, signatures_below
from plugins.processes import dealt, done, forked, received, tell, workers_for
from plugins.signatures import Signature, signature
from plugins.site_plan import Copied, Made, PlannedPage
from plugins.view_models import Deferred

#: What makes the bytes of a planned page or file.
Make = Callable[[str, Any], bytes]


class Wanted(NamedTuple):
    """A file that the output is to have: what it depends on, and what it is made of (``Copied`` is copied)."""

    inputs: str
    content: Any


@dataclass(frozen=True, slots=True)
class Committed:
    """What a build did: the paths that it wrote and deleted, and the manifest of all that is there now."""

    written: tuple[str, ...]
    deleted: tuple[str, ...]
    made: int
    files: dict[str, Kept]


class MissingFileError(Exception):
    """What is to be copied is no longer there."""


class PageError(Exception):
    """A page can't be made; ``finding`` says where and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding)
        self.finding = finding


#: The path of a page that can't be made, and why.
_Failed = tuple[str, Finding]


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


def commit(
    folder: Path,
    wanted: Mapping[str, Wanted],
    manifest: Manifest,
    make: Make,
    begin: Callable[[], None],
    settle: Callable[[Sequence[Finding]], None],
    look: Callable[[], FoundBelow] | None = None,
) -> Committed:
    """Make ``folder`` hold exactly ``wanted`` (by path with ``/``) and return what was done.

    Unchanged files keep their time: what is uploaded afterwards by ``rsync`` is the change, not the site. ``make`` is called for what
    the ``manifest`` doesn't know, in other processes where that is worth it; ``settle`` when all is made, with what ``PageError`` said,
    to raise what stops the build; ``begin`` before the first change of the folder. ``look`` gives what ``signatures_below`` found there. Raises ``OSError``, ``MissingFileError``; a path that leaves the
    folder is a ``ValueError`` before anything is written.
    """
    check_inside(folder, wanted)
    folder.parent.mkdir(parents=True, exist_ok=True)
    on_disk, empty = look() if look else signatures_below(folder)
    kept = {path: known for path in wanted if (known := _unchanged(folder, path, wanted[path], manifest, on_disk))}
    pending = [path for path in wanted if path not in kept]
    stray = sorted(on_disk.keys() - wanted.keys())

    def start(failed: Sequence[_Failed]) -> None:
        settle([finding for _, finding in failed])
        if pending or stray:
            begin()
        # What an earlier build made of a page that can't be made now is not what it should be.
        stray.extend(path for path, _ in failed if path in on_disk)
        delete_files(folder, stray)
        delete_empty(folder, empty)

    # What shows the same articles is made at about the same time: so they are still in memory.
    pending.sort(key=lambda path: (_first_source(wanted[path].content), path))
    written: list[str] = []
    for path, new, wrote in _make_and_write(folder, pending, wanted, make, start):
        kept[path] = new
        if wrote:
            written.append(path)
    return Committed(tuple(sorted(written)), tuple(sorted(stray)), len(pending), kept)


def _first_source(content: Any) -> str:
    """Return the source file of the first thing that a planned page or file is made of; most lie below their year and month."""
    made = content.made if isinstance(content, PlannedPage) else content
    for part in made.parts if isinstance(made, Made) else ():
        first = part[0] if isinstance(part, tuple) and part else part
        if isinstance(first, Deferred):
            return first.source
    return ""


def _unchanged(
    folder: Path, path: str, wanted: Wanted, manifest: Manifest, on_disk: Mapping[str, Signature]
) -> Kept | None:
    """Return what the manifest says of a file that is made of the same and lies there as it was written."""
    known = manifest.files.get(path)
    if known is None or known.inputs != wanted.inputs or path not in on_disk:
        return None
    if on_disk[path] == known.signature and manifest.clean:
        return known
    if not (folder / path).is_symlink() and digest_of_file(folder / path) == known.digest:
        return known._replace(signature=on_disk[path])
    return None


def _make_and_write(
    folder: Path,
    paths: Sequence[str],
    wanted: Mapping[str, Wanted],
    make: Make,
    start: Callable[[Sequence[_Failed]], None],
) -> Iterator[tuple[str, Kept, bool]]:
    """Make ``paths``, call ``start``, write them; yield each with what is kept of it and whether it differed."""
    workers = workers_for(len(paths))
    if workers == 1:
        ready, failed = _make_all(paths, wanted, make)
        start(failed)
        for each in ready:
            yield _written(folder, each)
        return

    def work(number: int, parent: Connection) -> None:
        with TemporaryFile(dir=folder.parent) as spool:
            ready, failed = _make_all(mine, wanted, make, spool)
            parent.send(failed)
            done(parent)
            parent.recv()  # Go: everything is made everywhere.
            # Whole lists: a message a file would cost more than the file.
            parent.send([_written(folder, each) for each in ready])

    with dealt(paths) as mine, forked(work, workers) as connections:
        start([each for failed in received(connections) for each in failed])
        for connection in connections:
            tell(connection, None)
        for results in received(connections):
            yield from results


def _make_all(
    paths: Iterable[str], wanted: Mapping[str, Wanted], make: Make, spool: IO[bytes] | None = None
) -> tuple[list[_Ready], list[_Failed]]:
    ready: list[_Ready] = []
    failed: list[_Failed] = []
    for path in paths:
        try:
            made = _made(path, wanted[path], make)
        except PageError as error:
            failed.append((path, error.finding))
            continue
        if spool is not None and isinstance(made.content, bytes):
            made = made._replace(content=_Spooled(spool, spool.tell(), spool.write(made.content)))
        ready.append(made)
    return ready, failed


def _made(path: str, wanted: Wanted, make: Make) -> _Ready:
    content = wanted.content
    if isinstance(content, Copied):
        if not content.whole() or not content.path.is_file():
            raise MissingFileError(str(content.path))
        return _Ready(path, wanted.inputs, content, "")
    data = make(path, content)
    return _Ready(path, wanted.inputs, data, digest_of(data))


def _written(folder: Path, ready: _Ready) -> tuple[str, Kept, bool]:
    target = folder / ready.path
    content = ready.content
    if isinstance(content, Copied):
        digest = digest_of_file(content.path)
        wrote = target.is_symlink() or digest_of_file(target) != digest
        if wrote:
            _replace(target)
            shutil.copyfile(content.path, target)
    else:
        digest = ready.digest
        data = content.read() if isinstance(content, _Spooled) else content
        wrote = target.is_symlink() or not _holds(target, data)
        if wrote:
            _replace(target)
            target.write_bytes(data)
    found = signature(os.fspath(target))
    assert found is not None
    return ready.path, Kept(ready.inputs, digest, found), wrote


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
