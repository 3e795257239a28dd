"""Which article the program failed on: the one that it had in hand, where it fails on that one alone."""

import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from ban_tin.articles.source import SourceEntry
from ban_tin.findings.crash import Crashes
from ban_tin.findings.report import Finding
from ban_tin.planning.gather import KnownSource
from ban_tin.planning.plan import Recipe
from ban_tin.site.project import Project
from ban_tin.views import Deferred, ListedArticle, ListedPage, NewsArticle, SourcePage
from ban_tin.views.deferred import DamagedStateError

#: Where what is written for this project lies.
_OURS = "plugins"


def foreign_plugins(names: Iterable[object]) -> list[str]:
    """Return those of the plugins ``names`` that don't belong to this project."""
    return [name for name in map(str, names) if name.partition(".")[0] != _OURS]


def plugin_of(module: str, plugins: Iterable[object]) -> str:
    """Return which of ``plugins`` the ``module`` belongs to, as Pelican names it; ``""`` for none of somebody else."""
    for name in foreign_plugins(plugins):
        if module == name or module.startswith(f"{name}."):
            return name
    return ""


def is_ours(error: Exception, plugins: Iterable[str]) -> bool:
    """Return whether ``error`` is a fault of this program: none of ``plugins`` of somebody else has to do with it, and no damage."""
    frames = (frame for frame, _ in traceback.walk_tb(error.__traceback__))
    names = [*plugins]
    foreign = any(plugin_of(frame.f_globals.get("__name__", ""), names) for frame in frames)
    return not foreign and not isinstance(error, DamagedStateError)


def crash_finding(error: Exception, path: str, project: Project) -> Finding:
    """Return the finding that ``error`` is about ``path``."""
    return Crashes(project.cache / "crashes", project.site.support).finding(error, path)


def source_planned(
    error: Exception, plan: Callable[[list[KnownSource]], object], sources: Sequence[KnownSource]
) -> str:
    """Return the file of the one of ``sources`` on which alone ``plan`` fails as it did with all, ``""`` for none."""
    in_hand = source_in_hand(error)
    left = [source for source in sources if source.entry.path == in_hand]
    if not _fails(lambda: plan(left), error):
        left = list(sources)
    while len(left) > 1:
        middle = len(left) // 2
        for half in (left[:middle], left[middle:]):
            if _fails(lambda half=half: plan(half), error):  # type: ignore[misc]
                left = half
                break
        else:
            return ""
    return left[0].entry.path if left else ""


def source_made(error: Exception, made: Any) -> str:
    """Return the file on which ``made`` fails: that of an article's own page, or that of which alone a list fails, ``""`` for none."""
    if not isinstance(made, Recipe):
        return ""
    whole = made.parts.get("whole")
    if isinstance(whole, Deferred):
        return source_in_hand(error) or whole.source
    for name, part in made.parts.items():
        for each in part if isinstance(part, tuple) else ():
            alone = replace(made, parts={**made.parts, name: (each,)})
            source = _source_of(each[0] if isinstance(each, tuple) and each else each)
            if source and _fails(alone.value, error):
                return source
    return ""


def _fails(work: Callable[[], object], error: Exception) -> bool:
    try:
        work()
    except DamagedStateError:
        raise
    except Exception as again:
        return type(again) is type(error)
    return False


def source_in_hand(error: BaseException) -> str:
    """Return the source file of the article or page that stands in the innermost frame of ``error`` with any, ``""`` for none."""
    for frame, _ in reversed(list(traceback.walk_tb(error.__traceback__))):
        for value in frame.f_locals.values():
            if source := _source_of(value):
                return source
    return ""


def _source_of(value: object) -> str:
    if isinstance(value, (ListedArticle, ListedPage, NewsArticle, SourcePage)):
        return value.source_path
    if isinstance(value, SourceEntry):
        return value.path
    if isinstance(value, KnownSource):
        return value.entry.path
    return value.source if isinstance(value, Deferred) else ""
