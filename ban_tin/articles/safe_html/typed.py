"""What was typed: the tags of an article in the order in which an editor finds them, those too that no browser would show.

Only for findings. ``published`` decides what readers get.
"""

from contextlib import suppress
from html.parser import HTMLParser
from typing import NamedTuple

from ban_tin.articles.safe_html.rules import (
    MEDIA,
    Violation,
    check_attribute,
    check_element,
    is_plainly_allowed,
    leaves_site,
)


def find_violations(html: str) -> list[Violation]:
    """Return every tag, attribute and address in ``html`` that the allow-list doesn't name, in order."""
    if is_plainly_allowed(html):
        return []
    checker = _Checker()
    try:
        checker.feed(html)
        checker.close()
    except AssertionError:  # What html.parser says of <![ with a word that it doesn't know.
        checker.unknown_decl("")
    return checker.violations


class RawAddresses(NamedTuple):
    """Addresses in raw HTML: ``relative`` ones name a file beside the article, ``links`` lead to a page of the site.

    ``media`` are photos and films elsewhere on the site.
    """

    relative: list[str]
    links: list[str]
    media: list[str]


def find_raw_addresses(html: str) -> RawAddresses:
    """Return the addresses of raw HTML that are the site's own: Markdown resolves only its own forms."""
    finder = _AddressFinder()
    with suppress(AssertionError):  # ``find_violations`` reports it.
        finder.feed(html)
        finder.close()
    return finder.found


class _AddressFinder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found = RawAddresses([], [], [])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "srcset":
                addresses = [words[0] for each in (value or "").split(",") if (words := each.split())]
            else:
                addresses = [value] if value and name in MEDIA | {"href"} else []
            for address in addresses:
                if leaves_site(address):
                    continue
                if address.startswith("/"):
                    (self.found.links if name == "href" else self.found.media).append(address)
                elif not address.startswith(("#", "{")):
                    self.found.relative.append(address)


class _Checker(HTMLParser):
    """Looks at every start tag; end tags and text can do no harm."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.violations: list[Violation] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        refused = check_element(tag)
        self.violations += refused
        if not refused:
            for name, value in attrs:
                self.violations += check_attribute(tag, name, value or "")

    def handle_comment(self, data: str) -> None:
        # A browser ends a comment at <!-->, <!---> and --!> too, where Python 3.11 reads on.
        if data.startswith((">", "->")) or "--!>" in data:
            self.violations += check_element("!--")

    def handle_pi(self, data: str) -> None:
        self.violations += check_element(f"?{data.partition(' ')[0].rstrip('?')}")

    def unknown_decl(self, data: str) -> None:
        # To a browser <![CDATA[ is a comment up to the next ">".
        self.violations += check_element("![")
