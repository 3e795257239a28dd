"""Whom captions name: every form that portals print, and what only looks like one."""

import re
from unicodedata import normalize

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st

from ban_tin.articles.captions.photographers import names_same, other_photographer, split_credit
from tests.articles.captions.conversion import convert, outline

_NAMED = [
    ("Hội nghị. Ảnh: Minh Hà", "Hội nghị.", "Minh Hà"),
    ("Hội nghị (Ảnh: Minh Hà)", "Hội nghị", "Minh Hà"),
    ("Hội nghị (Ảnh: Minh Hà) tại Vân Lĩnh", "Hội nghị tại Vân Lĩnh", "Minh Hà"),
    ("Hội nghị [Ảnh: Minh Hà]", "Hội nghị", "Minh Hà"),
    ("Hội nghị - Ảnh: Minh Hà (Báo Lam Giang)", "Hội nghị", "Minh Hà (Báo Lam Giang)"),
    ("Hội nghị. Nguồn ảnh: Minh Hà", "Hội nghị.", "Minh Hà"),
    ("Hội nghị. Hình: Minh Hà", "Hội nghị.", "Minh Hà"),
    ("HỘI NGHỊ. ẢNH: MINH HÀ", "HỘI NGHỊ.", "MINH HÀ"),
    ("Hội nghị. Ảnh Minh Hà", "Hội nghị.", "Minh Hà"),
    ("Hội nghị, ảnh Minh Hà", "Hội nghị", "Minh Hà"),
    ("Hội nghị (ảnh TTXVN)", "Hội nghị", "TTXVN"),
    ("Hội nghị Ảnh Minh Hà", "Hội nghị", "Minh Hà"),
    ("Hội nghị. Ảnh: Minh Hà – Hữu Phước", "Hội nghị.", "Minh Hà – Hữu Phước"),
    ("Ảnh: Minh Hà – Hữu Phước", "", "Minh Hà – Hữu Phước"),
    ("Ảnh: Minh Hà – Quang cảnh hội nghị", "Quang cảnh hội nghị", "Minh Hà"),
    ("Ảnh: Minh Hà. Quang cảnh hội nghị", "Quang cảnh hội nghị", "Minh Hà"),
    ("Ảnh: Quang cảnh hội nghị – Minh Hà", "Quang cảnh hội nghị", "Minh Hà"),
    ("Ảnh: minh hà", "", "minh hà"),
    ("Ảnh: Phòng GDĐT huyện Vân Lĩnh", "", "Phòng GDĐT huyện Vân Lĩnh"),
    ("Hội nghị (Photo by Minh Hà)", "Hội nghị", "Minh Hà"),
    ("Hội nghị. Photo: Minh Hà/Báo Lam Giang", "Hội nghị.", "Minh Hà/Báo Lam Giang"),
    ("Hội nghị © Minh Hà", "Hội nghị", "Minh Hà"),
    ("Hội nghị. (c) Minh Hà", "Hội nghị.", "Minh Hà"),
    ("Hội nghị. 📷 Minh Hà", "Hội nghị.", "Minh Hà"),
    ("Hội nghị. Ảnh do Minh Hà cung cấp", "Hội nghị.", "Minh Hà"),
    ("Hội nghị (Minh Hà chụp)", "Hội nghị", "Minh Hà"),
    ("Hội nghị. Ảnh: nhân vật cung cấp", "Hội nghị.", "nhân vật cung cấp"),
    ("Lễ khai giảng năm 1975. Ảnh tư liệu", "Lễ khai giảng năm 1975.", "tư liệu"),
    ("Lễ khai giảng (ảnh minh họa)", "Lễ khai giảng", "minh họa"),
    ("Hội nghị. Nguồn: Báo Lam Giang", "Hội nghị.", "Báo Lam Giang"),
]
_UNNAMED = [
    "Trong ảnh: đại biểu Hà", "Ảnh: Quang cảnh hội nghị", "Hình: Các em học sinh lớp 5", "Ảnh 1: Quang cảnh", "Ảnh trên: đại biểu",
    "Ảnh 20 năm thành lập trường", "Ảnh Bác Hồ", "Triển lãm ảnh Hà Nội", "Khai mạc Triển lãm Ảnh Lam Giang", "Một bức ảnh: kỷ niệm ngày ra trường",
    "Ảnh của học sinh lớp 5 tại triển lãm", "Đại biểu xem ảnh tư liệu", "Các em được chụp ảnh", "Minh Hà", "Ảnh: Trường THPT Lê Lợi trao học bổng", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "caption", "photographer"), _NAMED)
