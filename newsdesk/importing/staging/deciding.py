"""What a person decides about an import: its fields are corrected, it is accepted, or thrown away."""

import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from ban_tin.articles.front_matter.values import read_value
from ban_tin.language.vietnamese import slugify
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import source_folders
from newsdesk.editing.whole_files import sync_folder, write_whole
from newsdesk.importing.compose import NAMELESS, UNDATED
from newsdesk.importing.draft import Draft
from newsdesk.importing.staging.correcting import WrongValueError, check_value, correct
from newsdesk.importing.staging.reading import make_folder
from newsdesk.importing.staging.staged_import import StagedImport, State
from newsdesk.importing.staging.store import ImportStore
from newsdesk.importing.writing import Outcome, find_imported, write
from newsdesk.language import N_, catalogue

_NOT_READY = N_("It is still being read: wait a moment.")
_MISSING = N_("Choose a category: nobody but you knows where it belongs.")
_DECIDED = N_("This was decided already.")
_WORKED_ON = N_(
    "Somebody has worked on the article since: delete it in the list of articles, from where it can be brought back."
)


class UndecidableError(Exception):
    """It can't be decided now; the text says why, in the editor's language. ``field`` names what is missing."""

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.said, self.field = said, field


def correct_fields(
    store: ImportStore, staged: StagedImport, values: Mapping[str, str], facts: SiteFacts
) -> StagedImport:
    """Write ``values`` into the head of ``staged``, and move it where its date and title belong.

    Raises ``UndecidableError`` before it is read to its end, ``WrongValueError`` for the first value that can't be, ``OSError``.
    """
    gettext = catalogue().gettext
    if staged.state is not State.READY:
        raise UndecidableError(gettext(_NOT_READY if staged.state in _UNDER_WAY else _DECIDED))
    checked = {name: check_value(name, value, facts) for name, value in values.items()}
    before = staged.values
    changed = {
        name: value for name, value in checked.items() if value != before.get(name, "") or name not in staged.corrected
    }
    if not changed:
        return staged
    folder = store.files_of(staged)
    text = correct((folder / "index.md").read_text(encoding="utf-8"), changed)
    corrected = {**staged.corrected, **changed}
    moved = replace(staged, corrected=corrected)
    if not staged.page:
        moved = replace(moved, folder=_folder(moved.values.get("date", ""), facts))
    if "title" in changed and "slug" not in before:
        moved = replace(moved, slug=slugify(changed["title"]) or NAMELESS[facts.language])
    write_whole(folder / "index.md", text.encode(), durable=False)
    if (moved.folder, moved.slug) != (staged.folder, staged.slug):
        root = store.site / source_folders(store.site, facts.language)[1 if staged.page else 0]
        new = make_folder(store, root, moved.folder, moved.slug, facts.language)
        new.rmdir()
        folder.rename(new)
        moved = replace(moved, staged=new.relative_to(store.content).as_posix())
    store.keep(moved)
    return moved


_UNDER_WAY = frozenset((State.WAITING, State.READING, State.SKETCHED))


def accept(store: ImportStore, staged: StagedImport, facts: SiteFacts) -> StagedImport:
    """Write ``staged`` into the site, at once and whole, as ``ban-tin import`` does; return it with its path.

    One that the site has meanwhile becomes ``KNOWN``. Raises ``UndecidableError``, ``OSError``.
    """
    gettext = catalogue().gettext
    if staged.state is not State.READY:
        raise UndecidableError(gettext(_NOT_READY if staged.state in _UNDER_WAY else _DECIDED))
    if staged.missing:
        raise UndecidableError(gettext(_MISSING), staged.missing[0])
    folder = store.files_of(staged)
    draft = Draft(
        staged.source,
        staged.digest,
        staged.values.get("title", staged.source),
        staged.folder,
        staged.slug,
        (folder / "index.md").read_bytes().decode(),
        staged.page,
        {
            path.name: path
            for path in sorted(folder.iterdir())
            if path.name != "index.md" and not path.name.startswith(".")
        },
    )
    roots = [store.site / name for name in source_folders(store.site, facts.language)]
    written = write(draft, roots[1 if staged.page else 0], facts.language, find_imported(roots))
    path = written.path.relative_to(store.site).as_posix()
    if written.outcome is not Outcome.NEW:
        entry = {**staged.entry, "outcome": str(written.outcome), "difference": written.difference}
        known = replace(staged, state=State.KNOWN, existing=path, entry=entry)
        store.keep(known)
        return known
    # Before what was read is deleted: the names of the files were not on the disk yet.
    for parent in (store.site / path).parents[:3]:
        sync_folder(parent)
    digest = sha256(draft.text.encode()).hexdigest()
    accepted = replace(staged, state=State.ACCEPTED, accepted=path, staged="", written=digest)
    store.keep(accepted)
    shutil.rmtree(folder, ignore_errors=True)
    return accepted


def take_back(store: ImportStore, staged: StagedImport, facts: SiteFacts) -> StagedImport:
    """Undo that ``staged`` was accepted: its article waits again. Raises ``UndecidableError`` where somebody worked on it since, ``OSError``."""
    path = store.site / staged.accepted
    if not path.is_file() or sha256(path.read_bytes()).hexdigest() != staged.written:
        raise UndecidableError(catalogue().gettext(_WORKED_ON))
    root = store.site / source_folders(store.site, facts.language)[1 if staged.page else 0]
    folder = make_folder(store, root, staged.folder, staged.slug, facts.language)
    # It is known where it waits before it is taken away: whatever ends this, it is in one place at least.
    files = [
        each for each in path.parent.iterdir() if each != path and each.is_file() and not each.name.startswith(".")
    ]
    try:
        for each in (*files, path):
            shutil.copy2(each, folder / each.name)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    back = replace(
        staged, state=State.READY, accepted="", written="", staged=folder.relative_to(store.content).as_posix()
    )
    store.keep(back)
    # The text first: what remains is no article. Moved over the copy, as somebody may have written it in this moment.
    for each in (path, *files):
        each.replace(folder / each.name)
    with suppress(OSError):
        path.parent.rmdir()
    return back


def _folder(date: str, facts: SiteFacts) -> str:
    if not date:
        return UNDATED[facts.language]
    moment = read_value("date", date, ZoneInfo(facts.time_zone))
    return f"{moment:%Y}/{moment:%m}"


__all__ = ["UndecidableError", "WrongValueError", "accept", "correct_fields", "take_back"]
