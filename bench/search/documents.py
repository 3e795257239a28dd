"""What there is to find on a built site: the same words for every peer."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import yaml
from selectolax.lexbor import LexborHTMLParser

from ban_tin.language.vietnamese import slugify
from tests.search.planted import ROOT, Planted

_SECTIONS = {"Văn bản": "document", "Thông báo": "notice"}


@dataclass(frozen=True)
class Document:
    """An article or a page; ``files`` is the text of its attachments, ``date`` "" for a page."""

    url: str
    title: str
    text: str
    files: str
    date: str
    section: str
    authors: tuple[str, ...]
    kind: str
    type: str

    def passes(self, filters: Mapping[str, str]) -> bool:
        """Whether it has what the filters of a query want."""
        has = asdict(self) | {"year": self.date[:4], "author": self.authors}
        return all(
            value == has[name] or (name == "author" and value in self.authors) for name, value in filters.items()
        )


def documents(content: Path, output: Path, planted: Sequence[Planted]) -> list[Document]:
    """Return the articles and pages of a site, the newest first; withdrawn ones are none."""
    files = _files_of_the_demonstration()
    for article in planted:
        files[article.slug] = "\n".join(f"{file.title}\n{file.text}" for file in article.files)
    found = [_article(path, output, files) for path in sorted(content.glob("tin/**/*.md"))]
    found += [_page(path, output) for path in sorted(content.glob("trang/*.md"))]
    return sorted((each for each in found if each), key=lambda each: each.date, reverse=True)


def _files_of_the_demonstration() -> dict[str, str]:
    with (ROOT / "demo" / "attachments.toml").open("rb") as file:
        listed = tomllib.load(file)["file"]
    found: dict[str, str] = {}
    for each in listed:
        slug = Path(each["path"]).parent.name
        found[slug] = "\n".join(
            [found.get(slug, ""), each["number"], each["title"], each["signer"], *each["paragraphs"]]
        )
    return found


def _article(path: Path, output: Path, files: Mapping[str, str]) -> Document | None:
    head = _head(path)
    if "withdrawn" in head:
        return None
    slug = path.parent.name
    date = str(head["date"])
    url = f"/tin/{date[:4]}/{date[5:7]}/{slug}/"
    title, text = _words(output / url.strip("/") / "index.html")
    authors = head.get("authors") or [head[name] for name in ("author",) if name in head]
    type_ = slugify(str(head.get("document_type", "")))
    kind = "document" if type_ or "document_number" in head else _SECTIONS.get(head["category"], "news")
    return Document(
        url,
        title,
        text,
        files.get(slug, ""),
        date,
        slugify(head["category"]),
        tuple(map(slugify, authors)),
        kind,
        type_,
    )


def _page(path: Path, output: Path) -> Document:
    slug = _head(path).get("slug", path.stem)
    title, text = _words(output / slug / "index.html")
    return Document(f"/{slug}/", title, text, "", "", "", (), "page", "")


def _head(path: Path) -> dict[str, str]:
    text = path.read_text("utf-8")
    if text.startswith("---"):
        return dict(yaml.load(text.split("---", 2)[1], yaml.BaseLoader))
    lines = text.partition("\n\n")[0].splitlines()
    return {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}


def _words(page: Path) -> tuple[str, str]:
    tree = LexborHTMLParser(page.read_text("utf-8"))
    article = tree.css_first("article.article") or tree.css_first("main")
    heading = tree.css_first("h1")
    assert article and heading, page
    for unread in article.css("script, style, template, .tools, .print-only, dialog"):
        unread.decompose()
    title = heading.text(separator=" ", strip=True)
    heading.decompose()
    return title, re.sub(r"\s+", " ", article.text(separator=" "))


def html_copies(output: Path, target: Path, urls: Iterable[str]) -> None:
    """Copy the pages at ``urls`` for Pagefind: what is searched is marked, and no policy forbids its WebAssembly."""
    for url in urls:
        page = target / url.strip("/") / "index.html"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(marked(output / url.strip("/") / "index.html"), encoding="utf-8")


def marked(page: Path) -> str:
    """Return the HTML of a page as Pagefind may read it."""
    html = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page.read_text("utf-8"), count=1)
    begin = '<article class="article' if '<article class="article' in html else "<main"
    assert begin in html, page
    return html.replace(
        begin, begin.replace(" ", " data-pagefind-body ", 1) if " " in begin else f"{begin} data-pagefind-body", 1
    )
