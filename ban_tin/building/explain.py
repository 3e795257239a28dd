"""Why each file was written: ``EXPLAIN=1``."""

from collections.abc import Callable, Container, Iterator, Mapping, Sequence

from ban_tin.building.commit import Target
from ban_tin.building.inputs import changed_inputs
from ban_tin.building.written_files import Manifest
from ban_tin.language.translations import N_
from ban_tin.planning.plan import PlannedPage, Recipe

Translate = Callable[[str], str]
_NEW, _TOUCHED = N_("new"), N_("it was not as the last build left it")
_SHARED = {
    "code": N_("code, packages or catalogues"),
    "site": "site.toml",
    "assets": N_("style sheet, script, fonts or emblem"),
    "template": N_("template"),
    "made": N_("another kind of page"),
    "file": N_("the file that is copied"),
    "content": N_("content"),
    "view": N_("view model"),
}


def explain(
    written: Sequence[str],
    manifest: Manifest,
    wanted: Mapping[str, Target],
    changed_files: Sequence[str],
    translate: Translate,
) -> Iterator[str]:
    """Yield a line for each path in ``written``: what it depends on that is not as ``manifest`` says. ``changed_files`` are those of
    code and theme.
    """
    for path in written:
        before = manifest.files.get(path)
        if before is None:
            yield f"{path}: {translate(_NEW)} ({_source(wanted[path])})".replace(" ()", "")
            continue
        if before.inputs == wanted[path].inputs:
            yield f"{path}: {translate(_TOUCHED)}"
            continue
        reasons = []
        for name, source in changed_inputs(before.inputs, wanted[path].inputs, wanted[path].content):
            # Parts have no name but the one in the code.
            reason = f"{source} ({name})" if source else translate(_SHARED[name]) if name in _SHARED else name
            if name in {"code", "template"}:
                # Those of a site begin with the name of its folder: content/theme/….
                files = [each for each in changed_files if name == "code" or "/theme/" in f"/{each}"]
                reason += f": {', '.join(files[:5])}{' …' if len(files) > 5 else ''}" if files else ""
            reasons.append(reason)
        yield f"{path}: {'; '.join(reasons)}"


def explain_compared(written: Sequence[str], before: Container[str], translate: Translate) -> Iterator[str]:
    """Yield a line for each path in ``written`` by a build that makes everything: all it knows is which files were there ``before``."""
    for path in written:
        yield f"{path}: {translate(_SHARED['content'] if path in before else _NEW)}"


def _source(wanted: Target) -> str:
    content = wanted.content
    made = content.made if isinstance(content, PlannedPage) else content
    parts = made.parts.values() if isinstance(made, Recipe) else ()
    return next((part.source for part in parts if getattr(part, "source", "")), "")
