"""Words within a block, as frozen values, and what can be asked of them and done to them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words."""

    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that are set off: ``strong``, ``em``, ``u``, ``s``, ``sup``, ``sub`` or ``code``."""

    tag: str
    inner: "Inlines"


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    href: str
    inner: "Inlines"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: a key of the document's pictures, or an address elsewhere."""

    src: str
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """Where a footnote belongs; its words are in ``Flow.notes``."""

    name: str


Inline: TypeAlias = Text | Mark | Link | Picture | Break | NoteMark
Inlines: TypeAlias = tuple[Inline, ...]


def plain(inner: Iterable[Inline]) -> str:
    """Return the words of ``inner`` in one line, as readers see them; alternative texts of pictures are none."""
    return " ".join("".join(_texts(inner)).split())


def _texts(inner: Iterable[Inline]) -> Iterator[str]:
    for each in inner:
        if isinstance(each, Text):
            yield each.text
        elif isinstance(each, Mark | Link):
            yield from _texts(each.inner)
        elif isinstance(each, Break):
            yield " "


def pictures_in(inner: Iterable[Inline]) -> list[Picture]:
    """Return the pictures in ``inner``, in their order."""
    found: list[Picture] = []
    for each in inner:
        if isinstance(each, Picture):
            found.append(each)
        elif isinstance(each, Mark | Link):
            found += pictures_in(each.inner)
    return found


def note_marks(inner: Iterable[Inline]) -> Iterator[str]:
    """Yield the names of the footnotes that are referred to in ``inner``."""
    for each in inner:
        if isinstance(each, NoteMark):
            yield each.name
        elif isinstance(each, Mark | Link):
            yield from note_marks(each.inner)


def wholly(inner: Sequence[Inline], tag: str) -> bool:
    """Return whether all words of ``inner`` are set off as ``tag``; a footnote's mark behind them counts for nothing."""
    found = False
    for each in inner:
        if isinstance(each, Mark):
            if each.tag != tag and not wholly(each.inner, tag):
                if each.tag in {"sup", "sub"} or not plain(each.inner):
                    continue
                return False
            found = True
        elif isinstance(each, Link):
            if not wholly(each.inner, tag):
                return False
            found = True
        elif isinstance(each, Text) and each.text.strip():
            return False
    return found


def without_mark(inner: Inlines, *tags: str) -> Inlines:
    """Return ``inner`` with the words that are set off as one of ``tags`` as plain ones."""
    done: list[Inline] = []
    for each in inner:
        if isinstance(each, Mark):
            within = without_mark(each.inner, *tags)
            done += within if each.tag in tags else [Mark(each.tag, within)]
        elif isinstance(each, Link):
            done.append(Link(each.href, without_mark(each.inner, *tags)))
        else:
            done.append(each)
    return tidy(done)


def split_breaks(inner: Inlines) -> list[Inlines]:
    """Return the lines of ``inner``; what is set off over several lines is so in each."""
    lines: list[list[Inline]] = [[]]
    for each in inner:
        if isinstance(each, Break):
            lines.append([])
        elif isinstance(each, Mark | Link):
            first, *rest = split_breaks(each.inner)
            for number, part in enumerate([first, *rest]):
                if number:
                    lines.append([])
                if part:
                    lines[-1].append(Mark(each.tag, part) if isinstance(each, Mark) else Link(each.href, part))
        else:
            lines[-1].append(each)
    return [tidy(line) for line in lines]


def tidy(inner: Iterable[Inline]) -> Inlines:
    """Return ``inner`` without space at its ends, doubled space, empty marks, and neighbours that are set off alike as one."""
    done = _spaced(_joined(inner))
    while done and isinstance(done[-1], Break):
        done.pop()
    while done and isinstance(done[0], Break):
        del done[0]
    if done and isinstance(done[0], Text):
        done[0] = Text(done[0].text.lstrip())
    if done and isinstance(done[-1], Text):
        done[-1] = Text(done[-1].text.rstrip())
    return tuple(each for each in done if not isinstance(each, Text) or each.text)


def _joined(inner: Iterable[Inline]) -> list[Inline]:
    """Return ``inner`` with what is set off alike joined, and the spaces at its ends outside of it."""
    done: list[Inline] = []
    for each in inner:
        if not isinstance(each, Mark | Link):
            _append(done, each)
            continue
        if isinstance(each, Mark) and each.tag == "code":
            text = "".join(_texts(each.inner))
            if text[:1].isspace():
                _append(done, Text(" "))
            if text.strip():
                beside = done.pop() if done and isinstance(done[-1], Mark) and done[-1].tag == "code" else None
                joined = "".join(_texts(beside.inner if isinstance(beside, Mark) else ())) + " ".join(text.split())
                done.append(Mark("code", (Text(joined),)))
            if text[-1:].isspace():
                _append(done, Text(" "))
            continue
        within = _joined(each.inner)
        before = after = False
        while within and isinstance(within[0], Text | Break):
            first = within[0]
            if isinstance(first, Text) and first.text.strip():
                before = before or first.text[0].isspace()
                within[0] = Text(first.text.lstrip())
                break
            before = before or isinstance(first, Text)
            if isinstance(first, Break):
                done.append(first)
            del within[0]
        ends: list[Inline] = []
        while within and isinstance(within[-1], Text | Break):
            last = within[-1]
            if isinstance(last, Text) and last.text.strip():
                after = after or last.text[-1].isspace()
                within[-1] = Text(last.text.rstrip())
                break
            after = after or isinstance(last, Text)
            if isinstance(last, Break):
                ends.insert(0, last)
            within.pop()
        if before:
            _append(done, Text(" "))
        if within:
            _append(done, Mark(each.tag, tuple(within)) if isinstance(each, Mark) else Link(each.href, tuple(within)))
        if after:
            _append(done, Text(" "))
        done += ends
    return done


def _append(done: list[Inline], each: Inline) -> None:
    """Add ``each``; to the one before it where both are alike, and only a space stands between."""
    if isinstance(each, Text):
        if each.text and done and isinstance(done[-1], Text):
            done[-1] = Text(done[-1].text + each.text)
        elif each.text:
            done.append(each)
        return
    if isinstance(each, Mark):
        before = done[-1] if done else None
        space = isinstance(before, Text) and not before.text.strip() and len(done) > 1
        other = done[-2] if space else before
        if isinstance(other, Mark) and other.tag == each.tag:
            between: Inlines = (Text(" "),) if space else ()
            del done[-2 if space else -1 :]
            done.append(Mark(each.tag, tuple(_joined((*other.inner, *between, *each.inner)))))
            return
    done.append(each)


def _spaced(inner: Iterable[Inline]) -> list[Inline]:
    """Return ``inner`` with each run of white space as one space, none beside the end of a line."""
    done: list[Inline] = []
    space = True
    for each in inner:
        if isinstance(each, Text):
            words = " ".join(each.text.split())
            text = (" " if each.text[:1].isspace() and not space else "") + words
            if words and each.text[-1].isspace():
                text += " "
            if text:
                done.append(Text(text))
                space = text[-1] == " "
            continue
        if isinstance(each, Break):
            if done and isinstance(done[-1], Text):
                done[-1] = Text(done[-1].text.rstrip())
            space = True
        else:
            space = False
        if isinstance(each, Mark) and each.tag != "code":
            each = Mark(each.tag, tuple(_spaced_within(each.inner)))
        elif isinstance(each, Link):
            each = Link(each.href, tuple(_spaced_within(each.inner)))
        done.append(each)
    return done


def _spaced_within(inner: Inlines) -> Inlines:
    return tuple(_spaced(inner)) or inner
