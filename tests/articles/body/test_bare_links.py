"""Addresses, e-mails and telephone numbers in the text are links; nothing that only looks like one is."""

from pathlib import Path

import pytest

from ban_tin.articles.body.bare_links import find_bare_links
from ban_tin.articles.body.phones import find_phones
from tests.builders import converted


@pytest.mark.parametrize(
    ("text", "called"),
    [
        ("0269 3822 345", "+842693822345"),
        ("(0269) 3.822.345", "+842693822345"),
        ("0269.3822345", "+842693822345"),
        ("0269-3822-345", "+842693822345"),
        ("024.38697215", "+842438697215"),
        ("024 3869 7215.", "+842438697215"),
        ("(024) 38.697.215,", "+842438697215"),
        ("02693822345", "+842693822345"),
        ("0912345678", "+84912345678"),
        ("0912.345.678 - 0987 654 321", "+84912345678 +84987654321"),
        ("091 234 56 78", "+84912345678"),
        ("0912\u00a0345\u00a0678", "+84912345678"),
        ("+84 269 3822 345", "+842693822345"),
        ("+84912345678", "+84912345678"),
        ("(+84) 912 345 678", "+84912345678"),
        ("+84 (0)24 3869 7215", "+842438697215"),
        ("hotline 1900 1234", "19001234"),
        ("1800.599.920", "1800599920"),
        ("ĐT: 0200 000 0000 (số máy lẻ 12)", "+842000000000"),
    ],
)
def test_a_telephone_number_is_called(text: str, called: str) -> None:
    assert " ".join(phone.called for phone in find_phones(text)) == called


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 09.12.2026 08:00", "09/12/2026", "từ 03-12-2026", "2026-11-20 08:00", "năm 1900 1975", "giai đoạn 1900-1975", "1900 2000 quyển",
        "Số 0912345678/QĐ-UBND", "128/0912345678", "STK 0912345678", "số tài khoản: 0912 345 678 tại ngân hàng", "Mã số thuế 0312345678", "MST: 0312345678",
        "CCCD 0269038223", "số báo danh 02012345678", "0912345678 đồng", "0.912.345.678", "091234567", "09123456789", "00912345678", "0269 382 234",
        "Fax: 0269 3822 345", "a0912345678", "0912345678a", "12.0912345678", "0112345678", "1234 0912345678", "Mã hồ sơ 0912345678",
    ],
)  # fmt: skip
def test_another_number_is_not(text: str) -> None:
    assert list(find_phones(text)) == []


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("Xem https://moet.gov.vn/.", "https://moet.gov.vn/ https://moet.gov.vn/"),
        ("(www.moet.gov.vn/a_b_c?x=1&y=2)", "www.moet.gov.vn/a_b_c?x=1&y=2 https://www.moet.gov.vn/a_b_c?x=1&y=2"),
        ("https://vi.wikipedia.org/wiki/Huế_(thành_phố);", "https://vi.wikipedia.org/wiki/Huế_(thành_phố) https://vi.wikipedia.org/wiki/Huế_(thành_phố)"),
        ("“http://a.vn”", "http://a.vn http://a.vn"),
        ("viết tới a.b-c@so.edu.vn, ", "a.b-c@so.edu.vn mailto:a.b-c@so.edu.vn"),
    ],
)  # fmt: skip
def test_an_address_ends_before_the_signs_of_the_sentence(text: str, link: str) -> None:
    assert [f"{text[each.start : each.end]} {each.href}" for each in find_bare_links(text)] == [link]


@pytest.mark.parametrize(
    "text", ["https://", "www.", "a@b", "@lop10", "x@@y.vn", "http://)", "www.)", "a.vn", "...@a.vn"]
)
def test_a_piece_of_one_is_none(text: str) -> None:
    assert find_bare_links(text) == []


def test_links_stand_wherever_text_does(tmp_path: Path) -> None:
    text = "**a@b.vn** và\n\n- https://a.vn\n\n| Điện thoại |\n|---|\n| 0912345678 |\n\n> www.b.vn"
    html = converted(tmp_path, text)[0].html
    for link in (
        '<a href="mailto:a@b.vn">',
        '<a href="https://a.vn">',
        '<a href="tel:+84912345678">',
        '<a href="https://www.b.vn">',
    ):
        assert html.count(link) == 1


@pytest.mark.parametrize(
    "text",
    [
        "`https://a.vn`", "    x https://a.vn", "[https://a.vn](https://a.vn)", "<https://a.vn>", '<a href="https://a.vn">https://a.vn</a>',
        "| Mã số thuế | x |\n|---|---|\n| 0312345678 | y |", "| Tài khoản | 0912345678 |\n|---|---|\n| Mã số | 0912345678 |",
    ],
)  # fmt: skip
def test_nothing_is_linked_in_code_in_links_and_under_another_head(tmp_path: Path, text: str) -> None:
    html = converted(tmp_path, text)[0].html
    assert html.count("<a ") == text.count("](") + text.count("<a ") + text.count("<h")


def test_of_raw_links_each_ends(tmp_path: Path) -> None:
    html = converted(tmp_path, '<a href="/x/">x *https://a.vn* y</a> *https://b.vn* https://c.vn')[0].html
    assert html.count("<a ") == 3
