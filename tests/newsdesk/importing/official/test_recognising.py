"""Documents of ours in every shape of letterhead that Word files and PDFs have, and texts that only quote one."""

import time
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.importing.official import OfficialDocument, recognise
from newsdesk.importing.source_document import LIKELY, SURE, SourceDocument

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"


def read(flow: str) -> OfficialDocument | None:
    return recognise(SourceDocument("van-ban.docx", "0" * 64, flow))


def values(flow: str) -> dict[str, str]:
    document = read(flow)
    assert document is not None
    return {name: str(found.value) for name, found in document.fields.items()}


def doubts(flow: str) -> list[str]:
    document = read(flow)
    assert document is not None
    return [doubt.kind for doubt in document.doubts]


def p(text: str, align: str = "") -> str:
    return f'<p data-align="{align}">{text}</p>' if align else f"<p>{text}</p>"


def cells(*texts: str) -> str:
    return "<tr>" + "".join("<td>" + "".join(map(p, text.split("\n"))) + "</td>" for text in texts) + "</tr>"


# Each takes the lines of the left half and of the right one.
def as_table(left: list[str], right: list[str]) -> str:
    return f"<table>{cells(chr(10).join(left), chr(10).join(right))}</table>"


def as_rows(left: list[str], right: list[str]) -> str:
    pairs = zip([*left, *[""] * len(right)], [*right, *[""] * len(left)], strict=False)
    return "<table>" + "".join(cells(a, b) for a, b in pairs if a or b) + "</table>"


def as_three_columns(left: list[str], right: list[str]) -> str:
    return f"<table>{cells(chr(10).join(left), '', chr(10).join(right))}</table>"


def as_breaks(left: list[str], right: list[str]) -> str:
    return f"<table><tr><td><p>{'<br>'.join(left)}</p></td><td><p>{'<br>'.join(right)}</p></td></tr></table>"


def as_tabs(left: list[str], right: list[str]) -> str:
    longest = max(len(left), len(right))
    pairs = zip([*left, *[""] * (longest - len(left))], [*right, *[""] * (longest - len(right))], strict=True)
    return "".join(p(f"{a}\t\t\t{b}" if a else f"\t\t\t\t{b}") if b else p(a) for a, b in pairs)


def as_spaces(left: list[str], right: list[str]) -> str:
    longest = max(len(left), len(right))
    pairs = zip([*left, *[""] * (longest - len(left))], [*right, *[""] * (longest - len(right))], strict=True)
    return "".join(p(f"{a}{' ' * 12}{b}" if a else b, "" if a else "right") for a, b in pairs)


def as_one_space(left: list[str], right: list[str]) -> str:
    longest = max(len(left), len(right))
    pairs = zip([*left, *[""] * (longest - len(left))], [*right, *[""] * (longest - len(right))], strict=True)
    return "".join(p(f"{a} {b}".strip(), "" if a else "right") for a, b in pairs)


def as_boxes(left: list[str], right: list[str]) -> str:
    return f"<aside>{''.join(map(p, left))}</aside><aside>{''.join(map(p, right))}</aside>"


def as_paragraphs(left: list[str], right: list[str]) -> str:
    return "".join(p(each, "center") for each in (*left, *right))


SHAPES = (as_table, as_rows, as_three_columns, as_breaks, as_tabs, as_spaces, as_boxes, as_paragraphs)
FEET = (as_table, as_three_columns, as_breaks, as_tabs, as_spaces)


