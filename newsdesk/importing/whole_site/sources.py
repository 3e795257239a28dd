"""The sources of a whole site: files of a folder, or the records of a dump, each read on its own."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from newsdesk.importing.opening import kind_of, read_source
from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.whole_site.old_addresses import local_address


class Source(Protocol):
    """One source: an article, or what may be one."""

    @property
    def key(self) -> str:
        """By which it is known from run to run: its path in the folder, its table and number."""
        ...

    @property
    def stamp(self) -> str:
        """What changes when the source does."""
        ...

    def read(self) -> SourceDocument:
        """Return what it says. Raises ``RefusedSourceError``."""
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file of a folder. Its pictures are looked for beside it, and in the folder ``root`` of the whole site."""

    key: str
    stamp: str
    path: Path
    root: Path

    def read(self) -> SourceDocument:
        """Return what the file says. Raises ``RefusedSourceError``."""
        if kind_of(self.path) != "html":
            return read_source(self.path, self.key)
        from newsdesk.importing.web_page import read_page

        return replace(read_page(self.path, self.root, local_address(self.key)), name=self.key)


@dataclass(frozen=True, slots=True)
class FileSources:
    """The files of a folder, in the order of their paths."""

    files: tuple[FileSource, ...]

    def count(self) -> int:
        """Return how many there are."""
        return len(self.files)

    def __iter__(self) -> Iterator[FileSource]:
        """Yield them."""
        return iter(self.files)


def file_sources(files: Iterable[tuple[Path, str]], roots: Sequence[Path], unpacked: Path) -> FileSources:
    """Return ``files`` with the names that reports have for them as sources. What is in ``unpacked`` was unpacked just now: its time says nothing."""
    found = []
    for path, name in files:
        status = path.stat()
        below = path.is_relative_to(unpacked)
        stamp = f"{status.st_size}" if below else f"{status.st_size}-{status.st_mtime_ns}"
        root = (
            unpacked.joinpath(path.relative_to(unpacked).parts[0])
            if below
            else next((each for each in roots if path.is_relative_to(each)), path.parent)
        )
        found.append(FileSource(name, stamp, path, root))
    return FileSources(tuple(sorted(found, key=lambda each: each.key)))
