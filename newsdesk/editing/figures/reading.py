"""From the lines of a block to its photos. What the build shows of them decides: a caption is what it takes for one."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ban_tin.articles.captions.photographers import split_credit
from ban_tin.articles.captions.text import half_of, is_file_name, is_number
from newsdesk.editing.figures.shown import Showing, ShownFigure, addresses
from newsdesk.editing.figures.tokens import alt_of, file_of, image_tokens, take_credit
from newsdesk.editing.figures.values import Chunk, Figure, FigureBlock, ImageToken, Photo, UnknownFormError

_ALONE = re.compile(r"[ ]{0,3}(?P<braces>\{:?[^{}\n]*\})\s*")
_EMPHASIS = re.compile(r"(?P<mark>\*{1,3}|_{1,3})(?P<inner>\S.*?\S|\S)(?P=mark)(?P<braces>\{[^{}\n]*\})?")
_MARKUP = re.compile(r"[*_`\[\]<>\\{}]")
#: Lines that one caption may have.
_MOST_LINES = 12


def read_figures(text: str) -> FigureBlock:
    """Return the photos in the lines ``text``. Raises ``UnknownFormError`` where the fields wouldn't show what readers see."""
    line_end = "\r\n" if "\r\n" in text else "\n"
    whole = text.replace("\r\n", "\n")
    body = whole.rstrip("\n")
    if "\r" in body or not body.strip():
        raise UnknownFormError
    return _Reader(body, Showing()).block(line_end, whole[len(body) :])


@dataclass(slots=True)
class _Line:
    """A line of the block."""

    text: str
    images: list[int]
    #: Which of the figures it belongs to, -1 for none.
    owner: int = -1

    @property
    def is_blank(self) -> bool:
        return not self.text.strip()

    @property
    def is_free(self) -> bool:
        return not self.is_blank and not self.images and self.owner < 0


@dataclass(slots=True)
class _Words:
    """What a caption or a credit is made of: its lines, as Markdown and in plain words."""

    lines: list[int] = field(default_factory=list)
    source: str = ""
    credit: str | None = None


