"""The reader: files as they lie on a disk."""

import unicodedata
from datetime import datetime
from pathlib import Path

import pytest

from ban_tin.articles.reader import SUMMARY_LENGTH, SourceReader
from ban_tin.articles.source import FoundFile, ReadSource, SourceEntry, WrittenLink
from ban_tin.findings import Findings, Severity
from ban_tin.views import NewsArticle, SourcePage
from tests.builders import NOW, STORE, ZONE, kinds, picture, places, site

ARTICLE = "---\ntitle: Hội nghị\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\n---\nThân bài.\n"
PLACE = "tin/2026/11/hoi-nghi/index.md"


def written(content: Path, text: str | bytes, relative: str = PLACE) -> Path:
    path = content / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def read(
    content: Path, text: str | bytes, relative: str = PLACE, until: datetime | None = NOW
) -> tuple[ReadSource | None, Findings]:
    """Write a source file below ``content`` and return what the reader makes of it."""
    findings = Findings()
    reader = SourceReader(content, ["trang"], site(), STORE)
    return reader.read(written(content, text, relative), until, findings), findings


def article(read: ReadSource | None) -> NewsArticle:
    assert read is not None
    assert isinstance(read.content, NewsArticle)
    return read.content


def entry(read: ReadSource | None) -> SourceEntry:
    assert read is not None
    return read.entry


def beside(read: ReadSource | None, folder: Path) -> dict[str, str]:
    """Return the files that were looked up in ``folder``, by the name that was asked for; ``""`` for those not found."""
    assert read is not None
    names = {}
    for asked, found in read.looked_up:
        assert Path(asked).parent == folder
        names[Path(asked).name] = Path(found).name if found else ""
    return names


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(ARTICLE.encode(), id="plain"),
        pytest.param(ARTICLE.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(ARTICLE.replace("\n", "\r\n").encode(), id="windows"),
        pytest.param(unicodedata.normalize("NFD", ARTICLE).encode(), id="macOS"),
    ],
)
def test_an_article_reads_the_same_from_every_system(tmp_path: Path, content: bytes) -> None:
    found, findings = read(tmp_path, content)
    assert not findings.found
    assert article(found).body == "<p>Thân bài.</p>"
    assert article(found).title == entry(found).title == "Hội nghị"
    assert article(found).date == entry(found).date == datetime(2026, 11, 20, 7, tzinfo=ZONE)
    assert article(found).url == entry(found).url == "/tin/2026/11/hoi-nghi/"


def test_a_file_in_another_encoding_is_read_or_a_finding(tmp_path: Path) -> None:
    found, findings = read(tmp_path, ARTICLE.encode("utf-16"))
    assert article(found).title == "Hội nghị"
    found, findings = read(tmp_path, ARTICLE.encode("cp1258", "replace"))
    assert found is None
    assert kinds(findings) == ["encoding-found"]


def test_text_of_an_old_font_is_a_warning_at_its_first_line(tmp_path: Path) -> None:
    _, findings = read(tmp_path, ARTICLE + "Héi nghÞ tæng kÕt\n\nn¨m häc\n\nHoäi nghò toång keát\n\nHá»™i nghá»‹\n")
    assert places(findings) == [("encoding-legacy", 7), ("encoding-legacy", 11), ("encoding-twice", 13)]
    _, findings = read(tmp_path, ARTICLE.replace("Hội nghị", "Héi nghÞ tæng kÕt"))
    assert places(findings) == [("encoding-legacy", 2)]
    assert (
        "“Héi nghÞ tæng kÕt”" in findings.sorted()[0].message()
        and "Hội nghị tổng kết" in findings.sorted()[0].message()
    )


def test_a_folder_that_is_no_address_is_a_note_with_the_address(tmp_path: Path) -> None:
    found, findings = read(tmp_path, ARTICLE, "tin/2026/11/Bài viết mới/index.md")
    (finding,) = findings.found
    assert (finding.kind, finding.severity) == ("folder-name", Severity.NOTE)
    assert "/tin/2026/11/bai-viet-moi/" in finding.message()
    assert entry(found).url == "/tin/2026/11/bai-viet-moi/"
    _, findings = read(tmp_path, ARTICLE.replace("date:", "slug: bai\ndate:"), "tin/2026/11/Bài viết/index.md")
    assert not findings.found


@pytest.mark.parametrize(
    "typed", ["Tin hoat dong", "tin hoạt động", "TIN HOẠT ĐỘNG", "tin-hoat-dong", "Tin hoạt đọng", "Tin hoạt"]
)
def test_a_category_that_is_nearly_one_is_offered_with_its_line(tmp_path: Path, typed: str) -> None:
    found, findings = read(tmp_path, ARTICLE.replace("Tin hoạt động", typed))
    assert found is None
    assert places(findings) == [("category-near", 4)]
    assert findings.sorted()[0].fix().endswith("category: Tin hoạt động")


