"""Characters that neither a web page nor a feed may hold, and those that turn text round: found before anything is made of a text.

XML 1.0 has no way to write most control characters: one of them in a title, and a feed can't be read any more.
"""

import re

from ban_tin.findings.report import Findings

_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
#: What Word (U+000B), typesetters and old machines have for the end of a line or a page.
_BREAKS = "\v\f\x85\u2028\u2029"
_TURNING = "\u202a-\u202e\u2066-\u2069"
_FORBIDDEN = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff" + _NONCHARACTERS
#: As quick as a search can be: behind U+FFFF it takes every character for one that has to be looked at.
_SUSPECT = re.compile(
    "[\x00-\x08\v\f\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe-\U0010ffff]"
)
#: References such as ``&#1;``, with or without their semicolon: browsers read both.
_ODD = f"[{_BREAKS}{_TURNING}{_FORBIDDEN}]|&#(?:[xX](?P<hex>[0-9a-fA-F]+)|(?P<decimal>[0-9]+));?"
#: What HTML makes of references to these numbers: letters of Windows-1252.
_WINDOWS = frozenset(range(0x80, 0xA0)) - {0x81, 0x8D, 0x8F, 0x90, 0x9D}
#: What ends each character that turns text.
_ENDS = dict.fromkeys((0x202A, 0x202B, 0x202D, 0x202E), 0x202C) | dict.fromkeys((0x2066, 0x2067, 0x2068), 0x2069)
#: What stands for a character that had to be taken out, so that it can be seen where it was.
_REPLACED = "\ufffd"
#: Findings of one file; more would hide the rest.
_MOST = 20
#: Letters that say where an invisible character stands.
_NEAR = 24


def clean_text(text: str, path: str, findings: Findings, line_break: str) -> str:
    """Return ``text`` with U+FFFD for what can't be published, each line with such a character being a finding about ``path``.

    Line breaks of other systems than ours become ``line_break``, which is no line feed, so that lines keep their numbers.
    """
    if _is_plain(text):
        return text
    lines = text.split("\n")
    reported = 0
    for number, line in enumerate(lines, start=1):
        if not re.search(_ODD, line):
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


class _Line:
    """One line, ``cleaned``, and its ``problems``: kind and values of each finding to be, at most one of a kind."""

    def __init__(self, line: str, line_break: str) -> None:
        self.problems: dict[str, dict[str, str]] = {}
        self._break = line_break
        self._open: list[int] = []
        cleaned = re.sub(_ODD, self._replaced, line)
        # At the end of a line there is a break already.
        self.cleaned = cleaned.strip(line_break) if line_break == "\v" else cleaned
        if self._open:
            self._note("character-turns", code=_shown(self._open[-1]))

    def _note(self, kind: str, **values: str) -> None:
        self.problems.setdefault(kind, values)

    def _replaced(self, match: re.Match[str]) -> str:
        code, near = _code_point(match), _near(match.string, match.start())
        if code in _ENDS:
            self._open.append(code)
        elif self._open and code in {0x202C, 0x2069}:
            # As Unicode has it, the end of an isolate ends the embeddings in it too.
            at = next((n for n in range(len(self._open) - 1, -1, -1) if _ENDS[self._open[n]] == code), None)
            if at is not None:
                del self._open[at:]
        elif chr(code) in _BREAKS and (code != 0x85 or match[0] == "\x85"):
            return self._break
        elif match[0][0] != "&":
            if re.match(f"[{_FORBIDDEN}]", match[0]):
                self._note("character-control", code=_shown(code), near=near)
                return _REPLACED
        elif code == 0 or (re.match(f"[{_FORBIDDEN}]", chr(code)) and code not in _WINDOWS):
            self._note("character-reference", text=match[0][:_NEAR], near=near)
            return _REPLACED
        return match[0]


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
