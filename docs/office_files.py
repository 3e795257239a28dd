"""What the pictures of the guides show: a Word file as an office writes it, and the backup of a portal. All of it is made up."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph

from demo.pictures.picture import render
from tests.counter.sql_dumps import write_dump
from tests.newsdesk.importing.portals.nukeviet_site import portal

#: Pixels of a photo in the files: enough for a page, and drawn in half a second.
_SIZE = (1600, 1200)

TITLE = "Mười bốn trường góp hơn ba nghìn cuốn sách cho học sinh vùng cao"
_CENTRE, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT


def write_word_file(file: Path) -> None:
    """Write a report on an event: six photos with their captions as offices type them, a list, a table, a comment and a header."""
    word = Document()
    word.styles["Normal"].font.name, word.styles["Normal"].font.size = "Times New Roman", Pt(14)
    word.sections[0].header.paragraphs[0].text = "Tổ Truyền thông – bản gửi Văn phòng Sở"
    _add_line(word, TITLE, _CENTRE, bold=True)
    _add_line(word, "Sáng 20/11/2026, Sở Giáo dục và Đào tạo mở Ngày hội Đọc sách tại Trường THPT Vân Lĩnh.", bold=True)
    _add_photo(word, "khai-giang", "Quang cảnh lễ khai mạc Ngày hội Đọc sách")
    doubted = word.add_paragraph(
        "Ngày hội có hơn sáu trăm học sinh và giáo viên của mười bốn trường. Mỗi trường mang đến một gian sách và một tiết mục kể chuyện."
    )
    word.add_comment(doubted.runs, "Hỏi lại các trường con số này.", author="Minh Hà", initials="MH")
    _add_photo(word, "buc-phat-bieu", "Ảnh 2: Bà Lê Thị Hoài Thu, Phó Giám đốc Sở, phát biểu khai mạc")
    _add_line(word, "1. Ba việc trong một buổi sáng", bold=True)
    for line in (
        "- Tặng sách cho các điểm trường vùng cao;",
        "- Đổi sách cũ lấy sách mới;",
        "- Thi giới thiệu cuốn sách em yêu thích.",
    ):
        word.add_paragraph(line)
    _add_side_by_side(
        word,
        ("thu-vien", "Học sinh chọn sách tại gian của Trường THPT Vân Lĩnh"),
        ("doc-sach", "Góc đọc của khối tiểu học"),
    )
    _add_line(word, "2. Sách đã góp", bold=True)
    _add_table(
        word,
        ("Khối trường", "Số trường", "Số sách"),
        ("Tiểu học", "6", "1.240"),
        ("Trung học cơ sở", "5", "1.085"),
        ("Trung học phổ thông", "3", "812"),
    )
    word.add_paragraph("Số sách trên đang được phân loại và sẽ tới tay học sinh vùng cao trước Tết Nguyên đán.")
    _add_photo(word, "vung-cao", "Sách được chuyển tới điểm trường Nà Lĩnh")
    _add_photo(word, "khen-thuong", "Trao giải cuộc thi giới thiệu sách")
    _add_line(word, "Tin và ảnh: Hữu Phước", _RIGHT, bold=True)
    word.save(str(file))


def _add_line(word: WordDocument, text: str, side: WD_ALIGN_PARAGRAPH | None = None, bold: bool = False) -> None:
    paragraph = word.add_paragraph()
    paragraph.alignment = side
    paragraph.add_run(text).bold = bold


def _add_photo(word: WordDocument, scene: str, caption: str) -> None:
    _put_photo(word.add_paragraph(), scene, 14)
    paragraph = word.add_paragraph()
    paragraph.alignment = _CENTRE
    paragraph.add_run(caption).italic = True


def _put_photo(paragraph: Paragraph, scene: str, width: float) -> None:
    """Put the photo of ``scene`` into ``paragraph``, ``width`` cm wide."""
    paragraph.alignment = _CENTRE
    paragraph.add_run().add_picture(BytesIO(render(scene, f"guide/{scene}.jpg", _SIZE)), width=Cm(width))


def _add_side_by_side(word: WordDocument, *photos: tuple[str, str]) -> None:
    """Add photos in the cells of a table, and their captions in the row below."""
    table = word.add_table(2, len(photos))
    for column, (scene, caption) in enumerate(photos):
        _put_photo(table.cell(0, column).paragraphs[0], scene, 7)
        table.cell(1, column).paragraphs[0].add_run(caption).italic = True


def _add_table(word: WordDocument, *rows: Sequence[str]) -> None:
    table = word.add_table(len(rows), len(rows[0]))
    table.style = "Table Grid"
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(at, column).paragraphs[0].add_run(text).bold = at == 0


#: Title, lead, body, section, author, views and status of each article of the portal.
_ARTICLES: tuple[tuple[str, str, str, int, str, int, int], ...] = (
    (
        "Hội nghị giao ban các trường trung học phổ thông quý III",
        "Ba mươi tư trường báo cáo việc chuẩn bị kiểm tra giữa kỳ.",
        '<p>Hội nghị diễn ra trong một buổi sáng.</p><p><img src="/uploads/news/2025_10/giao-ban.jpg" alt="Quang cảnh hội nghị giao ban" /></p>'
        "<p>Các trường thống nhất lịch kiểm tra chung của ba môn.</p>",
        1, "Minh Hà", 1284, 1,
    ),
    (
        "Lịch kiểm tra giữa kỳ I của các trường trung học",
        "Kiểm tra trong hai ngày 3 và 4/11.",
        '<p>Lịch chi tiết ở tệp kèm theo: <a href="/uploads/news/2025_10/lich-kiem-tra.pdf">lịch kiểm tra</a>.</p>',
        2, "", 3920, 1,
    ),
    (
        "Tập huấn dạy học bằng thí nghiệm cho giáo viên Vật lí",
        "Một trăm hai mươi giáo viên dự hai ngày tập huấn.",
        '<p>Lớp học chia sáu nhóm.</p><p><img src="/uploads/news/2025_09/tap-huan.jpg" alt="tap-huan" /></p><p>Mỗi nhóm tự làm ba thí nghiệm.</p>',
        1, "Hữu Phước", 862, 1,
    ),
    ("Góp ý dự thảo quy chế thi đua", "", "<p>Các trường gửi góp ý trước ngày 15.</p>", 3, "Quốc Bảo", 410, 1),
    ("Bài viết dở về hội thao ngành", "", "<p>Chờ ảnh.</p>", 1, "", 0, 4),
)  # fmt: skip


def write_portal(folder: Path) -> None:
    """Write what an office takes along from a portal of NukeViet: ``so.sql`` and a folder of uploads, where one file is missing."""
    categories = [
        {"catid": at, "title": name, "alias": alias}
        for at, (name, alias) in enumerate(
            (("Tin hoạt động", "tin-hoat-dong"), ("Thông báo", "thong-bao"), ("Góp ý văn bản", "gop-y")), start=1
        )
    ]
    rows: list[Mapping[str, Any]] = []
    details: list[Mapping[str, Any]] = []
    for at, (title, lead, body, section, author, views, status) in enumerate(_ARTICLES, start=1187):
        moment = 1_759_278_600 + (at - 1187) * 86_400 * 6
        rows.append({
            "id": at, "catid": section, "listcatid": str(section), "title": title, "alias": f"bai-{at}", "hometext": lead,
            "publtime": moment, "addtime": moment, "edittime": moment, "author": author, "hitstotal": views, "status": status,
        })  # fmt: skip
        details.append({"id": at, "bodyhtml": body})
    tables = portal(rows, details, categories=categories)
    (folder / "so.sql").write_text("".join(write_dump(tables, "nukeviet")), encoding="utf-8")
    photos = folder / "uploads" / "news" / "2025_10"
    photos.mkdir(parents=True)
    (photos / "giao-ban.jpg").write_bytes(render("thao-luan", "guide/giao-ban.jpg", _SIZE))
    scene = photos.parent / "2025_09"
    scene.mkdir()
    (scene / "tap-huan.jpg").write_bytes(render("thi-nghiem", "guide/tap-huan.jpg", _SIZE))