NOT_PUBLIC = [
    ("07:00", "08:01", "scheduled"),
    ("2026-11-20 07:00", "2027-01-01", "scheduled"),
    ("---\nThân", "status: draft\n---\nThân", "draft"),
]


@pytest.mark.parametrize(("old", "new", "held_back"), NOT_PUBLIC)
def test_what_is_not_public_yet_is_not_read(tmp_path: Path, old: str, new: str, held_back: str) -> None:
    found, findings = read(tmp_path, ARTICLE.replace(old, new))
    assert found is not None
    assert (found.content, found.looked_up, found.entry.held_back) == (None, (), held_back)
    assert kinds(findings) == [held_back]


@pytest.mark.parametrize(("old", "new", "held_back"), NOT_PUBLIC)
def test_a_preview_reads_what_is_not_public_yet(tmp_path: Path, old: str, new: str, held_back: str) -> None:
    found, findings = read(tmp_path, ARTICLE.replace(old, new), until=None)
    assert article(found).body == "<p>Thân bài.</p>"
    assert entry(found).held_back == ""
    assert entry(found).draft is (held_back == "draft")
    assert held_back not in kinds(findings)


def test_a_withdrawn_article_keeps_its_address_and_no_byte_of_its_body(tmp_path: Path) -> None:
    picture(tmp_path / "tin/2026/11/hoi-nghi/anh.jpg")
    text = ARTICLE.replace(
        "---\nThân bài.", "withdrawn: Đăng nhầm\nlead: anh.jpg\n---\n![Hội trường](anh.jpg)\n\nThân bài."
    )
    found, _ = read(tmp_path, text)
    assert entry(found).withdrawn
    assert entry(found).url == "/tin/2026/11/hoi-nghi/"
    assert (entry(found).photos, entry(found).files, entry(found).illustrated) == ((), (), False)
    assert (article(found).body, article(found).lead, article(found).figures) == ("", None, ())


def test_an_unknown_category_names_the_known_ones(tmp_path: Path) -> None:
    found, findings = read(tmp_path, ARTICLE.replace("Tin hoạt động", "Tin"))
    assert found is None
    assert places(findings) == [("category-unknown", 4)]
    assert "Công tác Đảng" in findings.sorted()[0].fix()


def test_a_folder_that_contradicts_the_date_is_a_warning(tmp_path: Path) -> None:
    _, findings = read(tmp_path, ARTICLE, "tin/2026/10/hoi-nghi/index.md")
    assert places(findings) == [("folder-date", 3)]


@pytest.mark.parametrize(
    ("relative", "url"),
    [
        ("tin/2026/11/hoi-nghi/index.md", "/tin/2026/11/hoi-nghi/"),
        ("tin/2026/11/Hội nghị.md", "/tin/2026/11/hoi-nghi/"),
        ("tin/2026/11/Đảng bộ Sở/index.md", "/tin/2026/11/dang-bo-so/"),
    ],
)
def test_the_slug_is_that_of_the_folder(tmp_path: Path, relative: str, url: str) -> None:
    found, _ = read(tmp_path, ARTICLE, relative)
    assert entry(found).url == url


@pytest.mark.parametrize("name", ["中文", "…", "\u200b"])
def test_a_name_that_gives_no_slug_wants_one(tmp_path: Path, name: str) -> None:
    """Its address would be that of the list of the month."""
    found, findings = read(tmp_path, ARTICLE, f"tin/2026/11/{name}/index.md")
    assert found is None
    assert places(findings) == [("field-missing", 1)]
    found, findings = read(tmp_path, ARTICLE.replace("title", "slug: bai\ntitle"), f"tin/2026/11/{name}/index.md")
    assert entry(found).url == "/tin/2026/11/bai/"


@pytest.mark.parametrize("field", ["tags", "author"])
def test_a_tag_or_an_author_without_a_letter_has_no_address(tmp_path: Path, field: str) -> None:
    found, findings = read(tmp_path, ARTICLE.replace("---\nThân", f"{field}: 中文\n---\nThân"))
    assert found is None
    assert places(findings) == [("field-value", 5)]


def test_a_page_needs_a_title_only(tmp_path: Path) -> None:
    found, findings = read(tmp_path, "---\ntitle: Liên hệ\n---\nX\n", "trang/lien-he.md")
    assert not findings.found
    assert found is not None
    assert isinstance(found.content, SourcePage)
    assert (found.entry.page, found.entry.url, found.content.lang) == (True, "/lien-he/", "vi")


