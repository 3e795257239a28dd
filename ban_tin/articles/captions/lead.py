"""The words of the lead photo, which stand in the front matter: the same rules as under the photos of the text."""

import re
from collections.abc import Callable
from typing import NamedTuple

from ban_tin.articles.captions.alternatives import says_nothing, without_size
from ban_tin.articles.captions.credits import choose_credit
from ban_tin.articles.captions.figures import is_said
from ban_tin.articles.captions.photographers import credit_in_alternative, other_photographer, split_credit
from ban_tin.articles.captions.text import half_of, plain_space

#: Emphasis as it is typed in the text; in the front matter it is nothing but signs.
_EMPHASIS = re.compile(r"(?<![\w*_\\])(?P<mark>\*{1,3}|_{1,3})(?=\S)(?P<words>[^*_]+)(?<=\S)(?P=mark)(?![\w*_])")
_ESCAPE = re.compile(r"\\(?=[*_#\[\]()!.\\-])")


class LeadWords(NamedTuple):
    """What is said of the lead photo: for who can't see it, under it, and who took it."""

    alt: str
    caption: str
    credit: str


def read_lead(given: LeadWords, src: str, credit: str, report: Callable[..., None]) -> LeadWords:
    """Return the words of the lead photo ``src`` as readers get them; ``credit`` is the one of the article.

    ``report`` is called with a kind, the field that it is about, and the values of the finding.
    """
    alt = without_size(plain_space(given.alt))
    if says_nothing(alt, src):
        report("lead-alt-empty", "lead_alt", alt=alt)
        alt = ""
    caption = _ESCAPE.sub("", _EMPHASIS.sub(r"\g<words>", plain_space(given.caption)))
    if says_nothing(caption, src):
        report("lead-caption-empty", "lead_caption", caption=caption)
        caption = ""
    half = half_of(caption)
    if half:
        report("caption-twice", "lead_caption", image=src, text=half)
        caption = half
    in_alt = credit_in_alternative(alt)
    typed = [given.credit or None]
    if in_alt.photographer and not is_said(alt, caption):
        alt = in_alt.caption
        typed = [given.credit or in_alt.credit]
    named = split_credit(caption).credit
    shown, other = choose_credit(typed, in_alt.credit or None, named, credit)
    if other:
        report("credit-twice", "lead_credit" if given.credit else "lead_alt", image=src, credit=other)
    if other_photographer(caption):
        report("credit-two", "lead_caption", image=src, text=caption)
    if not alt and not caption and not given.alt.strip():
        report("lead-alt-missing", "lead", image=src)
    return LeadWords("" if alt and is_said(alt, caption) else alt, caption, shown)
