"""What is gathered of an RTF file: fonts, styles, pictures, paragraphs."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsdesk.importing.old_office.rich_text.state import State, Stream
from newsdesk.importing.word.finishing import leave_out_blocks
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.pictures import Frame, show_picture
from newsdesk.importing.word.pieces import Block, Box, Item, NoteMark, Paragraph, Picture, Piece, Words, is_seen

_KINDS = {
    "pngblip": ".png",
    "jpegblip": ".jpg",
    "emfblip": ".emf",
    "wmetafile": ".wmf",
    "dibitmap": ".bmp",
    "wbitmap": ".bmp",
}
_HEADING = re.compile(r"heading (\d)")
_LABEL = re.compile(r"[(\[]?(\d{1,5})[.)\]:]?")
_HEX = re.compile("[^0-9a-fA-F]+")


@dataclass(slots=True)
class _OpenPicture:
    extension: str = ""
    digits: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class RichReading(Gathering):
    """One RTF file that is being read."""

    #: Names of fonts by their numbers.
    fonts: dict[int, str] = field(default_factory=dict)
    #: Their encodings.
    charsets: dict[int, str] = field(default_factory=dict)
    #: Names of styles of paragraphs.
    styles: dict[int, str] = field(default_factory=dict)
    #: The font that applies without any.
    default_font: int = 0
    #: What stands in notes, by their numbers.
    note_blocks: dict[int, list[Block]] = field(default_factory=dict)
    #: The picture that is read now.
    _picture: _OpenPicture = field(default_factory=_OpenPicture)
    #: Where the reading was before it went aside.
    _apart: list[tuple[str, bool]] = field(default_factory=list)

    def define(self, target: str, number: int, text: str) -> None:
        """Take the letters of a table of fonts or styles, or the digits of a picture."""
        if target == "picture":
            self._picture.digits.append(_HEX.sub("", text))
        else:
            names = self.fonts if target == "fonts" else self.styles
            names[number] = (names.get(number, "") + text).partition(";")[0].strip()

    def begin_picture(self) -> None:
        """Begin a picture."""
        self._picture = _OpenPicture()

    def describe_picture(self, word: str, number: int | None) -> None:
        """Take what is said of a picture."""
        if word in _KINDS:
            self._picture.extension = _KINDS[word]
        elif number is not None:
            self._picture.sizes[word] = number

    def end_picture(self) -> list[Piece]:
        """Return the picture."""
        picture = self._picture
        digits = "".join(picture.digits)
        content = bytes.fromhex(digits[: len(digits) // 2 * 2])
        if not content:
            return []
        width, height = max(picture.sizes.get("picwgoal", 0), 1), max(picture.sizes.get("pichgoal", 0), 1)
        left, right = (picture.sizes.get(word, 0) / width for word in ("piccropl", "piccropr"))
        top, bottom = (picture.sizes.get(word, 0) / height for word in ("piccropt", "piccropb"))
        name = f"image{len(self.pictures) + 1}{picture.extension}"
        source = show_picture(self, name, content, Frame(left, top, right, bottom))
        return [Picture(source, "", self.fields.href)] if source else []

    def set_apart(self, where: str | None) -> None:
        """Read what stands elsewhere from here on; None ends that."""
        if where is None:
            self.places.now, self.places.counts = self._apart.pop()
        else:
            self._apart.append((self.places.now, self.places.counts))
            self.places.now, self.places.counts = where, False

    def take_stream(self, stream: Stream) -> list[Piece]:
        """Return what stands for a stream that has ended in the one around it."""
        if stream.kind == "box":
            return [Box(tuple(stream.blocks), stream.where)] if stream.blocks else []
        if stream.kind == "note":
            number = self.note_number("note", str(len(self.notes)))
            self.note_blocks[number] = stream.blocks
            return [NoteMark(number)]
        leave_out_blocks(self, stream.kind, stream.blocks, stream.where)
        return []

    def paragraph_of(self, stream: Stream, state: State, cell: str) -> Iterator[Block]:
        """Yield the paragraph that ends here, if anything is seen of it. ``cell`` is the cell that it stands in."""
        self.paragraph += 1
        seen = is_seen(stream.pieces)
        where = cell or self.places.now
        if not cell:
            self.places.end_paragraph(seen)
            # What is left out of the next one stands there.
            self.places.begin_paragraph()
        if not seen:
            return
        style = self.styles.get(state.style, "").lower()
        heading = _HEADING.fullmatch(style)
        level = 1 if style == "title" else min(int(heading[1]), 6) if heading else 0
        label, pieces = stream.label.strip(), list(stream.pieces)
        item = None
        if label and not level:
            number = _LABEL.fullmatch(label)
            if number or not any(each.isalnum() for each in label):
                tag, count = ("ol", int(number[1])) if number else ("ul", 1)
                item = Item(tag, "1" if number else "", count, str(state.numbering), state.level, state.level)
        if label and item is None:
            pieces.insert(0, Words(f"{label} ", state.look, made=True))
        yield Paragraph(
            tuple(pieces), "" if style == "normal" else style, state.align, level, item, where, base=state.look
        )
