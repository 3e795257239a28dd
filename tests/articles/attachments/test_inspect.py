"""What readers are told of a file before they download it."""

from hashlib import sha256
from pathlib import Path

import pytest

from ban_tin.articles.attachments import count_pages, inspect_file
from tests.articles.attachments.documents import pdf


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.pdf", "PDF"), ("a.PDF", "PDF"), ("a.docx", "DOCX"), ("a.xlsx", "XLSX"), ("a.jpeg", "JPG"),
     ("a.tif", "TIFF"), ("a.tar.gz", "GZ"), ("a", "")],
)  # fmt: skip
def test_a_file_is_told_by_type_size_and_digest(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_bytes(b"content")
    attachment = inspect_file(tmp_path / name, name, f"/tin/{name}", "", 7)
    assert (attachment.type, attachment.size, attachment.pages) == (kind, 7, 7)
    assert attachment.sha256 == sha256(b"content").hexdigest()
    assert (attachment.name, attachment.url) == (name, f"/tin/{name}")


@pytest.mark.parametrize(("title", "shown"), [("Kế hoạch", "Kế hoạch"), ("", "ke hoach 128")])
def test_a_file_without_a_title_is_called_by_its_name(tmp_path: Path, title: str, shown: str) -> None:
    (tmp_path / "ke-hoach-128.pdf").write_bytes(b"")
    assert inspect_file(tmp_path / "ke-hoach-128.pdf", "ke-hoach-128.pdf", "/x", title, 0).title == shown


def test_nothing_is_written_to_the_file(tmp_path: Path) -> None:
    path = pdf(tmp_path / "a.pdf")
    before = path.stat().st_mtime_ns, path.read_bytes()
    inspect_file(path, path.name, "/a.pdf", "", count_pages(path))
    assert (path.stat().st_mtime_ns, path.read_bytes()) == before