def test_a_missing_lead_photo_is_named_with_its_line(tmp_path: Path) -> None:
    _, findings = read(tmp_path, ARTICLE.replace("---\nThân", "lead: thieu.jpg\n---\nThân"))
    assert places(findings) == [("file-missing", 5)]


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ("lead: evil.svg", "attachment-drawing"),
        ("attachments: [evil.html]", "attachment-active"),
        ("attachments: evil.html, evil.svg", "attachment-active"),
        ("attachments: evil.pdf | Kế hoạch", "attachment-disguised"),
        ("attachments: [index.md]", "attachment-kind"),
    ],
)
def test_what_could_run_is_refused_in_the_front_matter_too(tmp_path: Path, field: str, kind: str) -> None:
    for name in ("evil.svg", "evil.html", "evil.pdf"):
        written(tmp_path, "<svg onload='alert(1)'/>", f"tin/2026/11/hoi-nghi/{name}")
    found, findings = read(tmp_path, ARTICLE.replace("---\nThân", f"{field}\n---\nThân"))
    assert places(findings)[0] == (kind, 5)
    assert entry(found).files == entry(found).photos == ()


def test_what_the_plan_has_to_know_of_an_article_stands_in_its_entry(tmp_path: Path) -> None:
    folder = tmp_path / "tin/2026/11/hoi-nghi"
    picture(folder / "anh.jpg", (1200, 800))
    (folder / "ke-hoach.docx").write_bytes(b"-")
    body = (
        "![Hội trường](anh.jpg)\n*Quang cảnh*\n\nXem [bài kia](../kia/index.md#muc), [văn bản](/van-ban/), "
        "[tệp](ke-hoach.docx) và [báo](https://bao.example/).\n"
    )
    head = "tags: [sơ kết]\nauthors: [Minh Hà]\naliases: [/cu/]\nupdated: 2026-11-20 07:30\ndocument_number: 1/KH\n"
    found, findings = read(tmp_path, ARTICLE.replace("---\nThân bài.\n", f"{head}---\n{body}"))
    assert not findings.found, findings
    it = entry(found)
    assert (it.category, it.tags, it.authors, it.aliases) == ("Tin hoạt động", ("sơ kết",), ("Minh Hà",), ("/cu/",))
    assert it.changed == datetime(2026, 11, 20, 7, 30, tzinfo=ZONE)
    assert (it.illustrated, it.document is not None, it.page, it.draft) == (True, True, False, False)
    assert it.own_links == (WrittenLink("../kia/index.md#muc", 14),)
    assert WrittenLink("/van-ban/", 14) in it.links
    assert it.files == ((f"{it.url}ke-hoach.docx", str(folder / "ke-hoach.docx")),)
    (photo,) = it.photos
    assert it.sharing_image == f"{photo.base_url}-chia-se.jpg"
    assert set(STORE.files(photo.base_url, photo.digest, photo.renditions.split())) >= {it.sharing_image}
    assert STORE.holds(photo.digest)
    assert it.line("tag", "tags") == 5
    assert it.line("pinned_until") == 1


def test_what_was_looked_up_is_told_whether_it_was_there_or_not(tmp_path: Path) -> None:
    folder = tmp_path / "tin/2026/11/hoi-nghi"
    picture(folder / unicodedata.normalize("NFD", "ảnh.jpg"))
    body = "![Hội trường](ảnh.jpg)\n*Quang cảnh*\n\n![Sân](thieu.jpg)\n*Sân*\n"
    found, findings = read(tmp_path, ARTICLE.replace("Thân bài.\n", body))
    assert kinds(findings) == ["file-missing"]
    assert beside(found, folder) == {"ảnh.jpg": unicodedata.normalize("NFD", "ảnh.jpg"), "thieu.jpg": ""}
    assert found is not None
    assert all(isinstance(each, FoundFile) for each in found.looked_up)


@pytest.mark.parametrize("end", [",", ";", ":", " –", " -"])
def test_a_summary_that_is_cut_ends_with_a_word(tmp_path: Path, end: str) -> None:
    words = "chữ " * 80
    cut = words[:SUMMARY_LENGTH].rsplit(" ", 1)[0]
    text = ARTICLE.replace("Thân bài.", f"{cut[:-3]}từ{end} {words}")
    found, _ = read(tmp_path, text)
    assert article(found).summary == f"{cut[:-3]}từ…"


@pytest.mark.parametrize(
    ("old", "new", "first"),
    [("title", "titel", "field-unknown"), ("Tin hoạt động", "Không có", "category-unknown")],
    ids=["field", "category"],
)
def test_what_is_wrong_with_the_body_is_told_beside_the_front_matter(
    tmp_path: Path, old: str, new: str, first: str
) -> None:
    body = "![Hội trường](khong-co.jpg)\n*Quang cảnh*\n\n<script>x</script>\n\n[tệp](mat.pdf)\n"
    found, findings = read(tmp_path, ARTICLE.replace(old, new).replace("Thân bài.\n", body))
    assert found is None
    assert {first, "file-missing", "html-element"} <= set(kinds(findings))
