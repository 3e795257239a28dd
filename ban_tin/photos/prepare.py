"""Encoding the photos of the articles that are about to be read, over all cores, with a bar on the terminal."""

from collections.abc import Sequence
from pathlib import Path

from ban_tin.language.translations import translation
from ban_tin.machine.processes import shared_out, workers_for
from ban_tin.photos.progress import shown_progress
from ban_tin.photos.store import PhotoStore
from ban_tin.photos.wanted import photos_named


def find_photos(sources: Sequence[Path]) -> list[Path]:
    """Return the images that the source files ``sources`` name, each once."""
    # Before there is a bar, whose thread no process could be forked beside.
    return list(dict.fromkeys(shared_out(photos_named, sources, workers_for(len(sources)))))


def prepare_photos(photos: Sequence[Path], store: PhotoStore, language: str) -> None:
    """Encode what ``store`` lacks of ``photos``. What was encoded before it is stopped stays."""
    with shown_progress(translation(language).gettext) as progress:
        store.prepare(photos, progress)
