"""Pictures on their way into the content: what is seen stays, what a camera wrote of itself does not."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PIL.ExifTags import IFD, Base

from newsdesk.importing.compose import ComposeOptions, compose
from newsdesk.importing.pictures import TakenPicture, UnusablePictureError, take_in
from newsdesk.importing.pictures.naming import PictureNames
from newsdesk.importing.source_document import SourceDocument
from tests.builders import site


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    file = BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def plain(size: tuple[int, int] = (400, 300), mode: str = "RGB") -> Image.Image:
    """Return a picture with as many colours as a photo has."""
    down = Image.linear_gradient("L")
    return Image.merge("RGB", (down, down.rotate(90), down.rotate(45))).resize(size).convert(mode)


def opened(picture: TakenPicture) -> Image.Image:
    return Image.open(BytesIO(picture.content))


def test_a_photo_of_a_phone_is_upright_and_says_nothing_of_where_it_was_taken() -> None:
    image = plain((400, 300))
    image.putpixel((0, 0), (250, 0, 0))
    exif = image.getexif()
    exif[Base.Orientation] = 6
    exif[Base.Make] = "Phone"
    exif.get_ifd(IFD.GPSInfo)[2] = (10.0, 20.0, 30.0)
    taken = take_in(encoded(image, exif=exif, comment=b"secret"))
    shown = opened(taken)
    assert shown.size == (300, 400) == (taken.width, taken.height)
    assert taken.located and not shown.getexif() and "comment" not in shown.info
    assert b"Phone" not in taken.content and b"secret" not in taken.content


def test_a_large_photo_becomes_as_large_as_it_takes() -> None:
    taken = take_in(encoded(Image.effect_noise((4000, 3000), 60).convert("RGB")))
    assert opened(taken).size == (2560, 1920)
    assert taken.shrunk == "4000 × 3000"


@pytest.mark.parametrize(
    "content, suffix, converted",
    [
        (encoded(plain()), ".jpg", ""),
        (encoded(plain(mode="CMYK")), ".jpg", "CMYK"),
        (encoded(plain(mode="L")), ".jpg", ""),
        (encoded(Image.new("RGBA", (90, 90), (200, 0, 0, 120)), "PNG"), ".png", ""),
        (encoded(Image.new("P", (90, 90), 3), "PNG"), ".png", ""),
        (encoded(Image.new("I;16", (90, 90), 30000), "PNG"), ".png", ""),
        (encoded(plain(), "HEIF"), ".jpg", "HEIC"),
        (encoded(plain(), "WEBP"), ".jpg", "WebP"),
        (encoded(plain(), "TIFF"), ".jpg", "TIFF"),
        (encoded(Image.new("RGB", (90, 90), (0, 90, 0)), "BMP"), ".png", "BMP"),
    ],
    ids=["jpeg", "cmyk", "grey", "see-through", "palette", "16 bit", "heic", "webp", "tiff", "bmp"],
)
def test_pictures_of_all_kinds_become_what_browsers_show(content: bytes, suffix: str, converted: str) -> None:
    taken = take_in(content)
    assert (taken.suffix, taken.converted) == (suffix, converted)
    assert opened(taken).mode in {"RGB", "RGBA", "L", "P"}


@pytest.mark.parametrize(
    "content, kind",
    [
        (b"", "picture-refused"),
        (b"\xd7\xcd\xc6\x9a" + bytes(40), "picture-foreign"),
        (b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(80), "picture-foreign"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>x()</script></svg>", "picture-foreign"),
        (b"no picture at all", "picture-refused"),
        (encoded(plain())[:900], "picture-refused"),
        (encoded(plain((8, 8))), "picture-small"),
        (encoded(plain((500, 1))), "picture-small"),
        (encoded(plain((90, 90)), "GIF", save_all=True, append_images=[Image.new("RGB", (90, 90), 9)]), "picture-refused"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xea`\0\0\xea`\x08\x02\0\0\0\0\0\0\0", "picture-refused"),
    ],
    ids=["empty", "wmf", "emf", "svg", "text", "cut", "bullet", "line", "animated", "60,000 pixels square"],
)  # fmt: skip
def test_what_is_no_photo_is_left_out_with_its_reason(content: bytes, kind: str) -> None:
    with pytest.raises(UnusablePictureError) as raised:
        take_in(content)
    assert raised.value.kind == kind


def test_photos_are_called_after_what_is_seen() -> None:
    names = PictureNames("Hội nghị tổng kết", "bai")
    assert names.name("a", "Đại biểu dự hội nghị", ".jpg") == "dai-bieu-du-hoi-nghi.jpg"
    assert names.name("b", "Đại biểu dự hội nghị", ".jpg") == "dai-bieu-du-hoi-nghi-2.jpg"
    assert names.name("a", "Khác hẳn", ".jpg") == "dai-bieu-du-hoi-nghi.jpg"
    assert names.name("c", "", ".png") == "hoi-nghi-tong-ket-1.png"
    assert names.name("d", "Con", ".jpg") == "hoi-nghi-tong-ket-2.jpg"


def test_names_of_cameras_are_no_alternative_texts(tmp_path: Path) -> None:
    photo = tmp_path / "IMG_2031.JPG"
    photo.write_bytes(encoded(plain()))
    flow = "<p>Tên bài viết thử nghiệm</p><p><img src='a' alt='IMG_2031'></p><p>Một câu dài hơn của bài.</p>"
    draft = compose(SourceDocument("x.docx", "0" * 64, flow, {"a": photo}), site())
    assert "![](ten-bai-viet-thu-nghiem-1.jpg)" in draft.text


def test_the_original_of_a_photo_takes_its_place_and_other_photos_come_last(tmp_path: Path) -> None:
    scenes = [
        Image.effect_mandelbrot((1600, 1200), extent, 60).convert("RGB")
        for extent in ((-3, -2.5, 2, 2.5), (-1, -1, 0.4, 0.2), (-0.8, 0, -0.6, 0.2))
    ]
    for number, scene in enumerate(scenes):
        (tmp_path / f"ảnh {number + 9}.jpg").write_bytes(encoded(scene))
    copy = encoded(scenes[1].resize((400, 300)), quality=50)
    flow = "<p>Tên bài viết thử nghiệm</p><p><img src='a'></p><p><em>Quang cảnh hội nghị</em></p><p>Một câu dài hơn của bài.</p>"
    options = ComposeOptions(photos=tuple(tmp_path.iterdir()))
    draft = compose(SourceDocument("x.docx", "0" * 64, flow, {"a": copy}), site(), options)
    sizes = {
        name: Image.open(BytesIO(content)).size for name, content in draft.files.items() if isinstance(content, bytes)
    }
    assert sizes == dict.fromkeys(
        ("quang-canh-hoi-nghi.jpg", "ten-bai-viet-thu-nghiem-1.jpg", "ten-bai-viet-thu-nghiem-2.jpg"), (1600, 1200)
    )
    assert draft.text.endswith("![](ten-bai-viet-thu-nghiem-1.jpg)\n\n![](ten-bai-viet-thu-nghiem-2.jpg)\n")
    told = {doubt.kind: doubt.about for doubt in draft.doubts}
    assert told["photo-original"] == "ảnh 10.jpg"
    assert told["photos-added"] == "ảnh 9.jpg, ảnh 11.jpg"
