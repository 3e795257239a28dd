"""What stands after an image and may be its caption, and which of it is.

The order: the image's title, an italic line or paragraph, a plain one. ``docs/decisions/0003-captions.md`` says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ban_tin.articles.captions.lines import Line
from ban_tin.articles.captions.text import (
    LONGEST_PLAIN,
    UNSURE_FROM,
    ends_sentence,
    goes_on,
    is_byline,
    is_file_name,
    is_name,
    is_number,
    same_words,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line right under an image, or a paragraph after it. ``text`` is all of it, ``texts`` its lines, as readers see them.

    ``apart`` says that it is a paragraph of its own. ``last`` that nothing follows it, and ``introduces`` that a list or
    table does. Only ``mere_text`` may be dropped. ``doubled`` says that the words stood there twice with nothing between; ``lines`` hold them once.
    ``attrib`` are the attributes of a paragraph that ends with it.
    """

    #: Its lines as Markdown has them; words that stood there twice are in them once.
    lines: tuple[Line, ...]
    #: The same lines, as readers see them.
    texts: tuple[str, ...]
    #: There is nothing in it but text: it may be dropped.
    mere_text: bool = True
    #: All of it is set in italics.
    italic: bool = False
    #: All of it is set in bold.
    bold: bool = False
    #: It is a paragraph of its own, not a line under the image.
    apart: bool = False
    #: Nothing follows it.
    last: bool = False
    #: A list or a table follows it.
    introduces: bool = False
    #: Its words stood there twice with nothing between.
    doubled: bool = False
    #: The attributes of a paragraph that ends with it.
    attrib: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(self.texts)


@dataclass(slots=True)
class Choice:
    """The ``caption``; how many candidates are ``used`` up, by it or because they are not shown; and what to report.

    ``findings`` are pairs of a kind and its text; ``left`` is text that may be a caption but stays where it is.
    """

    caption: list[Candidate] = field(default_factory=list)
    used: int = 0
    findings: list[tuple[str, str]] = field(default_factory=list)
    left: str = ""


def choose(candidates: Sequence[Candidate], src: str, alt: str = "", title: str = "", images: int = 1) -> Choice:
    """Return what is the caption of the image ``src``; with a ``title`` none is looked for, only its repetition.

    ``images`` is the number of images that stand over the candidates.
    """
    choice = Choice()
    for candidate in candidates:
        kind = "caption-file-name" if is_file_name(candidate.text, src) else "caption-number"
        if not candidate.mere_text or (kind == "caption-number" and not is_number(candidate.text)):
            break
        choice.findings.append((kind, candidate.text))
        choice.used += 1
    rest = candidates[choice.used :]
    if rest and not title:
        count = _count(rest, alt, images)
        choice.caption = list(rest[:count])
        choice.used += count
        if not count and not choice.findings and (len(rest[0].text) <= LONGEST_PLAIN or not rest[0].apart):
            choice.left = rest[0].text
    caption = title or " ".join(part.text for part in choice.caption)
    if any(part.doubled for part in choice.caption):
        choice.findings.append(("caption-twice", caption))
    elif _repeats(caption, candidates[choice.used :]):
        choice.findings.append(("caption-twice", caption))
        choice.used += 1
    if choice.caption and not _is_certain(choice.caption, alt) and len(caption) > UNSURE_FROM:
        choice.findings.append(("caption-unsure", caption))
    return choice


def _repeats(caption: str, candidates: Sequence[Candidate]) -> bool:
    return bool(candidates) and candidates[0].mere_text and same_words(caption, candidates[0].text)


def one_each(candidates: Sequence[Candidate], images: int) -> list[Candidate]:
    """Return the captions of several images over as many italic lines, in their order; ``[]`` where it isn't so."""
    captions = list(candidates[:images])
    italic = [candidate.italic and not candidate.apart for candidate in candidates[: images + 1]]
    parted = not any(goes_on(first.text, second.text) for first, second in pairwise(captions))
    return (
        captions if images > 1 and italic[:images] == [True] * images and italic[images:] != [True] and parted else []
    )


def _count(candidates: Sequence[Candidate], alt: str, images: int) -> int:
    """Return how many of the ``candidates``, from the first on, are the caption."""
    first, texts = candidates[0], [candidate.text for candidate in candidates]
    if _is_said_by_name(candidates):
        return 0
    if first.italic:
        count = 1
        while count < len(candidates) and candidates[count].italic and goes_on(texts[count - 1], texts[count]):
            count += 1
        return count
    if _is_certain([first], alt):
        return 1
    if ends_sentence(texts[0]) or (first.apart and (first.bold or first.introduces)):
        return 0
    count = 2 if len(texts) > 1 and goes_on(texts[0], texts[1]) else 1
    whole = " ".join(texts[:count])
    if len(whole) > LONGEST_PLAIN or ends_sentence(whole) or whole.endswith(","):
        return 0
    if len(texts) > count and goes_on(texts[count - 1], texts[count]):
        return 0
    if images > 1 and len(texts) > count and _is_second_caption(candidates[count]):
        # Which of the two belongs to which image, nobody can tell.
        return 0
    return count


def _is_certain(caption: Sequence[Candidate], alt: str) -> bool:
    """Return whether a caption can't be taken for prose: in italics, doubled, or the same as the alternative text."""
    first = caption[0]
    return first.italic or first.doubled or same_words(first.text, alt)


def _is_said_by_name(candidates: Sequence[Candidate]) -> bool:
    """Return whether the candidates begin with a byline. A line in italics right under the image never is one."""
    first = candidates[0]
    if first.italic and not first.apart:
        return False
    if is_byline(list(first.texts)):
        return True
    if not is_name(first.text):
        return False
    second = candidates[1].texts if len(candidates) > 1 else ()
    # ``Thu Hằng`` over ``Trung tâm TTVH``; or alone at the very end of an article, as a signature.
    return is_byline([first.text, *second]) or (first.apart and first.last)


def _is_second_caption(candidate: Candidate) -> bool:
    return not candidate.apart and len(candidate.text) <= LONGEST_PLAIN and not ends_sentence(candidate.text)
