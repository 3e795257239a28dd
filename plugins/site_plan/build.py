"""From what was read to the plan: articles become plain values, addresses and links are checked."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, unquote, urlsplit

from markupsafe import Markup

from plugins.addresses import author_address, tag_address
from plugins.article_body import Body, Place, file_beside, report_missing
from plugins.attachments import UncountablePagesError, count_pages, inspect_file
from plugins.captions import shown_credit
from plugins.findings.report import Findings
from plugins.front_matter.fields import AttachedFile, FrontMatter
from plugins.photos import IMAGE_SUFFIXES, Photo, PhotoStore, UnusablePhotoError
from plugins.site_facts.facts import SiteFacts
from plugins.site_plan.sources import PlannedStaticPage
from plugins.translations import translation
from plugins.vietnamese import slugify
from plugins.view_models import Attachment, Document, Figure, NewsArticle, Term

#: A summary taken from the text is cut at this many characters, at a word.
SUMMARY_LENGTH = 220


class Read(Protocol):
    """What this module needs of Pelican's Article and Page."""

    front: FrontMatter
    body_parts: Body
    lead_photo: Photo | None
    place: Place
    site_url: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """All public sources of a site, and the files that go with them by address."""

    news: tuple[NewsArticle, ...]
    static_pages: tuple[PlannedStaticPage, ...]
    files: dict[str, Path]
    photos: tuple[Photo, ...]
    aliases: tuple[tuple[str, str, str], ...]


def gather(
    articles: Iterable[Any],
    pages: Iterable[Any],
    site: SiteFacts,
    now: datetime,
    store: PhotoStore,
    findings: Findings,
) -> Gathered:
    """Return the values of everything that was read. ``aliases`` are (old address, new address, source)."""
    articles, pages = list(articles), list(pages)
    # Source paths as {filename} links give them, below the content folder.
    targets = {each.place.path.partition("/")[2]: each.site_url for each in [*articles, *pages]}
    files: dict[str, Path] = {}
    photos: list[Photo] = []
    news = [_news_article(each, site, targets, files, store, findings) for each in articles]
    news.sort(key=lambda article: (article.date, article.url), reverse=True)
    static = [_static_page(each, targets, files, store, findings) for each in pages]
    for each in [*articles, *pages]:
        photos += each.body_parts.photos
        photos += [each.lead_photo] if each.lead_photo else []
    aliases = [(alias, each.site_url, each.place.path) for each in [*articles, *pages] for alias in each.front.aliases]
    _check_spelling(articles, findings)
    _check_pinned(articles, now, findings)
    return Gathered(
        tuple(news),
        tuple(sorted(static, key=lambda page: page.url)),
        files,
        tuple(photos),
        tuple(sorted(aliases)),
    )


def _news_article(
    read: Read,
    site: SiteFacts,
    targets: dict[str, str],
    files: dict[str, Path],
    store: PhotoStore,
    findings: Findings,
) -> NewsArticle:
    front, body = read.front, read.body_parts
    assert front.date is not None
    lead = None
    credit_label = translation(site.language).gettext("Photo:")
    if read.lead_photo is not None:
        credit = shown_credit(front.lead_credit or front.credit, credit_label)
        lead = Figure(read.lead_photo, front.lead_alt, front.lead_caption, credit)
        if not front.lead_alt and not front.lead_caption:
            findings.add("lead-alt-missing", read.place.path, front.line("lead"), image=front.lead)
    document = None
    if front.document_number or front.document_type:
        document = Document(
            front.document_number,
            front.document_abstract or front.title,
            front.document_type,
            front.document_issuer or site.department.short_name,
            front.document_signer,
            front.document_issued or front.date,
            front.document_effective,
        )
    shown = lead or next(iter(body.figures), None)
    return NewsArticle(
        url=read.site_url,
        source_path=read.place.path,
        title=front.title,
        date=front.date,
        category=site.category(front.category),
        tags=tuple(Term(name, slugify(name), tag_address(slugify(name))) for name in front.tags),
        authors=tuple(Term(name, slugify(name), author_address(slugify(name))) for name in front.authors),
        office=front.office,
        source=front.source,
        source_url=front.source_url,
        credit=shown_credit(front.credit, credit_label),
        standfirst=front.summary,
        summary=front.summary or _shorten(body.opening),
        body=_resolved(read, targets, findings),
        lead=lead,
        figures=body.figures,
        attachments=() if front.withdrawn else _attachments(read, files, store, findings),
        document=document,
        pinned_until=front.pinned_until,
        expires=front.expires,
        updated=front.updated,
        updated_note=front.updated_note,
        withdrawn=front.withdrawn,
        sharing_image=shown.photo.sharing_url if shown else f"{read.site_url}chia-se.jpg",
    )


