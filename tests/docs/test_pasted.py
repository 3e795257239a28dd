"""The manual's page “Dán từ Word” shows what readers see: each of its examples is read, and told as they see it."""

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag

from ban_tin.language.translations import translation
from tests.builders import converted

PAGE = Path(__file__).parents[2] / "docs" / "dan-tu-word.md"
VIETNAMESE = translation("vi").gettext
SMALL = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ("I", "II", "III", "IV", "V")


def words(node: Tag) -> str:
    """Return the words of an element; what else readers see of them stands in angle brackets."""
    said = ""
    for child in node.children:
        if isinstance(child, NavigableString):
            said += str(child).replace("\n", " ")
        elif isinstance(child, Tag):
            said += {
                "a": lambda tag: f"{words(tag)} ⟨{tag['href']}⟩",
                "del": lambda tag: f"⟨gạch bỏ: {words(tag)}⟩",
                "mark": lambda tag: f"⟨tô: {words(tag)}⟩",
                "strong": lambda tag: f"⟨đậm: {words(tag)}⟩",
                "em": lambda tag: f"⟨nghiêng: {words(tag)}⟩",
                "sub": lambda tag: words(tag).translate(SMALL),
                "sup": lambda tag: f"⟨{tag.get_text()}⟩" if tag.a else words(tag).translate(HIGH),
                "br": lambda _: "\n",
            }.get(child.name, words)(child)
    return re.sub(r" *\n *", "\n", said.strip())


def mark(item: Tag) -> str:
    """Return the mark that the theme's style sheet gives an item."""
    parent = item.parent
    assert parent is not None
    (name,) = parent.get("class") or [""]
    items = parent.find_all("li", recursive=False)
    number = int(str(item.get("value") or int(str(parent.get("start") or 1)) + items.index(item)))
    if parent.name == "ul":
        return {"marked-dash": "– ", "marked-plus": "+ ", "marked-none": ""}.get(str(name), "• ")
    plain = [each for each in item.find_parents("ol") if not each.get("class")]
    if not name and len(plain) > 1:
        name = "counted-vietnamese-parenthesis" if len(plain) == 2 else "marked-dash"
    if name == "marked-dash":
        return "– "
    system, end = str(name or "decimal-dot").removeprefix("counted-").rsplit("-", 1)
    count = {"decimal": str(number), "vietnamese": LETTERS[number - 1], "upper-roman": ROMAN[min(number, 5) - 1]}[
        system
    ]
    return {"dot": "{}. ", "parenthesis": "{}) ", "slash": "{}/ ", "parentheses": "({}) "}[end].format(count)


def shown(container: Tag) -> Iterator[str]:
    """Yield what readers see of each block."""
    loose = ""
    for child in container.children:
        if isinstance(child, NavigableString):
            loose += str(child).strip()
        elif isinstance(child, Tag):
            if child.name in {"ul", "ol"}:
                yield "\n".join(listed(child))
            elif child.name == "table":
                yield "\n".join(
                    "| " + " | ".join(words(cell) for cell in row.find_all(["th", "td"])) + " |" for row in child("tr")
                )
            elif child.name in {"div", "blockquote", "figure"}:
                yield from shown(child)
            elif child.name == "hr":
                yield "⟨đường kẻ⟩"
            elif child.name == "pre":
                yield f"⟨mã⟩\n{child.get_text().rstrip()}"
            elif child.name == "h2":
                yield f"⟨tiêu đề: {words(child)}⟩"
            else:
                yield words(child)


def listed(parent: Tag) -> Iterator[str]:
    """Yield the lines of a list, those within it set in."""
    for item in parent.find_all("li", recursive=False):
        within = item.find_all(["ul", "ol"], recursive=False)
        alone = BeautifulSoup(str(item), "html.parser").li
        assert alone is not None
        for each in alone.find_all(["ul", "ol"], recursive=False):
            each.extract()
        yield mark(item) + words(alone)
        for each in within:
            yield from (f"    {line}" for line in listed(each))


def answer(text: str) -> str:
    """Return what readers see of ``text``, and below it what the editor is told."""
    with tempfile.TemporaryDirectory() as folder:
        body, findings = converted(Path(folder), text)
    seen = "\n\n".join(filter(None, shown(BeautifulSoup(body.html, "html.parser"))))
    told = [
        f"Cảnh báo, dòng {each.line}: {each.message(VIETNAMESE)}\nCách sửa: {each.fix(VIETNAMESE)}"
        for each in findings.sorted()
    ]
    assert all(each.severity == "warning" for each in findings.found)
    return "\n\n".join([seen, *told])


def examples() -> list[tuple[str, str]]:
    text = PAGE.read_text(encoding="utf-8")
    return re.findall(r"^(?:`{3,4})markdown\n(.*?)\n`{3,4}\n\n```text\n(.*?)\n```$", text, re.MULTILINE | re.DOTALL)


def test_every_block_of_the_page_is_one_of_an_example() -> None:
    assert len(examples()) * 2 == len(re.findall(r"^`{3,4}\w+$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)) > 60


@pytest.mark.parametrize(("before", "after"), examples() if PAGE.exists() else [])
def test_an_example_is_read_as_the_page_says(before: str, after: str) -> None:
    assert answer(before) == after
