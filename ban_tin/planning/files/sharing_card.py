"""The sharing picture of a page without a photo: its title set on paper, 1200 × 630 px."""

from functools import cache as remember
from hashlib import blake2b
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import PIL
from PIL import Image, ImageDraw, ImageFont, features

from ban_tin.machine.cache import cached_bytes
from ban_tin.machine.stamps import Stamp, content_digest, stamp_of
from ban_tin.photos.plan import SHARING_SIZE

_PAPER, _INK = "#fbfaf7", "#1b1b1b"
_MARGIN = 90
_SIZES = (76, 68, 60, 54, 48, 42)
_LINES = 6
#: What makes a card beside its words and fonts.
_MADE_BY = (
    content_digest(Path(__file__)),
    SHARING_SIZE,
    PIL.__version__,
    features.version("freetype2"),
    features.version("raqm"),
)


class Colours(NamedTuple):
    """Of the bar at the top of a card and the mark at its foot, and of the line under the bar."""

    brand: str = "#9e1b1e"
    accent: str = "#c59a3d"


def draw_card(title: str, kicker: str, colours: Colours, regular: Path, bold: Path, cache: Path) -> bytes:
    """Return a JPEG with ``title`` as large as it fits in six lines, and ``kicker`` under it."""
    fonts = [_digest_of(font, stamp_of(font.stat())) for font in (regular, bold)]
    key = blake2b(repr((title, kicker, colours, fonts, _MADE_BY)).encode(), digest_size=10).hexdigest()
    return cached_bytes(cache / f"{key}.jpg", lambda: _draw(title, kicker, colours, regular, bold))


@remember
def _digest_of(font: Path, stamp: Stamp) -> str:
    return content_digest(font)


def _draw(title: str, kicker: str, colours: Colours, regular: Path, bold: Path) -> bytes:
    width, height = SHARING_SIZE
    image = Image.new("RGB", SHARING_SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, 18), fill=colours.brand)
    draw.rectangle((0, 18, width, 24), fill=colours.accent)
    for size in _SIZES:
        font = ImageFont.truetype(str(bold), size)
        lines = _wrap(title, font, width - 2 * _MARGIN)
        if len(lines) * size * 1.32 <= height - 230 and len(lines) <= _LINES:
            break
    top = _MARGIN
    for line in lines[:_LINES]:
        draw.text((_MARGIN, top), line, font=font, fill=_INK)
        top += round(size * 1.32)
    draw.rectangle((_MARGIN, height - 118, _MARGIN + 72, height - 112), fill=colours.brand)
    draw.text((_MARGIN, height - 96), kicker, font=ImageFont.truetype(str(regular), 32), fill="#4a4a4a")
    content = BytesIO()
    image.save(content, "JPEG", quality=84, optimize=True)
    return content.getvalue()


def _wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
