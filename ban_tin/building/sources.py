"""The source files of a site: which there are, which of them are as they were, and reading those that are not."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ban_tin.articles.body.beside import file_beside
from ban_tin.articles.comments import comments_file
from ban_tin.articles.comments.parts import PartedComments, listed_by, part_comments
from ban_tin.articles.net import ReaderMaker, ReadingNet
from ban_tin.articles.reader import SourceReader
from ban_tin.articles.source import FoundFile, ReadSource
from ban_tin.building.state import KeptComments, Row, State, fingerprint_of, packed
from ban_tin.findings.catalogue import KINDS, Severity
from ban_tin.findings.report import Finding, Findings
from ban_tin.machine.processes import can_fork, workers_for
from ban_tin.machine.stamps import Stamp, now, settled, stamp
from ban_tin.machine.surviving import Lost, surviving
from ban_tin.photos.store import NotHereError
from ban_tin.planning.gather import KnownSource
from ban_tin.views import Deferred, ListedComments, NewsArticle, fingerprint, teaser

#: Sources in a transaction: a second preview of the same project must not wait until the first has read a large site.
_KEPT_AT_ONCE = 256


class ReadFile(NamedTuple):
    """What a process hands over of a source file: its row (None: it can't be read), all findings, and its packed values."""

    #: Its path.
    file: str
    #: What a state keeps of it.
    row: Row | None
    #: All that was found.
    findings: tuple[Finding, ...]
    #: What its page is made of, packed.
    content: bytes
    #: What lists show of it, packed.
    teaser: bytes
    #: Its comments, packed; nothing for none.
    comments: bytes = b""


def read_file(reader: SourceReader, net: ReadingNet, file: str, until: datetime | None) -> ReadFile:
    """Read the source ``file``; what can't be read, or has an error, is read again next time."""
    if _is_gone(file):
        return ReadFile(file, None, (), b"", b"")
    findings = Findings()
    read = net.read(file, lambda: _read(reader, file, until, findings), findings)
    return read or ReadFile(file, None, tuple(findings.sorted()), b"", b"")


def _read(reader: SourceReader, file: str, until: datetime | None, findings: Findings) -> ReadFile | None:
    looked_at = now()
    found = stamp(file)
    read = reader.read(Path(file), until, findings)
    if read is None or found is None:
        return None
    reported = tuple(findings.sorted())
    content, short = read.content, None
    if isinstance(content, NewsArticle):
        short = teaser(content)
    packed_content, packed_teaser = packed(content), packed(short)
    looked_up = tuple((each, stamp(each.found) if each.found else None) for each in read.looked_up)
    stamps = [found, *(each for _, each in looked_up if each)]
    sketched = any(photo.source for photo in read.entry.photos)
    row = Row(
        read.entry,
        found if all(settled(each, looked_at) for each in stamps) and not sketched else UNSETTLED,
        looked_up,
        reported,
        fingerprint_of(packed_content) if content is not None else "",
        fingerprint_of(packed_teaser) if short is not None else "",
    )
    if not read.comments:
        return ReadFile(file, row, reported, packed_content, packed_teaser)
    kept, packed_comments = _keep_comments(read)
    return ReadFile(file, row._replace(comments=kept), reported, packed_content, packed_teaser, packed_comments)


def _keep_comments(read: ReadSource) -> tuple[KeptComments, bytes]:
    """Return what a row says of the comments of an article, and them, packed."""
    parted = part_comments(read.comments)
    whole = packed(parted)
    parts = tuple(fingerprint(part) for part in (parted.newest, *parted.pages))
    return KeptComments(len(read.comments), len(parted.newest), fingerprint_of(whole), parts), whole


def _is_gone(file: str) -> bool:
    """Return whether ``file`` was deleted after it was listed, which is another thing than that it can't be looked at."""
    try:
        os.stat(file)  # noqa: PTH116 - seldom
    except FileNotFoundError:
        return True
    except OSError:
        pass
    return False


#: Of a file that may have changed while it was read, or shows photos that are not encoded yet: no file has it.
UNSETTLED = Stamp(0, 0, -1, 0)


def still_true(row: Row, file: str, until: datetime | None) -> bool:
    """Return whether reading ``file`` would give what it gave: neither it nor anything that it looked up has changed."""
    if stamp(file) != row.stamp or _held_back(row, until) != bool(row.entry.held_back):
        return False
    for asked, before in row.looked_up:
        if before is None:
            if os.path.lexists(asked.asked):
                return False
        elif stamp(asked.found) != before or (
            not _is_plainly_beside(file, asked) and _found_now(file, asked) != asked.found
        ):
            return False
    return True


def _held_back(row: Row, until: datetime | None) -> bool:
    entry = row.entry
    return until is not None and (entry.draft or (entry.date is not None and entry.date > until))


def _is_plainly_beside(file: str, asked: FoundFile) -> bool:
    """Return whether a file was found under the name that was asked for, and directly beside ``file``, where nothing can come between."""
    return asked.found == asked.asked and os.path.dirname(asked.found) == os.path.dirname(file)  # noqa: PTH120 - of thousands


def _found_now(file: str, asked: FoundFile) -> str:
    """Return what is found now for what was found under another spelling, by a link, or in a folder beside ``file``."""
    folder = os.path.dirname(file)  # noqa: PTH120 - of thousands
    return str(file_beside(Path(os.path.realpath(folder)), asked.asked.removeprefix(f"{folder}/")) or "")


def broken(read: ReadFile) -> bool:
    """Return whether a finding about ``read`` is an error: it is read again, as its fix may lie beside it."""
    return any(KINDS[finding.kind].severity is Severity.ERROR for finding in read.findings)


#: Yields what each of some files gives, read up to a time, in no particular order.
ReadFiles = Callable[[Sequence[str], datetime | None], Iterator[ReadFile]]


#: Called before files are read.
Prepare = Callable[[Sequence[str], Mapping[str, Row]], None]


@dataclass(slots=True)
class Sources:
    """All sources of a site: ``rows`` by file, and what a build has to say of them."""

    rows: dict[str, Row]
    read: int
    findings: tuple[Finding, ...]


def bring_up_to_date(
    rows: Mapping[str, Row],
    files: Sequence[str],
    until: datetime | None,
    read_files: ReadFiles,
    state: State,
    prepare: Prepare,
) -> Sources:
    """Return the rows of all ``files``: those of ``rows`` that are still true, the others read by ``read_files`` and kept in ``state``.

    ``prepare`` is called with the files that are going to be read, and the rows that are still true. Raises ``DamagedStateError``.
    """
    true = {file: row for file in files if (row := rows.get(file)) is not None and still_true(row, file, until)}
    stale = [file for file in files if file not in true]
    gone = rows.keys() - set(files)
    findings = [finding for row in true.values() for finding in row.findings]
    if stale or gone:
        try:
            prepare(stale, true)
        except OSError as error:
            # What can't be read beside an article is told when that is read, with all the rest.
            folders = {f"{os.path.dirname(file)}/" for file in stale}  # noqa: PTH120 - of thousands
            if not str(error.filename).startswith(tuple(folders)):
                raise
        with state.transaction():
            state.drop_sources(gone)
        new = read_files(stale, until)
        while some := list(islice(new, _KEPT_AT_ONCE)):
            with state.transaction():
                for read in some:
                    findings.extend(read.findings)
                    if read.row is not None:
                        true[read.file] = read.row if not broken(read) else read.row._replace(stamp=UNSETTLED)
                        state.put_source(read.file, read.content, read.teaser, read.comments)
    # In one order, whatever was read when: what follows must not depend on it.
    return Sources({file: true[file] for file in files if file in true}, len(stale), tuple(findings))


def read_files(maker: ReaderMaker, files: Sequence[str], until: datetime | None) -> Iterator[ReadFile]:
    """Yield what each of ``files`` gives, read over all cores, in no particular order; one that ends its process is a finding."""
    workers = workers_for(len(files))
    if workers > 1 or not can_fork():
        yield from _read_apart(maker, files, until, workers)
        return
    reader = CarefulReader(maker, until)
    for file in files:
        yield reader.read(file)


class CarefulReader:
    """Reads files one by one in this process; a process of its own, which takes 20 ms, has only what may end one: decoding images."""

    def __init__(self, maker: ReaderMaker, until: datetime | None) -> None:
        self._maker, self._until = maker, until
        self._reader, self._net = maker.reader(decodes=not can_fork()), maker.net()

    def read(self, file: str) -> ReadFile:
        """Return what ``file`` gives."""
        try:
            return read_file(self._reader, self._net, file, self._until)
        except NotHereError:
            (read,) = _read_apart(self._maker, [file], self._until, 1)
            return read


def _read_apart(maker: ReaderMaker, files: Sequence[str], until: datetime | None, workers: int) -> Iterator[ReadFile]:
    def begin() -> Callable[[str], ReadFile]:
        # Where there are no forks, this process does other things too.
        reader, net = maker.reader(), maker.net(own_process=can_fork())
        return lambda file: read_file(reader, net, file, until)

    for file, read in surviving(begin, files, workers):
        yield ReadFile(file, None, (maker.net().lost(file, read.signal),), b"", b"") if isinstance(read, Lost) else read


def known_sources(rows: Mapping[str, Row], state: State) -> list[KnownSource]:
    """Return what the plan wants to know of each source; the rest is loaded from ``state``."""
    known = []
    for file, row in rows.items():
        content: Deferred[Any] = Deferred(row.content, partial(state.content, file, row.content), row.entry.path)
        short: Deferred[Any] | None = None
        if row.teaser:
            short = Deferred(row.teaser, partial(state.teaser, file, row.teaser), row.entry.path)
        comments = row.comments and listed_comments(row, partial(state.comments, file, row.comments.whole))
        known.append(KnownSource(row.entry, content, short, comments))
    return known


def listed_comments(row: Row, load: Callable[[], PartedComments]) -> ListedComments | None:
    """Return the comments that a row tells of and ``load`` loads."""
    kept = row.comments
    if kept is None:
        return None
    source = comments_file(Path(row.entry.path)).as_posix()
    return listed_by(kept.number, kept.shown, kept.whole, kept.parts, load, source)
