"""What was done to a file, step by step, so that it can be undone and done again, also after a restart."""

import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from newsdesk.editing.places import own_folder
from newsdesk.editing.whole_files import write_whole
from newsdesk.site_folder import SiteFolder

#: As many as there are versions, which steps lead between.
_MOST = 50


@dataclass(frozen=True, slots=True)
class Step:
    """From the version ``before`` (``""`` for no file) to the version ``after``; files that went into the trash with it, by their ids."""

    before: str
    after: str
    what: str
    trashed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Steps:
    """``done`` can be undone, the last first; ``undone`` can be done again, the last first."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()


def read_steps(site: SiteFolder, file: str) -> Steps:
    """Return the steps of ``file``; none where they can't be read."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        found = json.loads(_path(site, file).read_bytes())
        return Steps(*(tuple(_step(each) for each in found[name]) for name in ("done", "undone")))
    return Steps()


def _step(found: dict[str, object]) -> Step:
    trashed = found.get("trashed", [])
    assert isinstance(trashed, list)
    return Step(str(found["before"]), str(found["after"]), str(found["what"]), tuple(map(str, trashed)))


def write_steps(site: SiteFolder, file: str, steps: Steps) -> None:
    """Keep the steps of ``file``. What can't be kept can't be undone later: the file itself is safe all the same."""
    kept = {"done": _plain(steps.done[-_MOST:]), "undone": _plain(steps.undone[-_MOST:])}
    with suppress(OSError):
        path = _path(site, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, json.dumps(kept).encode(), durable=False)


def _plain(steps: tuple[Step, ...]) -> list[dict[str, object]]:
    return [
        {"before": each.before, "after": each.after, "what": each.what, "trashed": list(each.trashed)} for each in steps
    ]


def add_step(site: SiteFolder, file: str, step: Step) -> None:
    """Note that something was done; what was undone before can't be done again then."""
    steps = read_steps(site, file)
    write_steps(site, file, Steps((*steps.done, step)))


def _path(site: SiteFolder, file: str) -> Path:
    return own_folder(site).joinpath("steps", *file.split("/")).with_suffix(".json")
