"""The search index of a build: kept in the state, brought up to date by the articles that changed, planned as plain files."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from ban_tin.articles.attachments.texts import TextStore
from ban_tin.articles.source import SourceEntry
from ban_tin.building.inputs import short
from ban_tin.building.state import State, fingerprint_of, packed, unpacked
from ban_tin.findings.report import Findings
from ban_tin.machine.processes import shared_out, workers_for
from ban_tin.planning.blame import crash_finding
from ban_tin.planning.plan import Plan
from ban_tin.searching.abbreviations import Shortener, read_abbreviations
from ban_tin.searching.documents import SearchDocument, document_of_page, documents_of_article
from ban_tin.searching.head import HEAD, IndexHead, head_of, write_head
from ban_tin.searching.index import Index, Made, make_index, places_of, update_index
from ban_tin.searching.numbering import Place
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import Project
from ban_tin.views import Attachment, Comment, Deferred, ListedArticle, ListedPage, NewsArticle
from ban_tin.views.deferred import DamagedStateError

_NAME, _INDEX = "search", "search index"
#: Sources that change at once, from which on all is made anew: so many, and one of so many.
_MANY, _SHARE = 48, 20
#: Sources in a transaction.
_AT_ONCE = 256


class _Source(NamedTuple):
    """An article or a page as it is to be indexed."""

    #: What findings call it.
    path: str
    #: Its address.
    url: str
    #: Changes with all that its documents are made of.
    fingerprint: str
    #: Loads it.
    load: Callable[[], Any]
    #: The files that are offered beside it, by address.
    files: Mapping[str, Path]
    #: What readers wrote to it.
    comments: Deferred[tuple[Comment, ...]] | None


class _Kept(NamedTuple):
    """What the state knows of an index; what only a change asks for is kept apart, as an ``Index``."""

    #: Of each source: the fingerprint of what its documents were made of, and that of the documents.
    sources: dict[str, tuple[str, str]]
    #: The fingerprint of each file.
    files: dict[str, str]
    #: What readers have to know before they ask for a file.
    head: IndexHead


def add_search_index(
    plan: Plan, project: Project, findings: Findings, entries: Iterable[SourceEntry], state: State, code: str
) -> None:
    """Plan the files of the search index of ``plan``, kept in ``state`` and brought up to date.

    ``code`` is the digest of the code that reads. An article that can't be indexed is a finding. Raises ``DamagedStateError``.
    """
    site = project.site
    kept = _IndexOfState(project, state, code).bring_up_to_date(_sources(plan, entries), findings)
    folder = site.addresses.search_data
    for name, fingerprint in kept.files.items():
        content = Deferred(fingerprint, partial(state.unpack, "shard", name, fingerprint))
        plan.add_file(folder + name, plan.recipe(load_file, content=content))
    plan.add_file(folder + HEAD, plan.recipe(head_file, head=kept.head))


def add_new_search_index(plan: Plan, project: Project, entries: Iterable[SourceEntry]) -> None:
    """Plan the same files where no state remembers anything, all of them made now."""
    texts = TextStore(project.cache / "texts")
    documents = {source.path: make_documents(source, texts) for source in _sources(plan, entries)}
    places = {path: places_of(each) for path, each in documents.items()}
    shortener = Shortener(read_abbreviations(project.site.abbreviations))
    made = make_index(places, documents.__getitem__, shortener, project.cache)
    folder = project.site.addresses.search_data
    for name, content in made.files.items():
        if content is not None:
            plan.add_file(folder + name, content)
    plan.add_file(folder + HEAD, head_file(project.site, head_of(made.index)))


def head_file(site: SiteFacts, head: IndexHead) -> bytes:
    """Return the file that is asked for first."""
    return write_head(
        head, read_abbreviations(site.abbreviations), [(each.slug, each.name) for each in site.categories]
    )


def load_file(site: SiteFacts, content: Deferred[bytes]) -> bytes:
    """Return a file of the index, as it is kept."""
    return content.load()


def _sources(plan: Plan, entries: Iterable[SourceEntry]) -> list[_Source]:
    """Return all public articles and pages of ``plan``, but for those that were withdrawn."""
    files = {entry.path: {url: Path(path) for url, path in entry.files} for entry in entries}
    listed: list[ListedArticle | ListedPage] = [*plan.news, *plan.static_pages]
    return [_source(each, files.get(each.source_path, {})) for each in listed]


def _source(listed: ListedArticle | ListedPage, files: Mapping[str, Path]) -> _Source:
    comments = listed.comments.all if isinstance(listed, ListedArticle) and listed.comments else None
    fingerprint = listed.whole.fingerprint + (f" {comments.fingerprint}" if comments else "")
    return _Source(listed.source_path, listed.url, fingerprint, listed.whole.load, files, comments)


def make_documents(source: _Source, texts: TextStore) -> tuple[SearchDocument, ...]:
    """Return the documents of ``source``: its own, and those of its files with text. Raises ``OSError``, ``DamagedStateError``."""
    content = source.load()
    if not isinstance(content, NewsArticle):
        return (document_of_page(content, source.url),)

    def text_of(attachment: Attachment) -> str:
        return texts.text_of(source.files[attachment.url], attachment.sha256)

    return tuple(documents_of_article(content, text_of, source.comments.load() if source.comments else ()))


class _IndexOfState:
    """The index that ``state`` keeps of a ``project``; also the ``Store`` of what it was before."""

    def __init__(self, project: Project, state: State, code: str) -> None:
        self._project, self._state = project, state
        self._texts = TextStore(project.cache / "texts")
        abbreviations = project.site.abbreviations
        self._key = short((code, abbreviations))
        self._shortener = Shortener(read_abbreviations(abbreviations))
        self._kept: _Kept | None = state.get(_NAME, self._key, None)

    def documents(self, source: str) -> tuple[SearchDocument, ...]:
        assert self._kept is not None
        return _unpack(self._state, self._kept.sources, source)

    def file(self, name: str) -> bytes | None:
        assert self._kept is not None
        fingerprint = self._kept.files.get(name)
        if fingerprint is None:
            return None
        content: bytes = self._state.unpack("shard", name, fingerprint)
        return content

    def bring_up_to_date(self, sources: Sequence[_Source], findings: Findings) -> _Kept:
        """Return the index of ``sources``, kept in the state."""
        before = self._kept.sources if self._kept else {}
        changed = [each for each in sources if before.get(each.path, ("",))[0] != each.fingerprint]
        gone = before.keys() - {each.path for each in sources}
        if self._kept is not None:
            if not changed and not gone:
                return self._kept
            if len(changed) + len(gone) <= max(_MANY, len(sources) // _SHARE):
                kept = self._update(self._kept, sources, changed, gone, findings)
                if kept is not None:
                    return kept
        return self._make(sources, findings)

    def _update(
        self,
        known: _Kept,
        sources: Sequence[_Source],
        changed: Sequence[_Source],
        gone: Iterable[str],
        findings: Findings,
    ) -> _Kept | None:
        new = {source.path: found for source in changed if (found := self._documents_or_crash(source, findings))}
        index: Index | None = self._state.get(_INDEX, self._key, None)
        if index is None:
            return None
        crashed = {source.path for source in changed} - new.keys()
        paths = [source.path for source in sources if source.path not in crashed]
        places = {path: places_of(new[path]) if path in new else index.sources[path] for path in paths}
        made = update_index(index, places, new, self, self._shortener)
        if made is None:
            return None
        content = {path: _packed_documents(documents) for path, documents in new.items()}
        fingerprints = {source.path: source.fingerprint for source in changed}
        kept_sources = {path: known.sources[path] for path in paths if path not in new}
        kept_sources |= {path: (fingerprints[path], fingerprint_of(each)) for path, each in content.items()}
        files = {name: packed(each) for name, each in made.files.items() if each is not None}
        files = {name: each for name, each in files.items() if known.files.get(name) != fingerprint_of(each)}
        lost = {name for name, each in made.files.items() if each is None} & known.files.keys()
        kept_files = {name: each for name, each in known.files.items() if name not in lost}
        kept_files |= {name: fingerprint_of(each) for name, each in files.items()}
        kept = _Kept(kept_sources, kept_files, head_of(made.index))
        with self._state.transaction():
            self._state.drop_packed("document", [*gone, *crashed])
            self._state.put_packed("document", content.items())
            self._state.drop_packed("shard", lost)
            self._state.put_packed("shard", files.items())
            self._put(kept, made.index)
        return kept

    def _put(self, kept: _Kept, index: Index) -> None:
        self._state.put(_NAME, self._key, kept)
        self._state.put(_INDEX, self._key, index)

    def _documents_or_crash(self, source: _Source, findings: Findings) -> tuple[SearchDocument, ...]:
        try:
            return make_documents(source, self._texts)
        except DamagedStateError:
            raise
        except Exception as error:
            findings.found.add(crash_finding(error, source.path, self._project))
            return ()

    def _make(self, sources: Sequence[_Source], findings: Findings) -> _Kept:
        by_path = {source.path: source for source in sources}
        places: dict[str, tuple[Place, ...]] = {}
        fingerprints: dict[str, tuple[str, str]] = {}
        state = self._state
        with state.transaction():
            # What is kept from now on belongs to no index until that is made.
            state.put(_NAME, "", None)
            state.empty("document")
        made_documents = _made_documents(sources, self._texts)
        while some := list(islice(made_documents, _AT_ONCE)):
            # What failed is made once more, where it can be told.
            failed = [by_path[each.path] for each in some if not each.content]
            again = [(source.path, self._documents_or_crash(source, findings)) for source in failed]
            some = [each for each in some if each.content]
            some += [_packed_source(path, documents) for path, documents in again if documents]
            with state.transaction():
                state.put_packed("document", [(each.path, each.content) for each in some])
            for each in some:
                places[each.path] = each.places
                fingerprints[each.path] = by_path[each.path].fingerprint, fingerprint_of(each.content)
        ordered = {source.path: places[source.path] for source in sources if source.path in places}
        made = make_index(ordered, partial(_unpack, state, fingerprints), self._shortener, self._project.cache)
        return self._keep_all(made, fingerprints)

    def _keep_all(self, made: Made, sources: dict[str, tuple[str, str]]) -> _Kept:
        files = {name: packed(content) for name, content in made.files.items() if content is not None}
        fingerprints = {name: fingerprint_of(content) for name, content in files.items()}
        kept = _Kept(sources, fingerprints, head_of(made.index))
        with self._state.transaction():
            self._state.empty("shard")
            self._state.put_packed("shard", files.items())
            self._put(kept, made.index)
        return kept


def _unpack(state: State, fingerprints: Mapping[str, tuple[str, str]], source: str) -> tuple[SearchDocument, ...]:
    documents: tuple[SearchDocument, ...] = unpacked(
        zlib.decompress(state.unpack("document", source, fingerprints[source][1]))
    )
    return documents


def _packed_documents(documents: tuple[SearchDocument, ...]) -> bytes:
    # Texts of ten years are half of what the state holds: the quickest way to pack them takes a tenth of a millisecond each.
    return packed(zlib.compress(packed(documents), 1))


class _MadeDocuments(NamedTuple):
    """The documents of a source: packed, ``b""`` where they could not be made."""

    path: str
    content: bytes
    places: tuple[Place, ...]


def _packed_source(path: str, documents: tuple[SearchDocument, ...]) -> _MadeDocuments:
    return _MadeDocuments(path, _packed_documents(documents), places_of(documents))


def _made_documents(sources: Sequence[_Source], texts: TextStore) -> Iterator[_MadeDocuments]:
    """Yield the documents of all ``sources``, made in several processes."""

    def work(some: Iterable[_Source]) -> Iterator[_MadeDocuments]:
        for source in some:
            try:
                documents = make_documents(source, texts)
            except DamagedStateError:
                raise
            except Exception:
                yield _MadeDocuments(source.path, b"", ())
            else:
                yield _packed_source(source.path, documents)

    yield from shared_out(work, sources, workers_for(len(sources)))
