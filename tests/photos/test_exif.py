"""What a camera wrote, in every type there is: a good picture is shown whatever stands there, as it is stored where nothing can be told."""

import struct
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image

from ban_tin.photos.encode import encode_photo
from ban_tin.photos.original import public_original
from ban_tin.photos.plan import EncodingPlan
from ban_tin.photos.sketch import draw_sketch, sketch_photo

#: One rendition, quick to make.
PLAN = EncodingPlan((480,), (("jpg", {"format": "JPEG", "quality": 80}),), (("png", {"format": "PNG"}),), sharing=False)


def picture() -> Image.Image:
    """Return a picture of 80 × 60 pixels, red on the left and blue on the right."""
    image = Image.new("RGB", (80, 60), "red")
    image.paste("blue", (40, 0, 80, 60))
    return image


def jpeg(path: Path, exif: bytes) -> Path:
    picture().save(path, "JPEG", exif=exif)
    return path


def entry(kind: int, count: int, value: bytes, tag: int = 0x0112) -> bytes:
    """Return EXIF data of one entry: an orientation, of whatever type."""
    return b"Exif\0\0II*\0\x08\0\0\0\x01\0" + struct.pack("<HHI", tag, kind, count) + value.ljust(4, b"\0") + bytes(8)


def shown(path: Path) -> Image.Image:
    encoded, files = encode_photo(path, PLAN)
    image = Image.open(BytesIO(files[encoded.renditions[-1].file])).convert("RGB")
    assert image.size == (encoded.width, encoded.height)
    assert (sketch_photo(path).width, sketch_photo(path).height) == image.size
    return image


def is_red(image: Image.Image, x: int, y: int) -> bool:
    pixel = image.getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0] > 150 > pixel[2]


@pytest.mark.parametrize("kind", range(14))
@pytest.mark.parametrize(("count", "value"), [(1, b"\x06"), (2, b"\x06\0\x06\0"), (0, b""), (4, b"\x06\x06\x06\x06")])
def test_an_orientation_of_any_type_shows_the_photo(tmp_path: Path, kind: int, count: int, value: bytes) -> None:
    path = jpeg(tmp_path / "a.jpg", entry(kind, count, value))
    image = shown(path)
    turned = image.size == (60, 80)
    if count == 1 and kind in {1, 2, 3, 5, 7, 10, 11, 12}:
        assert turned is (kind == 3)
    assert is_red(image, 5, 5)
    assert is_red(image, 5, image.height - 5) is not turned
    draw_sketch(path, "480.jpg")
    assert public_original(path, tmp_path / "cache").read_bytes()


@pytest.mark.parametrize("number", [0, 9, 10, 255, 65535])
def test_an_orientation_that_there_is_not_is_none(tmp_path: Path, number: int) -> None:
    image = shown(jpeg(tmp_path / "a.jpg", entry(3, 1, struct.pack("<H", number))))
    assert image.size == (80, 60) and is_red(image, 5, 55)


@pytest.mark.parametrize(
    "exif",
    [
        b"Exif\0\0", b"Exif\0\0II*\0", b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + bytes(20), b"Exif\0\0zz" + bytes(20),
        entry(3, 1, b"\x07\0", 0x8825), entry(4, 1, b"\xff\xff\xff\xff", 0x8825), entry(2, 4, b"abc", 0x8825), entry(4, 1, b"\x08\0\0\0", 0x8769),
        entry(5, 0xFFFFFFFF, b"\xff\xff\xff\xff", 0x011A),
    ],
)  # fmt: skip
def test_damaged_data_refuses_no_photo(tmp_path: Path, exif: bytes) -> None:
    path = jpeg(tmp_path / "a.jpg", exif)
    assert shown(path).size == (80, 60)
    assert public_original(path, tmp_path / "cache").read_bytes()


def test_of_a_heic_with_two_pictures_the_one_that_its_owner_sees_is_shown(tmp_path: Path) -> None:
    both = pillow_heif.HeifFile()
    for colour in ("lime", "red"):
        both.add_from_pillow(Image.new("RGB", (80, 60), colour))
    both.save(tmp_path / "a.heic", primary_index=1)
    encoded, files = encode_photo(tmp_path / "a.heic")
    for rendition in encoded.renditions:
        assert is_red(Image.open(BytesIO(files[rendition.file])).convert("RGB"), 5, 5), rendition
    offered = Image.open(public_original(tmp_path / "a.heic", tmp_path / "cache")).convert("RGB")
    assert is_red(offered, 5, 5)


GAMMA = struct.pack(">I", 100_000)


def with_chunk(image: Image.Image, path: Path, *chunks: tuple[bytes, bytes]) -> Path:
    from PIL.PngImagePlugin import putchunk

    content, added = BytesIO(), BytesIO()
    image.save(content, "PNG")
    for name, data in chunks:
        putchunk(added, name, data)
    whole = content.getvalue()
    path.write_bytes(whole[:33] + added.getvalue() + whole[33:])
    return path


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "RGBA", "I;16", "1"])
def test_a_png_with_linear_values_is_as_light_as_browsers_show_it(tmp_path: Path, mode: str) -> None:
    grey = Image.new("RGB", (40, 40), (54, 54, 54))
    image = Image.new("I;16", (40, 40), 54 * 257) if mode == "I;16" else grey.convert(mode)
    if mode == "1":
        image = Image.new("1", (40, 40), 1)
    encoded, files = encode_photo(with_chunk(image, tmp_path / "a.png", (b"gAMA", GAMMA)), PLAN)
    pixel = Image.open(BytesIO(files[encoded.renditions[-1].file])).convert("RGB").getpixel((20, 20))
    assert isinstance(pixel, tuple)
    assert all(abs(value - (255 if mode == "1" else 126)) < 4 for value in pixel)


@pytest.mark.parametrize(
    "chunks",
    [
        [(b"gAMA", struct.pack(">I", 45_455))],
        [(b"gAMA", GAMMA), (b"sRGB", b"\0")],
        [(b"gAMA", bytes(4))],
        [(b"gAMA", b"\xff\xff\xff\xff")],
    ],
)
def test_the_usual_number_and_none_that_makes_sense_change_nothing(
    tmp_path: Path, chunks: list[tuple[bytes, bytes]]
) -> None:
    path = with_chunk(Image.new("RGB", (40, 40), (54, 54, 54)), tmp_path / "a.png", *chunks)
    encoded, files = encode_photo(path, PLAN)
    assert Image.open(BytesIO(files[encoded.renditions[-1].file])).convert("RGB").getpixel((20, 20)) == (54, 54, 54)
