"""Lists as Word and hurried fingers write them: made, with the marks that were typed; what only looks like one is text."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.builders import converted


def outline(folder: Path, text: str) -> list[object]:
    """Return each block of ``text``: a paragraph's words, or a list as its class (or element), start and items."""
    body, findings = converted(folder, text)
    assert not findings.found
    return [blocks(each) for each in BeautifulSoup(body.html, "html.parser").find_all(recursive=False)]


def blocks(element: Tag) -> object:
    if element.name not in {"ol", "ul"}:
        return element.get_text()
    items: list[object] = []
    for item in element.find_all("li", recursive=False):
        words = "".join(item.find_all(string=True, recursive=False)).strip()
        items.append(" ".join([words, *(each.get_text() for each in item.find_all("p", recursive=False))]).strip())
        items += [blocks(each) for each in item.find_all(["ol", "ul"], recursive=False)]
    name = " ".join(element.get("class") or [element.name]).removeprefix("counted-")
    return f"{name} {element['start']}" if element.get("start") else name, *items


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gồm:\n– A;\n– B.\nHết câu.", ["Gồm:", ("marked-dash", "A;", "B."), "Hết câu."]),
        ("— A\n— B", [("marked-dash", "A", "B")]),
        ("·\tA\n·\tB", [("ul", "A", "B")]),
        ("\uf0b7 A\n\uf0b7 B", [("ul", "A", "B")]),
        ("§\tA\n§\tB", [("ul", "A", "B")]),
        ("▪ A\n◦ B", [("ul", "A", "B")]),
        ("☐ A\n☑ B", [("marked-none", "☐ A", "☑ B")]),
        ("-A\n-B", [("ul", "A", "B")]),
        ("*A\n*B", [("ul", "A", "B")]),
        ("+A\n+B", [("marked-plus", "A", "B")]),
        ("-\u00a0A\n-\u00a0B", [("ul", "A", "B")]),
        ("1.\u00a0A\n2.\u2003B", [("ol", "A", "B")]),
        ("1.A\n2.B", [("ol", "A", "B")]),
        ("Các bước:\n1) A", ["Các bước:", ("decimal-parenthesis", "A")]),
        ("5/ A\n6/ B", [("decimal-slash 5", "A", "B")]),
        ("(1) A\n(2) B", [("decimal-parentheses", "A", "B")]),
        ("c. A\nd. B\nđ. C", [("vietnamese-dot 3", "A", "B", "C")]),
        ("d) A\ne) B", [("latin-parenthesis 4", "A", "B")]),
        ("h) A\ni) B\nk) C", [("vietnamese-parenthesis 8", "A", "B", "C")]),
        ("i) A\nii) B\niii) C", [("roman-parenthesis", "A", "B", "C")]),
        ("IX. A\nX. B", [("upper-roman-dot 9", "A", "B")]),
        ("A) A\nB) B", [("upper-vietnamese-parenthesis", "A", "B")]),
        ("1.1. A\n1.2. B", [("marked-none", "1.1. A", "1.2. B")]),
        ("− A\n− B", [("marked-dash", "A", "B")]),
        ("1 - A\n2 - B", [("marked-none", "1 - A", "2 - B")]),
        ("① A\n② B", [("marked-none", "① A", "② B")]),
        ("1. Hỏi\nA. Đúng\nB. Sai\n2. Hỏi\nA. Đúng\nB. Sai",
         [("ol", "Hỏi", ("upper-vietnamese-dot", "Đúng", "Sai"), "Hỏi", ("upper-vietnamese-dot", "Đúng", "Sai"))]),
        ("a) A\n\nb) B", [("vietnamese-parenthesis", "A", "B")]),
        ("a) A\n\nĐoạn.\n\nb) B", ["a) A", "Đoạn.", "b) B"]),
    ],
)  # fmt: skip
def test_marks_are_those_typed(tmp_path: Path, text: str, expected: list[object]) -> None:
    assert outline(tmp_path, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- A\n  - B\n    - C\n- D", [("ul", "A", ("ul", "B", ("ul", "C")), "D")]),
        ("1. A\n   - B\n   - C\n2. D", [("ol", "A", ("ul", "B", "C"), "D")]),
        ("1. A:\n\n   - B\n   - C\n\n2. D", [("ol", "A:", ("ul", "B", "C"), "D")]),
        ("- A\n\t- B\n- C", [("ul", "A", ("ul", "B"), "C")]),
        ("- A\n\n\t- B\n- C", [("ul", "A", ("ul", "B"), "C")]),
        ("1. A\na) B\n- C\n+ D\n+ E\n- F\nb) G\n2. H",
         [("ol", "A", ("vietnamese-parenthesis", "B", ("ul", "C", ("marked-plus", "D", "E"), "F"), "G"), "H")]),
        ("1. A\n\na) B\n\nb) C\n\n2. D", [("ol", "A", ("vietnamese-parenthesis", "B", "C"), "D")]),
        ("a) A\nb) B\n\n1. C\n2. D", [("vietnamese-parenthesis", "A", "B"), ("ol", "C", "D")]),
        ("1. A\n\n   Đoạn của A\n\n2. B", [("ol", "A Đoạn của A", "B")]),
        ("- A\n\n  Đoạn của A\n- B", [("ul", "A Đoạn của A", "B")]),
        ("I. A\n- B\nII. C", [("upper-roman-dot", "A", ("ul", "B"), "C")]),
        ("I. A\n  1. B\n  2. C\nII. D", [("upper-roman-dot", "A", ("ol", "B", "C"), "D")]),
    ],
)  # fmt: skip
def test_lists_stand_in_one_another_as_they_are_set_in_or_marked(
    tmp_path: Path, text: str, expected: list[object]
) -> None:
    assert outline(tmp_path, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "20. 11. 1982 là ngày Nhà giáo.",
        "2026. Năm học mới bắt đầu.",
        "A. Nguyễn là người viết.",
        "I. MỞ ĐẦU",
        "a) Một mình",
        "– Chào em!",
        "Sở họp với các trường ngày\n20. tháng",
        "Tuyến Hà Nội\n- Hải Phòng dài 120 km",
        "-5 độ\n-6 độ",
        "*nghiêng*\n*nghiêng*",
        "1/2 lớp\n2/3 lớp",
        "v.v\nv.v",
        "\\- Một\n\\- Hai",
    ],
)
def test_what_only_looks_like_an_item_is_text(tmp_path: Path, text: str) -> None:
    body, findings = converted(tmp_path, text)
    assert not findings.found
    assert "<li" not in body.html
    assert BeautifulSoup(body.html, "html.parser").get_text() == text.replace("*", "").replace("\\", "")


def test_a_number_left_out_is_left_out_for_readers_too(tmp_path: Path) -> None:
    assert '<li value="3">' in converted(tmp_path, "1. A\n3. B")[0].html
    assert "value" not in converted(tmp_path, "1. A\n1. B\n1. C")[0].html


def test_where_our_style_sheet_is_not_no_letter_is_another(tmp_path: Path) -> None:
    """HTML itself counts a b c d e: behind d that is no mark of ours, and a number says nothing wrong."""
    assert 'type="a"' in converted(tmp_path, "a) A\nb) B\nc) C\nd) D")[0].html
    assert "type=" not in converted(tmp_path, "a) A\nb) B\nc) C\nd) D\nđ) E")[0].html


def test_a_photo_and_code_stay_in_their_item(tmp_path: Path) -> None:
    body, _ = converted(tmp_path, "1) A\n\n   ```\n   mã\n   ```\n\n2) B")
    assert "<p>A</p>\n<pre><code>mã\n</code></pre>\n</li>" in body.html
