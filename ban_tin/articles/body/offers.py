"""The files that an article offers for download: which file is served for each, and what none is served for."""

from collections.abc import Callable
from pathlib import Path

from ban_tin.articles.attachments import refused_kind
from ban_tin.findings.report import fields_of
from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.original import IMAGE_SUFFIXES
from ban_tin.photos.store import PhotoStore


def offered_file(path: Path, name: str, store: PhotoStore, report: Callable[..., None]) -> Path | None:
    """Return the file to serve for ``path``, which the article calls ``name``: of an image, one without metadata.

    What a browser could run, what is no kind of file that we offer, and what can't be read is None, with a finding that is
    handed to ``report``: its kind, and its values.
    """
    try:
        refused = refused_kind(path, name)
    except OSError:
        refused = "attachment-closed"
    if refused:
        report(refused, file=name)
        return None
    if path.suffix.lower().rstrip() not in IMAGE_SUFFIXES:
        return path
    try:
        return store.original(path)
    except UnusablePhotoError as error:
        report_photo(error, name, report)
    return None


def report_photo(error: UnusablePhotoError, name: str, report: Callable[..., None]) -> None:
    """Hand the finding to ``report`` that ``error`` is about the image ``name``."""
    values = {"image": name, "file": name, "reason": str(error)}
    report(error.kind, **{each: values[each] for each in fields_of(error.kind)})
