"""Decoding, reducing and encoding photos with Pillow.

Only the pixels are kept: phone photos carry the place where they were taken (GPS), and none of that may
reach the public site.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageCms, ImageOps

from ban_tin.language.translations import N_
from ban_tin.photos.decoding import UnusablePhotoError, check_file, decoding, opened_image
from ban_tin.photos.exif import is_turned, make_upright, names_place
from ban_tin.photos.foreign import foreign_format
from ban_tin.photos.gamma import even_gamma
from ban_tin.photos.plan import (
    ENCODING_PLAN,
    SHARING_SIZE,
    Encoded,
    EncodingPlan,
    Rendition,
    rendition_sizes,
    worth_keeping,
)

#: Formats that are accepted, with the extensions that may name them, the usual one first.
ACCEPTED = {
    "JPEG": (".jpg", ".jpeg"),
    "MPO": (".jpg", ".jpeg"),
    "HEIF": (".heic", ".heif"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "AVIF": (".avif",),
    "GIF": (".gif",),
}
#: Name of the sharing picture among the encoded files.
SHARING_FILE = "chia-se.jpg"
#: An image of at most this many colours is a drawing, a stamp or a screenshot, and no photograph.
_FEW_COLOURS = 256
_SHARING_OPTIONS = {"format": "JPEG", "quality": 78, "progressive": True, "optimize": True}


class WrongKindError(UnusablePhotoError):
    """The content of the file is not what its extension says: ``actual`` is its format, ``name`` what it should be called."""

    def __init__(self, actual: str, name: str) -> None:
        super().__init__(f"{actual}: {name}", "photo-kind")
        self.actual, self.name = actual, name

    def __reduce__(self) -> tuple[type["WrongKindError"], tuple[str, ...]]:
        return WrongKindError, (self.actual, self.name)


def check_head(source: Path) -> None:
    """Raise ``UnusablePhotoError`` for what can't be a photo of ours; decodes the head of the file only."""
    check_file(source)
    with opened_image(source) as image:
        actual = str(image.format)
        # Of an animation, the renditions would be the first picture only. A phone's MPO says it is one, and is not.
        animated = actual in {"GIF", "WEBP", "PNG", "AVIF"} and getattr(image, "is_animated", False)
    check_name(source, actual)
    if animated:
        raise UnusablePhotoError(N_("it is animated: save it as a video (MP4)"))


def check_name(source: Path, actual: str) -> None:
    """Raise ``UnusablePhotoError`` for a format that is not accepted, or that the name of ``source`` is wrong about."""
    if actual not in ACCEPTED:
        foreign = foreign_format(actual, source.suffix)
        raise UnusablePhotoError(foreign.reason, foreign.kind)
    if source.suffix.lower().rstrip() not in ACCEPTED[actual]:
        raise WrongKindError(actual, f"{source.stem}{ACCEPTED[actual][0]}")


def encode_photo(source: Path, recipe: EncodingPlan = ENCODING_PLAN) -> tuple[Encoded, dict[str, bytes]]:
    """Return what is made of the image in ``source``, and the content of every file by its name.

    Raises ``UnusablePhotoError`` for what Pillow can't decode or the site can't show.
    """
    check_head(source)
    with decoding():
        return _encode(source, recipe)


def _encode(source: Path, recipe: EncodingPlan) -> tuple[Encoded, dict[str, bytes]]:
    with opened_image(source) as opened:
        located = names_place(opened)
        width, height = opened.size
        turned = is_turned(opened)
        if turned:
            width, height = height, width
        sizes = rendition_sizes(width, height, recipe.widths)
        if opened.format in {"JPEG", "MPO"}:
            # libjpeg reduces by 2, 4 or 8 while decoding, at a fraction of the cost; never below what is needed.
            opened.draft("RGB", sizes[0][::-1] if turned else sizes[0])
        kind, profile = str(opened.format), opened.info.get("icc_profile")
        image = opaque(make_upright(opened))
        few = kind in {"PNG", "GIF", "WEBP"} and image.getcolors(_FEW_COLOURS) is not None
    widest = _reduced(image, sizes[0])
    del image  # The decoded image is the largest thing in memory.
    if profile and widest.mode == "RGB":
        widest = _to_srgb(widest, profile)
    files: dict[str, bytes] = {}
    if recipe.sharing:
        files[SHARING_FILE] = _saved(_sharing_picture(widest), _SHARING_OPTIONS)
    encoders = recipe.graphics if few else recipe.photographs
    by_format: dict[str, list[Rendition]] = {name: [] for name, _ in encoders}
    current = widest
    for size in sizes:
        current = _reduced(current, size)
        for name, options in encoders:
            pixels = current.quantize(_FEW_COLOURS, dither=Image.Dither.NONE) if name == "png" else current
            content = _saved(pixels, options)
            rendition = Rendition(*size, name, len(content))
            by_format[name].append(rendition)
            files[rendition.file] = content
    kept = _kept(list(by_format.values()))
    for rendition in {each for made in by_format.values() for each in made} - set(kept):
        del files[rendition.file]
    mean = current.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(mean, tuple)
    colour = (int(mean[0]), int(mean[1]), int(mean[2]))
    return Encoded(kind, width, height, colour, located, tuple(kept)), files


def _kept(by_format: list[list[Rendition]]) -> list[Rendition]:
    """Return the renditions that save bytes: against the next wider one, and against the formats after their own."""
    kept: list[Rendition] = []
    least: int | None = None
    for made in reversed(by_format):
        if least is None or made[0].size < least:
            least = made[0].size
            kept = [*reversed(worth_keeping(made)), *kept]
    return kept


def _reduced(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """Return ``image`` in ``size``.

    What libjpeg has reduced already is within a factor of two: there, bicubic takes two thirds of the time of Lanczos and
    loses one point of 95 in SSIMULACRA2 (docs/decisions/0006-photos.md). The narrower renditions start from the one before.
    """
    if image.size == size:
        return image
    if size[0] > 960 and image.width < 2 * size[0]:
        return image.resize(size, Image.Resampling.BICUBIC)
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _saved(image: Image.Image, options: dict[str, object]) -> bytes:
    content = BytesIO()
    image.save(content, **options)  # type: ignore[arg-type]
    return content.getvalue()


def opaque(image: Image.Image) -> Image.Image:
    """Return ``image`` as RGB without alpha (laid on white) and without any metadata."""
    image = even_gamma(image)
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        rgba = image.convert("RGBA")
        laid = Image.new("RGB", rgba.size, "white")
        laid.paste(rgba, mask=rgba.getchannel("A"))
        image = laid
    elif image.mode == "CMYK" and image.info.get("icc_profile"):
        image = _to_srgb(image, image.info["icc_profile"])
    if image.mode.startswith("I"):
        # 16 bits a pixel: Pillow would cut the values off at 255, and nearly all of the photo would be white.
        image = image.point(lambda value: value * (1 / 257)).convert("L")
    if image.mode != "RGB":
        image = image.convert("RGB")
    if getattr(image, "n_frames", 1) > 1:
        image = (
            image.copy()
        )  # Of a file with several pictures, a writer would take the first and not the one that is shown.
    image.info = {}
    return image


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return ``image`` in sRGB; a profile of another kind of image (grey, CMYK) or a damaged one changes nothing."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        return image
    assert converted is not None
    converted.info = {}
    return converted


def _sharing_picture(image: Image.Image) -> Image.Image:
    """Return the 1200 × 630 picture: cropped round the middle, a little above it, where faces are."""
    return ImageOps.fit(image, SHARING_SIZE, Image.Resampling.LANCZOS, centering=(0.5, 0.4))
