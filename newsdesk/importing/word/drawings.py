"""What is drawn: pictures, text boxes, groups of them, charts, diagrams, objects of other programs, in the new form and in VML."""

import re
from collections.abc import Iterator

from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.word.fields import is_public
from newsdesk.importing.word.names import MC, A, C, Element, O, R, V, W, descendants, local, whole
from newsdesk.importing.word.pictures import Frame, take_picture
from newsdesk.importing.word.pieces import Box, Paragraph, Picture, Piece
from newsdesk.importing.word.reading import Reading

#: Text boxes and tables within one another.
DEPTH = 20
#: Descriptions that Word makes up, and names of files that it takes for them.
_NO_ALT = re.compile(
    r"(?i)\.(?:jpe?g|png|gif|bmp|tiff?|webp|emf|wmf|heic)\s*$|^[a-z]:\\|^(?:picture|image|ảnh|hình ảnh|hình)\s*\d*$|"
    r"description automatically generated|mô tả được tạo tự động|AI-generated content|nội dung do AI tạo"
)
_SHAPES_OF_OLD = {"shape", "rect", "roundrect", "oval", "line", "polyline", "arc", "curve", "image"}
_WATERMARK = re.compile("watermark", re.IGNORECASE)


def read_drawing(reading: Reading, drawing: Element, hidden: bool) -> list[Piece]:
    """Return what a ``w:drawing`` shows."""
    pieces: list[Piece] = []
    for frame in drawing:
        described = next(descendants(frame, "docPr"), None)
        name = "" if described is None else described.get("name", "")
        link = None if described is None else described.find(f"{A}hlinkClick")
        here = _Drawing(reading, name, _alt_of(described), _address(reading, link))
        hidden = hidden or (described is not None and described.get("hidden") in {"1", "true"})
        data = next(descendants(frame, "graphicData"), None)
        found = [] if data is None else list(here.walk(data))
        if hidden:
            _hide(reading, found, name)
        else:
            pieces += found
    return pieces


def read_picture_of_old(reading: Reading, picture: Element, hidden: bool) -> list[Piece]:
    """Return what a ``w:pict`` shows, the form of Word 2007 and before."""
    found = list(_Drawing(reading, "", "", "").walk_old(picture))
    if hidden:
        _hide(reading, found, "")
        return []
    return found


def read_object(reading: Reading, thing: Element, hidden: bool) -> list[Piece]:
    """Return the picture that an object of another program shows instead of itself."""
    ole = next(descendants(thing, "OLEObject"), None)
    program = "" if ole is None else ole.get("ProgID", "")
    if ole is not None:
        reading.name_thing("equation" if program.startswith("Equation") else "embedded", program)
    return read_picture_of_old(reading, thing, hidden)


