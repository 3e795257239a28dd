"""Pictures come as they lie in the file; what was cropped away is gone, and what is no picture here is named."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.word.pictures import Frame, cut_picture
from tests.newsdesk.importing.word.making import box, p, picture, r, read, relation
from tests.newsdesk.importing.word.test_reader import left, plain


def halves(kind: str = "PNG", **options: object) -> bytes:
    """Return a picture whose left half is red and whose right one is blue."""
    image = Image.new("RGB", (200, 100), "red")
    image.paste("blue", (100, 0, 200, 100))
    content = BytesIO()
    image.save(content, kind, **options)
    return content.getvalue()


def read_with(body: str, **files: bytes) -> SourceDocument:
    relations = "".join(relation(name, "image", f"media/{name}.png") for name in files)
    return read(body, parts={f"word/media/{name}.png": data for name, data in files.items()}, relations=relations)


def test_a_picture_comes_as_it_lies() -> None:
    found = read_with(p(picture("a", alt="Lễ khai giảng")) + p(picture("a")), a=halves())
    assert plain(found) == '<p><img src="a.png" alt="Lễ khai giảng"></p><p><img src="a.png" alt=""></p>'
    assert found.pictures == {"a.png": halves()}


def test_what_was_cropped_away_is_gone() -> None:
    found = read_with(p(picture("a", '<a:srcRect l="50000"/>')) + p(picture("a")), a=halves("JPEG", quality=95))
    cropped, whole = found.pictures.values()
    assert whole == halves("JPEG", quality=95)
    with Image.open(BytesIO(cropped)) as image:
        assert image.size == (100, 100)
        # A red pixel would be one that the editor took away.
        pixels = image.convert("RGB").tobytes()
        assert min(pixels[2::3]) > 150
        assert max(pixels[::3]) < 100
    assert [(each.kind, each.where) for each in found.doubts] == [("cropped", "đoạn 1")]


def test_what_cannot_be_cropped_is_not_shown() -> None:
    found = read_with(p(r("x"), picture("a", '<a:srcRect l="50000"/>')), a=b"\xff\xd8\xff broken")
    assert plain(found) == "<p>x</p>"
    assert found.pictures == {}
    assert left(found) == [("picture-refused", "a.png")]


@pytest.mark.parametrize(
    ("rotation", "size", "corner"), [(90, (100, 200), "red"), (270, (100, 200), "blue"), (180, (200, 100), "blue")]
)
def test_a_turned_picture_is_upright(rotation: int, size: tuple[int, int], corner: str) -> None:
    found = read_with(p(picture("a", rotation=rotation)), a=halves())
    with Image.open(BytesIO(found.pictures["a.png"])) as image:
        assert image.size == size
        assert image.convert("RGB").getpixel((0, 0)) == {"red": (255, 0, 0), "blue": (0, 0, 255)}[corner]


def test_a_photo_that_says_how_it_was_held_is_not_turned_twice() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    cut = cut_picture(halves("JPEG", exif=exif), Frame(left=0.75, rotation=90))
    assert cut is not None
    with Image.open(BytesIO(cut)) as image:
        assert image.size == (50, 100)
        assert image.getexif()[0x0112] == 6


def test_margins_that_were_added_crop_nothing() -> None:
    found = read_with(p(picture("a", '<a:srcRect l="-20000" t="10"/>')), a=halves())
    assert found.pictures == {"a.png": halves()}


@pytest.mark.parametrize(
    "alt",
    [
        "IMG_2031.JPG",
        "C:\\Users\\A\\anh.png",
        "A picture containing text. Description automatically generated",
        "Picture 3",
    ],
)
def test_descriptions_that_word_makes_up_are_none(alt: str) -> None:
    assert 'alt=""' in read_with(p(picture("a", alt=alt)), a=halves()).flow


def test_pictures_that_are_not_in_the_file() -> None:
    relations = relation("w", "image", "https://so.example/anh.jpg", external=True) + relation(
        "f", "image", "file:///D:/anh.jpg", external=True
    )
    found = read(
        p(r("x"), picture("w"), picture("f"), picture("none")),
        relations=relations + relation("gone", "image", "media/x.png"),
    )
    assert plain(found) == '<p>x<img src="https://so.example/anh.jpg" alt=""></p>'
    assert left(found) == [("external-picture", "file:///D:/anh.jpg"), ("missing-picture", "none")]
    assert [(each.kind, each.about) for each in found.doubts] == [("external-link", "https://so.example/anh.jpg")]


def test_a_part_outside_of_the_file_is_none() -> None:
    found = read(p(r("x"), picture("a")), relations=relation("a", "image", "../../../etc/passwd"))
    assert left(found) == [("missing-picture", "passwd")]


def test_pictures_of_groups_of_old_forms_and_in_boxes() -> None:
    grouped = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Group 1"/><a:graphic><a:graphicData><wpg:wgp><pic:pic><pic:blipFill>'
        '<a:blip r:embed="a"/></pic:blipFill></pic:pic><wps:wsp><wps:spPr/><wps:txbx><w:txbxContent>'
        f"{p(r('chú thích'))}</w:txbxContent></wps:txbx></wps:wsp></wpg:wgp></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
    old = '<w:r><w:pict><v:group><v:shape alt="Cổng trường"><v:imagedata r:id="b" cropleft="32768f"/></v:shape></v:group></w:pict></w:r>'
    found = read_with(p(grouped) + p(old) + p(box(p(picture("a")))), a=halves(), b=halves("BMP"))
    assert plain(found) == (
        '<p><img src="a.png" alt=""></p><aside><p>chú thích</p></aside><p><img src="b.png" alt="Cổng trường"></p>'
        '<aside><p><img src="a.png" alt=""></p></aside>'
    )
    with Image.open(BytesIO(found.pictures["b.png"])) as image:
        assert image.size == (100, 100)


def test_charts_diagrams_and_objects_are_named_with_their_words() -> None:
    def drawn(content: str) -> str:
        return f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="Biểu đồ 1"/><a:graphic><a:graphicData>{content}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'

    chart = "<c:chartSpace {spaces}><c:title><a:p><a:r><a:t>Kết </a:t></a:r><a:r><a:t>quả</a:t></a:r></a:p></c:title><c:cat><c:pt><c:v>Lớp 9</c:v></c:pt></c:cat></c:chartSpace>"
    diagram = "<dgm:dataModel {spaces}><dgm:pt><a:p><a:r><a:t>Giám đốc</a:t></a:r></a:p></dgm:pt></dgm:dataModel>"
    thing = '<w:r><w:object><v:shape><v:imagedata r:id="a"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
    line = '<w:r><w:pict><v:line id="kẻ"/></w:pict></w:r>'
    mark = (
        '<w:r><w:pict><v:shape id="PowerPlusWaterMarkObject1"><v:textpath string="DỰ THẢO"/></v:shape></w:pict></w:r>'
    )
    found = read(
        p(drawn('<c:chart r:id="c"/>'), drawn('<dgm:relIds r:dm="d"/>'), thing, line, mark),
        parts={"word/c.xml": chart, "word/d.xml": diagram, "word/media/a.png": halves()},
        relations=relation("c", "chart", "c.xml")
        + relation("d", "diagramData", "d.xml")
        + relation("a", "image", "media/a.png"),
    )
    assert plain(found) == '<p><img src="a.png" alt=""></p>'
    assert left(found) == [
        ("chart", "Kết quả\nLớp 9"),
        ("smartart", "Giám đốc"),
        ("embedded", "Excel.Sheet.12"),
        ("shape", "kẻ"),
        ("watermark", "DỰ THẢO"),
    ]
    assert {each.where for each in found.left_out} == {"đoạn 1"}


def test_a_picture_that_unfolds_to_more_than_any_is_not_cropped() -> None:
    size = struct.pack(">II", 60_000, 60_000)
    content = (
        halves()[:16]
        + size
        + b"\x08\x02\0\0\0"
        + struct.pack(">I", zlib.crc32(b"IHDR" + size + b"\x08\x02\0\0\0"))
        + halves()[33:]
    )
    assert cut_picture(content, Frame(left=0.5)) is None
