"""Captions in the signs of other programs, and with one asterisk."""

import pytest

from ban_tin.articles.pasted import Line
from ban_tin.articles.pasted.captions import write_captions

_PHOTO = "![Hội trường](a.jpg)"


def written(text: str) -> str:
    """Return what becomes of the lines of ``text``; nothing is reported."""

    def report(kind: str, number: int, **values: str) -> None:
        raise AssertionError(kind)

    return "\n".join(
        line.text for line in write_captions([Line(each, n) for n, each in enumerate(text.split("\n"))], report)
    )


@pytest.mark.parametrize(
    ("below", "caption"),
    [
        (": Quang cảnh hội nghị.", "*Quang cảnh hội nghị.*"),
        ("\n: Quang cảnh hội nghị", "\n*Quang cảnh hội nghị*"),
        (": *Quang cảnh*", "*Quang cảnh*"),
        ("/// caption\nQuang cảnh\nhội nghị\n///", "*Quang cảnh hội nghị*"),
        ("\n/// figure-caption | <\n    attrs: {id: a}\nQuang cảnh\n///\n\nVăn.", "\n*Quang cảnh*\n\nVăn."),
        ("*Quang cảnh", "*Quang cảnh*"),
        ("Quang cảnh*", "*Quang cảnh*"),
        ("**Quang cảnh*", "*Quang cảnh*"),
        ("* Quang cảnh*", "*Quang cảnh*"),
        ("*[Ảnh tư liệu]: lễ khai giảng*", "*\\[Ảnh tư liệu]: lễ khai giảng*"),
    ],
)
def test_a_caption_is_in_italics(below: str, caption: str) -> None:
    assert written(f"{_PHOTO}\n{below}") == f"{_PHOTO}\n{caption}"


@pytest.mark.parametrize(
    "below",
    ["*Quang cảnh*", "**Quang cảnh**", "*Quang\ncảnh*", "* một\n* hai", "*[THPT]: Trung học phổ thông", "Giá 5 * 3", "\nGiá 5*", "***",
     "/// caption\nkhông đóng", "- một\n- hai", "1. một", "*Quang **cảnh***", "* Quang cảnh *", "/// note\nLưu ý\n///"],
)  # fmt: skip
def test_what_is_right_or_something_else_stays(below: str) -> None:
    assert written(f"{_PHOTO}\n{below}") == f"{_PHOTO}\n{below}"


def test_quotes_and_lists_have_captions_too() -> None:
    assert written(f"> {_PHOTO}\n> : Quang cảnh") == f"> {_PHOTO}\n> *Quang cảnh*"
    assert written(f"- {_PHOTO}\n    *Quang cảnh") == f"- {_PHOTO}\n    *Quang cảnh*"


@pytest.mark.parametrize(
    "text",
    [f"từ\n:   {_PHOTO}\n:   hai", f"    {_PHOTO}\n    : Quang cảnh", "Văn\n: nghĩa", f"Xem {_PHOTO} này\n: Một"],
)
def test_definitions_and_program_code_stay(text: str) -> None:
    assert written(text) == text


def test_lines_keep_their_numbers() -> None:
    lines = [
        Line(each, n) for n, each in enumerate(f"{_PHOTO}\n/// caption\nQuang cảnh\n///\nVăn.".split("\n"), start=5)
    ]
    assert [(line.text, line.number) for line in write_captions(lines, lambda *_, **__: None)][1:] == [
        ("*Quang cảnh*", 7),
        ("Văn.", 9),
    ]


def test_long_lines_take_no_time() -> None:
    for sign in ("*[", "* ", "*", " "):
        text = f"{_PHOTO}\n" + sign * 200_000
        assert written(text) == text
