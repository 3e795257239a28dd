"""Pages and letters that were pasted as plain text: the five that real portals printed, and lines of our own."""

from pathlib import Path

import pytest

from newsdesk.importing.compose import compose
from newsdesk.importing.draft import Draft
from newsdesk.importing.pasted_text import read_text
from newsdesk.importing.source_document import RefusedSourceError
from tests.builders import site
from tests.newsdesk.importing.words import body_of, lost_and_added, words, words_of_page, words_of_report
from tests.shared_files import SEEDS, need_shared

FACTS = site()
PROSE = "Hội nghị đã nghe báo cáo kết quả năm học của các trường trong tỉnh, thảo luận nhiều giải pháp cho năm học mới và bàn việc giữ an toàn trường học ở các điểm trường vùng cao, nơi đường đến lớp của học sinh còn nhiều khó khăn."


def composed(text: str | bytes) -> Draft:
    document = read_text(text.encode() if isinstance(text, str) else text, "dan.txt")
    draft = compose(document, FACTS)
    assert lost_and_added(document, draft) == ({}, {}), draft.text
    return draft


def seed(name: str) -> Path:
    return need_shared(SEEDS / f"{name}.txt")


#: What each page says: fields, the beginnings of its captions, words that stood round it, items of lists.
PAGES: dict[str, tuple[dict[str, object], list[str], list[str], int]] = {
    "lang-son": (
        {"title": "Đảng bộ Sở GD&ĐT Lạng Sơn: Dấu ấn một nhiệm kỳ", "date": "2020-05-20 07:50", "author": ("Bá Hải",)},
        ["Đồng chí Trần Quốc Tuấn, Tỉnh ủy viên", "Đồng chí Trần Quốc Tuấn phát biểu", "Chi bộ Giáo dục Mầm non"],
        ["Thứ 4, Ngày 7 Tháng 8 năm 2019", "Ý kiến của bạn", "Bạn còn 500/500 ký tự", "Xem thêm"],
        0,
    ),
    "mong-cai": (
        {"title": "Đại hội Chi bộ phòng Giáo dục và Đào tạo", "date": "2020-01-08 16:50", "author": ("Thu Hằng",), "office": "Trung tâm TTVH"},
        ["Các Đại biểu dự Đại hội điểm", "Đồng chí Nguyễn Đông Phong", "Bỏ phiếu bầu", "Biểu quyết các chỉ tiêu", "Đồng chí Dương Thị Huệ, Phó Chủ tịch HĐND TP Móng Cái, Bí thư"],
        ["Loading..."],
        0,
    ),
    "quang-nam": (
        {"date": "2017-06-14", "author": ("Đinh Hữu Phước",), "credit": "Đinh Hữu Phước", "source": "quangnam.edu.vn"},
        [""],
        ["dang1"],
        0,
    ),
    "soc-trang": (
        {"date": "2020-07-03", "author": None},
        ["Đồng chí Nguyễn Thị Tuyết Hà"],
        ["Lượt xem: 1250"],
        3,
    ),
    "tra-vinh": (
        {"date": "2020-01-06", "office": "Văn phòng Sở Giáo dục và Đào tạo", "author": None},
        ["Đồng chí Nguyễn Quốc Phương, Đảng ủy viên đã trình bày", "Đồng chí Lê Tiến Dũng", "Các đại biểu tham dự", "Đồng chí Nguyễn Thị Bạch Vân"],
        ["Truy cập nội dung luôn", "Chi tiết tin", "Tương phản", "Đánh giá bài viết(0/5)", "Tổng lượt truy cập: 547780"],
        7,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_portal_is_read_as_it_is_meant(name: str) -> None:
    content = seed(name).read_bytes()
    draft = composed(content)
    fields, captions, around, items = PAGES[name]
    assert {each: draft.fields[each].value if each in draft.fields else None for each in fields} == fields
    lines = body_of(draft).split("\n")
    slots = [lines[number + 1].strip("*") for number, line in enumerate(lines) if line.startswith("![")]
    assert [caption[: len(known)] for caption, known in zip(slots, captions, strict=True)] == captions
    assert {each.kind for each in draft.doubts if each.kind == "caption-slot"} == {"caption-slot"}
    left = [each.text for each in draft.left_out]
    assert set(around) <= set(left)
    assert sum(line[:3].rstrip(" ").rstrip(".").isdigit() or line.startswith("- ") for line in lines) == items
    # The whole page, word by word.
    assert words(content.decode()) == words_of_page(draft) + words_of_report(draft) + words(
        " ".join(f"{number}" for number in range(1, items + 1)) if name == "tra-vinh" else ""
    )


def test_captions_headings_and_prose_are_told_by_what_they_say() -> None:
    text = f"""Trường Tiểu học Vân Lĩnh khai giảng năm học mới
05/09/2026 08:00

{PROSE}

Quang cảnh buổi lễ khai giảng

{PROSE}

Những việc của năm học mới

{PROSE}

Cô Minh Hà trao quà cho học sinh

Kết thúc buổi lễ, nhà trường cảm ơn phụ huynh

Minh Hà
Trường Tiểu học Vân Lĩnh
"""
    draft = composed(text)
    body = body_of(draft)
    assert "*Quang cảnh buổi lễ khai giảng*" in body
    assert "## Những việc của năm học mới" in body
    assert "*Cô Minh Hà trao quà cho học sinh*" in body
    assert "\nKết thúc buổi lễ, nhà trường cảm ơn phụ huynh\n" in body
    assert draft.fields["office"].value == "Trường Tiểu học Vân Lĩnh"


def test_lines_that_a_program_wrapped_are_joined() -> None:
    lines, line = [], ""
    for word in f"{PROSE} Buổi chiều, {PROSE}".split():
        if len(line) + 1 + len(word) > 72:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    draft = composed("Thư mời họp giao ban tháng mười\n\n" + "\n".join([*lines, line]))
    assert body_of(draft).strip().count("\n") == 0


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "windows-1258"])
def test_other_encodings_are_read_and_told_where_they_are_a_guess(encoding: str) -> None:
    text = "Thông báo nghỉ học ngày mai\n\nCác trường nghỉ học."
    if encoding == "windows-1258":
        content = "Thông báo".encode("windows-1258", errors="ignore") + b"\n\nC\xe1c tr\xfd\xf5\xeccng"
        document = read_text(content, "cu.txt")
        assert "encoding" in {each.kind for each in document.doubts}
    else:
        assert composed(text.encode(encoding)).fields["title"].value == "Thông báo nghỉ học ngày mai"


