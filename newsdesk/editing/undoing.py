"""Undoing what was done to a file, and doing it again: only what was done then, whatever others did to the file since."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from newsdesk.editing.alone import alone_in
from newsdesk.editing.changes import merge_texts
from newsdesk.editing.errors import StaleError, UnsavableError
from newsdesk.editing.places import find_text
from newsdesk.editing.saving import Opened, open_article, write_text
from newsdesk.editing.steps import Step, Steps, read_steps, write_steps
from newsdesk.editing.trash import delete_file, restore_file
from newsdesk.editing.versions import read_version, version_ids
from newsdesk.language import N_, translate
from newsdesk.site_folder import SiteFolder

_NOTHING = N_("There is nothing to undo in “{file}”.")
_CHANGED = N_("“{file}” was changed meanwhile. Look at it as it is now, then undo.")
_NOTHING_AGAIN = N_("There is nothing to do again in “{file}”.")


def can_undo(site: SiteFolder, file: str) -> tuple[bool, bool]:
    """Return whether there is something to undo in ``file``, and something to do again."""
    steps = read_steps(site, file)
    kept = version_ids(site, file)
    return bool(_last(steps.done, kept)), bool(_last(steps.undone, kept))


def undo(site: SiteFolder, file: str, digest: str, by: str) -> Opened:
    """Take back what was done last to ``file``, seen as it was of ``digest``. Raises ``ConflictError``, ``UnsavableError``."""
    find_text(site, file)
    with alone_in(site):
        steps = read_steps(site, file)
        step = _last(steps.done, version_ids(site, file))
        if step is None:
            raise UnsavableError(translate(_NOTHING).format(file=file))
        _check_seen(site, file, digest)
        opened = _go(site, file, step.after, step.before, by, "undone")
        restored = _each(step.trashed, lambda each: restore_file(site, each))
        undone = replace(step, trashed=restored)
        write_steps(site, file, Steps(steps.done[:-1], (*steps.undone, undone)))
        return opened


def redo(site: SiteFolder, file: str, digest: str, by: str) -> Opened:
    """Do again what was undone last; as ``undo``."""
    find_text(site, file)
    with alone_in(site):
        steps = read_steps(site, file)
        step = _last(steps.undone, version_ids(site, file))
        if step is None:
            raise UnsavableError(translate(_NOTHING_AGAIN).format(file=file))
        _check_seen(site, file, digest)
        opened = _go(site, file, step.before, step.after, by, "redone")
        done = replace(step, trashed=_each(step.trashed, lambda each: delete_file(site, each, by)))
        write_steps(site, file, Steps((*steps.done, done), steps.undone[:-1]))
        return opened


def _each(names: tuple[str, ...], do: Callable[[str], str]) -> tuple[str, ...]:
    """Return what ``do`` gives for each of ``names``. The text is as it was to be: a file that is gone since hinders no further step."""
    done = []
    for name in names:
        with suppress(UnsavableError):
            done.append(do(name))
    return tuple(done)


def _check_seen(site: SiteFolder, file: str, digest: str) -> None:
    """Undoing what one has not seen would surprise."""
    if open_article(site, file).digest != digest:
        raise StaleError(translate(_CHANGED).format(file=file))


def _last(steps: tuple[Step, ...], kept: set[str]) -> Step | None:
    """Return the last of ``steps`` if both of its versions are still kept."""
    step = steps[-1] if steps else None
    return step if step and step.before in kept and step.after in kept else None


def _go(site: SiteFolder, file: str, start: str, end: str, by: str, what: str) -> Opened:
    path = find_text(site, file)
    base, wanted = read_version(site, file, start), read_version(site, file, end)
    return write_text(
        site, file, path, lambda current, now: merge_texts(base, current or "", wanted, now), by, what, undoable=False
    )
