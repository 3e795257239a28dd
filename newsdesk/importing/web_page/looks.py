"""What styles and old attributes say of letters and blocks."""

import re

from lxml.html import HtmlElement

_MARKS = {
    "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em", "var": "em", "u": "u", "ins": "u", "s": "s", "strike": "s",
    "del": "s", "sup": "sup", "sub": "sub", "code": "code", "tt": "code", "kbd": "code", "samp": "code", "th": "", "big": "",
}  # fmt: skip
_STYLES = (
    (re.compile(r"font-weight\s*:\s*(?:bold|bolder|[6-9]00)"), "strong"),
    (re.compile(r"font-style\s*:\s*(?:italic|oblique)"), "em"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through"), "s"),
    (re.compile(r"text-decoration(?:-line)?\s*:[^;]*underline"), "u"),
    (re.compile(r"vertical-align\s*:\s*super"), "sup"),
    (re.compile(r"vertical-align\s*:\s*sub(?!\w)"), "sub"),
)
_NOT_BOLD = re.compile(r"font-weight\s*:\s*(?:normal|[1-4]00)")
_ALIGN = re.compile(r"text-align\s*:\s*(?:-\w+-)?(left|center|right|justify)")
_CAPTION = re.compile(
    r"(?:^|[\s_-])(?:wp-caption(?:-text)?|(?:img|image|photo|picture)[_-]?caption|caption(?:[_-]text)?|pcaption|chuthich(?:anh)?|chu-thich(?:-anh)?)(?:$|\s)"
)
_NO_FACE: frozenset[str] = frozenset()


def marks_of(element: HtmlElement) -> frozenset[str]:
    """Return what the letters in ``element`` wear for its sake."""
    mark = _MARKS.get(element.tag, "")
    style = element.get("style")
    if not style:
        return frozenset((mark,)) if mark else _NO_FACE
    style = style.lower()
    found = {name for pattern, name in _STYLES if pattern.search(style)}
    # What is copied from Google's editor is wrapped in a bold that is none.
    if mark and not (mark == "strong" and _NOT_BOLD.search(style)):
        found.add(mark)
    return frozenset(found)


def alignment_of(element: HtmlElement) -> str:
    """Return how ``element`` aligns its blocks; ``""`` where it doesn't say."""
    style = element.get("style")
    if style and (found := _ALIGN.search(style.lower())):
        return found[1]
    align = (element.get("align") or "").strip().lower()
    if align in {"left", "center", "right", "justify"} and element.tag not in {"table", "img"}:
        return align
    if align == "middle":
        return "center"
    if element.tag == "center":
        return "center"
    names = element.get("class") or ""
    if "center" in names and re.search(
        r"(?:^|\s)(?:text-?center|align-?center|has-text-align-center|rtecenter)(?:\s|$)", names.lower()
    ):
        return "center"
    if "right" in names and re.search(r"(?:^|\s)(?:text-?right|has-text-align-right|rteright)(?:\s|$)", names.lower()):
        return "right"
    return ""


def is_caption(element: HtmlElement) -> bool:
    """Return whether ``element`` says that it is the caption of a picture, or holds both."""
    names = element.get("class")
    return (
        element.tag == "figcaption"
        or bool(names and "ca" in names.lower() and _CAPTION.search(names.lower()))
        or bool(names and "chu" in names.lower() and _CAPTION.search(names.lower()))
    )
