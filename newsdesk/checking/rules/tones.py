"""Where the sign of a tone stands: in a place that no custom knows (``tóan``), or after two customs in one text (``hoà`` and ``hòa``)."""

from collections.abc import Iterator
from functools import cache

from newsdesk.checking.article import CheckedArticle, Edit
from newsdesk.checking.prose import BLANK
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at
from newsdesk.checking.vocabulary.syllables import is_known, key_of, tone_place, with_tone, written_forms


@cache
def _places(lower: str) -> tuple[str, str, str] | None:
    """Return a syllable as both customs write it, the newer first, and what its tone was written on; None where there is one way."""
    if lower.isascii():
        return None
    key = key_of(lower)
    letters = key.rstrip("12345")
    tone = key[len(letters) :]
    if len(tone) != 1 or not any(pair in letters for pair in _PAIRS) or not is_known(lower):
        return None
    newer, older = (with_tone(letters, tone, tone_place(letters, way)) for way in (True, False))
    return newer, older, letters


_PAIRS = ("oa", "oe", "uy", "uâ", "uô", "ươ", "iê", "yê", "oo", "ia", "ua", "ưa", "ai", "oi", "ôi", "ơi", "ui", "ưi", "ao", "eo", "au", "âu", "êu", "iu", "ưu", "ay", "ây", "uê", "uơ", "oă")  # fmt: skip


def find_misplaced(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find tones on a letter on which nobody writes them."""
    rare = {text for text in article.lowered - written_forms().all if _places(text)}
    wrong = {text for text in article.distinct if text.lower() in rare} if rare else ()
    for word in article.words if wrong else ():
        both = _places(word.text.lower())
        if both is None or word.text not in wrong:
            continue
        lower = word.text.lower()
        typed = _like(both[0], word.text)
        name = word.text[0].isupper() and not word.text.isupper() and not _begins(article, word.start)
        fix = None if name or word.text not in {lower, lower.capitalize()} else Edit(word.start, word.end, typed)
        yield found_at(article, word.start, fix, word=word.text, typed=typed)


def find_mixed(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find, once in an article, that both customs are followed; the one that is followed less is told of."""
    forms = written_forms()
    if article.lowered.isdisjoint(forms.newer) or article.lowered.isdisjoint(forms.older):
        return
    sides: dict[bool, list[tuple[int, str, str]]] = {True: [], False: []}
    for word in article.words:
        both = _places(word.text.lower())
        if both is None or both[0] == both[1] or article.is_quoted(word.start):
            continue
        if word.text[0].isupper() and not _begins(article, word.start):
            continue  # Names are written as those who bear them write them.
        newer = word.text.lower() == both[0]
        sides[newer].append((word.start, word.text, _like(both[1] if newer else both[0], word.text)))
    if sides[True] and sides[False]:
        fewer = len(sides[True]) < len(sides[False])
        start, text, typed = sides[fewer][0]
        yield found_at(
            article, start, word=text, other=sides[not fewer][0][1], typed=typed,
            number=str(len(sides[fewer])), others=str(len(sides[not fewer])),
        )  # fmt: skip


def _begins(article: CheckedArticle, start: int) -> bool:
    before = article.prose[max(0, start - 40) : start].rstrip(f" \t{BLANK}\"'“‘(-–")
    return not before or before[-1] in ".!?\n"


def _like(word: str, like: str) -> str:
    if like.isupper() and len(like) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if like[:1].isupper() else word


RULES = (
    Rule(
        "tone-misplaced",
        good=Example(
            "Môn toán, hòa nhập, hoà nhập, ủy ban, uỷ ban, quả bóng, già, nguyễn, khuỷu tay, giữa, giếng, quýt."
        ),
        bad=Example("Môn tóan và qủa bóng."),
        find=find_misplaced,
        vietnamese=True,
    ),
    Rule(
        "tone-mixed",
        good=Example("Trẻ hòa nhập, văn hóa, khỏe mạnh, ủy ban."),
        bad=Example("Trẻ hòa nhập, văn hóa; công tác uỷ thác."),
        find=find_mixed,
        vietnamese=True,
    ),
)
