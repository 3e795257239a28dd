"""Whatever is pasted: no word is lost, words keep their order, and nothing that is carried along is seen."""

import re
from pathlib import Path

from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from ban_tin.articles.pasted import STEPS, Line
from ban_tin.articles.pasted.marks import CARRIER
from tests.builders import converted

MARKS = ["", "", "– ", "• ", "- ", "-", "+ ", "* ", "a) ", "b) ", "đ) ", "1) ", "2/ ", "(1) ", "1. ", "2. ", "I. ", "ii) ", "1.1. ", "o\t", "> ",
         "## ", "| ", "[Câu 1]: ", "~~", "**", "\t", "    ", "  ", "---", "```"]  # fmt: skip
ENDS = ["", ".", ";", ":", "\\", "  ", " |", "**", "~~", "\tba"]
LINES = st.tuples(st.sampled_from(["", "  ", "   ", "\t"]), st.sampled_from(MARKS), st.sampled_from(["", "Hội nghị", "sơ kết", "năm"]), st.sampled_from(ENDS))  # fmt: skip


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Return ugly lines, each with a word of its own."""
    lines = draw(st.lists(LINES, max_size=9))
    return "\n".join(
        f"{indent}{mark}{words} từ{number}{end}" if words else ""
        for number, (indent, mark, words, end) in enumerate(lines)
    )


@given(documents())
@example("1) Hội nghị từ0\n\n> a) năm từ1\n> b) năm từ2")
@example("```năm từ0\nnăm từ1\n```năm từ2")
def test_no_word_is_lost(text: str) -> None:
    body, _ = converted(Path("/"), text)
    soup = BeautifulSoup(body.html, "html.parser")
    assert re.findall(r"từ\d+", soup.get_text()) == re.findall(r"từ\d+", text)
    assert CARRIER not in body.html


@given(documents())
def test_lines_keep_their_numbers(text: str) -> None:
    lines = [Line(each, number) for number, each in enumerate(text.split("\n"))]
    for step in STEPS:
        lines = step(lines, lambda kind, number, **values: None)
    numbers = [line.number for line in lines]
    assert numbers == sorted(numbers)
    assert set(range(text.count("\n") + 1)) >= set(numbers)
