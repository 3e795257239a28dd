"""Slips in the line of a photo: made right, or told with the line to type."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.articles.pasted import Line
from ban_tin.articles.pasted.photo_lines import fix_photo_lines
from tests.builders import converted, picture, places

RIGHT = "![Hội trường](a.jpg)"
TITLED = '![Hội trường](a.jpg "Quang cảnh")'
SLIPS = {
    RIGHT: """
        ![Hội trường(a.jpg)
        ! [Hội trường](a.jpg)
        ![Hội trường] (a.jpg)
        ![Hội trường](a.jpg).
        ![Hội trường](a.jpg);
        ![Hội trường][a.jpg]
        !(Hội trường)[a.jpg]
        !(Hội trường)(a.jpg)
        !{Hội trường}(a.jpg)
        ![Hội trường]{a.jpg}
        ![Hội trường]<a.jpg>
        ![Hội trường]('a.jpg')
        ![Hội trường]("a.jpg")
        ![Hội trường](“a.jpg”)
        ![Hội trường](a.jpg =600x400)
        ![Hội trường](a.jpg =600x)
        ![Hội trường](a.jpg =100%x*)
        ![Hội trường](a.jpg|400)
        ![Hội trường](a.jpg width=300)
        !［Hội trường］（a.jpg）
        ！[Hội trường](a.jpg)
        !【Hội trường】（a.jpg）
        ![Hội trường](a.jpg
        ![Hội trường]a.jpg)
        !Hội trường](a.jpg)
        ![Hội trường]](a.jpg)
        ![[Hội trường]](a.jpg)
        ![Hội trường]((a.jpg))
        ![Hội trường](a.jpg))
        !![Hội trường](a.jpg)
        ![Hội trường]:(a.jpg)
        ![Hội trường]: a.jpg
        ![Hội trường] - (a.jpg)
        \\![Hội trường](a.jpg)
        !\\[Hội trường\\](a.jpg)
        !\\[Hội trường\\]\\(a.jpg\\)
        (![Hội trường](a.jpg))
        “![Hội trường](a.jpg)”
        ![a.jpg](Hội trường)
        [!Hội trường](a.jpg)
        ![Hội trường](<a.jpg)
        ![Hội trường](a.jpg)。
        ![Hội trường}(a.jpg)
        ！（Hội trường）（a.jpg）
    """,
    TITLED: """
        ![Hội trường](a.jpg "Quang cảnh)
        ![Hội trường](a.jpg Quang cảnh)
        ![Hội trường](a.jpg Quang cảnh")
        ![Hội trường](a.jpg, "Quang cảnh")
        ![Hội trường](a.jpg"Quang cảnh")
        ![Hội trường](a.jpg 'Quang cảnh)
        ![Hội trường(a.jpg "Quang cảnh")
        ![Hội trường](a.jpg =600x400 "Quang cảnh")
        ![Hội trường](a.jpg \\"Quang cảnh\\")
    """,
}
ROWS = [(slip.strip(), right) for right, slips in SLIPS.items() for slip in slips.strip().split("\n")]


def fixed(text: str) -> tuple[str, list[tuple[str, int]]]:
    told: list[tuple[str, int]] = []
    lines = [Line(line, number) for number, line in enumerate(text.split("\n"), start=1)]
    done = fix_photo_lines(lines, lambda kind, number, **values: told.append((kind, number)))
    return "\n".join(line.text for line in done), told


@pytest.mark.parametrize(("slip", "right"), ROWS)
@pytest.mark.parametrize("before", ["", "- ", "> "])
def test_a_slip_that_can_mean_one_thing_is_made_right(slip: str, right: str, before: str) -> None:
    assert fixed(before + slip) == (before + right, [])


def test_names_and_alternatives_over_two_lines() -> None:
    assert fixed("![Hội trường]\n(a.jpg)")[0] == RIGHT
    assert fixed("![Hội trường](anh\\2026\\a.jpg)")[0] == "![Hội trường](anh/2026/a.jpg)"
    assert fixed("![Hội trường](IMG\\_2031.jpg)")[0] == "![Hội trường](IMG\\_2031.jpg)"
    assert fixed("![Hội trường](anh(2.jpg)")[0] == "![Hội trường](<anh(2.jpg>)"
    assert fixed("![Hội trường](anh 2).jpg)")[0] == "![Hội trường](<anh 2).jpg>)"


def test_what_else_is_certain() -> None:
    assert fixed("!(a.jpg)")[0] == "![](a.jpg)"
    assert fixed('![Hội trường](a.jpg\n"Quang cảnh")')[0] == TITLED
    assert fixed("![Một](a.jpg) ![Hai](b.jpg).")[0] == "![Một](a.jpg) ![Hai](b.jpg)"


def test_a_linked_photo_over_several_lines() -> None:
    assert fixed("[![Hội trường](a.jpg)\n\n](a.jpg)")[0] == RIGHT
    assert fixed("[\n\n![Hội trường](a.jpg)\n\n](https://a.vn)")[0] == f"[{RIGHT}](https://a.vn)"
    assert fixed("[![Hội trường](a.jpg)\n\nQuang cảnh\n\n](a.jpg)")[0] == f"{RIGHT}\nQuang cảnh"


GOOD = [
    RIGHT, TITLED, "![](a.jpg)", "![Lễ (2026)](a.jpg)", "![Lễ [1]](a.jpg)", "![x](<Ảnh hội nghị.jpg>)", "![x](Ảnh hội nghị.jpg)",
    "![x](a(1).jpg 'Lớp 10')", '![x](a.jpg "Lớp "10A" thi")', "[![x](a.jpg)](https://a.vn)", "![x](a.jpg){credit=Minh Hà}",
    "Bấm ![nút](a.jpg) rồi ![nút hai](b.jpg).", "Nút (![x](a.jpg)) ở góc.", "| ![x](a.jpg)<br>*Chú* | b |", "![x](a.jpg) ![y](b.png)",
    "Chúc mừng! [Xem ảnh](a.jpg) nhé", "Chúc mừng! (xem a.jpg)", "`![x(a.jpg)`", "![x][1]\n\n[1]: a.jpg", "![x][a.jpg]\n\n[a.jpg]: b.jpg",
    "![nút](a.jpg) Bấm vào đây để tải.", "- ![nút](a.jpg) một", "![x](a.jpg) *Chú thích*", "Tải [ảnh](a.jpg).", "Mở tệp a.jpg.", "![x](phim.mp4)", "![x](a.jpg)\na.jpg", "[Kế hoạch](a.jpg)\n\n*Nghiêng*", "![x](a)", "Hay quá!",
]  # fmt: skip


@pytest.mark.parametrize("text", GOOD)
def test_what_is_right_or_no_photo_stays_as_it_is(text: str) -> None:
    assert fixed(text) == (text, [])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a.jpg\n*Quang cảnh*", "photo-bare"),
        ("Ảnh hội nghị.JPG", "photo-bare"),
        ("[Ảnh 1: a.jpg]", "photo-bare"),
        ("(chèn ảnh a.jpg)", "photo-bare"),
        ("**a.png**", "photo-bare"),
        ("[Hội trường](a.jpg)\n*Quang cảnh*", "photo-linked"),
        ("a.jpg - Quang cảnh", "photo-bare"),
        (f"{RIGHT} - Quang cảnh", "photo-words"),
        (f"{RIGHT}Quang cảnh", "photo-words"),
        (f"{RIGHT}(Quang cảnh)", "photo-words"),
        (f"{RIGHT} Quang cảnh\n*Ảnh: Minh*", "photo-words"),
        ("![Hội trường]()", "photo-unnamed"),
        ("![Hội trường](<>)", "photo-unnamed"),
        ("![Hội trường] xem ở đây (tệp a.jpg)", "photo-text"),
        ("![Hội [trường](a.jpg", "photo-text"),
        ('![](a.jpg){crdit="X"}', "photo-braces"),
    ],
)
def test_what_is_not_certain_is_told_at_its_line(text: str, kind: str) -> None:
    assert fixed(f"Một.\n\n{text}")[1] == [(kind, 3)]


@pytest.mark.parametrize(("slip", "right"), ROWS)
def test_a_slip_is_shown_with_its_caption(tmp_path: Path, slip: str, right: str) -> None:
    picture(tmp_path / "a.jpg")
    body, findings = converted(tmp_path, f"{slip}\n*Chú thích*\n\nĐoạn văn.")
    (figure,) = body.figures
    assert (figure.alt, figure.caption) == ("Hội trường", "Quang cảnh" if right == TITLED else "Chú thích")
    assert not findings.found


def test_a_title_that_no_figure_shows_is_told(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg")
    _, findings = converted(tmp_path, 'Một.\n\nBấm ![nút tải](a.jpg "Nút màu xanh") để tải.')
    assert places(findings) == [("title-inline", 3)]


PIECES = [
    "![",
    "]",
    "(",
    ")",
    "a.jpg",
    "chữ",
    " ",
    '"',
    "!",
    "[",
    "\\",
    "<",
    ">",
    "{",
    "}",
    "=3x",
    "\n",
    "'",
    "（",
    "］",
    "*",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_no_word_is_lost_and_fixing_ends(text: str) -> None:
    once, _ = fixed(text)
    assert once.count("chữ") == text.count("chữ")
    assert once.count("a.jpg") == text.count("a.jpg")
    assert fixed(once)[0].count("chữ") == text.count("chữ")
