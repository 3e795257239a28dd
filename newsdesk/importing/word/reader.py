"""From the bytes of a ``.docx`` file to a ``SourceDocument``."""

from collections.abc import Iterator
from pathlib import Path

from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from newsdesk.importing.word.blocks import read_blocks, read_cell
from newsdesk.importing.word.finishing import finish, leave_out_blocks
from newsdesk.importing.word.names import Element, R, W, child, value
from newsdesk.importing.word.numbering import Numbering
from newsdesk.importing.word.package import Package
from newsdesk.importing.word.pieces import Block
from newsdesk.importing.word.places import Places
from newsdesk.importing.word.reading import Reading
from newsdesk.importing.word.styles import Styles

#: Notes that are lines and not notes.
_NO_NOTES = {"separator", "continuationSeparator", "continuationNotice"}


def read_docx(source: bytes | Path, name: str = "") -> SourceDocument:
    """Read a ``.docx`` file. Raises ``RefusedSourceError`` for one that is damaged, encrypted, too much, or no such file at all."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    name = name or ("" if isinstance(source, bytes) else source.name)
    try:
        return _read(content, name)
    except RecursionError as error:
        raise RefusedSourceError("too-deep") from error


def _read(content: bytes, name: str) -> SourceDocument:
    package = Package(content)
    reading = _begin(package)
    root = package.xml(package.main)
    body = child(root, "body")
    if root is None or body is None:
        # A workbook says which part is the main one in the same way.
        raise package.refuse_kind() if root is None or not root.tag.startswith(W) else RefusedSourceError("broken")
    blocks = read_blocks(reading, body)
    notes = dict(_read_notes(reading))
    _read_margins(reading, root)
    _read_comments(reading)
    if package.has_macros:
        reading.name_thing("macros", "", where="")
    return finish(reading, blocks, notes, content, name)


def _begin(package: Package) -> Reading:
    main = package.main

    def part(kind: str) -> Element | None:
        found = package.related(main, kind)
        return None if found is None else package.xml(found)

    styles = Styles(part("styles"), part("theme"))
    return Reading(
        places=Places(),
        package=package,
        part=main,
        styles=styles,
        numbering=Numbering(part("numbering")),
        read_blocks=read_blocks,
        read_cell=read_cell,
    )


def _read_notes(reading: Reading) -> Iterator[tuple[int, tuple[Block, ...]]]:
    elements: dict[tuple[str, str], tuple[str, Element]] = {}
    for kind in ("footnote", "endnote"):
        part = reading.package.related(reading.package.main, f"{kind}s") or ""
        root = reading.package.xml(part) if part else None
        for each in () if root is None else root.iterfind(W + kind):
            if value(each, "type") not in _NO_NOTES:
                elements[kind, value(each, "id") or ""] = part, each
    # Notes may have notes.
    number = 0
    while number < len(reading.notes):
        part, element = elements.get(reading.notes[number], ("", None))
        number += 1
        if element is not None:
            with reading.within(part, reading.places.note(number)):
                yield number, read_blocks(reading, element)
        else:
            yield number, ()


def _read_margins(reading: Reading, root: Element) -> None:
    seen: set[str] = set()
    for reference in root.iter(f"{W}headerReference", f"{W}footerReference"):
        kind = "header" if reference.tag == f"{W}headerReference" else "footer"
        relation = reading.package.relations(reading.package.main).get(reference.get(f"{R}id", ""))
        if relation is None or relation.external or relation.target in seen:
            continue
        seen.add(relation.target)
        margin = reading.package.xml(relation.target)
        if margin is None:
            continue
        with reading.within(relation.target, reading.places.margin(kind)):
            known = dict(reading.pictures)
            leave_out_blocks(reading, kind, read_blocks(reading, margin))
            for key in reading.pictures.keys() - known.keys():
                reading.name_thing("margin-picture", key)


def _read_comments(reading: Reading) -> None:
    part = reading.package.related(reading.package.main, "comments") or ""
    root = reading.package.xml(part) if part else None
    for each in () if root is None else root.iterfind(W + "comment"):
        with reading.within(part, reading.comments.get(value(each, "id") or "", "")):
            leave_out_blocks(reading, "comment", read_blocks(reading, each))
