"""Bodies nested deeper than Markdown can follow are told before it begins; those that people write are not."""

from pathlib import Path

import pytest

from ban_tin.articles.body import BodyConverter, SourceContext, convert
from ban_tin.articles.body.nesting import find_too_deep
from ban_tin.findings import Findings
from tests.builders import ROOT, STORE, converted, places

DEEP = [
    pytest.param("a\n\n" + "- " * 1000 + "x", 2, id="hyphens"),
    pytest.param("-   " * 1000, 0, id="hyphens too far apart for a rule"),
    pytest.param("-\t" * 1000, 0, id="hyphens and tabs"),
    pytest.param("9999999999. " * 300 + "x", 0, id="long numbers"),
    pytest.param("+ " * 500 + "x", 0, id="plus signs"),
    pytest.param("- * " * 500 + "x", 0, id="hyphens and asterisks"),
    pytest.param("1. " * 300 + "x", 0, id="numbers"),
    pytest.param("1) - > " * 100 + "x", 0, id="numbers, hyphens and quotes"),
    pytest.param("".join(f"{'    ' * depth}- a\n" for depth in range(300)), 20, id="a list in a list"),
    pytest.param("".join(f"{'    ' * depth}1. a\n\n" for depth in range(300)), 40, id="numbered lists apart"),
    pytest.param("".join(f"{chr(9) * depth}* a\n" for depth in range(300)), 20, id="with tabs"),
    pytest.param("".join(f"> {'    ' * depth}- a\n" for depth in range(300)), 19, id="a list in a list in a quote"),
    pytest.param("a\n\n" + "> " * 500 + "x", 2, id="quotes"),
    pytest.param(">" * 500 + "x", 0, id="quotes without spaces"),
    pytest.param("x\n" + ": " * 500 + "y", 1, id="definitions"),
    pytest.param('<div markdown="1">\n' * 2000 + "x\n" + "</div>\n" * 2000, 100, id="elements"),
    pytest.param('<div markdown="1">' * 2000 + "x", 0, id="elements never closed"),
    pytest.param("a\n\n" + "<b>" * 2000 + "x", 2, id="elements in a line"),
    pytest.param('<p markdown="1">' * 2000 + "x", 0, id="paragraphs that hold Markdown"),
    pytest.param("a\n\n" + "*" * 2000 + "x" + "*" * 2000, 2, id="asterisks"),
    pytest.param("*a _b " * 2000 + "x" + "_ *" * 2000, 0, id="emphases"),
    pytest.param("a\n" + "*a\n_b\n" * 500, 301, id="emphases on lines"),
]


@pytest.mark.parametrize(("body", "line"), DEEP)
def test_a_body_nested_too_deep_is_named_with_its_line(tmp_path: Path, body: str, line: int) -> None:
    result, findings = converted(tmp_path, body)
    assert places(findings) == [("body-deep", line + 1)]
    assert result.html == ""


FINE = [
    pytest.param("".join(f"{'    ' * depth}- a\n" for depth in range(20)), id="twenty lists"),
    pytest.param("- a\n    - b\n        1. c\n" * 200, id="many lists"),
    pytest.param("> " * 20 + "x", id="twenty quotes"),
    pytest.param("- " * 60 + "\n\n" + "* " * 60 + "\n\n" + "_ " * 60 + "\n\n" + "-" * 300, id="rules"),
    pytest.param(" " * 120 + "GIÁM ĐỐC\n", id="a signature moved to the right with spaces"),
    pytest.param("Họ tên: " + "_" * 200 + " Ngày sinh: " + "_" * 200 + "\n\n" + "." * 500, id="lines to be filled in"),
    pytest.param("\n".join(f"- **Trường {n}**: *đạt* x_{n}_y" for n in range(300)), id="many emphases"),
    pytest.param("<table>" + "<tr><td>a<td>b" * 300 + "</table>", id="a table without ends"),
    pytest.param("<p>a<br>" * 300, id="paragraphs without ends"),
    pytest.param("nếu a<b và b<c thì x < y\n" * 300, id="inequalities"),
    pytest.param("Ngày 20-11-2026 - lúc 8:30 - tại 1. 2. 3. 4. 5.\n" * 300, id="dates"),
]


@pytest.mark.parametrize("body", FINE)
def test_a_body_that_people_write_is_not(tmp_path: Path, body: str) -> None:
    assert find_too_deep(body) is None
    result, _ = converted(tmp_path, body)
    assert result.html


def test_what_is_just_not_too_deep_is_converted(tmp_path: Path) -> None:
    """The limits leave room: a body at all of them at once is no trouble to Markdown."""
    emphases = "".join("*a _b " for _ in range(149)) + "x" + "_ *" * 149
    body = "> " * 10 + "- " * 10 + f"{emphases}\n\n" + '<div markdown="1">\n' * 100 + "x\n" + "</div>\n" * 100
    assert find_too_deep(body) is None
    result, _ = converted(tmp_path, body)
    assert result.html.count("<div>") == 100


def test_no_document_of_ours_is_too_deep() -> None:
    texts = [path for folder in ("content", "docs") for path in (ROOT / folder).rglob("*.md")]
    assert [path for path in texts if find_too_deep(path.read_text("utf-8")) is not None] == []
    assert len(texts) > 20


def test_a_body_that_hides_its_depth_is_named_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was with comments between the marks: seen only when Markdown is in the middle of it."""
    text = "Đầu\n\n" + "1. " * 1500 + "x"
    monkeypatch.setattr(convert, "find_too_deep", lambda text: None)
    findings = Findings()
    converter = BodyConverter(STORE, "Bảng")
    place = SourceContext("content/tin/a/index.md", tmp_path, "/tin/a/", f"---\n---\n{text}", findings)
    assert converter.convert(text, place).html == ""
    assert places(findings) == [("body-deep", 3)]
    plain = "- a\n\n    b\n\nc"
    place = SourceContext("content/tin/b/index.md", tmp_path, "/tin/b/", plain, Findings())
    assert converter.convert(plain, place).html == converted(tmp_path, plain)[0].html
