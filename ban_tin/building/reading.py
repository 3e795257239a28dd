"""Reading a site: its source files as they are now, those that changed since the last time read anew.

A build and a preview both read this way; they differ in who reads the files, and in what they make of it.
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ban_tin.articles.comments.strays import find_unseen_comments
from ban_tin.articles.folders import linked, list_folders, noting, source_files
from ban_tin.articles.irregular import find_irregular
from ban_tin.articles.net import ReaderMaker
from ban_tin.articles.strays import find_strays
from ban_tin.building.inputs import short
from ban_tin.building.sources import Prepare, ReadFile, bring_up_to_date
from ban_tin.building.state import Row, State
from ban_tin.findings.report import Finding, Findings
from ban_tin.photos.store import PhotoStore
from ban_tin.site.project import Project

_DAY = 24 * 60 * 60


class ContentFiles(NamedTuple):
    """The paths of all source files; where each symbolic link among and beside them leads; what lies there and is no file to read."""

    sources: list[str]
    links: dict[str, str]
    irregular: list[str]


class SiteSources(NamedTuple):
    """What was read of a site: a row for each source file, and the findings of these files."""

    rows: dict[str, Row]
    findings: tuple[Finding, ...]


def list_content(project: Project, findings: Findings) -> ContentFiles:
    """Return the files of ``project``; what lies among its source files and is none, or can't be read, becomes a finding."""
    content = project.content
    found = ContentFiles([], {}, [])
    for name in project.source_folders:
        folder, shown = content / name, f"{content.name}/{name}"
        listings = list_folders(folder, project.ignored, noting(folder, shown, findings), within=content)
        irregular = find_irregular(folder, listings, content, findings)
        found.sources.extend(file for file in source_files(listings) if file not in irregular)
        found.links.update(linked(folder, listings))
        found.irregular.extend(irregular)
        if name in project.article_folders:
            find_strays(listings, str(folder), shown, findings)
            find_unseen_comments(listings, str(folder), shown, project.site.readers.comments, findings)
    return found


def reader_maker(project: Project) -> ReaderMaker:
    """Return what makes the readers of the site's source files."""
    return ReaderMaker(project.content, project.page_folders, project.site, project.cache)


def read_site(
    project: Project,
    findings: Findings,
    state: State,
    code: str,
    read: Callable[[Sequence[str], datetime | None], Iterator[ReadFile]],
    until: datetime | None,
    prepare: Prepare,
) -> SiteSources:
    """Read what changed in ``project`` since ``state`` was kept, and keep it there.

    ``findings`` get what is wrong with the content as a whole.
    ``code`` is the digest of the code that reads.
    ``read`` and ``prepare`` are as in ``bring_up_to_date``.
    ``until`` is the moment after which articles are held back; ``None`` holds back none.
    Raises ``DamagedStateError``, ``OSError``.
    """
    files = list_content(project, findings)
    key = _reading_key(project, code, files.links)
    rows: dict[str, Row] = state.get_map("rows", key)
    sources = bring_up_to_date(rows, files.sources, until, read, state, prepare)
    state.put_map("rows", key, rows, sources.rows)
    return SiteSources(sources.rows, sources.findings)


def _reading_key(project: Project, code: str, links: Mapping[str, str]) -> str:
    """Return what changes with everything that reading a source file depends on, but for the file and what lies beside it.

    All ``links`` of the content are among it: where a file really lies is part of its address, and a link changes none of the files
    that it leads to.
    """
    site = project.site
    return short(
        (
            code,
            str(project.content.resolve()),
            project.page_folders,
            site.language,
            site.messages,
            site.time_zone,
            site.categories,
            site.department,
            site.readers.comments,
            sorted(links.items()),
        )
    )


def mark_used(state: State, rows: Mapping[str, Row], store: PhotoStore) -> None:
    """Once a day, look at every photo and download of the site, so that ``make clean-cache`` sees that it is used."""
    if state.get("used", "", 0.0) + _DAY > time.time():
        return
    for photo in {photo.digest for row in rows.values() for photo in row.entry.photos}:
        store.holds(photo)
    for file in {path for row in rows.values() for _, path in row.entry.files}:
        store.keep(Path(file))
    state.put("used", "", time.time())
