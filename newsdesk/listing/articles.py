"""What the list shows of each source file, those that can't be read included."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from ban_tin.articles.source import SourceEntry
from ban_tin.building.state import Row
from ban_tin.findings.report import Finding
from ban_tin.language.vietnamese import fold, nfc


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article or a page. What depends on the time, or on what was published, is no part of it."""

    #: Its source file below the site's folder, as in ``tin/2026/11/x/index.md``.
    file: str
    #: Its address, ``""`` where it can't be read.
    url: str
    #: Its title; of one that can't be read, its file.
    title: str
    #: A page, and no article.
    page: bool
    #: It can't be read: only findings say what is wrong.
    broken: bool
    #: The name of its section.
    section: str
    #: Names.
    authors: tuple[str, ...]
    #: When it is, or was, public.
    date: datetime | None
    #: When it is over.
    expires: datetime | None
    #: Nobody but the office sees it.
    draft: bool
    #: Only a note stands at its address.
    withdrawn: bool
    #: Words in which it is found, without their marks.
    folded: str
    #: The same with them, in small letters.
    exact: str
    #: What was read, None where it can't be.
    row: Row | None


class ArticleList:
    """The list of one site, kept from one time to the next: only what was read again is made again."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[Row | None, ListedArticle]] = {}

    def of(self, sources: Mapping[str, Row | None], folder: Path) -> list[ListedArticle]:
        """Return all of ``sources``, whose site lies in ``folder``, the newest first."""
        made: dict[str, tuple[Row | None, ListedArticle]] = {}
        for path, row in sources.items():
            known = self._known.get(path)
            if known is None or known[0] is not row:
                known = row, _listed(_below(path, folder), row)
            made[path] = known
        self._known = made
        found = [listed for _, listed in made.values()]
        found.sort(key=lambda each: each.file)
        found.sort(key=lambda each: each.date.timestamp() if each.date else 0, reverse=True)
        # What can't be read is what somebody looks for.
        found.sort(key=lambda each: not each.broken)
        return found


def count_findings(findings: Iterable[Finding], folder: Path) -> dict[str, list[Finding]]:
    """Return the findings of each file below ``folder``, by its path there; those of the site as a whole are left out."""
    found: dict[str, list[Finding]] = {}
    start = f"{folder.name}/"
    for each in findings:
        if each.path.startswith(start):
            found.setdefault(each.path.removeprefix(start), []).append(each)
    return found


def find_unlisted(findings: Iterable[str], articles: Iterable[ListedArticle]) -> list[ListedArticle]:
    """Return what ``findings`` name and is no source file: folders without an article, files that can't be read as one."""
    known = {each.file for each in articles}
    folders = {file.rpartition("/")[0] for file in known}
    # What lies beside an article is the article's own.
    return [
        _listed(path, None)
        for path in sorted(findings)
        if path not in known and "/" in path and path.rpartition("/")[0] not in folders
    ]


def fold_words(text: str) -> str:
    """Return the words of ``text`` as ``fold`` gives them, one blank between them."""
    # Of letters without marks, thousands of addresses, there is nothing to fold.
    return " ".join(word.lower() if word.isascii() else _fold_word(word) for word in text.split())


#: Ten thousand titles are made of a few thousand other words.
_fold_word = lru_cache(maxsize=65536)(fold)


def _below(path: str, folder: Path) -> str:
    return path.removeprefix(f"{folder}/") if path.startswith(f"{folder}/") else path


def _listed(file: str, row: Row | None) -> ListedArticle:
    entry: SourceEntry | None = row.entry if row else None
    title = (entry.title if entry else "") or file
    words = [title, file]
    if entry:
        words += [entry.url, entry.category, *entry.authors, *entry.tags]
    exact = nfc(" ".join(words)).lower()
    return ListedArticle(
        file,
        entry.url if entry else "",
        title,
        entry.page if entry else file.startswith(("trang/", "pages/")),
        entry is None,
        entry.category if entry else "",
        entry.authors if entry else (),
        entry.date if entry else None,
        entry.expires if entry else None,
        bool(entry and entry.draft),
        bool(entry and entry.withdrawn),
        fold_words(exact),
        exact,
        row,
    )
