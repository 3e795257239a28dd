"""From what was gathered of a document to a ``SourceDocument``: old letters, the flow, the list of what was left out."""

import hashlib
import re
from collections.abc import Mapping, Sequence

from newsdesk.importing.legacy_text import Decoder
from newsdesk.importing.source_document import Doubt, RefusedSourceError, SourceDocument
from newsdesk.importing.word.decoding import decode_blocks, observe_blocks, words_in
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.markup import write_flow, write_notes
from newsdesk.importing.word.pieces import Block
from newsdesk.language import catalogue


def finish(
    gathered: Gathering, blocks: Sequence[Block], notes: Mapping[int, Sequence[Block]], content: bytes, name: str
) -> SourceDocument:
    """Return the document. ``content`` is the file. Raises ``RefusedSourceError`` where there is nothing in it."""
    _list_moved(gathered)
    decoder = Decoder()
    for each in (blocks, *notes.values()):
        observe_blocks(decoder, each)
    gathered.observe(decoder)
    doubted: dict[str, list[str]] = {}
    blocks = decode_blocks(decoder, blocks, doubted)
    notes = {number: decode_blocks(decoder, each, doubted) for number, each in notes.items()}
    flow = write_flow(blocks, frozenset(doubted)) + write_notes(notes, frozenset(doubted))
    left_out = tuple(gathered.left_out(decoder))
    if not flow and not any(each.text for each in left_out):
        raise RefusedSourceError("empty")
    doubts = [*_changes(gathered), *gathered.doubts]
    doubts += [Doubt("encoding", encoding, "") for encoding in decoder.guessed]
    doubts += [
        Doubt("legacy-letters", ", ".join(dict.fromkeys(words))[:200], where) for where, words in doubted.items()
    ]
    pictures = {key: data for key, data in gathered.pictures.items() if f'src="{key}"' in flow}
    return SourceDocument(name, digest_of(content), flow, pictures, left_out=left_out, doubts=tuple(doubts))


def digest_of(content: bytes) -> str:
    """Return what a source is known by."""
    return hashlib.sha256(content).hexdigest()


def count_shown_words(document: SourceDocument) -> int:
    """Return how many words a document has, those that were left out too."""
    text = re.sub("<[^>]*>", "", re.sub(r"<(?:/p|/li|/t[dh]|br|/h\d)\b[^>]*>", " ", document.flow))
    return len(text.split()) + sum(len(each.text.split()) for each in document.left_out)


def leave_out_blocks(gathered: Gathering, kind: str, blocks: Sequence[Block], where: str | None = None) -> None:
    """List all words of ``blocks`` as one thing."""
    gathered.paragraph += 1
    for paragraph in words_in(blocks):
        for each in paragraph:
            gathered.leave_out(kind, each.text, each.look, where)
        gathered.leave_out(kind, "\n", where=where)


def _list_moved(gathered: Gathering) -> None:
    """List what was moved away and arrived nowhere."""
    arrived = "".join("".join(gathered.arrived).split())
    for parts, where in gathered.moved_away:
        if "".join("".join(part.text for part in parts).split()) not in arrived:
            gathered.paragraph += 1
            for part in parts:
                gathered.leave_out("deleted", part.text, where=where)


def _changes(gathered: Gathering) -> list[Doubt]:
    if not gathered.changes:
        return []
    _ = catalogue().gettext
    about = _("Insertions: {inserted}, deletions: {deleted}, moves: {moved}.").format(
        inserted=gathered.changes.get("ins", 0),
        deleted=gathered.changes.get("del", 0),
        moved=gathered.changes.get("move", 0),
    )
    return [Doubt("tracked-changes", about, "")]
