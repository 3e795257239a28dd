"""Small real values for the tests: a site, its articles, photos and plans."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zoneinfo import ZoneInfo

import html5lib
from markupsafe import Markup
from PIL import Image

from ban_tin.articles.body import Body, BodyConverter, SourceContext
from ban_tin.findings import Findings
from ban_tin.language.vietnamese import slugify
from ban_tin.photos.plan import ENCODING_PLAN, Encoded, Photo, Rendition, rendition_sizes
from ban_tin.photos.store import PhotoStore
from ban_tin.planning.plan import Plan, Recipe
from ban_tin.site.facts import Category, Department, MenuItem, SiteFacts
from ban_tin.site.project import Project
from ban_tin.views import Figure, ListedArticle, ListedDocument, NewsArticle, Term, already_loaded, teaser

ROOT = Path(__file__).parents[1]
#: What tests encode is kept with what builds encode.
CACHE = ROOT / ".cache"
STORE = PhotoStore(CACHE / "photos")
ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 20, 8, 0, tzinfo=ZONE)
BASE = "https://so.example"

_DEPARTMENT = Department(
    kind="Sở Giáo dục và Đào tạo",
    place="Tỉnh Thử Nghiệm",
    name="Sở Giáo dục và Đào tạo tỉnh Thử Nghiệm",
    short_name="Sở GD&ĐT Thử Nghiệm",
    name_en="Thử Nghiệm Department of Education and Training",
    governing_body="Ủy ban nhân dân tỉnh Thử Nghiệm",
    responsible_person="Trần Văn A",
    responsible_role="Chánh Văn phòng",
    address="1 Đường Số Một",
    phone="0200 000 0000",
    email="vanphong@so.example",
    logo="",
)


def category(name: str = "Tin hoạt động", role: str = "") -> Category:
    """Return a category; its slug follows from its name."""
    return Category(name, slugify(name), "#1d5c8a", "#7db8e0", role, f"Mục {name}.")


CATEGORIES = (category(), category("Công tác Đảng"), category("Văn bản", "documents"), category("Thông báo", "notices"))


def site(**changes: Any) -> SiteFacts:
    """Return the facts of a small department."""
    values: dict[str, Any] = {
        "base_url": BASE,
        "language": "vi",
        "time_zone": "Asia/Ho_Chi_Minh",
        "demo": False,
        "counter_path": "",
        "department": _DEPARTMENT,
        "menu": (MenuItem("Văn bản", "/van-ban/"),),
        "footer": (MenuItem("Thông báo", "/thong-bao/"),),
        "categories": CATEGORIES,
    }
    return SiteFacts(**values | changes)


def term(name: str, kind: str = "the") -> Term:
    """Return a tag, or an author (``kind="tac-gia"``)."""
    return Term(name, slugify(name), f"/{kind}/{slugify(name)}/")


def article(number: int = 1, **changes: Any) -> NewsArticle:
    """Return the article ``number``: the higher, the newer, one a day up to ``NOW``'s eve."""
    date = changes.pop("date", datetime(2026, 1, 1, 8, 0, tzinfo=ZONE) + timedelta(days=number))
    url = f"/tin/{date:%Y}/{date:%m}/bai-{number}/"
    values: dict[str, Any] = {
        "url": url,
        "source_path": f"content/tin/{date:%Y}/{date:%m}/bai-{number}/index.md",
        "title": f"Bài số {number}",
        "date": date,
        "category": CATEGORIES[0],
        "tags": (),
        "authors": (),
        "office": "",
        "source": "",
        "source_url": "",
        "credit": "",
        "standfirst": "",
        "summary": f"Tóm tắt bài số {number}.",
        "body": Markup("<p>Thân bài.</p>"),
        "lead": None,
        "figures": (),
        "attachments": (),
        "document": None,
        "pinned_until": None,
        "expires": None,
        "updated": None,
        "updated_note": "",
        "withdrawn": "",
        "sharing_image": f"{url}chia-se.jpg",
    }
    return NewsArticle(**values | changes)


