"""Characters that neither a web page nor a feed may hold, invisible signs, and those that turn text round: taken out or found before
anything is made of a text.

XML 1.0 has no way to write most control characters: one of them in a title, and a feed can't be read any more. An invisible sign beside
``##`` or an image is enough for Markdown not to know it.
"""

import re

from ban_tin.findings.report import Findings

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
#: What Word (U+000B, U+000E), typesetters and old machines have for the end of a line, a column or a page.
_BREAKS = "\v\f\x0e\x85\u2028\u2029"
_TURNING = "\u202a-\u202e\u2066-\u2069"
#: Some of Word's own: a hyphen that does not break, and one that is only seen at the end of a line.
_HYPHEN, _SOFT_HYPHEN = "\x1e", "\x1f"
#: What means nothing in Vietnamese or English and can't be seen: soft hyphens, zero width spaces, joiners of words, marks of byte
#: order, operators, fillers.
_INVISIBLE = (
    _SOFT_HYPHEN
    + "\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb"
)
#: What joins or parts letters of Arabic or Hindi and the pictures of an emoji; beside Latin letters and signs it is as those above.
_JOINED = "\u0590-\u1dff\u2190-\U0010ffff"
_JOINERS = f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
#: What says which way text runs: nothing, where all of a line runs from left to right.
_LEFT_TO_RIGHT = "\u200e\u200f\u202a\u202c\u202d\u2066\u2068\u2069"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff\u202b\u202e\u2067"
_FORBIDDEN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffc\ud800-\udfff" + _NONCHARACTERS
#: As quick as a search can be: behind U+FFF8 it takes every character for one that has to be looked at.
_SUSPECT = re.compile(
    "[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f\xad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164"
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\U0010ffff]"
)
#: References such as ``&#1;``, with or without their semicolon: browsers read both.
_REFERENCE = "&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<decimal>[0-9]+));?"
_ODD = f"[{_BREAKS}{_TURNING}{_FORBIDDEN}\ufffd]"
#: One of these, and a line is looked at closely.
_ANY = f"[{_BREAKS}{_TURNING}{_FORBIDDEN}{_INVISIBLE}\u200c-\u200f\ufffd]|&#"
#: What HTML makes of references to these numbers: letters of Windows-1252.
_WINDOWS = frozenset(range(0x80, 0xA0)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}
#: What ends each character that turns text.
_ENDS = dict.fromkeys((0x202A, 0x202B, 0x202D, 0x202E), 0x202C) | dict.fromkeys((0x2066, 0x2067, 0x2068), 0x2069)
#: What stands for a character that was lost, so that it can be seen where it was.
_REPLACED = "\ufffd"
#: So many breaks in a text of one line are the ends of its lines.
_ENDS_OF_LINES = 3
#: Findings of one file; more would hide the rest.
_MOST = 20
#: Letters that say where an invisible character stands.
_NEAR = 24


def clean_text(text: str, path: str, findings: Findings, line_break: str) -> str:
    """Return ``text`` without what can't be published, each line with such a character being a finding about ``path``.

    Invisible signs that mean nothing are taken out without a word. Line breaks of other systems than ours become ``line_break``, which is
    no line feed, so that lines keep their numbers.
    """
    if _is_plain(text):
        return text
    if "\n" not in text.strip() and len(re.findall(f"[{_BREAKS}]", text)) >= _ENDS_OF_LINES:
        text = re.sub(f"[{_BREAKS}]", "\n", text)  # They end its lines, as some programs of the Mac write it.
    lines = text.split("\n")
    reported = 0
    for number, line in enumerate(lines, start=1):
        if not re.search(_ANY, line):
            continue
        found = _Line(line, line_break)
        lines[number - 1] = found.cleaned
        for kind, values in found.problems.items():
            if reported < _MOST:
                findings.add(kind, path, number, **values)
                reported += 1
    return "\n".join(lines)


def _is_plain(text: str) -> bool:
    """Return whether nothing in ``text`` has to be looked at. As quick as can be: nearly all texts are plain.

    ``re`` keeps the other patterns once one is used; to compile them takes 7 ms of a build that needs none.
    """
    return "&#" not in text and not _SUSPECT.search(text)


def check_value(value: str, path: str, line: int, findings: Findings) -> bool:
    r"""Return whether a value may be published that was written with escapes, such as ``"\u0001"``; else a finding says why not."""
    if _is_plain(value):
        return True
    if found := re.search(f"[{_FORBIDDEN}\v\f]", value):
        findings.add("character-escape", path, line, code=_shown(ord(found[0])))
        return False
    for kind, values in _Line(value, " ").problems.items():
        findings.add(kind, path, line, **values)
    return True


