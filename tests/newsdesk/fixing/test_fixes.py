"""Safe fixes: the finding is gone, the other lines are as they were, and no word is lost."""

import re
from base64 import b64encode
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from ban_tin.findings import Finding
from newsdesk.fixing import FIXES
from newsdesk.fixing.command import find_fix, write_fix
from newsdesk.fixing.edits import Edits
from tests.builders import converted, picture


def fixed(kind: str, text: str, /, line: int = 1, taken: tuple[str, ...] = (), **values: str) -> Edits | None:
    finding = Finding("content/tin/bai/index.md", line, kind, tuple(sorted(values.items())))
    return FIXES[kind](text, finding, taken)


def text_of(edits: Edits | None) -> str:
    assert edits is not None
    return edits.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Mục\n", "## Mục\n"),
        ("> # Mục *một*\r\n", "> ## Mục *một*\r\n"),
        ("Mục\n==\n", "Mục\n---\n"),
        ("#Mục", "##Mục"),
    ],
)
def test_a_heading_is_one_rank_lower(before: str, after: str) -> None:
    assert text_of(fixed("heading-rank", before, text="Mục")) == after
    assert fixed("heading-rank", "Mục\nhai\n", text="Mục") is None


@pytest.mark.parametrize(
    ("attribute", "before", "after"),
    [
        ("style", '<p style="color: red; a" class=x>style=1</p>', "<p class=x>style=1</p>"),
        ("style", "<P Style='a > b' title=\" style='x'\">Chữ</p>", "<P title=\" style='x'\">Chữ</p>"),
        ("align", "<p align=center>a</p><p\talign>b</p>", "<p>a</p><p>b</p>"),
        ("onclick", '<p onclick="go()">a</p>', "<p>a</p>"),
        ("data-mce-style", '<p data-mce-style="x" data-mce="y">a</p>', '<p data-mce="y">a</p>'),
        ("width", "<p width=3/>", "<p>"),
    ],
)
def test_what_only_says_how_something_looks_is_taken_out(attribute: str, before: str, after: str) -> None:
    edits = fixed("html-attribute", f"x\n{before}\r\ny", line=2, attribute=attribute, element="p")
    assert text_of(edits) == f"x\n{after}\r\ny"


@pytest.mark.parametrize("attribute", ["srcdoc", "action", "name", "label"])
def test_an_attribute_that_may_say_something_stays(attribute: str) -> None:
    assert fixed("html-attribute", f'<p {attribute}="a">', attribute=attribute, element="p") is None


def test_a_html_heading_is_one_rank_lower_to_its_end() -> None:
    before = "<h1 class=a>Mục\ncủa bài</h1><h1>khác</h1>\n"
    assert text_of(fixed("html-element", before, element="h1")) == "<h2 class=a>Mục\ncủa bài</h2><h2>khác</h2>\n"
    assert fixed("html-element", "<form>", element="form") is None


def test_a_photo_is_renamed_wherever_its_name_stands_whole() -> None:
    before = 'lead: anh.jpg\n![anh.jpg](anh.jpg)[x](khac-anh.jpg)[y](anh.jpg.pdf) ![](./anh.jpg "a") hinh/anh.jpg\n'
    edits = fixed("photo-kind", before, image="anh.jpg", actual="PNG", name="anh.png", taken=("anh.png",))
    assert edits is not None
    assert edits.renamed == {"anh.jpg": "anh-2.png"}
    expected = (
        'lead: anh-2.png\n![anh-2.png](anh-2.png)[x](khac-anh.jpg)[y](anh.jpg.pdf) ![](anh-2.png "a") hinh/anh.jpg\n'
    )
    assert edits.text == expected
    below = fixed("photo-kind", "![](hinh/anh%201.jpg)", image="hinh/anh 1.jpg", actual="PNG", name="anh 1.png")
    assert below is not None
    assert (below.text, below.renamed) == ("![](hinh/anh%201.png)", {"hinh/anh 1.jpg": "hinh/anh 1.png"})


