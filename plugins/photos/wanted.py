"""Which photos a site will want, known before an article is read: so they can be encoded on all cores at once."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from plugins.photos.encode import ACCEPTED
from plugins.vietnamese import nfc

_SUFFIXES = {suffix for suffixes in ACCEPTED.values() for suffix in suffixes}


def photos_named(content: Path) -> Iterator[Path]:
    """Yield the images below ``content`` whose name stands in a ``.md`` file of their folder or of one above it.

    That may be more than articles show, a name in a sentence for example, and costs no more than the encoding.
    """

    @cache
    def text_of(folder: Path) -> str:
        return "\n".join(
            nfc(unquote(path.read_text(encoding="utf-8", errors="replace"))) for path in sorted(folder.glob("*.md"))
        )

    for image in sorted(content.rglob("*")):
        if image.suffix.lower() in _SUFFIXES and image.is_file():
            name = nfc(image.name)
            if any(name in text_of(folder) for folder in image.parents if folder.is_relative_to(content)):
                yield image
