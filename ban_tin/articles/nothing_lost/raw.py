"""Signs of Markdown, of its dialects and of other programs that readers see as they were typed."""

import re
from typing import NamedTuple

#: Without any of these in a text there is nothing to look for: those of one character first, which are found at once.
_SIGNS = ("*", "[", "{", "\\", "|", "~", "=", "_", "`", "<", "&", "#", "^")
_LONGER = (("]", "]("), ("+", "++"), ("!", "!!!"), (":", "::"), ("/", "///"))
#: Two of one sign, close to the words on both of their sides: emphasis of some dialect, whichever it is.
_DOUBLED = "|".join(
    rf"(?<![\w{sign}]){sign}{sign}(?=[^\s{sign}])[^\n{sign}]*(?<=[^\s{sign}]){sign}{sign}(?![\w{sign}])"
    for sign in (r"\~", r"\=", r"\+", r"\^", r"\|", r"_", r":")
)
_RAW = re.compile(
    rf"""
      !\[[^\]\n]{{0,500}}\](?:\([^)\n]*\)?|\[[^\]\n]*\])?     # an image
    | \[[^\[\]\n]*\]\([^)\n]*\)?                      # a link
    | \]\([^)\n]{{0,500}}\)                             # the rest of one
    | \[[^\[\]\n]*\]\{{[^}}\n]*\}}?                   # a span of pandoc
    | \{{\{{[^\n]{{0,500}}?\}}\}} | \{{%[^\n]{{0,500}}?%\}}           # a shortcode, a macro
    | \{{(?:\+\+|--|~~|==|>>)                         # a change as Critic Markup has it
    | \{{[ ]?:?[ ]?[.\#][^\s{{}}][^{{}}\n]*\}} | \{{[ ]?[\w-]+=[^{{}}\n]*\}}?     # a list of attributes
    | !?\[\[[^\[\]\n]+\]\]                            # a link of a wiki
    | \[/[a-zA-Z]\w*\] | \[[a-zA-Z]\w*(?:[ ]+[\w-]+=[^\]\n]*)+\]? | \[(?:gallery|embed|toc|TOC)\]     # a shortcode
    | \[\^[^\]\s]+\] | \^\[[^\[\]\n]+\]               # a note
    | ^(?::{{3,}}|/{{3,}}|!!!|\?\?\?)[ \t]*\w*        # a block of other programs
    | ^\[![A-Z]+\]
    | ^\{{\||^\|\}}                                   # a table of a wiki
    | ^\|?[ \t]*:?-{{3,}}:?[ \t]*(?:\|[ \t]*:?-{{3,}}:?[ \t]*)+\|?[ \t]*$
    | ^\#{{1,6}}[ \t]+\S[^\n]* # a heading
    | (?<!\*)\*\*(?!\*)(?:(?<=\w\*\*)(?!\d)|(?=[^\W\d]))
    | (?<=[^\s(*])\*\*(?![\w*)])
    | {_DOUBLED}
    | '''(?=\S)[^\n]{{0,500}}?'''
    | ```+ | ~~~+
    | <!-- | </[a-zA-Z]\w*>? | <(?:br|p|div|b|i|u|em|strong|span|font|img|a|table|tr|td|ul|ol|li|h[1-6]|center)\b[^<>\n]*>
    | &(?:nbsp|amp|lt|gt|quot|\#[0-9]+|\#x[0-9a-fA-F]+);
    | (?<![\\:])\\(?=[^\w\s\\])[^\s]?
    | (?<![\\:])\\+[ \t]*$
    """,
    re.VERBOSE | re.MULTILINE,
)
#: What stands where no sign of Markdown is one: code, in the text of a page without it.
_CODE = "\ufffc"
#: A lesson of mathematics, or a path of Windows.
_OTHER_LANGUAGE = re.compile(r"\\[a-zA-Z]{2,}|\\\\\w|\b[A-Za-z]:\\")
_LETTERS = re.compile(r"[\W_]+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
#: Letters of one place that are told.
_MOST = 80


class Raw(NamedTuple):
    """A ``text`` that readers see with its signs, and the ``line`` of the source where it was typed, from 0."""

    line: int
    text: str


def may_have_raw(shown: str) -> bool:
    """Return whether a look at the plain text of a page is worth it."""
    lines: list[str] = []
    signs = [sign for sign in _SIGNS if sign in shown]
    for sign in signs + [more for one, more in _LONGER if one in shown]:
        start = shown.find(sign)
        while start >= 0:
            end = shown.find("\n", start)
            lines.append(shown[shown.rfind("\n", 0, start) + 1 : end if end >= 0 else len(shown)])
            start = shown.find(sign, end) if end >= 0 else -1
    return bool(lines) and _RAW.search("\n".join(dict.fromkeys(lines))) is not None


def find_sign(line: str) -> str:
    """Return the first sign in a ``line`` that is no text, with what belongs to it; ``""`` where there is none."""
    for match in _RAW.finditer(line):
        if "\\" not in match[0] or not _OTHER_LANGUAGE.search(line):
            return _short(match[0] if len(match[0]) > 3 else line[match.start() :])
    return ""


def find_raw(text: str, lines: list[str]) -> list[Raw]:
    """Return what is seen raw in the ``lines`` of a page, outside code, each where the Markdown ``text`` has it.

    What was typed with a backslash or as a character reference was meant to be seen.
    """
    source = _Source(text)
    found = []
    for line in lines:
        line = _INVISIBLE.sub("", line).strip()
        for match in _RAW.finditer(line):
            if "\\" in match[0] and _OTHER_LANGUAGE.search(line):
                continue
            number = source.find(match[0], line)
            if number is not None:
                found.append(Raw(number, _short(match[0] if len(match[0]) > 3 else line[match.start() :])))
                break
    return found


class _Source:
    def __init__(self, text: str) -> None:
        self.lines = [_INVISIBLE.sub("", line) for line in text.split("\n")]
        self._letters: list[str] | None = None
        self._used: dict[str, list[int]] = {}

    def find(self, raw: str, around: str) -> int | None:
        """Return the line where ``raw`` was typed, that which is most like ``around``; None where it was meant to be seen."""
        places = self._places(raw)
        if places is None:
            return None
        if not places:
            places = self._places(raw[:2]) or []
        if len(places) < 2:
            return places[0] if places else None
        if self._letters is None:
            self._letters = [_LETTERS.sub("", line) for line in self.lines]
        used = self._used.setdefault(around, [])
        best = max(places, key=lambda each: (self._like(each, around), each not in used, -each))
        used.append(best)
        return best

    def _places(self, raw: str) -> list[int] | None:
        """Return the lines that have ``raw``; None where it stands with a backslash before it, and nowhere without."""
        sought = re.compile(rf"(?<!\\){re.escape(raw)}")
        places = [number for number, line in enumerate(self.lines) if raw in line and sought.search(line)]
        if places:
            return places
        escaped = any("\\" in line and raw in re.sub(r"\\(?=[^\w\s])", "", line) for line in self.lines)
        return None if escaped or any(raw in line for line in self.lines) else []

    def _like(self, number: int, around: str) -> int:
        if self.lines[number].strip() == around:
            return 3
        line, letters = self._letters[number] if self._letters else "", _LETTERS.sub("", around)
        if line == letters:
            return 2
        return int(bool(line) and (line in letters or letters in line))


def _short(text: str) -> str:
    text = _CONTROL.sub("", text)
    return text if len(text) <= _MOST else text[:_MOST].rstrip() + "…"
