"""Lines of pages that become paragraphs again."""

import time

import pytest

from ban_tin.articles.attachments.running_text import running

LONG = "Sở Giáo dục và Đào tạo tỉnh Lam Giang thông báo tuyển dụng viên"


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        ([f"{LONG}", "chức năm 2026."], [f"{LONG} chức năm 2026."]),
        # The words of a name that goes on.
        ([f"{LONG} của Sở Giáo", "Dục"], [f"{LONG} của Sở Giáo Dục"]),
        ([LONG, "", "chức năm 2026"], [LONG, "chức năm 2026"]),
        ([f"{LONG}.", "Chức năm"], [f"{LONG}.", "Chức năm"]),
        ([LONG, "1. Chỉ tiêu", "- Toán", "a) Văn", "Điều 2. Hiệu lực"], [LONG, "1. Chỉ tiêu", "- Toán", "a) Văn", "Điều 2. Hiệu lực"]),
        # No item, but the number of a year and of an article that is spoken of.
        ([f"{LONG} chức, năm", "2026. Hết"], [f"{LONG} chức, năm 2026. Hết"]),
        ([f"{LONG} chức theo", "Điều 5 của Luật"], [f"{LONG} chức theo Điều 5 của Luật"]),
        # Titles.
        (["THÔNG BÁO", "Tuyển dụng viên chức", LONG, LONG], ["THÔNG BÁO", "Tuyển dụng viên chức", f"{LONG} {LONG}"]),
        (["KẾ HOẠCH TỔ CHỨC HỘI", "THI CẤP TỈNH", LONG], ["KẾ HOẠCH TỔ CHỨC HỘI THI CẤP TỈNH", LONG]),
        ([LONG, "ỦY BAN NHÂN DÂN HUYỆN", LONG], [LONG, "ỦY BAN NHÂN DÂN HUYỆN", LONG]),
        ([f"{LONG} của", "UBND tỉnh"], [f"{LONG} của UBND tỉnh"]),
        # Hyphens at the end of lines.
        ([f"{LONG} manip-", "ulation"], [f"{LONG} manipulation"]),
        ([f"{LONG} inter\u00ad", "net"], [f"{LONG} internet"]),
        ([f"{LONG} số 1284/KH-", "SGDĐT"], [f"{LONG} số 1284/KH-SGDĐT"]),
        ([f"{LONG} số 1284/", "KH-SGDĐT"], [f"{LONG} số 1284/KH-SGDĐT"]),
        ([f"{LONG} kinh tế -", "xã hội"], [f"{LONG} kinh tế - xã hội"]),
        ([f"{LONG} môn tin-", "học"], [f"{LONG} môn tin-học"]),
        (["1 Giới thiệu . . . . . . 1", "2 Nội dung . . . . . . . 12"], ["1 Giới thiệu . . . . . . 1", "2 Nội dung . . . . . . . 12"]),
        ([], []),
        (["", " "], []),
    ],
)  # fmt: skip
def test_a_paragraph_goes_on_where_no_sentence_ends(lines: list[str], paragraphs: list[str]) -> None:
    assert running([lines]) == paragraphs


def test_a_paragraph_goes_on_over_pages_and_what_stands_on_every_page_does_not() -> None:
    pages = [
        ["Văn bản minh họa", LONG, "1"],
        ["Văn bản minh họa", "- 2 -", "", "chức năm 2026", "Trang 2/3"],
        ["Văn bản minh họa", "của tỉnh.", "3"],
    ]
    assert running(pages) == ["Văn bản minh họa", f"{LONG} chức năm 2026 của tỉnh."]


@pytest.mark.parametrize("sign", ["-", ".", "a", "1", "… ", "- ", "I", "/", " |", "a-", "(", "\u00ad"])
def test_no_line_takes_the_square_of_its_length(sign: str) -> None:
    begun = time.process_time()
    running([[sign * 200_000, f"{sign * 200_000}x", sign * 100_000]])
    assert time.process_time() - begun < 1
