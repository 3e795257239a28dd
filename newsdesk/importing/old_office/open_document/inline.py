"""What stands in a paragraph of an OpenDocument file."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from newsdesk.importing.old_office.open_document.styles import DRAW, SVG, TEXT, XLINK, OpenStyles
from newsdesk.importing.word.drawings import clean_alt
from newsdesk.importing.word.fields import is_public
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.names import Element, local
from newsdesk.importing.word.package import Archive
from newsdesk.importing.word.pictures import Frame, show_picture
from newsdesk.importing.word.pieces import Block, Box, NoteMark, Picture, Piece, Words
from newsdesk.importing.word.styles import Look

_NUMBERS = {"page-number", "page-count", "page-continuation"}
_SHAPES = {"custom-shape", "rect", "ellipse", "circle", "polygon", "path", "line", "polyline", "connector"}
_PICTURE_BYTES = 100_000_000
_WHITE = re.compile("[ \t\r\n]+")


@dataclass(slots=True, kw_only=True)
class OpenReading(Gathering):
    """One OpenDocument file that is being read."""

    archive: Archive
    styles: OpenStyles
    #: How what stands in a text box or a note is read.
    read_blocks: "Callable[[OpenReading, Element], tuple[Block, ...]]"
    #: What stands in notes, by their numbers.
    note_blocks: dict[int, tuple[Block, ...]] = field(default_factory=dict)


class Inline:
    """Reads one paragraph."""

    def __init__(self, reading: OpenReading, style: str) -> None:
        self._reading, self._style = reading, style
        self._spans: list[str] = []
        self.pieces: list[Piece] = []

    def read(self, element: Element, href: str = "") -> None:
        """Read what stands in ``element``, its own letters and those behind each child."""
        self._say(element.text or "", href)
        for each in element:
            self._child(each, local(each), href)
            self._say(each.tail or "", href)

    def _child(self, each: Element, name: str, href: str) -> None:
        if name == "span":
            self._spans.append(each.get(f"{TEXT}style-name", ""))
            self.read(each, href)
            self._spans.pop()
        elif name == "a":
            self.read(each, self._address(each) or href)
        elif name == "s":
            count = each.get(f"{TEXT}c", "1")
            self._say(" " * min(int(count) if count.isdigit() else 1, 1000), href, folded=False)
        elif name == "tab":
            self._say("\t", href, folded=False)
        elif name == "line-break":
            self._say("\n", href, folded=False)
        elif name == "note":
            self._note(each)
        elif name == "annotation":
            self._comment(each)
        elif name in {"frame", "g"}:
            self._frame(each, href)
        elif name in _SHAPES:
            self._shape(each)
        elif name in _NUMBERS:
            self._reading.leave_out("page-number", each.text or "")
        elif name in {"hidden-text", "hidden-paragraph"}:
            self._reading.leave_out("hidden", each.get(f"{TEXT}string-value") or each.text or "")
        elif name == "ruby-text" or name.endswith("-start") or name.endswith("-end"):
            self.read(each, href) if name == "ruby-text" else None
        elif name not in {"soft-page-break", "bookmark", "change", "forms"}:
            # Fields and what there is not a word for here: their letters are shown.
            self.read(each, href)

    def _address(self, link: Element) -> str:
        address = link.get(f"{XLINK}href", "")
        if is_public(address):
            return address.strip()
        if address and not address.startswith("#"):
            self._reading.name_thing("link-local", address)
        return ""

    def _note(self, note: Element) -> None:
        number = self._reading.note_number("note", str(len(self._reading.notes)))
        self.pieces.append(NoteMark(number))
        body = note.find(f"{TEXT}note-body")
        if body is not None:
            with self._reading.inside(self._reading.places.note(number)):
                self._reading.note_blocks[number] = self._reading.read_blocks(self._reading, body)

    def _comment(self, comment: Element) -> None:
        self._reading.paragraph += 1
        for each in comment:
            if local(each) in {"p", "list"}:
                self._reading.leave_out("comment", " ".join(str(text) for text in each.itertext()) + "\n")

    def _frame(self, frame: Element, href: str) -> None:
        title = frame.find(f"{SVG}desc")
        title = frame.find(f"{SVG}title") if title is None else title
        alt = clean_alt("" if title is None else title.text or "")
        shown = False
        for each in frame:
            name = local(each)
            if name == "image" and not shown:
                # Others are the same in other forms.
                shown = True
                self._image(each, alt, href)
            elif name == "text-box":
                self._box(each)
            elif name == "a":
                self._frame(each, self._address(each))
            elif name in {"object", "object-ole"}:
                self._reading.name_thing("embedded", frame.get(f"{DRAW}name", ""))
            elif name in {"frame", "g"}:
                self._frame(each, href)
            elif name in _SHAPES:
                self._shape(each)

    def _image(self, image: Element, alt: str, href: str) -> None:
        source = image.get(f"{XLINK}href", "").removeprefix("./")
        if source.startswith(("http:", "https:")):
            self._reading.doubt("external-link", source)
            self.pieces.append(Picture(source, alt, href))
        elif self._reading.archive.has(source):
            name = source.rpartition("/")[2]
            key = show_picture(self._reading, name, self._reading.archive.read(source, _PICTURE_BYTES), Frame())
            self.pieces.append(Picture(key, alt, href))
        else:
            self._reading.name_thing("missing-picture", source)

    def _shape(self, shape: Element) -> None:
        if "".join(str(text) for text in shape.itertext()).strip():
            self._box(shape)
        else:
            self._reading.name_thing("shape", shape.get(f"{DRAW}name", "") or local(shape))

    def _box(self, element: Element) -> None:
        where = self._reading.places.box()
        with self._reading.inside(where):
            blocks = self._reading.read_blocks(self._reading, element)
        if blocks:
            self.pieces.append(Box(blocks, where))

    def _say(self, text: str, href: str, folded: bool = True) -> None:
        if not text:
            return
        if folded:
            # No-break spaces are no white space in a file of XML.
            text = _WHITE.sub(" ", text)
        look: Look = self._reading.styles.look(self._style, *self._spans)
        if look.hidden:
            self._reading.leave_out("hidden", text, look)
        else:
            self.pieces.append(Words(text, look, href))
