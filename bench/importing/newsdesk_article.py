"""A Word file as an office sends one: title, two lists, a table, six photos with captions of different shapes, a paragraph in an old font."""

import io
import random

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from PIL import Image, ImageDraw, ImageFilter

TITLE = "Sở Giáo dục và Đào tạo khai giảng lớp bồi dưỡng giáo viên năm 2026"
#: “Hội nghị đã thống nhất các nội dung trên.” in the letters of .VnTime.
LEGACY = "Héi nghÞ ®· thèng nhÊt c¸c néi dung trªn."
CAPTIONS = (
    "Ảnh 1: Quang cảnh buổi khai giảng (Ảnh: Minh Hà)",
    "Giám đốc Sở phát biểu khai mạc",
    "Hình 3. Học viên nhận tài liệu",
    "Đại biểu dự buổi khai giảng. Ảnh: Quốc Bảo",
)


def make_photo(number: int, size: tuple[int, int] = (4000, 3000)) -> bytes:
    """Return a JPEG that costs what a photo of a phone does: areas, edges and the noise of a sensor."""
    chance = random.Random(number)
    small = Image.effect_noise((size[0] // 2, size[1] // 2), 40)
    colour = Image.new("RGB", (16, 12))
    colour.putdata([tuple(chance.randrange(40, 215) for _ in range(3)) for _ in range(16 * 12)])
    picture = Image.blend(
        colour.resize(size, Image.Resampling.BICUBIC), Image.merge("RGB", [small.resize(size)] * 3), 0.18
    )
    drawing = ImageDraw.Draw(picture)
    for _ in range(60):
        # In parts of its sides: a smaller copy shows the same.
        left, top, right, below = (
            chance.random(),
            chance.random(),
            0.01 + chance.random() / 6,
            0.01 + chance.random() / 6,
        )
        box = (left * size[0], top * size[1], (left + right) * size[0], (top + below) * size[1])
        drawing.rectangle(box, fill=tuple(chance.randrange(256) for _ in range(3)))
    file = io.BytesIO()
    picture.filter(ImageFilter.GaussianBlur(0.6)).save(file, "JPEG", quality=88)
    return file.getvalue()


def make_article(size: tuple[int, int] = (4000, 3000), title: str = TITLE) -> bytes:
    """Return the Word file, with photos of ``size`` pixels."""
    document = docx.Document()
    document.add_paragraph(title, style="Title")
    document.add_paragraph("Sáng 26/11/2026, tại thành phố Lam Giang, Sở Giáo dục và Đào tạo khai giảng lớp bồi dưỡng.")
    document.add_paragraph("Lớp học có 120 giáo viên của 34 trường tham gia trong năm ngày.")
    for text in ("Chuyên đề dạy học theo dự án", "Chuyên đề đánh giá học sinh", "Chuyên đề chuyển đổi số"):
        document.add_paragraph(text, style="List Bullet")
    for number, caption in enumerate(CAPTIONS):
        _add_photo(document, make_photo(number, size))
        centred = document.add_paragraph()
        centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
        centred.add_run(caption).italic = True
    document.add_paragraph("Các bước đăng ký gồm:")
    for text in ("Trường lập danh sách", "Phòng xác nhận", "Sở duyệt và thông báo"):
        document.add_paragraph(text, style="List Number")
    _add_photo(document, make_photo(4, size))
    # One caption over two paragraphs.
    for text in ("Các đại biểu chụp ảnh lưu niệm", "Ảnh: Hữu Phước"):
        centred = document.add_paragraph()
        centred.alignment = WD_ALIGN_PARAGRAPH.CENTER
        centred.add_run(text).italic = True
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    for row in (("Ngày", "Nội dung", "Phòng"), ("26/11", "Khai giảng", "A1"), ("27/11", "Chuyên đề 1", "B2")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    legacy = document.add_paragraph().add_run(LEGACY)
    legacy.font.name = ".VnTime"
    _add_photo(document, make_photo(5, size))
    document.add_paragraph("Minh Hà").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _add_photo(document: "docx.document.Document", photo: bytes) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run().add_picture(io.BytesIO(photo), width=Cm(15))
