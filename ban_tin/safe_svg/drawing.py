"""Holding a drawing against the list of what is allowed, and writing it anew."""

import re
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import NamedTuple

from ban_tin.language.translations import N_
from ban_tin.safe_svg.allowed import ATTRIBUTES, ELEMENTS, IDLE, LIVE_NAMESPACES, REFERRING, SVG, TEXTS, UNSEEN, XLINK
from ban_tin.safe_svg.parse import MAX_DEPTH, MAX_ELEMENTS, Element, UnreadableDrawingError, parse_drawing
from ban_tin.safe_svg.values import Style, class_rules, declarations, value_problem

#: Of the file. A logo is a part of every page.
MAX_BYTES = 1_000_000
_SPACE = re.compile(r"\s+")
_OWN = re.compile(r"#[\w.:-]+")
_BOX = re.compile(r"[-+.\deE]+(?:[\s,]+[-+.\deE]+){3}")


class Problem(NamedTuple):
    """Why a drawing can't be published: ``reason``, of the file, or of an ``element``, or of an ``attribute`` of one."""

    reason: str
    element: str = ""
    attribute: str = ""


class UnsafeDrawingError(ValueError):
    """The drawing can't be published for these ``problems``, of which there is at least one."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(" ".join(filter(None, reversed(problem))) for problem in problems))
        self.problems = problems


def read_drawing(path: Path) -> str:
    """Return what ``safe_drawing`` makes of the file ``path``. Raises ``UnsafeDrawingError``, also for what can't be read."""
    try:
        if not path.is_file():  # A folder, or a pipe that nobody writes into: reading it would never end.
            raise UnsafeDrawingError(Problem(N_("it is not a file")))
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise UnsafeDrawingError(Problem(N_("it cannot be read"))) from None
    return safe_drawing(content)


def safe_drawing(content: bytes) -> str:
    """Return the drawing in the bytes of an SVG file, written anew without anything that is not on the list.

    Styles become attributes. Raises ``UnsafeDrawingError`` with all that is seen, runs or refers and is not allowed.
    """
    if len(content) > MAX_BYTES:
        raise UnsafeDrawingError(Problem(N_("it has more than 1 MB")))
    try:
        root = parse_drawing(content)
    except UnreadableDrawingError as error:
        raise UnsafeDrawingError(Problem(str(error))) from None
    if root.name != "svg" or root.namespace not in {"", SVG}:
        raise UnsafeDrawingError(Problem(N_("it is not an SVG file")))
    if not _BOX.fullmatch(root.attributes.get(("", "viewBox"), "").strip()):
        raise UnsafeDrawingError(Problem(N_("it has no viewBox")))
    writer = _Writer(root)
    parts = list(writer.write(root))
    if _drawn(root) > MAX_ELEMENTS:
        writer.problems.append(Problem(N_("it has too many parts for a logo")))
    if writer.problems:
        raise UnsafeDrawingError(*dict.fromkeys(writer.problems))
    return "".join(parts).replace("<svg", f'<svg xmlns="{SVG}"', 1)


class _Writer:
    """Writes a tree, and notes what of it is not allowed."""

    def __init__(self, root: Element) -> None:
        self.problems: list[Problem] = []
        self._rules: list[tuple[str, Style]] = []
        for element in _all_elements(root):
            if element.name == "style" and element.namespace in {"", SVG}:
                rules = class_rules("".join(each for each in element.children if isinstance(each, str)))
                if rules is None:
                    self.problems.append(Problem(N_("only classes with plain values may stand there"), "style"))
                self._rules += rules or []

    def write(self, element: Element) -> Iterator[str]:
        """Yield the parts of ``element`` as text."""
        name = element.name
        if element.namespace not in {"", SVG} or name in UNSEEN:
            self._drop(element)
            return
        if name == "style":
            return
        if name not in ELEMENTS:
            self.problems.append(Problem(N_("it is not allowed in a logo"), name))
            return
        yield f"<{name}"
        for attribute, value in self._attributes(element):
            yield f' {attribute}="{escape(value)}"'
        inner: list[str] = []
        for child in element.children:
            if isinstance(child, Element):
                inner += self.write(child)
            elif name in TEXTS:
                inner.append(escape(_SPACE.sub(" ", child)))
        yield f">{''.join(inner)}</{name}>" if inner else "/>"

    def _drop(self, element: Element) -> None:
        """Leave ``element`` out; what is alive in it is a problem, as whoever put it there wanted it to do something."""
        for each in _all_elements(element):
            if each.namespace in LIVE_NAMESPACES and each.name not in UNSEEN:
                self.problems.append(Problem(N_("it is not allowed in a logo"), each.name))

    def _attributes(self, element: Element) -> list[tuple[str, str]]:
        """Return the attributes of ``element``, in one order; the style of a class goes before them, its own before both."""
        kept: dict[str, str] = {}
        styles: Style = {}
        classes = set(element.attributes.get(("", "class"), "").split())
        for name, style in self._rules:
            if name in classes:
                styles |= style
        for (namespace, name), value in element.attributes.items():
            value = " ".join(value.split())
            if name == "href" and namespace in {"", XLINK}:
                if element.name not in REFERRING or not _OWN.fullmatch(value):
                    self._refuse(N_("it refers to another file"), element, name)
                kept["href"] = _href(element)
            elif namespace or name == "class" or name in IDLE or name.startswith("data-"):
                continue
            elif reason := _attribute_problem(name, value):
                self._refuse(reason, element, name)
            elif name == "style":
                styles |= declarations(value)
            else:
                kept[name] = value
        return sorted((kept | styles).items())

    def _refuse(self, reason: str, element: Element, attribute: str) -> None:
        self.problems.append(Problem(reason, element.name, attribute))


def _attribute_problem(name: str, value: str) -> str:
    if name.lower().startswith("on"):
        return N_("it could run a script")
    if name in {"src", "href"}:
        return N_("it refers to another file")
    if name not in ATTRIBUTES | {"style"}:
        return N_("it is not known")
    return value_problem(value)


def _href(element: Element) -> str:
    """Return what ``element`` refers to; browsers prefer the name without a namespace."""
    return (element.attributes.get(("", "href")) or element.attributes.get((XLINK, "href"), "")).strip()


def _all_elements(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _all_elements(child)


def _drawn(root: Element) -> int:
    """Return how many elements a browser draws, each use of one counted; more than ``MAX_ELEMENTS`` where that never ends."""
    by_id = {each.attributes.get(("", "id")): each for each in _all_elements(root)}
    known: dict[int, int] = {}

    def weight(element: Element, depth: int) -> int:
        if depth > MAX_DEPTH:
            return MAX_ELEMENTS + 1  # Uses that use each other.
        if id(element) not in known:
            held = [each for each in element.children if isinstance(each, Element)]
            used = by_id.get(_href(element).removeprefix("#")) if element.name == "use" else None
            weights = [weight(each, depth + 1) for each in [*held, *([used] if used else [])]]
            known[id(element)] = min(1 + sum(weights), MAX_ELEMENTS + 1)
        return known[id(element)]

    return weight(root, 0)
