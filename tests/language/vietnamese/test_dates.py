"""Dates as offices write them."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.language.vietnamese import (
    ImpossibleDateError,
    format_date,
    format_datetime,
    format_long_date,
    parse_datetime,
)
from tests.builders import ZONE


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2026-11-20 08:00", (2026, 11, 20, 8, 0)),
        ("2026-11-20", (2026, 11, 20)),
        ("2026-1-2", (2026, 1, 2)),
        ("2026-11-20T08:00:59+07:00", (2026, 11, 20, 8, 0)),
        ("06/01/2020", (2020, 1, 6)),
        ("08/01/2020 16:50", (2020, 1, 8, 16, 50)),
        ("20/05/2020, 07:50 GMT+7", (2020, 5, 20, 7, 50)),
        ("20-5-2020", (2020, 5, 20)),
        ("  2026-11-20  ", (2026, 11, 20)),
        ("2026/11/20 8:00", (2026, 11, 20, 8, 0)),
        ("21.11.2026", (2026, 11, 21)),
        ("2026-11-20T01:00:00.000Z", (2026, 11, 20, 8, 0)),
        ("2026-11-19 20:30:00 -0500", (2026, 11, 20, 8, 30)),
        ("2026-11-20 10:00 GMT+9", (2026, 11, 20, 8, 0)),
        ("Thứ Sáu, ngày 20 tháng 11 năm 2026", (2026, 11, 20)),
        ("20 tháng 11, 2026 lúc 8 giờ", (2026, 11, 20, 8, 0)),
        ("8h30 ngày 20/11/2026", (2026, 11, 20, 8, 30)),
        ("16:03, Thứ năm, 20/11/2026", (2026, 11, 20, 16, 3)),
        ("20/11/2026 - 1:05 CH", (2026, 11, 20, 13, 5)),
        ("Nov 20, 2026 12:05 AM", (2026, 11, 20, 0, 5)),
        ("Friday, 20 November 2026", (2026, 11, 20)),
        ("20-Nov-2026", (2026, 11, 20)),
    ],
)
def test_every_usual_form_is_read_as_vietnamese_time(text: str, parts: tuple[int, ...]) -> None:
    moment = parse_datetime(text, ZONE)
    assert moment == datetime(*parts, tzinfo=ZONE)  # type: ignore[misc, arg-type]
    assert moment.isoformat().endswith("+07:00")


@pytest.mark.parametrize(
    "text",
    ["", "hôm nay", "2026-02-30", "31/04/2026", "2026-13-01", "2026-11-20 25:00", "2026-11-20 08:61", "20/11", "2026",
     "2026-11-20 08:00 GMT+99", "11/20/2026", "2026-11-20 08:00 sáng", "20/11/26", "20 Brumaire 2026", "0000-01-00", "2026-11/20"],
)  # fmt: skip
def test_anything_else_is_no_date(text: str) -> None:
    with pytest.raises(ValueError):
        parse_datetime(text, ZONE)


@pytest.mark.parametrize(
    ("text", "kind", "numbers"),
    [
        ("31/11/2026", "day", {"year": 2026, "month": 11, "days": 30}),
        ("29/2/2027", "day", {"year": 2027, "month": 2, "days": 28}),
        ("11/20/2026", "month", {"month": 20, "day": 11, "year": 2026}),
        ("2026-11-20 25:00", "hour", {"hour": 25}),
        ("2026-11-20 13:00 PM", "", {}),
        ("2026-11-20 08:61", "minute", {"minute": 61}),
    ],
)
def test_what_there_is_not_says_why(text: str, kind: str, numbers: dict[str, int]) -> None:
    try:
        parse_datetime(text, ZONE)
    except ImpossibleDateError as error:
        assert (error.kind, error.numbers) == (kind, numbers)
    else:
        assert not kind


def test_a_long_date_names_the_day_without_the_locale_of_the_server() -> None:
    moment = datetime(2026, 11, 20, 8, 5, tzinfo=ZONE)
    assert format_long_date(moment, "vi") == "Thứ Sáu, 20/11/2026"
    assert format_long_date(moment, "en") == "Friday, 20 November 2026"
    assert format_datetime(moment, "vi") == "Thứ Sáu, 20/11/2026, 08:05"
    assert format_long_date(datetime(2026, 11, 22, tzinfo=ZONE), "vi").startswith("Chủ Nhật")


def test_midnight_stands_for_a_day_without_a_time() -> None:
    assert format_datetime(datetime(2026, 1, 3, tzinfo=ZONE), "vi") == "Thứ Bảy, 03/01/2026"


@given(st.datetimes(min_value=datetime(1000, 1, 1), timezones=st.just(ZONE)))
def test_a_date_that_is_shown_can_be_typed_again(moment: datetime) -> None:
    assert parse_datetime(format_date(moment), ZONE).date() == moment.date()
    shown = f"{format_date(moment)}, {moment:%H:%M} GMT+7"
    assert parse_datetime(shown, ZONE) == moment.replace(second=0, microsecond=0, fold=0)
