"""Images offered for download: the picture and its colours, and nothing about who took it or where."""

import os
import re
import time
from io import BytesIO
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

from ban_tin.photos import original
from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.original import public_original
from ban_tin.photos.store import PhotoStore

RED = (200, 30, 30)
TRACES = (b"Exif", b"EXIF", b"eXIf", b"Ms. Lan", b"xmpmeta", b"GPS", b"nha rieng")


def image() -> Image.Image:
    drawn = Image.new("RGB", (600, 400), "white")
    drawn.paste(RED, (0, 0, 300, 400))
    return drawn


def exif() -> Image.Exif:
    written = Image.Exif()
    written[Base.Artist], written[Base.Orientation] = "Ms. Lan", 6
    written.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (10.0, 2.0, 3.0)
    return written


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif", "a.tif", "a.heic", "a.JPG"])
def test_a_download_keeps_the_picture_and_loses_the_rest(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    if name.endswith(".heic"):
        pillow_heif.from_pillow(image()).save(source, exif=exif().tobytes(), icc_profile=profile)
    else:
        image().save(source, exif=exif(), icc_profile=profile)
    assert b"Ms. Lan" in source.read_bytes()
    copy = public_original(source, tmp_path / "cache")
    assert copy.suffix == source.suffix.lower()
    assert not [trace for trace in TRACES if trace in copy.read_bytes()]
    shown, written = Image.open(copy), Image.open(source)
    assert shown.format == written.format
    assert shown.info["icc_profile"] == profile
    assert shown.size == (400, 600)
    upper = shown.convert("RGB").getpixel((200, 20))
    assert isinstance(upper, tuple)
    assert all(abs(one - other) < 9 for one, other in zip(upper, RED, strict=True))
    assert public_original(source, tmp_path / "cache") == copy


def test_what_holds_only_a_picture_is_offered_byte_for_byte(tmp_path: Path) -> None:
    for name in ("a.jpg", "a.png", "a.gif", "a.webp"):
        image().save(tmp_path / name)
        assert public_original(tmp_path / name, tmp_path / "cache") == tmp_path / name
    assert not (tmp_path / "cache").exists()


def test_comments_and_second_pictures_are_lost_too(tmp_path: Path) -> None:
    image().save(tmp_path / "a.jpg", comment=b"nha rieng")
    info = PngInfo()
    info.add_text("Author", "Ms. Lan")
    image().save(tmp_path / "b.png", pnginfo=info)
    image().save(tmp_path / "c.jpg", "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40))])
    for name in ("a.jpg", "b.png", "c.jpg"):
        copy = public_original(tmp_path / name, tmp_path / "cache")
        assert copy != tmp_path / name
        assert not [trace for trace in TRACES if trace in copy.read_bytes()]
        assert getattr(Image.open(copy), "n_frames", 1) == 1


def test_an_animation_keeps_moving(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:], comment=b"nha rieng")
    copy = public_original(tmp_path / "a.gif", tmp_path / "cache")
    assert b"nha rieng" not in copy.read_bytes()
    assert Image.open(copy).n_frames == 3  # type: ignore[attr-defined]


@pytest.mark.parametrize("content", [b"", b"no image", b"\xff\xd8\xff"])
def test_what_cannot_be_looked_into_is_not_offered(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(UnusablePhotoError):
        public_original(tmp_path / "a.jpg", tmp_path / "cache")


def test_half_a_photo_is_not_offered(tmp_path: Path) -> None:
    whole = BytesIO()
    Image.effect_noise((600, 400), 80).save(whole, "JPEG", comment=b"nha rieng")
    (tmp_path / "a.jpg").write_bytes(whole.getvalue()[:9000])
    with pytest.raises(UnusablePhotoError):
        public_original(tmp_path / "a.jpg", tmp_path / "cache")


def test_a_copy_that_is_no_longer_what_was_made_is_made_again(tmp_path: Path) -> None:
    image().save(tmp_path / "a.jpg", exif=exif())
    store = PhotoStore(tmp_path / "store")
    copy = store.original(tmp_path / "a.jpg")
    content = copy.read_bytes()
    assert store.offers(copy)
    assert store.offers(tmp_path / "a.jpg")
    for spoilt in (content[:-1], content[:-1] + bytes([content[-1] ^ 1]), b""):
        copy.write_bytes(spoilt)
        assert not store.offers(copy)
        assert store.original(tmp_path / "a.jpg") == copy
        assert copy.read_bytes() == content
    copy.unlink()
    assert not store.offers(copy)


def test_other_code_makes_its_own_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = tmp_path / "anh.jpg"
    image().save(source, exif=exif())
    first = public_original(source, tmp_path / "kept")
    assert public_original(source, tmp_path / "kept") == first
    monkeypatch.setattr(original, "_MADE_BY", "other")
    assert public_original(source, tmp_path / "kept") != first
    assert re.fullmatch("[0-9a-f]{16}-.+", first.parent.name)


def test_a_download_that_is_offered_again_counts_as_used(tmp_path: Path) -> None:
    source = tmp_path / "a.jpg"
    image().save(source, exif=exif())
    copy = public_original(source, tmp_path / "store")
    long_ago = time.time() - 40 * 86_400
    os.utime(copy, (long_ago, long_ago))
    assert public_original(source, tmp_path / "store") == copy
    assert copy.stat().st_mtime > time.time() - 3600
