"""Photos that are not encoded yet: what their head tells, and a quick JPEG."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.encode import SHARING_FILE
from ban_tin.photos.plan import SHARING_SIZE
from ban_tin.photos.sketch import draw_sketch, sketch_photo
from ban_tin.photos.store import PhotoStore
from tests.builders import picture
from tests.photos.test_encode import phone_photo


def test_a_sketch_has_the_size_and_the_widths_of_what_will_be_made(tmp_path: Path) -> None:
    source = picture(tmp_path / "anh.jpg", (2000, 1500))
    sketched, encoded = sketch_photo(source), PhotoStore(tmp_path / "store").photo(source).encoded
    assert (sketched.kind, sketched.width, sketched.height) == (encoded.kind, encoded.width, encoded.height)
    assert [each.width for each in sketched.renditions] == [480, 720, 960, 1600]
    assert sketched.renditions[-1].width == encoded.renditions[-1].width


def test_a_photo_on_its_side_is_sketched_upright(tmp_path: Path) -> None:
    source = phone_photo(tmp_path / "anh.jpg")
    sketched, encoded = sketch_photo(source), PhotoStore(tmp_path / "store").photo(source).encoded
    assert (sketched.width, sketched.height, sketched.located) == (encoded.width, encoded.height, encoded.located)
    with Image.open(BytesIO(draw_sketch(source, sketched.renditions[0].file))) as drawn:
        assert drawn.size == (sketched.renditions[0].width, sketched.renditions[0].height)


@pytest.mark.parametrize("suffix", ["jpg", "png", "webp", "avif"])
def test_every_size_can_be_drawn(tmp_path: Path, suffix: str) -> None:
    source = picture(tmp_path / f"anh.{suffix}", (1700, 850))
    for rendition in sketch_photo(source).renditions:
        with Image.open(BytesIO(draw_sketch(source, rendition.file))) as drawn:
            assert (drawn.format, drawn.size) == ("JPEG", (rendition.width, rendition.height))
    with Image.open(BytesIO(draw_sketch(source, SHARING_FILE))) as drawn:
        assert drawn.size == SHARING_SIZE


def test_a_store_of_sketches_encodes_nothing_and_knows_what_is_encoded(tmp_path: Path) -> None:
    source = picture(tmp_path / "anh.jpg")
    sketching, store = PhotoStore(tmp_path / "store", sketches=True), PhotoStore(tmp_path / "store")
    sketch = sketching.photo(source)
    assert sketch.sketched
    assert not sketching.has(source)
    assert not any((tmp_path / "store").rglob("photo.json"))
    store.prepare([source])
    assert sketching.has(source)
    assert sketching.photo(source) == store.photo(source)
    assert sketch.base_url != store.photo(source).base_url


def test_another_photo_of_the_same_beginning_and_size_is_not_taken_for_it(tmp_path: Path) -> None:
    Image.effect_noise((900, 900), 90).convert("RGB").save(tmp_path / "mot.png")
    content = bytearray((tmp_path / "mot.png").read_bytes())
    store = PhotoStore(tmp_path / "store", sketches=True)
    PhotoStore(tmp_path / "store").prepare([tmp_path / "mot.png"])
    content[-40] ^= 1
    (tmp_path / "hai.png").write_bytes(content)
    assert store.has(tmp_path / "mot.png")
    assert not store.has(tmp_path / "hai.png")


def test_what_is_no_photo_is_refused_as_ever(tmp_path: Path) -> None:
    (tmp_path / "anh.jpg").write_bytes(b"khong phai anh")
    with pytest.raises(UnusablePhotoError):
        PhotoStore(tmp_path / "store", sketches=True).photo(tmp_path / "anh.jpg")
