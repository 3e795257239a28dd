"""An index as a whole: which documents it holds, and its files, brought up to date by what changed.

Where documents and shards are kept is the matter of a ``Store``.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple, Protocol

from ban_tin.searching.abbreviations import Shortener
from ban_tin.searching.documents import SearchDocument
from ban_tin.searching.indexing import NumberedDocument, index_documents
from ban_tin.searching.layout import Layout
from ban_tin.searching.numbering import Numbered, Place, number_documents, place_of
from ban_tin.searching.records import BLOCK, Record, write_records
from ban_tin.searching.terms import weigh_terms
from ban_tin.searching.updating import find_changes, update_shards
from ban_tin.searching.vocabulary import write_words

WORDS = "words.json"


def places_of(documents: Sequence[SearchDocument]) -> tuple[Place, ...]:
    """Return the places of the documents of one source: an article or a page, and its files."""
    article = documents[0].url
    return tuple(place_of(each.url, each.date, article, position) for position, each in enumerate(documents))


class Index(NamedTuple):
    """What is known of an index without opening its files."""

    #: The places of the documents of each source.
    sources: Mapping[str, tuple[Place, ...]]
    #: The number of each document, by its address.
    numbered: Numbered
    #: How often each single word stands in documents: see ``count_words``.
    frequencies: Mapping[str, int]

    @property
    def layout(self) -> Layout:
        """How its shards lie."""
        return Layout(sorted(self.numbered.numbers.values()))


class Store(Protocol):
    """What gives documents and files as they are kept."""

    def documents(self, source: str) -> Sequence[SearchDocument]:
        """Return the documents of a source, as the index knows them."""
        ...

    def file(self, name: str) -> bytes | None:
        """Return a file of the index, ``None`` where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Made:
    """An index, and what of its files is new, ``None`` for one that is gone."""

    index: Index
    files: dict[str, bytes | None]


def make_index(
    sources: Mapping[str, tuple[Place, ...]],
    documents: Callable[[str], Sequence[SearchDocument]],
    shortener: Shortener,
    folder: Path,
) -> Made:
    """Return the index of ``sources``, whose ``documents`` may be asked for in other processes; see ``index_documents`` for ``folder``."""
    numbered = _number(sources)
    numbers = numbered.numbers
    loaded: list[NumberedDocument] = []
    for source, places in sources.items():
        loaded += [(numbers[place.url], partial(_load, documents, source, place.position)) for place in places]
    loaded.sort(key=lambda each: each[0])
    layout = Layout([number for number, _ in loaded])
    files: dict[str, bytes | None] = {}
    frequencies: dict[str, int] = {}
    for some in index_documents(loaded, shortener, layout, folder):
        files |= {shard.name: content for shard, content in some.shards}
        frequencies |= some.frequencies
    index = Index(sources, numbered, frequencies)
    blocks: dict[int, dict[int, Record]] = {}
    for number, load in loaded:
        blocks.setdefault(number >> BLOCK, {})[number] = load().record
    files |= {_name_of(block): write_records(some) for block, some in blocks.items()}
    files[WORDS] = write_words(frequencies, layout.count)
    return Made(index, files)


def _load(documents: Callable[[str], Sequence[SearchDocument]], source: str, position: int) -> SearchDocument:
    return documents(source)[position]


def update_index(
    before: Index,
    sources: Mapping[str, tuple[Place, ...]],
    new: Mapping[str, Sequence[SearchDocument]],
    store: Store,
    shortener: Shortener,
) -> Made | None:
    """Return the index of ``sources``, of which ``new`` are those that changed; ``None`` where it has to be made anew.

    ``store`` gives the documents and files as they were ``before``.
    """
    numbered = _number(sources)
    if numbered.stride != before.numbered.stride or not numbered.numbers:
        return None
    old_numbers, numbers = before.numbered.numbers, numbered.numbers
    gone = before.sources.keys() - sources.keys()
    renumbered = {
        source
        for source, places in sources.items()
        if source not in new and any(old_numbers.get(place.url) != numbers[place.url] for place in places)
    }
    was = [
        (old_numbers[each.url], each)
        for source in sorted({*gone, *new, *renumbered} & before.sources.keys())
        for each in store.documents(source)
    ]
    kept = {source: store.documents(source) for source in renumbered}
    now = [(numbers[each.url], each) for documents in (*new.values(), *kept.values()) for each in documents]
    changes = find_changes(_weighed(was, shortener), _weighed(now, shortener))
    old_layout, layout = before.layout, Layout(sorted(numbers.values()))
    shards = update_shards(old_layout, layout, changes, lambda shard: store.file(shard.name))
    files: dict[str, bytes | None] = {shard.name: content for shard, content in shards.items()}
    frequencies = dict(before.frequencies)
    for word, difference in changes.frequencies.items():
        frequencies[word] = frequencies.get(word, 0) + difference
        if not frequencies[word]:
            del frequencies[word]
    files |= _records({number for number, _ in (*was, *now)}, sources, numbers, {**new, **kept}, store)
    files[WORDS] = write_words(frequencies, layout.count)
    return Made(Index(sources, numbered, frequencies), files)


def _weighed(
    documents: Iterable[tuple[int, SearchDocument]], shortener: Shortener
) -> Iterable[tuple[int, Mapping[tuple[str, str], int]]]:
    return ((number, weigh_terms(document, shortener)) for number, document in documents)


def _records(
    touched: set[int],
    sources: Mapping[str, tuple[Place, ...]],
    numbers: Mapping[str, int],
    loaded: Mapping[str, Sequence[SearchDocument]],
    store: Store,
) -> dict[str, bytes | None]:
    """Return the files of records in which the numbers ``touched`` stand or stood."""
    blocks: dict[int, dict[int, Record]] = {number >> BLOCK: {} for number in touched}
    for source, places in sources.items():
        for place in places:
            number = numbers[place.url]
            if number >> BLOCK in blocks:
                documents = loaded.get(source) or store.documents(source)
                blocks[number >> BLOCK][number] = documents[place.position].record
    return {_name_of(block): write_records(some) if some else None for block, some in blocks.items()}


def _name_of(block: int) -> str:
    return f"d/{block}.json"


def _number(sources: Mapping[str, tuple[Place, ...]]) -> Numbered:
    return number_documents(place for places in sources.values() for place in places)
