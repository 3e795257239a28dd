"""Which words belong to which picture. What counts as a caption is decided where the site itself decides it
(``ban_tin.articles.captions``); here is added what only the source knows: its styles, its centred lines, its text boxes.
"""

import re
from dataclasses import replace

from ban_tin.articles.captions.bylines import is_byline
from ban_tin.articles.captions.candidates import Candidate, choose
from ban_tin.articles.captions.photographers import split_credit
from ban_tin.articles.captions.text import half_of, is_file_name, is_number
from newsdesk.importing.structure.blocks import (
    Aside,
    Block,
    Blocks,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    plain_blocks,
)
from newsdesk.importing.structure.inline import Inline, Inlines, Text, pictures_in, plain, tidy, wholly
from newsdesk.importing.structure.shape import BESIDE, is_small, usual_size
from newsdesk.importing.structure.values import Notes, look_of, shortened

#: Styles of captions, as Word names them in the languages that offices have.
_STYLE = re.compile(r"(?:image |table |figure )?caption.*|chú thích.*|ghi chú ảnh", re.IGNORECASE)
#: ``Ảnh 1:``, ``Hình 3. Trao thưởng``
_NUMBERED = re.compile(r"(?:ảnh|hình|hình ảnh|figure|photo)\s+\d{1,3}\s*[.:–-]\s*\S", re.IGNORECASE)
#: ``Trong ảnh: …``, ``Ảnh trên: …``
_POINTS = re.compile(r"(?:trong|ở)\s+(?:ảnh|hình)\s*:|(?:ảnh|hình)\s+(?:trên|dưới|trái|phải)\s*:", re.IGNORECASE)
#: ``Một số hình ảnh tại hội thi:`` stands over several pictures and belongs to none.
_INTRODUCES = re.compile(r"(?:một số|những|các|vài|một vài)\s+(?:hình\s+)?ảnh|.*:$", re.IGNORECASE)
#: Paragraphs after a picture that may be its caption.
_MOST = 4
#: Letters of a centred line that may be one.
_LONGEST = 400
#: Letters of one that was said twice; what is longer is compared with nothing.
_DOUBLED_MOST = 2_000


def find_captions(blocks: Blocks, notes: Notes) -> Blocks:
    """Return ``blocks`` with captions in their figures."""
    size = usual_size(blocks)
    body = next(
        (look_of(block).align for block in blocks if isinstance(block, Paragraph) and len(plain(block.inner)) > 200), ""
    )
    done: list[Block] = []
    rest = list(blocks)
    above = _stand_above(blocks)
    looked = not above and _look_above(blocks, size, body)
    while rest:
        block = rest.pop(0)
        if isinstance(block, Figure) and block.pictures and not block.caption:
            run = [block]
            while rest and isinstance(rest[0], Figure) and rest[0].pictures and not rest[0].caption:
                run.append(rest[0])
                del rest[0]
            if looked and done and len(run) == 1:
                caption = done.pop()
                notes.doubt("caption-unsure", shortened(plain_blocks((caption,))), look_of(caption).where)
                done.append(_tidied(replace(block, caption=_inlines_of(caption)), notes))
                continue
            done += _captioned(run, rest, done if above else [], size, body, notes)
        elif isinstance(block, Figure):
            done.append(_tidied(block, notes))
        else:
            done.append(block)
    return tuple(done)


def _stand_above(blocks: Blocks) -> bool:
    """Return whether captions stand above their pictures in this document: they are styled or numbered so, and none is below the last one."""
    marks = [_kind(block) for block in blocks]
    trimmed = "".join(marks)
    return re.fullmatch(r"[^cf]*(?:cf+[^cf]*)+", trimmed) is not None


def _look_above(blocks: Blocks, size: float, body: str) -> bool:
    """Return whether each picture has a line over it that is set as a caption, and none has one under it or anywhere else."""
    marks = []
    for block in blocks:
        look = look_of(block)
        if isinstance(block, Figure) and block.pictures:
            marks.append("f" if not block.caption else "x")
        elif not _is_caption_by_look(block, size, body) or not isinstance(block, Paragraph):
            marks.append("-")
        else:
            sure = wholly(block.inner, "em") and look.align == "center" and not _INTRODUCES.match(plain(block.inner))
            marks.append("c" if sure else "x")
    return re.fullmatch(r"-+(?:cf-+)+", "".join(marks)) is not None


def _kind(block: Block) -> str:
    if isinstance(block, Figure) and block.pictures:
        return "f"
    if isinstance(block, Paragraph | Heading) and (
        _STYLE.fullmatch(look_of(block).style) or _NUMBERED.match(plain(block.inner))
    ):
        return "c"
    return "-"


def _captioned(
    run: list[Figure], rest: list[Block], before: list[Block], size: float, body: str, notes: Notes
) -> list[Block]:
    """Return the figures of ``run``, whose pictures stand right behind one another, with their captions taken from ``rest``."""
    if before and _kind(before[-1]) == "c":
        caption = before.pop()
        assert isinstance(caption, Paragraph | Heading)
        return [_tidied(replace(run[0], caption=caption.inner), notes), *run[1:]]
    if len(run) > 1:
        following = rest[: len(run)]
        if len(following) == len(run) and all(_is_caption_by_look(each, size, body) for each in following):
            del rest[: len(run)]
            return [
                _tidied(replace(figure, caption=_inlines_of(words)), notes)
                for figure, words in zip(run, following, strict=True)
            ]
    figure = run[-1]
    captioned = _below(figure, rest, sum(len(each.pictures) for each in run), size, body, notes)
    return [*run[:-1], captioned]