class _Reader:
    def __init__(self, body: str, showing: Showing) -> None:
        self._showing = showing
        self._tokens: list[ImageToken] = []
        self._lines: list[_Line] = []
        for text in body.split("\n"):
            images = [] if text.startswith(("    ", "\t")) else image_tokens(text)
            first = len(self._tokens)
            self._tokens += images
            self._lines.append(_Line(text, list(range(first, len(self._tokens)))))
        self._shown = showing.figures(body)
        written = [" ".join(each.src.split()) for each in self._tokens]
        if showing.images != len(self._tokens) or addresses(self._shown) != written or not written:
            raise UnknownFormError
        self._titled: set[int] = set()

    def block(self, line_end: str, tail: str) -> FigureBlock:
        figures, origin = [], 0
        for number, shown in enumerate(self._shown):
            origins = range(origin, origin + len(shown.images))
            figures.append(self._figure(number, shown, origins))
            origin = origins.stop
        chunks, head = self._chunks(figures)
        return FigureBlock(
            head, tuple(chunks), tuple(self._tokens), frozenset(self._titled), line_end, tail, tuple(figures)
        )

    def _figure(self, number: int, shown: ShownFigure, origins: range) -> Figure:
        rows = [place for place, line in enumerate(self._lines) if set(line.images) & set(origins)]
        for row in rows:
            self._lines[row].owner = max(self._lines[row].owner, number)
        alone = self._credit_alone(rows[-1], number)
        words, credited = self._caption(number, shown, origins, rows), ""
        caption, credit = words.source, words.credit if words.credit is not None else alone or ""
        if shown.credit:
            line = self._find(shown.credit, rows)
            if line.lines:
                self._own(line.lines, number)
                credited = bare_person(shown.credit)
        if not _MARKUP.search(caption):
            split = split_credit(caption)
            if split.photographer and not shown.credit:
                caption, credited = split.caption, split.photographer
                # The label says more than “photo”: it stays as it is.
                credited = bare_person(split.credit)
        self._drop_unshown(rows[-1], number, origins)
        own = [each.credit or "" for each in self._tokens[origins.start : origins.stop]]
        single = len(origins) == 1
        photos = tuple(
            Photo(
                file_of(token),
                alt_of(token),
                caption if single else "",
                (credited or own[place] or credit) if single else own[place],
                origins.start + place,
            )
            for place, token in enumerate(self._tokens[origins.start : origins.stop])
        )
        return Figure(photos) if single else Figure(photos, caption, credited or credit)

    def _caption(self, number: int, shown: ShownFigure, origins: range, rows: Sequence[int]) -> _Words:
        """Return the caption of a figure as it is typed; empty where readers see none. Raises ``UnknownFormError``."""
        if not shown.caption:
            return _Words()
        for origin in origins:
            title = self._tokens[origin].title
            plain = self._showing.plain(title) if title else ""
            if plain and (_same(plain, shown.caption) or _same(half_of(plain), shown.caption)):
                self._titled.add(origin)
                return _Words(source=shown.caption if not _same(plain, shown.caption) else title)
        found = self._find(shown.caption, rows)
        if not found.lines:
            raise UnknownFormError
        self._own(found.lines, number)
        return found

    def _own(self, lines: Sequence[int], number: int) -> None:
        for place in lines:
            self._lines[place].owner = number

    def _find(self, words: str, rows: Sequence[int]) -> _Words:
        """Return the lines below the photos that say ``words``, or the one above them; no lines where there are none."""
        below = list(self._below(rows[-1]))
        for first in range(len(below)):
            for last in range(first, min(first + _MOST_LINES, len(below))):
                lines = below[first : last + 1]
                plain = " ".join(self._plain(self._lines[place].text) for place in lines)
                if _same(plain, words) or (first == last and _same(half_of(plain), words)):
                    return self._words(lines, doubled=not _same(plain, words), plain=words)
        above = [place for place in range(rows[0]) if self._lines[place].is_free]
        if above and _same(self._plain(self._lines[above[-1]].text), words):
            return self._words(above[-1:], doubled=False, plain=words)
        return _Words()

    def _below(self, row: int) -> Iterator[int]:
        """Yield the lines of words up to the next photo, but for those that are taken."""
        for place in range(row + 1, len(self._lines)):
            if self._lines[place].images:
                # Photos that stand in a row share what is below the last of them.
                if all(line.images or line.is_blank for line in self._lines[row : place + 1]):
                    continue
                return
            if self._lines[place].is_free:
                yield place

    def _plain(self, text: str) -> str:
        return self._showing.plain(_without_list(text)[0])

    def _words(self, lines: list[int], *, doubled: bool, plain: str) -> _Words:
        if doubled:
            return _Words(lines, plain)
        parts, credit = [], None
        for place in lines:
            text, given = _without_list(self._lines[place].text)
            credit = given if given is not None else credit
            parts.append(self._without_emphasis(text))
        braces = [place + 1 for place in lines[-1:] if self._is_list(place + 1)]
        for place in braces:
            credit = take_credit(self._lines[place].text.strip())[1] or credit
        return _Words([*lines, *braces], " ".join(parts), credit)

    def _is_list(self, place: int) -> bool:
        return place < len(self._lines) and bool(_ALONE.fullmatch(self._lines[place].text))

    def _without_emphasis(self, text: str) -> str:
        text = " ".join(text.split()).removesuffix("\\").rstrip()
        match = _EMPHASIS.fullmatch(text)
        if match is None or match["mark"] in match["inner"]:
            return text
        return match["inner"] if _same(self._plain(match["inner"]), self._plain(text)) else text

    def _credit_alone(self, row: int, number: int) -> str | None:
        """Return what a line of braces under the photos says of who took them."""
        place = row + 1
        if not self._is_list(place):
            return None
        _, credit = take_credit(self._lines[place].text.strip())
        if credit is not None:
            self._lines[place].owner = number
        return credit

    def _drop_unshown(self, row: int, number: int, origins: range) -> None:
        """Take the lines that readers don't see, names of files and mere numbers, for a part of the figure."""
        src = self._tokens[origins.stop - 1].src
        for place in self._below(row):
            plain = self._plain(self._lines[place].text)
            if not (plain and (is_file_name(plain, src) or is_number(plain))):
                return
            self._lines[place].owner = number

    def _chunks(self, figures: Sequence[Figure]) -> tuple[list[Chunk], str]:
        """Return the lines of the ``figures`` as chunks, and what stands before them."""
        spans: list[tuple[int, int, list[Figure]]] = []
        for number, figure in enumerate(figures):
            owned = [place for place, line in enumerate(self._lines) if line.owner == number]
            images = [place for place, line in enumerate(self._lines) if set(line.images) & set(figure.origins)]
            first, last = min([*owned, *images]), max([*owned, *images])
            if spans and first <= spans[-1][1]:
                # Rows of photos over as many captions, or a caption that stands among others.
                spans[-1] = (min(spans[-1][0], first), max(spans[-1][1], last), [*spans[-1][2], figure])
            else:
                spans.append((first, last, [figure]))
        for first, last, _ in spans:
            if any(line.is_free for line in self._lines[first:last]):
                raise UnknownFormError  # Words among what belongs together.
        chunks = []
        for place, (first, last, inner) in enumerate(spans):
            until = spans[place + 1][0] if place + 1 < len(spans) else len(self._lines)
            between = self._lines[last + 1 : until]
            words = [number for number, line in enumerate(between) if not line.is_blank]
            loose = "".join(f"\n{line.text}" for line in between[: words[-1] + 1]) if words else ""
            blank = len(between) - (words[-1] + 1 if words else 0)
            text = "\n".join(line.text for line in self._lines[first : last + 1])
            chunks.append(Chunk(text, tuple(inner), loose, "\n" * (blank + 1)))
        head = "".join(f"{line.text}\n" for line in self._lines[: spans[0][0]])
        return chunks, head


def _without_list(text: str) -> tuple[str, str | None]:
    """Return a line without the braces at its end that hold its credit, and the credit, None for none."""
    match = re.search(r"\{[^{}\n]*\}\s*$", text)
    if match is None:
        return text, None
    rest, credit = take_credit(match[0].strip())
    if credit is None:
        return text, None
    return f"{text[: match.start()]}{{{rest}}}" if rest else text[: match.start()], credit


def bare_person(credit: str) -> str:
    """Return a credit without the label that a bare name gets anyway."""
    bare = re.fullmatch(r"[(\[]?\s*(?:Ảnh|Photo)\s*:\s*(.*?)\s*[)\]]?", unicodedata.normalize("NFC", credit))
    return bare[1] if bare else credit


def _same(first: str, second: str) -> bool:
    folded = [" ".join(unicodedata.normalize("NFC", each).split()) for each in (first, second)]
    return bool(folded[0]) and folded[0] == folded[1]
