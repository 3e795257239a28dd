"""Markdown inside HTML, as other programs read it: behind an empty line it is Markdown again. And photos in ``<figure>``."""

import re

from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.sheet import Edit, Sheet, begins_line
from ban_tin.articles.pasted.shortcodes import caption_line, image_as_markdown
from ban_tin.articles.pasted.tags import Tag, match_tags

_WRAPPERS = frozenset(
    [
        "div",
        "section",
        "article",
        "aside",
        "header",
        "footer",
        "main",
        "nav",
        "center",
        "details",
        "blockquote",
        "figure",
    ]
)
_MARKDOWN = re.compile(r"!\[|\]\(|\*\*\S|(?<!\S)[*_][^\s*_]|^[ ]{0,3}(?:[-*+] |\d{1,9}\. |#{2,6} |\||> )", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*(?=\n)")
_MARKED = re.compile(r"\bmarkdown\s*=|\bmarkdown(?=[\s>]|$)", re.IGNORECASE)
_FIGURE = re.compile(
    r"^(?P<indent>[ \t]*)<figure\b[^<>]*>(?P<inside>(?:(?!</?figure\b)[\s\S]){0,4000}?)</figure[ \t]*>[ \t]*$",
    re.IGNORECASE | re.MULTILINE,
)
_FIGCAPTION = re.compile(r"<figcaption\b[^<>]*>(?P<words>[\s\S]*?)</figcaption[ \t]*>", re.IGNORECASE)
_ONE_IMAGE = re.compile(
    r"\s*(?:<(?:p|div|picture|span)\b[^<>]*>\s*)*(?P<link><a\b[^<>]*>\s*)?"
    r"(?P<image>!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\)|\[!\[[^\]\n]*\]\([^()\n]*\)\]\([^()\n]*\)|<img\b[^<>]*>)"
    r"(?P<braces>\{[^{}\n]*\})?\s*(?:</a>\s*)?(?:</(?:p|div|picture|span)>\s*)*",
    re.IGNORECASE,
)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_EMPHASIS = re.compile(r"</?(?:em|i|p|small)\b[^<>]*>", re.IGNORECASE)


def read_markdown_in_html(lines: list[Line], report: LineReport) -> list[Line]:
    """Write photos in ``<figure>`` as Markdown, and mark the elements whose content is Markdown behind an empty line."""
    if not any("<" in line.text for line in lines):
        return lines
    sheet = Sheet(lines)
    if "<figure" in sheet.text.lower():
        edits = [edit for match in _FIGURE.finditer(sheet.prose) if (edit := _as_photo(sheet, match))]
        if edits:
            sheet = Sheet(sheet.edited(edits))
    if not _MARKDOWN.search(sheet.prose):
        return sheet.lines
    edits = [
        Edit(start.end - 1, start.end - 1, ' markdown="1"')
        for start, end in match_tags(sheet.prose).pairs
        if _holds_markdown(sheet.prose, start, end)
    ]
    return sheet.edited(edits) if edits else sheet.lines


def _holds_markdown(prose: str, start: Tag, end: Tag) -> bool:
    if start.name not in _WRAPPERS or _MARKED.search(start.attributes):
        return False
    if not begins_line(prose, start.start) or not begins_line(prose, end.start):
        return False
    blank = _BLANK_LINE.search(prose, start.end, end.start)
    if blank is None or _MARKDOWN.search(prose, start.end, blank.start()):
        return False
    return _MARKDOWN.search(prose, blank.end(), end.start) is not None


def _as_photo(sheet: Sheet, match: re.Match[str]) -> Edit | None:
    """Return what writes a ``<figure>`` of one photo beside the article as Markdown, None for any other."""
    inside = sheet.text[slice(*match.span("inside"))]
    caption = _FIGCAPTION.search(inside)
    image = _ONE_IMAGE.fullmatch(f"{inside[: caption.start()]}{inside[caption.end() :]}" if caption else inside)
    if image is None:
        return None
    typed = image["image"]
    if typed.startswith("<"):
        source = re.search(r"""\bsrc\s*=\s*["']?([^"'\s>]*)""", typed, re.IGNORECASE)
        if source is None or re.match(r"[a-z][\w+.-]*:|/", source[1], re.IGNORECASE):
            return None  # Not beside the article.
        typed = image_as_markdown(typed)
    href = _HREF.search(image["link"] or "")
    if (
        href
        and not typed.startswith("[")
        and not re.search(r"\.(?:jpe?g|png|webp|gif)$", href[1] or href[2] or "", re.IGNORECASE)
    ):
        typed = f"[{typed}]({href[1] or href[2]})"
    words = " ".join(_EMPHASIS.sub("", caption["words"]).split()) if caption else ""
    text = f"{typed}{image['braces'] or ''}{caption_line(words)}".replace("\n", f"\n{match['indent']}")
    return Edit(*match.span(), f"\n{match['indent']}{text}\n")
