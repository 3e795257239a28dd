"""From a flow to a draft: no word is lost or added, our own reader understands what was written, and each part is known for what it is."""

import os
from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from newsdesk.importing.compose import ComposeOptions, compose
from newsdesk.importing.draft import Draft
from newsdesk.importing.source_document import LIKELY, SURE, Found, RefusedSourceError, SourceDocument
from tests.builders import site
from tests.newsdesk.importing.flows import FLOWS, PICTURES, document_of
from tests.newsdesk.importing.words import body_of, lost_and_added

FACTS = site()
TITLE = "<p>Tên bài viết thử nghiệm</p>"
PROSE = (
    "Hội nghị đã nghe báo cáo kết quả năm học của các trường trong tỉnh và thảo luận nhiều giải pháp cho năm học mới."
)
PICTURE = '<p><img src="anh-0" alt=""></p>'


@settings(max_examples=1000 if os.environ.get("SOAK") else 60)
@given(FLOWS)
def test_every_word_is_in_the_article_or_in_the_report(flow: str) -> None:
    document = document_of(flow)
    draft = compose(document, FACTS)
    assert lost_and_added(document, draft) == ({}, {}), draft.text


def composed(flow: str, fields: Mapping[str, Found] | None = None, options: ComposeOptions | None = None) -> Draft:
    document = SourceDocument("nguon.docx", "0" * 64, flow, PICTURES, fields=fields or {})
    draft = compose(document, FACTS, options or ComposeOptions())
    assert lost_and_added(document, draft) == ({}, {}), draft.text
    return draft


def body(flow: str) -> str:
    """Return the Markdown of a document with a title over ``flow`` and prose under it."""
    return body_of(composed(f"{TITLE}{flow}<p>{PROSE}</p>")).strip().removesuffix(PROSE).strip()


@pytest.mark.parametrize(
    "above, title, grade",
    [
        ('<p data-style="title">Hội nghị tổng kết</p>', "Hội nghị tổng kết", SURE),
        ("<h1>Hội nghị tổng kết</h1>", "Hội nghị tổng kết", SURE),
        ('<aside><p data-align="center">Hội khỏe Phù Đổng huyện</p></aside>', "Hội khỏe Phù Đổng huyện", LIKELY),
        ("<p><strong>Hội nghị tổng kết</strong></p>", "Hội nghị tổng kết", LIKELY),
        ('<p data-align="center"><strong>HỘI NGHỊ TỔNG KẾT</strong></p><p data-align="center"><strong>NĂM HỌC 2025-2026</strong></p>', "HỘI NGHỊ TỔNG KẾT NĂM HỌC 2025-2026", LIKELY),
        ("<p>Sở tổ chức hội nghị tổng kết</p>", "Sở tổ chức hội nghị tổng kết", LIKELY),
        (f"<p>{PROSE}</p>", "nguon", LIKELY),
        ("<p><strong>1. Mục tiêu</strong></p>", "nguon", LIKELY),
    ],
)  # fmt: skip
def test_the_title_is_what_is_set_so_else_the_name_of_the_file(above: str, title: str, grade: str) -> None:
    found = composed(f"{above}<p>{PROSE}</p><p>{PROSE}</p>").fields["title"]
    assert (found.value, found.grade) == (title, grade)


@pytest.mark.parametrize(
    "lines, fields",
    [
        ("Bá Hải - 20/05/2020, 07:50 GMT+7 | Kết nối", {"date": "2020-05-20 07:50", "author": ("Bá Hải",), "tags": ("Kết nối",)}),
        ("08/01/2020 16:50", {"date": "2020-01-08 16:50"}),
        ("Thứ tư - 10/11/2021 16:03", {"date": "2021-11-10 16:03"}),
    ],
)  # fmt: skip
def test_the_lines_under_the_title_say_when_and_who(lines: str, fields: dict[str, object]) -> None:
    draft = composed(f"{TITLE}<p>{lines}</p><p>{PROSE}</p>")
    assert {name: draft.fields[name].value for name in fields} == fields
    assert lines in [each.text for each in draft.taken]
    assert draft.folder == str(fields["date"])[:7].replace("-", "/")


