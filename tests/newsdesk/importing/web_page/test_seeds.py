"""Five pages of real portals, whose words are all that is known of them, in HTML without any name: as paragraphs, as ``div`` and in one block with line ends."""

from html import escape

import pytest

from newsdesk.importing.web_page import read_content
from newsdesk.importing.web_page.tree import parse_page, text_of
from tests.newsdesk.importing.web_page.words import words_of_document, words_of_html
from tests.shared_files import SEEDS, need_shared

#: Of each: the lines of its title, of the first and the last line of its text (from the end), its date, and words that are in no text.
PAGES = {
    "lang-son": (3, 6, 5, "2020-05-20 07:50", ("năm 2019<", "500/500")),
    "mong-cai": (1, 4, 2, "2020-01-08 16:50", ("Loading",)),
    "quang-nam": (1, 3, 1, "", ()),
    "soc-trang": (2, 4, 1, "2020-07-03", ("Lượt xem",)),
    "tra-vinh": (5, 8, 7, "2020-01-06", ("547780", "Tương phản", "Chi tiết tin")),
}  # fmt: skip


@pytest.mark.parametrize("form", ["p", "div", "br"])
@pytest.mark.parametrize("name", PAGES)
def test_a_real_page(name: str, form: str) -> None:
    path = need_shared(SEEDS / f"{name}.txt")
    lines = [escape(line).replace("\u00a0", "&nbsp;") for line in path.read_text(encoding="utf-8").split("\n")]
    body = "<br>\n".join(lines) if form == "br" else "\n".join(f"<{form}>{line}</{form}>" for line in lines)
    html = f"<html><head><title>{name}.edu.vn</title></head><body><div>{body}</div></body></html>"
    document = read_content(html.encode(), path.name)
    title, first, last, date, left_out = PAGES[name]
    told = [" ".join(line.split()) for line in path.read_text(encoding="utf-8").split("\n")]
    assert document.fields["title"].value == told[title - 1]
    assert (str(document.fields["date"].value) if "date" in document.fields else "") == date
    text = " ".join(text_of(parse_page(f"<html><body>{document.flow}</body></html>")).split())
    # A line and its double may stand in one.
    assert text.startswith(told[first - 1][:80])
    assert text.endswith([line for line in told if line][-last])
    for words in left_out:
        assert words not in document.flow
    assert words_of_document(document) == words_of_html(html)
