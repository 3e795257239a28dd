"""What tells of people: found in texts, tables and attachments, and never shown whole; what is an office's, a year or a law is not found."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.findings import Finding
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.papers.paper import Paper, Row
from newsdesk.checking.papers.personal import LIST, find_people
from newsdesk.checking.papers.reading import read_paper
from newsdesk.checking.people.lists import find_lists
from newsdesk.checking.people.numbers import Sort, find_numbers, is_citizen_number, mask
from newsdesk.checking.registry import RULES
from newsdesk.checking.rule import Facts
from newsdesk.checking.rules.drawn import docx, pdf, xlsx
from newsdesk.checking.running import check_article
from tests.builders import site

FACTS = Facts(site(), date(2026, 11, 30))
MINE = [rule for name, rule in RULES.items() if name.startswith("person-")]
NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Phạm Thu Dung")


@pytest.mark.parametrize(
    ("text", "sort", "digits"),
    [
        ("Mọi thắc mắc gọi cô Hoa 0912.345.678 trước 17 giờ", Sort.PHONE, "0912345678"),
        ("liên hệ +84 912 345 678 (thầy Nam)", Sort.PHONE, "0912345678"),
        ("Zalo: 0356789012", Sort.PHONE, "0356789012"),
        ("căn cước số 079204012345 do Cục Cảnh sát cấp", Sort.IDENTITY, "079204012345"),
        ("Ông Lê Văn Bảy, 001 075 012 345", Sort.IDENTITY, "001075012345"),
        ("CMND: 230456789", Sort.IDENTITY, "230456789"),
        ("em Vũ Minh Khang (sinh ngày 05 tháng 02 năm 2009)", Sort.BIRTH, "05/02/2009"),
        ("Họ tên: TRẦN THỊ BÌNH, ngày, tháng, năm sinh: 1/9/2012", Sort.BIRTH, "01/09/2012"),
        ("chuyển tới STK 9704 1234 5678 901 của chị Lê Thị Hoa", Sort.ACCOUNT, "970412345678901"),
    ],
)
def test_numbers_of_people_are_found_and_masked(text: str, sort: Sort, digits: str) -> None:
    (found,) = find_numbers(text)
    assert (found.sort, found.digits) == (sort, digits)
    assert (
        re.sub(r"\D", "", text[found.start : found.end]).lstrip("840") in re.sub(r"\D", "", digits)
        or sort is Sort.BIRTH
    )
    masked = mask(sort, digits)
    assert "*" in masked
    assert digits not in masked


@pytest.mark.parametrize(
    "text",
    [
        "Điện thoại: (0200) 3.822.345; tổng đài 1900 6789",
        "Đường dây nóng của Sở: 0912 345 678",
        "Quyết định số 1284/QĐ-SGDĐT ngày 05/11/2026",
        "Kinh phí 912.345.678 đồng, trong đó 1.250.000.000 đồng từ ngân sách",
        "Mã số thuế 0100100100; mã hồ sơ 001204012345",
        "Ủng hộ: Ủy ban Mặt trận Tổ quốc tỉnh, số tài khoản 3713010588888",
        "Thí sinh ngày 02/6/2010 có mặt lúc 7 giờ; học sinh ngày 03/6/2010 nghỉ. Nguyễn Văn An",
        "Kỷ niệm 136 năm ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2026)",
        "tuyển trẻ sinh từ ngày 01/01/2021 đến ngày 31/12/2021 tại xã Phú Hậu",
        "từ năm 2019 2020 2021 2022 đến nay",
        "ISBN 978-604-0-12345-6",
    ],
)
def test_what_is_no_persons_is_left_alone(text: str) -> None:
    assert list(find_numbers(text)) == []


def test_a_number_of_an_identity_card_has_a_province_a_century_and_a_year() -> None:
    assert is_citizen_number("001204012345")
    assert not is_citizen_number("003204012345")  # No such province.
    assert not is_citizen_number("001904012345")  # Born after 2300.
    assert not is_citizen_number("001299012345")  # Born in 2099.


def rows(head: list[str], *people: list[str], sheet: str = "") -> list[Row]:
    return [Row(sheet, number, dict(enumerate(cells))) for number, cells in enumerate([head, *people], 1)]


@pytest.mark.parametrize(
    ("head", "cell", "telling"),
    [
        (["TT", "Họ và tên", "Ngày sinh"], "12/3/2010", "Ngày sinh"),
        (["TT", "HỌ, TÊN", "SBD"], "020013", "SBD"),
        (["STT", "Họ tên thí sinh", "Điểm"], "8,75", "Điểm"),
        (["STT", "Tên học sinh", "Địa chỉ"], "Thôn 3, xã Phú Hậu", "Địa chỉ"),
        (["STT", "Họ và tên", "Hộ nghèo"], "x", "Hộ nghèo"),
    ],
)
def test_a_table_of_names_and_what_nobody_has_to_know_is_a_list(head: list[str], cell: str, telling: str) -> None:
    (found,) = find_lists(rows(head, *([str(at), name, cell] for at, name in enumerate(NAMES, 1))))
    assert (found.heads, found.people, found.first.number) == ((telling,), 4, 2)


@pytest.mark.parametrize(
    ("head", "cell"),
    [
        (["TT", "Họ và tên", "Trường"], "THPT Vân Lĩnh"),
        (["TT", "Họ và tên", "Giải"], "Nhất"),
        (["TT", "Trường", "Điểm thi"], "THPT Vân Lĩnh"),
        (["TT", "Họ và tên", "Điểm thi"], "THPT Phú Hậu"),  # Where one sits the exam.
    ],
)
def test_names_alone_and_tables_of_schools_are_none(head: list[str], cell: str) -> None:
    assert list(find_lists(rows(head, *([str(at), name, cell] for at, name in enumerate(NAMES, 1))))) == []
    staff = ["TT", "Họ và tên", "Chức vụ", "Điện thoại"]
    assert (
        list(
            find_lists(rows(staff, *([str(at), name, "Trưởng phòng", "0200 3822345"] for at, name in enumerate(NAMES))))
        )
        == []
    )


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_lists_in_attachments_are_told_with_their_sheet_row_or_page(tmp_path: Path) -> None:
    head = ["TT", "Họ và tên", "Ngày sinh", "Số điện thoại"]
    people = [[str(at), name, "40250", f"91234567{at}"] for at, name in enumerate(NAMES, 1)]
    sheet = [["SỞ GIÁO DỤC"], ["DANH SÁCH THÍ SINH"], head, *people]
    (told,) = find_people(read_paper(written(tmp_path, "a.xlsx", xlsx(sheet, sheet="Khối 12"))))
    assert (told.reason, told.sheet, told.row, told.times) == (LIST, "Khối 12", 4, 4)
    assert told.masked == "Ngày sinh, Số điện thoại"
    lines = ["Trang thứ nhất không có ai."]
    assert list(find_people(read_paper(written(tmp_path, "b.pdf", pdf(lines))))) == []
    paged = ["STT Họ và tên Ngày sinh Lớp", *(f"{at} {name} 1{at}/03/2010 12A" for at, name in enumerate(NAMES, 1))]
    (told,) = find_people(read_paper(written(tmp_path, "c.pdf", pdf(paged, pages=2))))
    assert (told.reason, told.page, told.times) == (LIST, 1, 8)
    (told,) = find_people(read_paper(written(tmp_path, "d.docx", docx(["Kèm danh sách"], [head, *people]))))
    assert (told.reason, told.times) == (LIST, 4)
    # Excel stores numbers without the zero in front of them; who is to be asked is no list.
    phones = [["Phụ trách", "Điện thoại"], ["Cô Hoa", "912345678"]]
    assert [each.masked for each in find_people(read_paper(written(tmp_path, "e.xlsx", xlsx(phones))))] == [
        "091****678"
    ]
    asked = ["Vướng mắc liên hệ cô Lê Thị Hoa, điện thoại 0912 345 678."]
    assert list(find_people(read_paper(written(tmp_path, "f.docx", docx(asked))))) == []


@pytest.mark.parametrize("name", ["a.pdf", "a.xlsx", "a.docx", "a.pptx", "a.xls"])
def test_a_damaged_attachment_is_said_to_be_unread_and_never_clean(name: str, tmp_path: Path) -> None:
    good = {"a.pdf": pdf(["Chữ"]), "a.xlsx": xlsx([["Chữ"]]), "a.docx": docx(["Chữ"])}.get(
        name, b"PK\x03\x04" + bytes(99)
    )
    paper = read_paper(written(tmp_path, name, good[: len(good) // 2]))
    assert paper.unread or not paper.known


def test_what_the_office_or_the_people_agreed_to_is_not_told_but_numbers_of_cards_are() -> None:
    front = '---\ntitle: "Bài"\ndate: 2026-11-20\ncategory: Tin hoạt động\n{}---\n\nÔng Lê An, 0912 345 678, CCCD 001204012345.\n'

    def kinds(extra: str, facts: Facts = FACTS) -> list[str]:
        found = check_article(CheckedArticle("a/index.md", Path("a/index.md"), front.format(extra)), facts, MINE)
        assert not any("345678" in re.sub(r"\D", "", value) for each in found for _, value in each.values)
        return [each.kind for each in found]

    assert sorted(kinds("")) == ["person-identity", "person-phone"]
    assert kinds('consent: "Phiếu đồng ý chụp ảnh"\n') == kinds("")  # For photos alone.
    assert kinds('consent: "Dữ liệu cá nhân: đã đồng ý, phiếu lưu tại văn phòng"\n') == ["person-identity"]
    assert kinds("", FACTS._replace(phones=frozenset({"+84912345678"}))) == ["person-identity"]


@given(st.text(alphabet=st.sampled_from("0123456789 /.-,\n|#:()ngàysinhCCMDTKọvàtêĐiểm"), max_size=300))
def test_no_text_ends_a_rule_and_no_finding_shows_a_number_whole(text: str) -> None:
    article = CheckedArticle("a/index.md", Path("nowhere/index.md"), f"---\ntitle: x\ncategory: [a]\n---\n{text}")
    found: list[Finding] = check_article(article, FACTS, RULES.values())
    for each in found:
        if each.kind.startswith("person-"):
            assert not re.search(r"\d{9}", dict(each.values).get("masked", ""))
    assert list(find_people(Paper(0, paragraphs=(text,), pages=(text,), rows=(Row("a", 1, {0: text}),)))) is not None