@pytest.mark.parametrize(
    "lines, fields",
    [
        ("<p>Tinh và ảnh: Minh Hà – PCVP Sở</p>", {"author": ("Minh Hà",), "credit": "Minh Hà"}),
        ("<p>Tin, ảnh: Minh Hà, Quốc Bảo</p>", {"author": ("Minh Hà", "Quốc Bảo"), "credit": "Minh Hà, Quốc Bảo"}),
        ("<p>Bài: Minh Hà; Ảnh: Quốc Bảo</p>", {"author": ("Minh Hà",), "credit": "Quốc Bảo"}),
        ('<p data-align="right"><strong>Thu Hằng<br>Trung tâm TTVH</strong></p>', {"author": ("Thu Hằng",), "office": "Trung tâm TTVH"}),
        ("<p>Thực hiện: Văn phòng Sở</p>", {"office": "Văn phòng Sở"}),
        ("<p>(Theo Báo Thanh Sơn)</p>", {"source": "Báo Thanh Sơn"}),
        ("<p>Minh Hà</p><p>bao.example.vn</p>", {"author": ("Minh Hà",), "source": "bao.example.vn"}),
        ("<p>Từ khóa: sơ kết, chuyển đổi số</p>", {"tags": ("sơ kết", "chuyển đổi số")}),
        ("<p>GIÁM ĐỐC SỞ</p><p>Phan Mỹ Hạnh</p>", {"author": None}),
        ("<p>Hội nghị bế mạc.</p>", {"author": None}),
    ],
)  # fmt: skip
def test_the_lines_under_the_text_say_who_and_where_from(lines: str, fields: dict[str, object]) -> None:
    draft = composed(f"{TITLE}<p>{PROSE}</p>{lines}")
    assert {name: draft.fields[name].value if name in draft.fields else None for name in fields} == fields


@pytest.mark.parametrize(
    "text, date, told",
    [
        ("Ngày 12/6/2024, Sở khai mạc hội nghị.", "2024-06-12", "date-prose"),
        ("Sáng ngày 14 tháng 6 năm 2017, Sở khai mạc hội nghị.", "2017-06-14", "date-prose"),
        ("Theo chương trình năm 2020, chiều 3-7-2020, tại hội trường, Sở họp.", "2020-07-03", "date-prose"),
        ("Sáng 20/11, Sở khai mạc hội nghị.", "", "date-partial"),
        ("Thực hiện Kế hoạch số 12/KH-SGDĐT ngày 3/4/2024 của Sở, các trường đã họp.", "", "date-missing"),
        ("Ngày 03 tháng 4 năm 2024 của Bộ trưởng là ngày ban hành.", "", "date-missing"),
        ("Từ ngày 1/6/2024 đến ngày 5/6/2024, các trường nhận hồ sơ.", "", "date-missing"),
        ("Hội nghị đã khai mạc.", "", "date-missing"),
    ],
)
def test_a_day_in_the_text_is_only_likely_and_one_that_is_not_told_stays_absent(
    text: str, date: str, told: str
) -> None:
    draft = composed(f"{TITLE}<p>{text}</p><p>{PROSE}</p>")
    found = draft.fields.get("date")
    assert (found.value, found.grade) == (date, LIKELY) if found else date == ""
    assert told in {doubt.kind for doubt in draft.doubts}
    assert draft.folder == (date[:7].replace("-", "/") or "chua-co-ngay")


def test_the_day_above_the_title_is_the_page_s() -> None:
    draft = composed(f"<p>Thứ 4, Ngày 7 Tháng 8 năm 2019</p><h1>Tên bài</h1><p>{PROSE}</p>")
    assert "date" not in draft.fields
    assert [(each.kind, each.text) for each in draft.left_out] == [("page-date", "Thứ 4, Ngày 7 Tháng 8 năm 2019")]


CAPTION = "Đồng chí Minh Hà phát biểu tại hội nghị"


