"""Our index alone, in a process of its own: from published bodies to the files that readers ask for.

``python -m bench.search.ours CORPUS FOLDER`` reads the file CORPUS that ``prepare`` wrote and writes the index into FOLDER. What a
build does beside it, keeping documents and files for the next one, is not in it.
"""

import gc
import marshal
import pickle
import sys
import zlib
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path

from ban_tin.language.vietnamese import slugify
from ban_tin.searching.abbreviations import Shortener, read_abbreviations
from ban_tin.searching.body_text import read_body
from ban_tin.searching.documents import AUTHOR, KIND, SECTION, TYPE, SearchDocument
from ban_tin.searching.head import HEAD, head_of, write_head
from ban_tin.searching.index import make_index, places_of
from ban_tin.searching.numbering import Place
from ban_tin.searching.records import shorten
from bench.search.texts import corpus, html
from tests.search.planted import ABBREVIATIONS, SECTIONS


def prepare(file: Path, count: int) -> None:
    """Write ``count`` articles as a build has them when it comes to the index: facts, and the HTML of the body."""
    rows = []
    for each in corpus(count):
        body = html(each).partition("</h1>")[2].partition("</main>")[0]
        head = (
            each.url,
            each.date.timestamp(),
            each.title,
            each.number,
            each.type,
            slugify(each.section),
            each.author,
            each.tags,
            each.summary,
        )
        rows.append((head, body))
    file.write_bytes(marshal.dumps(rows))


def read_corpus(corpus_file: Path) -> tuple[dict[str, tuple[Place, ...]], dict[str, bytes]]:
    """Return the places of the articles of ``corpus_file``, and their documents as a build keeps them: ten years are not in memory at once."""
    places: dict[str, tuple[Place, ...]] = {}
    kept: dict[str, bytes] = {}
    for row in marshal.loads(corpus_file.read_bytes()):
        document = _document(*row)
        places[document.url] = places_of([document])
        kept[document.url] = zlib.compress(pickle.dumps([document]), 1)
    return places, kept


def unpack(kept: dict[str, bytes], url: str) -> Sequence[SearchDocument]:
    """Return the documents of the article at ``url``."""
    documents: list[SearchDocument] = pickle.loads(zlib.decompress(kept[url]))
    return documents


def build_index(corpus_file: Path, folder: Path) -> None:
    """Index the articles of ``corpus_file`` and write the files into ``folder``."""
    shortener = Shortener(read_abbreviations(ABBREVIATIONS))
    places, kept = read_corpus(corpus_file)
    made = make_index(places, partial(unpack, kept), shortener, folder)
    for name, content in made.files.items():
        if content is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    sections = [(slugify(name), name) for name in SECTIONS.values()]
    (folder / HEAD).write_bytes(write_head(head_of(made.index), read_abbreviations(ABBREVIATIONS), sections))


def _document(head: tuple[str, float, str, str, str, str, str, tuple[str, ...], str], html: str) -> SearchDocument:
    url, moment, title, number, type_, section, author, tags, summary = head
    date = datetime.fromtimestamp(moment)
    body = read_body(html)
    filters = [SECTION + section, AUTHOR + slugify(author), *([TYPE + slugify(type_)] if type_ else []), KIND + "news"]
    record = (url, title, f"{date:%Y-%m-%d}", section, shorten(summary), 0, "news", type_, number)
    telling = "\n".join([summary, body.telling, *tags, author])
    return SearchDocument(url, date, title, number, telling, body.text, tuple(filters), record)


if __name__ == "__main__":
    gc.disable()  # As in a build.
    build_index(Path(sys.argv[1]), Path(sys.argv[2]))
