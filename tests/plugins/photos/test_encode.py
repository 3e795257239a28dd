"""From the files that cameras and offices make to renditions without a trace of where they come from."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base

from plugins.photos import Photo, encode_all, find_photo
from plugins.photos.encode import (
    MAX_PIXELS,
    UnusablePhotoError,
    encode_photo,
    measure,
    rendition_name,
    renditions_of,
)
from plugins.photos.find import WrongKindError
from tests.plugins.builders import picture

URL = "/tin/2026/11/bai/"
RED = (200, 30, 30)


def close(pixel: Any, colour: tuple[int, int, int], tolerance: int = 12) -> bool:
    return all(abs(one - other) <= tolerance for one, other in zip(pixel, colour, strict=True))


def encoded(photo: Photo, folder: Path) -> list[Image.Image]:
    """Return the renditions of a photo, opened."""
    return [Image.open(path) for path in encode_photo(photo, folder / "cache")]


def phone_photo(path: Path, orientation: int = 6) -> Path:
    """Save a photo as phones do: 800 × 600 pixels, red on the left, with orientation, place, time and profile."""
    image = Image.new("RGB", (800, 600), "white")
    image.paste(RED, (0, 0, 400, 600))
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Make], exif[Base.DateTime] = orientation, "Hãng", "2026:11:20 08:00:00"
    exif.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (10.0, 2.0, 3.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    image.save(path, exif=exif, icc_profile=profile, comment=b"nha rieng", xmp=b"<x:xmpmeta/>", quality=95)
    return path


def test_the_orientation_of_a_phone_is_applied(tmp_path: Path) -> None:
    photo = find_photo(phone_photo(tmp_path / "a.jpg"), URL)
    assert (photo.width, photo.height) == (600, 800)
    for rendition, image in zip(photo.renditions, encoded(photo, tmp_path), strict=False):
        assert image.size == (rendition.width, rendition.height)
        # Turned to the right, what was on the left is at the top.
        assert close(image.convert("RGB").getpixel((image.width // 2, 20)), RED)
        assert close(image.convert("RGB").getpixel((image.width // 2, image.height - 20)), (255, 255, 255))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_gives_the_measures_as_shown(tmp_path: Path, orientation: int) -> None:
    _, width, height = measure(phone_photo(tmp_path / "a.jpg", orientation))
    assert (width, height) == ((800, 600) if orientation < 5 else (600, 800))


def test_nothing_but_pixels_is_left_in_any_rendition(tmp_path: Path) -> None:
    source = phone_photo(tmp_path / "a.jpg")
    assert b"Exif" in source.read_bytes() and b"ICC_PROFILE" in source.read_bytes()
    photo = find_photo(source, URL)
    for image in encoded(photo, tmp_path):
        assert not dict(image.getexif())
        assert not {"exif", "icc_profile", "xmp", "comment", "photoshop"} & set(image.info)
        content = Path(image.filename).read_bytes()  # type: ignore[attr-defined]
        for trace in (b"Exif", b"ICC", b"EXIF", b"XMP ", b"xmpmeta", b"nha rieng", "Hãng".encode()):
            assert trace not in content


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


INPUTS = {
    "rgb.jpg": (lambda path: picture(path, (600, 400), RED), RED),
    "rgb.png": (lambda path: picture(path, (600, 400), RED), RED),
    "rgb.webp": (lambda path: picture(path, (600, 400), RED), RED),
    "rgb.jpeg": (lambda path: picture(path, (600, 400), RED), RED),
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
    photo = find_photo(tmp_path / name, URL)
    assert (photo.width, photo.height) == (600, 400)
    for image in encoded(photo, tmp_path):
        assert image.mode == "RGB"
        assert close(image.getpixel((image.width // 2, image.height // 2)), colour)


def test_what_is_transparent_is_laid_on_white(tmp_path: Path) -> None:
    Image.new("RGBA", (600, 400), (0, 0, 0, 0)).save(tmp_path / "a.png")
    for image in encoded(find_photo(tmp_path / "a.png", URL), tmp_path):
        assert close(image.getpixel((10, 10)), (255, 255, 255))


def test_sixteen_bits_of_grey_are_not_cut_off(tmp_path: Path) -> None:
    image = Image.new("I;16", (512, 256))
    image.putdata([column * 128 for _ in range(256) for column in range(512)])
    image.save(tmp_path / "a.png")
    (first, *_) = encoded(find_photo(tmp_path / "a.png", URL), tmp_path)
    shades = [first.getpixel((first.width * part // 8, 100))[0] for part in range(8)]  # type: ignore[index]
    assert all(abs(shade - part * 32) < 6 for part, shade in enumerate(shades))


def test_a_damaged_colour_profile_is_no_reason_to_lose_the_photo(tmp_path: Path) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    Image.new("RGB", (500, 300), RED).save(tmp_path / "a.jpg", icc_profile=profile[:40])
    for image in encoded(find_photo(tmp_path / "a.jpg", URL), tmp_path):
        assert close(image.getpixel((100, 100)), RED)


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
    ],
    ids=["zero bytes", "text", "head of a PNG", "head of a GIF", "SVG", "head of a JPEG"],
)
def test_what_is_no_image_is_refused_while_reading(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(UnusablePhotoError) as refused:
        find_photo(tmp_path / "a.jpg", URL)
    assert str(refused.value)
    assert str(tmp_path) not in str(refused.value)


def test_a_truncated_photo_is_refused_while_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(truncated())
    photo = find_photo(tmp_path / "a.jpg", URL)
    with pytest.raises(UnusablePhotoError, match="truncated"):
        encode_photo(photo, tmp_path / "cache")
    assert not list((tmp_path / "cache").iterdir())


@pytest.mark.parametrize(("name", "format"), [("a.png", "JPEG"), ("a.jpg", "PNG"), ("a.webp", "GIF"), ("a", "PNG")])
def test_a_name_that_lies_is_refused(tmp_path: Path, name: str, format: str) -> None:
    Image.new("RGB", (50, 50)).save(tmp_path / name, format)
    with pytest.raises(WrongKindError, match=format):
        find_photo(tmp_path / name, URL)


@pytest.mark.parametrize("name", ["a.bmp", "a.tiff", "a.ico"])
def test_other_formats_are_refused_by_name(tmp_path: Path, name: str) -> None:
    Image.new("RGB", (48, 48)).save(tmp_path / name)
    with pytest.raises(UnusablePhotoError, match="not supported"):
        find_photo(tmp_path / name, URL)


def test_a_decompression_bomb_is_refused_by_its_head(tmp_path: Path) -> None:
    side = int(MAX_PIXELS**0.5) + 1
    content = BytesIO()
    Image.new("1", (8, 8)).save(content, "PNG")
    head = content.getvalue()
    at = head.index(b"IHDR") + 4
    body = head[:at] + side.to_bytes(4, "big") * 2 + head[at + 8 :]
    body = body[: at + 13] + crc32(body[at - 4 : at + 13]).to_bytes(4, "big") + body[at + 17 :]
    (tmp_path / "a.png").write_bytes(body)
    with pytest.warns(Image.DecompressionBombWarning), pytest.raises(UnusablePhotoError, match="80 megapixels"):
        measure(tmp_path / "a.png")


def test_an_interruption_leaves_no_half_written_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    photo = find_photo(picture(tmp_path / "a.jpg", (1000, 700)), URL)
    saved = Image.Image.save
    calls = iter(range(100))

    def interrupted(image: Image.Image, path: Path, **options: Any) -> None:
        if next(calls) == 2:
            Path(path).write_bytes(b"half")
            raise KeyboardInterrupt
        saved(image, path, **options)

    monkeypatch.setattr(Image.Image, "save", interrupted)
    with pytest.raises(KeyboardInterrupt):
        encode_photo(photo, tmp_path / "cache")
    left = list((tmp_path / "cache").iterdir())
    assert len(left) == 2
    for path in left:
        Image.open(path).load()
    monkeypatch.undo()
    paths = encode_photo(photo, tmp_path / "cache")
    assert sorted((tmp_path / "cache").iterdir()) == sorted(paths)


def test_names_carry_the_content_so_that_an_address_never_changes_its_picture(tmp_path: Path) -> None:
    first = find_photo(picture(tmp_path / "Ảnh đẹp.jpg", colour=RED), URL)
    second = find_photo(picture(tmp_path / "Ảnh đẹp.jpg", colour=(0, 0, 0)), URL)
    assert first.base_url != second.base_url
    assert first.base_url.startswith(f"{URL}anh-dep-")
    assert find_photo(picture(tmp_path / "….jpg"), URL).base_url.startswith(f"{URL}anh-")


def snapshot(folder: Path) -> dict[Path, tuple[int, bytes]]:
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def sources(folder: Path) -> Iterator[Photo]:
    yield find_photo(picture(folder / "a.jpg", (700, 500), RED), URL)
    yield find_photo(picture(folder / "b.png", (300, 500), (0, 90, 0)), URL)


def test_the_cache_makes_every_photo_once(tmp_path: Path) -> None:
    photos = list(sources(tmp_path))
    cache = tmp_path / "cache"
    files, broken = encode_all([*photos, *photos], cache)
    assert not broken
    assert set(files) == {rendition.url for photo in photos for rendition in renditions_of(photo)}
    assert all(path.name == url.rsplit("/", 1)[1] for url, path in files.items())
    before = snapshot(cache)
    assert set(before) == set(files.values())
    assert encode_all(photos, cache) == (files, {})
    assert snapshot(cache) == before


def test_the_cache_makes_again_only_what_is_gone(tmp_path: Path) -> None:
    photos = list(sources(tmp_path))
    files, _ = encode_all(photos, tmp_path / "cache")
    gone = files[photos[0].fallback.url]
    content = gone.read_bytes()
    before = snapshot(tmp_path / "cache")
    gone.unlink()
    encode_all(photos, tmp_path / "cache")
    after = snapshot(tmp_path / "cache")
    assert gone.read_bytes() == content
    assert {path: after[path] for path in before if path != gone} == {
        path: state for path, state in before.items() if path != gone
    }


def test_a_broken_photo_does_not_stop_the_others(tmp_path: Path) -> None:
    good = find_photo(picture(tmp_path / "a.jpg"), URL)
    (tmp_path / "b.jpg").write_bytes(truncated())
    bad = find_photo(tmp_path / "b.jpg", URL)
    files, broken = encode_all([bad, good], tmp_path / "cache")
    assert list(broken) == [tmp_path / "b.jpg"]
    assert all(files[rendition.url].exists() for rendition in renditions_of(good))


def test_two_runs_of_the_encoder_give_the_same_bytes(tmp_path: Path) -> None:
    photo = find_photo(phone_photo(tmp_path / "a.jpg"), URL)
    first = [path.read_bytes() for path in encode_photo(photo, tmp_path / "one")]
    second = [path.read_bytes() for path in encode_photo(photo, tmp_path / "two")]
    assert first == second
    assert [rendition_name(rendition) for rendition in renditions_of(photo)] == [
        path.name for path in encode_photo(photo, tmp_path / "one")
    ]
