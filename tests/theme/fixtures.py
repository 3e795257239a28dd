"""Real view models for the theme's examples: one small photo, and articles of every shape around it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from PIL import Image

from ban_tin.photos.plan import Photo
from ban_tin.planning.pages.chart import draw_chart
from ban_tin.planning.pages.search import search_page
from ban_tin.planning.pages.statistics import statistics_page
from ban_tin.planning.pages.years import archive_years
from ban_tin.rendering import Renderer, ThemeFiles
from ban_tin.rendering.assets import Assets, content_security_policy
from ban_tin.rendering.icons import Icon
from ban_tin.rendering.layers import one_layer
from ban_tin.site.counts import Counts, PageViews, Tally
from ban_tin.site.facts import Category, Department, MenuItem, Readers, SiteFacts
from ban_tin.views import (
    ArticleComments,
    Attachment,
    Comment,
    Crumb,
    Document,
    DocumentFilter,
    Figure,
    Heading,
    HomeSection,
    NewsArticle,
    Reply,
    SearchFilter,
    Term,
    teaser,
)
from tests.builders import STORE, plan

ROOT = Path(__file__).parents[2]
THEME = ROOT / "theme"
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
#: As long as titles on the portals get: 150 characters.
LONG_TITLE = (
    "Sở Giáo dục và Đào tạo tổ chức Hội nghị tổng kết năm học 2025–2026, triển khai nhiệm vụ trọng tâm năm học "
    "2026–2027 ở mọi trường học công lập, tư thục"
)
NEWS = Category("Tin hoạt động", "tin-hoat-dong", "#1d5c8a", "#7db8e0", "", "Hội nghị và phong trào.")
DOCUMENTS = Category("Văn bản", "van-ban", "#4a4a6a", "#b3b3dd", "documents", "Kế hoạch, công văn.")
NOTICES = Category("Thông báo", "thong-bao", "#8a3a12", "#eba27c", "notices", "")
SITE = SiteFacts(
    base_url="https://sogddt.lamgiang.example",
    language="vi",
    time_zone="Asia/Ho_Chi_Minh",
    demo=True,
    counter_path="/api",
    department=Department(
        kind="Sở Giáo dục và Đào tạo",
        place="Tỉnh Lam Giang",
        name="Sở Giáo dục và Đào tạo tỉnh Lam Giang",
        short_name="Sở GDĐT Lam Giang",
        name_en="Lam Giang Department of Education and Training",
        governing_body="Ủy ban nhân dân tỉnh Lam Giang",
        responsible_person="Trần Minh Khôi",
        responsible_role="Chánh Văn phòng Sở",
        address="12 Đường Bến Lam, phường Bến Lam, tỉnh Lam Giang",
        phone="0200 000 0000",
        email="vanphong@sogddt.lamgiang.example",
        logo="",
    ),
    menu=(MenuItem(NEWS.name, NEWS.url), MenuItem("Văn bản", "/van-ban/"), MenuItem("Thông báo", "/thong-bao/")),
    footer=(MenuItem("Giới thiệu", "/gioi-thieu/"), MenuItem("English", "/about/", "en")),
    outside=(
        MenuItem("Bộ Giáo dục và Đào tạo", "https://moet.gov.vn/"),
        MenuItem("UNESCO", "https://www.unesco.org/en", "en"),
    ),
    categories=(NEWS, DOCUMENTS, NOTICES),
)


def make_renderer(site: SiteFacts = SITE) -> Renderer:
    """Return the renderer of the real theme, with addresses in place of the assets that take time to make."""
    head_script = "document.documentElement.classList.add('js')"
    assets = Assets(
        css_url="/theme/site.css",
        overview_css_url="/theme/overview.css",
        print_css_url="/theme/print.css",
        statistics_css_url="/theme/statistics.css",
        lists_css_url="/theme/lists.css",
        lightbox_css_url="/theme/lightbox.css",
        readers_css_url="/theme/readers.css",
        indexes_css_url="/theme/indexes.css",
        search_css_url="/theme/search.css",
        script_url="/theme/site.js",
        readers_script_url="/theme/readers.js",
        search_scripts=(("vi", "/theme/search-vi.js"), ("en", "/theme/search-en.js")),
        preloads=("/theme/font.woff2",),
        text_preloads=("/theme/text.woff2",),
        head_script=Markup(head_script),
        csp=content_security_policy(head_script),
        emblem=Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><circle cx="4" cy="4" r="4"/></svg>'),
        icons=(Icon("icon", "/theme/icon.svg", "image/svg+xml"),),
        files=(),
    )
    return Renderer(ThemeFiles(one_layer(THEME)), site, assets)


def make_photo(folder: Path) -> Photo:
    """Draw a small photo in ``folder`` and return it as an article has it."""
    path = folder / "le-khai-giang.jpg"
    if not path.exists():
        Image.linear_gradient("L").resize((640, 400)).convert("RGB").save(path)
    return STORE.photo(path)


def make_article(**fields: Any) -> NewsArticle:
    """Return an article with nothing optional but ``fields``."""
    title = fields.get("title", "Thầy và trò đón năm học mới")
    plain = NewsArticle(
        url="/tin/2026/11/mot-bai-viet/",
        source_path="content/tin/2026/11/mot-bai-viet/index.md",
        title=title,
        date=datetime(2026, 11, 20, 8, 30, tzinfo=HANOI),
        category=NEWS,
        tags=(),
        authors=(),
        office="",
        source="",
        source_url="",
        credit="",
        standfirst="",
        summary="",
        body=Markup("<p>Sáng nay, toàn trường dự lễ.</p>"),
        lead=None,
        figures=(),
        attachments=(),
        document=None,
        pinned_until=None,
        expires=None,
        updated=None,
        updated_note="",
        withdrawn="",
        sharing_image="/chia-se.jpg",
    )
    return replace(plain, **fields)


def make_counts(paths: Sequence[str], days: int = 90) -> Counts:
    """Return counts up to 08:00 on 22 November 2026, in which each of ``paths`` has a few views fewer than the one before."""
    today = date(2026, 11, 22)
    pages = tuple(PageViews(path, max(1, 1250 - 97 * place)) for place, path in enumerate(paths))
    return Counts(
        as_of=datetime(2026, 11, 22, 8, 0, tzinfo=HANOI),
        since=date(2026, 8, 25),
        total=547_780,
        views=901_234,
        days=tuple(
            Tally(
                today - timedelta(days=back), 900 + back * 37 % 400, 2400 + back * 91 % 1300, 80 + back % 30, back % 5
            )
            for back in reversed(range(days))
        ),
        months=tuple(
            Tally(date(2026, month, 1), month * 2500, month * 7100, month * 210, month) for month in range(8, 12)
        ),
        week=pages,
        month=pages,
    )


def example_values(folder: Path) -> dict[str, Any]:
    """Return what the examples in ``theme/components/*/example.yaml`` may name; the photo is drawn in ``folder``."""
    photo = make_photo(folder)
    with_all = Figure(photo, "Học sinh xếp hàng trên sân trường", "Lễ khai giảng ở xã đảo.", "Ảnh: Minh Hà")
    summary = "Hơn 1.200 học sinh xã đảo Hòn Lam dự lễ khai giảng đầu tiên ở ngôi trường mới."
    story = make_article(summary=summary, lead=with_all)
    document = Document(
        number="1172/KH-SGDĐT",
        abstract="Kế hoạch tổ chức Hội thi giáo viên dạy giỏi cấp trung học phổ thông",
        type="Kế hoạch",
        issuer="Sở Giáo dục và Đào tạo tỉnh Lam Giang",
        signer="Nguyễn Thị An",
        issued=datetime(2026, 10, 5, tzinfo=HANOI),
        effective=datetime(2026, 10, 15, tzinfo=HANOI),
    )
    bare_document = Document("", "Hướng dẫn dạy học 2 buổi một ngày", "", "", "", None, None)
    notice = make_article(title="Lịch tiếp công dân quý IV", url="/tin/2026/10/lich/", category=NOTICES)
    pdf = Attachment(
        url="/tin/2026/11/mot-bai-viet/ke-hoach.pdf",
        name="ke-hoach.pdf",
        title="Kế hoạch 1172/KH-SGDĐT",
        type="PDF",
        size=1_482_311,
        pages=12,
        sha256=sha256(b"ke-hoach").hexdigest(),
    )
    named = (("Kế hoạch", "ke-hoach"), ("Quyết định", "quyet-dinh"))
    many = [
        make_article(
            title=f"Bài thứ {n}", url=f"/tin/2026/11/bai-{n}/", summary=summary, lead=with_all if n % 3 else None
        )
        for n in range(1, 41)
    ]
    years = archive_years(
        tuple(replace(each, date=datetime(2026 - n % 4, 1 + n % 12, 1, tzinfo=HANOI)) for n, each in enumerate(many)),
        SITE.addresses,
    )
    headlines = tuple(teaser(each) for each in many[:3])
    counted = plan(many)
    counted.counts = make_counts([each.url for each in many])
    figures = statistics_page(counted).figures
    assert figures is not None
    one_day = (replace(figures.days[0], visits=0),)
    return {
        "story": teaser(story),
        "story_without_photo": teaser(replace(story, lead=None)),
        "story_without_summary": teaser(replace(story, summary="")),
        "story_with_nothing": teaser(make_article()),
        "story_with_long_title": teaser(replace(story, title=LONG_TITLE)),
        "story_with_marks": teaser(replace(story, title='Phong trào "Dạy tốt & học tốt" <lần 2>', summary="1 < 2 & 3")),
        "story_in_capitals": teaser(replace(story, title="NGHỊ QUYẾT VỀ THỂ LỆ HỘI THI", lead=None)),
        "stories": tuple(teaser(each) for each in many),
        "notice": teaser(notice),
        "notice_with_end": teaser(replace(notice, expires=datetime(2026, 12, 31, 17, 0, tzinfo=HANOI))),
        "notice_expired": teaser(replace(notice, expires=datetime(2020, 1, 31, tzinfo=HANOI))),
        "notice_with_long_title": teaser(replace(notice, title=LONG_TITLE)),
        "notices": tuple(teaser(replace(each, category=NOTICES, lead=None)) for each in many),
        "document": document,
        "document_without_number": replace(document, number=""),
        "document_with_abstract_only": bare_document,
        "document_with_long_abstract": replace(document, abstract=LONG_TITLE),
        "document_row": teaser(make_article(category=DOCUMENTS, document=document)),
        "document_row_without_number": teaser(
            make_article(category=DOCUMENTS, document=replace(document, number="", type=""))
        ),
        "document_row_without_date": teaser(make_article(category=DOCUMENTS, document=bare_document)),
        "document_row_with_long_abstract": teaser(
            make_article(category=DOCUMENTS, document=replace(document, abstract=LONG_TITLE))
        ),
        "document_row_with_file": teaser(make_article(category=DOCUMENTS, document=document, attachments=(pdf,))),
        "document_filters_of_both": (
            DocumentFilter("type", "Kế hoạch", "/van-ban/ke-hoach/", 12),
            DocumentFilter("type", "Quyết định", "/van-ban/quyet-dinh/", 3),
            DocumentFilter("year", "2026", "/van-ban/2026/", 9),
        ),
        "document_filters_of_years": (
            DocumentFilter("year", "2026", "/van-ban/2026/", 9),
            DocumentFilter("year", "2025", "/van-ban/2025/", 1),
        ),
        "document_rows": tuple(
            teaser(replace(each, category=DOCUMENTS, document=replace(document, number=f"{n}/KH-SGDĐT")))
            for n, each in enumerate(many, start=1)
        ),
        "headings": (
            Heading("m-mot", "Một năm nhìn lại", 2),
            Heading("m-hai", LONG_TITLE, 3),
            Heading("m-ba", "R&D", 2),
        ),
        "figure_with_all": with_all,
        "figure_without_credit": replace(with_all, credit=""),
        "figure_with_credit_only": replace(with_all, caption=""),
        "figure_bare": replace(with_all, caption="", credit=""),
        "figure_described_by_caption": replace(with_all, alt=with_all.caption),
        "pdf": pdf,
        "pdf_without_pages": replace(pdf, pages=0),
        "pdf_of_one_page": replace(pdf, pages=1, size=812),
        "file_with_long_title": replace(pdf, title=LONG_TITLE, type="DOCX", name="mau.docx"),
        "comments": (
            Comment(7, datetime(2026, 11, 20, 9, 5, tzinfo=HANOI), "Lan & An <1>", "Hai dòng:\n\n<b>không đậm</b>"),
            Comment(
                8,
                datetime(2026, 11, 21, 9, 5, tzinfo=HANOI),
                "",
                "Khi nào có kết quả?",
                Reply(datetime(2026, 11, 21, 10, 0, tzinfo=HANOI), "Văn phòng", "Tuần tới."),
            ),
            Comment(
                9,
                datetime(2026, 11, 21, 9, 6, tzinfo=HANOI),
                "\u202eabc",
                "a" * 500,
                Reply(datetime(2026, 11, 21, 10, 0, tzinfo=HANOI), "", "Xin ghi ngắn hơn."),
            ),
        ),
        "comments_of_none": ArticleComments(0, (), "", "", "Tôi đồng ý."),
        "site_with_answers": replace(SITE, counter_path="/api", readers=Readers(rating=True, comments=True)),
        "crumbs": (Crumb("Trang chủ", "/"), Crumb(NEWS.name, NEWS.url)),
        "home_crumb": (Crumb("Trang chủ", "/"),),
        "tags": tuple(
            Term(name, slug, f"/the/{slug}/") for name, slug in [("khai giảng", "khai-giang"), ("R&D", "r-d")]
        ),
        "forty_tags": tuple(Term(f"nhãn {n}", f"nhan-{n}", f"/the/nhan-{n}/") for n in range(40)),
        "tag_with_long_name": (Term(LONG_TITLE, "dai", "/the/dai/"),),
        "section": HomeSection(NEWS, teaser(story), headlines),
        "section_of_one_story": HomeSection(NEWS, teaser(story), ()),
        "section_without_photo": HomeSection(NOTICES, teaser(make_article()), headlines[:1]),
        "figures": figures,
        "visits_of_the_first_day": replace(figures.visits, last_day=None, days=1, recent=1, total=1),
        "visits_of_no_day": replace(figures.visits, last_day=None, days=0, recent=0, total=0),
        "read_once": (replace(figures.most_read[0], title=LONG_TITLE, views=1),),
        "chart_of_an_empty_day": draw_chart(one_day),
        "years": years,
        "one_year": years[:1],
        "search_filters_of_all": search_page(SITE, (2026, 2025), named, named, True, True).filters,
        "search_filters_of_a_long_name": (SearchFilter("author", "Tác giả", "Mọi tác giả", ((LONG_TITLE, "dai"),)),),
        "day": datetime(2026, 1, 2, tzinfo=HANOI),
        "moment_of_day": datetime(2026, 11, 20, 8, 5, tzinfo=HANOI),
        "site_without_demo": replace(SITE, demo=False),
        "site_in_english": replace(SITE, language="en", demo=False),
        "site_without_menu": replace(SITE, menu=(), footer=(), outside=()),
        "site_with_long_names": replace(
            SITE,
            department=replace(SITE.department, place=LONG_TITLE, name=LONG_TITLE, address=LONG_TITLE),
            menu=SITE.menu * 5,
        ),
    }