def _below(figure: Figure, rest: list[Block], images: int, size: float, body: str, notes: Notes) -> Figure:
    """Return ``figure`` with what follows it as its caption, which is taken from ``rest``."""
    candidates: list[Candidate] = []
    blocks: list[Block] = []
    for number, block in enumerate(rest[:_MOST]):
        if not isinstance(block, Paragraph | Aside) or _has_pictures(block):
            break
        text = plain_blocks((block,))
        after = rest[number + 1] if number + 1 < len(rest) else None
        doubled = half_of(text) if len(text) <= _DOUBLED_MOST else ""
        certain = _is_caption_by_look(block, size, body)
        inner = _inlines_of(block)
        candidates.append(
            Candidate(
                lines=(),
                texts=(doubled or text,),
                italic=certain or wholly(inner, "em"),
                bold=not certain and wholly(inner, "strong"),
                linked=bool(re.search(r"https?://\S+$", text)),
                apart=not (certain and _STYLE.fullmatch(look_of(block).style)),
                last=after is None,
                introduces=isinstance(after, ListBlock | Table),
                before_image=isinstance(after, Figure),
                doubled=bool(doubled),
            )
        )
        blocks.append(block)
    if not candidates:
        return figure
    src, alt = figure.pictures[-1].src, figure.pictures[-1].alt
    choice = choose(candidates, src, alt, "", images)
    following = candidates[choice.used] if choice.used < len(candidates) else None
    if choice.caption and not choice.credit and following and following.italic and _names_photographer(following.text):
        choice.credit, choice.used = following, choice.used + 1  # A second line that is set like the first one.
    dropped = [text for kind, text in choice.findings if kind in {"caption-file-name", "caption-number"}]
    shown = [*choice.caption, *([choice.credit] if choice.credit else [])]
    used = blocks[: choice.used]
    caption: list[Inline] = []
    for candidate, block in zip(candidates[: choice.used], used, strict=True):
        text = plain_blocks((block,))
        if any(candidate is each for each in shown):
            words: Inlines = (Text(candidate.text),) if candidate.doubled else _inlines_of(block)
            if candidate.doubled:
                notes.leave_out("duplicate", _behind(text, candidate.text), look_of(block))
            # Joined, the photographer is told from the caption by its full stop.
            ended = candidate is not choice.credit or not text[0].isalpha() or not plain(tuple(caption))[-1:].isalnum()
            caption += [Text(" " if ended else ". "), *words] if caption else words
        elif text in dropped:
            notes.leave_out("file-name", text, look_of(block))
        else:
            notes.leave_out("duplicate", text, look_of(block))
    beside = figure.look.doubt == BESIDE and not candidates[0].italic
    if choice.caption and (beside or any(kind == "caption-unsure" for kind, _ in choice.findings)):
        notes.doubt("caption-unsure", shortened(choice.text), look_of(blocks[0]).where)
    del rest[: choice.used]
    return replace(figure, caption=tidy(caption))


def _names_photographer(text: str) -> bool:
    return bool(split_credit(text).photographer) and not is_byline([text])


def _behind(text: str, half: str) -> str:
    """Return what stands behind the first half of a doubled ``text``."""
    return text[len(half) :].strip() if text.startswith(half) else half


def _is_caption_by_look(block: Block, size: float, body: str) -> bool:
    """Return whether the source itself sets ``block`` as a caption: by its style, in a text box, in the middle or in small letters."""
    if isinstance(block, Aside):
        return len(plain_blocks(block.blocks)) <= _LONGEST and not any(map(_has_pictures, block.blocks))
    if not isinstance(block, Paragraph) or _has_pictures(block):
        return False
    text = plain(block.inner)
    if _STYLE.fullmatch(block.look.style) or _NUMBERED.match(text) or (len(text) <= _LONGEST and _POINTS.match(text)):
        return True
    if len(text) > _LONGEST or is_byline([text]) or block.look.align == "right":
        return False
    if wholly(block.inner, "em"):
        return True
    centred = block.look.align == "center" and body != "center" and not text.isupper()
    small = is_small(block.look, size)
    return (centred and small) or ((centred or small) and not wholly(block.inner, "strong"))


def _has_pictures(block: Block) -> bool:
    return isinstance(block, Paragraph | Heading) and bool(pictures_in(block.inner))


def _inlines_of(block: Block) -> Inlines:
    if isinstance(block, Aside):
        inner: list[Inline] = []
        for each in block.blocks:
            words = _inlines_of(each)
            inner += [Text(" "), *words] if inner else words
        return tuple(inner)
    return block.inner if isinstance(block, Paragraph | Heading) else (Text(plain_blocks((block,))),)


def _tidied(figure: Figure, notes: Notes) -> Figure:
    """Return ``figure`` without a caption that is a file name or a number, and without the second half of a doubled one."""
    text = plain(figure.caption)
    if not text:
        return figure
    if not any(map(str.isalnum, text)):
        notes.leave_out("file-name", text, figure.look)
        return replace(figure, caption=())
    src = figure.pictures[0].src if figure.pictures else ""
    if is_number(text) or is_file_name(text, src):
        notes.leave_out("file-name", text, figure.look)
        return replace(figure, caption=())
    if len(text) <= _DOUBLED_MOST and (half := half_of(text)):
        notes.leave_out("duplicate", _behind(text, half), figure.look)
        return replace(figure, caption=(Text(half),))
    return figure
