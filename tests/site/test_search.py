"""The search index as builds leave it in the output."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.searching.finding import find
from tests.site.builder import NOW, SmallSite

DATA = "tim-kiem/data-1/"


def searched(site: SmallSite, term: str) -> set[str]:
    """Return the addresses that are shown for a folded word or pair."""
    folder = site.output / DATA
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.json")}
    head = json.loads(files["head.json"])
    shown = set()
    for number in find(files, head["buckets"], term):
        shown.add(json.loads(files[f"d/{number >> 2}.json"])[str(number & 3)][0])
    return shown


def test_what_is_public_is_found_and_nothing_else(site: SmallSite) -> None:
    site.article("bai", "Khuyến học ở Đồng Tháp Mười.\n")
    site.article("nhap", "Khuyến học.\n", status="draft")
    site.article("hen", "Khuyến học.\n", date=f"{NOW + timedelta(days=2):%Y-%m-%d %H:%M}")
    site.article("rut", "Khuyến học.\n", withdrawn='"Đăng nhầm."', updated="2026-11-02 08:00")
    site.page("gioi-thieu", "Hội khuyến học.\n")
    assert site.build().code == 0
    assert searched(site, "khuyen hoc") == {"/tin/2026/11/bai/", "/gioi-thieu/"}
    assert searched(site, "thap muoi") == {"/tin/2026/11/bai/"}
    # The one that was scheduled, later.
    assert site.build(now=NOW + timedelta(days=3)).code == 0
    assert len(searched(site, "khuyen hoc")) == 3


def test_captions_authors_and_documents_are_found(site: SmallSite) -> None:
    folder = site.article(
        "van-ban",
        "Nội dung.\n\n![Bản đồ](anh.jpg)\n*Lễ khai giảng. Ảnh: Vũ Thu Hằng*\n",
        category="Văn bản",
        authors="[Lý Quốc Bảo]",
        document_number='"1284/KH-SGDĐT"',
        document_type='"Kế hoạch"',
    )
    site.photo(folder, "anh.jpg")
    assert site.build().code == 0
    for term in (
        "khai giang",
        "thu hang",
        "quoc bao",
        "1284",
        "kh sgddt",
        "ke hoach",
        "@t:ke-hoach",
        "@k:document",
        "@a:ly-quoc-bao",
    ):
        assert searched(site, term) == {"/tin/2026/11/van-ban/"}, term


def test_an_edit_writes_the_files_of_its_words(site: SmallSite) -> None:
    for number in range(30):
        site.article(f"bai-{number}", f"Bài thứ {number} của trường.\n", date=f"2026-10-{number % 28 + 1:02d} 08:00")
    assert site.build().code == 0
    before = site.tree()
    site.article("bai-7", "Bài thứ 7 của trường, sửa lại.\n", date="2026-10-08 08:00")
    assert site.build().code == 0
    after = site.tree()
    changed = {path for path in after if path.startswith(DATA) and before.get(path) != after[path]}
    # Words that are new, and the pairs that they stand in; the file of what is shown, as its summary says it too.
    assert len(changed) <= 2 * 3 * 2 + 2
    assert searched(site, "sua lai") == {"/tin/2026/10/bai-7/"}


def test_another_table_of_abbreviations_makes_another_index(site: SmallSite) -> None:
    site.article("bai", "Phòng cháy chữa cháy.\n")
    assert site.build().code == 0
    assert searched(site, "pccc") == set()
    path = site.content / "site.toml"
    facts = path.read_text("utf-8")
    table = '[search]\nabbreviations = ["PCCC = phòng cháy chữa cháy"]\n\n[[menu]]'
    path.write_text(facts.replace("[[menu]]", table, 1), "utf-8")
    assert site.build().code == 0
    assert searched(site, "pccc") == {"/tin/2026/11/bai/"}


@pytest.mark.parametrize("many", [False, True])
def test_an_article_that_cannot_be_indexed_is_named(site: SmallSite, many: bool, tmp_path: Path) -> None:
    for number in range(60 if many else 2):
        site.article(f"bai-{number}", "Từ lạ.\n" if number == 1 else "Từ quen.\n")
    code = (
        "from ban_tin.building import search_index as module\n"
        "made = module.documents_of_article\n"
        "def fails(article, *others):\n"
        "    if 'lạ' in article.body:\n"
        "        raise KeyError('no such word')\n"
        "    return made(article, *others)\n"
        "module.documents_of_article = fails\n"
        "import sys; from newsdesk.build import main; sys.exit(main(sys.argv[1:]))\n"
    )
    done = site.build(code=code)
    assert done.code == 1
    assert "content/tin/2026/11/bai-1/index.md" in done.err
    assert "bai-0" not in done.err
    assert not (site.output / "index.html").exists()
