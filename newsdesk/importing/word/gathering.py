"""What is gathered while a document is read: what no article gets, what is doubtful, pictures, marks of notes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from newsdesk.importing.legacy_text import UNICODE, Decoder, Part, face_of
from newsdesk.importing.source_document import Doubt, LeftOut
from newsdesk.importing.word.fields import Fields
from newsdesk.importing.word.pieces import Words
from newsdesk.importing.word.places import Places
from newsdesk.importing.word.styles import Look

#: What goes on over many paragraphs is one thing.
_LONG = {"toc"}
_NO_LOOK = Look()


@dataclass(slots=True)
class _Aside:
    kind: str
    where: str
    #: The paragraph that its last words stood in.
    paragraph: int
    #: Its paragraphs.
    lines: list[list[Part]]


@dataclass(slots=True, kw_only=True)
class Gathering:
    """What is gathered while a document is read, whatever its form."""

    #: Where the reading is.
    places: Places
    #: Fields that are open: they go on over paragraphs.
    fields: Fields = field(default_factory=Fields)
    #: Pictures by their keys.
    pictures: dict[str, bytes] = field(default_factory=dict)
    #: What a person has to look at.
    doubts: list[Doubt] = field(default_factory=list)
    #: Notes in the order of their marks: ``footnote`` or ``endnote``, and the key.
    notes: list[tuple[str, str]] = field(default_factory=list)
    #: Where comments are anchored, by their keys.
    comments: dict[str, str] = field(default_factory=dict)
    #: How many changes were tracked: ``ins``, ``del``, ``move``.
    changes: dict[str, int] = field(default_factory=dict)
    #: Words that were moved away, with their places.
    moved_away: list[tuple[list[Part], str]] = field(default_factory=list)
    #: All words that were moved somewhere.
    arrived: list[str] = field(default_factory=list)
    #: The paragraph that is read now, counted over all parts.
    paragraph: int = 0
    #: How deep tables and text boxes stand in one another.
    depth: int = 0
    #: How many things were named.
    things: int = 0
    #: What no article gets, in order.
    _asides: list[_Aside] = field(default_factory=list)

    def leave_out(self, kind: str, text: str, look: Look = _NO_LOOK, where: str | None = None) -> None:
        """Note words that no article gets. What follows in the same paragraph belongs to them."""
        where = self.places.now if where is None else where
        part = Part(text, face_of(look.font_beyond or look.font))
        last = next((each for each in reversed(self._asides[-8:]) if each.kind == kind), None)
        if last and last.paragraph == self.paragraph and last.where == where:
            last.lines[-1].append(part)
        elif last and kind in _LONG:
            last.lines.append([part])
            last.paragraph = self.paragraph
        else:
            self._asides.append(_Aside(kind, where, self.paragraph, [[part]]))

    def name_thing(self, kind: str, text: str, where: str | None = None) -> None:
        """Note a thing that no article gets: each is one of its own."""
        place = self.places.now if where is None else where
        self.things += 1
        if kind == "shape" and (known := next((each for each in self._asides if each.kind == kind), None)):
            # Lines under letterheads and the like: one entry for all of them.
            known.lines[0].append(Part(f", {text}", UNICODE))
            return
        self._asides.append(_Aside(kind, place, -1, [[Part(line, UNICODE)] for line in text.split("\n")]))

    def doubt(self, kind: str, about: str) -> None:
        """Note what a person has to look at, once."""
        new = Doubt(kind, about, self.places.now)
        if new not in self.doubts:
            self.doubts.append(new)

    def note_number(self, kind: str, key: str) -> int:
        """Return the number of a note."""
        if (kind, key) not in self.notes:
            self.notes.append((kind, key))
        return self.notes.index((kind, key)) + 1

    def mark(self) -> tuple[int, ...]:
        """Return what changes when anything is noted."""
        lines = sum(len(line) for each in self._asides for line in each.lines)
        return len(self._asides), lines, len(self.doubts), len(self.notes), len(self.moved_away)

    def observe(self, decoder: Decoder) -> None:
        """Show ``decoder`` the words that are left out."""
        for aside in self._asides:
            for line in aside.lines:
                decoder.observe(line)

    def left_out(self, decoder: Decoder) -> Iterator[LeftOut]:
        """Yield what no article gets, in order."""
        for aside in self._asides:
            lines = (" ".join("".join(decoder.decode(line)[0]).split()) for line in aside.lines)
            text = "\n".join(line for line in lines if line)
            if text or aside.paragraph == -1:
                yield LeftOut(aside.kind, text, aside.where)

    @contextmanager
    def inside(self, where: str) -> Iterator[None]:
        """Read what stands in a box or a cell."""
        before = self.places.now, self.places.counts
        self.places.now, self.places.counts = where, False
        self.depth += 1
        try:
            yield
        finally:
            self.places.now, self.places.counts = before
            self.depth -= 1


def parts_of(words: list[Words]) -> list[Part]:
    """Return ``words`` as the decoder of old letters takes them."""
    return [Part(each.text, face_of("" if each.made else each.look.font_beyond or each.look.font)) for each in words]
