"""Photos that came along with a document as files: the originals of those in it, or others that it has no place for."""

import re
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from PIL import Image

from ban_tin.photos.decoding import UnusablePhotoError, decoding, opened_image
from ban_tin.photos.exif import make_upright

#: Of 64 differences between neighbouring spots, as many may differ between two copies of one photo.
_ALIKE = 6
#: A photo has more of them than a form or a blank page, of which any two are alike.
_TELLING = 12


class Matched(NamedTuple):
    """Photos that came along, by what they are."""

    #: The pictures of the document, those that an original came along for replaced by it.
    pictures: dict[str, bytes | Path]
    #: The originals that took the place of a smaller copy.
    originals: list[Path]
    #: Those that are in the document nowhere, in the order of their names.
    others: list[Path]


def match_photos(pictures: Mapping[str, bytes | Path], photos: Sequence[Path]) -> Matched:
    """Return which of ``photos`` are the originals of ``pictures``, and which are others."""
    known = {key: look for key, source in pictures.items() if (look := _look(source))}
    matched, originals, others = dict(pictures), list[Path](), list[Path]()
    for photo in sorted(photos, key=_by_number):
        look = _look(photo)
        twins = [key for key, other in known.items() if look and _are_alike(look, other)]
        if len(twins) != 1 or look is None:
            others.append(photo)
            continue
        if look.pixels > known[twins[0]].pixels:
            matched[twins[0]] = photo
            originals.append(photo)
        del known[twins[0]]
    return Matched(matched, originals, others)


class _Look(NamedTuple):
    """What a photo looks like from afar."""

    #: Where it gets lighter from left to right, and from above, in 64 spots each.
    across: int
    down: int
    #: How many pixels it has.
    pixels: int


def _look(source: bytes | Path) -> _Look | None:
    """Return what a photo looks like, None for what is none, or too plain to be told from others."""
    try:
        with decoding():
            content = source if isinstance(source, bytes) else source.read_bytes()
        with opened_image(BytesIO(content)) as image:
            pixels = image.width * image.height
            image.draft("L", (64, 64))
            small = make_upright(image).convert("L")
            across = _differences(small.resize((9, 8), Image.Resampling.BOX), 1, 0)
            down = _differences(small.resize((8, 9), Image.Resampling.BOX), 0, 1)
    except UnusablePhotoError:
        return None
    telling = min(bits.bit_count() for bits in (across, down, ~across & _ALL, ~down & _ALL))
    return _Look(across, down, pixels) if telling >= _TELLING else None


_ALL = (1 << 64) - 1


def _differences(small: Image.Image, right: int, below: int) -> int:
    bits = 0
    for line in range(8):
        for place in range(8):
            first, second = small.getpixel((place, line)), small.getpixel((place + right, line + below))
            assert isinstance(first, int | float) and isinstance(second, int | float)
            bits = bits << 1 | (second > first)
    return bits


def _are_alike(first: _Look, second: _Look) -> bool:
    return (first.across ^ second.across).bit_count() <= _ALIKE and (first.down ^ second.down).bit_count() <= _ALIKE


def _by_number(path: Path) -> list[tuple[int, str]]:
    """Return the parts of a name so that ``ảnh 2`` comes before ``ảnh 10``."""
    return [(int(part) if part.isdecimal() else -1, part.casefold()) for part in re.split(r"(\d+)", path.name)]