@pytest.mark.parametrize(
    "flow, caption",
    [
        (f"{PICTURE}<p>{CAPTION}</p>", CAPTION),
        (f"{PICTURE}<p><em>{CAPTION}.</em></p>", f"{CAPTION}."),
        (f'{PICTURE}<p data-align="center">{CAPTION}.</p>', f"{CAPTION}."),
        (f'{PICTURE}<p data-style="caption">Hình 3. Trao thưởng</p>', "Hình 3. Trao thưởng"),
        (f"{PICTURE}<aside><p>{CAPTION}</p></aside>", CAPTION),
        (f'<p><img src="anh-0" alt=""><br><em>{CAPTION}</em></p>', CAPTION),
        (f"{PICTURE}<p>Đồng chí Minh Hà,</p><p>Giám đốc Sở phát biểu</p>", "Đồng chí Minh Hà, Giám đốc Sở phát biểu"),
        (f"{PICTURE}<p>{CAPTION}</p><p>(Ảnh: Thu Hằng)</p>", f"{CAPTION} (Ảnh: Thu Hằng)"),
        (f"{PICTURE}<p>{CAPTION}.{CAPTION}.</p>", f"{CAPTION}."),
        (f"<table><tr><td>{PICTURE}</td></tr><tr><td><p>{CAPTION}</p></td></tr></table>", CAPTION),
        (f"<p>Ảnh 1: Khai mạc</p>{PICTURE}<p>Ảnh 2: Bế mạc</p>{PICTURE}", "Ảnh 1: Khai mạc"),
        (f"{PICTURE}<p>dang1</p>", ""),
        (f"{PICTURE}<p><strong>{CAPTION}</strong></p>", ""),
        (f"{PICTURE}<p>Tin và ảnh: Minh Hà</p>", ""),
        (f"{PICTURE}<p>{PROSE}</p>", ""),
    ],
)  # fmt: skip
def test_captions_are_found_in_every_shape(flow: str, caption: str) -> None:
    text = body_of(composed(f"{TITLE}<p>{PROSE}</p>{flow}<p>{PROSE}</p><p>{PROSE}</p>"))
    lines = text.split("\n")
    place = next(number for number, line in enumerate(lines) if line.startswith("!["))
    assert lines[place + 1] == (f"*{caption}*" if caption else "")


def test_a_row_of_pictures_and_a_row_of_captions_are_pairs() -> None:
    table = "<table><tr><td><p><img src='anh-0'></p></td><td><p><img src='anh-1'></p></td></tr><tr><td><p>Khai mạc hội nghị</p></td><td><p>Bế mạc hội nghị</p></td></tr></table>"
    assert (
        body(table) == "![](khai-mac-hoi-nghi.jpg)\n*Khai mạc hội nghị*\n\n![](be-mac-hoi-nghi.jpg)\n*Bế mạc hội nghị*"
    )


def test_a_picture_that_is_not_there_leaves_a_place_at_its_caption() -> None:
    flow = f'<p><img src="https://x.example/a.jpg"></p><p><em>{CAPTION}</em></p>'
    draft = composed(f"{TITLE}{flow}<p>{PROSE}</p>")
    assert f"![{CAPTION}](dong-chi-minh-ha-phat-bieu-tai-hoi-nghi.jpg)\n*{CAPTION}*" in draft.text
    assert not draft.files
    assert {"caption-slot", "external-picture"} <= {each.kind for each in (*draft.doubts, *draft.left_out)}


def test_the_same_picture_twice_is_one_file() -> None:
    draft = composed(f"{TITLE}{PICTURE}<p>{PROSE}</p>{PICTURE}<p>{PROSE}</p>")
    assert list(draft.files) == ["ten-bai-viet-thu-nghiem-1.jpg"]