def embedded(colour: tuple[int, int, int] = (200, 0, 0), kind: str = "PNG") -> tuple[str, bytes]:
    content = BytesIO()
    Image.new("RGB", (8, 8), colour).save(content, kind)
    return f"data:image/{kind.lower()};base64,{b64encode(content.getvalue()).decode()}", content.getvalue()


def test_a_pasted_picture_becomes_a_file() -> None:
    (address, content), (other, _) = embedded(), embedded(kind="JPEG")
    values = {"alt": "Hội trường", "typed": "x"}
    edits = fixed("photo-embedded", f"![Hội trường]({address})\r\n![]({other})\n", taken=("hoi-truong.png",), **values)
    assert edits is not None
    assert edits.text == f"![Hội trường](hoi-truong-2.png)\r\n![]({other})\n"
    assert edits.files == {"hoi-truong-2.png": content}
    assert fixed("photo-embedded", "![](data:image/png;base64,A=A)", **values) is None


LINES = st.sampled_from([
    "# Mục một", "Mục hai\n===", '<p style="color:red">Chữ đỏ 1234</p>', "<td align=right width='3'>Số 12,5</td>",
    "Thường “trích dẫn” 20/11/2026.", "", "<h1>Đầu</h1>", "> # Trích", "- mục", "<span style=x class=y>a</span>",
])  # fmt: skip


@settings(max_examples=30)
@given(st.lists(LINES, max_size=8))
def test_a_fix_loses_no_word_and_leaves_nothing_of_what_it_fixes(
    tmp_path_factory: pytest.TempPathFactory, parts: list[str]
) -> None:
    # A fix looks through the whole folder of its article.
    folder = tmp_path_factory.mktemp("fixed")
    text = "\n\n".join(parts) + "\n"
    file = folder / "fixed.md"
    file.write_text(text, encoding="utf-8")
    for _ in range(3):
        _, found = converted(folder, file.read_text(encoding="utf-8"))
        change = find_fix(file, [each for each in found.sorted() if each.kind in FIXES])
        if change is None:
            break
        write_fix(file, change)
    after = file.read_text(encoding="utf-8")
    _, found = converted(folder, after)
    assert not [each for each in found.found if each.kind in FIXES]
    assert words(after) == words(text)
    assert after.count("\n") == text.count("\n")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", re.sub(r"<[^>]*>", " ", text)))


def test_a_photo_that_others_may_show_keeps_its_old_name_too(tmp_path: Path) -> None:
    picture(tmp_path / "anh.png").rename(tmp_path / "anh.jpg")
    for name in ("mot.md", "hai.md"):
        (tmp_path / name).write_text("![](anh.jpg)\n", encoding="utf-8")
    finding = Finding("content/mot.md", 1, "photo-kind", (("actual", "PNG"), ("image", "anh.jpg"), ("name", "anh.png")))
    for name, left in (("mot.md", ["anh.jpg", "anh.png"]), ("hai.md", ["anh-2.png", "anh.jpg", "anh.png"])):
        change = find_fix(tmp_path / name, [finding])
        assert change is not None
        write_fix(tmp_path / name, change)
        assert sorted(each.name for each in tmp_path.iterdir() if each.suffix != ".md") == left
    (tmp_path / "hai.md").unlink()
    (tmp_path / "mot.md").write_text("![](anh.jpg)\n", encoding="utf-8")
    change = find_fix(tmp_path / "mot.md", [finding])
    assert change is not None
    write_fix(tmp_path / "mot.md", change)
    assert not (tmp_path / "anh.jpg").exists()


def test_a_text_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "index.md"
    file.write_text("# Mục\n", encoding="utf-8")
    change = find_fix(file, [Finding("content/index.md", 1, "heading-rank", (("text", "Mục"),))])
    assert change is not None
    file.write_text("# Mục mới\n", encoding="utf-8")
    with pytest.raises(OSError, match=r"index\.md"):
        write_fix(file, change)
    assert file.read_text(encoding="utf-8") == "# Mục mới\n"
