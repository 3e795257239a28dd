"""What a page says: its text line by line, what stands in attributes, and what is only machinery."""

import re
from dataclasses import dataclass, field
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote

WORD = re.compile(r"[^\W_]+")
#: A tag of published HTML: whether it closes, its name, its attributes.
TAG = re.compile(r"""<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""")
_ATTRIBUTE = re.compile(r'([^\s=/"]+)(?:="([^"]*)")?')
#: Elements in the midst of a word; all others, and those that raise or lower a sign, part words.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strong",
        "time",
        "u",
    ]
)
#: Attributes that readers see or hear.
_SAID = ("alt", "title", "aria-label")
_ADDRESSES = ("href", "src")
_CODE = frozenset({"code", "pre", "kbd", "samp"})
#: Elements whose words are ours and not the editor's, by a class.
_OURS = frozenset({"footnote-ref", "footnote-backref", "link-card-host"})
#: Elements of whose attributes the same holds.
_LABELLED = frozenset({"enlarge", "table-scroll", "footnote-backref"})


@dataclass(slots=True)
class Page:
    """A published body as readers have it."""

    #: The lines of its text, and each of the attributes that are said as a line of its own.
    lines: list[str] = field(default_factory=list)
    #: The lines of its text outside code.
    loose: list[str] = field(default_factory=list)
    #: Every word of tags and attributes, in lower case: names, classes, addresses.
    machinery: set[str] = field(default_factory=set)
    #: Where links lead and what is loaded, as ``address_of`` has it.
    addresses: set[str] = field(default_factory=set)


def read_page(html: str) -> Page:
    """Return what the published ``html`` says."""
    page, reader = Page(), _Reader()
    start = 0
    for match in TAG.finditer(html):
        reader.text(html[start : match.start()])
        start = match.end()
        reader.tag(bool(match[1]), match[2].lower(), match[3], page)
    reader.text(html[start:])
    for each, pieces in ((page.lines, reader.pieces), (page.loose, reader.outside)):
        each += [line for line in normalize("NFC", unescape("".join(pieces))).split("\n") if line.strip()]
    return page


class _Reader:
    """Walks over tags and text."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.outside: list[str] = []
        self._code = 0
        self._silent: tuple[str, int] = ("", 0)

    def text(self, text: str) -> None:
        if text and not self._silent[1]:
            self.pieces.append(text)
            # What code looks like is nobody's mistake, but words beside it are no words together.
            self.outside.append(" \ufffc " if self._code else text)

    def tag(self, closing: bool, name: str, attributes: str, page: Page) -> None:
        page.machinery.add(name)
        if name in _CODE:
            self._code = max(self._code + (-1 if closing else 1), 0)
        if name not in INLINE:
            parting = " " if name in {"sup", "sub"} else "\n"
            self.pieces.append(parting)
            self.outside.append(parting)
        if self._silent[1] and name == self._silent[0]:
            self._silent = name, self._silent[1] + (-1 if closing else 1)
        if attributes and not closing:
            self._attributes(name, attributes, page)

    def _attributes(self, element: str, text: str, page: Page) -> None:
        found = _ATTRIBUTE.findall(text)
        classes: list[str] = next((value.split() for name, value in found if name == "class"), [])
        if not self._silent[1] and not _OURS.isdisjoint(classes):
            self._silent = element, 1
        ours = not _LABELLED.isdisjoint(classes)
        for name, value in found:
            page.machinery.update(WORD.findall(name))
            if name in _SAID:
                if value and not ours:
                    self.pieces += ["\n", value, "\n"]
            elif value:
                if name in _ADDRESSES:
                    page.addresses.add(address_of(value))
                page.machinery.update(words_of(value))


def words_of(value: str) -> list[str]:
    """Return the words of an address or another value of an attribute, in lower case."""
    return WORD.findall(normalize("NFC", unquote(unescape(value))).lower())


def address_of(value: str) -> str:
    """Return the end of an address by which two are known for the same: the name of a file, or the whole where it ends otherwise."""
    plain = normalize("NFC", unquote(unescape(value))).strip("<> \t").partition("#")[0]
    name = plain.rpartition("/")[2]
    return name if "." in name else plain