@pytest.mark.parametrize(
    "flow, expected",
    [
        ("<p>1. Một</p><p>2. Hai</p><p>3) Ba</p>", "1. Một\n2. Hai\n\n3\\) Ba"),
        ("<p>Hồ sơ gồm:</p><p>- đơn</p><p>- ảnh</p>", "Hồ sơ gồm:\n\n- đơn\n- ảnh"),
        ("<p>• đơn</p><p>• ảnh</p>", "- đơn\n- ảnh"),
        ("<p>a) Một</p><p>b) Hai</p>", "a) Một\nb) Hai"),
        ("<p>1. Một</p><p>a) Hai</p><p>b) Ba</p><p>2. Bốn</p>", "1. Một\n    a) Hai\n    b) Ba\n2. Bốn"),
        (f"<p>1. Một</p>{PICTURE}<p>2. Hai</p>", "1. Một\n\n![](ten-bai-viet-thu-nghiem-1.jpg)\n\n2. Hai"),
        ("<p>2026. Năm mới</p>", "2026\\. Năm mới"),
        ("<p>A.Nguyễn đã dự.</p>", "A.Nguyễn đã dự."),
        ("<p><strong>1.</strong> Một</p><p><strong>2.</strong> <em>Hai</em></p>", "1. Một\n2. *Hai*"),
        ("<ol start='4'><li>Bốn</li><li>Năm<ul><li>x y</li></ul></li></ol>", "4. Bốn\n5. Năm\n    - x y"),
    ],
)  # fmt: skip
def test_lists_typed_by_hand_become_lists(flow: str, expected: str) -> None:
    assert body(flow) == expected


@pytest.mark.parametrize(
    "flow, expected",
    [
        ("<p><strong>I. Kết quả</strong></p><p>A b c.</p><p><strong>1. Quy mô</strong></p><p>D e.</p>", ["## I. Kết quả", "### 1. Quy mô"]),
        ("<p>II. PHƯƠNG HƯỚNG</p><p>A b c.</p>", ["## II. PHƯƠNG HƯỚNG"]),
        ("<h2>Kết quả</h2><p>A b c.</p><h3>Quy mô</h3><p>D e.</p>", ["## Kết quả", "### Quy mô"]),
        ("<p><strong>Cả đoạn này in đậm và là một câu.</strong></p><p>A b c.</p>", []),
    ],
)  # fmt: skip
def test_headings_are_known_by_their_marks_and_by_their_look(flow: str, expected: list[str]) -> None:
    assert [line for line in body(flow).split("\n") if line.startswith("#")] == expected


def test_a_table_is_markdown_where_it_has_a_head_and_html_where_cells_are_joined() -> None:
    plain = (
        "<table><tr><th>Môn</th><th>Số</th></tr><tr><td><p>Toán | Lý</p><p>thi</p></td><td><p>214</p></td></tr></table>"
    )
    assert body(plain) == "| Môn | Số |\n|---|---|\n| Toán \\| Lý<br>thi | 214 |"
    joined = '<table><tr><td colspan="2"><p>Gộp</p></td></tr><tr><td><p>A</p></td><td><p>B &lt; C</p></td></tr></table>'
    assert '<td colspan="2">Gộp</td>' in body(joined)
    assert "<td>B &lt; C</td>" in body(joined)
    assert (
        body("<table><tr><td><p>Một cột</p></td></tr><tr><td><p>hai dòng</p></td></tr></table>")
        == "Một cột\n\nhai dòng"
    )


def test_footnotes_are_footnotes_and_in_joined_cells_their_words_stand_in_brackets() -> None:
    note = '<a class="note" href="#note-1">1</a>'
    notes = '<ol class="notes"><li id="note-1"><p>Số liệu tháng 8</p></li></ol>'
    assert "trường[^1]." in body_of(composed(f"{TITLE}<p>Có 486 trường{note}.</p>{notes}"))
    table = (
        f'<table><tr><td colspan="2"><p>A{note}</p></td></tr><tr><td><p>B</p></td><td><p>C</p></td></tr></table>{notes}'
    )
    assert "A (Số liệu tháng 8)" in body_of(composed(f"{TITLE}{table}"))


def test_what_an_article_needs_and_nobody_found_stands_as_a_remark() -> None:
    head = composed(f"{TITLE}<p>{PROSE}</p>").text
    assert "\ndate:" not in head and "\ncategory:" not in head
    assert "\n# date: " in head and "\n# category: Tin hoạt động, Công tác Đảng" in head
    assert "\nstatus: draft\n" in head


