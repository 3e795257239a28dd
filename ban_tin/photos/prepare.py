"""Encoding the photos of the articles that are about to be read, over all cores, with a bar on the terminal."""

from collections.abc import Iterable
from pathlib import Path

from ban_tin.language.translations import translation
from ban_tin.machine.processes import shared_out, workers_for
from ban_tin.photos.progress import shown_progress
from ban_tin.photos.store import PhotoStore
from ban_tin.photos.wanted import photos_named


def prepare_photos(sources: Iterable[Path], store: PhotoStore, language: str) -> None:
    """Encode what ``store`` lacks of the photos that the source files ``sources`` name."""
    sources = list(sources)
    # Before there is a bar, whose thread no process could be forked beside.
    photos = list(shared_out(photos_named, sources, workers_for(len(sources))))
    with shown_progress(translation(language).gettext("Encoding photos:")) as progress:
        store.prepare(photos, progress)
