"""The quick answer, which nearly every article gets: each of its lines is found on the page, a line of the page for each."""

import re
from collections import Counter
from html import unescape

TAG = re.compile(r"<[^>]+>")
_ALTERNATIVE = re.compile(r'<img alt="([^"]+)"')
#: What Markdown takes away before the words of a line.
_LEADING = re.compile(r"[ \t>]*(?:(?:#{1,6}|[-*+>]|[0-9]{1,9}[.)])[ \t]+)*")
_BEGINNINGS = frozenset(" \t>#-+0123456789")
#: The beginning of an image. What it shows is said as its alternative text, or stands beside it on the page and is said once.
_IMAGE = re.compile(r"!\[([^\[\]\n]*)\]\(")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\([^()\s\"<>]*(?:[ ]+\"([^\"\n]*)\")?\)")
_ATTRIBUTES = re.compile(r"\{:?[ ]?[.#][\w .#-]*\}")
_MARKS = ("*", "_", "`", "\\")
_CELLS = re.compile(r"[ \t]*\|[ \t]*")
#: So many letters are found elsewhere by no chance.
_NO_CHANCE = 12
_LETTER = re.compile(r"[^\W_]")


def plain_lines(html: str) -> str:
    """Return the text of ``html`` with its own line breaks."""
    text = TAG.sub("", html)
    return unescape(text) if "&" in text else text


def surely_whole(text: str, html: str, shown: str) -> bool:
    """Return True when every word of the Markdown ``text`` is surely in ``html``, whose plain text is ``shown``.

    False says nothing. No line of the page stands for two of the text: a word elsewhere excuses no lost one.
    """
    pool = Counter(shown.split("\n"))
    left = _take(text.split("\n"), pool)
    if not left:
        return True
    lines = "\n".join(left)
    if "](" in lines:
        spoken = Counter(unescape(each) for each in _ALTERNATIVE.findall(html))
        spoken.subtract(each for each in _IMAGE.findall(lines) if each not in shown)
        if any(number < 0 for number in spoken.values()):
            return False
        lines = _LINK.sub(_link, _IMAGE.sub("[](", lines))
    if "{" in lines:
        lines = _ATTRIBUTES.sub("", lines)
    if "|" in lines:
        lines = _CELLS.sub("\n", lines)
    for sign in _MARKS:
        lines = lines.replace(sign, "")
    left = [_LEADING.sub("", line, 1) if line[:1] in _BEGINNINGS else line for line in lines.split("\n")]
    left = _take([line.strip() for line in left], pool)
    left = [line for line in left if _LETTER.search(line)]
    return not left or _are_parts(left, pool)


def _are_parts(lines: list[str], pool: Counter[str]) -> bool:
    """Return whether each of ``lines`` is a part of what is left of the page, in order: a caption gets a credit, or goes on."""
    rest = "\n".join(pool.elements())
    place = 0
    for line in lines:
        place = rest.find(line, place) if len(line) >= _NO_CHANCE else -1
        if place < 0:
            return False
        place += len(line)
    return True


def _link(match: re.Match[str]) -> str:
    return f"{match[1]}\n{match[2]}" if match[2] else match[1]


def _take(lines: list[str], pool: Counter[str]) -> list[str]:
    """Take each of ``lines`` out of the ``pool``; return those that are not there."""
    left = []
    for line in lines:
        if not line:
            continue
        number = pool.get(line, 0)
        if number:
            pool[line] = number - 1
        else:
            left.append(line)
    return left
