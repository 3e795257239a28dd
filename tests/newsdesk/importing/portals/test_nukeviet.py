"""NukeViet's dumps become documents."""

import gzip
import os
import re
import time
from collections import Counter
from html import escape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.importing.portals import PortalOptions, PortalRecord, open_portal, read_record
from newsdesk.importing.portals.entry import plain_words
from newsdesk.importing.portals.nukeviet.news import LOCKED_WITH_CATEGORY
from newsdesk.importing.source_document import LIKELY, SURE, Found, RefusedSourceError, SourceDocument
from newsdesk.importing.web_page.where import said
from tests.counter.sql_dumps import FORMS, SqlTable, write_dump
from tests.newsdesk.importing.portals import nukeviet_site as site
from tests.newsdesk.importing.portals.conftest import Read

MAY_20 = 1589936400  # 2020-05-20 08:00 in Vietnam
BODY = """<p style="text-align: justify;"><strong>Sáng 20/5, Sở tổ chức hội nghị.</strong></p>
<p>Dự hội nghị có "đại diện" các trường&nbsp;và O'Neill.</p>
<p><img alt="b" src="/uploads/news/2020_05/b.jpg" /></p>
<p>Xem <a href="http://www.so.example/uploads/news/2020_05/ke-hoach.pdf">kế hoạch</a> và <a href="/vi/news/cu/bai-cu-5.html">bài cũ</a>.</p>
<script>alert(1)</script><iframe src="https://video.example/1"></iframe>"""
ARTICLE = {
    "id": 1187, "catid": 5, "listcatid": "5,7", "title": "Hội nghị &quot;sơ kết&quot; GD&amp;ĐT", "alias": "hoi-nghi-so-ket",
    "hometext": "Sáng 20/5, Sở tổ chức<br />hội nghị.", "publtime": MAY_20, "addtime": MAY_20, "edittime": MAY_20 + 200_000, "author": "Bá Hải",
    "sourceid": 3, "homeimgfile": "2020_05/a.jpg", "homeimgalt": "Quang cảnh hội nghị", "hitstotal": 1250, "topicid": 2, "exptime": MAY_20 + 10**7,
}  # fmt: skip
WHOLE: dict[str, Any] = {
    "articles": [ARTICLE],
    "details": [{"id": 1187, "bodyhtml": BODY, "files": "2020_05/c.docx,2020_05/mat.pdf", "sourcetext": "https://bao.example/x"}],
    "categories": [
        {"catid": 2, "title": "Tin tức", "alias": "tin-tuc"},
        {"catid": 5, "parentid": 2, "title": "Hoạt động ngành", "alias": "hoat-dong-nganh"},
        {"catid": 7, "title": "Công tác Đảng", "alias": "cong-tac-dang"},
    ],
    "tags": [{"id": 1187, "tid": 1, "keyword": "sơ kết"}, {"id": 9, "tid": 1, "keyword": "của bài khác"}],
    "sources": [{"sourceid": 3, "title": "Báo Thanh Sơn", "link": "https://bao.example"}],
    "topics": [{"topicid": 2, "title": "Năm học 2020", "alias": "nam-hoc-2020"}],
    "authors": [{"id": 1187, "aid": 1, "alias": "minh-ha", "pseudonym": "Minh Hà"}],
    "comments": [
        {"cid": 1, "module": "news", "id": 1187, "content": "Hay<br />quá", "post_name": "Lan", "post_email": "lan@thu.example", "post_ip": "203.0.113.7", "post_time": MAY_20, "status": 1},
        {"cid": 2, "module": "news", "id": 1187, "content": "Chờ duyệt", "post_name": "Ai đó", "status": 0},
        {"cid": 3, "module": "page", "id": 1187, "content": "Của trang", "post_name": "Ai đó", "status": 1},
    ],
    "pages": [{"id": 3, "title": "Giới thiệu", "alias": "gioi-thieu", "description": "Vài lời", "bodytext": "<h2>Lịch sử</h2><p>Thành lập năm 1955.</p>", "image": "so.jpg", "hitstotal": 4}],
    "modules": [
        {"title": "news", "module_file": "news", "module_data": "news", "module_upload": "news"},
        {"title": "gioi-thieu-so", "module_file": "page", "module_data": "page", "module_upload": "page"},
    ],
    "settings": [
        {"lang": "sys", "module": "global", "config_name": "my_domains", "config_value": "so.example,www.so.example"},
        {"lang": "sys", "module": "global", "config_name": "smtp_password", "config_value": "bi-mat"},
    ],
    "copies": [ARTICLE],
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_article(read: Read, uploads: Path, form: str) -> None:
    options = PortalOptions(uploads=uploads, categories=("Công tác Đảng", "Tin hoạt động"))
    found, told = read(site.portal(**WHOLE), form, options)
    assert (set(found), told) == ({"news 1187", "page 3"}, ())
    article = found["news 1187"]
    assert {name: field.value for name, field in article.fields.items()} == {
        "title": 'Hội nghị "sơ kết" GD&ĐT',
        "date": "2020-05-20 08:00",
        "updated": "2020-05-22 15:33",
        "expires": "2020-09-13 01:46",
        "status": "published",
        "category": "Công tác Đảng",
        "tags": ("sơ kết", "Năm học 2020", "Hoạt động ngành"),
        "authors": ("Minh Hà", "Bá Hải"),
        "source": "Báo Thanh Sơn",
        "source_url": "https://bao.example/x",
        "summary": "Sáng 20/5, Sở tổ chức hội nghị.",
        "views": "1250",
        "lead": "a.jpg",
        "lead_caption": "Quang cảnh hội nghị",
        "aliases": (
            "/vi/news/hoat-dong-nganh/hoi-nghi-so-ket-1187.html",
            "/news/hoat-dong-nganh/hoi-nghi-so-ket-1187.html",
            "/vi/news/cong-tac-dang/hoi-nghi-so-ket-1187.html",
            "/news/cong-tac-dang/hoi-nghi-so-ket-1187.html",
            "/vi/news/hoat-dong-nganh/hoi-nghi-so-ket-1187/",
            "/news/hoat-dong-nganh/hoi-nghi-so-ket-1187/",
        ),
        "old_queries": (
            "/index.php?language=vi&nv=news&op=hoat-dong-nganh/hoi-nghi-so-ket-1187",
            "/index.php?language=vi&nv=news&op=hoat-dong-nganh/hoi-nghi-so-ket-1187.html",
            "/index.php?language=vi&nv=news&op=cong-tac-dang/hoi-nghi-so-ket-1187",
            "/index.php?language=vi&nv=news&op=cong-tac-dang/hoi-nghi-so-ket-1187.html",
            "http://so.example/vi/news/hoat-dong-nganh/hoi-nghi-so-ket-1187.html",
        ),
    }
    assert article.fields["date"] == Found("2020-05-20 08:00", SURE, "nv4_vi_news_rows, id 1187, publtime", str(MAY_20))
    assert article.name == "nv4_vi_news_rows, id 1187"
    assert dict(article.pictures) == {"b.jpg": uploads / "news/2020_05/b.jpg", "a.jpg": uploads / "news/2020_05/a.jpg"}
    assert dict(article.attachments) == {
        "ke-hoach.pdf": uploads / "news/2020_05/ke-hoach.pdf",
        "c.docx": uploads / "news/2020_05/c.docx",
    }
    assert '<img src="b.jpg" alt="">' in article.flow
    assert '<a href="ke-hoach.pdf">kế hoạch</a>' in article.flow
    assert 'href="http://so.example/vi/news/cu/bai-cu-5.html"' in article.flow
    assert "Sáng 20/5" not in article.flow and "script" not in article.flow and "iframe" not in article.flow
    assert [(each.kind, each.text) for each in article.left_out] == [
        ("duplicate", "Sáng 20/5, Sở tổ chức hội nghị."),
        ("missing-attachment", "2020_05/mat.pdf"),
    ]
    assert [(each.id, each.name, each.text, f"{each.received:%Y-%m-%d %H:%M}") for each in article.comments] == [
        (1, "Lan", "Hay\nquá", "2020-05-20 08:00")
    ]


def test_nothing_private_is_kept(read: Read, uploads: Path) -> None:
    found, _ = read(site.portal(**WHOLE), options=PortalOptions(uploads=uploads))
    assert not re.search(r"bi-mat|lan@thu|203\.0\.113|Chờ duyệt|Lời cũ|của bài khác|Của trang", repr(found))


def test_nothing_private_is_on_the_disk_meanwhile(tmp_path: Path) -> None:
    (tmp_path / "so.sql").write_text("".join(write_dump(site.portal(**WHOLE), "mysqldump")), encoding="utf-8")
    with open_portal(tmp_path / "so.sql", PortalOptions(), tmp_path):
        (rows,) = tmp_path.glob("ban-tin-dump-*/rows.db")
        kept = rows.read_bytes()
    assert "Hội nghị".encode() in kept
    assert not re.search("bi-mat|lan@thu|203\\.0\\.113|riêng@so|Chờ duyệt|Lời cũ".encode(), kept)
    assert not rows.exists()


def test_rows_of_a_run_that_was_killed_are_deleted_the_next_day(tmp_path: Path) -> None:
    (tmp_path / "so.sql").write_text("".join(site_text()), encoding="utf-8")
    for name, age in (("old", 90_000), ("new", 60)):
        folder = tmp_path / f"ban-tin-dump-{name}"
        folder.mkdir()
        (folder / "rows.db").write_text("x")
        os.utime(folder, (time.time() - age, time.time() - age))
    open_portal(tmp_path / "so.sql", PortalOptions(), tmp_path).close()
    assert [each.name for each in tmp_path.glob("ban-tin-dump-*")] == ["ban-tin-dump-new"]


def test_page(read: Read, uploads: Path) -> None:
    page = read(site.portal(**WHOLE), options=PortalOptions(uploads=uploads))[0]["page 3"]
    assert page.is_page
    assert page.fields["summary"].value == "Vài lời"
    assert page.fields["aliases"].value == (
        "/vi/gioi-thieu-so/gioi-thieu.html",
        "/gioi-thieu-so/gioi-thieu.html",
        "/vi/gioi-thieu-so/gioi-thieu/",
        "/gioi-thieu-so/gioi-thieu/",
    )
    assert (page.fields["views"].value, page.flow[:32]) == ("4", '<figure><img src="so.jpg" alt=""')
    assert "<h2" in page.flow and "date" not in page.fields and "category" not in page.fields


@pytest.mark.parametrize(
    ("row", "status", "doubt"),
    [
        ({"status": 1}, "published", ""),
        ({"status": 0}, "draft", "not-public"),
        ({"status": 2, "publtime": 4_000_000_000}, "published", ""),
        ({"status": 3, "exptime": MAY_20 + 9}, "published", ""),
        ({"status": 3}, "draft", "not-public"),
        ({"status": 4}, "draft", ""),
        ({"status": 5}, "draft", "not-public"),
        ({"status": 10}, "draft", "not-public"),
        ({"status": 22}, "draft", "not-public"),
        ({"status": 1, "publtime": 0}, "draft", ""),
        ({"status": 77}, "draft", "not-public"),
    ],
)
def test_states(row: dict[str, Any], status: str, doubt: str) -> None:
    found = read_article({"id": 1, "publtime": MAY_20, "title": "A", "alias": "a"} | row)
    assert found.fields["status"].value == status
    assert [each.kind for each in found.doubts if each.kind == "not-public"] == ([doubt] if doubt else [])


def test_article_of_a_category_that_was_switched_off() -> None:
    found = read_article({"id": 1, "publtime": MAY_20, "title": "A", "alias": "a", "status": 22})
    assert [each.about for each in found.doubts] == [said(LOCKED_WITH_CATEGORY)]


def read_article(
    row: dict[str, Any],
    body: str | None = "<p>Lời</p>",
    options: PortalOptions | None = None,
    files: str = "",
    **related: Any,
) -> SourceDocument:
    """Read an article whose category is called Tin."""
    context = {"language": "vi", "module": "news", "upload": "news", "hosts": "", "ending": ".html"}
    rows = {"category": [{"title": "Tin", "alias": "tin"}], **related}
    if body is not None:
        rows["body"] = [{"bodyhtml": body, "files": files}]
    record = PortalRecord(
        "nukeviet",
        "news",
        "nv4_vi_news_rows",
        str(row["id"]),
        "utf8",
        packed(row),
        {name: tuple(map(packed, each)) for name, each in rows.items()},
        context,
    )
    return read_record(record, options or PortalOptions())


def packed(row: dict[str, Any]) -> dict[str, bytes | None]:
    return {name: None if value is None else str(value).encode() for name, value in row.items()}


def test_category_that_the_site_does_not_have_is_a_tag_and_a_doubt() -> None:
    found = read_article({"id": 1, "title": "A", "alias": "a"}, options=PortalOptions(categories=("Thông báo",)))
    assert found.fields["tags"].value == ("Tin",)
    assert "category" not in found.fields
    assert ("category-unknown", "Tin") in [(each.kind, each.about) for each in found.doubts]


def test_category_above_is_taken_where_the_site_has_only_that() -> None:
    rows = [{"title": "Bậc tiểu học", "alias": "th"}, {"title": "Dạy và học", "alias": "dvh"}]
    found = read_article(
        {"id": 1, "title": "A", "alias": "a"}, options=PortalOptions(categories=("Dạy và học",)), category=rows
    )
    assert (found.fields["category"].value, found.fields["tags"].value) == ("Dạy và học", ("Bậc tiểu học",))


def test_bodies_of_version_3_lie_in_tables_of_two_thousand(read: Read) -> None:
    tables = [
        SqlTable(
            "so_gd_2_vi_tin_tuc_bodyhtml_1",
            site.columns("id:int bodyhtml:longtext sourcetext:varchar(255)"),
            [{"id": 7, "bodyhtml": "<p>Bảy</p>"}],
        ),
        SqlTable(
            "so_gd_2_vi_tin_tuc_bodyhtml_2",
            site.columns("id:int bodyhtml:longtext sourcetext:varchar(255)"),
            [{"id": 2001, "bodyhtml": "<p>Hai nghìn</p>"}],
        ),
        SqlTable(
            "so_gd_2_vi_tin_tuc_rows",
            site.ROWS | site.columns("keywords:text"),
            [{"id": 2001, "title": "B", "keywords": "sơ kết, thi đua"}, {"id": 7, "title": "A"}],
        ),
    ]
    found, _ = read(tables)
    assert list(found) == ["news 7", "news 2001"]
    assert [">Bảy<" in found["news 7"].flow, ">Hai nghìn<" in found["news 2001"].flow] == [True, True]
    assert found["news 2001"].fields["tags"].value == ("sơ kết", "thi đua")
    assert found["news 2001"].fields["tags"].grade == LIKELY


LAW = {
    "id": 12, "title": "Quyết định về kế hoạch năm học", "alias": "quyet-dinh-12", "code": "1284/QĐ-SGDĐT", "cid": 1, "sid": 2, "sgid": 3,
    "introtext": "Ban hành kế hoạch thời gian năm học", "bodytext": "<p>Điều 1.</p>", "files": "qd-12.pdf", "addtime": MAY_20, "publtime": MAY_20 - 86400,
    "startvalid": MAY_20, "exptime": MAY_20 + 10**7, "view_hits": 40, "relatement": "13", "replacement": "14", "note": "Gửi các phòng",
}  # fmt: skip


def laws() -> list[SqlTable]:
    base = "nv4_vi_laws"
    return [
        SqlTable(f"{base}_area", site.LAW_TITLES, [{"id": 9, "title": "Giáo dục trung học"}]),
        SqlTable(f"{base}_cat", site.LAW_TITLES, [{"id": 1, "title": "Quyết định"}]),
        SqlTable(
            f"{base}_row",
            site.LAW,
            [
                LAW,
                *({"id": n, "title": f"Văn bản {n}", "alias": f"van-ban-{n}", "code": f"{n}/KH"} for n in (13, 14, 15)),
            ],
        ),
        SqlTable(f"{base}_row_area", site.ROW_AREA, [{"row_id": 12, "area_id": 9}]),
        SqlTable(f"{base}_set_replace", site.REPLACED, [{"id": 1, "oid": 15, "nid": 12}]),
        SqlTable(f"{base}_signer", site.SIGNER, [{"id": 3, "title": "Lê Thị Hoài Thu"}]),
        SqlTable(f"{base}_subject", site.LAW_TITLES, [{"id": 2, "title": "Sở Giáo dục và Đào tạo"}]),
    ]


def test_law(read: Read, uploads: Path) -> None:
    found, _ = read(laws(), options=PortalOptions(uploads=uploads, documents="Văn bản"))
    law = found["law 12"]
    assert {name: field.value for name, field in law.fields.items() if name not in ("aliases", "old_queries")} == {
        "title": "Quyết định về kế hoạch năm học",
        "document_number": "1284/QĐ-SGDĐT",
        "document_type": "Quyết định",
        "document_issuer": "Sở Giáo dục và Đào tạo",
        "document_signer": "Lê Thị Hoài Thu",
        "document_issued": "2020-05-19",
        "document_effective": "2020-05-20",
        "document_abstract": "Ban hành kế hoạch thời gian năm học",
        "date": "2020-05-20 08:00",
        "status": "published",
        "views": "40",
        "category": "Văn bản",
        "tags": ("Giáo dục trung học",),
    }
    assert law.fields["aliases"].value[0] == "/vi/laws/detail/quyet-dinh-12.html"
    assert dict(law.attachments) == {"qd-12.pdf": uploads / "laws/qd-12.pdf"}
    assert [plain_words(each) for each in re.findall(r"<(?:p|li)\b[^>]*>(.*?)</(?:p|li)>", law.flow)] == [
        "Điều 1.", "Gửi các phòng", "Văn bản thay thế:", "14/KH – Văn bản 14", "Văn bản được thay thế:", "15/KH – Văn bản 15", "Văn bản liên quan:", "13/KH – Văn bản 13",
    ]  # fmt: skip
    assert [each.kind for each in law.left_out] == ["field-unknown"]


def test_archive(read: Read, uploads: Path) -> None:
    row = {"id": 4, "catid": 1, "title": "Công văn số 55/SGDĐT-VP", "alias": "cv-55", "hometext": "Về việc nghỉ lễ", "filepath": "/uploads/laws/qd-12.pdf", "sign": "Lê Thu", "signtime": MAY_20, "organid": 1, "addtime": MAY_20}  # fmt: skip
    tables = [
        SqlTable("nv4_vi_archives_organ", site.ORGAN, [{"organid": 1, "title": "Sở"}]),
        SqlTable("nv4_vi_archives_rows", site.ARCHIVE, [row]),
    ]
    found = read(tables, options=PortalOptions(uploads=uploads))[0]["archive 4"]
    assert found.fields["document_number"] == Found(
        "55/SGDĐT-VP", LIKELY, "nv4_vi_archives_rows, id 4, title", "Công văn số 55/SGDĐT-VP"
    )
    assert (found.fields["document_issuer"].value, found.fields["document_issued"].value, list(found.attachments)) == (
        "Sở",
        "2020-05-20",
        ["qd-12.pdf"],
    )


def test_other_languages_are_counted(read: Read) -> None:
    tables = [
        SqlTable("nv4_en_news_rows", site.ROWS, [{"id": 1, "title": "In English"}]),
        SqlTable("nv4_vi_news_rows", site.ROWS, [{"id": 2, "title": "Tiếng Việt"}]),
    ]
    assert set(read(tables)[0]) == {"news 2"}
    assert set(read(tables, options=PortalOptions(language="en"))[0]) == {"news 1"}


@pytest.mark.parametrize(
    "name",
    [
        "../../bi-mat.txt",
        "/uploads/../../bi-mat.txt",
        "/uploads/news/..%2f..%2f..%2fbi-mat.txt",
        "....//bi-mat.txt",
        "file:///etc/passwd",
        "/etc/passwd",
        "link.txt",
    ],
)
def test_no_file_outside_of_the_folder_is_taken(uploads: Path, name: str) -> None:
    (uploads / "news/link.txt").symlink_to(uploads.parent / "bi-mat.txt")
    row = {"id": 1, "title": "A", "alias": "a", "homeimgfile": name}
    found = read_article(
        row,
        f'<p>x <img src="{name}"> <a href="{name}">y</a></p>',
        PortalOptions(uploads=uploads),
        files=name,
    )
    assert not found.pictures and not found.attachments


def test_picture_of_another_host_is_not_the_portals(read: Read, uploads: Path) -> None:
    tables = site.portal(
        **WHOLE
        | {"details": [{"id": 1187, "bodyhtml": '<p><img src="http://other.example/uploads/news/2020_05/b.jpg"></p>'}]}
    )
    assert "b.jpg" not in read(tables, options=PortalOptions(uploads=uploads))[0]["news 1187"].pictures


def test_dump_that_breaks_off_is_told_with_what_was_read(read: Read) -> None:
    dump = "".join(site_text())
    found, told = read(dump[: dump.index("Bài 3") + 20])
    assert set(found) == {"news 1", "news 2"}
    assert [each.kind for each in told] == ["truncated"]


def site_text() -> list[str]:
    return list(
        write_dump(
            [SqlTable("nv4_vi_news_rows", site.ROWS, [{"id": n, "title": f"Bài {n}"} for n in range(1, 6)])],
            "mysqldump",
        )
    )


def test_dump_in_two_encodings(read: Read) -> None:
    title = "Hội nghị “tổng kết” Đảng bộ"
    # As MySQL reads UTF-8 that it takes for its latin1: bytes that mean nothing there stay what they are.
    wrong = "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in title.encode())
    found, _ = read("".join(site_text()).replace("Bài 3", wrong))
    assert found["news 3"].fields["title"].value == title
    assert "encoding" not in [each.kind for each in found["news 3"].doubts]


def test_an_article_is_known_in_a_later_dump_and_not_in_that_of_another_portal(read: Read) -> None:
    def digest(change: dict[str, Any]) -> str:
        return read(site.portal(**WHOLE | {"articles": [ARTICLE | change]}))[0]["news 1187"].digest

    assert digest({}) == digest({"hitstotal": 99, "title": "Sửa lại", "publtime": MAY_20 + 1, "alias": "sua-lai"})
    assert digest({}) != digest({"addtime": MAY_20 + 1})
    assert digest({"addtime": 0, "title": "A"}) != digest({"addtime": 0, "title": "B"})


@pytest.mark.parametrize("text", ["select 1;", "", "CREATE TABLE t (id int); INSERT INTO t VALUES (1);"])
def test_other_dumps_are_refused(read: Read, text: str) -> None:
    with pytest.raises(RefusedSourceError, match="unknown-dump"):
        read(text)


def test_database_of_wordpress_is_told_what_to_export(read: Read) -> None:
    with pytest.raises(RefusedSourceError, match="wordpress-dump"):
        read(
            "".join(
                f"CREATE TABLE wp_{name} (a int); INSERT INTO wp_{name} VALUES (1);\n"
                for name in ("options", "posts", "postmeta")
            )
        )


def test_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counter.mysql_dump.files.SMALL", 2**20)
    (tmp_path / "so.sql.gz").write_bytes(gzip.compress(b"\0" * 2**24))
    with pytest.raises(RefusedSourceError, match="too-packed"):
        open_portal(tmp_path / "so.sql.gz", PortalOptions(), tmp_path)
    assert [each.name for each in tmp_path.iterdir()] == ["so.sql.gz"]


@pytest.mark.parametrize(
    "body", ["<div>" * 100_000, "<b>" * 5000, "&" * 200_000, '<a href="' * 20_000, "<p>" * 50_000 + "</p>"]
)
def test_no_body_takes_long(body: str) -> None:
    began = time.process_time()
    read_article({"id": 1, "title": "<" * 50_000, "alias": '"><script>', "hometext": "<a " * 20_000 + "x"}, body)
    assert time.process_time() - began < 5


def test_tags_with_the_backslashes_of_an_older_php() -> None:
    found = read_article(
        {"id": 1, "title": "A"}, r"""<p>Xem <a href=\"https://a.example/1\" target=\'_blank\'>tin \"này\"</a></p>"""
    )
    assert '<a href="https://a.example/1">tin \\"này\\"</a>' in found.flow


def test_alias_that_is_no_address_is_none() -> None:
    assert "aliases" not in read_article({"id": 1, "title": "A", "alias": '"><script>'}).fields


def test_body_that_is_no_article_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.importing.portals.body.BODY_MOST", 1_000_000)
    with pytest.raises(RefusedSourceError, match="too-large"):
        read_article({"id": 1, "title": "A"}, "x" * 1_000_001)


WORD = st.sampled_from(["Sở", "họp", "20/5", "GD&ĐT", "“quý”", "a<b", "O'Neill", "100%", "Đảng", "{x}", "\\n"])
WORDS = st.lists(WORD, min_size=1, max_size=5).map(" ".join)
INLINE = st.tuples(
    st.sampled_from(
        [
            "{}",
            "<b>{}</b>",
            "<em>{}</em>",
            '<a href="https://a.example">{}</a>',
            '<span style="color:red">{}</span>',
            "{}<br>",
        ]
    ),
    WORDS,
)
BLOCK = st.tuples(
    st.sampled_from(["<p>{}</p>", "<div>{}</div>", "<h2>{}</h2>", "<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>", "<table><tr><td>{}</td><td>1</td></tr><tr><td>2</td><td>3</td></tr></table>", '<p><img src="https://a.example/b.jpg">{}</p>', "{}"]),
    st.lists(INLINE, min_size=1, max_size=3),
)  # fmt: skip


@given(WORDS, WORDS | st.just(""), WORDS | st.just(""), WORDS, st.lists(BLOCK, max_size=5), st.booleans())
def test_no_word_is_lost_and_none_is_added(
    title: str, lead: str, caption: str, author: str, blocks: list[Any], repeated: bool
) -> None:
    html = "".join(
        block.format(" ".join(inline.format(escape(words)) for inline, words in parts)) for block, parts in blocks
    )
    if repeated:
        html = f"<p><strong>{escape(lead)}</strong></p>{html}"
    row = {
        "id": 1,
        "title": escape(title),
        "alias": "a",
        "hometext": escape(lead),
        "homeimgfile": "khong-co.jpg",
        "homeimgalt": escape(caption),
        "author": escape(author),
    }
    found = read_article(row, html)
    fields = [
        field.value
        for name, field in found.fields.items()
        if name in ("title", "summary", "lead_caption", "author", "category")
    ]
    written = [title, lead, caption, author, "Tin", plain_words(html)]
    texts = [*fields, plain_words(found.flow), *(each.text.replace("khong-co.jpg", "") for each in found.left_out)]
    assert counted(texts) == counted(written)


def counted(texts: list[Any]) -> Counter[str]:
    return Counter(
        word
        for text in texts
        for each in ([text] if isinstance(text, str) else text)
        for word in re.findall(r"\w+", each)
    )
