"""Program code in a text: kept as it is while the rest is changed, and written as ours has it."""

import re
from collections.abc import Callable
from html import escape

_FENCE = re.compile(
    r"^(?P<indent>[ \t]*)(?P<fence>`{3,}|~{3,})(?P<info>[^`\n]*)\n(?P<code>.*?)^[ \t]*(?P=fence)[`~]*[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
_HIGHLIGHT = re.compile(
    r"\{%-?\s*highlight\b[^%]*%\}\n?(?P<code>.*?)\{%-?\s*endhighlight\s*-?%\}|\{\{<\s*highlight\b[^>]*>\}\}\n?(?P<code2>.*?)\{\{<\s*/\s*highlight\s*>\}\}",
    re.DOTALL,
)
_RAW = re.compile(r"\{%-?\s*raw\s*-?%\}(?P<text>.*?)\{%-?\s*endraw\s*-?%\}", re.DOTALL)
_INLINE = re.compile(r"(?<![`\\])(`{1,2})(?!`)((?:(?!\n[ \t]*\n)[^`]){1,2000}?)\1(?!`)")
#: Letters for private use, round the number of a piece of code.
_OPEN, _CLOSE = "\ue010", "\ue011"
_MARK = re.compile(f"{_OPEN}(\\d+){_CLOSE}")


def without_code(text: str, change: Callable[[str], str]) -> str:
    """Return ``text``, changed where it is no program code."""
    kept: list[str] = []

    def mark(code: str) -> str:
        kept.append(code)
        return f"{_OPEN}{len(kept) - 1}{_CLOSE}"

    text = text.replace(_OPEN, "").replace(_CLOSE, "")
    text = _FENCE.sub(lambda found: mark(indented(found["code"], found["indent"])), text)
    text = _HIGHLIGHT.sub(lambda found: mark(indented(found["code"] or found["code2"] or "", "")), text)
    text = _RAW.sub(lambda found: mark(found["text"]), text)
    text = _INLINE.sub(lambda found: mark(found[0]), text)
    changed = change(text)
    while _MARK.search(changed):
        changed = _MARK.sub(lambda found: kept[int(found[1])], changed)
    return changed


def indented(code: str, indent: str) -> str:
    """Return a block of code as ours has it; within a list, ``indent``, four spaces deeper than that.

    Elsewhere as HTML: behind a list, indented lines would belong to its last item.
    """
    lines = [line.removeprefix(indent) for line in code.rstrip("\n").split("\n")]
    if not indent:
        return "\n<pre><code>" + escape("\n".join(lines), quote=False) + "</code></pre>\n"
    return "\n" + "\n".join(f"{indent}    {line}" if line.strip() else "" for line in lines) + "\n"