def test_fields_of_a_source_are_taken_as_they_are_or_left_out_with_their_words() -> None:
    fields = {
        "date": Found("2024-02-30", SURE, "x", "x"),
        "category": Found("cong tac dang", SURE, "x", "x"),
        "aliases": Found(("/cu/1.html", "khong phai"), SURE, "x", "x"),
        "source_url": Found("javascript:alert(1)", SURE, "x", "x"),
        "summary": Found("a " * 2000, SURE, "x", "x"),
        "views": Found("1250", SURE, "x", "x"),
        "status": Found("published", SURE, "x", "x"),
    }
    document = SourceDocument("nguon.docx", "0" * 64, f"{TITLE}<p>{PROSE}</p>", fields=fields)
    draft = compose(document, FACTS, ComposeOptions(draft=False))
    assert draft.fields["category"].value == "Công tác Đảng"
    assert draft.fields["aliases"].value == ("/cu/1.html",)
    assert draft.views == 1250
    assert "status: draft" in draft.text  # Without a day nothing is published.
    assert {"field-unknown", "field-long"} == {each.kind for each in draft.left_out}
    assert len(draft.left_out) == 4


def test_a_text_that_no_build_would_read_is_refused() -> None:
    flow = f"{TITLE}<p>{'Một câu. ' * 250_000}</p>"
    with pytest.raises(RefusedSourceError) as raised:
        compose(SourceDocument("dai.txt", "0" * 64, flow), FACTS)
    assert (raised.value.kind, raised.value.about) == ("too-large", "3 MB > 2 MB")


CENTRED = '<p data-align="center">{}</p>'


@pytest.mark.parametrize(
    "lines, fields",
    [
        ("<p>PV</p>", {"author": ("PV",)}),
        ("<p>(Theo Cổng TTĐT tỉnh, ngày 20/11/2026)</p>", {"source": "Cổng TTĐT tỉnh"}),
        ("<p>GV: Nguyễn Thị Bình</p>", {"author": ("Nguyễn Thị Bình",)}),
        ("<p>Tác giả: Phạm Thu Trang</p><p>Đơn vị: Trường THCS Kim Đồng, huyện Ba Vì</p>", {"author": ("Phạm Thu Trang",), "office": "Trường THCS Kim Đồng, huyện Ba Vì"}),
        ("<p>Nguyễn Văn An</p><p>(Trường TH Nậm Cắn)</p>", {"author": ("Nguyễn Văn An",), "office": "Trường TH Nậm Cắn"}),
        ("<p>Yên Minh, ngày 19 tháng 11 năm 2026</p><p>Người viết</p><p>Nguyễn Thị Thảo</p>", {"author": ("Nguyễn Thị Thảo",), "date": "2026-11-19"}),
    ],
)  # fmt: skip
def test_people_sign_in_many_ways(lines: str, fields: dict[str, object]) -> None:
    draft = composed(f"{TITLE}<p>{PROSE}</p><p>{PROSE}</p>{lines}")
    assert {name: draft.fields[name].value for name in fields} == fields
    assert draft.text.rstrip().endswith(PROSE)


def test_lines_over_pictures_are_their_captions_where_none_stands_below() -> None:
    above = CENTRED.format("<em>Toàn cảnh buổi lễ</em>") + PICTURE
    assert body(f"<p>{PROSE}</p>{above}").endswith("*Toàn cảnh buổi lễ*")
    intro = CENTRED.format("<em>Một số hình ảnh tại hội thi</em>") + PICTURE
    assert not body(f"<p>{PROSE}</p>{intro}").endswith("hội thi*")


def test_the_occasion_over_a_title_and_the_first_part_under_it_are_not_of_it() -> None:
    bold = "<strong>{}</strong>"
    flow = (
        CENTRED.format("<em>Chào mừng Ngày Nhà giáo Việt Nam</em>")
        + CENTRED.format(bold.format("Trường THPT Yên Minh hội giảng"))
        + CENTRED.format(bold.format("Phần thứ nhất"))
    )
    assert composed(f"{flow}<p>{PROSE}</p>").fields["title"].value == "Trường THPT Yên Minh hội giảng"


