"""What reading one Word file has at hand."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from newsdesk.importing.word.fields import Fields
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.names import Element
from newsdesk.importing.word.numbering import Numbering
from newsdesk.importing.word.package import Package
from newsdesk.importing.word.pieces import Block
from newsdesk.importing.word.styles import Styles


@dataclass(slots=True, kw_only=True)
class Reading(Gathering):
    """One document that is being read."""

    #: The file.
    package: Package
    #: The part that is read now.
    part: str
    #: Its styles.
    styles: Styles
    #: Its numberings, which count.
    numbering: Numbering
    #: How what stands in a text box is read: it may hold all that a document holds.
    read_blocks: "Callable[[Reading, Element], tuple[Block, ...]]"
    #: How what stands in a cell is read.
    read_cell: "Callable[[Reading, Element, str, str], tuple[Block, ...]]"
    #: Keys of pictures by the parts that they lie in and how they are shown: the same one is read once.
    shown: dict[tuple[str, object], str] = field(default_factory=dict)

    @contextmanager
    def within(self, part: str, where: str) -> Iterator[None]:
        """Read another part of the file: a note, a header."""
        before = self.part, self.places.now, self.places.counts, self.fields
        self.part, self.places.now, self.places.counts, self.fields = part, where, False, Fields()
        try:
            yield
        finally:
            self.part, self.places.now, self.places.counts, self.fields = before
