"""``ban-tin import`` as its user runs it: on a site of its own, with files of all kinds, twice."""

import csv
import io
import json
import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from ban_tin.language.translations import translation
from ban_tin.machine.processes import forked, received
from newsdesk.command import main
from newsdesk.importing.guarding import WALL, NetworkForbiddenError
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.opening import READERS, kind_of
from newsdesk.importing.opening.unpacking import unpack
from newsdesk.importing.report.entry import ReportedField, ReportedLine, ReportEntry
from newsdesk.importing.report.kinds import KINDS
from newsdesk.importing.report.page import format_page
from newsdesk.importing.report.table import format_table
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.language import SITE
from tests.builders import ROOT
from tests.newsdesk.importing.flows import photo

TEXT = """Trường Tiểu học Vân Lĩnh khai giảng năm học mới
05/09/2026 08:00
Sáng nay, nhà trường khai giảng năm học mới với 320 học sinh.
Ảnh: <script>alert(1)</script> của =1+1
Minh Hà
"""


@pytest.fixture(scope="module", autouse=True)
def own_language() -> Iterator[None]:
    """The command speaks the language of its site, and says so to the processes that it starts."""
    before = os.environ.get(SITE)
    yield
    os.environ.pop(SITE, None) if before is None else os.environ.update({SITE: before})


@pytest.fixture(scope="module")
def empty_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("import") / "site"
    assert main(["new", str(folder), "--yes", "--no-git", "--name", "Sở Giáo dục và Đào tạo tỉnh Thanh Sơn"]) == 0
    shutil.rmtree(folder / "tin" / "2026")
    return folder


