"""Small drawn pictures for the first article: a site begins without photos of anybody."""

from io import BytesIO
from math import sin

from PIL import Image, ImageDraw

#: As wide as the guide for editors asks photos to be.
_SIZE = (1600, 1000)
_SKY, _SUN, _PAPER, _INK = "#dcecf5", "#f2c14e", "#f5f2eb", "#1d5c8a"


def draw_pictures() -> dict[str, bytes]:
    """Return each picture, as JPEG, by its name without extension."""
    return {"hills": _jpeg(_hills()), "books": _jpeg(_books()), "leaves": _jpeg(_leaves())}


def _jpeg(image: Image.Image) -> bytes:
    target = BytesIO()
    image.save(target, "JPEG", quality=82)
    return target.getvalue()


def _hills() -> Image.Image:
    image = Image.new("RGB", _SIZE, _SKY)
    draw = ImageDraw.Draw(image)
    draw.ellipse((1080, 160, 1320, 400), fill=_SUN)
    for base, height, colour in ((560, 130, "#8fb8a8"), (690, 110, "#4d8a6b"), (830, 80, "#1f6b45")):
        ridge = [(x, base + height * sin(x / 210 + base)) for x in range(0, _SIZE[0] + 20, 20)]
        draw.polygon([*ridge, (_SIZE[0], _SIZE[1]), (0, _SIZE[1])], fill=colour)
    return image


def _books() -> Image.Image:
    image = Image.new("RGB", _SIZE, _PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 800, *_SIZE), fill="#c9a26b")
    left = 340
    for width, height, colour in (
        (110, 520, _INK), (80, 460, "#9e1b1e"), (140, 560, "#1f6b45"), (90, 430, "#b98f3a"), (120, 500, "#4a4a6a"),
        (80, 540, "#8a3a12"), (130, 470, "#6a3d7c"),
    ):  # fmt: skip
        draw.rectangle((left, 800 - height, left + width, 800), fill=colour)
        draw.rectangle((left + 20, 860 - height, left + width - 20, 876 - height), fill=_PAPER)
        left += width + 8
    return image


def _leaves() -> Image.Image:
    image = Image.new("RGB", _SIZE, "#eef4e8")
    draw = ImageDraw.Draw(image)
    draw.line((800, 960, 800, 140), fill="#6b4a2b", width=18)
    for number, y in enumerate(range(220, 860, 128)):
        for side in (-1, 1):
            tip = 800 + side * (420 - 34 * abs(number - 2))
            draw.polygon(
                [(800, y + 70), (800 + side * 150, y - 40), (tip, y - 60), (800 + side * 220, y + 60)],
                fill="#4d8a6b" if side < 0 else "#1f6b45",
            )
    return image
