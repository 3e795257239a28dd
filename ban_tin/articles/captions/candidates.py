"""What stands after an image and may be its caption, and which of it is.

The order: the image's title, an italic line or paragraph, a plain one. ``docs/decisions/0003-captions.md`` says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from ban_tin.articles.captions.bylines import is_byline, is_signature
from ban_tin.articles.captions.lines import Line
from ban_tin.articles.captions.names import is_signed_name
from ban_tin.articles.captions.ordinary import is_about_elsewhere, is_heading, leads_on, leads_to_photos
from ban_tin.articles.captions.photographers import names_same, split_credit
from ban_tin.articles.captions.text import (
    LONGEST_PLAIN,
    UNSURE_FROM,
    ends_sentence,
    goes_on,
    is_file_name,
    is_number,
    same_words,
)

#: Programs wrap lines at 72 or 80 characters; a shorter one ends where its writer ended it.
_NARROWEST_WRAP = 60
#: A longer text isn't looked at for what else it may be: in italics it is a caption, else it is prose.
_LONGEST_READ = 1_000


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
    #: It is a link and nothing else, or there is one to a file in it.
    linked: bool = False
    #: It is a paragraph of its own, not a line under the image.
    apart: bool = False
    #: Nothing follows it.
    last: bool = False
    #: A list or a table follows it.
    introduces: bool = False
    #: Another image follows it.
    before_image: bool = False
    #: Its words stood there twice with nothing between.
    doubled: bool = False
    #: The attributes of a paragraph that ends with it.
    attrib: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def explicit(self) -> bool:
        """A line in italics right under the image is always its caption, whatever it says."""
        return self.italic and not self.apart

    @property
    def is_credit(self) -> bool:
        """It says who took the photo and nothing else."""
        credited = split_credit(self.text)
        return bool(credited.photographer) and not credited.caption and not is_byline(list(self.texts))


@dataclass(slots=True)
class Choice:
    """The ``caption``; how many candidates are ``used`` up, by it or because they are not shown; and what to report."""

    #: The candidates that are the caption.
    caption: list[Candidate] = field(default_factory=list)
    #: The line of its own that says who took the photo.
    credit: Candidate | None = None
    #: How many candidates are used up.
    used: int = 0
    #: Pairs of a kind and its text.
    findings: list[tuple[str, str]] = field(default_factory=list)
    #: What may be a caption but stays where it is.
    left: str = ""
    #: The title of the image, or the text of ``caption``.
    text: str = ""


def choose(candidates: Sequence[Candidate], src: str, alt: str = "", title: str = "", images: int = 1) -> Choice:
    """Return what is the caption of the image ``src``; with a ``title`` none is looked for, only its repetition and a credit.

    ``images`` is the number of images that stand over the candidates.
    """
    choice = Choice()
    for candidate in candidates:
        kind = "caption-file-name" if is_file_name(candidate.text, src) else "caption-number"
        if not candidate.mere_text or (kind == "caption-number" and not is_number(candidate.text)):
            break
        choice.findings.append((kind, candidate.text))
        choice.used += 1
    if _begins_with_credit(candidates[choice.used :]):
        choice.credit = candidates[choice.used]
        choice.used += 1
    rest = candidates[choice.used :]
    if rest and not title and not (choice.credit and rest[0].is_credit):
        count = _count(rest, alt, images)
        choice.caption = list(rest[:count])
        choice.used += count
        if not count and not choice.findings and (len(rest[0].text) <= LONGEST_PLAIN or not rest[0].apart):
            choice.left = rest[0].text
    _settle_leading_credit(choice, title)
    if choice.credit and not choice.caption and not title:
        # A credit alone is about the photo: it is all that is said of it.
        choice.caption, choice.credit, choice.left = [choice.credit], None, ""
    choice.text = title or " ".join(part.text for part in choice.caption)
    _find_repeated(choice, candidates)
    _find_credit(choice, candidates)
    if choice.caption and not _is_certain(choice.caption, alt) and _is_doubtful(choice):
        choice.findings.append(("caption-unsure", choice.text))
    return choice


def _settle_leading_credit(choice: Choice, title: str) -> None:
    """Where the caption names somebody itself, drop the credit before it that says the same; leave the caption that says other."""
    named = split_credit(title or " ".join(part.text for part in choice.caption)).credit
    if not choice.credit or not named:
        return
    if not names_same(named, choice.credit.text):
        choice.findings.append(("credit-left", choice.credit.text if title else choice.caption[0].text))
        choice.used -= len(choice.caption) + bool(title)
        choice.caption = []
        if title:
            choice.credit = None
    elif choice.credit.mere_text:
        choice.findings.append(("caption-twice", choice.credit.text))
        choice.credit = None


def _is_doubtful(choice: Choice) -> bool:
    """Return whether a plain caption may be prose, or the name of the one who wrote the article."""
    return len(choice.text) > UNSURE_FROM or (choice.caption[-1].last and is_signature(choice.text))


def _find_repeated(choice: Choice, candidates: Sequence[Candidate]) -> None:
    rest = candidates[choice.used :]
    if any(part.doubled for part in choice.caption):
        choice.findings.append(("caption-twice", choice.text))
    elif rest and rest[0].mere_text and same_words(choice.text, rest[0].text):
        choice.findings.append(("caption-twice", choice.text))
        choice.used += 1


def _begins_with_credit(candidates: Sequence[Candidate]) -> bool:
    """Return whether the first candidate is a credit; ``Nguồn: …`` at the very end says where the article is from."""
    return bool(candidates) and candidates[0].is_credit and not _is_said_by_name(candidates)


def _find_credit(choice: Choice, candidates: Sequence[Candidate]) -> None:
    """Take the line behind the caption that says who took the photo; one that names somebody else stays where it is."""
    rest = candidates[choice.used :]
    if not choice.text or not _begins_with_credit(rest):
        return
    named = choice.credit.text if choice.credit else split_credit(choice.text).credit
    if not named:
        choice.credit = rest[0]
        choice.used += 1
    elif not names_same(named, rest[0].text):
        choice.findings.append(("credit-left", rest[0].text))
    elif rest[0].mere_text:
        choice.findings.append(("caption-twice", rest[0].text))
        choice.used += 1


def one_each(candidates: Sequence[Candidate], images: int) -> list[tuple[Candidate, Candidate | None]]:
    """Return the captions of several images over as many italic lines, in their order; ``[]`` where it isn't so.

    Each may have a line under it that says who took that photo.
    """
    found: list[tuple[Candidate, Candidate | None]] = []
    for number, candidate in enumerate(candidates):
        if not candidate.explicit:
            break
        if candidate.is_credit and number and not candidates[number - 1].is_credit:
            found[-1] = found[-1][0], candidate
        else:
            found.append((candidate, None))
    captions = [caption for caption, _ in found]
    parted = not any(goes_on(first.text, second.text) for first, second in pairwise(captions))
    credited = any(caption.is_credit for caption in captions)
    return found if images > 1 and len(found) == images and parted and not credited else []


def _count(candidates: Sequence[Candidate], alt: str, images: int) -> int:
    """Return how many of the ``candidates``, from the first on, are the caption."""
    first, texts = candidates[0], [candidate.text for candidate in candidates]
    if _is_said_by_name(candidates) or _is_ordinary(first):
        return 0
    if first.italic:
        count = 1
        while count < len(candidates) and candidates[count].italic and _go_on(candidates, count):
            count += 1
        return count
    if _is_certain([first], alt):
        return 1
    # Who names a photographer speaks of a photo, with a full stop too.
    credited = bool(split_credit(texts[0]).photographer) or (
        len(candidates) > 1 and not candidates[1].apart and candidates[1].is_credit
    )
    if (ends_sentence(texts[0]) and not credited) or (first.apart and (first.bold or first.introduces)):
        return 0
    wrapped = _wrapped(candidates)
    count = len(wrapped) or (2 if len(texts) > 1 and _go_on(candidates, 1) else 1)
    whole = " ".join(texts[:count])
    if len(whole) > LONGEST_PLAIN or (ends_sentence(whole) and not credited) or whole.endswith(","):
        return 0
    if len(texts) > count and _go_on(candidates, count):
        return 0
    if images > 1 and len(texts) > count and _is_second_caption(candidates[count]):
        # Which of the two belongs to which image, nobody can tell.
        return 0
    return count


def _go_on(candidates: Sequence[Candidate], count: int) -> bool:
    """Return whether the candidate ``count`` goes on with the one before it; a credit does only after a comma."""
    before, candidate = candidates[count - 1].text, candidates[count]
    return goes_on(before, candidate.text) and (before.endswith(",") or not candidate.is_credit)


def _wrapped(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the lines right under an image that may be one caption, wrapped by a program at a width; ``[]`` for others.

    A line was wrapped there only where its neighbour's first word would have made it wider than all of them are.
    """
    lines = list(takewhile(lambda each: not each.apart and not each.is_credit, candidates))
    texts = [line.text for line in lines]
    if len(lines) < 2 or len(texts[0]) < _NARROWEST_WRAP or any(map(_is_ordinary, lines[1:])):
        return []
    if any(is_byline([text]) or is_signature(text) for text in texts[1:]):
        return []
    widest = max(map(len, texts))
    for text, following in pairwise(texts):
        if len(text) + 1 + len(following.split()[0]) <= widest:
            return []
    return lines


