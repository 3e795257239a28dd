"""The text of an article of an archive as Markdown of ours. Pure: what it has to know, it is given."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from newsdesk.importing.archive.code import without_code
from newsdesk.importing.archive.html import Tell, attributes_of, free_pictures, plain_address, stands_alone, tidy_html
from newsdesk.importing.archive.markdown import lower_headings, tidy_lines, tidy_lists
from newsdesk.importing.archive.shortcodes import FindAddress, expand
from newsdesk.importing.archive.tables import free_table_pictures

_DESTINATION = r"(?P<dest><[^>\n]*>|[^\s()<]+(?:\([^\s()]*\)[^\s()]*)*|[^\n\"()<]+?)"
_TITLE = r"""(?P<title>\s+(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))?(?:\s+=\d*x\d*)?\s*"""
_IMAGE = re.compile(rf"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*{_DESTINATION}{_TITLE}\)")
_LINK = re.compile(
    rf"(?<![!\\])\[(?P<text>(?:[^\[\]\\]|\\.|!?\[[^\[\]]*\](?:\([^()\n]*\))?)*)\]\(\s*{_DESTINATION}{_TITLE}\)"
)
_DEFINITION = re.compile(
    rf"^[ ]{{0,3}}\[(?P<id>[^\]^\n][^\]\n]*)\]:[ \t]*{_DESTINATION}(?P<title>[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^)\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
_REFERENCE = re.compile(r"!\[(?P<alt>[^\[\]]*)\]\s?\[(?P<id>[^\]\n]*)\]")
_ANCHOR = re.compile(r"<a\b(?P<rest>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)>(?P<text>.*?)</a\s*>", re.IGNORECASE | re.DOTALL)
_KRAMDOWN = re.compile(r"[ \t]*\{:(?P<inside>[^{}\n]*)\}")
_TOC = re.compile(
    r"^[ \t]*(?:[-*+]|1\.)[ \t]+\S.*\n\{:[ \t]*toc[^}\n]*\}[ \t]*$|^\[\[?_?TOC_?\]?\][ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)


class Surroundings(NamedTuple):
    """What a text is converted in."""

    #: The title of the article, which its first heading may repeat.
    title: str
    #: Whether the generator read CommonMark.
    commonmark: bool
    #: Returns what to write for the address of a picture: a name beside the article; ``""`` for one on another site.
    picture: Callable[[str], str]
    #: Returns what to write for the address of a link.
    link: Callable[[str], str]
    #: Returns the new address of an article by the name of its source, ``""`` for none.
    find_address: FindAddress
    #: What the old pages called their own values, such as ``page.title``.
    values: Mapping[str, str]
    #: Takes what a person has to decide.
    tell: Tell


def convert_body(text: str, around: Surroundings) -> str:
    """Return the Markdown of ``text``."""
    return _spaced(without_code(text, lambda plain: _convert(plain, around)))


def _convert(text: str, around: Surroundings) -> str:
    text = expand(text, around.find_address, dict(around.values), around.tell)
    text = _attribute_lists(_TOC.sub("", text))
    text = free_pictures(free_table_pictures(text))
    text = tidy_html(text, around.tell)
    text = lower_headings(text, around.title)
    text = tidy_lines(tidy_lists(text, around.commonmark), around.commonmark)
    return rewrite_addresses(text, around)


def rewrite_addresses(text: str, around: Surroundings) -> str:
    """Return ``text`` with the addresses of its pictures and links as they are on the site; nothing else is changed."""
    definitions = {found["id"].lower(): found for found in _DEFINITION.finditer(text)}
    text = _REFERENCE.sub(lambda found: _inline(found, definitions), text)
    # Before the links: a picture may stand in one.
    text = _IMAGE.sub(lambda found: _image(found, around), text)
    text = _DEFINITION.sub(lambda found: _definition(found, around), text)
    text = _LINK.sub(lambda found: _linked(found, around), text)
    return _ANCHOR.sub(lambda found: _anchor(found, around), text)


def _inline(found: re.Match[str], definitions: Mapping[str, re.Match[str]]) -> str:
    """Return a picture that is named by a reference with its address."""
    definition = definitions.get((found["id"] or found["alt"]).lower())
    if definition is None:
        return found[0]
    title = (definition["title"] or "").strip()
    title = f' "{title[1:-1]}"' if title else ""
    return f"![{found['alt']}]({definition['dest']}{title})"


def _image(found: re.Match[str], around: Surroundings) -> str:
    name = around.picture(_plain(found["dest"]))
    if name:
        return f"![{found['alt']}]({plain_address(name)}{_title(found['title'])})"
    # On another site: a link keeps where it is, and every word of it.
    address = _plain(found["dest"])
    address = f"https:{address}" if address.startswith("//") else address
    title = (found["title"] or "").strip()[1:-1]
    words = " – ".join(filter(None, [found["alt"].strip(), title])) or address
    link = f"[{words}]({plain_address(address)})"
    # It is no caption of a picture before it.
    return f"{link}\n{{: .prose}}" if stands_alone(found) else link


def _linked(found: re.Match[str], around: Surroundings) -> str:
    text = found["text"]
    inner = _LINK.fullmatch(text.strip()) if text.strip().startswith("[") else None
    if inner is not None:  # A picture on another site that led to a page: no link stands in a link.
        return f"{text.strip()} ([{_plain(found['dest'])}]({plain_address(around.link(_plain(found['dest'])))}))"
    return f"[{text}]({plain_address(around.link(_plain(found['dest'])))}{_title(found['title'])})"


def _definition(found: re.Match[str], around: Surroundings) -> str:
    return f"[{found['id']}]: {plain_address(around.link(_plain(found['dest'])))}{found['title'] or ''}"


def _anchor(found: re.Match[str], around: Surroundings) -> str:
    """Return a link in HTML; as Markdown where it leads to a file beside the article, which is found only there."""
    attributes = attributes_of(found["rest"])
    href = attributes.get("href", "")
    if not href or href.startswith("#"):
        return found[0] if href else found["text"]
    address = around.link(href)
    if re.match(r"(?:/|#|[a-z][a-z0-9+.-]*:)", address, re.IGNORECASE):
        return found[0].replace(found["rest"], _with_href(found["rest"], address), 1)
    return f"[{found['text'].strip()}]({plain_address(address)})"


def _with_href(rest: str, address: str) -> str:
    quoted = address.replace("&", "&amp;").replace('"', "&quot;")
    return re.sub(
        r"""(\bhref\s*=\s*)("[^"]*"|'[^']*'|[^\s"'>]+)""",
        lambda found: f'{found[1]}"{quoted}"',
        rest,
        count=1,
        flags=re.IGNORECASE,
    )


def _plain(destination: str) -> str:
    return destination.strip().removeprefix("<").removesuffix(">").strip()


def _title(title: str | None) -> str:
    return f" {title.strip()}" if title and title.strip()[1:-1].strip() else ""


def _attribute_lists(text: str) -> str:
    """Return ``text`` with kramdown's lists of attributes without what only says how something looks."""

    def kept(found: re.Match[str]) -> str:
        parts = re.findall(r"""[.#][\w-]+|[\w-]+=(?:"[^"]*"|'[^']*'|\S+)""", found["inside"])
        wanted = [part for part in parts if part[0] in "#" or part.startswith(("title=", "lang=", "id="))]
        return f"{{: {' '.join(wanted)}}}" if wanted else ""

    return _KRAMDOWN.sub(kept, text) if "{:" in text else text


def _spaced(text: str) -> str:
    """Return ``text`` without more than two empty lines at once, and with one line feed at its end."""
    return re.sub(r"(?:[ \t]*\n){4,}", "\n\n\n", text).strip("\n") + "\n"
