"""Front matter is no Markdown: signs in a field are seen wherever the field is, in lists, feeds and on what is shared."""

import re
from collections.abc import Iterable
from html import unescape
from typing import Protocol

from ban_tin.articles.nothing_lost.raw import find_sign

#: Without any of these there is nothing to look for.
_SIGNS = re.compile(r"[*_`\[{<&\\~=#]")
_EMPHASIS = re.compile(r"(?<![\w*_\\])(\*{1,3}|_{1,3})(?=\S)([^*_\n]+)(?<=\S)\1(?![\w*_])")
_CODE = re.compile(r"`([^`\n]+)`")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*\)|\{[^{}\n]*\})")
_BREAK = re.compile(r"<(?:br|p)\b[^<>]*>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\(?=[*_#\[\]()!.\\-])")
_REST = re.compile(r"\{[^{}\n]*\}|</?[a-zA-Z][^<>\n]*>|\[\^[^\]\s]*\]|\*{2,}|~~|==|^#+[ ]|`")


class ReportField(Protocol):
    """Takes a finding of a kind about a ``field``."""

    def __call__(self, kind: str, *, field: str, text: str, plain: str) -> None: ...


def check_shown_fields(fields: Iterable[tuple[str, str]], report: ReportField) -> None:
    """Report each of ``fields``, name and shown value, whose value has signs that mean something only in the text."""
    for name, value in fields:
        if value and _SIGNS.search(value):
            sign = _find(value)
            if sign:
                report("field-markup", field=name, text=sign, plain=plain_value(value))


def _find(value: str) -> str:
    for pattern in (_EMPHASIS, _CODE, _ESCAPE):
        if match := pattern.search(value):
            return match[0] if len(match[0]) > 1 else value[match.start() : match.start() + 20]
    return find_sign(value)


def plain_value(value: str) -> str:
    """Return ``value`` without the signs that mean something only in the text of an article."""
    value = _CODE.sub(r"\1", _LINK.sub(r"\1", value))
    for _ in range(2):  # *a **b** c*
        value = _EMPHASIS.sub(r"\2", value)
    return " ".join(unescape(_REST.sub("", _BREAK.sub(" ", _ESCAPE.sub("", value)))).split())
