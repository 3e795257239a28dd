"""The files that an article offers and where it does: beneath the text, and by links of the text."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from ban_tin.articles.attachments import IMAGES
from newsdesk.checking.article import CheckedArticle

_PREFIX = re.compile(r"^[{|](?:attach|static|filename)[}|]")
_ENDING = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)


class Offered(NamedTuple):
    """A file beside an article, the name that it is called by, and the offset at which it is first offered."""

    name: str
    path: Path
    start: int


def find_offered(article: CheckedArticle) -> Iterator[Offered]:
    """Yield the documents that ``article`` offers, each once; photos, films and sounds are none. Others' files and missing ones are left out."""
    folder = article.file.parent
    seen = set[str]()
    places = [(each.name, article.start_of(each.line)) for each in article.attachments]
    places += [
        (_PREFIX.sub("", link.target).partition("#")[0], link.start) for link in article.links if ":" not in link.target
    ]
    for target, start in places:
        name = unquote(target)
        if not _ENDING.search(name) or name.startswith("/") or "\0" in name or name in seen:
            continue
        seen.add(name)
        path = folder / name
        if path.suffix.lower()[1:] in IMAGES | {"md", "html"}:
            continue
        try:
            if path.is_file() and path.resolve().is_relative_to(folder.resolve()):
                yield Offered(name, path, start)
        except OSError:
            continue
