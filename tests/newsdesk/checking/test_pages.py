"""Rules of pages and attachments at their edges: what they find is at its place, what is right is left alone."""

from datetime import date
from pathlib import Path

import pytest

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.registry import RULES
from newsdesk.checking.rule import Facts, Found
from newsdesk.checking.rules.drawn import LOCKED, docx, pdf, xlsx
from newsdesk.checking.rules.notices import address_of
from newsdesk.checking.rules.reading import measure_reading
from newsdesk.checking.running import find_all
from tests.builders import site

FACTS = Facts(site(), date(2026, 11, 30))
FRONT = '---\ntitle: "Bài thử"\ndate: 2026-11-20 08:00\ncategory: {category}\n{more}---\n\n'


def article(
    body: str, folder: Path = Path("nowhere"), *, category: str = "Tin hoạt động", more: str = ""
) -> CheckedArticle:
    text = FRONT.format(category=category, more=more) + body
    return CheckedArticle("content/tin/2026/11/bai-thu/index.md", folder / "index.md", text)


def found(rule: str, checked: CheckedArticle) -> list[Found]:
    return [each for _, each in find_all(checked, FACTS, [RULES[rule]])]


def test_ranks_are_made_whole_for_all_headings_that_stand_below_a_skip() -> None:
    checked = article("## A\n\nx\n\n#### B\n\nx\n\n##### C\n\nx\n\n#### D\n\nx\n\n## E\n\nx\n")
    skips = found("heading-skips", checked)
    assert [each.values["typed"] for each in skips] == ["### B", "#### C", "### D"]
    # One fix is that of all.
    assert len({each.fix for each in skips}) == 1
    fix = skips[0].fix
    assert fix
    text = checked.text[: fix.start] + fix.text + checked.text[fix.end :]
    assert found("heading-skips", CheckedArticle(checked.path, checked.file, text)) == []
    assert found("heading-skips", article("### A\n\nx\n"))[0].values["before"] == "title"


@pytest.mark.parametrize("text", ["tại đây", "**tại đây**", "Xem chi tiết", "here", "đường link sau", "Tải về…"])
def test_a_link_that_says_nothing_is_told(text: str) -> None:
    assert len(found("link-vague", article(f"Bấm [{text}](https://moet.gov.vn/)."))) == 1


@pytest.mark.parametrize("text", ["Kế hoạch số 128", "Xem chi tiết kế hoạch", "moet.gov.vn", "danh sách tại đây"])
def test_a_link_that_says_something_is_not(text: str) -> None:
    assert found("link-vague", article(f"Bấm [{text}](https://moet.gov.vn/).")) == []


def test_tables_of_html_have_heads_too_and_small_ones_need_none() -> None:
    rows = "<tr><td>a</td><td>b</td></tr>" * 4
    assert len(found("table-headless", article(f"<table>{rows}</table>"))) == 1
    assert found("table-headless", article(f"<table><tr><th>A</th><th>B</th></tr>{rows}</table>")) == []
    assert found("table-headless", article("|  |  |\n|---|---|\n| a | b |\n")) == []


def test_a_notice_without_an_end_is_offered_the_day_after_the_last_one_that_it_names() -> None:
    body = "Nộp hồ sơ từ ngày 25/11/2026 đến hết ngày 10/12/2026. Căn cứ Quyết định ngày 05/01/2024.\n"
    (told,) = found("notice-endless", article(body, category="Thông báo"))
    assert told.values["typed"] == "expires: 2026-12-11"
    assert found("notice-endless", article(body, category="Thông báo", more="expires: 2026-12-11\n")) == []
    assert found("notice-endless", article(body)) == []


def test_the_address_of_an_article_is_that_of_its_folder_or_its_slug() -> None:
    assert address_of(article("x")) == "/tin/2026/11/bai-thu/"
    assert address_of(article("x", more="slug: khac\n")) == "/tin/2026/11/khac/"
    assert address_of(CheckedArticle("content/trang/lien-he.md", Path("lien-he.md"), "---\ntitle: x\n---\n")) == ""


def test_how_hard_a_text_is_follows_the_length_of_sentences_and_words() -> None:
    easy = measure_reading(["Các trường nộp báo cáo trước thứ Sáu"] * 30)
    hard = measure_reading(["Các trường nộp báo cáo trước thứ Sáu " * 9] * 4)
    assert easy and hard
    assert easy.figure + 10 < hard.figure
    assert hard.words == pytest.approx(72)
    assert measure_reading(["Ngắn quá"]) is None


def test_files_are_judged_by_what_is_in_them(tmp_path: Path) -> None:
    files = {
        "kem.pdf": pdf(["Một trang có chữ để đọc và để tìm."]),
        "quet.pdf": pdf(["x"], scan=True),
        "macro.xlsm": xlsx([["TT"], ["1"]], macros=True),
        "khoa.pptx": LOCKED,
        "thu.docx": docx(["Số: 12/KH-SGDĐT", "Lam Giang, ngày 05 tháng 11 năm 2026"]),
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    checked = article("".join(f"[{name}]({name}) " for name in files), tmp_path)
    assert [each.values["file"] for each in found("paper-scan", checked)] == ["quet.pdf"]
    assert [each.values["file"] for each in found("paper-script", checked)] == ["macro.xlsm"]
    assert [each.values["file"] for each in found("paper-locked", checked)] == ["khoa.pptx"]
    right = article("[thư](thu.docx)", tmp_path, more="document_number: 12/KH-SGDDT\ndocument_issued: 05/11/2026\n")
    assert found("document-number-other", right) == found("document-date-other", right) == []
    wrong = article("[thư](thu.docx)", tmp_path, more="document_number: 21/KH-SGDĐT\ndocument_issued: 2026-11-06\n")
    assert found("document-number-other", wrong)[0].values["other"] == "12/KH-SGDĐT"
    assert found("document-date-other", wrong)[0].values["typed"] == "2026-11-05"
    # A form beside the document has another number, or none.
    (tmp_path / "mau.docx").write_bytes(docx(["Mẫu số: 03/PL"]))
    both = article("[thư](thu.docx) [mẫu](mau.docx)", tmp_path, more="document_number: 12/KH-SGDĐT\n")
    assert found("document-number-other", both) == []


def test_no_file_outside_the_folder_of_the_article_is_read(tmp_path: Path) -> None:
    (tmp_path / "ngoai.pdf").write_bytes(pdf(["x"], scan=True))
    folder = tmp_path / "bai"
    folder.mkdir()
    (folder / "noi.pdf").symlink_to(tmp_path / "ngoai.pdf")
    checked = article("[a](../ngoai.pdf) [b](noi.pdf) [c](/etc/passwd.pdf) [d](%00.pdf)", folder)
    assert found("paper-scan", checked) == []