def _static_page(
    read: Read, targets: dict[str, str], files: dict[str, Path], store: PhotoStore, findings: Findings
) -> PlannedStaticPage:
    front = read.front
    return PlannedStaticPage(
        url=read.site_url,
        source=read.place.path,
        template=front.template or "page",
        lang=getattr(read, "lang", "vi"),
        title=front.title,
        summary=front.summary,
        body=_resolved(read, targets, findings),
        attachments=_attachments(read, files, store, findings),
        updated=front.updated,
        updated_note=front.updated_note,
    )


def _shorten(text: str) -> str:
    """Return the first words of ``text``, at most ``SUMMARY_LENGTH`` characters, with an ellipsis when cut."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"


_SOURCE_LINK = re.compile(r'href="[{|]filename[}|]([^"]*)"')


def _resolved(read: Read, targets: dict[str, str], findings: Findings) -> Markup:
    """Return the body with ``{filename}`` links led to their pages; a link to what isn't public is a finding."""
    folder = Path(read.place.path.partition("/")[2]).parent

    def address(match: re.Match[str]) -> str:
        link = unescape(match[1])
        parts = urlsplit(link)
        path = unquote(parts.path)
        target = Path(path.lstrip("/")) if path.startswith("/") else folder / path
        url = targets.get(_normalised(target))
        if url is None:
            read.place.report("link-missing", path, target=path)
            return match[0]
        return f'href="{url}{"#" + parts.fragment if parts.fragment else ""}"'

    # The only place where HTML is trusted: the reader has held it against the allow-list.
    return Markup(_SOURCE_LINK.sub(address, read.body_parts.html))  # noqa: S704


def _normalised(path: Path) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _attachments(read: Read, files: dict[str, Path], store: PhotoStore, findings: Findings) -> tuple[Attachment, ...]:
    """Return the files offered under the text; those linked in the text are copied too."""
    files |= dict(read.body_parts.files)
    attached = []
    for entry in read.front.attachments:
        path = file_beside(read.place.folder, entry.file)
        if path is None:
            line = read.place.line_of(entry.file) or read.front.line("attachments")
            report_missing(read.place, entry.file, entry.file, line)
            continue
        public = _public_file(read, entry, path, store, findings)
        if public is not None:
            url = read.site_url + quote(entry.file)
            files[url] = public
            pages = _pages(read, entry, path, findings)
            attached.append(inspect_file(public, path.name, url, entry.title, pages))
    return tuple(attached)


def _public_file(read: Read, entry: AttachedFile, path: Path, store: PhotoStore, findings: Findings) -> Path | None:
    """Return the file to serve for an attachment: of an image, one without what the camera wrote into it."""
    if path.suffix.lower() not in IMAGE_SUFFIXES:
        return path
    try:
        return store.original(path)
    except UnusablePhotoError as error:
        line = read.place.line_of(entry.file) or read.front.line("attachments")
        findings.add("photo-unreadable", read.place.path, line, image=entry.file, reason=str(error))
    return None


def _pages(read: Read, entry: AttachedFile, path: Path, findings: Findings) -> int:
    try:
        return count_pages(path)
    except UncountablePagesError as error:
        line = read.place.line_of(entry.file) or read.front.line("attachments")
        findings.add("attachment-unreadable", read.place.path, line, file=entry.file, reason=str(error))
        return 0


def _check_spelling(articles: list[Any], findings: Findings) -> None:
    """Tags that differ only by marks or capitals share an address: ``bàn`` and ``bán`` would be one list."""
    for kind, attribute, finding in (("tag", "tags", "tag-spelling"), ("author", "authors", "author-spelling")):
        first: dict[str, tuple[str, str]] = {}
        for each in sorted(articles, key=lambda read: read.place.path):
            for name in getattr(each.front, attribute):
                known, where = first.setdefault(slugify(name), (name, each.place.path))
                if known != name:
                    line = each.front.line(attribute if attribute in each.front.lines else kind)
                    findings.add(finding, each.place.path, line, **{kind: name}, other=known, where=where)


def _check_pinned(articles: list[Any], now: datetime, findings: Findings) -> None:
    """Only one article can lead: the others that ask for it are named."""
    pinned = [each for each in articles if each.front.pinned_until and each.front.pinned_until > now]
    leading, *others = sorted(pinned, key=lambda each: (each.front.date, each.site_url), reverse=True) or [None]
    for each in others:
        findings.add("pinned-many", each.place.path, each.front.line("pinned_until"), other=leading.place.path)