@pytest.fixture
def site(empty_site: Path, tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "site"
    shutil.copytree(empty_site, folder)
    with chdir(tmp_path):
        yield folder


def articles(site: Path) -> list[str]:
    return sorted(str(path.relative_to(site / "tin")) for path in (site / "tin").rglob("*.md"))


def imported(site: Path, *arguments: str) -> int:
    return main(["import", *arguments, "--site", str(site)])


def test_a_text_becomes_a_draft_and_a_second_time_nothing(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "khai giảng.txt").write_text(TEXT)
    assert imported(site, "khai giảng.txt", "--category", "tin hoạt động") == 0
    out = capsys.readouterr().out
    path = "2026/09/truong-tieu-hoc-van-linh-khai-giang-nam-hoc-moi/index.md"
    assert f"→ site/tin/{path} (bản nháp)" in out and "đã nhập 1" in out
    assert articles(site) == [path]
    text = (site / "tin" / path).read_text()
    assert 'category: "Tin hoạt động"' in text and "status: draft" in text
    # The day is not there: the draft lies apart, and waits for it.
    (tmp_path / "bai.txt").write_text("Thông báo về việc nghỉ học\n\nCác trường nghỉ học.\n")
    assert imported(site, "bai.txt") == 0
    assert articles(site)[1:] == ["chua-co-ngay/thong-bao-ve-viec-nghi-hoc/index.md"]
    before = {each: each.read_bytes() for each in (site / "tin").rglob("*") if each.is_file()}
    capsys.readouterr()
    assert imported(site, "khai giảng.txt", "--category", "tin hoạt động") == 0
    assert "đã nhập trước đây; không sửa gì" in capsys.readouterr().out
    assert {each: each.read_bytes() for each in (site / "tin").rglob("*") if each.is_file()} == before
    (site / "tin" / path).write_text(text.replace("320", "330"))
    assert imported(site, "khai giảng.txt", "--category", "tin hoạt động") == 0
    out = capsys.readouterr().out
    assert "đã sửa từ đó" in out and "-Sáng nay" in out
    assert "330" in (site / "tin" / path).read_text()


def test_a_trial_writes_nothing_and_says_all_as_json(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bai.txt").write_text(TEXT)
    (tmp_path / "trong.txt").write_text("")
    assert imported(site, "bai.txt", "trong.txt", "--dry-run", "--json") == 1
    refused, entry = json.loads(capsys.readouterr().out)
    assert (refused["outcome"], refused["doubts"][0]["kind"]) == ("refused", "empty")
    assert entry["outcome"] == "dry-run"
    assert {field["name"] for field in entry["fields"]} >= {"title", "date", "author"}
    assert articles(site) == []


@pytest.mark.parametrize(
    "arguments, said",
    [
        (["khong-co.txt"], "Không có tệp “khong-co.txt”"),
        (["bai.txt", "--category", "Thể thao"], "Không có chuyên mục “Thể thao”"),
        (["bai.txt", "--report", "a.pdf"], ".html, .csv hoặc .json: a.pdf"),
    ],
)
def test_wrong_arguments_are_told_all_at_once(
    site: Path, tmp_path: Path, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bai.txt").write_text(TEXT)
    assert imported(site, *arguments) == 2
    assert said in capsys.readouterr().err
    assert articles(site) == []


def test_the_files_of_a_zip_file_are_imported(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with ZipFile(tmp_path / "bai.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("thư mục/một.txt", TEXT)
        archive.writestr("thư mục/hai.txt", TEXT.replace("Vân Lĩnh", "Đông Kinh"))
        archive.writestr("__MACOSX/._một.txt", b"\0\0")
        archive.writestr("ảnh.jpg", photo())
        archive.writestr("bảng.bin", b"\0\1\2" * 50)
    assert imported(site, "bai.zip") == 0
    assert len(articles(site)) == 2
    assert "2 tệp khác trong thư mục không phải văn bản" in capsys.readouterr().out


def test_photos_that_come_with_one_document_are_its_photos(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gui").mkdir()
    (tmp_path / "gui" / "bai.txt").write_text(TEXT)
    for number in (1, 2):
        (tmp_path / "gui" / f"IMG_{number}.jpg").write_bytes(photo(number * 90))
    assert imported(site, "gui") == 0
    assert "IMG_1.jpg, IMG_2.jpg" in capsys.readouterr().out
    assert len(list((site / "tin" / "2026").rglob("*.jpg"))) == 2
    # With two documents, nobody knows whose they are.
    (tmp_path / "hai.txt").write_text(TEXT.replace("Vân Lĩnh", "Đông Kinh"))
    assert imported(site, "gui/bai.txt", "hai.txt", "gui/IMG_1.jpg") == 1
    assert "Đây là ảnh, không phải văn bản" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["../ra-ngoai.txt", "/etc/cron.d/x.txt", "C:\\x.txt", "a/../../x.txt"])
def test_a_zip_file_reaches_nothing_outside_of_it(name: str, tmp_path: Path) -> None:
    with ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(ZipInfo(name), TEXT)
    (tmp_path / "den").mkdir()
    with pytest.raises(RefusedSourceError) as raised:
        unpack(tmp_path / "x.zip", tmp_path / "den")
    assert raised.value.kind == "outside"
    assert list((tmp_path / "den").iterdir()) == []


def test_names_that_no_system_takes_become_plain(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "x.zip", "w") as archive:
        for name in ("con.txt", "ab:c?.txt", "dài" * 200 + ".txt", "cuối. ", "x/\u202egpj.txt"):
            archive.writestr(name, TEXT)
    (tmp_path / "den").mkdir()
    unpack(tmp_path / "x.zip", tmp_path / "den")
    names = {path.name for path in (tmp_path / "den").rglob("*") if path.is_file()}
    assert {"_con.txt", "ab_c_.txt", "cuối", "_gpj.txt"} < names
    assert all(len(name.encode()) <= 210 for name in names)


def test_a_zip_file_that_unfolds_without_end_is_refused(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "bom.zip", "w", ZIP_DEFLATED) as archive:
        archive.writestr("bom.txt", b"\0" * 2 * LIMITS.ratio_from)
    (tmp_path / "den").mkdir()
    with pytest.raises(RefusedSourceError) as raised:
        unpack(tmp_path / "bom.zip", tmp_path / "den")
    assert raised.value.kind == "too-packed"


@pytest.mark.parametrize(
    "name, content, kind",
    [
        ("a.docx", b"<html><body><p>x</p></body></html>", "html"),
        ("a.txt", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "html"),
        ("a.html", b"%PDF-1.7\n", "pdf"),
        ("a.sql", b"-- phpMyAdmin SQL Dump\nINSERT INTO `x` VALUES (1);", "dump"),
        ("a.txt", b"{\\rtf1 x}", "rtf"),
        ("a.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "doc"),
        ("a.txt", "Thông báo: lớp <b>10A</b>".encode(), "text"),
        ("a.md", b"---\ntitle: x\n---\n", "markdown"),
        ("a.txt", "\ufeffThông báo".encode("utf-16-le"), "text"),
    ],
)  # fmt: skip
def test_a_file_is_what_is_in_it_whatever_its_name_says(name: str, content: bytes, kind: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert kind_of(path) == kind
    assert kind in {*READERS, "dump"}


@pytest.mark.parametrize(
    "content, kind",
    [(b"", "empty"), (b"MZ\x90\0" + bytes(90), "program"), (photo(), "picture"), (b"\0\1\2" * 50, "unknown")],
)
def test_what_no_article_is_made_of_is_refused(content: bytes, kind: str, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(content)
    with pytest.raises(RefusedSourceError) as raised:
        kind_of(tmp_path / "x.docx")
    assert raised.value.kind == kind
    assert kind in KINDS


def test_what_ends_a_reader_is_a_sentence_about_its_file_and_the_others_are_read(
    site: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    no_other_threads: None,
) -> None:
    """A reader that asks for more memory than it may have, one that never ends, one that raises, one that falls."""
    from newsdesk.importing.opening import reading

    broken = tmp_path / "broken_readers.py"
    broken.write_text(
        "import os, signal\n"
        "def read(path, name):\n"
        "    what = path.read_text()\n"
        "    if 'memory' in what: return bytes(8_000_000_000)\n"
        "    if 'ends' in what: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    raise ValueError(what)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(
        reading.READERS, "markdown", reading.Reader("broken_readers:read", lambda path, name: (path, name))
    )
    for name in ("memory", "ends", "raises"):
        (tmp_path / f"{name}.md").write_text(name)
    (tmp_path / "bai.txt").write_text(TEXT)
    assert imported(site, "memory.md", "ends.md", "raises.md", "bai.txt", "--json") == 1
    told = {
        entry["source"]: entry["doubts"][0]["kind"] if entry["outcome"] == "refused" else entry["outcome"]
        for entry in json.loads(capsys.readouterr().out)
    }
    assert told == {"memory.md": "too-slow", "ends.md": "too-slow", "raises.md": "crash", "bai.txt": "new"}
    assert "ValueError: raises" in (site / ".cache" / "crashes" / "import-raises.txt").read_text()


def test_no_source_reaches_the_network_and_whoever_reads_it_still_does() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = server.getsockname()

        def reach(number: int, parent: Connection) -> None:
            WALL.put_up(unless=0)
            try:
                socket.create_connection(place, timeout=5).close()
            except NetworkForbiddenError:
                parent.send("refused")

        with forked(reach, 1) as connections:
            assert list(received(connections, patient=True)) == ["refused"]
        # Where there can be no other process: only round the reading.
        WALL.put_up(unless=os.getpid())
        with WALL.around(), pytest.raises(NetworkForbiddenError):
            socket.create_connection(place, timeout=5)
        socket.create_connection(place, timeout=5).close()


EVIL = "<img src=x onerror=alert(1)><script>alert(1)</script>\"'>&lt;=cmd|' /C calc'!A0"


def evil() -> ReportEntry:
    line = ReportedLine("hidden", EVIL, f"={EVIL}", "@SUM(1)")
    return ReportEntry(f"+{EVIL}", "new", f"-{EVIL}", EVIL, (), (line,), (line,), (line,), (line,))


def test_the_heads_of_a_report_are_translated() -> None:
    asked: list[str] = []

    def ask(text: str) -> str:
        asked.append(text)
        return translation("vi").gettext(text)

    entry = replace(evil(), fields=(ReportedField("title", "Bài", "sure", "Bài", "đoạn 1"),))
    said = (format_page([entry], "vi", ask) + format_table([entry], ask)).decode()
    assert "<th>giá trị</th>" in said and "Nguyên văn" in said
    assert [text for text in asked if translation("vi").gettext(text) == text] == []


def test_the_report_is_inert_whatever_a_source_says() -> None:
    page = format_page([evil()], "vi", str).decode()
    assert "<script" not in page and "<img" not in page and "onerror=alert" in page
    assert "default-src &#x27;none&#x27;" in page
    rows = list(csv.reader(io.StringIO(format_table([evil()], str).decode("utf-8-sig"))))
    assert len(rows) == 5
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_every_kind_that_a_reader_names_has_a_sentence() -> None:
    import re

    names = re.compile(
        r'(?:Doubt|LeftOut|RefusedSourceError|UnusablePictureError|Refusal|leave_out|name_thing|doubt)\(\s*"([a-z]+(?:-[a-z]+)*)"'
    )
    used = {
        name for path in (ROOT / "newsdesk" / "importing").rglob("*.py") for name in names.findall(path.read_text())
    }
    assert used - KINDS.keys() == set()


def test_the_guide_names_every_limit() -> None:
    guide = (ROOT / "docs" / "bien-tap.md").read_text().split("Giới hạn cho mỗi tệp:", 1)[1]
    table = [line.split("|")[2].strip() for line in guide.split("\n\n")[1].split("\n")[2:]]
    million = 1_000_000
    expected = [
        f"{LIMITS.file_bytes // million} MB",
        f"{LIMITS.entries:,}".replace(",", "."),
        f"{LIMITS.unpacked_bytes // million} MB",
        f"{LIMITS.text_bytes // million} MB",
        f"{LIMITS.ratio} lần",
        f"{LIMITS.zip_depth} lớp",
        f"{LIMITS.depth:,}".replace(",", "."),
        f"{LIMITS.sources:,}".replace(",", "."),
        f"{LIMITS.pixels // million} triệu",
        f"{LIMITS.picture_side:,} điểm ảnh".replace(",", "."),
        f"{LIMITS.pictures}",
        f"{LIMITS.seconds:.0f} giây",
        f"{LIMITS.memory_bytes // million:,} MB".replace(",", "."),
    ]
    assert table == expected
