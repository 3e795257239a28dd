"""Remarks never come out, whatever stands round them; no other word goes with them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import converted, picture, places


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("một <!-- MẬT --> hai", "<p>một  hai</p>"),
        ("một\n<!-- MẬT -->\nhai", "<p>một\nhai</p>"),
        ("một\n\n<!-- MẬT\n\nMẬT -->\n\nhai", "<p>một</p>\n<p>hai</p>"),
        ("một <!-- MẬT --><!-- MẬT -->\nhai", "<p>một\nhai</p>"),
        ("- một\n<!-- MẬT -->\n- hai", "<ul>\n<li>một</li>\n<li>hai</li>\n</ul>"),
        ("<!--[if gte mso 9]><xml>\n\n<w:x>MẬT</w:x></xml><![endif]-->\nmột", "<p>một</p>"),
        ("<![if !supportLists]>một<![endif]> <o:p></o:p>hai", "<p>một hai</p>"),
        ('<st1:place w:st="on">Huế</st1:place>', "<p>Huế</p>"),
        ("một <!– MẬT –> hai <!-- MẬT → ba", "<p>một  hai  ba</p>"),
        ("một <!-- MẬT -- > hai", "<p>một  hai</p>"),
        ("`<!-- mã -->`", "<p><code>&lt;!-- mã --&gt;</code></p>"),
    ],
)
def test_a_remark_is_as_if_it_had_never_been_there(tmp_path: Path, body: str, html: str) -> None:
    found, findings = converted(tmp_path, body)
    assert found.html == html
    assert not findings.found


def test_a_caption_is_taken_past_a_remark(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg")
    body, findings = converted(tmp_path, "![Hội trường](a.jpg)\n<!-- chờ duyệt -->\n*Quang cảnh*\n")
    assert body.figures[0].caption == "Quang cảnh"
    assert not findings.found


@pytest.mark.parametrize(
    "body",
    [
        "một\n\nhai <!-- MẬT\n\nba",
        "một\n\nhai <!-- MẬT\n\nba\n\n<!-- MẬT -->",
        "một\n\nhai <!-- MẬT <!-- MẬT -->\n\nba",
    ],
)
def test_an_open_remark_takes_its_paragraph_and_no_more(tmp_path: Path, body: str) -> None:
    found, findings = converted(tmp_path, body)
    assert found.html == "<p>một</p>\n<p>hai</p>\n<p>ba</p>"
    assert places(findings) == [("html-open", 3)]


PIECES = st.sampled_from(
    ["<!--", "-->", "<!–", "–>", "--!>", "\n", "\n\n", "*", "`", "<b>", "</b>", "- ", "> ", "|", "chữ "]
)


@given(st.lists(PIECES, max_size=8).map("".join), st.lists(PIECES, max_size=8).map("".join))
def test_no_remark_comes_out(tmp_path_factory: pytest.TempPathFactory, before: str, after: str) -> None:
    body, _ = converted(tmp_path_factory.getbasetemp(), f"{before}\n\nmột <!-- MẬT --> hai\n\n{after}".replace("`", ""))
    assert "MẬT" not in body.html
