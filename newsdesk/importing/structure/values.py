"""What the steps of the structure pass on: the article as far as it is known, and what became of each word that is no longer in it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from newsdesk.importing.source_document import Doubt, Found, LeftOut
from newsdesk.importing.structure.blocks import Block, Flow, Look


@dataclass(frozen=True, slots=True)
class Taken:
    """A line of the source that became fields, and so stands in the text no more."""

    #: The names of the fields.
    fields: tuple[str, ...]
    #: All its words.
    text: str
    #: Where it stood.
    where: str


@dataclass(frozen=True, slots=True)
class Structured:
    """A document whose parts are known."""

    #: Fields of front matter with their evidence.
    fields: dict[str, Found]
    #: The text, without what became fields.
    flow: Flow
    #: Lines that became fields.
    taken: tuple[Taken, ...]
    #: Words that no article gets, beside those that the reader left out.
    left_out: tuple[LeftOut, ...]
    #: What a person has to look at, beside what the reader says.
    doubts: tuple[Doubt, ...]


@dataclass(slots=True)
class Notes:
    """What the steps find, while they run."""

    fields: dict[str, Found] = field(default_factory=dict)
    taken: list[Taken] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def find(self, name: str, value: str | tuple[str, ...], grade: str, where: str, quote: str) -> bool:
        """Keep a field that was found, unless it is known already; return whether it was kept."""
        if name in self.fields or not value:
            return False
        self.fields[name] = Found(value, grade, where, quote)
        return True

    def take(self, fields: Sequence[str], text: str, look: Look) -> None:
        """Note that a line became ``fields``."""
        self.taken.append(Taken(tuple(fields), text, look.where))

    def leave_out(self, kind: str, text: str, look: Look) -> None:
        """Note that words are left out."""
        if text:
            self.left_out.append(LeftOut(kind, text, look.where))

    def doubt(self, kind: str, about: str, where: str) -> None:
        """Note what a person has to look at."""
        self.doubts.append(Doubt(kind, about, where))


def look_of(block: Block) -> Look:
    """Return how ``block`` looked."""
    return getattr(block, "look", Look())


def shortened(text: str, most: int = 80) -> str:
    """Return ``text``, cut at a word where it is longer than ``most`` letters."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"
