"""Pictures as they lie in the file; what was cropped away in Word is cut off, as nobody was meant to see it."""

import posixpath
import re
import warnings
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import urlsplit

from PIL import Image

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.reading import Reading

#: Bytes of one picture.
_BYTES = 100_000_000
#: Parts of a side that are cropped by accident, or to the next pixel.
_NOTHING = 0.004
_QUARTER_TURNS = {90: Image.Transpose.ROTATE_270, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_90}
_ORIENTATION = 0x0112
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")
#: How kinds begin that are named by the wrong extension, or by none.
_BEGINNINGS = (
    (b"\xff\xd8\xff", ".jpg"), (b"\x89PNG", ".png"), (b"GIF8", ".gif"), (b"BM", ".bmp"), (b"II*\x00", ".tif"), (b"MM\x00*", ".tif"),
    (b"\xd7\xcd\xc6\x9a", ".wmf"), (b"\x01\x00\x00\x00", ".emf"), (b"\x1f\x8b", ".emz"), (b"RIFF", ".webp"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Frame:
    """How much of a picture is seen: the parts of its sides that are cropped, 0 to 1; how far it is turned, in degrees to the right."""

    left: float = 0.0
    top: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    rotation: int = 0

    @property
    def crops(self) -> bool:
        """Whether anything is cropped away. Margins that are added have negative numbers."""
        return max(self.left, self.top, self.right, self.bottom) > _NOTHING


def take_picture(reading: Reading, relation_key: str, frame: Frame) -> str:
    """Return the key of a picture among those of ``reading``, or its address; ``""`` where there is none, which the report says."""
    relation = reading.package.relations(reading.part).get(relation_key)
    if relation is None:
        reading.name_thing("missing-picture", relation_key)
        return ""
    if relation.external:
        if urlsplit(relation.target).scheme.lower() in {"http", "https"}:
            reading.doubt("external-link", relation.target)
            return relation.target.strip()
        reading.name_thing("external-picture", relation.target)
        return ""
    name = posixpath.basename(relation.target)
    if not reading.package.has(relation.target):
        reading.name_thing("missing-picture", name)
        return ""
    shown = relation.target, frame
    if shown not in reading.shown:
        reading.shown[shown] = show_picture(reading, name, reading.package.read(relation.target, _BYTES), frame)
    return reading.shown[shown]


def show_picture(gathered: Gathering, name: str, content: bytes, frame: Frame) -> str:
    """Return the key of a picture among those of ``gathered``, cut and turned as ``frame`` says; ``""`` where it can't be shown so."""
    turned = frame.rotation % 360
    if frame.crops or turned in _QUARTER_TURNS:
        cut = cut_picture(content, frame)
        if cut is None:
            if frame.crops and _known(content) not in {".emf", ".wmf", ".emz"}:
                # Better no picture than one that shows what was taken away.
                gathered.name_thing("picture-refused", name)
                return ""
        else:
            content = cut
            if frame.crops:
                gathered.doubt("cropped", name)
    return _keep(gathered.pictures, name, content)


def cut_picture(content: bytes, frame: Frame) -> bytes | None:
    """Return what ``frame`` shows of a picture; None where it can't be read."""
    try:
        with warnings.catch_warnings():
            # Pillow warns of a bomb, and goes on.
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            opened = Image.open(BytesIO(content))
        with opened as image:
            if image.width * image.height > LIMITS.pixels:
                return None
            kind = image.format or "PNG"
            width, height = image.size
            left, top = round(max(frame.left, 0) * width), round(max(frame.top, 0) * height)
            right, bottom = width - round(max(frame.right, 0) * width), height - round(max(frame.bottom, 0) * height)
            if right - left < 1 or bottom - top < 1:
                return None
            exif = image.getexif()
            kept = Image.Exif()
            if _ORIENTATION in exif:
                kept[_ORIENTATION] = exif[_ORIENTATION]
            cut: Image.Image = image.crop((left, top, right, bottom))
            # A camera's own note of how it was held is what Word turned it by.
            if exif.get(_ORIENTATION, 1) == 1 and frame.rotation % 360 in _QUARTER_TURNS:
                cut = cut.transpose(_QUARTER_TURNS[frame.rotation % 360])
            target, options = BytesIO(), {"icc_profile": image.info.get("icc_profile"), "exif": kept.tobytes()}
            if kind in {"JPEG", "MPO"}:
                cut.save(target, "JPEG", quality=95, subsampling=0, **options)
            else:
                cut.save(target, "PNG", **options)
            return target.getvalue()
    except (
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
        MemoryError,
    ):
        return None


def _keep(pictures: dict[str, bytes], name: str, content: bytes) -> str:
    """Put a picture among ``pictures``, once, and return its key: a plain name with the extension that it should have."""
    for key, known in pictures.items():
        if known == content:
            return key
    stem, extension = posixpath.splitext(_PLAIN.sub("-", name) or "picture")
    extension = _known(content) or extension
    key, number = f"{stem}{extension}", 1
    while key in pictures:
        number += 1
        key = f"{stem}-{number}{extension}"
    pictures[key] = content
    return key


def _known(content: bytes) -> str:
    if content[4:8] == b"ftyp":
        return ".avif" if content[8:12] == b"avif" else ".heic"
    return next((extension for first, extension in _BEGINNINGS if content.startswith(first)), "")
