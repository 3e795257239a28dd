"""The fields of front matter: what each is called, how its value is read and what an example looks like.

``docs/bien-tap.md`` explains them to editors in a table; a test keeps that table and this one together.
"""

import re
from dataclasses import dataclass, field, fields
from datetime import datetime
from enum import Enum, auto


class Shape(Enum):
    """How the text of a field becomes its value."""

    TEXT = auto()
    MOMENT = auto()
    NAMES = auto()
    PATHS = auto()
    FILE = auto()
    FILES = auto()
    SLUG = auto()
    STATUS = auto()
    TEMPLATE = auto()
    ADDRESS = auto()
    OWN_PAGE = auto()
    LANGUAGE = auto()
    FOCUS = auto()


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``articles`` and ``pages`` say where it may stand; ``required`` where it must.

    ``most`` is how many letters its text may have, or each of its entries; lists have at most ``ENTRIES_MOST``.
    """

    #: What kind of value it takes.
    shape: Shape
    #: A line as it may be typed.
    example: str
    #: Whether an article or a page without it is refused.
    required: bool = False
    #: Whether articles have it.
    articles: bool = True
    #: Whether pages have it.
    pages: bool = False
    #: Letters that its text may have, or each of its entries; lists have at most ``ENTRIES_MOST`` entries.
    most: int = 500


#: Entries of a list: of tags, of attachments, of old addresses.
ENTRIES_MOST = 200


FIELDS: dict[str, Field] = {
    "title": Field(Shape.TEXT, 'title: "Hội nghị sơ kết công tác Đảng"', required=True, pages=True),
    "date": Field(Shape.MOMENT, "date: 2026-11-20 08:00", required=True),
    "category": Field(Shape.TEXT, "category: Công tác Đảng", required=True),
    "slug": Field(Shape.SLUG, "slug: hoi-nghi-so-ket", pages=True),
    "status": Field(Shape.STATUS, "status: draft", pages=True),
    "lang": Field(Shape.LANGUAGE, "lang: en", articles=False, pages=True),
    "template": Field(Shape.TEMPLATE, "template: site_map", articles=False, pages=True),
    "summary": Field(Shape.TEXT, 'summary: "Hai câu nói điều chính."', pages=True, most=3000),
    "tags": Field(Shape.NAMES, "tags: [sơ kết, chuyển đổi số]"),
    "author": Field(Shape.NAMES, "author: Minh Hà"),
    "authors": Field(Shape.NAMES, "authors: [Minh Hà, Quốc Bảo]"),
    "office": Field(Shape.TEXT, "office: Văn phòng"),
    "source": Field(Shape.TEXT, "source: Báo Thanh Sơn"),
    "source_url": Field(Shape.ADDRESS, "source_url: https://bao.example/bai-1", most=2000),
    "credit": Field(Shape.TEXT, "credit: Hữu Phước", pages=True),
    "consent": Field(Shape.TEXT, 'consent: "Phiếu đồng ý lưu tại văn phòng"', most=1000),
    "lead": Field(Shape.FILE, "lead: hoi-truong.jpg"),
    "lead_focus": Field(Shape.FOCUS, "lead_focus: 40% 30%"),
    "lead_alt": Field(Shape.TEXT, 'lead_alt: "Hội trường kín chỗ"', most=2000),
    "lead_caption": Field(Shape.TEXT, 'lead_caption: "Quang cảnh hội nghị"', most=2000),
    "lead_credit": Field(Shape.TEXT, 'lead_credit: "Minh Hà"'),
    "attachments": Field(Shape.FILES, "attachments: [ke-hoach-128.pdf]", pages=True),
    "pinned_until": Field(Shape.MOMENT, "pinned_until: 2026-12-01"),
    "expires": Field(Shape.MOMENT, "expires: 2026-12-15"),
    "updated": Field(Shape.MOMENT, "updated: 2026-11-21 10:00", pages=True),
    "updated_note": Field(Shape.TEXT, 'updated_note: "Bổ sung phòng thi số 12"', pages=True, most=2000),
    "withdrawn": Field(Shape.TEXT, 'withdrawn: "Đăng nhầm lịch thi của năm trước"', most=2000),
    "replaced_by": Field(Shape.OWN_PAGE, "replaced_by: ../lich-thi-moi/index.md", most=2000),
    "aliases": Field(Shape.PATHS, "aliases: [/tin-tuc/1234.html]", pages=True, most=2000),
    "document_number": Field(Shape.TEXT, "document_number: 1284/KH-SGDĐT"),
    "document_abstract": Field(Shape.TEXT, 'document_abstract: "Về kế hoạch năm học"', most=2000),
    "document_type": Field(Shape.TEXT, "document_type: Kế hoạch"),
    "document_issuer": Field(Shape.TEXT, "document_issuer: Sở Y tế Thanh Sơn"),
    "document_signer": Field(Shape.TEXT, 'document_signer: "Lê Thị Hoài Thu"'),
    "document_issued": Field(Shape.MOMENT, "document_issued: 2026-11-05"),
    "document_effective": Field(Shape.MOMENT, "document_effective: 2026-11-05"),
}


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file to offer: its name beside the article, and the title readers see (``""``: the file name)."""

    file: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The checked fields of one article or page; a field that is not given has its empty value."""

    #: What readers see as its title.
    title: str = ""
    #: When it is public, in the site's time zone; pages have none.
    date: datetime | None = None
    #: The name of its section.
    category: str = ""
    #: The last part of its address, where the folder's name is not it.
    slug: str = ""
    #: ``"published"`` or ``"draft"``.
    status: str = "published"
    #: The language of its text, ``""`` for the site's.
    lang: str = ""
    #: The template of a page, ``""`` for the usual one.
    template: str = ""
    #: What lists say of it, as its author wrote it.
    summary: str = ""
    #: Names.
    tags: tuple[str, ...] = ()
    #: Names.
    authors: tuple[str, ...] = ()
    #: The office that wrote it.
    office: str = ""
    #: Where the text was taken from.
    source: str = ""
    #: The address of that source.
    source_url: str = ""
    #: Who took the photos that name nobody.
    credit: str = ""
    #: Who agreed to the photos of children.
    consent: str = ""
    #: The file of the photo above the text.
    lead: str = ""
    #: What must be seen of it where it is cut: percent from the left, and from above.
    lead_focus: tuple[int, int] | None = None
    #: What is seen on it.
    lead_alt: str = ""
    #: Its caption.
    lead_caption: str = ""
    #: Who took it.
    lead_credit: str = ""
    #: Files under the text.
    attachments: tuple[AttachedFile, ...] = ()
    #: Until when it leads its lists.
    pinned_until: datetime | None = None
    #: When a notice is over.
    expires: datetime | None = None
    #: When its text last changed.
    updated: datetime | None = None
    #: What changed then.
    updated_note: str = ""
    #: Why it was withdrawn, ``""`` where it was not.
    withdrawn: str = ""
    #: The article in its place: an address of the site, or the way to its source file.
    replaced_by: str = ""
    #: Addresses that it had before.
    aliases: tuple[str, ...] = ()
    #: Số ký hiệu.
    document_number: str = ""
    #: Trích yếu.
    document_abstract: str = ""
    #: Loại văn bản.
    document_type: str = ""
    #: Cơ quan ban hành.
    document_issuer: str = ""
    #: Người ký.
    document_signer: str = ""
    #: Ngày ban hành.
    document_issued: datetime | None = None
    #: Ngày có hiệu lực.
    document_effective: datetime | None = None
    #: The line of each field in the source file.
    lines: dict[str, int] = field(default_factory=dict, compare=False, hash=False)

    def line(self, name: str) -> int:
        """Return the line on which the field ``name`` stands, 1 when it is not given."""
        return self.lines.get(name, 1)


#: What the fields are called in Vietnamese, as in an address, for those who translate them.
VIETNAMESE = {
    "tieu-de": "title", "ten-bai": "title",
    "ngay": "date", "ngay-dang": "date", "ngay-gio": "date", "thoi-gian": "date",
    "chuyen-muc": "category", "danh-muc": "category",
    "trang-thai": "status", "ngon-ngu": "lang",
    "tom-tat": "summary", "doan-dan": "summary", "sapo": "summary",
    "the": "tags", "tu-khoa": "tags",
    "tac-gia": "author", "nguoi-viet": "author",
    "phong-ban": "office", "don-vi": "office",
    "nguon": "source", "nguon-anh": "credit",
    "anh-chinh": "lead", "anh-dai-dien": "lead", "chu-thich-anh": "lead_caption", "mo-ta-anh": "lead_alt",
    "tam-anh": "lead_focus", "tam-anh-chinh": "lead_focus", "diem-chinh-cua-anh": "lead_focus",
    "dinh-kem": "attachments", "tep-dinh-kem": "attachments",
    "ghim-den": "pinned_until", "het-han": "expires", "cap-nhat": "updated", "go-bai": "withdrawn",
    "thay-the-boi": "replaced_by", "bai-thay-the": "replaced_by", "thay-bang": "replaced_by",
    "so-ky-hieu": "document_number", "so-hieu": "document_number", "trich-yeu": "document_abstract",
    "loai-van-ban": "document_type", "co-quan-ban-hanh": "document_issuer", "nguoi-ky": "document_signer",
    "ngay-ban-hanh": "document_issued", "ngay-hieu-luc": "document_effective",
}  # fmt: skip
assert set(VIETNAMESE.values()) <= set(FIELDS)
#: Front matter's names that are not attributes of the same name.
RENAMED = {"author": "authors"}
assert {RENAMED.get(name, name) for name in FIELDS} == {f.name for f in fields(FrontMatter)} - {"lines"}

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
STATUSES = ("published", "draft")
PAGE_TEMPLATES = ("page", "site_map")
