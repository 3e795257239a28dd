"""Marks of items of lists, as Markdown, Word and hurried fingers write them."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from ban_tin.articles.pasted.line import SPACE

#: As Vietnamese documents count: no f, j, w, z, and đ behind d.
VIETNAMESE = "abcdđeghiklmnopqrstuvxy"
LATIN = "abcdefghijklmnopqrstuvwxyz"
#: Dashes, which readers see as such; the rest of ``_DASHES`` are hyphens.
DASHES = "–—−‒―"
#: Stands round the mark as it was typed, behind one that Markdown knows. No text that is read holds it.
CARRIER = "\x05"

#: Signs that Word has for bullets; those of its fonts for symbols are letters elsewhere, or of no script at all.
_BULLETS = "•·●∙⦁▪■◦○▫□➢➤►▶❖◆♦⮚\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf071\uf02d"
_DASHES = "–—−‐‑‒―"
_KEPT = "✓✔☐☑☒"
#: These are bullets only before a tab.
_LETTERS = "o§Øüvqà"
#: How lines begin of which one may be an item; of all others nothing more is looked at.
ITEMS = rf"^{SPACE}*(?:[-*+{_DASHES}{_BULLETS}{_KEPT}①-⑳]|[{_LETTERS}]{SPACE}|\(?[\w.]{{1,12}}(?:[.)/]| ?[-–:] ))"
_MAY_BE_ITEM = re.compile(ITEMS)
_ITEM = re.compile(
    rf"""(?P<indent>{SPACE}*)(?:
    (?P<sign>[-*+{_DASHES}])(?P<gap>{SPACE}+)(?=\S)
    |(?P<glued>[-*+–—])(?=[^\W\d_]|[“"(])
    |(?P<bullet>[{_BULLETS}])(?:{SPACE}*)(?=\S)
    |(?P<kept>[{_KEPT}])(?:{SPACE}+)(?=\S)
    |(?P<letter>[{_LETTERS}])(?:{SPACE}?\t{SPACE}*)(?=\S)
    |(?P<ring>[①-⑳]){SPACE}*(?=\S)
    |(?P<of>\d{{1,3}}|[a-zđ]|[A-ZĐ]|[ivx]{{2,5}}|[IVX]{{2,5}})(?P<by>[ ]?[-–:])[ ]+(?=\S)
    |(?P<open>\()?(?P<count>\d{{1,4}}|[a-zđ]|[A-ZĐ]|[ivx]{{2,5}}|[IVX]{{2,5}})(?P<close>\.|\)|/)(?P<behind>{SPACE}+(?=\S)|(?=[^\W\d_“"(]))
    |(?P<levels>\d{{1,3}}(?:\.\d{{1,3}})+)(?P<end>[.)]?)(?:{SPACE}+)(?=[^\W\d_]|[“"(*\[])
    )""",
    re.VERBOSE,
)
_ROMAN = {"i": 1, "v": 5, "x": 10}
#: Ways of counting that the theme has, by what counts and what ends the mark: ``f`` for letters without đ.
_CLASSES = {
    "1)": "counted-decimal-parenthesis",
    "1/": "counted-decimal-slash",
    "1()": "counted-decimal-parentheses",
    "a)": "counted-vietnamese-parenthesis",
    "a.": "counted-vietnamese-dot",
    "a/": "counted-vietnamese-slash",
    "a()": "counted-vietnamese-parentheses",
    "f)": "counted-latin-parenthesis",
    "f.": "counted-latin-dot",
    "A.": "counted-upper-vietnamese-dot",
    "A)": "counted-upper-vietnamese-parenthesis",
    "A/": "counted-upper-vietnamese-slash",
    "i.": "counted-roman-dot",
    "i)": "counted-roman-parenthesis",
    "i()": "counted-roman-parentheses",
    "I.": "counted-upper-roman-dot",
    "I)": "counted-upper-roman-parenthesis",
    "I/": "counted-upper-roman-slash",
    "+": "marked-plus",
    "–": "marked-dash",
} | dict.fromkeys(("-", "bullet", "letter", "1."), "")
#: Of a list whose marks stand in its text.
UNMARKED = "marked-none"
#: How far in a mark stands where marks alone tell: I. > 1. > a) > - > +. Of equals the first is the outer one.
_RANKS = {
    "I": 0,
    "A": 0,
    "1.": 1,
    "levels": 2,
    "1": 2,
    "a": 3,
    "i": 3,
    "-": 5,
    "bullet": 4,
    "kept": 4,
    "letter": 6,
    "+": 6,
}


@dataclass(slots=True)
class Mark:
    """The mark of an item: what kind of list it is one of, and which number it has there."""

    #: Column at which it stands.
    indent: int
    #: Column at which the words behind it begin.
    content: int
    #: ``-``, ``+``, ``bullet``, ``kept``, ``levels``, ``letter``; or what it counts in and how it ends: ``1.``, ``a)``.
    style: str
    #: As typed.
    typed: str
    #: The words behind it.
    words: str
    #: Its number; -1 of those that don't count.
    number: int = -1
    #: As Markdown has it, with a space behind it.
    plain: bool = False
    #: Nothing stands between it and the words.
    glued: bool = False
    #: What counts in it: ``2``, ``đ``, ``iv``.
    count: str = ""

    @property
    def is_of_letters(self) -> bool:
        """Capitals, which stand over 1. 2. 3. in one text, and below in the next."""
        return self.style[0] in "AF" and self.count.isalpha()

    @property
    def rank(self) -> int:
        return _RANKS.get(self.style, _RANKS.get(self.style[0], 4))

    @property
    def counts(self) -> bool:
        return self.number >= 0

    @property
    def family(self) -> str:
        """Marks of one list are of one family: ``a)`` and ``đ)``, ``-`` and ``–``."""
        if not self.count or self.count.isdigit():
            return self.style
        return ("letters" if self.count == self.count.lower() else "LETTERS") + self.style[1:]


class Reading(NamedTuple):
    """One of the ways in which a mark counts: ``c`` may be a letter or a Roman number."""

    system: str
    number: int


def read_mark(text: str) -> Mark | None:
    """Return the mark with which a line begins, None for a line that is no item."""
    match = _ITEM.match(text) if _MAY_BE_ITEM.match(text) else None
    if match is None:
        return None
    indent = len(match["indent"].expandtabs(4))
    words = text[match.end() :]
    content = indent + len(text[len(match["indent"]) : match.end()].expandtabs(4))
    if sign := match["sign"] or match["glued"]:
        style = "+" if sign == "+" else "-"
        if match["glued"]:
            # ``*chữ*`` and ``**chữ**`` are emphasized.
            if sign == "*" and "*" in words:
                return None
            return Mark(indent, content, style, sign, words, glued=True)
        plain = sign in "-*+" and not match["gap"].strip(" \t")
        return Mark(indent, content, style, sign, words, plain=plain)
    for style in ("bullet", "kept", "letter"):
        if match[style]:
            return Mark(indent, content, style, match[style], words)
    if ring := match["ring"]:
        return Mark(indent, content, "1①", ring, words, ord(ring) - ord("①") + 1, count=str(ord(ring) - ord("①") + 1))
    if count := match["of"]:
        system, number = Reading("1", int(count)) if count.isdigit() else readings(count)[0]
        by = match["by"]
        return Mark(indent, content, system + by.strip(), count + by, words, number, count=count)
    if match["levels"]:
        if _is_date(match["levels"]):
            return None
        return Mark(indent, content, "levels", match["levels"] + match["end"], words)
    if (match["open"] and match["close"] != ")") or not match["count"]:
        return None
    form = "()" if match["open"] else match["close"]
    glued = not match["behind"]
    count = match["count"]
    if glued and form == "/":
        return None  # 1/Nguyễn may be, A/B and 3/Trần are not.
    if count.isdigit():
        plain = form == "." and bool(match["behind"]) and not match["behind"].strip(" \t")
        typed = f"({count})" if match["open"] else count + match["close"]
        return Mark(indent, content, f"1{form}", typed, words, int(count), plain, glued, count)
    if glued and form == ".":
        return None  # A.Nguyễn, v.v
    typed = f"({count})" if match["open"] else count + match["close"]
    system, number = readings(count)[0]
    return Mark(indent, content, system + form, typed, words, number, False, glued, count)


def readings(count: str) -> list[Reading]:
    """Return what a letter, or letters, may count as, the likeliest first."""
    lower = count.lower()
    upper = lower != count
    found = []
    if len(lower) == 1:
        if lower in VIETNAMESE:
            found.append(Reading("A" if upper else "a", VIETNAMESE.index(lower) + 1))
        if lower in LATIN:
            found.append(Reading("F" if upper else "f", LATIN.index(lower) + 1))
    if lower.strip("ivx") == "":
        roman = Reading("I" if upper else "i", _roman(lower))
        if len(lower) > 1 or lower == "i":
            found.insert(0, roman)
        else:
            found.append(roman)
    return found


def _roman(letters: str) -> int:
    values = [_ROMAN[letter] for letter in letters]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def class_of(style: str) -> str | None:
    """Return the class of a list whose items have marks of ``style``; ``""`` for Markdown's own, None where marks stay in the text."""
    return _CLASSES.get(style)


def _is_date(levels: str) -> bool:
    """Return whether ``20.11`` or ``20.11.2026`` is a day, or ``38.697`` a number."""
    parts = levels.split(".")
    return (
        parts[0] == "0"
        or any(len(part) == 3 for part in parts[1:])
        or any(len(part) > 1 and part[0] == "0" for part in parts)
    )
