"""Whatever is pasted: no word is lost, words keep their order, and nothing that is carried along is seen."""

import re
import time
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from ban_tin.articles.pasted import STEPS, Line
from ban_tin.articles.pasted.marks import CARRIER
from tests.builders import ROOT, converted

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
@example("• Hội nghị từ0\n1. Hội nghị từ1")
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


@pytest.mark.parametrize("source", sorted((ROOT / "content/tin").rglob("index.md")), ids=lambda path: path.parent.name)
def test_what_is_right_already_is_left_as_it_is(source: Path) -> None:
    """Every article of the demonstration was written for Markdown."""
    body = source.read_text(encoding="utf-8").partition("\n---\n")[2]
    reported: list[str] = []
    lines = [Line(each, number) for number, each in enumerate(body.split("\n"))]
    for step in STEPS:
        lines = step(lines, lambda kind, number, **values: reported.append(kind))
    assert "\n".join(line.text for line in lines) == body
    assert reported == []


@pytest.mark.parametrize(
    "sign",
    [
        "-",
        "–",
        "1. x\n",
        "a) x\n",
        "> a\n",
        "|",
        "x\tx\n",
        "```\n",
        "~~",
        "**",
        "[^",
        "+---+\n",
        "--- --\n",
        ".[^",
        "`",
    ],
)
def test_one_sign_by_the_thousand_takes_no_longer_than_as_many_words(sign: str) -> None:
    text = (sign * 40_000)[:40_000]
    lines = [Line(each, number) for number, each in enumerate(text.split("\n"))]
    start = time.process_time()
    for step in STEPS:
        lines = step(lines, lambda kind, number, **values: None)
    assert time.process_time() - start < 1.5
