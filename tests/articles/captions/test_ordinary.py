"""Lines after a photo that are no captions, in the shapes that portals have them, and captions that look alike."""

import pytest

from tests.articles.captions.conversion import convert, outline

_IMAGE = "![Hội trường kín chỗ](a.jpg)"
_PROSE = "Hội nghị diễn ra trong một ngày."

#: At the very end: whoever wrote the article, where it is from, when it was published.
SIGNATURES = """
MINH HÀ
Minh Hà
Hà
Nguyễn Thị Ngọc Thu Hằng
M.H
N. T. M. H.
Minh H.
ThS. Nguyễn Văn An
PGS.TS Lê Thị Hoài Thu
Minh Hà – Hữu Phước
Minh Hà-Hữu Phước
Minh Hà, Hữu Phước
Minh Hà và Hữu Phước
Minh Hà & Hữu Phước
Văn phòng Sở
Phòng Giáo dục Trung học
Phòng GDĐT huyện Vân Lĩnh
Trường THPT Vân Lĩnh
Trung tâm Truyền thông và Văn hóa huyện Vân Lĩnh
Sở Giáo dục và Đào tạo tỉnh Lam Giang
Minh Hà - Trường THPT Vân Lĩnh
Minh Hà (Trường THPT Vân Lĩnh)
Minh Hà, giáo viên Trường THPT Vân Lĩnh
Minh Hà/Báo Lam Giang
Nguyễn Văn An - Hiệu trưởng
Nguồn: Báo Lam Giang
""".strip().split("\n")
#: Anywhere, for nothing else can be meant.
BYLINES = """
BTV: Minh Hà
PV
BBT
Ban Biên tập
Nhóm phóng viên
PV Minh Hà
Phóng viên Minh Hà
Tin, ảnh: Minh Hà
Tin - Ảnh: Minh Hà
Bài và ảnh Minh Hà
Bài: Minh Hà – Ảnh: Hữu Phước
Người viết: Minh Hà
Đăng bởi: Minh Hà
(Theo TTXVN)
Theo Báo Lam Giang
Theo Giáo dục và Thời đại
Minh Hà (tổng hợp)
Minh Hà tổng hợp
Minh Hà (theo Báo Lam Giang)
20/11/2026
20/11/2026 07:50
07h50 | 20-11-2026
7 giờ 30 phút, ngày 20/11/2026
Thứ Sáu, 20/11/2026, 07:50 (GMT+7)
Cập nhật lúc 07:50 ngày 20/11/2026
Lam Giang, ngày 20 tháng 11 năm 2026
Minh Hà - 20/11/2026, 07:50
https://so.example.vn/tin
""".strip().split("\n")
HEADINGS = """
II. PHƯƠNG HƯỚNG NĂM 2027
II. Phương hướng năm 2027
III - Tổ chức thực hiện
KẾT QUẢ ĐẠT ĐƯỢC
MỘT SỐ GIẢI PHÁP TRỌNG TÂM
2) Về công tác chuyên môn
2/ Về công tác chuyên môn
2.1 Về công tác chuyên môn
a) Về công tác chuyên môn
(2) Về công tác chuyên môn
+ Về công tác chuyên môn
Điều 2
Điều 2. Phạm vi điều chỉnh
Điều 2 Phạm vi điều chỉnh
Khoản 3
Chương II
Chương II: Quy định chung
Mục 2
Phần thứ nhất
Phần thứ hai: Tổ chức thực hiện
Phụ lục 1
Câu 2
Câu 2: Em hãy tả con đường đến trường
Bước 2
Bước 2: Nộp hồ sơ
Bài 3
Kết quả đạt được
Phương hướng, nhiệm vụ năm 2027
Tồn tại, hạn chế
""".strip().split("\n")
LEADING_ON = """
Hội nghị đã thảo luận các nội dung:
Kết quả cụ thể như sau
Thành phần gồm có
Một số hình ảnh tại hội nghị
Dưới đây là một số hình ảnh
Xem thêm: Kế hoạch năm học
Xem thêm
Xem chi tiết tại đây
Tin liên quan
Tải về: [Kế hoạch](ke-hoach.pdf)
[Kế hoạch năm học](ke-hoach.pdf)
Kế hoạch số 12: [tại đây](ke-hoach.pdf)
Mời xem: Kế hoạch năm học
Mời quý phụ huynh đón xem
[Xem phim lễ khai giảng](https://phim.example/1)
Mọi thắc mắc xin liên hệ: 0200 000 0000
Liên hệ: Minh Hà
Điện thoại: 0200.000.0000
Gọi 0912 345 678
Thư về vanphong@so.example.vn
Thời gian: 7 giờ 30
Trân trọng
Trân trọng kính mời
Xin chân thành cảm ơn
Hết
(Còn nữa)
---o0o---
oOo
~~~~
{width=50%}
""".strip().split("\n")

