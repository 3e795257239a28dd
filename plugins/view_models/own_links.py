"""Links to other source files: how the reader leaves them in HTML, and where they lead."""

import re
from dataclasses import replace
from html import unescape
from typing import TypeVar

from markupsafe import Markup

from plugins.view_models.news import NewsArticle
from plugins.view_models.pages import SourcePage

#: A link to another source file; its group is what is written behind ``{filename}``.
OWN_LINK = re.compile(r'href="[{|]filename[}|]([^"]*)"')

Content = TypeVar("Content", NewsArticle, SourcePage)


def with_links(content: Content, own_links: tuple[tuple[str, str], ...]) -> Content:
    """Return an article or a page with its ``{filename}`` links led to the addresses in ``own_links`` (as written, address)."""
    if not own_links:
        return content
    addresses = dict(own_links)

    def lead(match: re.Match[str]) -> str:
        return f'href="{addresses[unescape(match[1])]}"'

    # The same HTML that the reader trusts, with addresses of the site's own in it.
    return replace(content, body=Markup(OWN_LINK.sub(lead, str(content.body))))  # noqa: S704
