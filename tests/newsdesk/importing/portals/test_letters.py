"""Texts of dumps that went through a second encoding, or none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.importing.portals.letters import DOUBTFUL, MENDED, READ, decode

TITLE = "Hội nghị tổng kết năm học “Đổi mới” – phương hướng"


def as_latin1(text: str) -> str:
    """Return what MySQL takes UTF-8 for that it calls latin1: bytes without a meaning stay what they are."""
    return "".join(bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte)) for byte in text.encode())


@pytest.mark.parametrize(
    "text",
    [
        TITLE,
        "São Paulo – Brasil",
        "café",
        "Trường THPT",
        "naïve “quoted”",
        "GÂTEAU»",
        "à",
        "",
        "Äpfel und Öl",
        "Côte d’Ivoire: 5 €",
    ],
)
def test_what_is_right_stays(text: str) -> None:
    assert decode(text.encode()) == (text, READ)


@pytest.mark.parametrize("wrong", [as_latin1(TITLE), as_latin1(as_latin1(TITLE)), TITLE.encode().decode("cp437")])
def test_what_is_certain_is_mended(wrong: str) -> None:
    assert decode(wrong.encode()) == (TITLE, MENDED)


def test_what_is_not_certain_is_told() -> None:
    assert decode(as_latin1("đ").encode()) == ("đ", DOUBTFUL)
    assert decode(as_latin1("Hội").replace("»", "").encode())[1] == DOUBTFUL


def test_title_that_a_column_cut_in_the_middle_of_a_letter() -> None:
    assert decode("Hội nghị sơ kế".encode()[:-1]) == ("Hội nghị sơ k", DOUBTFUL)


@pytest.mark.parametrize(
    ("value", "charset", "text"),
    [
        ("Sở Giáo dục".encode("cp1258", "ignore"), "cp1258", "S Giáo dc"),
        (b"caf\xe9", "latin1", "café"),
        (b"caf\xe9 x", "", "café x"),
    ],
)
def test_what_is_no_utf_8(value: bytes, charset: str, text: str) -> None:
    assert decode(value, charset) == (text, DOUBTFUL)


@given(st.text("aàảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ ĐÔƯ“”–", max_size=60))
def test_no_vietnamese_text_is_changed(text: str) -> None:
    assert decode(text.encode())[0] == text
