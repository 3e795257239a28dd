"""Whose the files are that lie beside an article: what is in the folder of another one is not to be had."""

import unicodedata
from pathlib import Path

import pytest

from ban_tin.articles.body.beside import file_beside
from ban_tin.articles.reader import SourceReader
from ban_tin.findings import Findings
from tests.builders import NOW, STORE, picture, site

HEAD = "title: Danh sách\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\n"


@pytest.fixture
def tin(tmp_path: Path) -> Path:
    """An article that is a single file, and below it a draft, an appendix of it, and a folder of nobody's."""
    tin = tmp_path / "content/tin"
    draft = tin / "2026/11/nhap"
    picture(draft / "anh/mat.jpg")
    picture(draft / "mat.jpg")
    (draft / "mat.pdf").write_bytes(b"%PDF")
    (draft / "index.md").write_text(f"---\n{HEAD}status: draft\n---\nKín.\n", encoding="utf-8")
    picture(tin / "hinh/chung.jpg")
    picture(tin / "chung.jpg")
    return tin


def read(tin: Path, body: str, head: str = HEAD, name: str = "danh-sach.md") -> tuple[list[str], list[str], Findings]:
    """Return the names of the photos and files of an article, and what is found about it."""
    (tin / name).write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")
    findings = Findings()
    found = SourceReader(tin.parent, ["trang"], site(), STORE).read(tin / name, NOW, findings)
    assert found is not None
    return [photo.base_url for photo in found.entry.photos], [url for url, _ in found.entry.files], findings


@pytest.mark.parametrize(
    "target",
    [
        "2026/11/nhap/mat.pdf",
        "2026/11/nhap/mat.jpg",
        "2026/11/nhap/anh/mat.jpg",
        "hinh/../2026/11/nhap/mat.jpg",
        "2026/../2026/11/./nhap/mat.jpg",
        "2026/11/nh%61p/mat.jpg",
        "lien-ket/mat.jpg",
        "lien-ket.jpg",
        "hinh/lien-ket.jpg",
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "![x]({})\n*Chú thích*"])
def test_files_of_another_article_are_refused_with_its_name(tin: Path, target: str, form: str) -> None:
    (tin / "lien-ket").symlink_to("2026/11/nhap")
    (tin / "lien-ket.jpg").symlink_to("2026/11/nhap/mat.jpg")
    (tin / "hinh/lien-ket.jpg").symlink_to("../2026/11/nhap/anh/mat.jpg")
    photos, files, findings = read(tin, f"Một.\n\n{form.format(target)}")
    assert (photos, files) == ([], [])
    (finding,) = [each for each in findings.found if each.kind.startswith("file")]
    assert (finding.kind, finding.line) == ("file-elsewhere", 8)
    assert "content/tin/2026/11/nhap/index.md" in finding.message()
    assert "content/tin" in finding.fix()


@pytest.mark.parametrize("field", ["lead: lien-ket.jpg", "attachments: [lien-ket.jpg]"])
def test_the_front_matter_gets_at_them_no_better(tin: Path, field: str) -> None:
    (tin / "lien-ket.jpg").symlink_to("2026/11/nhap/mat.jpg")
    photos, files, findings = read(tin, "Một.", f"{HEAD}{field}\n")
    assert (photos, files) == ([], [])
    assert [(each.kind, each.line) for each in findings.found] == [("file-elsewhere", 5)]


def test_neither_does_a_name_that_is_spelt_otherwise(tin: Path) -> None:
    """It is found among all names of the folder, and may be a link too: into another article, or out of the content."""
    secret = tin.parent.parent / "bi-mat.pdf"
    secret.write_bytes(b"%PDF")
    (tin / unicodedata.normalize("NFD", "bí mật.pdf")).symlink_to(secret)
    (tin / unicodedata.normalize("NFD", "mặt.pdf")).symlink_to("2026/11/nhap/mat.pdf")
    for name in ("bí mật.pdf", "mặt.pdf"):
        assert file_beside(tin, name) is None
    _, files, _ = read(tin, "[x](<bí mật.pdf>) và [y](mặt.pdf)")
    assert files == []


def test_drafts_and_pages_that_are_single_files_are_articles_too(tin: Path) -> None:
    picture(tin / "2026/12/anh.jpg")
    (tin / "2026/12/nhap.md").write_text("---\nstatus: draft\n---\n", encoding="utf-8")
    _, _, findings = read(tin, "[x](2026/12/anh.jpg)")
    assert [each.kind for each in findings.found] == ["file-elsewhere"]


def test_files_of_nobody_else_are_found_as_before(tin: Path) -> None:
    (tin / "danh-sach.files").mkdir()
    (tin / "danh-sach.files/a.pdf").write_bytes(b"%PDF")
    (tin / "khac.md").write_text("", encoding="utf-8")  # Single files in one folder share what lies directly in it.
    photos, files, findings = read(
        tin, "[x](danh-sach.files/a.pdf) [y](hinh/chung.jpg)\n\n![z](chung.jpg)\n*Chú thích*"
    )
    assert [each.kind for each in findings.found] == []
    assert (len(photos), len(files)) == (1, 2)


def test_an_article_in_a_folder_has_all_that_is_below_it(tin: Path) -> None:
    photos, files, findings = read(
        tin / "2026/11/nhap", "[x](mat.pdf)\n\n![z](anh/mat.jpg)\n*Chú thích*", name="index.md"
    )
    assert not findings.found
    assert (len(photos), len(files)) == (1, 1)


def test_links_that_lead_in_a_circle_are_no_file(tin: Path) -> None:
    (tin / "a.pdf").symlink_to("b.pdf")
    (tin / "b.pdf").symlink_to("a.pdf")
    assert file_beside(tin, "a.pdf") is None
