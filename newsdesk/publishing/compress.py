"""Texts as servers send them: compressed once, when they change, and better than a server can at every request."""

import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import brotli

#: What is text on a site. Photos, fonts and attachments of Word or PDF are compressed in themselves.
TEXTS = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".csv"})
#: Bytes below which it is not worth a file: a text fits into the first round of packets, and a server packs it in no time.
LEAST = 8192
#: Texts that no reader's browser asks for.
_FOR_PROGRAMS = re.compile(r"pages\.json|(?:.*/)?sitemap(?:-[0-9a-z]+)?\.xml")
#: The ending of the compressed file beside a text, which nginx looks for (``brotli_static``). Who does not take Brotli gets
#: what the server packs itself: a ``.gz`` beside each would be half as many files more, for nearly nobody.
BROTLI = ".br"
#: Endings of compressed texts, also those of releases of before.
ENDINGS = (BROTLI, ".gz")
_QUALITY = 11
#: Bytes of a name beside which there is room for the ending, in the 255 that a name can have.
_NAME = 240


class Compressed(NamedTuple):
    """A text in the forms that are worth it, by their ending; none where none is smaller."""

    path: str
    forms: Mapping[str, bytes]


def is_compressible(path: str, size: int) -> bool:
    """Return whether the file ``path`` of ``size`` bytes is a text worth compressing."""
    if size < LEAST or path[path.rfind(".") :] not in TEXTS or _FOR_PROGRAMS.fullmatch(path):
        return False
    # Characters have up to four bytes, and hardly any name is long.
    return len(name := path[path.rfind("/") + 1 :]) <= _NAME // 4 or len(name.encode(errors="replace")) <= _NAME


def compress(content: bytes) -> dict[str, bytes]:
    """Return ``content`` by the endings of its compressed forms, those that are smaller. The same bytes give the same forms."""
    form = brotli.compress(content, mode=brotli.MODE_TEXT, quality=_QUALITY)
    return {BROTLI: form} if len(form) < len(content) else {}


def compress_files(folder: Path, paths: Iterable[str]) -> Iterator[Compressed]:
    """Yield the texts ``paths`` below ``folder``, compressed by all processors: neither library holds the interpreter's lock."""
    with ThreadPoolExecutor() as pool:
        yield from pool.map(lambda path: Compressed(path, compress((folder / path).read_bytes())), paths)
