"""Photos: renditions of every width and format, made once, kept by content, without any metadata.

Before anything is read, the photos that articles name are encoded over all cores. Reading an article then
finds them in the store, and says what is wrong with those that could not be encoded.
"""

from pathlib import Path
from typing import Any

from plugins.photos.decoding import UnusablePhotoError
from plugins.photos.encode import WrongKindError
from plugins.photos.markup import picture_element, picture_html
from plugins.photos.original import IMAGE_SUFFIXES
from plugins.photos.placeholder import placeholder_css
from plugins.photos.plan import Encoded, Photo, Rendition
from plugins.photos.store import NotHereError, PhotoStore

__all__ = [
    "IMAGE_SUFFIXES",
    "Encoded",
    "NotHereError",
    "Photo",
    "PhotoStore",
    "Rendition",
    "UnusablePhotoError",
    "WrongKindError",
    "photo_store",
    "picture_element",
    "picture_html",
    "placeholder_css",
    "register",
]


def photo_store(cache_folder: str, decodes: bool = True) -> PhotoStore:
    """Return the store below the setting ``CACHE_FOLDER``; ``decodes`` as it has it."""
    return PhotoStore(Path(cache_folder) / "photos", decodes=decodes)


def _prepare(generator: Any) -> None:
    # Not above: what only encodes photos (bench, a worker process) does without Pelican, which takes longer to import than a photo.
    from plugins.photos.prepare import prepare_photos

    settings = generator.settings
    content = Path(settings["PATH"])
    folders = [content / name for name in (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])]
    sources = sorted(path for folder in folders for path in folder.rglob("*.md"))
    prepare_photos(sources, photo_store(settings["CACHE_FOLDER"]), settings["SITE"].language)


def register() -> None:
    """Connect the encoding before the first article is read."""
    from pelican import signals  # As in ``_prepare``.

    signals.article_generator_init.connect(_prepare)
