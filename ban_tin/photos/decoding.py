"""Opening image files from outside: regular files within limits, formats that are known, and one exception for all that goes wrong."""

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from os import stat_result
from pathlib import Path
from typing import IO
from warnings import catch_warnings, simplefilter

from PIL import Image, UnidentifiedImageError
from pillow_heif import register_heif_opener

from ban_tin.language.translations import N_
from ban_tin.photos.foreign import recognise

#: Largest source image in pixels: above it a file is a decompression bomb and no photo.
MAX_PIXELS = 80_000_000
#: Largest file, in bytes. It is read as a whole; what cameras save has a tenth of it.
MAX_BYTES = 100_000_000
#: Bytes by which a file is told that is no image.
_HEAD = 4096
#: The formats that are looked into (JPEG is MPO too); the last three to say what they are. Of others, Pillow hands some to programs.
_FORMATS = ("JPEG", "HEIF", "PNG", "WEBP", "AVIF", "GIF", "TIFF", "BMP", "ICO")

Image.MAX_IMAGE_PIXELS = MAX_PIXELS
register_heif_opener()


class UnusablePhotoError(ValueError):
    """The file is no photo that can be shown; the message says why, and ``kind`` is the finding that says what to do."""

    def __init__(self, reason: str, kind: str = "photo-unreadable") -> None:
        super().__init__(reason)
        self.kind = kind

    def __reduce__(self) -> tuple[type["UnusablePhotoError"], tuple[str, ...]]:
        return UnusablePhotoError, (str(self), self.kind)


def check_file(source: Path) -> stat_result:
    """Return the status of the file ``source``. Raises ``UnusablePhotoError`` for what is no file, or too large to be read."""
    with decoding():
        status = source.stat()
    if not stat.S_ISREG(status.st_mode):
        raise UnusablePhotoError(N_("it is not a file"))
    if status.st_size == 0:
        raise UnusablePhotoError(N_("the file is empty"), "photo-empty")
    if status.st_size > MAX_BYTES:
        raise UnusablePhotoError(N_("it has more than 100 MB"), "photo-huge")
    return status


@contextmanager
def decoding() -> Iterator[None]:
    """Raise ``UnusablePhotoError``, with a reason for the editor, for whatever is raised in the context.

    Files from outside make Pillow and the libraries under it raise nearly everything there is: RuntimeError for a damaged AVIF,
    AttributeError for odd EXIF, struct.error, OverflowError, MemoryError. No list would be complete. Nothing else than reading and
    decoding belongs into such a context. What they warn of, in words for developers, is not shown. Raises ``PermissionError`` too: no
    other file would help there.
    """
    try:
        with catch_warnings():
            simplefilter("ignore")
            yield
    except (UnusablePhotoError, PermissionError):
        raise
    except Exception as error:
        raise UnusablePhotoError(*_reason(error)) from None


@contextmanager
def opened_image(source: Path | IO[bytes]) -> Iterator[Image.Image]:
    """Give the image in ``source``, of which only the head has been read; the context is one of ``decoding``."""
    with decoding(), _open(source) as image:
        if image.width * image.height > MAX_PIXELS:  # Pillow warns at the limit, and refuses only at twice as much.
            raise Image.DecompressionBombError
        yield image


def _open(source: Path | IO[bytes]) -> Image.Image:
    """Open an image. Raises ``UnusablePhotoError`` for a file of which can be told what it is instead, and what Pillow raises."""
    try:
        return Image.open(source, formats=_FORMATS)
    except UnidentifiedImageError:
        if foreign := recognise(_head(source)):
            raise UnusablePhotoError(foreign.reason, foreign.kind) from None
        raise


def _head(source: Path | IO[bytes]) -> bytes:
    if isinstance(source, Path):
        with source.open("rb") as file:
            return file.read(_HEAD)
    source.seek(0)
    return source.read(_HEAD)


def _reason(error: Exception) -> tuple[str, str]:
    """Return what an editor is told of an error of Pillow's, whose own words are for developers, and the kind of finding."""
    if isinstance(error, Image.DecompressionBombError):
        return N_("it has more than 80 megapixels"), "photo-huge"
    reason = N_("it is damaged; copy it again from the camera")
    if isinstance(error, UnidentifiedImageError):
        reason = N_("it is not an image")
    elif isinstance(error, FileNotFoundError):
        reason = N_("it cannot be read")
    elif "truncated" in str(error):
        reason = N_("a part of the file is missing; copy it again from the camera")
    return reason, "photo-unreadable"