def test_a_head_takes_in_the_rows_that_its_cells_reach_down_to() -> None:
    rows = (
        '<tr><td rowspan="2">TT</td><td rowspan="2">Môn</td><td colspan="2">Kết quả</td></tr>'
        "<tr><td>Nhất</td><td>Nhì</td></tr><tr><td>1</td><td>Toán</td><td>3</td><td>5</td></tr>"
    )
    written = body(f"<table>{rows}</table>")
    assert "<th>Nhì</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>" in written


def test_the_paper_that_news_is_handed_in_on_is_left_out_and_its_date_and_writer_are_read() -> None:
    head = (
        "<table><tr><td><p>PHÒNG GD&amp;ĐT BA VÌ</p><p>TRƯỜNG TH MINH QUANG</p></td><td><p>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</p>"
        "<p>Độc lập - Tự do - Hạnh phúc</p><p>Minh Quang, ngày 21 tháng 11 năm 2026</p></td></tr></table>"
    )
    foot = "<table><tr><td><p>DUYỆT CỦA BGH</p><p>Phùng Văn Tài</p></td><td><p>NGƯỜI VIẾT BÀI</p><p>Đỗ Thị Nga</p></td></tr></table>"
    title = CENTRED.format("<strong>TIN BÀI</strong>") + CENTRED.format("<strong>Trường tổ chức Ngày hội STEM</strong>")
    draft = composed(f"{head}{title}<p>{PROSE}</p>{foot}")
    found = {name: draft.fields[name].value for name in ("title", "date", "author")}
    assert found == {"title": "Trường tổ chức Ngày hội STEM", "date": "2026-11-21", "author": ("Đỗ Thị Nga",)}
    assert body_of(draft).strip() == PROSE


def test_a_day_in_brackets_before_the_first_word_is_the_day() -> None:
    draft = composed(f"{TITLE}<p>(Hà Giang, 20-11-2026) {PROSE}</p><p>{PROSE}</p>")
    assert (draft.fields["date"].value, draft.fields["date"].grade) == ("2026-11-20", LIKELY)


@pytest.mark.parametrize(
    "below, caption",
    [
        ("<p>Trong ảnh: Đoàn công tác tặng quà gia đình ông Sính.</p>", "*Trong ảnh: Đoàn công tác tặng quà gia đình ông Sính.*"),
        ('<p data-align="center" data-size="11"><strong>Đội viên thu gom giấy vụn</strong></p>', "*Đội viên thu gom giấy vụn*"),
    ],
)  # fmt: skip
def test_captions_that_point_at_the_picture_or_are_small_and_bold(below: str, caption: str) -> None:
    text = f'<p data-size="14">{PROSE}</p>'
    assert caption in body_of(composed(f"{TITLE}{text}{text}{PICTURE}{below}{text}")).replace("**", "*")


def test_state_and_motto_are_no_title_and_a_proposed_title_keeps_names() -> None:
    lines = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "TRƯỜNG THPT YÊN MINH MỜI HỌP PHỤ HUYNH",
    )
    head = "".join(CENTRED.format(f"<strong>{line}</strong>") for line in lines)
    draft = composed(f"{head}<p>Kính mời đến Trường THPT Yên Minh.</p><p>{PROSE}</p>")
    assert draft.fields["title"].value == lines[2]
    assert "title: “Trường THPT Yên Minh mời họp phụ huynh”" in [each.about for each in draft.doubts]


def test_stars_between_paragraphs_part_them_and_are_no_list() -> None:
    assert body(f"<p>{PROSE}</p>{CENTRED.format('* * *')}").splitlines()[-1] == "---"


def test_where_somebody_works_stands_under_the_name_below_the_title_too() -> None:
    lines = "<p>Tác giả: Phạm Thu Trang</p><p>Đơn vị: Trường THCS Kim Đồng</p>"
    assert composed(f"{TITLE}{lines}<p>{PROSE}</p>").fields["office"].value == "Trường THCS Kim Đồng"
    assert "office" not in composed(f"{TITLE}<p>Đơn vị: Trường THCS Kim Đồng</p><p>{PROSE}</p>").fields
