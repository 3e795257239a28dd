"""The demo pictures: what is drawn, how it is stored, what is found and what is refused."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat
from PIL.ExifTags import IFD, Base

from demo.pictures import __main__ as command
from demo.pictures import picture
from demo.pictures.exif import MAKE, MODEL, TAKEN, as_stored, tags
from demo.pictures.references import in_article, in_folder
from demo.pictures.scenes import SCENES

SMALL = (400, 300)
EXPECTED = {
    "hoi-truong",
    "buc-phat-bieu",
    "bo-phieu",
    "bieu-quyet",
    "chuc-mung",
    "khen-thuong",
    "dai-bieu",
    "thao-luan",
    "hop-ban",
    "truong-hoc",
    "lop-hoc",
    "phong-thi",
    "thu-vien",
    "thi-nghiem",
    "the-thao",
    "khai-giang",
    "van-ban",
    "tap-huan",
    "may-tinh",
    "vung-cao",
    "mam-non",
    "bang-tin",
    "hoc-bong",
    "doc-sach",
    "cau-lac-bo",
    "hai-dao",
}


def opened(scene: str, name: str) -> Image.Image:
    """Return the small picture called name, as a reader would open it."""
    return Image.open(BytesIO(picture.render(scene, name, SMALL)))


def article(folder: Path, text: str, name: str = "index.md") -> Path:
    """Write an article and return its path."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the command draw small pictures, in this process: starting workers costs more than drawing."""

    def draw(order: picture.Order) -> None:
        order.target.write_bytes(picture.render(order.scene, order.name, SMALL))

    class Pool:
        def __enter__(self) -> "Pool":
            return self

        def __exit__(self, *_: object) -> None:
            pass

        map = staticmethod(map)

    monkeypatch.setattr(command, "draw", draw)
    monkeypatch.setattr(command, "ProcessPoolExecutor", Pool)


def test_all_scenes_are_known() -> None:
    assert set(SCENES) == EXPECTED


@pytest.mark.parametrize("scene", sorted(EXPECTED))
def test_scene_draws_a_jpeg_with_exif(scene: str) -> None:
    with opened(scene, f"tin/{scene}.jpg") as image:
        assert image.format == "JPEG"
        assert sorted(image.size) == sorted(SMALL)
        exif = image.getexif()
        assert exif[Base.Make] == MAKE
        assert exif[Base.Model] == MODEL
        assert exif[Base.Orientation] in (1, 3, 6, 8)
        assert exif.get_ifd(IFD.Exif)[Base.DateTimeOriginal] == TAKEN
        # Not one flat colour: something was painted.
        assert max(ImageStat.Stat(image.convert("L")).stddev) > 12


@pytest.mark.parametrize("scene", ["hoi-truong", "truong-hoc"])
def test_same_path_same_bytes_other_path_other_picture(scene: str) -> None:
    assert picture.render(scene, "a.jpg", SMALL) == picture.render(scene, "a.jpg", SMALL)
    with opened(scene, "a.jpg") as a, opened(scene, "b.jpg") as b:
        pair = [ImageOps.exif_transpose(image).convert("RGB").resize(SMALL) for image in (a, b)]
    assert sum(ImageStat.Stat(ImageChops.difference(*pair)).mean) > 10


def test_camera_choices_spread_over_paths() -> None:
    upright = turned = 0
    count = 60
    for i in range(count):
        with Image.open(BytesIO(picture.render("buc-phat-bieu", f"{i}.jpg", (64, 48)))) as image:
            exif = image.getexif()
            turned += exif[Base.Orientation] != 1
            assert not exif.get_ifd(IFD.GPSInfo)
            shown = ImageOps.exif_transpose(image)
            upright += shown.height > shown.width
    assert count * 0.15 < upright < count * 0.5
    assert upright <= turned < count * 0.7


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_orientation_restores_the_upright_picture(orientation: int) -> None:
    upright = Image.new("RGB", (4, 3))
    upright.putpixel((0, 0), (255, 0, 0))
    file = BytesIO()
    as_stored(upright, orientation).save(file, "PNG", exif=tags(orientation))
    with Image.open(file) as stored:
        assert ImageOps.exif_transpose(stored).tobytes() == upright.tobytes()