def forbidden_character(value: str) -> str:
    """Return the first character of ``value`` that no page or feed may hold, as ``U+0001``; ``""`` for none."""
    found = None if _is_plain(value) else re.search(f"[{_FORBIDDEN}\v\f]", value)
    return _shown(ord(found[0])) if found else ""


class _Line:
    """One line, ``cleaned``, and its ``problems``: kind and values of each finding to be, at most one of a kind."""

    def __init__(self, line: str, line_break: str) -> None:
        self.problems: dict[str, dict[str, str]] = {}
        self._break = line_break
        self._open: list[int] = []
        line = re.sub(f"[{_INVISIBLE}]", "", line.replace(_HYPHEN, "-"))
        if not re.search(f"[{_RIGHT_TO_LEFT}]|&#", line):
            line = re.sub(f"[{_LEFT_TO_RIGHT}]", "", line)
        line = re.sub(_ODD, self._without, line)
        line = re.sub(_JOINERS, "", line)  # By now each stands beside what it joins, if anything.
        line = re.sub(f"{_REFERENCE}|[{_TURNING}]", self._read, line)
        # What was taken out may have left another reference behind.
        line = re.sub(_REFERENCE, lambda match: match[0] if _meant(match) is None else _REPLACED, line)
        # At the end of a line there is a break already.
        self.cleaned = line.strip(line_break) if line_break == "\v" else line
        if self._open:
            self._note("character-turns", code=_shown(self._open[-1]))

    def _note(self, kind: str, **values: str) -> None:
        self.problems.setdefault(kind, values)

    def _without(self, match: re.Match[str]) -> str:
        """Return what a character stands for that is no plain one."""
        letter = match[0]
        if letter in _BREAKS:
            return self._break
        if re.match(f"[{_TURNING}]", letter):
            return letter
        near = _near(match.string, match.start())
        if letter == _REPLACED:
            self._note("character-lost", near=near)
            return letter
        meant = bytes([ord(letter)]).decode("cp1252") if ord(letter) in _WINDOWS else ""
        if meant:
            self._note("character-windows", code=_shown(ord(letter)), near=near, meant=meant)
        else:
            self._note("character-control", code=_shown(ord(letter)), near=near)
        return meant

    def _read(self, match: re.Match[str]) -> str:
        """Return what a reference stands for, where that is no plain character; note what turns text."""
        code = _code_point(match)
        if code in _ENDS:
            self._open.append(code)
        elif self._open and code in {0x202C, 0x2069}:
            # As Unicode has it, the end of an isolate ends the embeddings in it too.
            at = next((n for n in range(len(self._open) - 1, -1, -1) if _ENDS[self._open[n]] == code), None)
            if at is not None:
                del self._open[at:]
        elif match[0][0] == "&" and (meant := _meant(match)) is not None:
            if meant == _REPLACED:
                self._note("character-reference", text=match[0][:_NEAR], near=_near(match.string, match.start()))
            return {"\v": self._break}.get(meant, "")
        return match[0]


def _meant(match: re.Match[str]) -> str | None:
    """Return U+000B for a reference to a break, nothing for an invisible sign, U+FFFD for what can't be, None for what may stay."""
    code = _code_point(match)
    letter = chr(code)
    if letter in _BREAKS and code != 0x85:
        return "\v"
    if re.match(f"[{_INVISIBLE}]", letter):
        return ""
    forbidden = code == 0 or (code not in _WINDOWS and re.match(f"[{_FORBIDDEN}]", letter))
    return _REPLACED if forbidden else None


def _code_point(match: re.Match[str]) -> int:
    """Return the code point that a character or a reference stands for; 0, which is none, for a number beyond all."""
    if match["hex"] is None and match["decimal"] is None:
        return ord(match[0])
    digits = (match["hex"] or match["decimal"]).lstrip("0")
    if len(digits) > 7:
        return 0
    code = int(digits or "0", 16 if match["hex"] else 10)
    return code if code <= 0x10FFFF else 0


def _near(line: str, position: int) -> str:
    """Return the words before ``position`` as they can be seen; those behind it where there are none."""
    before = _seen(line[max(position - 2 * _NEAR, 0) : position])[-_NEAR:]
    return before or _seen(line[position + 1 : position + 2 * _NEAR])[:_NEAR] or "…"


def _seen(text: str) -> str:
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def _shown(code: int) -> str:
    return f"U+{code:04X}"
