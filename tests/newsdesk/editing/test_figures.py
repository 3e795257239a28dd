"""Photos in a text as fields: read in every form that the build knows, written so that only what was changed changes."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.editing.figures import (
    Figure,
    FigureBlock,
    Photo,
    UnknownFormError,
    UnwritableError,
    read_figures,
    write_figures,
)
from newsdesk.editing.figures.shown import Showing
from tests.shared_files import SOAK

GUIDE = Path(__file__).parents[3] / "docs" / "bien-tap.md"
LONG = settings(max_examples=400 if SOAK else 30, deadline=None)
#: Photos that stand in a list or within a sentence have no fields.
ELSEWHERE = 2


def documented() -> list[str]:
    """Return every way to write a caption that the guide for editors shows."""
    table = GUIDE.read_text("utf-8").split("### Bảng các cách viết chú thích\n")[1].split("\n### ")[0]
    cells = [re.split(r"(?<!\\)\|", line)[1] for line in table.splitlines() if line.startswith("| `")]
    return [cell.strip().replace("`", "").replace("<br>", "\n").replace("\\|", "|") for cell in cells]


def known_forms() -> list[str]:
    known = []
    for text in documented():
        try:
            read_figures(text)
        except UnknownFormError:
            continue
        known.append(text)
    return known


KNOWN = known_forms()


def only(text: str) -> Photo:
    (figure,) = read_figures(text).figures
    (photo,) = figure.photos
    return photo


def said(text: str) -> list[tuple[str, str]]:
    """Return captions and credits as readers see them, in one."""
    return [(" ".join(each.images), f"{each.caption} {each.credit}".strip()) for each in Showing().figures(text)]


def edited(block: FigureBlock, number: int, **changes: Any) -> tuple[Figure, ...]:
    """Return the figures of ``block`` with the first photo of one changed."""
    figures = list(block.figures)
    photo, *others = figures[number].photos
    figures[number] = replace(figures[number], photos=(replace(photo, **changes), *others))
    return tuple(figures)


def test_every_documented_form_is_read_and_written_back() -> None:
    assert len(documented()) - len(KNOWN) == ELSEWHERE
    for text in KNOWN:
        for variant in (text, text.replace("\n", "\r\n"), f"{text}\n"):
            block = read_figures(variant)
            assert write_figures(block, block.figures) == variant
        assert block.figures and all(each.photos for each in block.figures)
        for figure, seen in zip(block.figures, Showing().figures(text), strict=True):
            photo = figure.photos[0]
            caption, credit = (
                (photo.caption, photo.credit) if len(figure.photos) == 1 else (figure.caption, figure.credit)
            )
            # Every word that readers see under a photo is in the fields, whatever the form.
            for word in f"{seen.caption} {seen.credit if not figure.photos[1:] else ''}".replace("Ảnh:", "").split():
                assert word in f"{caption} {credit}", (text, word)


@pytest.mark.parametrize(
    ("text", "caption", "credit"),
    [
        ('![A](a.jpg "Quang cảnh")', "Quang cảnh", ""),
        ("![A](a.jpg)\n_Quang cảnh **hội nghị**_", "Quang cảnh **hội nghị**", ""),
        ("![A](a.jpg){credit=“Minh Hà”}\nQuang cảnh", "Quang cảnh", "Minh Hà"),
        ("![A](a.jpg)\n*Quang cảnh (Ảnh: Minh Hà)*", "Quang cảnh", "Minh Hà"),
        ("![A](a.jpg)\n*Ảnh: Minh Hà*", "", "Minh Hà"),
        ("![A](a.jpg)\n*Quang cảnh*\n*Nguồn: TTXVN*", "Quang cảnh", "Nguồn: TTXVN"),
        ("![A](<a b.jpg>)\n**Tin đậm**", "Tin đậm", ""),
        ("![A](a.jpg){.small credit='Minh Hà'}", "", "Minh Hà"),
        ("![A [1]](a (1).jpg)\n\n*Hai đoạn,*\n\n*một chú thích*", "Hai đoạn, một chú thích", ""),
    ],
)
def test_captions_and_credits_of_many_forms(text: str, caption: str, credit: str) -> None:
    photo = only(text)
    assert (photo.caption, photo.credit) == (caption, credit)


@pytest.mark.parametrize(
    "text", ["Chữ thường", "", "> ![A](a.jpg)", "![A][1]\n\n[1]: a.jpg", "    ![A](a.jpg)", "![A](a.jpg) chữ"]
)
def test_what_has_no_fields_is_said_to_have_none(text: str) -> None:
    with pytest.raises(UnknownFormError):
        read_figures(text)


def test_only_what_was_changed_changes() -> None:
    text = '![Một](a.jpg){.small}\n_Ảnh một_\n\n\n![Hai](b.jpg "Ảnh hai")\n\n![Ba](c.jpg)\nẢnh ba\n'
    block = read_figures(text)
    assert write_figures(block, edited(block, 0, alt="Mới [1]")) == text.replace("![Một]", "![Mới \\[1\\]]")
    assert write_figures(block, edited(block, 1, caption="Khác")) == text.replace('"Ảnh hai"', '"Khác"')
    assert write_figures(block, edited(block, 2, file="d e.jpg")) == text.replace("c.jpg", "d%20e.jpg")
    assert write_figures(block, edited(block, 2, credit="Minh Hà")) == text.replace(
        "(c.jpg)\nẢnh ba", '(c.jpg){credit="Minh Hà"}\n*Ảnh ba*'
    )
    a, b, c = block.figures
    assert write_figures(block, (a, c)) == "![Một](a.jpg){.small}\n_Ảnh một_\n\n![Ba](c.jpg)\nẢnh ba\n"
    assert write_figures(block, (c, a, b)).split("\n\n") == [
        "![Ba](c.jpg)\nẢnh ba", "![Một](a.jpg){.small}\n_Ảnh một_", '\n![Hai](b.jpg "Ảnh hai")\n',
    ]  # fmt: skip
    new = Figure((Photo("moi.jpg", "Sân trường", "Lễ chào cờ"),))
    assert "![Sân trường](moi.jpg)\n*Lễ chào cờ*\n\n![Ba]" in write_figures(block, (a, b, new, c))
    assert write_figures(block, ()) == "\n"


def test_the_name_of_a_file_under_a_photo_goes_with_a_caption() -> None:
    block = read_figures("![Một](IMG_2031.JPG)\n*IMG_2031*")
    assert write_figures(block, edited(block, 0, caption="Chào cờ")) == "![Một](IMG_2031.JPG)\n*Chào cờ*"


def test_photos_that_share_a_caption_keep_it() -> None:
    text = "![Một](a.jpg) ![Hai](b.jpg) ![Ba](c.jpg)\n*Ba ảnh*"
    block = read_figures(text)
    (group,) = block.figures
    assert group.caption == "Ba ảnh"
    one, two, three = group.photos
    assert write_figures(block, (replace(group, photos=(three, one)),)) == "![Ba](c.jpg) ![Một](a.jpg)\n*Ba ảnh*"
    out = write_figures(block, (replace(group, photos=(one, three)), Figure((replace(two, caption="Riêng"),))))
    assert out == "![Một](a.jpg) ![Ba](c.jpg)\n*Ba ảnh*\n\n![Hai](b.jpg)\n*Riêng*"
    # What was said of a group is left behind where one photo is left of it.
    alone = Figure((replace(one, caption="Ba ảnh"),), "Ba ảnh", "Minh Hà")
    assert write_figures(block, (alone, Figure((two,)))) == "![Một](a.jpg)\n*Ba ảnh*\n\n![Hai](b.jpg)"
    # Rows of photos over as many captions are taken apart only where something changes.
    rows = read_figures("![Một](a.jpg) ![Hai](b.jpg)\n*Ảnh một*\n*Ảnh hai*")
    assert write_figures(rows, rows.figures[::-1]) == "![Hai](b.jpg)\n*Ảnh hai*\n\n![Một](a.jpg)\n*Ảnh một*"


def test_words_that_are_no_caption_stay() -> None:
    text = "*Quang cảnh*\n\n![A](a.jpg)\n\nHội nghị diễn ra trong một ngày.\n\n![B](b.jpg)\n*Giờ giải lao*"
    block = read_figures(text)
    for figures in ((), block.figures[1:], block.figures[::-1], edited(block, 0, caption="Mới")):
        written = write_figures(block, figures)
        assert "Quang cảnh" in written and "Hội nghị diễn ra trong một ngày." in written


def test_a_new_block_is_a_gallery() -> None:
    figures = [Figure((Photo(f"anh-{number}.jpg", "", f"Chú thích {number}", "Minh Hà"),)) for number in (1, 2)]
    assert write_figures(None, figures) == (
        '![](anh-1.jpg){credit="Minh Hà"}\n*Chú thích 1*\n\n![](anh-2.jpg){credit="Minh Hà"}\n*Chú thích 2*'
    )


@pytest.mark.parametrize(
    ("typed", "caption"),
    [
        ("Đại biểu thảo luận. Ảnh: Thu Hà", "Đại biểu thảo luận."),
        ("(Đại biểu thảo luận. Ảnh: Thu Hà)", "Đại biểu thảo luận."),
        ("Ảnh: Thu Hà", ""),
    ],
)
def test_a_credit_typed_behind_a_caption_is_a_credit(typed: str, caption: str) -> None:
    block = read_figures("![](a.jpg)")
    photo = only(write_figures(block, edited(block, 0, caption=typed)))
    assert (photo.caption, photo.credit) == (caption, "Thu Hà")
    with pytest.raises(UnwritableError):
        write_figures(block, edited(block, 0, caption=typed, credit="Minh Anh"))


WORDS = st.text(st.sampled_from("ab ĐỒNgý,.;:*_`[](){}<>\"“”'\\!|&#~-1=\u00a0"), max_size=24)


@LONG
@given(st.sampled_from(KNOWN), st.sampled_from(["alt", "caption", "credit"]), WORDS, st.data())
def test_what_is_written_is_what_was_meant(text: str, name: str, words: str, data: st.DataObject) -> None:
    """Any words in any field of any form: readers see them, and nothing else has changed; or it is refused."""
    block = read_figures(text)
    number = data.draw(st.integers(0, len(block.figures) - 1))
    if len(block.figures[number].photos) > 1 and name == "caption":
        return
    figures = edited(block, number, **{name: words})
    try:
        written = write_figures(block, figures)
    except UnwritableError:
        return
    again = read_figures(written).figures
    assert len(again) == len(figures)
    for place, (old, new) in enumerate(zip(block.figures, again, strict=True)):
        if place != number:
            assert replace(old, photos=()) == replace(new, photos=())
            assert [replace(each, origin=0) for each in old.photos] == [replace(each, origin=0) for each in new.photos]
    if name == "alt":
        assert again[number].photos[0].alt == " ".join(words.split())
    block = read_figures(written)
    assert write_figures(block, block.figures) == written


@LONG
@given(st.sampled_from([each for each in KNOWN if each.count("![") > 1]), st.randoms(use_true_random=False))
def test_any_order_keeps_every_photo_and_its_words(text: str, chance: object) -> None:
    block = read_figures(text)
    figures = list(block.figures)
    chance.shuffle(figures)  # type: ignore[attr-defined]
    try:
        written = write_figures(block, figures)
    except UnwritableError:
        return
    assert sorted(said(written)) == sorted(said(text))
