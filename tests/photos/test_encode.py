"""From the files that cameras and offices make to renditions without a trace of where they come from."""

from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any
from zlib import crc32

import pillow_heif
import pytest
from PIL import Image, ImageChops, ImageCms, ImageFilter, ImageStat
from PIL.ExifTags import GPS, IFD, Base

from ban_tin.photos import encode
from ban_tin.photos.decoding import MAX_PIXELS, UnusablePhotoError
from ban_tin.photos.encode import SHARING_FILE, WrongKindError, encode_photo
from ban_tin.photos.plan import SHARING_SIZE, Encoded, Rendition
from tests.builders import picture

RED = (200, 30, 30)


def close(pixel: Any, colour: tuple[int, int, int], tolerance: int = 12) -> bool:
    return all(abs(one - other) <= tolerance for one, other in zip(pixel, colour, strict=True))


def opened(source: Path) -> tuple[Encoded, list[Image.Image]]:
    """Return what is made of a file, and its renditions opened."""
    encoded, files = encode_photo(source)
    assert {rendition.file: rendition.size for rendition in encoded.renditions} | {
        SHARING_FILE: len(files[SHARING_FILE])
    } == {name: len(content) for name, content in files.items()}
    images = [Image.open(BytesIO(files[rendition.file])) for rendition in encoded.renditions]
    for rendition, image in zip(encoded.renditions, images, strict=True):
        assert image.size == (rendition.width, rendition.height)
        assert {"JPEG": "jpg"}.get(str(image.format), str(image.format).lower()) == rendition.format
    return encoded, images


def noise(path: Path, size: tuple[int, int] = (1800, 1200), **options: Any) -> Path:
    """Save something that is about as hard to encode as a photo."""
    shade = Image.effect_noise(size, 60).filter(ImageFilter.GaussianBlur(2))
    Image.merge("RGB", (shade, ImageChops.offset(shade, 3), Image.linear_gradient("L").resize(size))).save(
        path, **options
    )
    return path


