"""Notes of Obsidian: double brackets, callouts, comments, tags and other names become what articles have."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bench.importing.portal_pages import small_png
from newsdesk.importing.archive import Options, convert_archive, read_archive
from newsdesk.importing.archive.command import find_generator_of
from newsdesk.importing.archive.obsidian import Vault
from tests.builders import ROOT

OPTIONS = Options(("Tin hoạt động", "Công tác Đảng"))


def make_vault(folder: Path, note: str) -> Path:
    (folder / ".obsidian").mkdir(parents=True)
    (folder / ".obsidian" / "app.json").write_text('{"attachmentFolderPath": "Ảnh"}', encoding="utf-8")
    (folder / "Ảnh").mkdir()
    (folder / "Ảnh" / "bỏ phiếu.png").write_bytes(small_png())
    (folder / "Ảnh" / "kế hoạch 12.pdf").write_bytes(b"%PDF-1.4\n")
    (folder / "Mẫu").mkdir()
    (folder / "Mẫu" / "bài.md").write_text("# {{title}}\n", encoding="utf-8")
    (folder / "Lịch tiếp dân.md").write_text(
        "---\ndate: 2026-07-01\npublish: true\n---\nXem [[Sơ kết 2026]].\n", encoding="utf-8"
    )
    (folder / "Hội nghị.md").write_text(
        f"---\ndate: 2026-07-03\naliases: [Sơ kết 2026]\npublish: true\n---\n{note}\n", encoding="utf-8"
    )
    return folder


def converted(folder: Path, note: str) -> tuple[str, set[str]]:
    done = convert_archive(read_archive(make_vault(folder, note)), OPTIONS)
    text = next(each.text for each in done.articles if each.source == "Hội nghị.md")
    return text, {each.kind for each in done.notes}


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("![[bỏ phiếu.png|600]]\n*Đại biểu bỏ phiếu*", "![](bo-phieu.png)\n*Đại biểu bỏ phiếu*"),
        ("![[bỏ phiếu.png|Đại biểu bỏ phiếu]]", '![Đại biểu bỏ phiếu](bo-phieu.png "Đại biểu bỏ phiếu")'),
        ("Xem [[Lịch tiếp dân]].", "Xem [Lịch tiếp dân](/tin/2026/07/lich-tiep-dan/)."),
        ("Xem [[Lịch tiếp dân#Tháng 7|lịch]].", "Xem [lịch](/tin/2026/07/lich-tiep-dan/)."),
        ("Tải [[kế hoạch 12.pdf]].", "Tải [kế hoạch 12.pdf](ke-hoach-12.pdf)."),
        ("Xem [[Không có]].", "Xem Không có."),
        ("> [!warning]- Lưu ý\n> Nộp trước 10/7.", "> **Lưu ý**\n>\n> Nộp trước 10/7."),
        ("> [!note]\n> Nộp trước 10/7.", ">\n> Nộp trước 10/7."),
        ("Rất ==quan trọng==. ^khoi-1", "Rất <mark>quan trọng</mark>."),
        ("`[[không đổi]] ==x==`", "`[[không đổi]] ==x==`"),
        ("a %%riêng%% b", "a  b"),
    ],
)
def test_what_notes_have_becomes_what_articles_have(tmp_path: Path, note: str, text: str) -> None:
    assert text in converted(tmp_path / "v", note)[0]


def test_what_is_lost_on_the_way_is_told(tmp_path: Path) -> None:
    note = "%% nhớ hỏi anh Nam %%\n[[Không có]]\n\n![[Lịch tiếp dân]]"
    assert converted(tmp_path / "v", note)[1] == {"comment", "dead-link", "embedded-note"}


def test_properties_are_fields_and_other_names_no_addresses(tmp_path: Path) -> None:
    text, _ = converted(tmp_path / "v", "#tin #thi-đua\n\nMột câu.")
    assert 'title: "Hội nghị"' in text
    assert 'tags: ["tin", "thi đua"]' in text
    assert "aliases" not in text
    assert "status" not in text


def test_a_note_is_a_draft_until_it_says_otherwise(tmp_path: Path) -> None:
    folder = make_vault(tmp_path / "v", "x")
    (folder / "Riêng.md").write_text("---\ndate: 2026-07-04\n---\nMột câu.\n", encoding="utf-8")
    done = convert_archive(read_archive(folder), OPTIONS)
    assert "status: draft" in next(each.text for each in done.articles if each.source == "Riêng.md")
    assert len(done.articles) == 3


def test_the_note_that_lies_least_deep_has_the_name() -> None:
    vault = Vault(["a/b/X.md", "a/X.md", "ảnh/x.png"], {"a/b/X.md": {}, "a/X.md": {}})
    assert vault.find("x") == "a/X.md"
    assert vault.find("a/b/X") == "a/b/X.md"
    assert vault.find("X.PNG") == "ảnh/x.png"


@pytest.mark.parametrize(
    ("files", "name"),
    [
        ({".obsidian/app.json": "{}"}, "obsidian"), ({"_posts/2026-01-01-x.md": ""}, "jekyll"), ({"hugo.toml": ""}, "hugo"),
        ({"config.toml": "", "content/x.md": ""}, "hugo"), ({"pelicanconf.py": ""}, "pelican"), ({".eleventy.js": ""}, "eleventy"),
        ({"x.html": "", "content.docx": ""}, ""),
    ],
)  # fmt: skip
def test_an_archive_is_told_by_its_files(tmp_path: Path, files: dict[str, str], name: str) -> None:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert find_generator_of(tmp_path) == name


def test_the_command_takes_a_vault_over_and_again_changes_nothing(tmp_path: Path) -> None:
    site = tmp_path / "trang"
    site.mkdir()
    shutil.copyfile(ROOT / "tests" / "data" / "site.toml", site / "site.toml")
    vault = make_vault(tmp_path / "v", "![[bỏ phiếu.png]]\n*Đại biểu bỏ phiếu*")
    command = [sys.executable, "-m", "newsdesk", "import", str(vault), "--site", str(site)]
    for _ in range(2):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found = sorted(path.relative_to(site).as_posix() for path in (site / "tin").rglob("*") if path.is_file())
        assert found == [
            "tin/2026/07/hoi-nghi/bo-phieu.png",
            "tin/2026/07/hoi-nghi/index.md",
            "tin/2026/07/lich-tiep-dan/index.md",
        ]
