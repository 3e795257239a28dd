"""Photos: renditions of every width and format, made once, kept by content, without any metadata.

Before anything is read, the photos that articles name are encoded over all cores. Reading an article then
finds them in the store, and says what is wrong with those that could not be encoded.
"""

from pathlib import Path

from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.encode import WrongKindError
from ban_tin.photos.markup import picture_element, picture_html
from ban_tin.photos.original import IMAGE_SUFFIXES
from ban_tin.photos.placeholder import placeholder_css
from ban_tin.photos.plan import Encoded, Photo, Rendition
from ban_tin.photos.store import NotHereError, PhotoStore

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
]


def photo_store(cache: Path, decodes: bool = True, sketches: bool = False) -> PhotoStore:
    """Return the store below the folder ``cache`` of a project; ``decodes`` and ``sketches`` as it has them."""
    return PhotoStore(cache / "photos", decodes=decodes, sketches=sketches)
