"""Files that no reader is asked to read, or that would become an article by mistake."""

from pathlib import Path

import pytest

from ban_tin.articles.folders import list_folders, noting
from ban_tin.articles.strays import find_strays
from ban_tin.findings import Findings


@pytest.mark.parametrize(
    ("files", "found"),
    [
        (["2026/11/bai/index.md", "2026/11/bai/anh.jpg", "2026/11/bai/ke-hoach.docx"], []),
        (["bai.md", "2026/bai.md", "2026/11/bai.md", "2026/11/anh.jpg"], []),
        (["2026/11/bai/index.md", "2026/11/bai/goc/anh.jpg", "2026/11/bai/.DS_Store"], []),
        (["2026/11/bai/Thumbs.db", "2026/11/bai/~$index.docx"], []),
        (["2026/11/bai/index.md.txt", "2026/11/bai/anh.jpg"], [("article-name", "2026/11/bai/index.md.txt")]),
        (["2026/11/bai/index.markdown"], [("article-name", "2026/11/bai/index.markdown")]),
        (["2026/11/bai/Index.md"], [("article-name", "2026/11/bai/Index.md")]),
        (["2026/11/bai/index.docx", "2026/11/bai/anh.jpg"], [("article-word", "2026/11/bai/index.docx")]),
        (["2026/11/bai/anh.jpg"], [("article-missing", "2026/11/bai")]),
        (["2026/11/bai/index.md", "2026/11/bai/index - Copy.md"], [("article-second", "2026/11/bai/index - Copy.md")]),
        (["2026/11/bai.md.txt", "2026/11/bai.mkd"], [("article-name", f"2026/11/bai.{end}") for end in ("md.txt", "mkd")]),
    ],
)  # fmt: skip
def test_a_text_that_is_no_article_is_named(tmp_path: Path, files: list[str], found: list[tuple[str, str]]) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("-")
    findings = Findings()
    listings = list_folders(tmp_path, [], noting(tmp_path, "content/tin", findings))
    find_strays(listings, str(tmp_path), "content/tin", findings)
    assert [(each.kind, each.path) for each in findings.sorted()] == [(k, f"content/tin/{path}") for k, path in found]
