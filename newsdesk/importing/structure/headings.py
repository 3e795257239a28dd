"""Headings: those of the source in our ranks, and those that only look like one."""

import re
from dataclasses import replace

from ban_tin.articles.captions.bylines import is_byline
from ban_tin.articles.captions.ordinary import is_heading
from ban_tin.articles.captions.text import ends_sentence
from ban_tin.articles.pasted.marks import Mark, read_mark
from newsdesk.importing.structure.blocks import Block, Blocks, Figure, Heading, Paragraph
from newsdesk.importing.structure.inline import Break, plain, wholly, without_mark
from newsdesk.importing.structure.values import Notes, shortened

#: Letters that a heading has at most.
_LONGEST = 200
#: A document with more headings than this share of its paragraphs is set in bold, and has none that can be told.
_SHARE = 0.6
_PART = re.compile(r"(?:phần|chương)\s+(?:thứ\s+\w+|[IVXLC]+|\d+)(?!\w)", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:điều|mục|câu|bài|bước)\s+\d+(?!\w)", re.IGNORECASE)
_ROMAN = re.compile(r"[IVXLC]{1,6}\s*[.)/:–—-]\s*\S")


def find_headings(blocks: Blocks, notes: Notes) -> Blocks:
    """Return ``blocks`` with headings of the ranks 2 to 6."""
    marked = [block for block in blocks if isinstance(block, Heading)]
    seen = [_looks_like_heading(block, blocks, number) for number, block in enumerate(blocks)]
    paragraphs = sum(isinstance(block, Paragraph) for block in blocks)
    if sum(seen) > max(2.0, _SHARE * paragraphs):
        seen = [False] * len(blocks)
    levels = sorted({heading.level for heading in marked})
    of_source = {level: min(2 + place, 6) for place, level in enumerate(levels)}
    known = {_rank(plain(heading.inner)): of_source[heading.level] for heading in reversed(marked)}
    deepest = max(of_source.values(), default=1)
    looked = [
        block.inner for block, is_one in zip(blocks, seen, strict=True) if is_one and isinstance(block, Paragraph)
    ]
    ranks = sorted({_rank(plain(inner)) for inner in looked} - set(known))
    ours = known | {rank: min(deepest + 1 + place, 6) for place, rank in enumerate(ranks)}
    done: list[Block] = []
    for block, is_one in zip(blocks, seen, strict=True):
        if isinstance(block, Heading):
            done.append(replace(block, level=of_source[block.level]))
            if block.look.doubt == "heading-guessed":
                notes.doubt("heading-guessed", shortened(plain(block.inner)), block.look.where)
        elif is_one and isinstance(block, Paragraph):
            words = plain(block.inner)
            notes.doubt("heading-guessed", shortened(words), block.look.where)
            done.append(Heading(ours[_rank(words)], without_mark(block.inner, "strong", "em", "u"), block.look))
        else:
            done.append(block)
    return tuple(done)


def _looks_like_heading(block: Block, blocks: Blocks, number: int) -> bool:
    """Return whether a paragraph is a heading by its look: short, all in bold or capitals, over something."""
    if not isinstance(block, Paragraph) or any(isinstance(each, Break) for each in block.inner):
        return False
    text = plain(block.inner)
    following = blocks[number + 1] if number + 1 < len(blocks) else None
    if not text or len(text) > _LONGEST or following is None or block.look.align == "right":
        return False
    if is_byline([text]) or text.startswith(("(", "“", '"', "*")):
        return False
    mark = read_mark(text)
    bold = wholly(block.inner, "strong")
    if bold:
        if isinstance(blocks[number - 1], Figure) and number and not mark:
            return False
        return not ends_sentence(text) or (mark is not None and mark.counts and len(text) <= 120) or text.endswith(":")
    capitals = text.isupper() and len(text.split()) > 1
    roman = _ROMAN.match(text) is not None
    return (capitals or roman) and is_heading(text) and not ends_sentence(text) and len(text) <= 120


def _rank(text: str) -> int:
    """Return how far up a heading stands, from 0, by how it is numbered."""
    if _PART.match(text):
        return 0
    if _ROMAN.match(text):
        return 1
    mark = read_mark(text)
    if mark is None:
        if _ARTICLE.match(text):
            return 3
        return 1 if text.isupper() and len(text.split()) > 1 else 3
    return _rank_of_mark(mark)


def _rank_of_mark(mark: Mark) -> int:
    if mark.style == "levels":
        return 3 + mark.typed.strip(".)").count(".")
    if mark.is_of_letters:
        return 2
    if mark.count.isdigit():
        return 3
    return 6