class _Drawing:
    """One drawing: its name, its description, where a click on it leads to."""

    def __init__(self, reading: Reading, name: str, alt: str, href: str) -> None:
        self._reading, self._name, self._alt, self._href = reading, name, alt, href

    def walk(self, element: Element) -> Iterator[Piece]:
        for each in element:
            name = local(each)
            if name == "pic":
                yield from self._picture(each)
            elif name in {"wsp", "sp", "cxnSp"}:
                yield from self._shape(each)
            elif name == "chart":
                self._chart(each)
            elif name == "relIds":
                self._diagram(each)
            elif name == "contentPart":
                self._reading.name_thing("drawing", self._name)
            elif name == "AlternateContent":
                forms = (*each.iterfind(f"{MC}Choice"), *each.iterfind(f"{MC}Fallback"))
                yield from self.walk(forms[0]) if forms else ()
            elif name not in {"spPr", "grpSpPr", "nvGrpSpPr", "cNvGrpSpPr", "bg", "whole"}:
                yield from self.walk(each)

    def walk_old(self, element: Element) -> Iterator[Piece]:
        for each in element:
            name = local(each)
            if name in _SHAPES_OF_OLD:
                yield from self._old_shape(each)
            elif name == "group":
                yield from self.walk_old(each)
            elif name == "OLEObject" or name in {"shapetype", "control"}:
                continue
            elif name == "drawing":
                yield from read_drawing(self._reading, each, hidden=False)

    def _old_shape(self, shape: Element) -> Iterator[Piece]:
        data, content = shape.find(f"{V}imagedata"), shape.find(f"{V}textbox/{W}txbxContent")
        art = shape.find(f"{V}textpath")
        if data is not None:
            alt = clean_alt(shape.get("alt") or data.get(f"{O}title") or "")
            crop = tuple(_fraction(data.get(name)) for name in ("cropleft", "croptop", "cropright", "cropbottom"))
            rotation = re.search(r"rotation:\s*(-?\d+)(?:fd)?\s*(?:;|$)", shape.get("style", ""))
            frame = Frame(crop[0], crop[1], crop[2], crop[3], int(rotation[1]) if rotation else 0)
            key = data.get(f"{R}id") or data.get(f"{R}pict") or data.get(f"{O}relid") or data.get(f"{R}href") or ""
            yield from self._taken(key, alt, frame, _address_in(shape.get("href", "")))
        elif art is not None and art.get("string"):
            mark = _WATERMARK.search(shape.get("id", "") + shape.get(f"{O}spid", ""))
            self._reading.name_thing("watermark" if mark else "drawing", art.get("string", ""))
        elif content is None and shape.get(f"{O}hr") not in {"t", "true"}:
            self._reading.name_thing("shape", shape.get("alt") or shape.get("id") or local(shape))
        if content is not None:
            yield from self._box(content)

    def _picture(self, picture: Element) -> Iterator[Piece]:
        blip = next(descendants(picture, "blip"), None)
        if blip is None:
            return
        properties = next(descendants(picture, "cNvPr"), None)
        link = None if properties is None else properties.find(f"{A}hlinkClick")
        crop = next(descendants(picture, "srcRect"), None)
        sides = tuple(0.0 if crop is None else whole(crop.get(name)) / 100_000 for name in "ltrb")
        placed = next(descendants(picture, "xfrm"), None)
        rotation = 0 if placed is None else round(whole(placed.get("rot")) / 60_000)
        frame = Frame(sides[0], sides[1], sides[2], sides[3], rotation)
        alt = self._alt or _alt_of(properties)
        href = self._href or _address(self._reading, link)
        yield from self._taken(blip.get(f"{R}embed") or blip.get(f"{R}link") or "", alt, frame, href)

    def _taken(self, key: str, alt: str, frame: Frame, href: str) -> Iterator[Piece]:
        source = take_picture(self._reading, key, frame)
        if source:
            yield Picture(source, alt, href)

    def _shape(self, shape: Element) -> Iterator[Piece]:
        content = next(descendants(shape, "txbxContent"), None)
        properties = next((each for each in shape if local(each) == "spPr"), None)
        filled = None if properties is None else next(descendants(properties, "blip"), None)
        if filled is not None:
            yield from self._taken(filled.get(f"{R}embed") or "", self._alt, Frame(), self._href)
        if content is not None:
            yield from self._box(content)
        elif words := _words_in(shape, f"{A}t"):
            self._reading.name_thing("drawing", words)
        elif filled is None:
            own = next(descendants(shape, "cNvPr"), None)
            self._reading.name_thing("shape", (own is not None and own.get("name")) or self._name)

    def _box(self, content: Element) -> Iterator[Piece]:
        reading = self._reading
        if reading.depth >= DEPTH:
            raise RefusedSourceError("too-deep", str(DEPTH))
        where = reading.places.box()
        with reading.inside(where):
            blocks = reading.read_blocks(reading, content)
        if blocks:
            yield Box(blocks, where)

    def _chart(self, chart: Element) -> None:
        root = self._related(chart.get(f"{R}id", ""))
        words = "" if root is None else _words_in(root, f"{A}t", f"{C}v")
        self._reading.name_thing("chart", words or self._name)

    def _diagram(self, ids: Element) -> None:
        root = self._related(ids.get(f"{R}dm", ""))
        words = "" if root is None else _words_in(root, f"{A}t")
        self._reading.name_thing("smartart", words or self._name)

    def _related(self, key: str) -> Element | None:
        relation = self._reading.package.relations(self._reading.part).get(key)
        return None if relation is None or relation.external else self._reading.package.xml(relation.target)


def _hide(reading: Reading, pieces: list[Piece], name: str) -> None:
    """List what a hidden drawing shows."""
    said = False
    for piece in pieces:
        for block in piece.blocks if isinstance(piece, Box) else ():
            if isinstance(block, Paragraph):
                for each in block.pieces:
                    if text := getattr(each, "text", ""):
                        reading.leave_out("hidden", text, each.look)  # type: ignore[union-attr]
                        said = True
                reading.leave_out("hidden", " ")
    if not said:
        reading.name_thing("hidden", name)


def _words_in(root: Element, *tags: str) -> str:
    """Return the words of a drawing, a line for each paragraph of its own."""
    paragraphs: list[str] = []
    current: object = None
    for each in root.iter(*tags):
        holder = next(each.iterancestors(f"{A}p"), each)
        if holder is current:
            paragraphs[-1] += each.text or ""
        else:
            paragraphs.append(each.text or "")
        current = holder
    return "\n".join(text.strip() for text in paragraphs if text.strip())


def _alt_of(described: Element | None) -> str:
    return "" if described is None else clean_alt(described.get("descr") or described.get("title") or "")


def clean_alt(alt: str) -> str:
    """Return the description of a picture; ``""`` for one that Word made up, or the name of a file."""
    alt = " ".join(alt.split())
    return "" if _NO_ALT.search(alt) else alt


def _address(reading: Reading, link: Element | None) -> str:
    relation = None if link is None else reading.package.relations(reading.part).get(link.get(f"{R}id", ""))
    return "" if relation is None or not relation.external else _address_in(relation.target)


def _address_in(address: str) -> str:
    return address.strip() if is_public(address) else ""


def _fraction(text: str | None) -> float:
    """Return how much of a side VML crops: ``"6554f"`` are 65536ths."""
    if not text:
        return 0.0
    try:
        return int(text[:-1]) / 65_536 if text.endswith("f") else float(text)
    except ValueError:
        return 0.0
