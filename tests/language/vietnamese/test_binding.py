"""Names and numbers at the end of a line."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.articles.bound import bind_html
from ban_tin.language.vietnamese import NO_BREAK_SPACE, bind_headline, bind_words

SYLLABLES = [
    "năm",
    "Hà",
    "Thị",
    "Sơn",
    "ngày",
    "2026",
    "44",
    "Sở",
    "và",
    "tháng",
    "0200",
    "000",
    "kỷ",
    "niệm",
    "Đ",
    "1.800",
    "lớp",
    "12,",
]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Cô giáo Hà Thị Sơn ở Lam Giang", "Cô giáo Hà_Thị_Sơn ở Lam_Giang"),
        ("Nguyễn Thị Minh Khai", "Nguyễn_Thị Minh_Khai"),
        ("Hoàng Phủ Ngọc Tường An", "Hoàng_Phủ_Ngọc Tường_An"),
        ("Nghiêm Trường Khương", "Nghiêm_Trường Khương"),
        ("Sở Giáo dục, Tỉnh Lam Giang", "Sở Giáo dục, Tỉnh Lam_Giang"),
        ("Hà Nội. Lam Giang", "Hà_Nội. Lam_Giang"),
        ("SỞ GIÁO DỤC", "SỞ GIÁO DỤC"),
        ("44 năm, 120 đại biểu và 1.800 vận động viên", "44_năm, 120_đại biểu và 1.800_vận động viên"),
        ("ngày 20 tháng 11 năm 2026", "ngày_20 tháng_11 năm_2026"),
        ("lớp 12 đạt 3 giải", "lớp_12 đạt 3_giải"),
        ("7 giờ 30–11 giờ 30", "7_giờ_30–11_giờ_30"),
        ("có 5 và 6", "có 5 và 6"),
        ("gọi 0200 000 0002 hoặc (0269) 382 2345", "gọi 0200_000_0002 hoặc (0269)_382_2345"),
        ("Điều 5 và khoản 2", "Điều_5 và khoản_2"),
        ("trong 2026", "trong 2026"),
    ],
)
def test_what_belongs_together_stays_together(text: str, bound: str) -> None:
    assert bind_words(text).replace(NO_BREAK_SPACE, "_") == bound


def test_a_headline_keeps_common_words_whole_and_those_of_the_site() -> None:
    assert (
        bind_headline("Lam Giang kỷ niệm ngày thư viện").replace(NO_BREAK_SPACE, "_")
        == "Lam_Giang kỷ_niệm ngày thư viện"
    )
    assert "thư_viện" in bind_headline("Ngày thư viện", ["thư viện"]).replace(NO_BREAK_SPACE, "_")


@given(st.lists(st.sampled_from(SYLLABLES), max_size=12))
def test_only_spaces_change_and_no_piece_is_longer_than_a_line(syllables: list[str]) -> None:
    text = " ".join(syllables)
    bound = bind_headline(text)
    assert bound.replace(NO_BREAK_SPACE, " ") == text
    assert max(map(len, re.split(" ", bound)), default=0) <= 24


def test_html_is_bound_in_its_text_alone() -> None:
    html = '<p title="Lam Giang > 44 năm">Lam Giang</p><pre><code>Lam Giang</code></pre><p>lớp <b>12</b> A</p>'
    assert bind_html(html).replace(NO_BREAK_SPACE, "_") == (
        '<p title="Lam Giang > 44 năm">Lam_Giang</p><pre><code>Lam Giang</code></pre><p>lớp <b>12</b> A</p>'
    )
