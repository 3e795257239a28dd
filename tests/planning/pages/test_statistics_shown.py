"""What readers see of the figures: each number at its name, in the theme's own components."""

from datetime import datetime
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag

from ban_tin.planning.pages.chart import draw_chart
from ban_tin.rendering import Renderer
from ban_tin.views import Period, ReadArticle, Visits
from tests.builders import ZONE
from tests.theme.fixtures import make_renderer

#: Every number is another one, so that none can stand in for its neighbour.
DAYS = [Period(datetime(2026, 1, 1 + place, tzinfo=ZONE), *numbers) for place, numbers in enumerate([(0, 1, 2, 3), (5, 1400, 7, 8), (12, 11, 1300, 14)])]  # fmt: skip


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return make_renderer()


def shown(renderer: Renderer, component: str, call: str, **values: Any) -> BeautifulSoup:
    """Return what a macro of a component makes of ``values``, in Vietnamese."""
    macro = call.partition("(")[0]
    template = f'{{% from "components/{component}/macro.html" import {macro} %}}{{{{ {call} }}}}'
    return BeautifulSoup(renderer.environment("vi").from_string(template).render(values), "html.parser")


def texts(soup: BeautifulSoup | Tag, selector: str) -> list[str]:
    return [each.get_text(strip=True) for each in soup.select(selector)]


def test_the_numbers_at_the_foot_have_their_names(renderer: Renderer) -> None:
    soup = shown(renderer, "visits", "visits()")
    assert {each["data-count"]: each["data-text"] for each in soup.select("[data-count]")} == {
        "online": "Đang truy cập: {number}",
        "today": "Hôm nay: {number}",
        "total": "Tổng lượt truy cập: {number}",
    }


def test_visits_so_far_by_day_by_days_and_in_all(renderer: Renderer) -> None:
    day = datetime(2026, 11, 21, tzinfo=ZONE)
    visits = Visits(as_of=day, last_day=day, last_day_visits=1120, days=7, recent=2250, total=547_780)
    soup = shown(renderer, "visits", "visits_so_far(visits)", visits=visits)
    assert texts(soup, "dd") == ["1.120", "2.250", "547.780"]
    names = texts(soup, "dt")
    assert "21/11/2026" in names[0]
    assert "7 ngày" in names[1]


def test_before_the_first_day_is_over_only_the_sum_stands_there(renderer: Renderer) -> None:
    visits = Visits(datetime(2026, 11, 21, tzinfo=ZONE), None, 0, 0, 0, 500)
    assert texts(shown(renderer, "visits", "visits_so_far(visits)", visits=visits), "dd") == ["500"]


def test_the_time_of_the_figures(renderer: Renderer) -> None:
    soup = shown(renderer, "visits", "as_of(moment)", moment=datetime(2026, 11, 22, 8, 5, tzinfo=ZONE))
    assert soup.get_text(strip=True) == "Số liệu đến 08:05 ngày 22/11/2026"


def test_the_most_read_are_a_numbered_list_of_links_with_views(renderer: Renderer) -> None:
    articles = (ReadArticle("/tin/mot/", "Bài một", 1250), ReadArticle("/tin/hai/", "Bài hai", 7))
    soup = shown(renderer, "most_read", "most_read(articles)", articles=articles)
    items = soup.select("ol > li")
    assert [(each.a and (each.a["href"], each.a.get_text())) for each in items] == [
        ("/tin/mot/", "Bài một"),
        ("/tin/hai/", "Bài hai"),
    ]
    assert texts(soup, ".count") == ["1.250 lượt xem", "7 lượt xem"]


def test_the_chart_is_drawn_and_told_in_words(renderer: Renderer) -> None:
    drawn = draw_chart(DAYS)
    soup = shown(renderer, "chart", "chart(drawn)", drawn=drawn)
    drawing = soup.select_one("svg")
    assert drawing is not None
    assert (drawing["role"], drawing.get("viewbox") or drawing["viewBox"]) == ("img", "0 0 30 1000")
    name, description = (soup.select_one(f"#{drawing[each]}") for each in ("aria-labelledby", "aria-describedby"))
    assert name is not None and description is not None
    assert "01/01/2026" in description.get_text().partition("03/01/2026")[0]
    assert "03/01/2026" in description.get_text()
    # A day without visits has no bar.
    bars = [[bar[each] for each in ("x", "y", "width", "height")] for bar in soup.select("rect")]
    assert bars == [["11", "750", "8", "250"], ["21", "400", "8", "600"]]
    assert texts(soup, "rect title") == ["02/01/2026: 5", "03/01/2026: 12"]
    assert texts(soup, ".chart__scale span") == ["20", "10", "0"]
    assert texts(soup, ".chart__days span") == ["01/01/2026", "03/01/2026"]
    assert texts(soup, "figcaption") == [
        "Lượt truy cập mỗi ngày: trung bình 6, nhiều nhất 12 (03/01/2026), ít nhất 0 (01/01/2026)."
    ]


def test_a_chart_of_one_day_names_it_once(renderer: Renderer) -> None:
    soup = shown(renderer, "chart", "chart(drawn)", drawn=draw_chart(DAYS[:1]))
    assert texts(soup, ".chart__days span") == ["01/01/2026"]


def test_every_figure_of_a_day_stands_in_its_column(renderer: Renderer) -> None:
    soup = shown(renderer, "figures_table", 'figures_table(days, "Từng ngày")', days=DAYS)
    assert texts(soup, "caption") == ["Từng ngày"]
    assert texts(soup, 'thead th[scope="col"]') == [
        "Ngày",
        "Lượt truy cập",
        "Lượt xem",
        "Máy tự động",
        "Không theo dõi",
    ]
    rows = [(texts(row, 'th[scope="row"]'), texts(row, "td")) for row in soup.select("tbody tr")]
    assert rows == [
        (["01/01/2026"], ["0", "1", "2", "3"]),
        (["02/01/2026"], ["5", "1.400", "7", "8"]),
        (["03/01/2026"], ["12", "11", "1.300", "14"]),
    ]
    assert [each["tabindex"] for each in soup.select(".table-scroll[role=group][aria-label]")] == ["0"]


def test_a_month_is_named_by_its_number_and_year(renderer: Renderer) -> None:
    soup = shown(renderer, "figures_table", 'figures_table(months, "Từng tháng", by_month=true)', months=DAYS[:1])
    assert texts(soup, "thead th")[0] == "Tháng"
    assert [(each["datetime"], each.get_text()) for each in soup.select("time")] == [("2026-01", "01/2026")]
