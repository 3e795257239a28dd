"""Tables as readers get them: no cell is cut, on a screen or on paper."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from tests.demonstration.pages import Open
from tests.newsdesk.site_handler import served
from tests.site.builder import SmallSite

pytestmark = pytest.mark.browser

TIMETABLE = "/tin/2026/11/lich-thi-hoc-sinh-gioi-lop-12-nam-hoc-2026-2027/"
WITH_TABLES = {
    "timetable": TIMETABLE,
    "telephone numbers": "/lien-he/",
    "five columns": "/tin/2026/11/thong-bao-tuyen-dung-vien-chuc-2026/",
    "English page": "/about/",
    "figures": "/tin/2026/08/tong-ket-nam-hoc-2025-2026/",
}
#: Of each table: its name, whether it scrolls, and cells whose words stand beyond themselves, or beyond the window where nothing scrolls to them.
MEASURED = """() => [...document.querySelectorAll('.prose .table-scroll')].map(region => {
  const scrolls = region.scrollWidth > region.clientWidth;
  const box = region.getBoundingClientRect();
  const cut = [...region.querySelectorAll('td, thead th')].filter(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const own = cell.getBoundingClientRect();
    if (!own.width || cell.matches('.blocks th') && getComputedStyle(cell.closest('thead')).position === 'absolute') return false;
    return [...range.getClientRects()].some(words => words.right > own.right + 1 || words.left < own.left - 1
      || words.bottom > own.bottom + 1 || !scrolls && (words.right > box.right + 1 || words.right > innerWidth));
  });
  return {name: region.getAttribute('aria-label'), scrolls, tab: region.tabIndex, cut: cut.map(cell => cell.textContent),
    told: getComputedStyle(region, '::before').visibility === 'visible' && getComputedStyle(region, '::before').content !== 'none'};
})"""


def measure(page: Page, width: int, text: str = "0") -> list[dict[str, Any]]:
    """Return what is measured of each table in a window of this width, with text of this size."""
    page.set_viewport_size({"width": width, "height": 800})
    page.evaluate("text => document.documentElement.setAttribute('data-text', text)", text)
    # What observes sizes speaks before the second frame is painted.
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    found: list[dict[str, Any]] = page.evaluate(MEASURED)
    return found


@pytest.mark.parametrize("name", WITH_TABLES)
def test_no_cell_is_cut_and_what_scrolls_says_so(name: str, look_at: Open) -> None:
    page = look_at(WITH_TABLES[name])
    for width, text in ((320, "0"), (360, "0"), (768, "0"), (1280, "0"), (1600, "0"), (360, "4"), (1280, "4")):
        for table in measure(page, width, text):
            at = width, text, table["name"]
            assert table["cut"] == [], at
            # A stop of the keyboard where it scrolls, and nowhere else.
            assert (table["tab"] == 0) == table["scrolls"], at
            assert table["told"] == table["scrolls"] or width >= 1280, at
            assert not (table["scrolls"] and width >= 1280 and text == "0"), at


def test_four_columns_are_blocks_on_a_phone_with_the_name_of_each_column(look_at: Open) -> None:
    page = look_at("/lien-he/", 360)
    cells = page.locator(".prose tbody tr:first-child td").all()
    tops = [cell.bounding_box()["y"] for cell in cells]
    assert tops == sorted(set(tops)) and len(tops) == 3
    shown = [cell.evaluate("cell => getComputedStyle(cell, '::before').content") for cell in cells]
    assert shown == ["none", '"Điện thoại: "', '"Thư điện tử: "']
    assert page.get_by_role("columnheader").count() == 3
    page.set_viewport_size({"width": 768, "height": 800})
    assert len({cell.bounding_box()["y"] for cell in cells}) == 1


def test_the_first_column_stays_while_the_others_scroll(look_at: Open) -> None:
    page = look_at(TIMETABLE, 360)
    first, last = page.locator("tbody tr:first-child td").first, page.locator("tbody tr:first-child td").last
    before = first.bounding_box()["x"]
    page.locator(".table-scroll").evaluate("region => { region.scrollLeft = region.scrollWidth }")
    assert first.bounding_box()["x"] == pytest.approx(before, abs=1)
    box = last.bounding_box()
    assert box["x"] + box["width"] <= 361


def words_of(text: str) -> str:
    """Return ``text`` without what a PDF parts words with."""
    return re.sub(r"\s+", "", text)


def printed(page: Page) -> tuple[PdfReader, str]:
    """Return the page on paper, and all words on it."""
    pdf = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    return pdf, words_of("".join(sheet.extract_text() for sheet in pdf.pages))


def test_every_cell_of_the_timetable_is_on_paper(look_at: Open) -> None:
    page = look_at(TIMETABLE)
    pdf, words = printed(page)
    cells = page.locator(".prose th, .prose td").all_text_contents()
    assert len(cells) == 9 * 12
    assert [cell for cell in cells if words_of(cell) not in words] == []
    assert {each for each in ("Giờkếtthúc", "Ghichú", "Lịchthicácmôn") if words.count(each) < 1} == set()
    # A4, and lying on its side where the table is.
    sizes = [(round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in pdf.pages]
    assert set(sizes) == {(595, 842), (842, 595)}
    (lying,) = [sheet for sheet, size in zip(pdf.pages, sizes, strict=True) if size[0] > size[1]]
    assert "Lịchthicácmôn" in words_of(lying.extract_text())


def test_addresses_are_on_paper(look_at: Open) -> None:
    _, words = printed(look_at(TIMETABLE))
    assert f"https://sogddt.lamgiang.example{TIMETABLE}thong-bao-1297.pdf" in words
    _, words = printed(look_at("/lien-he/"))
    assert "https://sogddt.lamgiang.example/tin/2026/10/lich-tiep-cong-dan-quy-iv-2026/" in words


@pytest.fixture(scope="module")
def photos_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with an article that leads with a small photo, and one with an upright one."""
    site = SmallSite(tmp_path_factory.mktemp("photos"))
    for slug, size in (("nho", (300, 200)), ("dung", (900, 1350))):
        folder = site.article(
            slug, "Một câu.\n\n![Cờ](a.jpg)\n*Một lời dưới ảnh*", lead="a.jpg", lead_alt="Cờ", lead_focus="40% 30%"
        )
        site.photo(folder, "a.jpg", size)
    built = site.build()
    assert built.code == 0, built.err
    with served(Path(site.output)) as address:
        yield f"{address}/tin/2026/11"


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_photo_is_no_wider_than_it_is_and_an_upright_one_fits_the_screen(
    width: int, photos_url: str, look_at: Open
) -> None:
    for photo in look_at(f"{photos_url}/nho/", width).locator(".article__content img").all():
        assert photo.bounding_box()["width"] == 300
    page = look_at(f"{photos_url}/dung/", width)
    for figure in page.locator(".article__content figure").all():
        photo, words = figure.locator("img").bounding_box(), figure.locator("figcaption")
        assert photo["height"] <= 800
        if words.count() and width >= 768:
            assert words.bounding_box()["x"] > photo["x"] + photo["width"]


