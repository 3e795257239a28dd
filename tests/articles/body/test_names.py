"""Names of files as people type them: what is meant beyond doubt is used, else the name that is there is offered as a line to type."""

import os
import unicodedata
from pathlib import Path

import pytest

from ban_tin.articles.body.names import as_target, describe_unseen, fold_name, kin_name
from ban_tin.articles.reader import SourceReader
from ban_tin.findings import Findings
from ban_tin.language.vietnamese import nfc
from tests.builders import NOW, STORE, picture, site

HEAD = "title: Bài\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\n"


def read(folder: Path, body: str, head: str = "") -> tuple[int, list[str], Findings]:
    """Return the number of photos of an article, the addresses of its files, and what is found about it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(f"---\n{HEAD}{head}---\n{body}\n", encoding="utf-8")
    findings = Findings()
    reader = SourceReader(folder.parents[3], ["trang"], site(), STORE)
    found = reader.read(folder / "index.md", NOW, findings)
    if found is None:
        return 0, [], findings
    return len(found.entry.photos), [url for url, _ in found.entry.files], findings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "content/tin/2026/11/bai"


@pytest.mark.parametrize(
    ("there", "typed"),
    [
        ("anh #1.jpg", "<anh #1.jpg>"),
        ("anh #1.jpg", "anh%20%231.jpg"),
        ("anh?4.jpg", "anh?4.jpg"),
        ("a?b#c.jpg", "a?b#c.jpg"),
        ("giam 50%.jpg", "<giam 50%.jpg>"),
        ("giam 50%25.jpg", "<giam 50%25.jpg>"),
        ("giam 50%25.jpg", "giam%2050%2525.jpg"),
        ("anh%201.jpg", "anh%201.jpg"),
        ("a&amp;b.jpg", "a&amp;b.jpg"),
        ("a&b.jpg", "a&b.jpg"),
        ("anh:1.jpg", "anh:1.jpg"),
        ("Ảnh 8:30.jpg", "<Ảnh 8:30.jpg>"),
        ("anh1.jpg ", "anh1.jpg"),
        (" anh1.jpg", "anh1.jpg"),
        ("anh  1.jpg", "<anh 1.jpg>"),
        ("Screenshot 8.00.00\u202fAM.png", "<Screenshot 8.00.00 AM.png>"),
        ("anh\u00a01.jpg", "<anh 1.jpg>"),
        ("anh\u200b1.jpg", "anh1.jpg"),
        ("anh\u00ad1.jpg", "anh1.jpg"),
        ("anh 1.jpg", "<anh\u00a01.jpg>"),
        (unicodedata.normalize("NFD", "hội trường.jpg"), "<hội trường.jpg>"),
        ("\u0430nh.jpg", "anh.jpg"),
        ("anh.jpg", "\u0430nh.jpg"),
        ("\uff41nh１.jpg", "anh1.jpg"),
        ("20–11.jpg", "20-11.jpg"),
        ("Đại hội.jpg", "<Ðại hội.jpg>"),
    ],
)
def test_a_name_that_is_meant_beyond_doubt_is_used(folder: Path, there: str, typed: str) -> None:
    picture(folder / there.strip(), (960, 640)).rename(folder / there)
    photos, _, findings = read(folder, f"![Hội trường]({typed})\n*Quang cảnh*")
    assert [each for each in findings.sorted() if each.kind != "photo-small"] == []
    assert photos == 1


@pytest.mark.parametrize("typed", ["<Kế hoạch #1.pdf>", "<Kế hoạch #1.pdf>", "K%E1%BA%BF%20ho%E1%BA%A1ch%20%231.pdf"])
def test_a_file_to_download_is_found_the_same_way(folder: Path, typed: str) -> None:
    folder.mkdir(parents=True)
    (folder / "Kế hoạch #1.pdf").write_bytes(b"%PDF")
    _, files, findings = read(folder, f"[Kế hoạch]({typed})")
    assert not findings.found
    assert files == ["/tin/2026/11/bai/K%E1%BA%BF%20ho%E1%BA%A1ch%20%231.pdf"]


def test_a_part_of_a_document_is_no_name(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "a.pdf").write_bytes(b"%PDF")
    (folder / "a.pdf#page=3").write_bytes(b"%PDF")
    _, files, findings = read(folder, "[Trang 3](a.pdf#page=3)")
    assert (files, findings.found) == (["/tin/2026/11/bai/a.pdf"], set())


def test_of_two_that_look_the_same_none_is_taken(folder: Path) -> None:
    for name in ("anh\u00a01.jpg", "anh\u202f1.jpg"):
        picture(folder / name)
    photos, _, findings = read(folder, "![Hội trường](<anh 1.jpg>)\n*Quang cảnh*")
    (finding,) = findings.found
    assert (photos, finding.kind, finding.line) == (0, "file-name-unseen", 6)
    assert "no-break blank in its name (U+00A0)" in finding.message()
    assert finding.fix().endswith(" anh%C2%A01.jpg")


@pytest.mark.parametrize(
    ("there", "typed", "offered"),
    [
        ("IMG_2031.JPG", "img_2031.jpg", "IMG_2031.JPG"),
        ("hop.jpeg", "hop.jpg", "hop.jpeg"),
        ("hop.jpg.jpg", "hop.jpg", "hop.jpg.jpg"),
        ("hop.jpg", "hop.png.jpg", "hop.jpg"),
        ("Hội trường #1.jpg", "hoi-truong-1.jpg", "Hội%20trường%20%231.jpg"),
        ("Anh #1.jpg", "<anh #1.jpg>", "Anh%20%231.jpg"),
        ("hop.jpg", "uploads/2026/hop.jpg", "hop.jpg"),
        ("HOP.jpg", "uploads/hop.jpg", "HOP.jpg"),
        ("Hop:1.jpg", "hop:1.jpg", "Hop%3A1.jpg"),
        ("Hop (1).jpg", "<hop (1).jpg>", "Hop%20%281%29.jpg"),
    ],
)
def test_the_name_that_is_there_is_offered_as_a_line_that_works(
    folder: Path, there: str, typed: str, offered: str
) -> None:
    picture(folder / there, (960, 640))
    photos, _, findings = read(folder, f"![Hội trường]({typed})\n*Quang cảnh*")
    (finding,) = findings.found
    assert (photos, finding.kind, finding.line) == (0, "file-name", 6)
    assert nfc(there) in finding.message()
    assert finding.fix().endswith(f": {offered}")
    photos, _, findings = read(folder, f"![Hội trường]({offered})\n*Quang cảnh*")
    assert (photos, findings.found) == (1, set())


def test_in_the_front_matter_the_name_is_typed_as_it_is(folder: Path) -> None:
    picture(folder / "Hop #1.jpg", (960, 640))
    _, _, findings = read(folder, "Chữ.", 'lead: "hop #1.jpg"\nlead_alt: x\n')
    (finding,) = findings.found
    assert (finding.kind, finding.line) == ("file-name", 5)
    assert finding.fix().endswith(': "Hop #1.jpg"')


@pytest.mark.parametrize("name", ["khac.jpg", "khac#1.jpg", "khac:1.jpg", "khac?1.jpg"])
def test_what_is_not_there_is_named_as_it_is_typed(folder: Path, name: str) -> None:
    _, _, findings = read(folder, f"![Hội trường]({name})\n*Quang cảnh*")
    (finding,) = findings.found
    assert (finding.kind, finding.line) == ("file-missing", 6)
    assert f"“{name}”" in finding.message()


@pytest.mark.parametrize("form", ["![Hội trường]({})\n*Quang cảnh*", "[tải]({})"])
def test_what_has_the_name_and_is_no_file_is_told_as_what_it_is(folder: Path, form: str) -> None:
    folder.mkdir(parents=True)
    picture(folder.parents[4] / "ngoai.jpg")
    (folder / "ra-ngoai.jpg").symlink_to(folder.parents[4] / "ngoai.jpg")
    (folder / "khong-dau.jpg").symlink_to("nowhere.jpg")
    (folder / "thu-muc.jpg").mkdir()
    os.mkfifo(folder / "ong.jpg")
    for name, said in (
        ("ra-ngoai.jpg", "leads out"), ("khong-dau.jpg", "leads nowhere"), ("thu-muc.jpg", "a folder"), ("ong.jpg", "a pipe"),
    ):  # fmt: skip
        photos, files, findings = read(folder, form.format(name))
        (finding,) = findings.found
        assert (photos, files, finding.kind, finding.line) == (0, [], "file-unusable", 6)
        assert said in finding.message()
    _, _, findings = read(folder, form.format("../khac/a.jpg"))
    assert {each.kind for each in findings.found} == {"file-missing"}


@pytest.mark.parametrize("address", ["https://a.example/b.jpg", "//a.example/b.jpg"])
def test_addresses_of_other_sites_are_no_names(folder: Path, address: str) -> None:
    _, _, findings = read(folder, f"![x]({address})\n*Quang cảnh*")
    assert {each.kind for each in findings.found} == {"remote-media"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.jpg ", "at the end"), (" a.jpg", "begins or ends"), ("a\u202fb.jpg", "U+202F"), ("a\u00a0b.jpg", "U+00A0"), ("a\u200bb.jpg", "invisible"),
        ("a\u3000b.jpg", "unusual"), ("a  b.jpg", "two blanks"), ("\u0410.jpg", "Greek or Russian"), ("\uff41.jpg", "full-width"), ("a–b.jpg", "only looks"),
        ("Hội trường (1).jpg", ""),
    ],
)  # fmt: skip
def test_what_cannot_be_seen_in_a_name_is_said_in_words(name: str, said: str) -> None:
    assert (said in describe_unseen(name)) if said else describe_unseen(name) == ""


def test_names_are_folded_by_how_they_look_and_kin_by_what_they_say() -> None:
    assert fold_name("Hội\u00a0 trường–1\u200b.jpg ") == "Hội trường-1.jpg"
    assert kin_name("Hội trường.JPEG.jpg") == kin_name("hoi-truong.jpg") == "hoi-truong.jpg"
    assert kin_name("anh-1.jpg") != kin_name("anh-2.jpg")
    assert as_target("a b#1?2%(3).jpg") == "a%20b%231%3F2%25%283%29.jpg"