def phone_photo(path: Path, orientation: int = 6, mode: str = "RGB") -> Path:
    """Save a photo as phones do: 800 × 600 pixels, red on the left, with orientation, place, time and profile."""
    image = Image.new("RGB", (800, 600), "white")
    image.paste(RED, (0, 0, 400, 600))
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Make], exif[Base.DateTime] = orientation, "Hãng", "2026:11:20 08:00:00"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (10.0, 2.0, 3.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if path.suffix == ".heic":
        heif = pillow_heif.from_pillow(image)
        heif.save(path, exif=exif.tobytes(), icc_profile=profile, quality=95)
    else:
        image.save(path, exif=exif, icc_profile=profile, comment=b"nha rieng", xmp=b"<x:xmpmeta/>", quality=95)
    return path


def test_a_photo_has_every_width_in_three_formats(tmp_path: Path) -> None:
    encoded, _ = opened(noise(tmp_path / "a.jpg"))
    assert [rendition.file for rendition in encoded.renditions] == [
        f"{width}.{kind}" for kind in ("avif", "webp", "jpg") for width in (480, 720, 960, 1600)
    ]
    for kind in ("avif", "webp", "jpg"):
        sizes = [rendition.size for rendition in encoded.renditions if rendition.format == kind]
        assert all(one <= 0.9 * other for one, other in pairwise(sizes))


def test_a_rendition_that_saves_nothing_is_not_made(tmp_path: Path) -> None:
    noise(tmp_path / "a.jpg", (962, 700))
    encoded, _ = opened(tmp_path / "a.jpg")
    assert {rendition.width for rendition in encoded.renditions} == {480, 720, 962}


def test_a_format_that_saves_nothing_is_not_made(tmp_path: Path) -> None:
    encoded, _ = opened(picture(tmp_path / "a.jpg", (1, 1)))
    # A single pixel takes more bytes in AVIF, for its head.
    assert "avif" not in {rendition.format for rendition in encoded.renditions}


@pytest.mark.parametrize("name", ["a.jpg", "a.heic"])
def test_the_orientation_of_a_phone_is_applied(tmp_path: Path, name: str) -> None:
    encoded, images = opened(phone_photo(tmp_path / name))
    assert (encoded.width, encoded.height) == (600, 800)
    for image in images:
        # Turned to the right, what was on the left is at the top.
        assert close(image.convert("RGB").getpixel((image.width // 2, 20)), RED)
        assert close(image.convert("RGB").getpixel((image.width // 2, image.height - 20)), (255, 255, 255))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_gives_the_measures_as_shown(tmp_path: Path, orientation: int) -> None:
    encoded, _ = opened(phone_photo(tmp_path / "a.jpg", orientation))
    assert (encoded.width, encoded.height) == ((800, 600) if orientation < 5 else (600, 800))


@pytest.mark.parametrize("name", ["a.jpg", "a.heic"])
def test_nothing_but_pixels_is_left_in_any_file(tmp_path: Path, name: str) -> None:
    source = phone_photo(tmp_path / name)
    traces = (b"Exif", b"ICC", b"EXIF", b"XMP ", b"xmpmeta", b"nha rieng", "Hãng".encode(), b"prof")
    assert sum(trace in source.read_bytes() for trace in traces) >= 2
    encoded, files = encode_photo(source)
    assert encoded.located
    for content in files.values():
        image = Image.open(BytesIO(content))
        assert not dict(image.getexif())
        assert not {"exif", "icc_profile", "xmp", "comment", "photoshop"} & set(image.info)
        assert not [trace for trace in traces if trace in content]


def test_a_photo_without_a_place_says_so(tmp_path: Path) -> None:
    assert not opened(picture(tmp_path / "a.jpg"))[0].located


# The primaries and the white of Display P3 (SMPTE EG 432-1), with the curve of sRGB approximated by 2.2.
def _display_p3() -> bytes:
    def number(value: float) -> bytes:
        return round(value * 65536).to_bytes(4, "big", signed=True)

    def xyz(x: float, y: float, z: float) -> bytes:
        return b"XYZ \0\0\0\0" + number(x) + number(y) + number(z)

    curve = b"curv\0\0\0\0" + (1).to_bytes(4, "big") + round(2.2 * 256).to_bytes(2, "big") + b"\0\0"
    text = b"desc\0\0\0\0" + (11).to_bytes(4, "big") + b"Display P3\0" + bytes(79)
    tags = {
        b"desc": text + bytes(-len(text) % 4),
        b"wtpt": xyz(0.9642, 1.0, 0.8249),
        b"rXYZ": xyz(0.51512, 0.2412, -0.00105),
        b"gXYZ": xyz(0.29198, 0.69225, 0.04189),
        b"bXYZ": xyz(0.1571, 0.06657, 0.78407),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    start, table, body = 128 + 4 + 12 * len(tags), b"", b""
    for name, content in tags.items():
        table += name + (start + len(body)).to_bytes(4, "big") + len(content).to_bytes(4, "big")
        body += content
    size = start + len(body)
    head = size.to_bytes(4, "big") + bytes(4) + b"\x02\x10\0\0" + b"mntrRGB XYZ " + bytes(12) + b"acsp" + bytes(28)
    head += number(0.9642) + number(1.0) + number(0.8249)
    return head + bytes(128 - len(head)) + len(tags).to_bytes(4, "big") + table + body


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.heic"])
def test_the_colours_of_display_p3_are_those_of_srgb(tmp_path: Path, name: str) -> None:
    image = Image.new("RGB", (600, 400), (200, 100, 50))
    if name.endswith(".heic"):
        pillow_heif.from_pillow(image).save(tmp_path / name, icc_profile=_display_p3(), quality=95)
    else:
        image.save(tmp_path / name, icc_profile=_display_p3(), quality=95)
    _, images = opened(tmp_path / name)
    for shown in images:
        # By the matrices of both spaces; taken for sRGB as they are, the numbers would be (200, 100, 50).
        assert close(shown.convert("RGB").getpixel((300, 200)), (216, 93, 24), 5)


def _palette(path: Path) -> None:
    Image.new("RGB", (600, 400), RED).quantize(8).save(path)


def _alpha(path: Path) -> None:
    image = Image.new("RGBA", (600, 400), (*RED, 0))
    image.paste((*RED, 255), (0, 0, 600, 400))
    image.putpixel((0, 0), (0, 0, 0, 0))
    image.save(path)


def _palette_with_transparency(path: Path) -> None:
    image = Image.new("P", (600, 400), 1)
    image.putpalette([0, 0, 0, *RED])
    image.save(path, transparency=0)


def _grey_with_alpha(path: Path) -> None:
    Image.new("LA", (600, 400), (128, 255)).save(path)


def _sixteen_bits(path: Path) -> None:
    Image.new("I;16", (600, 400), 128 * 257).save(path)


def _heic(path: Path) -> None:
    pillow_heif.from_pillow(Image.new("RGB", (600, 400), RED)).save(path, quality=95)


INPUTS = {
    "rgb.jpg": (lambda path: picture(path, (600, 400), RED), RED),
    "rgb.png": (lambda path: picture(path, (600, 400), RED), RED),
    "rgb.webp": (lambda path: picture(path, (600, 400), RED), RED),
    "rgb.avif": (lambda path: picture(path, (600, 400), RED), RED),
    "rgb.jpeg": (lambda path: picture(path, (600, 400), RED), RED),
    "rgb.heic": (_heic, RED),
    "rgb.HEIC": (_heic, RED),
    "hoa.JPG": (lambda path: picture(path, (600, 400), RED), RED),
    "cmyk.jpg": (lambda path: picture(path, (600, 400), (0, 255, 255, 0), "CMYK"), (255, 0, 0)),
    "grey.jpg": (lambda path: picture(path, (600, 400), 128, "L"), (128, 128, 128)),
    "one-bit.png": (lambda path: picture(path, (600, 400), 1, "1"), (255, 255, 255)),
    "palette.png": (_palette, RED),
    "palette.gif": (_palette, RED),
    "palette-alpha.png": (_palette_with_transparency, RED),
    "alpha.png": (_alpha, RED),
    "grey-alpha.png": (_grey_with_alpha, (128, 128, 128)),
    "sixteen-bits.png": (_sixteen_bits, (128, 128, 128)),
}


@pytest.mark.parametrize("name", sorted(INPUTS))
def test_every_kind_of_image_gives_good_colours(tmp_path: Path, name: str) -> None:
    make, colour = INPUTS[name]
    make(tmp_path / name)
    encoded, images = opened(tmp_path / name)
    assert (encoded.width, encoded.height) == (600, 400)
    assert close(encoded.colour, colour)
    for image in images:
        assert close(image.convert("RGB").getpixel((image.width // 2, image.height // 2)), colour)


def test_what_is_transparent_is_laid_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (600, 400), (0, 0, 0, 0)).save(tmp_path / "a.png")
    for image in opened(tmp_path / "a.png")[1]:
        assert close(image.convert("RGB").getpixel((10, 10)), (255, 255, 255))


def test_a_stamp_of_few_colours_keeps_its_edges(tmp_path: Path) -> None:
    image = Image.new("RGB", (1200, 900), "white")
    for row in range(0, 900, 9):
        image.paste((180, 0, 0), (row, row, row + 300, row + 5))
    image.save(tmp_path / "dau.png")
    encoded, images = opened(tmp_path / "dau.png")
    assert {rendition.format for rendition in encoded.renditions} == {"webp", "png"}
    for shown in images:
        if shown.width == 1200:
            assert ImageStat.Stat(ImageChops.difference(shown.convert("RGB"), image)).sum == [0, 0, 0]


def test_sixteen_bits_of_grey_are_not_cut_off(tmp_path: Path) -> None:
    image = Image.new("I;16", (512, 256))
    image.putdata([column * 128 for _ in range(256) for column in range(512)])
    image.save(tmp_path / "a.png")
    for shown in opened(tmp_path / "a.png")[1]:
        shades = [shown.convert("L").getpixel((shown.width * part // 8, 100)) for part in range(8)]
        assert all(abs(shade - part * 32) < 6 for part, shade in enumerate(shades))


@pytest.mark.parametrize("kind", ["cut off", "of another kind of image"])
def test_a_profile_that_cannot_be_used_is_no_reason_to_lose_the_photo(tmp_path: Path, kind: str) -> None:
    whole = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = whole[:40] if kind == "cut off" else whole[:16] + b"GRAY" + whole[20:]
    Image.new("RGB", (500, 300), RED).save(tmp_path / "a.jpg", icc_profile=profile)
    for image in opened(tmp_path / "a.jpg")[1]:
        assert close(image.convert("RGB").getpixel((100, 100)), RED)


def test_a_phone_photo_with_a_second_picture_in_it_is_a_photo(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (600, 400), RED), Image.new("RGB", (60, 40), "white")
    first.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second])
    assert str(Image.open(tmp_path / "a.jpg").format) == "MPO"
    for image in opened(tmp_path / "a.jpg")[1]:
        assert close(image.convert("RGB").getpixel((20, 20)), RED)


def test_a_very_long_screenshot_fits_every_encoder(tmp_path: Path) -> None:
    encoded, _ = opened(noise(tmp_path / "a.png", (300, 20_000)))
    assert max(rendition.height for rendition in encoded.renditions) <= 16_383


def test_one_pixel_is_a_picture_and_has_a_sharing_picture(tmp_path: Path) -> None:
    encoded, files = encode_photo(picture(tmp_path / "a.png", (1, 1)))
    assert {(rendition.width, rendition.height) for rendition in encoded.renditions} == {(1, 1)}
    assert Image.open(BytesIO(files[SHARING_FILE])).size == SHARING_SIZE


def test_reducing_by_the_decoder_costs_no_visible_quality(tmp_path: Path) -> None:
    _, files = encode_photo(noise(tmp_path / "a.jpg", (4000, 3000), quality=92))
    with Image.open(tmp_path / "a.jpg") as source:
        best = source.convert("RGB").resize((960, 720), Image.Resampling.LANCZOS)
    difference = ImageStat.Stat(ImageChops.difference(Image.open(BytesIO(files["960.jpg"])).convert("RGB"), best))
    assert max(difference.rms) < 6


def truncated() -> bytes:
    whole = BytesIO()
    Image.effect_noise((600, 400), 80).convert("RGB").save(whole, "JPEG")
    return whole.getvalue()[: len(whole.getvalue()) // 2]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not an image",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\xff\xd8\xff",
        b"\0\0\0\x18ftypheic\0\0\0\0heicmif1",
        truncated(),
    ],
    ids=["zero bytes", "text", "head of a PNG", "head of a GIF", "SVG", "head of a JPEG", "head of a HEIC", "half"],
)
def test_what_is_no_image_is_refused_with_a_reason(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(UnusablePhotoError) as refused:
        encode_photo(tmp_path / "a.jpg")
    assert str(refused.value)
    assert str(tmp_path) not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.png", "JPEG"), ("a.jpg", "PNG"), ("a.webp", "GIF"), ("a", "PNG"), ("a.jpg", "HEIF")],
)
def test_a_name_that_lies_is_refused(tmp_path: Path, name: str, format: str) -> None:
    Image.new("RGB", (64, 64)).save(tmp_path / name, format)
    with pytest.raises(WrongKindError, match=format):
        encode_photo(tmp_path / name)


@pytest.mark.parametrize(("name", "kind"), [("a.bmp", "BMP"), ("a.tiff", "TIFF"), ("a.ico", "ICO"), ("a.jpg", "BMP")])
def test_other_formats_are_refused_whatever_their_name(tmp_path: Path, name: str, kind: str) -> None:
    Image.new("RGB", (48, 48)).save(tmp_path / name, kind)
    with pytest.raises(UnusablePhotoError, match=kind) as refused:
        encode_photo(tmp_path / name)
    assert refused.value.kind == "photo-foreign"


@pytest.mark.parametrize("name", ["a.gif", "a.webp", "a.png", "a.avif"])
def test_an_animation_is_refused(tmp_path: Path, name: str) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:])
    with pytest.raises(UnusablePhotoError, match="animated"):
        encode_photo(tmp_path / name)


@pytest.mark.parametrize("factor", [1, 2], ids=["where Pillow warns", "where Pillow refuses"])
def test_a_decompression_bomb_is_refused_by_its_head(tmp_path: Path, factor: int) -> None:
    side = int((factor * MAX_PIXELS) ** 0.5) + 1
    content = BytesIO()
    Image.new("1", (8, 8)).save(content, "PNG")
    head = content.getvalue()
    at = head.index(b"IHDR") + 4
    body = head[:at] + side.to_bytes(4, "big") * 2 + head[at + 8 :]
    body = body[: at + 13] + crc32(body[at - 4 : at + 13]).to_bytes(4, "big") + body[at + 17 :]
    (tmp_path / "a.png").write_bytes(body)
    with pytest.raises(UnusablePhotoError, match="80 megapixels"):
        encode_photo(tmp_path / "a.png")


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_two_runs_of_the_encoder_give_the_same_bytes(tmp_path: Path, name: str) -> None:
    noise(tmp_path / name, (1000, 700))
    assert encode_photo(tmp_path / name) == encode_photo(tmp_path / name)


def test_of_two_formats_of_one_size_browsers_are_offered_the_plainer_one() -> None:
    made = [[Rendition(480, 360, name, size)] for name, size in (("avif", 900), ("webp", 1000), ("jpg", 1000))]
    assert [each.format for each in encode._kept(made)] == ["avif", "jpg"]
