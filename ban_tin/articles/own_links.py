"""Links to other source files: how the reader leaves them in HTML, and where they lead."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup

from ban_tin.articles.safe_html import find_links, rewrite_attributes
from ban_tin.views.news import NewsArticle
from ban_tin.views.pages import SourcePage

#: The address of a link to another source file; its group is what is written behind ``{filename}``.
_OWN_LINK = re.compile(r"[{|]filename[}|](.*)", re.DOTALL)

Content = TypeVar("Content", NewsArticle, SourcePage)


def find_own_links(html: str) -> list[str]:
    """Return what the links of ``html`` to other source files lead to, as written behind ``{filename}``."""
    if "filename" not in html:
        return []
    return [match[1] for link in find_links(html) if (match := _OWN_LINK.fullmatch(link))]


def with_links(content: Content, own_links: tuple[tuple[str, str], ...]) -> Content:
    """Return an article or a page with its ``{filename}`` links led to the addresses in ``own_links`` (as written, address)."""
    if not own_links:
        return content
    addresses = dict(own_links)

    def lead(attributes: Mapping[str, str]) -> dict[str, str]:
        match = _OWN_LINK.fullmatch(attributes["href"])
        return {"href": addresses[match[1]]} if match else {}

    # The same HTML that the reader trusts, with addresses of the site's own in it.
    return replace(content, body=Markup(rewrite_attributes(str(content.body), "a[href]", lead)))  # noqa: S704
