"""Files that are damaged or made to break what opens them: each is a photo, or refused with a reason for the editor."""

import os
import struct
from collections.abc import Callable
from pathlib import Path
from random import Random
from warnings import catch_warnings, simplefilter

import pillow_heif
import pytest
from PIL import Image
from PIL.ExifTags import Base

from ban_tin.photos import original
from ban_tin.photos.decoding import MAX_BYTES, MAX_PIXELS, UnusablePhotoError
from ban_tin.photos.encode import encode_photo
from ban_tin.photos.original import public_original
from ban_tin.photos.store import PhotoStore

#: Files damaged at random, of each kind.
DAMAGED = 2000 if os.environ.get("SOAK") == "1" else 40


def exif() -> Image.Exif:
    written = Image.Exif()
    written[Base.Artist], written[Base.Orientation] = "Ms. Lan", 6
    return written


def image() -> Image.Image:
    return Image.linear_gradient("L").resize((96, 64)).convert("RGB")


def saved(path: Path) -> bytes:
    if path.suffix == ".heic":
        pillow_heif.from_pillow(image()).save(path, exif=exif().tobytes())
    else:
        image().save(path, exif=exif())
    return path.read_bytes()


def looked_at(path: Path, cache: Path) -> list[str]:
    """Return the reasons for which a file can't be shown or offered."""
    reasons = []
    for look in (encode_photo, lambda path: public_original(path, cache)):
        try:
            look(path)
        except UnusablePhotoError as error:
            reasons.append(str(error))
    return reasons


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.avif", "a.gif", "a.heic", "a.tif"])
def test_no_damage_raises_anything_else(tmp_path: Path, name: str) -> None:
    whole, chance, refused = saved(tmp_path / name), Random(name), 0
    for _ in range(DAMAGED):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 12)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        (tmp_path / name).write_bytes(content)
        reasons = looked_at(tmp_path / name, tmp_path / "cache")
        assert all(reasons)
        assert str(tmp_path) not in "".join(reasons)
        refused += bool(reasons)
    assert refused > DAMAGED // 10


def avif_with_spoilt_pixels(path: Path) -> None:
    """The head is whole: only decoding finds out."""
    content = bytearray(saved(path))
    start = content.index(b"mdat") + 4
    content[start:] = bytes(each ^ 0x5A for each in content[start:])
    path.write_bytes(content)


def exif_of_an_odd_type(path: Path) -> None:
    """The name of the artist is a fraction."""
    block = struct.pack("<2sHIH", b"II", 42, 8, 2)
    block += struct.pack("<HHII", Base.Artist, 5, 1, 38) + struct.pack("<HHIHH", Base.Orientation, 3, 1, 6, 0)
    block += struct.pack("<III", 0, 1, 3)
    image().save(path, exif=b"Exif\0\0" + block)


def avif_inside_out(path: Path) -> None:
    path.write_bytes(b"<h1>ftypavif" + saved(path)[12:])


HOSTILE: dict[str, tuple[str, Callable[[Path], object]]] = {
    "an AVIF whose pixels are damaged": ("a.avif", avif_with_spoilt_pixels),
    "an AVIF that begins like a page": ("a.avif", avif_inside_out),
    "a PostScript file": ("a.jpg", lambda path: Image.new("RGB", (9, 9)).save(path, "EPS")),
    "another kind that Pillow knows": ("a.jpg", lambda path: Image.new("RGB", (9, 9)).save(path, "PPM")),
    "a folder": ("a.jpg", lambda path: path.mkdir()),
    "a pipe": ("a.jpg", os.mkfifo),
    "a device": ("a.jpg", lambda path: path.symlink_to("/dev/zero")),
    "a file that isn't there": ("a.jpg", lambda path: None),
    "an empty file": ("a.jpg", lambda path: path.touch()),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_no_photo_is_refused_by_all_that_look_at_it(tmp_path: Path, what: str) -> None:
    name, make = HOSTILE[what]
    make(tmp_path / name)
    assert len(looked_at(tmp_path / name, tmp_path / "cache")) == 2
    store = PhotoStore(tmp_path / "store")
    store.prepare([tmp_path / name])
    with pytest.raises(UnusablePhotoError):
        store.photo(tmp_path / name)
    with pytest.raises(UnusablePhotoError):
        store.original(tmp_path / name)


def test_what_a_camera_wrote_of_an_odd_type_is_no_traceback(tmp_path: Path) -> None:
    exif_of_an_odd_type(tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as opened, pytest.raises(AttributeError):
        exif = opened.getexif()
        assert isinstance(exif, Image.Exif)
        exif.tobytes()
    assert all("damaged" in reason for reason in looked_at(tmp_path / "a.jpg", tmp_path / "cache"))


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "a.jpg").open("wb") as file:
        file.truncate(MAX_BYTES + 1)  # A hole: it takes no room on the disk.
    assert looked_at(tmp_path / "a.jpg", tmp_path) == ["it has more than 100 MB"] * 2
    with pytest.raises(UnusablePhotoError, match="100 MB"):
        PhotoStore(tmp_path / "store").photo(tmp_path / "a.jpg")


def test_an_image_for_downloading_has_the_limit_of_photos(tmp_path: Path) -> None:
    side = int(MAX_PIXELS**0.5) + 1
    Image.new("1", (side, side)).save(tmp_path / "a.png", exif=exif())
    assert (tmp_path / "a.png").stat().st_size < 100_000
    assert looked_at(tmp_path / "a.png", tmp_path) == ["it has more than 80 megapixels"] * 2


@pytest.mark.parametrize("name", ["a.gif", "a.png", "a.webp"])
def test_an_animation_is_offered_up_to_a_length(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    frames = [Image.new("RGB", (40, 30), (shade, 0, 0)) for shade in range(0, 250, 25)]
    frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:], exif=exif(), comment=b"nha rieng")
    monkeypatch.setattr(original, "_MAX_FRAMES", 10)
    with Image.open(public_original(tmp_path / name, tmp_path / "kept")) as copy:
        assert getattr(copy, "n_frames", 1) == 10
    for limits in ({"_MAX_FRAMES": 9}, {"_MAX_ANIMATED": 40 * 30 * 9}):
        with pytest.MonkeyPatch.context() as patch:
            for limit, value in limits.items():
                patch.setattr(original, limit, value)
            with pytest.raises(UnusablePhotoError, match="MP4"):
                public_original(tmp_path / name, tmp_path / "cache")


def test_what_goes_wrong_with_the_disk_is_not_said_of_the_photo(tmp_path: Path) -> None:
    saved(tmp_path / "a.jpg")
    (tmp_path / "cache").touch()
    with pytest.raises(OSError, match="cache"):
        public_original(tmp_path / "a.jpg", tmp_path / "cache")


def test_what_libraries_warn_of_is_not_shown(tmp_path: Path) -> None:
    content = saved(tmp_path / "a.jpg")
    at = content.index(b"Exif") + 6
    (tmp_path / "a.jpg").write_bytes(content[: at + 16] + b"\xff" * 8 + content[at + 24 :])
    with catch_warnings(record=True) as heard:
        simplefilter("always")
        with Image.open(tmp_path / "a.jpg") as opened:
            opened.getexif()
        before = len(heard)
        assert before
        looked_at(tmp_path / "a.jpg", tmp_path / "cache")
    assert len(heard) == before
