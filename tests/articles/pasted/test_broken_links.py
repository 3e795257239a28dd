"""Links over several paragraphs, as converters of web pages write a linked photo."""

import pytest

from ban_tin.articles.pasted import Line
from ban_tin.articles.pasted.broken_links import join_broken_links
from tests.articles.captions.conversion import convert, outline

_PHOTO, _LINKED = "![Hội trường](a.jpg)", "[![Hội trường](a.jpg)](https://so.example/)"


def written(text: str) -> str:
    lines = join_broken_links([Line(each, n) for n, each in enumerate(text.split("\n"))], lambda *_, **__: None)
    assert [line.number for line in lines] == list(range(len(lines)))
    return "\n".join(line.text for line in lines)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (f"[{_PHOTO}\n\n](https://so.example/)\n\n*Chú thích*", f"{_LINKED}\n\n\n\n*Chú thích*"),
        (f"[\n\n{_PHOTO}\n\n](https://so.example/)", f"\n\n{_LINKED}\n\n"),
        (f"[\n{_PHOTO}\n### Tên bài\n](https://so.example/) Văn", f"\n{_LINKED}\n### [Tên bài](https://so.example/)\nVăn"),
        (f"> [{_PHOTO}\n>\n> ](https://so.example/)", f"> {_LINKED}\n>\n> "),
    ],
)  # fmt: skip
def test_a_photo_is_a_link_of_its_own(text: str, made: str) -> None:
    assert written(text) == made


@pytest.mark.parametrize(
    "text", ["[\n\nchữ\n\n](https://so.example/)", f"[{_PHOTO}\n\nchữ [khác](/x/)\n\n](/y/)", f"[{_PHOTO}\n\nchữ", f"{_PHOTO}\n](/x/)", _LINKED]
)  # fmt: skip
def test_anything_else_stays(text: str) -> None:
    assert written(text) == text


def test_it_is_a_figure_with_its_caption() -> None:
    html, found = convert(written(f"[{_PHOTO}\n\n](https://so.example/)\n\n*Chú thích*"))
    assert (outline(html), found) == (["[a | Chú thích]"], [])
