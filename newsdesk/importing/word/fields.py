"""Word's fields: an instruction that nobody sees, and a result that everybody does."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

#: Fields whose results are furniture of the pages, and what it is called in the report.
_FURNITURE = {
    "TOC": "toc",
    "TOA": "toc",
    "INDEX": "toc",
    "RD": "toc",
    "PAGE": "page-number",
    "NUMPAGES": "page-number",
    "SECTIONPAGES": "page-number",
    "SECTION": "page-number",
}
#: Paragraphs that an instruction may go on for.
_LONGEST = 3
_WORD = re.compile(r'"((?:[^"\\]|\\.)*)"|[“”]([^“”]*)[“”]|(\S+)')
#: Addresses that a reader can follow.
_SCHEMES = {"http", "https", "mailto", "tel"}


@dataclass(slots=True)
class Field:
    """An open field."""

    #: What nobody sees of it, in parts.
    instruction: list[str] = field(default_factory=list)
    #: Whether its result has begun.
    shown: bool = False
    #: What is known of it once the result begins.
    name: str = ""
    #: Where it leads to.
    href: str = ""
    #: For a box to tick: whether it is.
    ticked: bool | None = None
    #: Ends of paragraphs that have gone by.
    paragraphs: int = 0

    def begin_result(self) -> None:
        """Read the instruction, which is complete."""
        self.shown = True
        words = split_instruction("".join(self.instruction))
        self.name = words[0].upper() if words else ""
        if self.name == "HYPERLINK":
            self.href = address_of(words[1:])


@dataclass(slots=True)
class Fields:
    """The fields that are open, the outermost first."""

    open: list[Field] = field(default_factory=list)

    def end_paragraph(self) -> None:
        """Forget instructions that go on for more than a paragraph: their ends are missing, and all that follows would be part of them."""
        for each in self.open:
            each.paragraphs += 1
        self.open = [each for each in self.open if each.shown or each.paragraphs < _LONGEST]

    @property
    def in_instruction(self) -> bool:
        """Whether what comes now is part of an instruction."""
        return any(not each.shown for each in self.open)

    @property
    def href(self) -> str:
        """Where what comes now leads to."""
        return next((each.href for each in reversed(self.open) if each.href), "")

    @property
    def furniture(self) -> str:
        """What kind of furniture comes now; ``""`` for none."""
        return next((_FURNITURE[each.name] for each in self.open if each.shown and each.name in _FURNITURE), "")


def split_instruction(instruction: str) -> list[str]:
    """Return the words of an instruction; what stands in quotation marks is one."""
    return [
        re.sub(r"\\(.)", r"\1", match[1]) if match[1] is not None else match[2] or match[3] or ""
        for match in _WORD.finditer(instruction)
    ]


def address_of(words: list[str]) -> str:
    """Return the address of a ``HYPERLINK`` field; ``""`` for one that leads to a place in the document."""
    address = ""
    skip = False
    for word in words:
        if skip:
            skip = False
        elif word in {"\\l", "\\o", "\\t", "\\s"}:
            skip = True
        elif not word.startswith("\\"):
            address = address or word
    return address


def is_public(address: str) -> bool:
    """Return whether readers can follow an address."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return False
    return parts.scheme.lower() in _SCHEMES and bool(parts.netloc or parts.path)


def furniture_of(instruction: str) -> str:
    """Return what kind of furniture the field with this instruction shows; ``""`` for none."""
    words = split_instruction(instruction)
    return _FURNITURE.get(words[0].upper(), "") if words else ""
