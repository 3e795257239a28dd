"""Joomla's dumps become documents."""

from hashlib import md5
from pathlib import Path
from typing import Any

import pytest

from newsdesk.importing.portals import PortalOptions, open_portal
from newsdesk.importing.source_document import LIKELY
from tests.counter.sql_dumps import FORMS, SqlTable, write_dump
from tests.newsdesk.importing.portals import joomla_site as site
from tests.newsdesk.importing.portals.conftest import Read

ARTICLE: dict[str, Any] = {
    "id": 12, "title": "Hội nghị sơ kết", "alias": "hoi-nghi-so-ket", "introtext": "<p>Sáng 20/5.</p>{loadposition quang-cao}",
    "fulltext": '<p><img src="images/tin/giua.jpg" alt=""></p><hr title="Phần hai" class="system-pagebreak"><p>Tiếp theo.</p>', "catid": 9,
    "created_by": 42, "hits": 77, "images": site.IMAGES, "urls": '{"urla":"https://moet.example/1","urlatext":"Toàn văn","urlb":false}',
    "modified": "2020-06-01 00:00:00", "publish_down": "2020-12-31 17:00:00",
}  # fmt: skip


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    for name in ("tin/lon.jpg", "tin/giua.jpg", "stories/cu.jpg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    return folder


@pytest.mark.parametrize("form", FORMS)
def test_article_of_joomla_4(read: Read, images: Path, form: str) -> None:
    found, told = read(site.joomla_4(ARTICLE), form, PortalOptions(uploads=images, address="https://so.example"))
    assert (list(found), told) == (["article 12"], ())
    article = found["article 12"]
    fields = {name: field.value for name, field in article.fields.items()}
    aliases = fields.pop("aliases")
    assert fields == {
        "title": "Hội nghị sơ kết",
        "date": "2020-05-20 08:00",
        "updated": "2020-06-01 07:00",
        "expires": "2021-01-01 00:00",
        "status": "published",
        "tags": ("sơ kết",),
        "category": "Hoạt động ngành",
        "author": ("Thu Hằng",),
        "views": "77",
        "lead": "lon.jpg",
        "lead_caption": "Quang cảnh",
        "lead_alt": "Hội trường",
        "old_queries": (
            "/index.php?option=com_content&view=article&id=12",
            "/index.php?option=com_content&view=article&id=12:hoi-nghi-so-ket",
            "https://so.example/tin-moi/12-hoi-nghi-so-ket",
        ),
    }
    assert article.fields["author"].grade == LIKELY
    assert {
        "/tin-moi/12-hoi-nghi-so-ket.html",
        "/tin-moi/hoi-nghi-so-ket",
        "/tin-tuc/hoat-dong/12-hoi-nghi-so-ket",
        "/component/content/article/9-hoat-dong/12-hoi-nghi-so-ket",
        "/index.php/tin-moi/hoi-nghi-so-ket",
    } <= set(aliases)
    assert dict(article.pictures) == {"giua.jpg": images / "tin/giua.jpg", "lon.jpg": images / "tin/lon.jpg"}
    for words in ("Sáng 20/5.", ">Phần hai</h2>", "Tiếp theo.", '<a href="https://moet.example/1">Toàn văn</a>'):
        assert words in article.flow
    assert {(each.kind, each.text) for each in article.left_out} == {
        ("furniture", "{loadposition quang-cao}"),
        ("field-unknown", "Nơi diễn ra: Hội trường Sở"),
    }
    assert "bi-mat" not in repr(found) and "hang@" not in repr(found)


def test_no_password_is_on_the_disk_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "so.sql").write_text("".join(write_dump(site.joomla_4(ARTICLE), "mysqldump")), encoding="utf-8")
    with open_portal(tmp_path / "so.sql", PortalOptions(), tmp_path):
        (rows,) = tmp_path.glob("ban-tin-dump-*/rows.db")
        kept = rows.read_bytes()
    assert "Thu Hằng".encode() in kept and b"bi-mat" not in kept and b"hang@" not in kept