def test_a_photographer_is_read(text: str, caption: str, photographer: str) -> None:
    found = split_credit(text)
    assert (found.caption, found.photographer) == (caption, photographer)
    assert photographer in found.credit


@pytest.mark.parametrize("text", _UNNAMED)
def test_nobody_is_read_where_nobody_is_named(text: str) -> None:
    assert split_credit(text) == (text, "", "")


@pytest.mark.parametrize(
    ("named", "credit", "same"),
    [
        ("Ảnh: Minh Hà", "minh hà", True),
        ("Ảnh: Minh Hà – Hữu Phước", "Hữu Phước, Minh Hà", True),
        ("Ảnh: Minh Hà – Hữu Phước", "Photo by Hữu Phước", True),
        ("Ảnh: nhóm của Minh Hà", "Minh Hà", True),
        ("Ảnh: Minh Hà", "Minh Hà, Hữu Phước", False),
        ("Ảnh: Minhh Hà", "Minh", False),
    ],
)
def test_the_same_people_are_told_from_others(named: str, credit: str, same: bool) -> None:
    assert names_same(named, credit) is same


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Hội nghị. Ảnh: Minh Hà. Ảnh: Hữu Phước", "Hữu Phước"),
        ("Hội nghị (Ảnh: Minh Hà). Photo by Hữu Phước", "Hữu Phước"),
        ("Hội nghị. Ảnh: Minh Hà. Ảnh: Minh Hà", ""),
        ("Hội nghị. Ảnh: Minh Hà. Nguồn: Báo Lam Giang", ""),
        ("Hội nghị. Ảnh: Minh Hà", ""),
    ],
)
def test_a_second_photographer_is_seen(text: str, other: str) -> None:
    assert other_photographer(text) == other


_PEOPLE = ("Minh Hà", "Thu Hằng", "Lương Bách Khê", "TTXVN", "M.H", "Báo Lam Giang")
_CREDITS = (
    "Ảnh: {}", "ảnh: {}", "(Ảnh: {})", "[Ảnh: {}]", "Ảnh {}", "(ảnh {})", "Hình: {}", "Nguồn ảnh: {}", "Photo: {}", "Photo by {}", "(Photo by {})", "© {}",
    "Ảnh © {}", "(c) {}", "Ảnh do {} cung cấp", "({} chụp)", "Ảnh: {} – Tô Ngọc Vân", "Ảnh - {}", "📷 {}",
)  # fmt: skip
_SEEN = (
    "Quang cảnh hội nghị",
    "Các em học sinh lớp 5 vui chơi.",
    "Đại biểu, khách mời (12 người)",
    "Lễ ra quân: sẵn sàng!",
    "",
)
_BETWEEN = (" ", ". ", " – ", ", ", " | ", "; ", " ")


def _words(*texts: str) -> list[str]:
    return sorted(re.findall(r"\w+", " ".join(texts)))


@given(
    st.lists(st.sampled_from([*_SEEN, *(form.format(name) for form in _CREDITS for name in _PEOPLE)]), max_size=4),
    st.sampled_from(_BETWEEN),
)
def test_a_caption_is_parted_with_all_its_words(pieces: list[str], between: str) -> None:
    text = between.join(pieces)
    found = split_credit(text)
    assert _words(found.caption, found.credit) == _words(text)
    assert found.photographer in found.credit
    assert bool(found.photographer) == bool(found.credit)


@given(st.text("aAhHnNìÌảẢ:.,;()[]–- ©|/1", max_size=40) | st.text(max_size=40))
@example("Ảnh: ")
@example("(Ảnh: (a) b")
def test_any_text_is_parted_with_all_its_letters(text: str) -> None:
    found = split_credit(text)
    letters = "".join(_words(found.caption, found.credit))
    assert sorted(letters) == sorted("".join(_words(normalize("NFC", text))))


