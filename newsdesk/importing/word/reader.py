"""From the bytes of a ``.docx`` file to a ``SourceDocument``."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from newsdesk.importing.legacy_text import Decoder
from newsdesk.importing.source_document import Doubt, RefusedSourceError, SourceDocument
from newsdesk.importing.word.blocks import read_blocks, read_cell
from newsdesk.importing.word.decoding import decode_blocks, observe_blocks, words_in
from newsdesk.importing.word.markup import write_flow, write_notes
from newsdesk.importing.word.names import Element, R, W, child, value
from newsdesk.importing.word.numbering import Numbering
from newsdesk.importing.word.package import Package
from newsdesk.importing.word.pieces import Block
from newsdesk.importing.word.places import Places
from newsdesk.importing.word.reading import Reading
from newsdesk.importing.word.styles import Styles
from newsdesk.language import catalogue

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
        raise RefusedSourceError("broken", package.main)
    blocks = read_blocks(reading, body)
    notes = dict(_read_notes(reading))
    _read_margins(reading, root)
    _read_comments(reading)
    _list_moved(reading)
    if package.has_macros:
        reading.name_thing("macros", "", where="")
    decoder = Decoder()
    for each in (blocks, *notes.values()):
        observe_blocks(decoder, each)
    reading.observe(decoder)
    doubted: dict[str, list[str]] = {}
    blocks = decode_blocks(decoder, blocks, doubted)
    notes = {number: decode_blocks(decoder, each, doubted) for number, each in notes.items()}
    flow = write_flow(blocks, frozenset(doubted)) + write_notes(notes, frozenset(doubted))
    left_out = tuple(reading.left_out(decoder))
    if not flow and not any(each.text for each in left_out):
        raise RefusedSourceError("empty")
    doubts = [*_changes(reading), *reading.doubts]
    doubts += [Doubt("encoding", encoding, "") for encoding in decoder.guessed]
    doubts += [
        Doubt("legacy-letters", ", ".join(dict.fromkeys(words))[:200], where) for where, words in doubted.items()
    ]
    pictures = {key: data for key, data in reading.pictures.items() if f'src="{key}"' in flow}
    digest = hashlib.sha256(content).hexdigest()
    return SourceDocument(name, digest, flow, pictures, left_out=left_out, doubts=tuple(doubts))


def _begin(package: Package) -> Reading:
    main = package.main

    def part(kind: str) -> Element | None:
        found = package.related(main, kind)
        return None if found is None else package.xml(found)

    styles = Styles(part("styles"), part("theme"))
    return Reading(package, main, styles, Numbering(part("numbering")), Places(), read_blocks, read_cell)


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
            _leave_out_blocks(reading, kind, read_blocks(reading, margin))
            for key in reading.pictures.keys() - known.keys():
                reading.name_thing("margin-picture", key)


def _read_comments(reading: Reading) -> None:
    part = reading.package.related(reading.package.main, "comments") or ""
    root = reading.package.xml(part) if part else None
    for each in () if root is None else root.iterfind(W + "comment"):
        with reading.within(part, reading.comments.get(value(each, "id") or "", "")):
            _leave_out_blocks(reading, "comment", read_blocks(reading, each))


def _leave_out_blocks(reading: Reading, kind: str, blocks: Sequence[Block]) -> None:
    """List all words of ``blocks`` as one thing."""
    reading.paragraph += 1
    for paragraph in words_in(blocks):
        for each in paragraph:
            reading.leave_out(kind, each.text, each.look)
        reading.leave_out(kind, "\n")


def _list_moved(reading: Reading) -> None:
    """List what was moved away and arrived nowhere."""
    arrived = "".join("".join(reading.arrived).split())
    for parts, where in reading.moved_away:
        if "".join("".join(part.text for part in parts).split()) not in arrived:
            reading.paragraph += 1
            for part in parts:
                reading.leave_out("deleted", part.text, where=where)


def _changes(reading: Reading) -> list[Doubt]:
    if not reading.changes:
        return []
    _ = catalogue().gettext
    about = _("Insertions: {inserted}, deletions: {deleted}, moves: {moved}.").format(
        inserted=reading.changes.get("ins", 0),
        deleted=reading.changes.get("del", 0),
        moved=reading.changes.get("move", 0),
    )
    return [Doubt("tracked-changes", about, "")]
