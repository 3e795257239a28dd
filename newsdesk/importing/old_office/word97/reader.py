"""From the streams of a binary Word file to a ``SourceDocument``."""

import struct
from collections.abc import Iterator

from newsdesk.importing.old_office.word97.document import Document, Story, open_document
from newsdesk.importing.old_office.word97.walk import Walk
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from newsdesk.importing.word.fields import Fields
from newsdesk.importing.word.finishing import finish, leave_out_blocks
from newsdesk.importing.word.gathering import Gathering
from newsdesk.importing.word.pieces import Block
from newsdesk.importing.word.places import Places


def read_word97(streams: dict[str, bytes], content: bytes, name: str) -> SourceDocument:
    """Read a document of its streams: ``WordDocument``, ``0Table``, ``1Table``, ``Data``. Raises ``RefusedSourceError``."""
    try:
        document = open_document(
            streams.get("WordDocument", b""),
            streams.get("0Table", b""),
            streams.get("1Table", b""),
            streams.get("Data", b""),
        )
        gathered = Gathering(places=Places())
        walk = Walk(document, gathered)
        blocks = walk.read(document.main)
        notes = dict(_read_notes(document, walk, gathered))
        _read_beside(document, walk, gathered)
        if "Macros" in streams:
            gathered.name_thing("macros", "", where="")
        return finish(gathered, blocks, notes, content, name)
    except (struct.error, IndexError, RecursionError) as error:
        raise RefusedSourceError("broken") from error


def _read_notes(document: Document, walk: Walk, gathered: Gathering) -> Iterator[tuple[int, tuple[Block, ...]]]:
    number = 0
    while number < len(gathered.notes):
        kind, position = gathered.notes[number]
        number += 1
        notes = document.footnotes if kind == "footnote" else document.endnotes
        yield number, _read_apart(walk, gathered, notes[int(position)], gathered.places.note(number))


def _read_beside(document: Document, walk: Walk, gathered: Gathering) -> None:
    for story in document.margins:
        where = gathered.places.margin(story.kind)
        known = set(gathered.pictures)
        blocks = _read_apart(walk, gathered, story, where)
        leave_out_blocks(gathered, story.kind, blocks, where)
        for key in gathered.pictures.keys() - known:
            gathered.name_thing("margin-picture", key, where)
    for position, story in document.comments.items():
        where = gathered.comments.get(str(position), "")
        leave_out_blocks(gathered, "comment", _read_apart(walk, gathered, story, where), where)


def _read_apart(walk: Walk, gathered: Gathering, story: Story, where: str) -> tuple[Block, ...]:
    before = gathered.fields
    gathered.fields = Fields()
    with gathered.inside(where):
        blocks = walk.read(story)
    gathered.fields = before
    return blocks