def test_references_in_all_forms(tmp_path: Path) -> None:
    found = in_article(
        article(
            tmp_path,
            '---\ntitle: "Tin"\nlead: minh-hoa-hoi-truong.jpg\n---\n'
            "![a](minh-hoa-bo-phieu-2.jpg)\n*Chú thích.*\n"
            '![b]({attach}minh-hoa-the-thao.jpg "Chú thích") ![c](<minh-hoa-hai-dao-12.jpg>)\n'
            "![d](anh-that.jpg) and minh-hoa-lop-hoc.jpg in words\n"
            "```\n![e](minh-hoa-van-ban.jpg)\n```\n"
            "![f][g]\n\n[g]: minh-hoa-thu-vien.jpg\n",
        )
    )
    assert [(f.line, f.file, f.scene) for f in found] == [
        (3, "minh-hoa-hoi-truong.jpg", "hoi-truong"),
        (5, "minh-hoa-bo-phieu-2.jpg", "bo-phieu"),
        (7, "minh-hoa-the-thao.jpg", "the-thao"),
        (7, "minh-hoa-hai-dao-12.jpg", "hai-dao"),
        (14, "minh-hoa-thu-vien.jpg", "thu-vien"),
    ]


def test_lead_in_pelican_metadata_without_fence(tmp_path: Path) -> None:
    article(tmp_path / "x", "Title: Tin\nLead: minh-hoa-chuc-mung-3.jpg\n\nlead: minh-hoa-hop-ban.jpg\n", "tin.md")
    assert [f.target for f in in_folder(tmp_path)] == [tmp_path / "x" / "minh-hoa-chuc-mung-3.jpg"]


@pytest.mark.usefixtures("small")
def test_draws_each_missing_picture_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "tin"
    article(
        folder, "---\nlead: 'minh-hoa-van-ban.jpg'\n---\n![a](minh-hoa-van-ban.jpg)\n![b](minh-hoa-thu-vien-2.jpg)\n"
    )
    kept = folder / "minh-hoa-thu-vien-2.jpg"
    kept.write_bytes(b"mine")
    assert command.main([str(tmp_path)]) == 0
    assert capsys.readouterr().out.endswith("drawing pictures: 1\n")
    assert kept.read_bytes() == b"mine"
    drawn = (folder / "minh-hoa-van-ban.jpg").read_bytes()
    assert drawn == picture.render("van-ban", "tin/minh-hoa-van-ban.jpg", SMALL)
    assert command.main([str(tmp_path)]) == 0
    assert capsys.readouterr() == ("", "")


def test_unknown_scenes_are_all_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = article(tmp_path / "a", "![a](minh-hoa-bien.jpg)\n![b](minh-hoa-lop-hoc.jpg)\n")
    second = article(tmp_path / "b", "---\nlead: minh-hoa-Nui-2.jpg\n---\n")
    assert command.main([str(tmp_path)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert f"{first}:1: unknown scene “bien”" in err
    assert f"{second}:2: unknown scene “Nui”" in err
    assert "known scenes: bang-tin, " in err
    assert not list(tmp_path.rglob("*.jpg"))


def test_missing_content_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([str(tmp_path / "none")]) == 1
    assert "no such folder" in capsys.readouterr().err


def test_file_appears_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "minh-hoa-lop-hoc.jpg"
    monkeypatch.setattr(picture, "render", lambda scene, name: b"data")
    picture.draw(picture.Order(target, target.name, "lop-hoc"))
    assert target.read_bytes() == b"data"
    assert list(tmp_path.iterdir()) == [target]