@st.composite
def photos(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Return a photo with what an editor may write beside it, and the names in it."""
    names = draw(st.permutations(("Minh Hà", "Thu Hằng", "Tô Ngọc Vân", "Đỗ Quyên")))
    used: list[str] = []

    def credit(form: str) -> str:
        # Often the same name again: what is copied has it twice.
        name = used[-1] if used and draw(st.booleans()) else names[len(used)]
        used.append(name)
        return form.format(name)

    forms = st.sampled_from([form for form in _CREDITS if "–" not in form])
    braces = credit('{{credit="{}"}}') if draw(st.booleans()) else ""
    title = draw(st.sampled_from(["", "", ' "Quang cảnh"']))
    lines = []
    for kind in draw(st.lists(st.sampled_from(["caption", "credit", "both"]), max_size=3)):
        words = "Đại biểu về dự" if kind == "caption" else credit(draw(forms))
        if kind == "both":
            words = f"Bỏ phiếu kín. {words}"
        italic = draw(st.sampled_from(["*{}*", "*{}*", "{}"]))
        lines.append(draw(st.sampled_from(["\n", "\n\n"])) + italic.format(words))
    return f"![Hội trường](a.jpg{title}){braces}{''.join(lines)}", used


@given(photos())
def test_the_articles_credit_is_never_shown_beside_another_name(photo: tuple[str, list[str]]) -> None:
    text, names = photo
    html, kinds = convert(text, "Hữu Phước")
    soup = BeautifulSoup(html, "html.parser")
    caption = soup.figcaption.get_text() if soup.figcaption else ""
    assert ("Hữu Phước" in caption) == (not names)
    shown = {name for name in names if name in caption}
    assert all(caption.count(name) == 1 for name in shown)
    assert len(shown) <= 1
    # Every name is on the page, or in a finding.
    assert all(name in soup.get_text() for name in names) or "credit-twice" in kinds


@pytest.mark.parametrize(
    ("text", "shown", "found"),
    [
        ("*Quang cảnh*\n*Ảnh: Minh Hà*", ["[a | Quang cảnh. Ảnh: Minh Hà]"], []),
        ("*Quang cảnh*\n\n*Ảnh: Minh Hà*", ["[a | Quang cảnh. Ảnh: Minh Hà]"], []),
        ("Quang cảnh\nẢnh: Minh Hà", ["[a | Quang cảnh. Ảnh: Minh Hà]"], []),
        ("Quang cảnh.\nẢnh: Minh Hà", ["[a | Quang cảnh. Ảnh: Minh Hà]"], []),
        ("Quang cảnh. Ảnh: Minh Hà.", ["[a | Quang cảnh. Ảnh: Minh Hà.]"], []),
        ("*Quang cảnh*\n\n(Ảnh Minh Hà)", ["[a | Quang cảnh (Ảnh Minh Hà)]"], []),
        ("Ảnh: Minh Hà\n\n*Quang cảnh*", ["[a | Quang cảnh. Ảnh: Minh Hà]"], []),
        ("Ảnh: Minh Hà\nQuang cảnh", ["[a | Quang cảnh. Ảnh: Minh Hà]"], []),
        ("Ảnh: Minh Hà\n\nMột câu văn.", ["[a | Ảnh: Minh Hà]", "Một câu văn."], []),
        ("*Quang cảnh. Ảnh: Minh Hà*\n*Ảnh: Minh Hà*", ["[a | Quang cảnh. Ảnh: Minh Hà]"], ["caption-twice"]),
        ("*Quang cảnh. Ảnh: Minh Hà*\n*Ảnh: Thu Hằng*", ["[a | Quang cảnh. Ảnh: Minh Hà]", "Ảnh: Thu Hằng"], ["credit-left"]),
        ("*Quang cảnh. Ảnh: Minh Hà. Ảnh: Thu Hằng*", ["[a | Quang cảnh. Ảnh: Minh Hà. Ảnh: Thu Hằng]"], ["credit-two"]),
        ("*Quang cảnh*\n\nTin và ảnh: Minh Hà", ["[a | Quang cảnh]", "Tin và ảnh: Minh Hà"], []),
        ("Quang cảnh.\n\nẢnh: Minh Hà", ["[a | ]", "Quang cảnh.", "Ảnh: Minh Hà"], ["caption-left"]),
        ("*Quang cảnh*\n\nNguồn: Báo Lam Giang", ["[a | Quang cảnh]", "Nguồn: Báo Lam Giang"], []),
        ("*Quang cảnh*\n\nNguồn: Báo Lam Giang\n\nVăn.", ["[a | Quang cảnh. Nguồn: Báo Lam Giang]", "Văn."], []),
        ("*Ảnh: Quang cảnh hội nghị*", ["[a | Ảnh: Quang cảnh hội nghị. Ảnh: Hữu Phước]"], []),
    ],
)  # fmt: skip
def test_a_credit_of_its_own_line_belongs_to_the_photo(text: str, shown: list[str], found: list[str]) -> None:
    html, kinds = convert(f"![Hội trường](a.jpg)\n{text}", "Hữu Phước")
    assert (outline(html), kinds) == (shown, found)


@pytest.mark.parametrize(
    ("text", "shown", "found"),
    [
        ('![x](a.jpg "Quang cảnh")\n\n*Ảnh: Minh Hà*', ["[a | Quang cảnh. Ảnh: Minh Hà]"], []),
        ('![x](a.jpg){credit="Thu Hằng"}\n*Quang cảnh*\n*Ảnh: Minh Hà*', ["[a | Quang cảnh. Ảnh: Minh Hà]"], ["credit-twice"]),
        ('![x](a.jpg){credit="Photo by Minh Hà"}\n*Quang cảnh. Ảnh: Minh Hà*', ["[a | Quang cảnh. Ảnh: Minh Hà]"], []),
        ("![Quang cảnh. Ảnh: Minh Hà](a.jpg)\n*Đại biểu*", ["[a | Đại biểu. Ảnh: Minh Hà]"], []),
        ("![Quang cảnh. Ảnh: Thu Hằng](a.jpg)\n*Đại biểu. Ảnh: Minh Hà*", ["[a | Đại biểu. Ảnh: Minh Hà]"], ["credit-twice"]),
        ("![x](a.jpg) ![y](b.jpg)\n*Hội nghị*\n*Ảnh: Minh Hà*", ["[a b | Hội nghị. Ảnh: Minh Hà]"], []),
        ("![x](a.jpg)\n![y](b.jpg)\n*Một*\n*Ảnh: Minh Hà*\n*Hai*\n*Ảnh: Thu Hằng*", ["[a | Một. Ảnh: Minh Hà]", "[b | Hai. Ảnh: Thu Hằng]"], []),
        ("![x](a.jpg)\n![y](b.jpg)\n*Một*\n*Hai*\n*Ảnh: Minh Hà*", ["[a | Một]", "[b | Hai. Ảnh: Minh Hà]"], []),
        ("Ảnh: Minh Hà\n\n![x](a.jpg)\n*Một*", ["Ảnh: Minh Hà", "[a | Một]"], []),
    ],
)  # fmt: skip
def test_one_of_several_credits_is_shown(text: str, shown: list[str], found: list[str]) -> None:
    html, kinds = convert(text, "Hữu Phước")
    assert (outline(html), kinds) == (shown, found)


@pytest.mark.parametrize(
    ("text", "alt"),
    [
        ("![Quang cảnh. Ảnh: Minh Hà](a.jpg)\n*Đại biểu*", "Quang cảnh."),
        ("![Ảnh Minh Hà](a.jpg)\n*Đại biểu*", "Ảnh Minh Hà"),
        ("![Quang cảnh](a.jpg)\n*Quang cảnh. Ảnh: Minh Hà*", ""),
        ("![Quang cảnh. Ảnh: Minh Hà](a.jpg)\n*Quang cảnh. Ảnh: Minh Hà*", ""),
    ],
)
def test_an_alternative_text_is_said_once_and_names_nobody_again(text: str, alt: str) -> None:
    image = BeautifulSoup(convert(text)[0], "html.parser").img
    assert image is not None
    assert image["alt"] == alt