def plan(shape=as_table, foot=as_table) -> str:
    return (
        shape(
            ["UBND TỈNH THANH SƠN", "<strong>SỞ GIÁO DỤC VÀ ĐÀO TẠO</strong>", "________", "Số: 1284/KH-SGDĐT"],
            [f"<strong>{NATION}</strong>", f"<strong>{MOTTO}</strong>", "____________", "<em>Thanh Sơn, ngày 05 tháng 11 năm 2026</em>"],
        )
        + p("<strong>KẾ HOẠCH</strong>", "center")
        + p("<strong>Tổ chức Hội thi giáo viên dạy giỏi trung học phổ thông</strong>", "center")
        + p("<strong>cấp tỉnh năm học 2026 - 2027</strong>", "center")
        + p("______", "center")
        + p("Căn cứ Quyết định số 712/QĐ-SGDĐT ngày 10 tháng 10 năm 2023 của Sở Giáo dục và Đào tạo;", "justify")
        + p("Sở Giáo dục và Đào tạo ban hành kế hoạch như sau:", "justify")
        + p("I. MỤC ĐÍCH, YÊU CẦU", "justify")
        + p("1. Kế hoạch này có hiệu lực thi hành kể từ ngày 01/12/2026./.", "justify")
        + foot(
            ["<strong><em>Nơi nhận:</em></strong>", "- Như Điều 3;", "- UBND tỉnh (báo cáo);", "- Các trường THPT;", "- Lưu: VT, GDPT."],
            ["<strong>KT. GIÁM ĐỐC</strong>", "<strong>PHÓ GIÁM ĐỐC</strong>", "(Đã ký)", "<strong>Lê Thị Hoài Thu</strong>"],
        )
    )  # fmt: skip


PLAN = {
    "document_number": "1284/KH-SGDĐT",
    "document_type": "Kế hoạch",
    "document_abstract": "Tổ chức Hội thi giáo viên dạy giỏi trung học phổ thông cấp tỉnh năm học 2026 - 2027",
    "document_issuer": "Sở Giáo dục và Đào tạo",
    "document_issued": "2026-11-05",
    "document_effective": "2026-12-01",
    "document_signer": "Phó Giám đốc Lê Thị Hoài Thu",
}


@pytest.mark.parametrize(("shape", "foot"), list(product(SHAPES, FEET)))
def test_letterheads_and_signatures_have_many_shapes(shape, foot) -> None:
    document = read(plan(shape, foot))
    assert document is not None
    assert {name: found.value for name, found in document.fields.items()} == PLAN
    assert document.superior and document.superior.value == "UBND tỉnh Thanh Sơn"
    assert document.place and document.place.value == "Thanh Sơn"
    assert document.authority and document.authority.value == "KT. GIÁM ĐỐC"
    assert document.recipients == ("Như Điều 3", "UBND tỉnh (báo cáo)", "Các trường THPT", "Lưu: VT, GDPT")


def test_halves_that_meet_are_parted_by_their_words() -> None:
    left = ["ỦY BAN NHÂN DÂN", "HUYỆN CHỢ MỚI", "Số: 1284/KH-UBND"]
    right = [NATION, MOTTO, "Chợ Mới, ngày 05 tháng 11 năm 2026"]
    flow = (
        as_one_space(left, right)
        + p("KẾ HOẠCH", "center")
        + p("Phòng, chống thiên tai", "center")
        + p("Căn cứ Luật Đê điều;")
    )
    found = values(flow)
    assert found == {
        "document_number": "1284/KH-UBND",
        "document_type": "Kế hoạch",
        "document_abstract": "Phòng, chống thiên tai",
        "document_issuer": "Ủy ban nhân dân huyện Chợ Mới",
        "document_issued": "2026-11-05",
    }


def test_what_was_read_says_where_and_from_what() -> None:
    flow = plan().replace("<p>Số: 1284/KH-SGDĐT", '<p data-where="bảng 1, hàng 1, cột 1">Số:  1284 / KH - SGDĐT')
    found = read(flow).fields["document_number"]
    assert (found.value, found.grade, found.where, found.quote) == ("1284/KH-SGDĐT", SURE, "bảng 1, hàng 1, cột 1", "Số: 1284 / KH - SGDĐT")  # fmt: skip


def letter(**changes: str) -> str:
    parts = {"number": "Số: 985/SGDĐT-VP", "subject": "V/v bảo đảm an toàn trường học\ntrong mùa mưa lũ năm 2026", "date": "Thanh Sơn, ngày 9 tháng 9 năm 2026", "sign": "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nTạ Mai Uyên"} | changes  # fmt: skip
    left = f"UBND TỈNH THANH SƠN\nSỞ GIÁO DỤC\nVÀ ĐÀO TẠO\n{parts['number']}\n{parts['subject']}"
    foot = cells("Nơi nhận:\n- Như trên;\n- Lưu: VT.", parts["sign"])
    return (
        "<table>"
        + cells(left, f"{NATION}\n{MOTTO}\n{parts['date']}")
        + "</table>"
        + p("Kính gửi:")
        + p("- Phòng Giáo dục và Đào tạo các huyện, thành phố;")
        + p("- Các trường trung học phổ thông.")
        + p("Thực hiện Công điện số 15/CĐ-UBND ngày 08 tháng 9 năm 2026, Sở yêu cầu các đơn vị rà soát công trình./.")
        + f"<table>{foot}</table>"
    )


