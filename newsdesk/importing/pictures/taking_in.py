"""One picture, decoded and encoded anew: whatever else its file held stays behind."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms

from ban_tin.language.translations import N_
from ban_tin.photos.decoding import UnusablePhotoError, check_file, decoding, opened_image
from ban_tin.photos.exif import make_upright, names_place
from newsdesk.importing.limits import LIMITS

#: Drawings and stamps have so few colours, and stay PNG.
_FEW_COLOURS = 256
#: Pixels on the longer side of what is no photo but a line, a bullet or a spacer.
_TINY = 24
_JPEG = {"quality": 92, "optimize": True, "progressive": True, "subsampling": "4:4:4"}
#: Formats that are told when they become another.
_TOLD = {"HEIF": "HEIC", "TIFF": "TIFF", "BMP": "BMP", "ICO": "ICO", "GIF": "GIF", "WEBP": "WebP", "AVIF": "AVIF"}


class UnusablePictureError(ValueError):
    """A picture that no article gets. ``kind`` is a key of the report's kinds, ``about`` the reason, a message id."""

    def __init__(self, kind: str, about: str) -> None:
        super().__init__(kind, about)
        self.kind, self.about = kind, about


@dataclass(frozen=True, slots=True)
class TakenPicture:
    """A picture as it goes into the content."""

    #: The file.
    content: bytes
    #: ``.jpg`` or ``.png``.
    suffix: str
    #: Its size, in pixels.
    width: int
    #: Its size, in pixels.
    height: int
    #: The digest of the source's bytes: the same picture is one file.
    digest: str
    #: Size of the source, in pixels, where it was made smaller; ``""`` else.
    shrunk: str = ""
    #: What it was, where it became another kind of file: ``HEIC``, ``CMYK``; ``""`` else.
    converted: str = ""
    #: The source said where it was taken.
    located: bool = False


def take_in(source: bytes | Path) -> TakenPicture:
    """Return the picture in ``source`` as an article takes it. Raises ``UnusablePictureError``."""
    try:
        if isinstance(source, Path):
            check_file(source)
            with decoding():
                content = source.read_bytes()
        else:
            content = source
        return _taken(content)
    except UnusablePhotoError as error:
        kind = "picture-foreign" if error.kind in {"photo-foreign", "attachment-drawing"} else "picture-refused"
        raise UnusablePictureError(kind, str(error)) from None


def _taken(content: bytes) -> TakenPicture:
    if not content:
        raise UnusablePictureError("picture-refused", N_("the file is empty"))
    with opened_image(BytesIO(content)) as opened:
        refusal = refusal_of(opened)
        if refusal is None:
            return _made(opened, content)
    # Outside of the context, which takes every exception for one of the decoder's.
    raise UnusablePictureError(*refusal)


def refusal_of(opened: Image.Image) -> tuple[str, str] | None:
    """Return the kind and the reason why an article doesn't take a picture, None where it does."""
    width, height = opened.size
    if max(width, height) <= _TINY or min(width, height) <= 2:
        return "picture-small", f"{width} × {height}"
    if opened.format in {"GIF", "WEBP", "PNG", "AVIF"} and getattr(opened, "is_animated", False):
        return "picture-refused", N_("it is animated: save it as a video (MP4)")
    return None


def _made(opened: Image.Image, content: bytes) -> TakenPicture:
    kind, mode, profile = str(opened.format), opened.mode, opened.info.get("icc_profile")
    located = names_place(opened)
    original, most = opened.size, LIMITS.picture_side
    if kind in {"JPEG", "MPO"} and max(original) > 2 * most:
        opened.draft(opened.mode, (most, most))
    image = make_upright(opened)
    upright = (
        image.size if image.size[0] * image.size[1] == original[0] * original[1] else _turned(image.size, original)
    )
    image = _plain(image, profile)
    shrunk = ""
    if max(upright) > most:
        image.thumbnail((most, most), Image.Resampling.LANCZOS)
        shrunk = f"{upright[0]} × {upright[1]}"
    suffix, made = _saved(image, kind)
    converted = "CMYK" if mode == "CMYK" else _TOLD.get(kind, "")
    return TakenPicture(made, suffix, *image.size, sha256(content).hexdigest(), shrunk, converted, located)


def _turned(size: tuple[int, int], original: tuple[int, int]) -> tuple[int, int]:
    """Return the ``original`` size as it lies when it is shown like ``size``."""
    return original if (size[0] >= size[1]) == (original[0] >= original[1]) else original[::-1]


def _plain(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return ``image`` in grey, RGB or RGBA with the usual colours, and nothing beside its pixels."""
    if image.mode not in {"L", "RGB", "RGBA"}:
        transparent = "transparency" in image.info or image.mode in {"LA", "PA", "La", "RGBa"}
        if image.mode in {"I", "I;16", "I;16B", "F"}:
            image = image.convert("F").point(lambda value: value / 257).convert("L")
        elif image.mode == "CMYK":
            image = _to_srgb(image, profile) or image.convert("RGB")
            profile = None
        else:
            image = image.convert("RGBA" if transparent else "RGB")
    if profile and image.mode in {"RGB", "RGBA"}:
        image = _to_srgb(image, profile) or image
    plain = image.copy()
    plain.info = {}
    return plain


def _to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    """Return ``image`` with the colours that its ``profile`` means; None where that can't be used."""
    if not profile:
        return None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        mode = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=mode)
    except Exception:  # A damaged profile is no reason to refuse a photo.
        return None


def _saved(image: Image.Image, kind: str) -> tuple[str, bytes]:
    """Return the ending and the bytes: PNG for what is transparent or has few colours, JPEG for photos."""
    transparent = image.mode == "RGBA" and image.getchannel("A").getextrema() != (255, 255)
    few = kind in {"PNG", "GIF", "BMP", "ICO", "WEBP"} and image.getcolors(_FEW_COLOURS) is not None
    file = BytesIO()
    if transparent or few:
        image.save(file, "PNG", optimize=True)
        return ".png", file.getvalue()
    image = image if image.mode == "L" else image.convert("RGB")
    image.save(file, "JPEG", **_JPEG)
    return ".jpg", file.getvalue()
