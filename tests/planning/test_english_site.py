"""A site in English: none of its addresses has a Vietnamese part, and every link inside it leads somewhere."""

import re
from dataclasses import fields
from typing import Any

import pytest

from ban_tin.articles.comments import Comment, format_comments
from ban_tin.articles.comments.parts import list_comments, part_comments
from ban_tin.articles.reader import SourceReader
from ban_tin.findings import Findings
from ban_tin.planning.gather import KnownSource
from ban_tin.planning.make import make_plan
from ban_tin.planning.plan import Copied, Plan, PlannedPage, page_path
from ban_tin.site.addresses import ENGLISH, VIETNAMESE, is_article_page
from ban_tin.site.facts import Category, MenuItem, Readers, SiteFacts
from ban_tin.site.project import Project
from ban_tin.views import NewsArticle, already_loaded, teaser
from tests.builders import CACHE, NOW, ROOT, STORE, kinds, made, picture, site

PARTS = {getattr(VIETNAMESE, each.name).strip("/").rpartition("/")[2] for each in fields(VIETNAMESE)}


def english_site() -> SiteFacts:
    sections = [("News", "news", ""), ("Notices", "notices", "notices"), ("Papers", "papers", "documents")]
    categories = tuple(
        Category(name, slug, "#1d5c8a", "#7db8e0", role, "", language="en") for name, slug, role in sections
    )
    menu = tuple(MenuItem(each.name, each.url) for each in categories)
    return site(
        language="en", counter_path="/api", menu=menu, footer=(), categories=categories, readers=Readers(True, True)
    )


@pytest.fixture(scope="module")
def english(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    """The plan of 25 articles, with a photo, a document, tags and authors among them, and of a page."""
    content = tmp_path_factory.mktemp("site") / "content"
    facts, findings = english_site(), Findings()
    for number in range(1, 26):
        folder = content / "news" / "2026" / "10" / f"story-{number}"
        picture(folder / "….jpg" if number == 2 else folder / "hall.jpg")
        photo = "![The hall](….jpg)" if number == 2 else "![The hall](hall.jpg)" if number == 1 else ""
        document = 'category: Papers\ndocument_number: "12/A"' if number == 3 else "category: News"
        (folder / "index.md").write_text(
            f"---\ntitle: Story {number}\ndate: 2026-10-{number:02} 08:00\n{document}\ntags: [schools]\nauthors: [Ann]\n"
            f"---\n\nText.\n\n{photo}\n",
            encoding="utf-8",
        )
    said = [Comment(number, NOW, "Bob", f"Comment {number}") for number in range(1, 41)]
    (content / "news/2026/10/story-1/comments.yaml").write_text(format_comments(said), encoding="utf-8")
    (content / "pages").mkdir()
    (content / "pages" / "site-map.md").write_text(
        "---\ntitle: Site map\ntemplate: site_map\n---\n\nAll pages.\n", encoding="utf-8"
    )
    reader = SourceReader(content, ["pages"], facts, STORE)
    sources = []
    for file in sorted(content.rglob("*.md")):
        read = reader.read(file, NOW, findings)
        assert read is not None
        assert read.content is not None
        short = already_loaded(teaser(read.content)) if isinstance(read.content, NewsArticle) else None
        listed = list_comments(part_comments(read.comments), "content/comments.yaml") if read.comments else None
        sources.append(KnownSource(read.entry, already_loaded(read.content), short, listed))
    project = Project(content, ROOT / "theme", CACHE, CACHE / "builds", facts, NOW)
    plan = make_plan(project, findings, sources)
    assert [each for each in kinds(findings) if each not in {"caption-missing", "photo-small"}] == []
    return plan


def shown(planned: Any) -> str:
    """Return all that a planned page or file may show."""
    if isinstance(planned, PlannedPage):
        return repr(planned.view)
    return "" if isinstance(planned, Copied) else bytes(made(planned)).decode(errors="replace")


def test_no_address_has_a_vietnamese_part(english: Plan) -> None:
    vietnamese = re.compile(rf"[\w/.-]*(?<![\w.-])(?:{'|'.join(map(re.escape, sorted(PARTS)))})(?![\w-])[\w/.-]*")
    everything = {path: f"/{path} {shown(planned)}" for path, planned in {**english.pages, **english.files}.items()}
    found = {path: sorted(set(vietnamese.findall(text))) for path, text in everything.items()}
    # The name of a file in our own store: the whole of its name, or nothing.
    assert {path: each for path, each in found.items() if [name for name in each if "/" in name]} == {}
    assert not [path for path in everything if path.endswith("chia-se.jpg")]


def test_its_pages_stand_at_english_addresses(english: Plan) -> None:
    addresses = [
        "/", "/news/", "/news/page/1/", "/news/2026/10/story-1/", "/archive/2026/10/", "/category/news/", "/category/",
        "/tag/schools/", "/tag/", "/author/ann/", "/notices/", "/documents/", "/statistics/", "/news/2026/",
        "/news/2026/10/story-1/comments/1/", "/news/2026/10/story-1/comments/2/",
    ]  # fmt: skip
    assert {page_path(each) for each in addresses} <= english.pages.keys()
    assert {"share.jpg", "feeds/all.atom.xml", "feeds/news.atom.xml", "sitemap.xml"} <= english.files.keys()
    assert "news/2026/10/story-25/share.jpg" in english.files
    assert "news/2026/10/story-1/comments.atom.xml" in english.files
    photos = [path for path in english.files if path.startswith("photos/")]
    assert [path for path in photos if re.fullmatch(r"photos/[0-9a-f]{2}/photos-[0-9a-f]{12}-share\.jpg", path)]
    assert [path for path in photos if re.fullmatch(r"photos/[0-9a-f]{2}/hall-[0-9a-f]{12}-share\.jpg", path)]


def test_an_article_shares_a_picture_that_there_is(english: Plan) -> None:
    assert {each.sharing_image.lstrip("/") for each in english.news} <= english.files.keys()


def test_no_two_kinds_of_page_have_one_address() -> None:
    for addresses in (VIETNAMESE, ENGLISH):
        values = [getattr(addresses, each.name) for each in fields(addresses)]
        assert len(set(values)) == len(values)


@pytest.mark.parametrize(
    ("path", "article"),
    [
        ("tin/2026/11/bai/index.html", True),
        ("news/2026/11/story/index.html", True),
        ("tin/trang/1/index.html", False),
        ("news/2026/11/index.html", False),
        ("news/2026/11/story/a.pdf", False),
        ("xnews/2026/11/story/index.html", False),
    ],
)
def test_the_page_of_an_article_is_known_in_every_language(path: str, article: bool) -> None:
    """A site that changes its language would lose the articles of the other one unnoticed."""
    assert is_article_page(path) is article