def test_official_letters_have_their_subject_under_the_number() -> None:
    document = read(letter())
    assert {name: found.value for name, found in document.fields.items()} == {
        "document_number": "985/SGDĐT-VP",
        "document_type": "Công văn",
        "document_abstract": "V/v bảo đảm an toàn trường học trong mùa mưa lũ năm 2026",
        "document_issuer": "Sở Giáo dục và Đào tạo",
        "document_issued": "2026-09-09",
        "document_signer": "Chánh Văn phòng Tạ Mai Uyên",
    }
    assert document.addressees == ("Phòng Giáo dục và Đào tạo các huyện, thành phố", "Các trường trung học phổ thông")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Số: 07/2025/QĐ-UBND", "07/2025/QĐ-UBND"),
        ("Số : 123 / KH – SGDĐT", "123/KH-SGDĐT"),
        ("Số 36-HD/VPTW", "36-HD/VPTW"),
        ("Số: 1234/BGDĐT-GDTrH&TX", "1234/BGDĐT-GDTrH&TX"),
        ("Số: 45/QĐ-THPT Chu Văn An", "45/QĐ-THPT Chu Văn An"),
        ("Số: 12a/TB-HĐTS.2026", "12a/TB-HĐTS.2026"),
        ("Số: 15/BC-MN", "15/BC-MN"),
        ("SỐ: 01/GM-UBND", "01/GM-UBND"),
        ("Số:       /BC-SGDĐT", None),
        ("Số: …… /BC-SGDĐT", None),
        ("Số: ____/KH-SGDĐT", None),
        ("Số:", None),
        ("Số: ...../QĐ-...", None),
        ("Số:     /SGDĐT-VP", None),
    ],
)
def test_numbers_are_cited_without_spaces_and_blank_ones_are_absent(line: str, number: str | None) -> None:
    flow = letter(number=line)
    assert values(flow).get("document_number") == number
    assert ("blank-number" in doubts(flow)) == (number is None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Thanh Sơn, ngày 05 tháng 3 năm 2026", "2026-03-05"),
        ("Thành phố Hồ Chí Minh, ngày 1 tháng 12 năm 2025", "2025-12-01"),
        ("Bà Rịa - Vũng Tàu, ngày 31/12/2025", "2025-12-31"),
        ("Thanh Sơn , ngày  05  tháng  3  năm  2026.", "2026-03-05"),
        ("Thanh Sơn, ngày     tháng 3 năm 2026", None),
        ("Thanh Sơn, ngày … tháng … năm 20..", None),
        ("Thanh Sơn, ngày ..... tháng ..... năm 2026", None),
        ("Thanh Sơn, ngày 31 tháng 02 năm 2026", None),
        ("Thanh Sơn, ngày 05 tháng 13 năm 2026", None),
    ],
)
def test_days_that_are_not_written_stay_absent(line: str, day: str | None) -> None:
    flow = letter(date=line)
    assert values(flow).get("document_issued") == day
    assert ("blank-date" in doubts(flow)) == (day is None)


