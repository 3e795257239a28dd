"""Which files a person means: those that are named, those in folders, those in ZIP files."""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.opening.kind import kind_of
from newsdesk.importing.opening.unpacking import unpack
from newsdesk.importing.source_document import RefusedSourceError

#: Folders that browsers save beside a page, with its pictures.
_COMPANION = re.compile(r"(.+)(?:_files|_tệp|_tep|\.files|_archivos|_fichiers|-files)", re.IGNORECASE)
#: What is no source, and lies in folders of people all the same.
_PASSED_OVER = re.compile(r"\.|~\$|thumbs\.db$|desktop\.ini$", re.IGNORECASE)


@dataclass(slots=True)
class Gathered:
    """What is to be imported."""

    #: Files with the names that reports have for them.
    sources: list[tuple[Path, str]] = field(default_factory=list)
    #: Dumps and exports of whole sites, each of many articles.
    dumps: list[tuple[Path, str]] = field(default_factory=list)
    #: What is not read, and why: a name, a kind of the report, and what it is about.
    refused: list[tuple[str, str, str]] = field(default_factory=list)
    #: Photos that came along with the one document that there is.
    photos: tuple[Path, ...] = ()
    #: Files in folders that are no texts: pictures, sheets.
    passed_over: int = 0


def gather(named: Sequence[Path], scratch: str) -> Gathered:
    """Return what lies in the files and folders ``named``; ZIP files are unpacked in ``scratch``."""
    found = Gathered()
    photos: list[Path] = []
    for path in named:
        if path.is_dir():
            _gather_folder(path, path.name or str(path), found, photos)
        else:
            _gather_file(path, path.name, found, scratch, photos)
    for place, (path, name) in reversed(list(enumerate(found.sources))):
        if _is_zip(path, name, found):
            del found.sources[place]
            _gather_zip(path, name, found, scratch, photos)
    _settle_photos(found, photos, {path for path in named if not path.is_dir()})
    return found


def _settle_photos(found: Gathered, photos: list[Path], named: set[Path]) -> None:
    """Give ``photos`` to the document that they came with, where there is but one; a saved page has its own."""
    if len(found.sources) == 1 and not found.dumps and kind_of(found.sources[0][0]) != "html":
        found.photos = tuple(photos[: LIMITS.pictures])
        return
    for photo in photos:
        if photo in named:
            found.refused.append((photo.name, "picture", photo.name))
        else:
            found.passed_over += 1


def _gather_file(path: Path, name: str, found: Gathered, scratch: str, photos: list[Path]) -> None:
    try:
        kind = kind_of(path)
    except RefusedSourceError as error:
        if error.kind == "picture":
            photos.append(path)
        else:
            found.refused.append((name, error.kind, error.about))
        return
    if kind == "zip":
        _gather_zip(path, name, found, scratch, photos)
    elif kind == "dump":
        found.dumps.append((path, name))
    else:
        found.sources.append((path, name))


def _is_zip(path: Path, name: str, found: Gathered) -> bool:
    if path.suffix.lower() != ".zip":
        return False
    try:
        return kind_of(path) == "zip"
    except RefusedSourceError:
        return False


def _gather_zip(path: Path, name: str, found: Gathered, scratch: str, photos: list[Path]) -> None:
    folder = Path(scratch) / f"zip-{len(list(Path(scratch).iterdir()))}"
    folder.mkdir()
    try:
        unpack(path, folder)
    except RefusedSourceError as error:
        found.refused.append((name, error.kind, error.about))
        return
    before = len(found.sources)
    _gather_folder(folder, name, found, photos)
    nested = [(inner, label) for inner, label in found.sources[before:] if inner.suffix.lower() == ".zip"]
    for inner, label in nested:  # No ZIP file in a ZIP file.
        found.sources.remove((inner, label))
        found.refused.append((label, "too-deep", "ZIP"))


def _gather_folder(folder: Path, name: str, found: Gathered, photos: list[Path]) -> None:
    for path in _files(folder):
        if len(found.sources) >= LIMITS.sources:
            found.refused.append((name, "too-many", f"> {LIMITS.sources}"))
            return
        label = f"{name}/{path.relative_to(folder).as_posix()}"
        try:
            kind = kind_of(path)
        except RefusedSourceError as error:
            if error.kind == "picture":
                photos.append(path)
            elif error.kind in {"unknown", "empty"}:
                found.passed_over += 1
            else:
                found.refused.append((label, error.kind, error.about))
            continue
        (found.dumps if kind == "dump" else found.sources).append((path, label))


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder`` in the order of their names, without those that belong to a saved page; links are not followed."""
    for parent, folders, files in os.walk(folder):
        pages = {
            Path(name).stem for name in files if re.search(r"\.(?:x?html?|mht(?:ml)?|aspx|php)$", name, re.IGNORECASE)
        }
        folders[:] = sorted(
            each
            for each in folders
            if not each.startswith(".") and not ((match := _COMPANION.fullmatch(each)) and match[1] in pages)
        )
        for name in sorted(files):
            path = Path(parent, name)
            if not _PASSED_OVER.match(name) and not path.is_symlink():
                yield path
