"""What each source file was when the site was published: what the newsdesk compares with, to say what readers don't see yet.

A record a release, beside it in the cache: of each source file its digest, that of what lies beside it, and its stamp; and
the pages that the release has. An article whose stamps are those of then is not read again.
"""

import gzip
import json
import os
import zlib
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from ban_tin.machine.stamps import Stamp, now, settled, stamp_of
from ban_tin.site.project import source_folders
from newsdesk.publishing.deployed import lately_live, live_from_here
from newsdesk.publishing.release import Release, release_folder, replace_file
from newsdesk.publishing.settings import read_publishing_settings
from newsdesk.site_folder import SiteFolder
from newsdesk.site_value import site_value

#: Records that stay, beside those of releases that were live: a look at what would change makes one, too.
_KEPT = 6
_FORMAT = 1
_FOLDER = "sources"
#: Of a file that may have changed while it was looked at: no file has it.
_UNSETTLED = Stamp(0, 0, -1, 0)


class SourceRecord(NamedTuple):
    """A source file as it was: ``text`` is the digest of its bytes, ``beside`` that of the files in its folder, by name and size."""

    text: str
    beside: str
    stamp: Stamp


class PublishedSources(NamedTuple):
    """What was published: ``release`` is its name, ``moment`` when it was looked at (ns since the epoch)."""

    release: str
    moment: int
    #: By their path below the site's folder, such as ``tin/2026/11/x/index.md``.
    sources: Mapping[str, SourceRecord]
    #: Addresses of the pages that readers find, such as ``/tin/2026/11/x/``.
    pages: frozenset[str]


def survey_sources(site: SiteFolder) -> PublishedSources:
    """Return what the source files of ``site`` are now. Of what is as in the last record, nothing is read; ``release`` is ``""``."""
    known = _newest(_folder(site))
    before = known.sources if known else {}
    moment, found = now(), dict[str, SourceRecord]()
    pending = [*source_folders(site.folder, site_value(site.folder, "language") or "vi")]
    while pending:
        folder = pending.pop()
        entries = _entries(site.folder / folder)
        for each in entries:
            shown = f"{folder}/{each.name}"
            if each.is_dir():
                if not each.is_symlink():
                    pending.append(shown)
            elif each.name.endswith(".md") and (record := _look_at(each, entries, before.get(shown), moment)):
                found[shown] = record
    return PublishedSources("", moment, found, frozenset())


def digest_of_sources(surveyed: PublishedSources) -> str:
    """Return what changes with any of the sources that were ``surveyed``, or with the names and sizes of what lies beside them."""
    return _digest(repr(sorted((path, each.text, each.beside) for path, each in surveyed.sources.items())).encode())


def note_published(site: SiteFolder, surveyed: PublishedSources, release: Release) -> None:
    """Remember what was ``surveyed`` before ``release`` was made. Raises ``OSError``."""
    pages = sorted(
        f"/{path.removesuffix('index.html')}" for path in release.manifest.files if path.rpartition("/")[2] == "index.html"
    )  # fmt: skip
    document = {"format": _FORMAT, "moment": surveyed.moment, "sources": surveyed.sources, "pages": pages}
    folder = _folder(site)
    replace_file(folder / f"{release.name}.json.gz", gzip.compress(json.dumps(document).encode(), 1, mtime=0))
    if olds := _names(folder)[_KEPT:]:
        live = lately_live(site)
        for old in olds:
            if old not in live:
                (folder / f"{old}.json.gz").unlink(missing_ok=True)


def published_name(site: SiteFolder) -> str:
    """Return the release whose record holds now, ``""`` for none: the one that readers have since a deploy, or a way back, from here.

    Where nothing is deployed from here, as ``site.toml`` names no target, it is the last one that was made.
    """
    names = _names(_folder(site))
    live = live_from_here(site)
    if live or read_publishing_settings(site.folder).target:
        return live if live in names else ""
    return names[0] if names else ""


def read_published(site: SiteFolder, release: str) -> PublishedSources | None:
    """Return the record of ``release``, None where it can't be read."""
    return _read(_folder(site), release)


def source_is_as_published(path: Path, record: SourceRecord) -> bool:
    """Return whether the source file at ``path``, and what lies beside it, is as in ``record``; reads it."""
    try:
        return record[:2] == (_digest(path.read_bytes()), _beside(path.name, _entries(path.parent)))
    except OSError:
        return False


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Return what lies in ``folder`` but what begins with a dot; nothing where it is gone or can't be read, which builds say."""
    try:
        with os.scandir(folder) as entries:
            return [each for each in entries if each.name[0] != "."]
    except OSError:
        return []


def _look_at(
    entry: os.DirEntry[str], entries: list[os.DirEntry[str]], known: SourceRecord | None, moment: int
) -> SourceRecord | None:
    try:
        stamp = stamp_of(entry.stat())
        beside = _beside(entry.name, entries)
        if known and known.stamp == stamp:
            return known._replace(beside=beside)
        text = _digest(Path(entry).read_bytes())
    except OSError:
        return None  # The build says so.
    return SourceRecord(text, beside, stamp if settled(stamp, moment) else _UNSETTLED)


def _beside(name: str, entries: list[os.DirEntry[str]]) -> str:
    """Return the digest of what lies beside an article that has a folder of its own."""
    if name != "index.md" or len(entries) == 1:
        return ""
    files = sorted((each.name, each.stat().st_size) for each in entries if each.name != name and each.is_file())
    return _digest(repr(files).encode()) if files else ""


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=12).hexdigest()


def _folder(site: SiteFolder) -> Path:
    return release_folder(site.cache, site.output) / _FOLDER


def _names(folder: Path) -> list[str]:
    """Return the releases with a record, the newest first."""
    try:
        names = [each.name for each in folder.iterdir()]
    except OSError:
        return []
    return sorted((each.removesuffix(".json.gz") for each in names if each.endswith(".json.gz")), reverse=True)


def _newest(folder: Path) -> PublishedSources | None:
    names = _names(folder)
    return _read(folder, names[0]) if names else None


def _read(folder: Path, release: str) -> PublishedSources | None:
    try:
        document = json.loads(gzip.decompress((folder / f"{release}.json.gz").read_bytes()))
        if document["format"] != _FORMAT:
            return None
        sources = {path: SourceRecord(a, b, Stamp(*stamp)) for path, (a, b, stamp) in document["sources"].items()}
        return PublishedSources(release, document["moment"], sources, frozenset(document["pages"]))
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
        return None  # Made anew by the next publish.