@pytest.mark.parametrize(
    ("state", "status", "doubts"),
    [(1, "published", []), (0, "draft", ["not-public"]), (2, "published", []), (-2, "draft", ["not-public"])],
)
def test_states(read: Read, state: int, status: str, doubts: list[str]) -> None:
    article = read(site.joomla_4(ARTICLE | {"state": state, "images": ""}))[0]["article 12"]
    assert article.fields["status"].value == status
    assert [each.kind for each in article.doubts if each.kind == "not-public"] == doubts


def test_article_of_joomla_15(read: Read, images: Path) -> None:
    row = {"id": 3, "title": "Lịch thi", "alias": "lich-thi", "introtext": "<p>{mosimage}Thi ngày 2/6.</p>{mosimage}", "images": "cu.jpg|left|Sân trường|0|Sân trường sáng nay|bottom", "catid": 34, "sectionid": 5, "state": -1, "created_by_alias": "Phòng Khảo thí"}  # fmt: skip
    article = read(site.joomla_15(row), options=PortalOptions(uploads=images, categories=("Chuyên môn",)))[0][
        "article 3"
    ]
    assert (article.fields["category"].value, article.fields["tags"].value) == ("Chuyên môn", ("Thi cử",))
    assert (article.fields["author"].value, article.fields["status"].value) == (("Phòng Khảo thí",), "published")
    assert list(article.pictures) == ["cu.jpg"]
    assert "Sân trường sáng nay</figcaption>" in article.flow
    assert {"/chuyen-mon/thi/3-lich-thi.html", "/chuyen-mon/3-lich-thi"} <= set(article.fields["aliases"].value)
    assert [each.kind for each in article.left_out] == ["missing-picture"]


def test_article_of_k2(read: Read, tmp_path: Path) -> None:
    picture = tmp_path / "media/k2/items/src" / f"{md5(b'Image5', usedforsecurity=False).hexdigest()}.jpg"
    picture.parent.mkdir(parents=True)
    picture.write_bytes(b"x")
    row = {"id": 5, "title": "Ngày hội đọc sách", "alias": "ngay-hoi", "introtext": "<p>Vui.</p>", "catid": 2, "created": "2020-05-20 01:00:00", "publish_up": "2020-05-20 01:00:00", "image_caption": "Ngày hội", "image_credits": "Lan", "hits": 3}  # fmt: skip
    tables = [
        SqlTable("j_k2_categories", site.K2_CATEGORIES, [{"id": 2, "name": "Phong trào", "alias": "phong-trao"}]),
        SqlTable("j_k2_items", site.K2, [row, row | {"id": 6, "trash": 1}]),
    ]
    found, _ = read(tables, options=PortalOptions(uploads=tmp_path))
    article = found["k2 5"]
    assert {name: article.fields[name].value for name in ("category", "lead_caption", "lead_credit", "views")} == {
        "category": "Phong trào",
        "lead_caption": "Ngày hội",
        "lead_credit": "Lan",
        "views": "3",
    }
    assert list(article.pictures.values()) == [picture]
    assert "/component/k2/item/5-ngay-hoi" in article.fields["aliases"].value
    assert found["k2 6"].fields["status"].value == "draft"


def test_the_title_that_joomla_shows_under_a_picture_is_a_caption(read: Read, images: Path) -> None:
    picture = '<p><img src="images/tin/giua.jpg" alt="alt" title="Học sinh nhận thưởng" class="caption" /></p><p><img src="images/tin/lon.jpg" alt="" title="Chỉ hiện khi rê chuột" class="x" /></p>'
    row = {"id": 3, "title": "Lịch thi", "alias": "lich-thi", "introtext": picture, "catid": 34, "sectionid": 5, "state": 1}  # fmt: skip
    article = read(site.joomla_15(row), options=PortalOptions(uploads=images))[0]["article 3"]
    assert "<em>Học sinh nhận thưởng</em>" in article.flow
    assert "rê chuột" not in article.flow
