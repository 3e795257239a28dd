"""TCVN3 and VNI become Unicode word by word; what is Unicode stays, whatever its font."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.importing.legacy_letters import in_tcvn3, in_vni, measure, paragraphs
from newsdesk.importing.legacy_text import UNICODE, Decoder, Face, Part, clean_signs, face_of
from tests.builders import ROOT

TCVN3, CAPITALS, VNI = Face("TCVN3"), Face("TCVN3", capitals=True), Face("VNI")


def decode(*parts: tuple[str, Face], before: tuple[tuple[str, Face], ...] = ()) -> tuple[str, list[str]]:
    """Return a paragraph in Unicode, and its doubtful words. ``before`` are other paragraphs."""
    decoder = Decoder()
    for text, face in before:
        decoder.observe([Part(text, face)])
    own = [Part(text, face) for text, face in parts]
    decoder.observe(own)
    texts, doubtful = decoder.decode(own)
    assert len(texts) == len(parts)
    return "".join(texts), doubtful


@pytest.mark.parametrize(
    ("font", "face"),
    [
        (".VnTime", TCVN3),
        (".VnTimeH", CAPITALS),
        (".VnArial NarrowH", CAPITALS),
        (".vntime", TCVN3),
        ("VnTime", TCVN3),
        ("VNI-Times", VNI),
        ("VNI Helve", VNI),
        ("Times New Roman", UNICODE),
        ("Vnexpress Sans", UNICODE),
        ("", UNICODE),
    ],
)
def test_fonts_are_known_by_their_names(font: str, face: Face) -> None:
    assert face_of(font) == face


@pytest.mark.parametrize(
    ("text", "face", "expected"),
    [
        ("Së Gi¸o dôc vµ §µo t¹o, th¼ng th¾n, kú", TCVN3, "Sở Giáo dục và Đào tạo, thẳng thắn, kỳ"),
        ("n¨m häc ®\xadîc", TCVN3, "năm học được"),
        ("kÕ ho¹ch sè 12", CAPITALS, "KẾ HOẠCH SỐ 12"),
        (
            "Sôû Giaùo duïc vaø Ñaøo taïo, thaúng thaén, kyø, hy voïng",
            VNI,
            "Sở Giáo dục và Đào tạo, thẳng thắn, kỳ, hy vọng",
        ),
        ("HOÄI NGHÒ", VNI, "HỘI NGHỊ"),
        # Capitals with marks are small letters in TCVN3 where the font of capitals is gone.
        ("HéI NGHÞ", TCVN3, "HỘI NGHỊ"),
        # Already Unicode: the text was converted, its font stayed.
        ("Hội nghị và toàn trường, cán bộ", TCVN3, "Hội nghị và toàn trường, cán bộ"),
        ("cán bộ và toàn thể", VNI, "cán bộ và toàn thể"),
        # Signs that Word moved to where it keeps those of symbol fonts.
        ("\uf0a7¶ng", TCVN3, "Đảng"),
        ("Kr«ng P¸c", TCVN3, "Krông Pác"),
    ],
)
def test_words_are_read_by_their_font_unless_they_are_unicode(text: str, face: Face, expected: str) -> None:
    assert decode((text, face))[0] == expected


def test_a_word_may_be_cut_by_fonts_and_a_letter_by_runs() -> None:
    assert decode(("S", UNICODE), ("ë", TCVN3), (" gi", UNICODE)) == ("Sở gi", [])
    assert decode(("duï", VNI), ("c va", VNI), ("ø", VNI))[0] == "dục và"
    assert decode(("e", UNICODE), ("\u0301m", UNICODE))[0] == "ém"


def test_what_may_be_both_is_what_the_others_are() -> None:
    # "bá" is "bỏ" in TCVN3.
    assert decode(("bá phiÕu tËp thÓ", TCVN3))[0] == "bỏ phiếu tập thể"
    assert decode(("bá tước, tập thể", TCVN3))[0] == "bá tước, tập thể"
    assert decode(("bá", TCVN3), before=(("tËp thÓ phiÕu", TCVN3),))[0] == "bỏ"
    assert decode(("bá", TCVN3), before=(("tập thể những", TCVN3),))[0] == "bá"


def test_a_text_whose_fonts_are_gone_is_read_by_its_words() -> None:
    before = (("Héi nghÞ tæng kÕt n¨m häc", UNICODE), ("®\xadîc tæ chøc t¹i Së", UNICODE))
    assert decode(("V¨n phßng", UNICODE), before=before)[0] == "Văn phòng"
    assert decode(("Một câu bằng Unicode", UNICODE), before=before)[0] == "Một câu bằng Unicode"
    # One line alone says nothing of the whole.
    assert decode(("café ±1, §3", UNICODE), before=(("Hội nghị", UNICODE),))[0] == "café ±1, §3"


def test_what_is_no_word_in_either_way_is_doubtful() -> None:
    text, doubtful = decode(("Së gửi Müller và càfé", TCVN3))
    assert "Sở" in text
    assert doubtful


@given(st.text(st.sampled_from("aăâbcdđeêgơưạảớ ABCĐ.,1"), max_size=40), st.sampled_from([TCVN3, VNI, UNICODE]))
def test_letters_beyond_latin_1_never_change(text: str, face: Face) -> None:
    words = " ".join(word for word in text.split() if any(each > "\xff" for each in word))
    assert decode((words, face))[0] == words


@given(
    st.lists(st.tuples(st.text(max_size=8), st.sampled_from([TCVN3, CAPITALS, VNI, UNICODE])), min_size=1, max_size=6)
)
def test_any_text_is_read(parts: list[tuple[str, Face]]) -> None:
    decode(*parts)


@pytest.mark.parametrize(("text", "expected"), [
    ("Ðảng bộ, QÐ-UBND, ðồng", "Đảng bộ, QĐ-UBND, đồng"),
    ("Ðórður Þór", "Ðórður Þór"),
    ("a\u200bb\ufeffc\xadd\u2060e", "abcde"),
    ("👨\u200d👩 a\u200db", "👨\u200d👩 ab"),
    ("e\u0302\u0301", "ế"),
    ("a\x00b\x1fc", "abc"),
])  # fmt: skip
def test_signs_that_nobody_sees_are_gone(text: str, expected: str) -> None:
    assert clean_signs(text) == expected


@pytest.mark.parametrize(
    ("write", "face", "mixed", "least"),
    [
        (in_tcvn3, TCVN3, 0.0, 0.9999),
        (in_vni, VNI, 0.0, 0.9999),
        (in_tcvn3, TCVN3, 0.2, 0.995),
        (in_vni, VNI, 0.2, 0.998),
        (in_tcvn3, UNICODE, 0.0, 0.999),
        (in_vni, UNICODE, 0.0, 0.997),
        (str, TCVN3, 0.0, 0.9999),
        (str, UNICODE, 0.0, 1.0),
    ],
)
def test_real_text_comes_back(write, face: Face, mixed: float, least: float) -> None:  # type: ignore[no-untyped-def]
    lines = list(paragraphs([ROOT / "docs" / "bien-tap.md", *sorted((ROOT / "content" / "tin").rglob("*.md"))[:25]]))
    count, wrong, which = measure(lines, write, face, mixed)
    assert count > 4000
    assert 1 - wrong / count >= least, which[:20]