@pytest.mark.parametrize(
    ("lines", "signer", "authority"),
    [
        ("GIÁM ĐỐC\nVũ Đình Thạc", "Giám đốc Vũ Đình Thạc", None),
        (
            "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNguyễn Văn An",
            "Phó Chủ tịch Nguyễn Văn An",
            "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH",
        ),
        (
            "TUQ. CHỦ TỊCH\nGIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO\nĐỗ Quang Huy",
            "Giám đốc Sở Giáo dục và Đào tạo Đỗ Quang Huy",
            "TUQ. CHỦ TỊCH",
        ),
        ("Q. GIÁM ĐỐC\nPGS.TS. Trần Thị Bích Hằng", "Q. Giám đốc Trần Thị Bích Hằng", "Q. GIÁM ĐỐC"),
        ("GIÁM ĐỐC\n(Đã ký) Vũ Đình Thạc", "Giám đốc Vũ Đình Thạc", None),
        ("GIÁM ĐỐC\nĐã ký: Vũ Đình Thạc", "Giám đốc Vũ Đình Thạc", None),
        ("HIỆU TRƯỞNG\n(Ký, ghi rõ họ tên, đóng dấu)\nThS. Y Thanh Niê", "Hiệu trưởng Y Thanh Niê", None),
        ("TM. BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\nNguyễn Thị Minh Khai", "Phó Bí thư Nguyễn Thị Minh Khai", "TM. BAN THƯỜNG VỤ"),
        ("KT. TRƯỞNG PHÒNG\nPHÓ TRƯỞNG PHÒNG\nĐại tá Lò Văn Pánh", "Phó Trưởng phòng Lò Văn Pánh", "KT. TRƯỞNG PHÒNG"),
        ("GIÁM ĐỐC\nNGUYỄN VĂN AN", "Giám đốc Nguyễn Văn An", None),
        ("QUYỀN HẠN, CHỨC VỤ CỦA NGƯỜI KÝ\nHọ và tên", None, None),
        ("GIÁM ĐỐC\n(Chữ ký, dấu)", None, None),
    ],
)
def test_who_signs_and_by_which_right(lines: str, signer: str | None, authority: str | None) -> None:
    document = read(letter(sign=lines))
    found = document.fields.get("document_signer")
    assert (found.value if found else None) == signer
    assert (document.authority.value if document.authority else None) == authority


def test_those_who_sign_side_by_side_are_all_named() -> None:
    flow = letter().replace(cells("Nơi nhận:\n- Như trên;\n- Lưu: VT.", "TL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nTạ Mai Uyên"), cells("KT. BỘ TRƯỞNG BỘ NỘI VỤ\nTHỨ TRƯỞNG\nNguyễn Văn An", "KT. BỘ TRƯỞNG BỘ TÀI CHÍNH\nTHỨ TRƯỞNG\nTrần Thị Bình"))  # fmt: skip
    assert values(flow)["document_signer"] == "Thứ trưởng Nguyễn Văn An, Thứ trưởng Trần Thị Bình"
    assert read(flow).fields["document_signer"].grade == LIKELY


def test_documents_of_the_party() -> None:
    flow = (
        as_table(["TỈNH ỦY THANH SƠN", "BAN TUYÊN GIÁO VÀ DÂN VẬN", "*", "Số 36-HD/BTGDVTU"], ["ĐẢNG CỘNG SẢN VIỆT NAM", "________", "Thanh Sơn, ngày 03 tháng 4 năm 2026"])
        + p("HƯỚNG DẪN", "center")
        + p("tuyên truyền Đại hội thi đua yêu nước", "center")
        + p("-----", "center")
        + p("Thực hiện Chỉ thị số 34-CT/TW ngày 07/4/2014 của Bộ Chính trị, Ban hướng dẫn như sau:")
        + as_table(["Nơi nhận:", "- Các huyện ủy;", "- Lưu."], ["K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Hoàng Thị Mai"])
    )  # fmt: skip
    assert values(flow) == {
        "document_number": "36-HD/BTGDVTU",
        "document_type": "Hướng dẫn",
        "document_abstract": "tuyên truyền Đại hội thi đua yêu nước",
        "document_issuer": "Ban Tuyên giáo và Dân vận",
        "document_issued": "2026-04-03",
        "document_signer": "Phó Trưởng ban Hoàng Thị Mai",
    }


def test_laws() -> None:
    flow = (
        as_table(["QUỐC HỘI", "______", "Luật số: 43/2019/QH14"], [NATION, MOTTO, "____"])
        + p("LUẬT", "center")
        + p("GIÁO DỤC", "center")
        + p("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;")
        + p("Quốc hội ban hành Luật Giáo dục.")
        + p("Điều 114. Luật này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2020.")
        + p("Luật này được Quốc hội khóa XIV, kỳ họp thứ 7 thông qua ngày 14 tháng 6 năm 2019.")
        + as_table([""], ["CHỦ TỊCH QUỐC HỘI", "Nguyễn Thị Kim Ngân"])
    )
    assert values(flow) == {
        "document_number": "43/2019/QH14",
        "document_type": "Luật",
        "document_abstract": "Giáo dục",
        "document_issuer": "Quốc hội",
        "document_issued": "2019-06-14",
        "document_effective": "2020-07-01",
        "document_signer": "Chủ tịch Quốc hội Nguyễn Thị Kim Ngân",
    }


