"""Markdown that is shown as it was typed, because it stands in HTML: told, with what to type."""

import re
from collections.abc import Iterable
from html import unescape

from ban_tin.articles.body.place import SourceContext

_CODE = re.compile(r"<(pre|code)\b[\s\S]*?</\1>")
_PHOTO = re.compile(r"!\[[^\]\n<]*\]\([^()\n<]*(?:\([^()\n<]*\)[^()\n<]*)*\)")
_OTHER = re.compile(r"(?<!!)\[[^\[\]\n<]+\]\([^()\s<]+\)|\*\*[^\s*<][^*\n<]*\*\*")
_LONGEST = 80
_MARKED = '<div markdown="1">'


def report_markdown_in_html(html: str, raw: Iterable[str], place: SourceContext) -> None:
    """Report photos that published ``html`` shows as they were typed, and links and bold words in its ``raw`` pieces."""
    if "](" not in html and "**" not in html:
        return
    _report("html-photo", _PHOTO, [html], place)
    # Elsewhere an editor may have wanted the signs to be seen.
    _report("html-markdown", _OTHER, raw, place)


def _report(kind: str, pattern: re.Pattern[str], texts: Iterable[str], place: SourceContext) -> None:
    found = [unescape(match[0]) for text in texts for match in pattern.finditer(_CODE.sub("", text))]
    for text in dict.fromkeys(found):
        line = place.line_of(text, place.body_start)
        short = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        place.findings.add(kind, place.path, line, text=short, typed=_MARKED)
