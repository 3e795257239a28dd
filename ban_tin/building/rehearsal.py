"""What is wrong with the texts is said before the photos are encoded: on an archive of 500 photos, that takes a quarter of an hour."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from ban_tin.building.reading import reader_maker
from ban_tin.building.sources import ReadFile, listed_comments, read_files
from ban_tin.building.state import unpacked
from ban_tin.findings import Findings, report_and_exit
from ban_tin.photos.store import PhotoStore
from ban_tin.planning.gather import KnownSource
from ban_tin.planning.make import make_plan
from ban_tin.site.project import Project
from ban_tin.views import Deferred


def rehearse(
    project: Project,
    findings: Findings,
    store: PhotoStore,
    photos: Sequence[Path],
    files: Sequence[str],
    others: Callable[[], Sequence[KnownSource]],
) -> None:
    """Read the source ``files`` and plan the site, with sketches of the ``photos`` that ``store`` lacks, and stop where a build would.

    ``others`` returns the sources that need not be read. Leaves with exit code 1 when what is found, or ``findings`` have already, stops
    the build; else nothing of it is kept. Nothing is done where all ``photos`` are encoded.
    """
    if all(_has(store, photo) for photo in photos):
        return
    found = Findings(set(findings.found), findings.known)
    maker = reader_maker(project)._replace(sketches=True)
    sources = [*others()]
    for read in read_files(maker, files, project.now):
        found.found.update(read.findings)
        if read.row is not None:
            sources.append(_known(read))
    if not found.stop(strict=False):
        # Plugins of others are told of one plan in a build: the one that is made.
        make_plan(project, found, sorted(sources, key=_path), tell=lambda plan: None)
    if found.stop(project.strict):
        report_and_exit(found, project.language, project.strict)


def _has(store: PhotoStore, photo: Path) -> bool:
    try:
        return store.has(photo)
    except ValueError:
        return True  # It will not be encoded, and reading says why.


def _known(read: ReadFile) -> KnownSource:
    assert read.row is not None
    row = read.row
    content = Deferred(row.content, partial(unpacked, read.content), row.entry.path)
    short = Deferred(row.teaser, partial(unpacked, read.teaser), row.entry.path) if row.teaser else None
    return KnownSource(row.entry, content, short, listed_comments(row, partial(unpacked, read.comments)))


def _path(source: KnownSource) -> str:
    return source.entry.path
