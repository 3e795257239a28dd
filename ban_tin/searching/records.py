"""What is shown of a result: small, so that ten of them cost a reader little."""

import json
from collections.abc import Mapping

from ban_tin.photos.plan import Photo
from ban_tin.views import Attachment, NewsArticle, SourcePage

#: Values of JSON: see ``docs/decisions/0013-search.md`` for their order.
Record = tuple[object, ...]
#: Documents whose records lie in one file, as a power of two.
BLOCK = 2
#: Most letters of a summary.
_SUMMARY = 160


def record_of_article(article: NewsArticle, kind: str) -> Record:
    """Return what is shown of ``article``, which is of the given kind."""
    shown = article.lead or next(iter(article.figures), None)
    document = article.document
    return _trimmed(
        article.url,
        article.title,
        f"{article.date:%Y-%m-%d}",
        article.category.slug,
        shorten(article.summary),
        _thumbnail(shown.photo) if shown else 0,
        kind,
        document.type if document else "",
        document.number if document else "",
    )


def record_of_file(article: NewsArticle, attachment: Attachment, text: str) -> Record:
    """Return what is shown of an ``attachment`` of ``article``, in which ``text`` stands."""
    return (
        article.url,
        attachment.title,
        f"{article.date:%Y-%m-%d}",
        article.category.slug,
        shorten(text[: 4 * _SUMMARY]),
        0,
        "file",
        attachment.type,
        attachment.url,
        article.title,
    )


def record_of_page(page: SourcePage, url: str, text: str) -> Record:
    """Return what is shown of a page of the site, at ``url``, in which ``text`` stands."""
    return _trimmed(url, page.title, "", "", shorten(page.summary or text[: 4 * _SUMMARY]), 0, "page")


def shorten(text: str) -> str:
    """Return ``text`` in one line, cut at a word where it is longer than a summary may be."""
    line = " ".join(text.split())
    if len(line) <= _SUMMARY:
        return line
    return f"{line[:_SUMMARY].rsplit(' ', 1)[0]}…"


def _thumbnail(photo: Photo) -> tuple[str, int, int]:
    """Return the address of the narrowest rendition that every browser of today shows, its width and its height in px."""
    by_format = photo.by_format()
    narrowest = by_format.get("webp", [photo.fallback])[0]
    return photo.url(narrowest), narrowest.width, narrowest.height


def _trimmed(*values: object) -> Record:
    """Return ``values`` without the empty ones at the end."""
    found = list(values)
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def write_records(records: Mapping[int, Record]) -> bytes:
    """Return the file of the ``records`` of one block, by the number of their document."""
    content = {str(number % (1 << BLOCK)): records[number] for number in sorted(records)}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
