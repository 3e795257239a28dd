"""The first file that a reader's browser asks for: how the others lie, and what queries are read by."""

import json
from collections.abc import Sequence
from typing import NamedTuple

from ban_tin.searching.abbreviations import Abbreviation
from ban_tin.searching.index import Index
from ban_tin.searching.layout import buckets_for

HEAD = "head.json"


class IndexHead(NamedTuple):
    """How an index lies."""

    #: How many documents it holds.
    documents: int
    #: How many numbers a month has.
    stride: int
    #: Buckets of each level.
    buckets: tuple[int, ...]


def head_of(index: Index) -> IndexHead:
    """Return how ``index`` lies."""
    count = len(index.numbered.numbers)
    return IndexHead(count, index.numbered.stride, buckets_for(count))


def write_head(head: IndexHead, abbreviations: Sequence[Abbreviation], sections: Sequence[tuple[str, str]]) -> bytes:
    """Return the file of a ``head``; ``sections`` are (slug, name) each."""
    rows = []
    for each in abbreviations:
        forms = [" ".join(form) for form in each.forms if form != (each.name,)]
        rows.append([each.name, *forms])
    content = head._asdict() | {"abbreviations": rows, "sections": sections}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
