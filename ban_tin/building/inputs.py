"""What each file of the output depends on, as one line of text: two builds with the same line make the same file."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from ban_tin.planning.plan import Copied, PlannedPage, Recipe
from ban_tin.views import Deferred

_SIZE = 8
#: Before the name of a part: ``site`` may be one too.
_PART = "."
#: Digest cache keyed by `id()`; the tuple is kept alive, so its id stays valid.
_Known = dict[int, tuple[object, str]]


class Inputs:
    """The inputs of a build that many files share: ``code`` and ``site`` of all, ``assets`` and a template's ``closures`` of pages."""

    def __init__(self, code: str, site: str, assets: str, closures: Mapping[str, str]) -> None:
        self._code = f"code={code} site={site}"
        self._assets = assets
        self._closures = closures

    def of_all(self, planned: Mapping[str, Any]) -> dict[str, str]:
        """Return the inputs of each planned page and file by its path."""
        known: _Known = {}  # No longer: a preview plans a thousand times.
        return {path: self.of(each, known) for path, each in planned.items()}

    def of(self, planned: Any, known: _Known | None = None) -> str:
        """Return the inputs of a planned page or file, ``name=digest`` each, one space between two."""
        if isinstance(planned, PlannedPage):
            closure = self._closures.get(planned.template, "")
            head = f"{self._code} assets={self._assets} template={closure}"
            return f"{head} {_parts(planned.made, known)}"
        if isinstance(planned, Recipe):
            return f"{self._code} {_parts(planned, known)}"
        if isinstance(planned, Copied):
            return f"file={short(planned.key)}"
        return f"content={short(planned)}"


def short(value: object) -> str:
    """Return what stands for ``value`` in a line of inputs."""
    kind = type(value)
    if kind is Deferred:
        return value.fingerprint  # type: ignore[attr-defined, no-any-return]
    if kind is tuple:
        if not value:
            return "()"
        if type(value[0]) is Deferred:  # type: ignore[index]
            return ",".join([each.fingerprint for each in value])  # type: ignore[attr-defined]
    elif kind is str:
        return _digest_of_text(value)
    elif kind is bool or kind is int or value is None:
        return str(value)
    return _digest(value)


def _parts(made: Any, known: _Known | None) -> str:
    if not isinstance(made, Recipe):
        return f"view={short(made)}"
    parts = [
        f"{_PART}{name}={_of_tuple(part, known) if type(part) is tuple and known is not None else short(part)}"
        for name, part in made.parts.items()
    ]
    return f"made={made.make.__module__}.{made.make.__qualname__} {' '.join(parts)}".rstrip()


def _of_tuple(value: tuple[object, ...], known: _Known) -> str:
    """Return what ``short`` does, once for a tuple that many pages share, as the crumbs of a list."""
    if not value or type(value[0]) is Deferred:
        return short(value)
    found = known.get(id(value))
    if found is None:
        found = known[id(value)] = value, short(value)
    return found[1]


@lru_cache(maxsize=16_384)
def _digest_of_text(value: str) -> str:
    return _digest(value)


def _digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=_SIZE).hexdigest()


def changed_inputs(before: str, after: str, planned: Any) -> Iterator[tuple[str, str]]:
    """Yield (name, source file or ``""``) of each input in which the lines ``before`` and ``after`` differ.

    ``planned`` is what the file is made of now.
    """
    old = dict(token.partition("=")[::2] for token in before.split(" "))
    made = planned.made if isinstance(planned, PlannedPage) else planned
    for token in after.split(" "):
        name, _, value = token.partition("=")
        if old.get(name) == value:
            continue
        if not name.startswith(_PART) or not isinstance(made, Recipe):
            yield name, ""
            continue
        part = made.parts[name.removeprefix(_PART)]
        known = set(old.get(name, "").split(","))
        values = part if isinstance(part, tuple) and part and isinstance(part[0], Deferred) else (part,)
        sources = {each.source for each in values if isinstance(each, Deferred) and short(each) not in known}
        for source in sorted(sources) or [""]:
            yield name.removeprefix(_PART), source
