"""Images that are offered for download as they are: the whole picture, without what a camera wrote into it."""

import os
import time
from contextlib import suppress
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import Any

import PIL
import pillow_heif
from PIL import Image

from ban_tin.language.translations import N_
from ban_tin.machine.stamps import content_digest
from ban_tin.photos.decoding import UnusablePhotoError, check_file, decoding, opened_image
from ban_tin.photos.exif import make_upright, says_more

#: Extensions of files that may be images with metadata, whether or not they can be shown.
IMAGE_SUFFIXES = {".jpg", ".jpeg", ".png", ".webp", ".avif", ".gif", ".heic", ".heif", ".tif", ".tiff"}
#: What an image may say of itself without saying anything of who took it, where or when.
_HARMLESS = {
    "adobe", "adobe_transform", "aspect", "background", "bit_depth", "chroma", "chromaticity", "compression", "dpi", "duration",
    "extension", "gamma", "icc_profile", "interlace", "jfif", "jfif_density", "jfif_unit", "jfif_version", "loop", "progression",
    "progressive", "primary", "srgb", "timestamp", "transparency", "version",
}  # fmt: skip
#: Of an animation: pictures, and pixels of all of them.
_MAX_FRAMES, _MAX_ANIMATED = 1000, 160_000_000
#: What makes a copy of a file: in the name of the folder of copies.
_MADE_BY = "-".join([content_digest(Path(__file__)), PIL.__version__, pillow_heif.__version__])
_DAY = 24 * 60 * 60
_OPTIONS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 95, "subsampling": "4:4:4"},
    "WEBP": {"quality": 95},
    "AVIF": {"quality": 90},
    "HEIF": {"quality": 90},
}


def public_original(source: Path, cache: Path) -> Path:
    """Return ``source`` itself when it holds nothing but a picture, else a copy of that kind without the rest, in ``cache``.

    Raises ``UnusablePhotoError`` for what can't be read: nobody knows what is in it.
    """
    check_file(source)
    with decoding():
        content = source.read_bytes()
    with opened_image(BytesIO(content)) as image:
        if not says_more(image) and set(image.info) <= _HARMLESS and image.format != "MPO":
            return source
    folder, name, suffix = cache / _MADE_BY, _digest(content), source.suffix.lower().rstrip()
    for copy in folder.glob(f"{name}-*{suffix}"):
        if is_intact(copy):
            if time.time() - copy.stat().st_mtime > _DAY:
                copy.touch()  # What is in use is not pruned (newsdesk/clean_cache.py).
            return copy
    with opened_image(BytesIO(content)) as image:
        cleaned = _cleaned(image)
    copy = folder / f"{name}-{_digest(cleaned)}{suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = folder / f".{os.getpid()}-{copy.name}"
    unfinished.write_bytes(cleaned)
    unfinished.replace(copy)
    return copy


def is_intact(copy: Path) -> bool:
    """Return whether a file that ``public_original`` made holds what it held then: its name ends with the digest of it."""
    try:
        return copy.stem.rpartition("-")[2] == _digest(copy.read_bytes())
    except OSError:
        return False


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()


def _cleaned(image: Image.Image) -> bytes:
    kind = "JPEG" if image.format == "MPO" else str(image.format)
    kept = {name: image.info[name] for name in ("icc_profile", "transparency", "dpi") if name in image.info}
    several = kind in {"GIF", "PNG", "WEBP", "AVIF"} and getattr(image, "is_animated", False)
    if several:
        _check_length(image)
    else:
        image = make_upright(image)
        image.info = {}
        image = image.copy()  # A plain image has none of what its file had.
    # Without these, some of Pillow's writers take what the image they opened had.
    nothing = {} if kind == "HEIF" else {"exif": b"", "comment": b"", "xmp": b""}
    content = BytesIO()
    image.save(content, kind, save_all=several, **nothing, **_OPTIONS.get(kind, {}), **kept)
    return content.getvalue()


def _check_length(image: Image.Image) -> None:
    """Raise ``UnusablePhotoError`` for an animation that would take minutes to write again."""
    most = min(_MAX_FRAMES, _MAX_ANIMATED // (image.width * image.height))
    # A GIF doesn't say how many pictures it has: all of them would be looked at to count them.
    counted = image.format != "GIF" and getattr(image, "n_frames", 1) <= most
    if not counted:
        with suppress(EOFError):
            image.seek(most)
            raise UnusablePhotoError(N_("it is too long an animation: save it as a video (MP4)"))
        image.seek(0)
