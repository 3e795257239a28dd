"""Writes a draft into the folder of a site. The text comes last: without it a folder is no article."""

import difflib
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ban_tin.starter.article import article_slug
from newsdesk.importing.draft import Draft
from newsdesk.importing.front_matter import IMPORTED, read_imported

_PARTIAL = ".index.md.partial"


class Outcome(StrEnum):
    """What became of a draft."""

    #: It was written.
    NEW = "new"
    #: It is there already, as it would be written now.
    SAME = "same"
    #: It is there already, and was edited since: it is left as it is.
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class Written:
    """Where a draft is."""

    #: Its text.
    path: Path
    #: What became of it.
    outcome: Outcome
    #: What differs between what is there and what would be written now, as a unified diff; ``""`` where nothing does.
    difference: str = ""
    #: An article of the same name in the same month, None for none.
    twin: Path | None = None


def write(draft: Draft, articles: Path, language: str, known: Mapping[str, Path]) -> Written:
    """Write ``draft`` below the folder ``articles``, unless its source is ``known`` (see ``find_imported``). Raises ``OSError``."""
    before = known.get(draft.digest)
    if before is not None and before.is_file():
        return compare(draft, before)
    parent = articles.joinpath(*draft.folder.split("/")) if draft.folder else articles
    parent.mkdir(parents=True, exist_ok=True)
    folder, made = _make_folder(parent, draft, language)
    partial = folder / _PARTIAL
    written = [partial]
    try:
        _write_file(partial, draft.text.encode())
        for name, content in draft.files.items():
            path = folder / name
            written.append(path)
            _write_file(path, content)
        partial.replace(folder / "index.md")
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        if made:
            with suppress(OSError):
                folder.rmdir()
        raise
    twin = parent / draft.slug / "index.md"
    return Written(folder / "index.md", Outcome.NEW, twin=twin if folder.name != draft.slug and twin.exists() else None)


def compare(draft: Draft, path: Path) -> Written:
    """Return what differs between ``draft`` and the article in ``path`` that was imported from its source."""
    there = _without_remark(path.read_text(encoding="utf-8", errors="replace"))
    now = _without_remark(draft.text)
    if there == now:
        return Written(path, Outcome.SAME)
    lines = difflib.unified_diff(there, now, path.name, draft.source, lineterm="", n=1)
    return Written(path, Outcome.EDITED, "\n".join(lines))


def _without_remark(text: str) -> list[str]:
    """Return the lines of ``text`` without the one that names its source: the same file may have another name today."""
    return [line for line in text.splitlines() if not line.startswith(IMPORTED)]


def _make_folder(parent: Path, draft: Draft, language: str) -> tuple[Path, bool]:
    """Return a folder for ``draft``, and whether it was made now; one that its import left behind when it was ended is used again."""
    while True:
        taken = {each.name.removesuffix(".md").lower() for each in parent.iterdir() if not _is_left_behind(each, draft)}
        folder = parent / article_slug(draft.slug, taken, language)
        try:
            folder.mkdir()
        except FileExistsError:
            if _is_left_behind(folder, draft):
                return folder, False
            continue  # Somebody else made it in this moment.
        return folder, True


def _is_left_behind(folder: Path, draft: Draft) -> bool:
    """Return whether an import of the same source began to write ``folder`` and did not end."""
    try:
        if (folder / "index.md").exists():
            return False
        imported = read_imported((folder / _PARTIAL).read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return False
    return imported is not None and imported.digest == draft.digest


def _write_file(path: Path, content: bytes | Path) -> None:
    """Write a file whole; ``content`` may be a file, which is copied to the byte."""
    with path.open("wb") as file:
        if isinstance(content, Path):
            with content.open("rb") as source:
                while block := source.read(1 << 20):
                    file.write(block)
        else:
            file.write(content)
        file.flush()
        os.fsync(file.fileno())
