"""``python -m bench.six_photos``: six photos of 12 megapixels from a phone, put beside an article as the newsdesk does, two at a time."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from PIL.ExifTags import Base

from ban_tin.photos.sketch import draw_sketch
from newsdesk.editing.added_files import add_file
from newsdesk.site_folder import SiteFolder

PHOTOS, SIZE, AT_ONCE = 6, (4000, 3000), 2
ARTICLE = "tin/2026/11/khai-giang/index.md"


def draw_photos(folder: Path) -> list[Path]:
    """Return photos that are as hard to encode as real ones, lying on their side."""
    chance = random.Random(1)
    image = Image.frombytes("RGB", (400, 300), chance.randbytes(360_000)).resize(SIZE, Image.Resampling.BICUBIC)
    exif = Image.Exif()
    exif[Base.Orientation] = 6
    photos = []
    for number in range(PHOTOS):
        photos.append(folder / f"IMG_{number}.jpg")
        image.rotate(number).save(photos[-1], quality=90, exif=exif)
    return photos


def main() -> None:
    """Print when each photo lay beside the article, and when a small one could be shown."""
    with TemporaryDirectory() as made:
        folder = Path(made)
        content = folder / "content"
        article = content / ARTICLE
        article.parent.mkdir(parents=True)
        article.write_text("---\ntitle: Lễ khai giảng\n---\n", "utf-8")
        site = SiteFolder(content, folder / "output", folder / ".cache", folder / "pelicanconf.py")
        photos = draw_photos(folder)
        began = time.perf_counter()

        def take(number: int) -> str:
            photo = photos[number]
            added = add_file(site, ARTICLE, photo.name, photo, "Lễ khai giảng", number=number + 1)
            there = time.perf_counter() - began
            draw_sketch(article.with_name(added.name), "480.jpg")
            shown = time.perf_counter() - began
            return f"{added.name:<24} {added.width} × {added.height}  there {there:5.2f} s  shown {shown:5.2f} s"

        with ThreadPoolExecutor(AT_ONCE) as pool:
            for line in pool.map(take, range(PHOTOS)):
                print(line)


if __name__ == "__main__":
    main()
