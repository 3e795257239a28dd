"""From the bytes of an SVG file to a small tree, within limits."""

from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate

from ban_tin.language.translations import N_

#: Far more than any logo has; it stands in every page of the site.
MAX_ELEMENTS = 10_000
#: HTML parsers give up at 512.
MAX_DEPTH = 100


class UnreadableDrawingError(ValueError):
    """The file is no drawing that can be looked at; the message is a reason for the operator."""


@dataclass(slots=True)
class Element:
    """An element with its namespace and local name; attributes of no namespace by name, others by ``(namespace, name)``."""

    namespace: str
    name: str
    attributes: dict[tuple[str, str], str]
    children: "list[Element | str]" = field(default_factory=list)


def parse_drawing(content: bytes) -> Element:
    """Return the tree in ``content``, without comments and processing instructions.

    Raises ``UnreadableDrawingError`` for what is no XML, declares entities, names a style sheet, or is beyond the limits.
    """
    root = Element("", "", {})
    open_ones = [root]
    count = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal count
        count += 1
        if count > MAX_ELEMENTS or len(open_ones) > MAX_DEPTH:
            raise UnreadableDrawingError(N_("it has too many parts for a logo"))
        element = Element(*_split(name), {_split(each): value for each, value in attributes.items()})
        open_ones[-1].children.append(element)
        open_ones.append(element)

    def end(name: str) -> None:
        open_ones.pop()

    def doctype(name: str, system: str | None, public: str | None, has_declarations: bool) -> None:
        if has_declarations:
            raise UnreadableDrawingError(N_("it declares entities (<!DOCTYPE … [ … ]>)"))

    def instruction(target: str, data: str) -> None:
        if target == "xml-stylesheet":
            raise UnreadableDrawingError(N_("it refers to another file"))

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = lambda text: open_ones[-1].children.append(text)
    parser.StartDoctypeDeclHandler, parser.ProcessingInstructionHandler = doctype, instruction
    try:
        parser.Parse(content, True)
    except UnreadableDrawingError:
        raise
    except (ExpatError, ValueError, LookupError):  # The last two: an encoding that is unknown or not supported.
        raise UnreadableDrawingError(N_("it is not an SVG file")) from None
    return next(each for each in root.children if isinstance(each, Element))


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(" ")
    return namespace, local
