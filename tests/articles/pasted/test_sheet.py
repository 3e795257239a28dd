"""Lines as one text: edits keep the numbers of lines, and code is no prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.articles.pasted import Line
from ban_tin.articles.pasted.sheet import Edit, Sheet


def sheet(text: str) -> Sheet:
    return Sheet([Line(line, number) for number, line in enumerate(text.split("\n"), start=1)])


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        ([], ["một", "hai", "ba"]),
        ([Edit(3, 4, " ")], ["một hai", "ba"]),
        ([Edit(4, 8)], ["một", "ba"]),
        ([Edit(0, 4)], ["hai", "ba"]),
        ([Edit(0, 1, "x\ny")], ["x", "yột", "hai", "ba"]),
        ([Edit(8, 10, "z"), Edit(0, 3)], ["", "hai", "z"]),
    ],
)
def test_edits_become_lines(edits: list[Edit], expected: list[str]) -> None:
    assert [line.text for line in sheet("một\nhai\nba").edited(edits)] == expected


@given(st.lists(st.sampled_from(["a", "b\n", "\n", "cd"]), max_size=12).map("".join), st.data())
def test_a_line_has_the_number_of_the_line_it_begins_in(text: str, data: st.DataObject) -> None:
    """What is left untouched has its own number."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = sheet(text).edited([Edit(start, end, data.draw(st.sampled_from(["", "X", "X\nY"])))])
    assert "\n".join(line.text for line in lines).startswith(text[:start])
    untouched = text[end:].split("\n")[1:]
    first = text.count("\n") + 2 - len(untouched)
    assert [(line.text, line.number) for line in lines[len(lines) - len(untouched) :]] == [
        (line, number) for number, line in enumerate(untouched, start=first)
    ]


@pytest.mark.parametrize(
    ("text", "prose"),
    [
        ("a `b` c", "a     c"),
        ("a ``b`c`` d", "a         d"),
        ("a ` b\n\nc ` d", "a ` b\n\nc ` d"),
        ("```\na\n```\nb", "   \n \n   \nb"),
        ("~~~ html\na", "~~~ html\na"),
    ],
)
def test_code_is_no_prose(text: str, prose: str) -> None:
    assert sheet(text).prose == prose