def _is_certain(caption: Sequence[Candidate], alt: str) -> bool:
    """Return whether a caption can't be taken for prose: in italics, doubled, or the same as the alternative text."""
    first = caption[0]
    return first.italic or first.doubled or same_words(first.text, alt)


def _is_ordinary(candidate: Candidate) -> bool:
    """Return whether a candidate speaks of something else than the photo, or leads to what is below it."""
    if candidate.explicit:
        return False
    text = candidate.text
    if len(text) > _LONGEST_READ:
        return False
    if candidate.linked or leads_on(text) or is_about_elsewhere(text):
        return True
    if leads_to_photos(text, candidate.before_image) and (candidate.before_image or not candidate.italic):
        return True
    return not candidate.italic and is_heading(text)


def _is_said_by_name(candidates: Sequence[Candidate]) -> bool:
    """Return whether the candidates begin with a byline. A line in italics right under the image never is one."""
    first = candidates[0]
    if first.explicit:
        return False
    if is_byline(list(first.texts)):
        return True
    # ``Thu Hằng`` over ``Trung tâm TTVH``; or alone at the very end of an article, as a signature.
    if len(candidates) > 1 and is_signed_name(first.text) and is_byline([first.text, *candidates[1].texts]):
        return True
    if not first.apart or not _is_signed(first):
        return False
    *_, end = takewhile(
        lambda each: _is_signed(each) or is_byline(list(each.texts)) or is_about_elsewhere(each.text), candidates
    )
    return end.last


def _is_signed(candidate: Candidate) -> bool:
    return is_signature(candidate.text) or all(map(is_signature, candidate.texts))


def _is_second_caption(candidate: Candidate) -> bool:
    return not candidate.apart and len(candidate.text) <= LONGEST_PLAIN and not ends_sentence(candidate.text)