def planned_photo(name: str = "anh", width: int = 1200, height: int = 800, folder_url: str = "/tin/x/") -> Photo:
    """Return a photo that has no files, with every rendition there can be."""
    sizes = sorted(rendition_sizes(width, height, ENCODING_PLAN.widths))
    renditions = [Rendition(*size, kind, size[0] * 10) for kind, _ in ENCODING_PLAN.photographs for size in sizes]
    encoded = Encoded("JPEG", width, height, (90, 120, 200), False, tuple(renditions))
    return Photo(f"{name}.jpg", "0123456789abcdef", f"{folder_url}{name}-01234567", encoded)


def figure(caption: str = "Hội trường", credit: str = "Ảnh: Minh Hà") -> Figure:
    """Return a figure without a file."""
    return Figure(planned_photo(), "Đại biểu ngồi kín hội trường", caption, credit)


def picture(path: Path, size: tuple[int, int] = (640, 480), colour: Any = (180, 30, 30), mode: str = "RGB") -> Path:
    """Draw a real image file of one colour."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new(mode, size, colour).save(path)
    return path


def listed(article: NewsArticle) -> ListedArticle:
    """Return ``article`` as a plan lists it."""
    same = ("url", "source_path", "title", "date", "changed", "category", "tags", "authors", "pinned_until", "expires")
    return ListedArticle(
        **{name: getattr(article, name) for name in same},
        withdrawn=bool(article.withdrawn),
        illustrated=bool(article.lead or article.figures),
        document=ListedDocument(
            article.document.type, article.document.issued or article.date, article.document.effective
        )
        if article.document
        else None,
        replaced_by="",
        sharing_image=article.sharing_image,
        own_links=(),
        whole=already_loaded(article),
        teaser=already_loaded(teaser(article)),
    )


def made(planned: Any) -> Any:
    """Return what a planned file holds."""
    return planned.value() if isinstance(planned, Recipe) else planned


def project(content: Path, **changes: Any) -> Project:
    """Return the project of a small department in the folder ``content``."""
    values: dict[str, Any] = {
        "content": content,
        "theme": ROOT / "theme",
        "cache": CACHE,
        "states": content.parent / "states",
        "site": site(),
        "now": NOW,
    }
    return Project(**values | changes)


def plan(news: Sequence[NewsArticle] = (), withdrawn: Sequence[NewsArticle] = ()) -> Plan:
    """Return the plan of a site with ``news`` in any order."""
    newest_first = sorted(news, key=lambda each: (each.date, each.url), reverse=True)
    return Plan(
        site=site(),
        now=NOW,
        news=tuple(listed(each) for each in newest_first),
        withdrawn=tuple(listed(each) for each in withdrawn),
        static_pages=(),
        aliases=(),
        counts=None,
        findings=Findings(),
    )


def converted(folder: Path, text: str, credit: str = "") -> tuple[Body, Findings]:
    """Convert ``text`` as the body of an article in ``folder``."""
    findings = Findings()
    place = SourceContext("content/tin/2026/11/bai/index.md", folder, "/tin/2026/11/bai/", text, findings)
    return BodyConverter(STORE, "Bảng").convert(text, place, credit), findings


def kinds(findings: Findings) -> list[str]:
    """Return the kinds of all findings in the order of the report."""
    return [finding.kind for finding in findings.sorted()]


def places(findings: Findings) -> list[tuple[str, int]]:
    """Return kind and line of all findings in the order of the report."""
    return [(finding.kind, finding.line) for finding in findings.sorted()]


def strict(html: str) -> Element:
    """Return the tree that a browser makes of a fragment; a parse error (a figure in a paragraph) is raised."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    page = f'<!DOCTYPE html><html lang="vi"><head><title>x</title></head><body>{html}</body></html>'
    tree: Element = parser.parse(page)
    body = tree.find("body")
    assert body is not None
    return body
