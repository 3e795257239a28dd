"""From what was read to the plan: articles are listed, their links led to their addresses, all of them checked together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from ban_tin.articles.source import SourceEntry
from ban_tin.findings.report import Findings
from ban_tin.language.vietnamese import slugify
from ban_tin.site.addresses import Addresses
from ban_tin.site.facts import SiteFacts
from ban_tin.views import Deferred, ListedArticle, ListedComments, ListedPage, Teaser, Term


class KnownSource(NamedTuple):
    """A source file as read: what is always known of it, and what is loaded when it is needed."""

    entry: SourceEntry
    content: Deferred[Any]
    teaser: Deferred[Teaser] | None
    comments: ListedComments | None = None


@dataclass(frozen=True, slots=True)
class Gathered:
    """All public sources of a site. ``aliases`` are (old address, new address, source file)."""

    news: tuple[ListedArticle, ...]
    static_pages: tuple[ListedPage, ...]
    aliases: tuple[tuple[str, str, str], ...]


def gather(sources: Iterable[KnownSource], site: SiteFacts, now: datetime, findings: Findings) -> Gathered:
    """Return what was read, sorted and led together; what is wrong with it as a whole becomes findings."""
    sources = [each for each in sources if not each.entry.held_back]
    entries = [each.entry for each in sources]
    # Source paths as {filename} links give them, below the content folder.
    targets = {each.path.partition("/")[2]: each.url for each in entries}
    terms = _Terms(site.addresses)
    news = [_listed_article(each, site, now, targets, terms, findings) for each in sources if not each.entry.page]
    news.sort(key=lambda article: (article.date, article.url), reverse=True)
    pages = [_listed_page(each, targets, findings) for each in sources if each.entry.page]
    articles = [each for each in entries if not each.page]
    _check_spelling(articles, findings)
    _check_pinned(articles, now, findings)
    return Gathered(
        tuple(news),
        tuple(sorted(pages, key=lambda page: page.url)),
        tuple(sorted((alias, each.url, each.path) for each in entries for alias in each.aliases)),
    )


class _Terms:
    """Tags and authors by name: the same few stand on thousands of articles."""

    def __init__(self, addresses: Addresses) -> None:
        self._addresses = addresses
        self._known: dict[tuple[str, bool], Term] = {}

    def term(self, name: str, author: bool) -> Term:
        known = self._known.get((name, author))
        if known is None:
            slug = slugify(name)
            known = Term(name, slug, self._addresses.author(slug) if author else self._addresses.tag(slug))
            self._known[name, author] = known
        return known


def _listed_article(
    source: KnownSource,
    site: SiteFacts,
    now: datetime,
    targets: Mapping[str, str],
    terms: _Terms,
    findings: Findings,
) -> ListedArticle:
    entry, whole, teaser, comments = source
    assert entry.date is not None
    assert entry.changed is not None
    assert teaser is not None
    if status := status_of(entry, now):
        whole, teaser = mark(whole, status), mark(teaser, status)
    return ListedArticle(
        url=entry.url,
        source_path=entry.path,
        title=entry.title,
        date=entry.date,
        changed=entry.changed,
        category=site.category(entry.category),
        tags=tuple([terms.term(name, author=False) for name in entry.tags]),
        authors=tuple([terms.term(name, author=True) for name in entry.authors]),
        pinned_until=entry.pinned_until,
        expires=entry.expires,
        withdrawn=entry.withdrawn,
        illustrated=entry.illustrated,
        document=entry.document,
        replaced_by=_replacement(entry, targets, findings),
        sharing_image=entry.sharing_image,
        own_links=_resolved(entry, targets, findings) if entry.own_links else (),
        whole=whole,
        teaser=teaser,
        comments=comments,
    )


def status_of(entry: SourceEntry, now: datetime) -> str:
    """Return why only a preview shows an article or page; ``""`` for what is public."""
    if entry.draft:
        return "draft"
    return "scheduled" if not entry.page and entry.date is not None and entry.date > now else ""


def mark(value: Deferred[Any], status: str) -> Deferred[Any]:
    """Return ``value``, an article or a page, with the mark that a preview shows it with; ``""`` for none."""
    if not status:
        return value
    return Deferred(f"{value.fingerprint}:{status}", partial(_load_marked, value, status), value.source)


def _load_marked(value: Deferred[Any], status: str) -> Any:
    return replace(value.load(), status=status)


def _listed_page(source: KnownSource, targets: Mapping[str, str], findings: Findings) -> ListedPage:
    entry = source.entry
    own_links = _resolved(entry, targets, findings)
    whole = mark(source.content, "draft" if entry.draft else "")
    return ListedPage(entry.url, entry.path, entry.title, own_links, whole)


def _resolved(entry: SourceEntry, targets: Mapping[str, str], findings: Findings) -> tuple[tuple[str, str], ...]:
    """Return where each ``{filename}`` link of ``entry`` leads; a link to what isn't public is a finding."""
    folder = PurePosixPath(entry.path.partition("/")[2]).parent
    resolved = []
    for link in entry.own_links:
        parts = urlsplit(link.target)
        path = unquote(parts.path)
        target = PurePosixPath(path.lstrip("/")) if path.startswith("/") else folder / path
        url = targets.get(_normalised(target))
        if url is None:
            findings.add("link-missing", entry.path, link.line, target=path)
        else:
            resolved.append((link.target, f"{url}{'#' + parts.fragment if parts.fragment else ''}"))
    return tuple(resolved)


def _replacement(entry: SourceEntry, targets: Mapping[str, str], findings: Findings) -> str:
    """Return the address of what is in the place of ``entry``; a source file that isn't public is a finding. Addresses are checked with all links."""
    written = entry.replaced_by
    if not written or written.startswith("/"):
        return written
    folder = PurePosixPath(entry.path.partition("/")[2]).parent
    url = targets.get(_normalised(folder / unquote(written)))
    if url is None:
        findings.add("link-missing", entry.path, entry.line("replaced_by"), target=written)
    return url or ""


def _normalised(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts = parts[:-1]
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def _check_spelling(articles: Sequence[SourceEntry], findings: Findings) -> None:
    """Tags that differ only by marks or capitals share an address: ``bàn`` and ``bán`` would be one list."""
    slugs: dict[str, str] = {}
    by_path = sorted(articles, key=lambda each: each.path)
    for kind, attribute, finding in (("tag", "tags", "tag-spelling"), ("author", "authors", "author-spelling")):
        first: dict[str, tuple[str, str]] = {}
        for each in by_path:
            for name in getattr(each, attribute):
                slug = slugs.get(name) or slugs.setdefault(name, slugify(name))
                known, where = first.setdefault(slug, (name, each.path))
                if known != name:
                    line = each.line(attribute, kind)
                    findings.add(finding, each.path, line, **{kind: name}, other=known, where=where)


def _check_pinned(articles: Sequence[SourceEntry], now: datetime, findings: Findings) -> None:
    """Only one article can lead: the others that ask for it are named."""
    pinned = [each for each in articles if each.pinned_until and each.pinned_until > now]
    pinned.sort(key=lambda each: (each.date, each.url), reverse=True)
    for each in pinned[1:]:
        findings.add("pinned-many", each.path, each.line("pinned_until"), other=pinned[0].path)
