"""Files that an article needs no longer: into the trash with the change that took them out, so that undoing it brings them back."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from ban_tin.articles.body.beside import file_beside
from ban_tin.articles.body.names import as_target
from ban_tin.language.vietnamese import nfc
from newsdesk.editing.alone import alone_in
from newsdesk.editing.changes import Change
from newsdesk.editing.errors import UnsavableError
from newsdesk.editing.places import find_text, shown_file
from newsdesk.editing.saving import Opened, open_article, save
from newsdesk.editing.steps import Step, add_step, read_steps, write_steps
from newsdesk.editing.trash import delete_file
from newsdesk.editing.versions import keep_version
from newsdesk.site_folder import SiteFolder

#: Texts beside one file that are looked through; a folder with more is shared by too many to tell.
_MOST = 500


def find_unnamed(site: SiteFolder, file: str, names: Iterable[str]) -> list[str]:
    """Return those of ``names``, files beside the article ``file``, that no text beside them names. Raises ``UnsavableError``."""
    folder = find_text(site, file).parent
    texts = []
    for number, path in enumerate(sorted(folder.rglob("*.md"))):
        if number >= _MOST:
            return []
        try:
            texts.append(nfc(path.read_text("utf-8", errors="replace")))
        except OSError:
            return []  # Whatever it names, nobody knows.
    return [name for name in dict.fromkeys(names) if not any(_names(text, name) for text in texts)]


def _names(text: str, name: str) -> bool:
    return any(written in text for written in {nfc(name), as_target(nfc(name))})


def save_and_remove(
    site: SiteFolder, file: str, digest: str, changes: Sequence[Change], names: Sequence[str], by: str
) -> tuple[Opened, list[str]]:
    """Save ``changes`` as ``save`` does, and move those of the files ``names`` into the trash that no text names then.

    Return the file as it is then, and the names of those. One step to undo. Raises what ``save`` raises.
    """
    with alone_in(site):
        opened = save(site, file, digest, changes, by)
        trashed, removed = _trash(site, file, names, by)
        if trashed:
            steps = read_steps(site, file)
            if steps.done:
                last = steps.done[-1]
                last = replace(last, trashed=(*last.trashed, *trashed))
                write_steps(site, file, replace(steps, done=(*steps.done[:-1], last)))
        return opened, removed


def remove_files(site: SiteFolder, file: str, names: Sequence[str], by: str) -> list[str]:
    """Move those of the files ``names`` beside the article into the trash that no text names; return them. One step to undo."""
    with alone_in(site):
        opened = open_article(site, file)
        trashed, removed = _trash(site, file, names, by)
        if trashed:
            version = keep_version(site, file, opened.content, by, "files")
            add_step(site, file, Step(version, version, "files", tuple(trashed)))
        return removed


def _trash(site: SiteFolder, file: str, names: Sequence[str], by: str) -> tuple[list[str], list[str]]:
    """Return the ids in the trash, and the names, of those that nothing names."""
    folder = find_text(site, file).parent
    trashed, removed = [], []
    for name in find_unnamed(site, file, names):
        path = file_beside(folder, name)
        if path is None or path.suffix.lower() == ".md":
            continue
        # The text is as it was to be: a file that can't be moved stays where it is.
        with suppress(UnsavableError):
            trashed.append(delete_file(site, shown_file(site, Path(path)), by))
            removed.append(name)
    return trashed, removed
