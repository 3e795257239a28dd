"""Which photos a site will want, known before an article is read: so they can be encoded on all cores at once."""

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from ban_tin.language.vietnamese import nfc
from ban_tin.photos.encode import ACCEPTED
from ban_tin.source_files import UnusableFileError, read_plain_file

_SUFFIXES = tuple(suffix for suffixes in ACCEPTED.values() for suffix in suffixes)
_ESCAPED = re.compile("%[0-9a-f]{2}", re.IGNORECASE)
_NAMES_ONE = re.compile("|".join(map(re.escape, _SUFFIXES)), re.IGNORECASE)


def photos_named(sources: Iterable[Path]) -> Iterator[Path]:
    """Yield the images beside the source files ``sources``, or below them, whose name stands in the text; each once.

    That may be more than articles show, a name in a sentence for example, and costs no more than the encoding.
    """

    @cache
    def images_below(folder: str) -> list[tuple[str, str]]:
        found = []
        for below, folders, names in os.walk(folder):
            folders.sort()
            found += [(nfc(name), f"{below}/{name}") for name in sorted(names) if name.lower().endswith(_SUFFIXES)]
        return found

    seen: set[str] = set()
    for source in sources:
        try:
            text = read_plain_file(source).decode(errors="replace")
        except (OSError, UnusableFileError):
            continue  # It has just been deleted, or never was one: reading it will say so.
        if not _NAMES_ONE.search(text):
            continue
        text = nfc(unquote(text) if _ESCAPED.search(text) else text)
        for name, image in images_below(os.fspath(source.parent)):
            if image not in seen and name in text and os.path.isfile(image):  # noqa: PTH113 - for thousands of photos
                seen.add(image)
                yield Path(image)
