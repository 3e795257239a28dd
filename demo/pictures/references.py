"""Finds the demo pictures that articles refer to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# A folder before the name is not allowed: pictures lie beside their article. Pelican's own marks are.
_NAME = r"(?:\{(?:static|attach|filename)\}|\./)*(?P<file>minh-hoa-(?P<scene>[^\s/\\\"'<>()]+?)(?:-\d+)?\.jpg)"
_IMAGE = re.compile(r"!\[[^\]]*\]\(\s*<?" + _NAME)
_LINK = re.compile(r"^\s{0,3}\[[^\]]+\]:\s*<?" + _NAME)
_LEAD = re.compile(r"^lead:\s*[\"']?" + _NAME, re.IGNORECASE)
_FENCE = re.compile(r"^\s{0,3}(```|~~~)")


@dataclass(frozen=True, slots=True)
class Reference:
    """A picture named in an article: the article, the line (from 1), the file's name and its scene."""

    article: Path
    line: int
    file: str
    scene: str

    @property
    def target(self) -> Path:
        """Where the picture lies."""
        return self.article.with_name(self.file)


def _head_length(lines: list[str]) -> int:
    """Return how many lines hold metadata: up to the second ---, or up to the first empty line without any."""
    if not lines:
        return 0
    fenced = lines[0].strip() == "---"
    for i, line in enumerate(lines[1:], 1):
        if line.strip() == ("---" if fenced else ""):
            return i + 1
    return len(lines)


def in_article(article: Path) -> Iterator[Reference]:
    """Yield the references of one article, in order; examples in fenced code do not count."""
    lines = article.read_text(encoding="utf-8-sig").splitlines()
    head = _head_length(lines)
    code = ""
    for number, line in enumerate(lines, 1):
        if number <= head:
            found = _LEAD.match(line)
            if found:
                yield Reference(article, number, found["file"], found["scene"])
                continue
        mark = _FENCE.match(line)
        if mark and code in ("", mark[1]):
            code = "" if code else mark[1]
        elif not code:
            for match in (*_IMAGE.finditer(line), *_LINK.finditer(line)):
                yield Reference(article, number, match["file"], match["scene"])


def in_folder(content: Path) -> list[Reference]:
    """Return the references of all articles below the folder, ordered by article and line."""
    return [found for article in sorted(content.rglob("*.md")) for found in in_article(article)]
