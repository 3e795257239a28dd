"""What the head of a page says to machines: its ``meta`` elements, JSON-LD, and the address that it had."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

_TYPES = frozenset(("Article", "NewsArticle", "BlogPosting", "ReportageNewsArticle", "Report", "AnalysisNewsArticle"))
#: Letters of a script that is looked at.
_MOST = 200_000
#: ``<!-- saved from url=(0061)http://… -->``: what browsers write above a page that they save.
_SAVED_FROM = re.compile(
    r"<!--\s*saved from url=\(\d+\)\s*(\S+?)\s*-->|<!--\s*Mirrored from\s+(\S+)\s+by\s+HTTrack", re.IGNORECASE
)


def read_meta(root: HtmlElement) -> dict[str, str]:
    """Return what the head says, by the names that it uses, in small letters; ``headline``, ``published``, ``modified`` and ``author`` of JSON-LD."""
    found: dict[str, str] = {}
    for each in root.iter("meta"):
        name = (each.get("property") or each.get("name") or each.get("itemprop") or "").strip().lower()
        content = " ".join((each.get("content") or "").split())
        if name and content:
            found.setdefault(name, content)
    for each in root.iter("link"):
        if (each.get("rel") or "").lower() == "canonical" and each.get("href"):
            found.setdefault("canonical", each.get("href") or "")
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").lower() == "application/ld+json" and len(text) < _MOST:
            for article in _articles(text):
                for name, ours in (
                    ("headline", "headline"),
                    ("datePublished", "published"),
                    ("dateModified", "modified"),
                ):
                    if isinstance(article.get(name), str):
                        found.setdefault(ours, " ".join(article[name].split()))
                author = article.get("author")
                author = author[0] if isinstance(author, list) and author else author
                name = author.get("name") if isinstance(author, dict) else author
                if isinstance(name, str):
                    found.setdefault("author-ld", " ".join(name.split()))
    for each in root.iter("time", "span", "div", "p", "td"):
        if (each.get("itemprop") or "").lower() == "datepublished" or (
            each.tag == "time" and each.get("pubdate") is not None
        ):
            found.setdefault("published", each.get("datetime") or each.get("content") or each.text_content().strip())
    return found


def _articles(text: str) -> Iterator[dict[str, Any]]:
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):
        return
    waiting = loaded if isinstance(loaded, list) else [loaded]
    for each in waiting[:50]:
        if not isinstance(each, dict):
            continue
        graph = each.get("@graph")
        for one in [each, *(graph[:50] if isinstance(graph, list) else [])]:
            if isinstance(one, dict):
                kind = one.get("@type")
                if _TYPES & set(
                    [kind]
                    if isinstance(kind, str)
                    else [k for k in kind if isinstance(k, str)]
                    if isinstance(kind, list)
                    else []
                ):
                    yield one


def find_address(text: str, meta: dict[str, str], told: str, base: str) -> tuple[str, str]:
    """Return the address that a page had and what says so; two empty texts where nothing does.

    ``text`` is its source, ``told`` what the file says around it, ``base`` its ``<base>``.
    """
    remark = _SAVED_FROM.search(text[:4000])
    saved = (remark[1] or f"http://{remark[2]}") if remark else ""
    for address, where in (
        (meta.get("canonical", ""), "canonical"),
        (meta.get("og:url", ""), "og:url"),
        (told, "Snapshot-Content-Location"),
        (saved, "saved from url"),
    ):
        whole = _resolved(address, base or told or saved)
        if whole and urlsplit(whole).path.strip("/") + urlsplit(whole).query:
            return whole, where
    return "", ""


def _resolved(address: str, base: str) -> str:
    address = address.strip()
    if address.startswith("//"):
        address = f"http:{address}"
    if address.startswith("/") and re.match(r"https?://[^/]+", base):
        address = re.match(r"https?://[^/]+", base)[0] + address  # type: ignore[index]
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in {"http", "https"} and parts.netloc else ""
