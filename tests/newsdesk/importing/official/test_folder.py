"""A folder of official documents through the command: no document is taken for another, and two files of one are one article."""

import dataclasses
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from demo.attachments import DRAW
from tests.builders import ROOT
from tests.newsdesk.importing.official.test_forms import MADE, paper


def command(folder: Path, *arguments: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-m", "newsdesk", *arguments], cwd=folder, env=environment, capture_output=True, text=True, timeout=300)  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def attached(article: Path) -> list[str]:
    return [line.partition("file: ")[2].strip('"') for line in article.read_text().split("\n") if "- file:" in line]


def test_a_folder_of_official_documents(tmp_path: Path) -> None:
    files = tmp_path / "van ban"
    files.mkdir()
    plan = MADE[1][0]
    for kind in ("docx", "pdf"):
        (files / f"KH 214.{kind}").write_bytes(DRAW[kind](plan))
    for number in (12, 13):
        item = paper("QĐ", "Quyết định\nVề việc bổ nhiệm cán bộ quản lý", "GIÁM ĐỐC\nVũ Đình Thạc", f"Điều 1. Bổ nhiệm Hiệu trưởng trường số {number}.")  # fmt: skip
        (files / f"bo nhiem {number}.docx").write_bytes(
            DRAW["docx"](dataclasses.replace(item, number=f"{number}/QĐ-SGDĐT"))
        )
    command(tmp_path, "new", "site", "--yes", "--no-git")
    site = tmp_path / "site"
    command(tmp_path, "import", str(files), "--site", str(site))
    articles = sorted((site / "tin").glob("2026/11/*/index.md"))
    documents = [article for article in articles if "document_number:" in article.read_text()]
    assert len(documents) == 3  # Two of one title and day, and one with two files.
    (both,) = [article for article in documents if "214/KH-SGDĐT" in article.read_text()]
    assert attached(both) == ["ke-hoach-214-kh-sgddt.pdf", "ke-hoach-214-kh-sgddt.docx"]
    for kind in ("pdf", "docx"):
        kept = both.parent / f"ke-hoach-214-kh-sgddt.{kind}"
        assert sha256(kept.read_bytes()).hexdigest() == sha256((files / f"KH 214.{kind}").read_bytes()).hexdigest()
    before = {path: path.read_bytes() for path in (site / "tin").rglob("*") if path.is_file()}
    command(tmp_path, "import", str(files), "--site", str(site))
    assert {path: path.read_bytes() for path in (site / "tin").rglob("*") if path.is_file()} == before
    command(tmp_path, "check", "--site", str(site))