@pytest.mark.parametrize("content", [b"", b"  \n\t\n", b"Loading...\n"])
def test_what_holds_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(RefusedSourceError) as raised:
        read_text(content, "trong.txt")
    assert raised.value.kind == "empty"


@pytest.mark.parametrize(
    "text, fields, around, slots",
    [
        (
            f"Trang nhất\nTin Tức\nTrang nhất » Tin Tức » Hoạt động\nHuyện Vân Lĩnh triển khai nhiệm vụ năm học\nThứ hai - 11/05/2020 14:30\nĐã xem: 523 | Phản hồi: 0\nIn ra\n\n{PROSE}\n\nToàn cảnh hội nghị\n\n{PROSE}\n\nTác giả bài viết: Nguyễn Thị Hoa\nNguồn tin: Phòng GD&ĐT Vân Lĩnh\nTừ khóa: hội nghị, năm học\nTổng số điểm của bài viết là: 0 trong 0 đánh giá\nNhững tin mới hơn\nHội thi giáo viên dạy giỏi (15/05/2020)",
            {"title": "Huyện Vân Lĩnh triển khai nhiệm vụ năm học", "date": "2020-05-11 14:30", "author": ("Nguyễn Thị Hoa",), "source": "Phòng GD&ĐT Vân Lĩnh", "tags": ("hội nghị", "năm học"), "views": 523},
            8,
            1,
        ),
        (
            f"Trang chủ > Tin tức\nLễ tổng kết phong trào thi đua của ngành\nNgày đăng: 15/09/2022 08:00 - Lượt xem: 1.345\nCỡ chữ: A- A+\n{PROSE}\nMột số hình ảnh tại hội nghị:\nTrao bằng khen cho các tập thể\nTrao giấy khen cho các cá nhân\nBài, ảnh: Minh Hà\nChia sẻ\nCác tin khác\n• Khai giảng năm học mới (05/09/2022)",
            {"title": "Lễ tổng kết phong trào thi đua của ngành", "date": "2022-09-15 08:00", "author": ("Minh Hà",), "credit": "Minh Hà", "views": 1345},
            5,
            2,
        ),
        (
            f"Khai mạc Hội khỏe Phù Đổng tỉnh\nĐăng lúc 08:15 ngày 20/11/2023 bởi Quản trị viên\n\n{PROSE}\n\nHải Yến - Phòng CTTT\nNguồn: Báo Vân Lĩnh",
            {"title": "Khai mạc Hội khỏe Phù Đổng tỉnh", "date": "2023-11-20 08:15", "author": ("Hải Yến",), "source": "Báo Vân Lĩnh"},
            0,
            0,
        ),
        (
            f"From: Phòng CTTT\nKính gửi Ban biên tập,\n\nLễ tuyên dương học sinh giỏi quốc gia\n\n{PROSE}\n\nTrân trọng.",
            {"title": "Lễ tuyên dương học sinh giỏi quốc gia", "date": None, "author": None},
            2,
            0,
        ),
    ],
    ids=["NukeViet", "VHV", "posted by nobody", "a letter"],
)  # fmt: skip
def test_pages_of_other_engines_and_letters(text: str, fields: dict[str, object], around: int, slots: int) -> None:
    draft = composed(text)
    found = {name: each.value for name, each in draft.fields.items()} | ({"views": draft.views} if draft.views else {})
    assert {name: found.get(name) for name in fields} == fields
    assert len(draft.left_out) == around
    assert sum(doubt.kind == "caption-slot" for doubt in draft.doubts) == slots