def test_lists_show_what_lead_focus_names(photos_url: str, look_at: Open) -> None:
    page = look_at(photos_url.removesuffix("2026/11"))
    for photo in page.locator(".teaser__photo img").all():
        assert photo.evaluate("image => getComputedStyle(image).objectPosition") == "40% 30%"


def test_lines_on_a_desk_have_66_to_72_letters(look_at: Open) -> None:
    page = look_at("/tin/2020/01/dang-uy-so-gddt-tra-vinh-tong-ket-cong-tac-dang-nam-2019/")
    lines: list[int] = page.evaluate(
        """() => [...document.querySelectorAll('.prose > p')].flatMap(paragraph => {
          const range = document.createRange(), found = [];
          for (const walker = document.createTreeWalker(paragraph, 4); walker.nextNode();) {
            const text = walker.currentNode;
            for (let at = 0; at < text.length; at++) {
              range.setStart(text, at); range.setEnd(text, at + 1);
              const box = range.getBoundingClientRect();
              if (!found.length || box.bottom > found.at(-1).bottom + 8) found.push({bottom: box.bottom, letters: 0});
              found.at(-1).letters++;
            }
          }
          return found.slice(0, -1).map(line => line.letters);
        })"""
    )
    assert len(lines) > 20
    assert 66 <= sum(lines) / len(lines) <= 72
