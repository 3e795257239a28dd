"""Decoding, reducing and encoding photos with Pillow.

Only the pixels are kept: phone photos carry the place where they were taken (GPS), and none of that may
reach the public site.
"""

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, ImageOps

from plugins.photos.plan import SHARING_SIZE, Photo, Rendition
from plugins.translations import N_

#: Largest source image in pixels: above it a file is a decompression bomb and no photo.
MAX_PIXELS = 80_000_000
#: Encoder settings of each format: quality chosen at the knee of size against SSIM on photographs.
SAVE_OPTIONS: dict[str, dict[str, Any]] = {
    "webp": {"format": "WEBP", "quality": 76, "method": 4},
    "jpg": {"format": "JPEG", "quality": 78, "progressive": True, "optimize": True},
}
#: Formats that are accepted, with the extensions that may name them.
ACCEPTED = {"JPEG": {".jpg", ".jpeg"}, "PNG": {".png"}, "WEBP": {".webp"}, "GIF": {".gif"}, "MPO": {".jpg", ".jpeg"}}

Image.MAX_IMAGE_PIXELS = MAX_PIXELS


class UnusablePhotoError(ValueError):
    """The file is no photo that can be shown; the message says why."""


def measure(source: Path) -> tuple[str, int, int]:
    """Return the format that the content of ``source`` has, and its width and height in px as shown.

    Raises ``UnusablePhotoError``; decodes the header only.
    """
    try:
        with Image.open(source) as image:
            width, height = image.size
            # Pillow only warns here, and refuses at twice the limit; of a PNG, even `getexif` decodes all pixels.
            if width * height > MAX_PIXELS:
                raise Image.DecompressionBombError
            # Of an animation, the renditions would be the first picture only. A phone's MPO says it is one, and is not.
            if image.format in {"GIF", "WEBP", "PNG"} and getattr(image, "is_animated", False):
                raise UnusablePhotoError(N_("it is animated: save it as a video (MP4)"))
            if image.getexif().get(0x0112, 1) >= 5:
                width, height = height, width
            actual = str(image.format)
    except UnusablePhotoError:
        raise
    except Image.DecompressionBombError:
        raise UnusablePhotoError(N_("it has more than 80 megapixels")) from None
    except (OSError, SyntaxError, ValueError) as error:
        raise UnusablePhotoError(str(error).split(" '")[0] or N_("it is empty")) from None
    return actual, width, height


def renditions_of(photo: Photo) -> list[Rendition]:
    """Return every file that the site serves of one photo."""
    return [*photo.renditions, photo.sharing]


def encode_photo(photo: Photo, folder: Path) -> list[Path]:
    """Write the renditions of ``photo`` into ``folder`` and return their paths, in the order of ``renditions_of``.

    A file appears under its name only when it is whole: an interrupted run leaves nothing half-written.
    """
    wanted = [(rendition, folder / rendition_name(rendition)) for rendition in renditions_of(photo)]
    missing = [(rendition, path) for rendition, path in wanted if not path.exists()]
    if missing:
        folder.mkdir(parents=True, exist_ok=True)
        for rendition, image in _reduced(photo, [rendition for rendition, _ in missing]):
            path = folder / rendition_name(rendition)
            unfinished = path.with_name(f".{os.getpid()}-{path.name}")
            try:
                image.save(unfinished, **SAVE_OPTIONS[rendition.format])
                unfinished.replace(path)
            finally:
                unfinished.unlink(missing_ok=True)
    return [path for _, path in wanted]


def rendition_name(rendition: Rendition) -> str:
    """Return the file name of a rendition."""
    return rendition.url.rsplit("/", 1)[-1]


def _reduced(photo: Photo, renditions: list[Rendition]) -> Iterator[tuple[Rendition, Image.Image]]:
    """Yield each rendition's pixels, the widest first: each reduction starts from the one before."""
    try:
        with Image.open(photo.source) as opened:
            widest = max(rendition.width for rendition in renditions)
            # Half-decoded JPEGs: libjpeg reduces by 2, 4 or 8 while decoding, at a fraction of the cost.
            if opened.format == "JPEG" and opened.size[0] * opened.size[1] > 4 * widest * widest:
                opened.draft("RGB", (widest * 2, widest * 2))
            image = _standard(ImageOps.exif_transpose(opened))
    except (OSError, SyntaxError, ValueError) as error:
        raise UnusablePhotoError(str(error)) from None
    sharing = photo.sharing
    current = image
    for rendition in sorted(renditions, key=lambda each: -each.width):
        if rendition == sharing:
            yield rendition, _sharing_picture(image)
            continue
        if current.size[0] != rendition.width:
            current = current.resize((rendition.width, rendition.height), Image.Resampling.LANCZOS, reducing_gap=3.0)
        yield rendition, current


def _standard(image: Image.Image) -> Image.Image:
    """Return ``image`` as plain sRGB without alpha (laid on white) and without any metadata."""
    profile = image.info.get("icc_profile")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        rgba = image.convert("RGBA")
        laid = Image.new("RGB", rgba.size, "white")
        laid.paste(rgba, mask=rgba.getchannel("A"))
        image = laid
    elif profile and image.mode in {"RGB", "CMYK"}:
        image = _to_srgb(image, profile)
    if image.mode.startswith("I"):
        # 16 bits a pixel: Pillow would cut the values off at 255, and nearly all of the photo would be white.
        image = image.point(lambda value: value * (1 / 257)).convert("L")
    plain = image.convert("RGB")
    plain.info = {}
    return plain


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):  # A damaged profile is no reason to lose the photo.
        return image
    return converted or image


def _sharing_picture(image: Image.Image) -> Image.Image:
    """Return the 1200 × 630 picture: cropped round the middle, a little above it, where faces are."""
    return ImageOps.fit(image, SHARING_SIZE, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
