"""Dates as portals print them beside an article, and the one that is never the article's."""

import pytest

from newsdesk.importing.web_page.dates import is_today, read_date, read_machine_date
from newsdesk.importing.web_page.head_lines import read_head_line, read_way


@pytest.mark.parametrize(
    ("line", "date", "rest"),
    [
        ("Bá Hải - 20/05/2020, 07:50 GMT+7 | Kết nối", "2020-05-20 07:50", "Bá Hải | Kết nối"),
        ("Thứ hai, 20/5/2020 - 07:50", "2020-05-20 07:50", ""),
        ("Đăng lúc: Thứ tư - 10/11/2011 16:03", "2011-11-10 16:03", ""),
        ("16:03:33 | 10/11/2011", "2011-11-10 16:03", ""),
        ("Thứ năm, 10 Tháng 11 2011", "2011-11-10", ""),
        ("Thứ năm, 10 Tháng 11 2011 09:12", "2011-11-10 09:12", ""),
        ("(Cập nhật lần cuối: 20/5/2020 - 7:50 CH)", "2020-05-20 19:50", ""),
        ("Admin | 19 Tháng Mười Một, 2026", "2026-11-19", "Admin"),
        ("Ngày đăng: 20.05.2020", "2020-05-20", ""),
        ("7h05 ngày 20 tháng 5 năm 2020", "2020-05-20 07:05", ""),
        ("5/20/2020 8:00:00 AM", "2020-05-20 08:00", ""),
        ("20/05/2020 07:50 - Lượt xem: 12", "2020-05-20 07:50", "Lượt xem: 12"),
    ],
)
def test_a_line_with_a_date(line: str, date: str, rest: str) -> None:
    found = read_date(line)
    assert found is not None
    assert (found.date, found.rest) == (date, rest)


@pytest.mark.parametrize(
    "line",
    [
        "31/02/2020",
        "Ngày 20 tháng năm 2026",
        "Từ 1/2/2020 đến 3/4/2020",
        "Số 12/2020/QĐ-UBND",
        "1.250 lượt",
        "",
        "0200 000 0000",
        "20/13/2020",
    ],
)
def test_a_line_without_one(line: str) -> None:
    assert read_date(line) is None


def test_what_the_head_says_of_today_is_no_date_of_an_article() -> None:
    assert is_today("Thứ 4, Ngày 7 Tháng 8 năm 2019")
    assert is_today("Hôm nay: Thứ tư, ngày 07/08/2019")
    assert not is_today("Thứ hai, 20/5/2020 - 07:50")
    assert not read_head_line("Thứ 4, Ngày 7 Tháng 8 năm 2019").whole


def test_a_day_and_a_month_that_may_have_changed_places_are_doubtful() -> None:
    found = read_date("5/6/2020 8:00 AM")
    assert found is not None
    assert found.doubtful


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-05-20T07:50:00+07:00", "2020-05-20 07:50"),
        ("2020-05-20", "2020-05-20"),
        ("2020-05-20T00:50:00Z", "2020-05-20 00:50Z"),
        ("2020-13-20", None),
        ("yesterday", None),
    ],
)
def test_dates_for_machines(text: str, date: str | None) -> None:
    assert read_machine_date(text) == date


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("Bá Hải - 20/05/2020, 07:50 GMT+7 | Kết nối", {"author": "Bá Hải", "category": "Kết nối"}),
        ("Viết bởi Administrator Thứ năm, 10 Tháng 11 2011 09:12", {}),
        (
            "Tinh và ảnh: Đinh Hữu Phước – PCVP Sở",
            {"author": "Đinh Hữu Phước – PCVP Sở", "credit": "Đinh Hữu Phước – PCVP Sở"},
        ),
        ("Nguồn tin: Báo Thanh Sơn", {"source": "Báo Thanh Sơn"}),
        ("Từ khóa: giáo dục, thi tốt nghiệp", {"tags": ("giáo dục", "thi tốt nghiệp")}),
        ("Đã xem: 1.250 | Chia sẻ | In trang", {"views": "1250"}),
        ("Thứ hai - 20/05/2020 07:50 Lượt xem: 1.250", {"views": "1250"}),
        ("07:50 có 33 lượt xem", {"views": "33"}),
    ],
)
def test_lines_beside_a_text(line: str, fields: dict[str, object]) -> None:
    assert read_head_line(line).fields == fields


def test_a_sentence_with_a_day_in_it_is_no_such_line() -> None:
    assert not read_head_line("Sáng ngày 14/6/2017, Đảng bộ Sở tổ chức Hội nghị lần thứ 5").whole


def test_the_way_to_a_page_ends_with_its_section() -> None:
    assert read_way(["Trang chủ", " » ", "Tin tức", " » ", "Dạy và học"], "Một bài") == "Dạy và học"
    assert (
        read_way(
            ["Trang nhất > Tin tức > Hướng dẫn dạy học 2 buổi/ngày từ năm học…"],
            "Hướng dẫn dạy học 2 buổi/ngày từ năm học 2025–2026",
        )
        == "Tin tức"
    )
