"""Texts as servers send them: compressed once, when they change, instead of at every request."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import brotli

#: What is text on a site. Photos, fonts and attachments of Word or PDF are compressed in themselves.
TEXTS = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv"})
#: Bytes below which a packet carries it all the same; as ``gzip_min_length`` of the nginx example.
LEAST = 512
#: Endings of the compressed files beside a text, which nginx looks for (``brotli_static``, ``gzip_static``).
ENDINGS = (".br", ".gz")
_BROTLI_QUALITY, _GZIP_LEVEL = 11, 9


class Compressed(NamedTuple):
    """A text in the forms that are worth it, by their ending; none where none is smaller."""

    path: str
    forms: Mapping[str, bytes]


def is_compressible(path: str, size: int) -> bool:
    """Return whether the file ``path`` of ``size`` bytes is a text worth compressing."""
    return size >= LEAST and Path(path).suffix in TEXTS


def compress(content: bytes) -> dict[str, bytes]:
    """Return ``content`` by the endings of its compressed forms, those that are smaller. The same bytes give the same forms."""
    forms = {
        ".br": brotli.compress(content, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY),
        ".gz": gzip.compress(content, _GZIP_LEVEL, mtime=0),
    }
    return {ending: form for ending, form in forms.items() if len(form) < len(content)}


def compress_files(folder: Path, paths: Iterable[str]) -> Iterator[Compressed]:
    """Yield the texts ``paths`` below ``folder``, compressed by all processors: neither library holds the interpreter's lock."""
    with ThreadPoolExecutor() as pool:
        yield from pool.map(lambda path: Compressed(path, compress((folder / path).read_bytes())), paths)
