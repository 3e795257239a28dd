"""The sources of a whole site: files of a folder, or the records of a dump, each read on its own."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ban_tin.articles.folders import list_folders
from newsdesk.importing.opening import kind_of
from newsdesk.importing.source_document import SourceDocument

#: Folders that browsers save beside a page, by the endings of their names: what is in them are parts of pages.
_BESIDE = re.compile(r"(?:_files|_tệp|_tep|_tập_tin|-Dateien|_fichiers|_archivos|\.files|_tiedostot)$", re.IGNORECASE)
_PASSED_OVER = (".git", ".github", "node_modules", ".*cache*", "__MACOSX", ".trash", ".obsidian")
#: Endings of files that are parts of pages, and never sources: looking at each would take long.
_PARTS = frozenset(
    (".css", ".js", ".json", ".xml", ".svg", ".woff", ".woff2", ".ttf", ".eot", ".ico", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".bmp",
     ".heic", ".tif", ".tiff", ".mp3", ".mp4", ".webm", ".avi", ".flv", ".swf", ".map", ".txt~", ".db", ".ini", ".lnk", ".url", ".csv", ".download")
)  # fmt: skip


class Source(Protocol):
    """One source: an article, or what may be one."""

    @property
    def key(self) -> str:
        """By which it is known from run to run: its path in the folder, its table and number."""
        ...

    @property
    def stamp(self) -> str:
        """Changes when the source does."""
        ...

    def read(self) -> SourceDocument:
        """Return what it says. Raises ``RefusedSourceError``."""
        ...


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file of a folder."""

    key: str
    stamp: str
    path: Path
    #: The folder of all, in which its pictures are looked for too.
    root: Path
    read_file: Callable[[Path, str, Path], SourceDocument]

    def read(self) -> SourceDocument:
        """Return what the file says. Raises ``RefusedSourceError``."""
        return self.read_file(self.path, self.key, self.root)


def read_file(path: Path, name: str, root: Path) -> SourceDocument:
    """Return what the file ``path`` says, called ``name``; a page finds its pictures in the folder ``root`` too."""
    from dataclasses import replace

    if kind_of(path) == "html":
        from newsdesk.importing.web_page import read_page

        return replace(read_page(path, root), name=name)
    from newsdesk.importing.opening import read_source

    return read_source(path, name)


def find_files(folder: Path) -> Iterator[FileSource]:
    """Yield the files of ``folder`` that may be sources, in the order of their paths; links of the file system are passed over."""
    root = folder.resolve()
    for place, names, _ in list_folders(root, _PASSED_OVER, within=root):
        parent = Path(place)
        if any(_BESIDE.search(part) for part in parent.relative_to(root).parts):
            continue
        for name in sorted(names):
            path = parent / name
            if path.suffix.lower() in _PARTS or name.startswith((".", "~$")) or path.is_symlink():
                continue
            key = path.relative_to(root).as_posix()
            try:
                status = path.stat()
            except OSError:
                continue
            yield FileSource(key, f"{status.st_size}-{status.st_mtime_ns}", path, root, read_file)
