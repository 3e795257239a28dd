"""Normalising, folding, slugs."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.language.vietnamese import fold, nfc, slugify
from ban_tin.language.vietnamese.text import SLUG_LENGTH

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
VIETNAMESE = st.text(alphabet=LETTERS + LETTERS.upper() + " &-–.,/0123456789")


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng bộ", "dang bo"),
        ("ĐỒNG THÁP MƯỜI", "dong thap muoi"),
        ("Ðảng", "dang"),  # the Icelandic letter, typed by mistake
        (unicodedata.normalize("NFD", "Hội nghị sơ kết"), "hoi nghi so ket"),
        ("hoà hòa", "hoa hoa"),
        ("GD&ĐT", "gd&dt"),
        ("", ""),
    ],
)
def test_folding_drops_marks_and_knows_that_đ_is_a_letter(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đảng bộ", "dang-bo"),
        ("GD&ĐT", "gd-dt"),
        ("  Kế hoạch số 1284/KH-SGDĐT  ", "ke-hoach-so-1284-kh-sgddt"),
        ("Năm học 2026–2027", "nam-hoc-2026-2027"),
        ("…", ""),
        ("", ""),
        ("中文", ""),
    ],
)
def test_a_slug_is_what_one_reads_out_on_the_telephone(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_long_slug_is_cut_at_a_word() -> None:
    slug = slugify("nghị quyết " * 20)
    assert len(slug) <= SLUG_LENGTH
    assert set(slug.split("-")) == {"nghi", "quyet"}


def test_a_single_word_longer_than_a_slug_is_cut_anywhere() -> None:
    assert slugify("a" * 200) == "a" * SLUG_LENGTH


@given(st.one_of(VIETNAMESE, st.text()))
def test_a_slug_is_ascii_and_short(text: str) -> None:
    slug = slugify(text)
    assert len(slug) <= SLUG_LENGTH
    assert slug == "" or re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)


@given(st.one_of(VIETNAMESE, st.text()))
def test_a_slug_stays_the_same_when_the_text_is_folded_or_is_a_slug_already(text: str) -> None:
    assert slugify(fold(text)) == slugify(text) == slugify(slugify(text))


@given(VIETNAMESE)
def test_both_normal_forms_give_one_slug_and_one_folding(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert slugify(decomposed) == slugify(text)
    assert fold(decomposed) == fold(text)
    assert nfc(decomposed) == nfc(text) == text


@given(VIETNAMESE)
def test_folded_vietnamese_is_ascii_but_for_its_punctuation(text: str) -> None:
    assert fold(text).replace("–", "-").isascii()


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