#: What looks alike and is a caption, also in the last line of an article.
CAPTIONS = """
Đồng chí Nguyễn Văn An, Giám đốc Sở, phát biểu khai mạc
Đồng chí Nguyễn Văn An
Tiết mục văn nghệ của Trường THPT Lê Lợi
Thầy Minh Hà và học trò
Cô giáo Thu Hằng
Ban Giám hiệu trao quà cho học sinh
Ban Chấp hành mới ra mắt đại hội
Trường THPT Lê Lợi đón bằng công nhận
Sở Giáo dục và Đào tạo tổ chức hội nghị
Đoàn viên thanh niên dọn vệ sinh
Phóng viên Minh Hà tác nghiệp tại hội nghị
Theo chân đoàn công tác lên bản
Hội trường lớn
Hội nghị
Bế mạc
Lễ Khai giảng
Quang cảnh lễ khai giảng 5/9/2026
Quang cảnh lễ khai mạc lúc 7 giờ 30, 20/11/2026
Bước 1 của quy trình
Phần thi của đội Lê Lợi
Câu lạc bộ cờ vua
Bài thi của em Hà
Tin học trẻ tỉnh Lam Giang
Điều dưỡng viên chăm sóc trẻ
Kết quả thi được niêm yết
Mục đích chuyến đi được phổ biến
20 năm thành lập trường
Đ/c Nguyễn Văn An phát biểu
A Lưới mùa lúa chín
Xem múa lân tại sân trường
Địa chỉ đỏ của huyện Vân Lĩnh
Liên hệ thực tế trong giờ học
Mời các em nhỏ ăn bánh
Hết giờ học, các em ùa ra sân
Thực hiện nghi thức chào cờ
Nguồn nước sạch của trường
Hình ảnh Bác Hồ trên lễ đài
Ảnh 2: Đại biểu biểu quyết
Trong ảnh: Đại biểu biểu quyết
Trao học bổng cho 12 học sinh (mỗi suất 2.000.000 đồng)
Lớp học có 0 học sinh bỏ học
Em Hà, lớp 5A, đọc diễn văn
Xem [kế hoạch](https://so.example/ke-hoach/) trên bảng tin
""".strip().split("\n")


@pytest.mark.parametrize("text", [*SIGNATURES, *BYLINES])
def test_a_byline_at_the_end_stays_text(text: str) -> None:
    for end in ("", "\n\nTrường THPT Lê Lợi", "\n\n20/11/2026"):
        html, kinds = convert(f"{_IMAGE}\n\n{text}{end}")
        assert outline(html)[0] == "[a | ]"
        assert kinds == ["caption-left"]


@pytest.mark.parametrize("text", [*BYLINES, *HEADINGS, *LEADING_ON])
def test_what_is_no_caption_stays_text_wherever_it_stands(text: str) -> None:
    for between in ("\n", "\n\n"):
        html, kinds = convert(f"{_IMAGE}{between}{text}\n\n{_PROSE}")
        assert outline(html)[0] == "[a | ]"
        assert kinds in (["caption-left"], ["caption-missing"])


@pytest.mark.parametrize("text", CAPTIONS)
def test_a_caption_that_looks_alike_is_a_caption(text: str) -> None:
    shown = text.replace("[kế hoạch](https://so.example/ke-hoach/)", "kế hoạch")
    for between in ("\n", "\n\n"):
        for end in ("", f"\n\n{_PROSE}", "\n\n![Hai](b.jpg)\n*Chú thích*"):
            html, kinds = convert(f"{_IMAGE}{between}{text}{end}")
            assert outline(html)[0] == f"[a | {shown}]"
            assert kinds == []


def test_italics_right_under_a_photo_are_a_caption_whatever_they_say() -> None:
    for text in [*BYLINES, *HEADINGS, "Một số hình ảnh tại hội nghị", "Bước 2", "Trân trọng"]:
        html, kinds = convert(f"{_IMAGE}\n*{text}*\n\n{_PROSE}")
        assert outline(html)[0] == f"[a | {text}]"
        assert kinds == []


@pytest.mark.parametrize("text", ["Bước 1", "KẾT QUẢ ĐẠT ĐƯỢC", "Quang cảnh lúc 7 giờ 30, 20/11/2026"])
def test_italics_are_a_caption_behind_an_empty_line_too(text: str) -> None:
    assert outline(convert(f"{_IMAGE}\n\n*{text}*\n\n{_PROSE}")[0])[0] == f"[a | {text}]"


@pytest.mark.parametrize(
    "text", ["Tin, ảnh: Minh Hà", "Xem thêm: Kế hoạch", "Trân trọng", "Một số nội dung:", "Minh Hà"]
)
def test_italics_behind_an_empty_line_may_sign_or_lead_away(text: str) -> None:
    assert outline(convert(f"{_IMAGE}\n\n*{text}*")[0]) == ["[a | ]", text]


def test_a_name_right_under_the_last_photo_is_asked_about() -> None:
    assert convert(f"{_IMAGE}\nMinh Hà")[1] == ["caption-unsure"]
    assert convert(f"{_IMAGE}\nMinh Hà\n\n{_PROSE}")[1] == []