def test_a_chat_loses_who_sent_what_and_a_post_its_signs() -> None:
    chat = composed(
        "[08:15, 19/11/2026] Cô Hoa: Em gửi chị tin ạ\n[08:16, 19/11/2026] Cô Hoa: Trường Mèo Vạc tuyên dương học sinh tiêu biểu năm nay\n"
        f"{PROSE}\n[08:17, 19/11/2026] Cô Hoa: [Hình ảnh]"
    )
    assert chat.fields["title"].value == "Trường Mèo Vạc tuyên dương học sinh tiêu biểu năm nay"
    assert body_of(chat).strip() == PROSE
    post = composed(
        f"Trường THPT Mèo Vạc\n19 tháng 11 lúc 08:15 ·\nTuyên dương 120 học sinh tiêu biểu\n{PROSE}\nTất cả cảm xúc:\n128\n12 bình luận"
    )
    assert post.fields["title"].value == "Tuyên dương 120 học sinh tiêu biểu"
    assert body_of(post).strip() == PROSE


def test_numbered_captions_are_places_for_photos_in_short_texts_too() -> None:
    short = "Sáng nay, nhà trường tổ chức lễ tuyên dương học sinh tiêu biểu với sự tham dự của đông đảo phụ huynh và thầy cô giáo."
    text = body_of(
        composed(f"Trường Mèo Vạc tuyên dương học sinh tiêu biểu\n\n{short}\n\n(Ảnh 1: Toàn cảnh buổi lễ)\n\n{short}")
    )
    assert "*(Ảnh 1: Toàn cảnh buổi lễ)*" in text
