"""From photos back to lines: what is as it was keeps its bytes, what was changed is written in the form that is never misread."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ban_tin.articles.captions.photographers import split_credit
from ban_tin.language.translations import N_
from newsdesk.editing.figures.reading import bare_person, read_figures
from newsdesk.editing.figures.shown import Showing
from newsdesk.editing.figures.tokens import (
    alt_of,
    file_of,
    new_image,
    plain_attribute,
    typed_alt,
    typed_image,
    with_file,
)
from newsdesk.editing.figures.values import (
    Figure,
    FigureBlock,
    ImageToken,
    Photo,
    UnknownFormError,
    UnwritableError,
)

_NOT_SHOWN = N_(
    "Readers wouldn’t see these words as they were typed. Leave out unusual signs, or edit the lines as text."
)

_CHANGED = N_("These photos were changed meanwhile. Load the page again.")


def write_figures(block: FigureBlock | None, figures: Sequence[Figure]) -> str:
    """Return the lines of ``figures``, in their order; ``block`` is what there was before, None for nothing.

    Raises ``UnwritableError`` where readers would see something else.
    """
    known = len(block.tokens) if block else 0
    if any(origin >= known for each in figures for origin in each.origins):
        raise UnwritableError(_CHANGED)
    figures = tuple(map(_tidied, figures))
    if block is not None and figures == block.figures:
        return _joined(block, [(each.text, place) for place, each in enumerate(block.chunks)])
    for marks in ("*", "_", ""):
        text = _written(block, figures, marks)
        if _says(text, figures):
            return text
    raise UnwritableError(_NOT_SHOWN)


def _tidied(figure: Figure) -> Figure:
    """Return ``figure`` as it can be written: every text on one line, a credit that is typed behind a caption as a credit."""
    photos = []
    for each in figure.photos:
        caption, credit = _credited(each.caption, each.credit)
        photos.append(replace(each, alt=_line(each.alt), caption=caption, credit=credit))
    if len(photos) == 1:
        return Figure(tuple(photos))  # What is said of it is its own.
    return Figure(tuple(photos), *_credited(figure.caption, figure.credit))


def _credited(caption: str, credit: str) -> tuple[str, str]:
    """Return a caption such as “…. Ảnh: Minh Hà” and its credit apart, as they will be read."""
    caption, credit = _line(caption), credit and plain_attribute(credit)
    split = split_credit(caption)
    named = plain_attribute(bare_person(split.credit)) if split.photographer else ""
    if not named or (credit and credit != named):
        return caption, credit
    if split.caption.startswith("(") and ")" not in split.caption:
        # The bracket closed behind the credit.
        return split.caption[1:].lstrip(), named
    return split.caption, named


def _line(text: str) -> str:
    return " ".join(text.split())


def _written(block: FigureBlock | None, figures: Sequence[Figure], marks: str) -> str:
    pieces: list[tuple[str, int]] = []
    for piece in _pieces(block, figures):
        if isinstance(piece, int):
            assert block is not None
            pieces.append((block.chunks[piece].text, piece))
        else:
            pieces.append((_typed(block, piece, marks), _chunk_of(block, piece)))
    return _joined(block, pieces)


def _pieces(block: FigureBlock | None, figures: Sequence[Figure]) -> Iterator[int | Figure]:
    """Yield the number of each chunk that stays as it is, and the figures that are typed anew."""
    chunks = {each.figures[0].origins: number for number, each in enumerate(block.chunks)} if block else {}
    place = 0
    while place < len(figures):
        number = chunks.get(figures[place].origins, -1)
        if block and number >= 0:
            whole = block.chunks[number].figures
            if tuple(figures[place : place + len(whole)]) == whole:
                yield number
                place += len(whole)
                continue
        yield figures[place]
        place += 1


def _chunk_of(block: FigureBlock | None, figure: Figure) -> int:
    for number, chunk in enumerate(block.chunks if block else ()):
        if any(figure.origins == each.origins and figure.origins[0] >= 0 for each in chunk.figures):
            return number
    return -1


def _joined(block: FigureBlock | None, pieces: Sequence[tuple[str, int]]) -> str:
    """Return the texts of ``pieces`` with what parts them; of each the chunk that it was, -1 for a new one."""
    if block is None:
        return "\n\n".join(text for text, _ in pieces)
    said: set[int] = set()
    parts: list[str] = []
    for place, (text, number) in enumerate(pieces):
        loose = ""
        last = number >= 0 and all(other != number for _, other in pieces[place + 1 :])
        if last:
            loose = block.chunks[number].loose
            said.add(number)
        parts.append(text + loose)
        if place + 1 < len(pieces):
            follows = last and pieces[place + 1][1] == number + 1
            parts.append(block.chunks[number].gap if follows else "\n\n")
    # Words that nobody's photo stands over any longer.
    left = [each.loose.strip("\n") for number, each in enumerate(block.chunks) if number not in said and each.loose]
    whole = block.head + "\n\n".join(filter(None, ["".join(parts), *left]))
    if not pieces and not left:
        whole = whole.rstrip("\n")
    return (whole + block.tail).replace("\n", block.line_end)


def _typed(block: FigureBlock | None, figure: Figure, marks: str) -> str:
    if block is not None and (kept := _with_images_alone(block, figure)):
        return kept
    single = len(figure.photos) == 1
    tokens = [_token(block, each) for each in figure.photos]
    caption = figure.photos[0].caption if single else figure.caption
    if single and block and tokens[0].title and figure.photos[0].origin in block.titled:
        # The caption stays where it was typed.
        title = caption.replace('"', "”")
        tokens = [replace(tokens[0], title=title)]
        caption = "" if title else caption
    elif single or not any(each.title for each in tokens):
        tokens = [replace(each, title="") for each in tokens]
    lines = [" ".join(map(typed_image, tokens))]
    if caption:
        lines.append(_typed_caption(caption, marks, "" if single else figure.credit))
    elif not single and figure.credit:
        lines.append(_typed_caption(f"Ảnh: {figure.credit}", marks, ""))
    return "\n".join(lines)


def _typed_caption(caption: str, marks: str, credit: str) -> str:
    if not marks:
        # As plain words between the marks, whatever signs they hold.
        marks, caption = "*", re.sub(r"(?<!\\)([*_`])", r"\\\1", caption)
    return f"{marks}{caption}{marks}" + (f'{{credit="{credit}"}}' if credit else "")


def _with_images_alone(block: FigureBlock, figure: Figure) -> str:
    """Return the lines of a chunk in which nothing but files and alternative texts was changed, ``""`` for any other."""
    chunk = next((each for each in block.chunks if [figure.origins] == [inner.origins for inner in each.figures]), None)
    if chunk is None:
        return ""
    before = chunk.figures[0]
    changed = tuple(
        replace(new, file=old.file, alt=old.alt) for new, old in zip(figure.photos, before.photos, strict=True)
    )
    if replace(figure, photos=changed) != before:
        return ""
    text, place = chunk.text, 0
    for photo in figure.photos:
        token = block.tokens[photo.origin]
        at = text.index(token.raw, place)
        raw = (
            token.raw
            if (file_of(token), alt_of(token)) == (photo.file, photo.alt)
            else typed_image(_looking(token, photo))
        )
        text, place = text[:at] + raw + text[at + len(token.raw) :], at + len(raw)
    return text


def _token(block: FigureBlock | None, photo: Photo) -> ImageToken:
    """Return how a photo is typed, with as much of what it was as stays true."""
    if block is None or photo.origin < 0:
        return new_image(photo.file, photo.alt, photo.credit)
    return replace(_looking(block.tokens[photo.origin], photo), credit=photo.credit or None)


def _looking(token: ImageToken, photo: Photo) -> ImageToken:
    """Return ``token`` with the file and the alternative text of ``photo``."""
    if photo.file != file_of(token):
        token = with_file(token, photo.file)
    return token if photo.alt == alt_of(token) else replace(token, alt=typed_alt(photo.alt))


def _says(text: str, figures: Sequence[Figure]) -> bool:
    """Return whether readers see in ``text`` what ``figures`` say."""
    if not figures:
        return True
    try:
        found = read_figures(text).figures
    except UnknownFormError:
        return False
    wanted = [_content(each) for each in figures]
    return [_content(each) for each in found] == wanted and _plain_enough(text, figures)


def _content(figure: Figure) -> tuple[object, ...]:
    photos = tuple((each.file, each.alt, each.caption, each.credit) for each in figure.photos)
    return photos, figure.caption, figure.credit


def _plain_enough(text: str, figures: Sequence[Figure]) -> bool:
    showing = Showing()
    shown = showing.figures(text)
    for figure, seen in zip(figures, shown, strict=False):
        caption = figure.photos[0].caption if len(figure.photos) == 1 else figure.caption
        if caption and not seen.caption and not seen.credit:
            return False
    return True
