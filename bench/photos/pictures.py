"""Twelve-megapixel pictures that are as hard to encode as photos: smooth areas, edges, texture and sensor noise."""

from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageFilter

SIZE = (4000, 3000)


def draw(folder: Path, count: int) -> list[Path]:
    """Draw the pictures that are missing in ``folder`` and return all ``count`` of them; the same on every machine."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{number:03}.jpg" for number in range(count)]
    for number, path in enumerate(paths):
        if not path.exists():
            _picture(Random(number)).save(path, quality=90)
    return paths


def _picture(random: Random) -> Image.Image:
    picture = _cells(random, (9, 7), 20, 235)
    for cells, weight in (((160, 120), 0.3), ((1200, 900), 0.15)):
        picture = Image.blend(picture, _cells(random, cells, 0, 255), weight)
    noise = Image.frombytes("L", (1000, 750), random.randbytes(750_000)).resize(SIZE, Image.Resampling.NEAREST)
    # Noise round zero: half of it is added, half taken away.
    darker = noise.point([max(0, 128 - value) // 14 for value in range(256)])
    lighter = noise.point([max(0, value - 128) // 14 for value in range(256)])
    for change, apply in ((darker, ImageChops.subtract), (lighter, ImageChops.add)):
        picture = apply(picture, Image.merge("RGB", [ImageChops.offset(change, random.randrange(9)) for _ in "RGB"]))
    return picture.filter(ImageFilter.GaussianBlur(0.7))


def _cells(random: Random, cells: tuple[int, int], low: int, high: int) -> Image.Image:
    width, height = cells
    values = bytes(random.randrange(low, high) for _ in range(width * height * 3))
    return Image.frombytes("RGB", cells, values).resize(SIZE, Image.Resampling.BICUBIC)