def test_offices_that_issue_together() -> None:
    flow = (
        as_table(["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "BỘ NỘI VỤ", "____", "Số: 11/2015/TTLT-BGDĐT-BNV"], [NATION, MOTTO, "Hà Nội, ngày 29 tháng 5 năm 2015"])
        + p("THÔNG TƯ LIÊN TỊCH", "center")
        + p("Hướng dẫn về chức năng, nhiệm vụ của Sở Giáo dục và Đào tạo", "center")
        + p("Căn cứ Nghị định số 24/2014/NĐ-CP ngày 04 tháng 4 năm 2014 của Chính phủ;")
    )  # fmt: skip
    assert values(flow)["document_issuer"] == "Bộ Giáo dục và Đào tạo - Bộ Nội vụ"
    assert values(flow)["document_type"] == "Thông tư liên tịch"


def test_a_copy_has_the_number_of_the_document() -> None:
    flow = plan() + as_table(
        ["PHÒNG VĂN HÓA - XÃ HỘI", "Số: 12/SY-PVHXH"], ["SAO Y", "Thanh Sơn, ngày 20 tháng 11 năm 2026"]
    )
    assert values(flow) == PLAN


def test_what_is_passed_with_a_decision_is_no_part_of_its_head() -> None:
    attached = (
        as_table(["UBND TỈNH THANH SƠN", "SỞ NỘI VỤ"], [NATION, MOTTO])
        + p("QUY CHẾ", "center")
        + p("Tiếp công dân", "center")
    )
    appendix = p("PHỤ LỤC", "center") + "<table>" + cells("STT", "Họ và tên", "Chức vụ") + cells("1", "Nguyễn Văn Bình", "GIÁM ĐỐC") + "</table>"  # fmt: skip
    assert values(plan() + attached + appendix) == PLAN


@pytest.mark.parametrize(
    ("mark", "kind"),
    [("MẬT", "secret-mark"), ("TỐI MẬT", "secret-mark"), ("Lưu hành nội bộ", "secret-mark"), ("DỰ THẢO LẦN 2", "draft-mark"), ("Dự thảo", "draft-mark"), ("HỎA TỐC", "urgent-mark")],
)  # fmt: skip
def test_marks_are_said(mark: str, kind: str) -> None:
    flow = p(mark, "right") + letter()
    assert kind in doubts(flow)
    assert values(flow) == values(letter())


def test_a_type_that_the_letters_contradict_is_only_likely() -> None:
    flow = plan().replace("1284/KH-SGDĐT", "1284/QĐ-SGDĐT")
    assert read(flow).fields["document_type"].grade == LIKELY
    assert doubts(flow) == ["type-letters"]


def test_subjects_in_the_line_of_their_type_and_in_capitals() -> None:
    flow = plan().replace("<strong>KẾ HOẠCH</strong>", "<strong>KẾ HOẠCH TỔ CHỨC HỘI THI</strong>")
    assert values(flow)["document_type"] == "Kế hoạch"
    assert values(flow)["document_abstract"].startswith("Tổ chức hội thi tổ chức Hội thi giáo viên")
    flow = plan().replace("KẾ HOẠCH</strong>", "K Ế H O Ạ C H</strong>")
    assert values(flow) == PLAN


def simple(left: list[str], right: list[str], title: list[str], text: str, foot: list[str]) -> dict[str, str]:
    flow = as_table(left, right) + "".join(p(line, "center") for line in title) + p(text, "justify")
    return values(flow + as_table(["Nơi nhận:", "- Lưu: VT."], foot))


def test_documents_of_schools_unions_councils_and_of_before() -> None:
    found = simple(["PHÒNG GDĐT HUYỆN CHỢ MỚI", "TRƯỜNG MẦM NON HOA SEN", "Số: 15/KH-MNHS"], [NATION, MOTTO], ["KẾ HOẠCH", "Thực hiện nhiệm vụ năm học 2025 - 2026"], "Thực hiện Công văn số 15/PGDĐT ngày 1/8/2025 của Phòng;", ["HIỆU TRƯỞNG", "Trần Thị Thu Hà"])  # fmt: skip
    assert (found["document_abstract"], found["document_issuer"]) == ("Thực hiện nhiệm vụ năm học 2025 - 2026", "Trường Mầm non Hoa Sen")  # fmt: skip
    found = simple(["BCH ĐOÀN TỈNH LẠNG SƠN", "***", "Số: 123-KH/TĐTN-TG"], ["ĐOÀN TNCS HỒ CHÍ MINH", "Lạng Sơn, ngày 01 tháng 3 năm 2025"], ["KẾ HOẠCH", "Tổ chức Tháng Thanh niên"], "Thực hiện chương trình;", ["TM. BAN THƯỜNG VỤ", "PHÓ BÍ THƯ", "Hoàng Văn Nam"])  # fmt: skip
    assert (found["document_number"], found["document_signer"]) == ("123-KH/TĐTN-TG", "Phó Bí thư Hoàng Văn Nam")
    found = simple(["BỘ GIÁO DỤC VÀ ĐÀO TẠO", "********", "Số: 14/2008/QĐ-BGDĐT"], [NATION, MOTTO], ["QUYẾT ĐỊNH", "CỦA BỘ TRƯỞNG BỘ GIÁO DỤC VÀ ĐÀO TẠO", "Ban hành Điều lệ Trường mầm non", "BỘ TRƯỞNG BỘ GIÁO DỤC VÀ ĐÀO TẠO"], "Căn cứ Luật Giáo dục;", ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", "Nguyễn Vinh Hiển"])  # fmt: skip
    assert found["document_abstract"] == "Ban hành Điều lệ Trường mầm non"
    found = simple(["HỘI ĐỒNG NHÂN DÂN", "TỈNH AN GIANG", "Số: 12/2024/NQ-HĐND"], [NATION, MOTTO], ["NGHỊ QUYẾT", "Quy định chính sách hỗ trợ học phí", "HỘI ĐỒNG NHÂN DÂN TỈNH AN GIANG", "KHÓA X KỲ HỌP THỨ 20"], "Nghị quyết này được Hội đồng nhân dân tỉnh An Giang khóa X thông qua ngày 10 tháng 12 năm 2024 và có hiệu lực từ ngày 20 tháng 12 năm 2024./.", ["CHỦ TỊCH", "Lê Văn Nưng"])  # fmt: skip
    assert (found["document_abstract"], found["document_effective"]) == ("Quy định chính sách hỗ trợ học phí", "2024-12-20")  # fmt: skip
    found = simple(["SỞ GIÁO DỤC VÀ ĐÀO TẠO", "THANH TRA SỞ", "Số: 05/KL-TTr"], [NATION, MOTTO], ["KẾT LUẬN THANH TRA", "Việc chấp hành pháp luật"], "Thực hiện Quyết định số 01/QĐ-TTr;", ["KT. CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA", "Vi Văn Tú"])  # fmt: skip
    assert (found["document_type"], found["document_issuer"]) == ("Kết luận thanh tra", "Thanh tra Sở")


def test_titles_of_the_gazette_are_only_likely() -> None:
    title = "THÔNG TƯ<br>CỦA BỘ GIÁO DỤC VÀ ĐÀO TẠO SỐ 05/2005/TT-BGDĐT<br>NGÀY 15 THÁNG 12 NĂM 2005 HƯỚNG DẪN TỔ CHỨC<br>KỲ THI CỦA BỘ Y TẾ"
    flow = p(title) + p(
        "Căn cứ Nghị định số 87/2005/NĐ-CP; Bộ Giáo dục và Đào tạo hướng dẫn tổ chức kỳ thi của Bộ Y tế như sau:"
    )
    document = read(flow)
    assert {name: (found.value, found.grade) for name, found in document.fields.items()} == {
        "document_number": ("05/2005/TT-BGDĐT", LIKELY),
        "document_type": ("Thông tư", LIKELY),
        "document_abstract": ("Hướng dẫn tổ chức kỳ thi của Bộ Y tế", LIKELY),
        "document_issuer": ("Bộ Giáo dục và Đào tạo", LIKELY),
        "document_issued": ("2005-12-15", LIKELY),
    }
    assert (
        read(p("THÔNG BÁO CỦA NHÀ TRƯỜNG NGÀY 15 THÁNG 12 NĂM 2005 VỀ LỊCH THI") + p("Nhà trường thông báo.")) is None
    )


NEWS = p("HỘI NGHỊ TỔNG KẾT NĂM HỌC", "center") + p(
    "Ngày 12/8/2026, Sở tổ chức hội nghị theo Kế hoạch số 1284/KH-SGDĐT."
)


@pytest.mark.parametrize(
    "flow",
    [
        "",
        NEWS,
        NEWS + p("Số: 1284/KH-SGDĐT") + p("Hà Nội, ngày 12 tháng 8 năm 2026", "right") + p("Tin và ảnh: Nguyễn Văn An", "right"),
        # A form for readers, that no office issues.
        p(NATION, "center") + p(MOTTO, "center") + p("ĐƠN XIN NGHỈ HỌC", "center") + p("Kính gửi: Ban Giám hiệu") + p("Thanh Sơn, ngày … tháng … năm …", "right"),
        # News with a document under them.
        NEWS + "".join(p(f"Đoạn thứ {n} của bài viết về hội nghị.") for n in range(20)) + plan(),
        # An article on the nation's name.
        p("Quốc hiệu Cộng hòa xã hội chủ nghĩa Việt Nam qua các thời kỳ lịch sử từ năm 1976 đến nay") + p("BÁO CÁO", "center"),
        p("Phụ lục I", "center") + p("DANH SÁCH", "center") + p("(Kèm theo Kế hoạch số 1284/KH-SGDĐT ngày 05 tháng 11 năm 2026)", "center"),
        p("BÁO CÁO", "center") + p("Kết quả thi đua", "center") + p("Nơi nhận:") + p("GIÁM ĐỐC") + p("Lê Thị Hoài Thu"),
    ],
)  # fmt: skip
def test_news_and_forms_for_readers_are_no_official_documents(flow: str) -> None:
    assert read(flow) is None


@settings(max_examples=settings.default.max_examples // 4 or 1)
@given(st.text(max_size=300), st.sampled_from(SHAPES), st.sampled_from(FEET))
def test_whatever_stands_in_a_document_it_is_read_without_failing(text: str, shape, foot) -> None:
    safe = text.replace("&", "&amp;").replace("<", "&lt;")
    flow = plan(shape, foot)
    read(flow.replace("1284/KH-SGDĐT", safe))
    read(flow.replace("05 tháng 11", safe).replace("Lê Thị Hoài Thu", safe))
    read(p(safe) + flow + p(safe))
    read(f"<table><tr><td>{safe}</td><td colspan=-1 rowspan=99999999>{safe}</td></tr></table>{flow}")


@given(st.lists(st.sampled_from([NATION, MOTTO, "Số: 1/QĐ-UBND", "Số: /QĐ-UBND", "KẾ HOẠCH", "V/v", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN", "CHỦ TỊCH", "Lê Thị Thu", "ngày 1 tháng 2 năm 2026", "A, ngày 1 tháng 2 năm 2026", "______", "Kính gửi: A", "UBND TỈNH A", "SỞ NỘI VỤ"]), max_size=24))  # fmt: skip
def test_parts_in_any_order_have_only_values_that_stand_there(parts: list[str]) -> None:
    document = read("".join(map(p, parts)))
    if document is not None:
        for name, found in document.fields.items():
            assert found.quote
            if name == "document_number":
                assert found.value == "1/QĐ-UBND"
            if name == "document_issued":
                assert found.value == "2026-02-01"


@pytest.mark.parametrize(
    "text", ["A B " * 300_000, "a " * 500_000, "có hiệu lực " * 100_000, "x<br>" * 40_000, "." * 500_000]
)
def test_no_text_takes_long(text: str) -> None:
    begun = time.process_time()
    read(p(text) + plan())
    read(plan().replace("I. MỤC ĐÍCH, YÊU CẦU", text))
    assert time.process_time() - begun < 8


def test_no_table_takes_long() -> None:
    row = "<tr>" + "<td rowspan=200 colspan=200>a</td>" * 200 + "</tr>"
    begun = time.process_time()
    assert read(f"{plan()}<table>{row * 60}</table>") is not None
    assert time.process_time() - begun < 8
