"""A page as a tree, and which of its words a reader sees."""

import re
from collections.abc import Callable, Iterator

from lxml import etree
from lxml.html import HtmlElement, html_parser
from selectolax.lexbor import LexborHTMLParser, LexborNode

from newsdesk.importing.legacy_text.signs import clean_signs
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError

#: Words in one tag: parsers compare each attribute with all before it, and none of a portal has a hundred.
MOST_IN_A_TAG = 3_000
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{6000,}")
#: Elements that no reader sees, with all that is in them.
UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "object", "applet", "iframe",
     "frame", "frameset", "noframes", "embed", "svg", "math", "canvas", "audio", "video", "map", "param", "source", "track", "datalist")
)  # fmt: skip
#: Elements that begin a line of their own.
BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
     "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
     "nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
     "button", "textarea", "marquee")
)  # fmt: skip
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
#: These close each other, or are closed by what follows: that they stay open says nothing.
_CLOSED_BY_OTHERS = frozenset(
    ("p", "li", "tr", "td", "th", "tbody", "thead", "option", "dt", "dd", "html", "body", "head")
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)[^>]*?(/?)>")
_NOT_TEXT = re.compile(r"<!--.*?(?:-->|$)|<(script|style|textarea|title)\b.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
_NAME = re.compile(r"[a-zA-Z_][\w.-]*")
#: Elements whose inside nobody looks at, and of them those whose text is read.
_CLOSED = frozenset(("script", "style", "noscript", "template", "title", "svg", "math", "textarea"))
_KEPT_TEXT = frozenset(("script", "title", "textarea", "svg", "math"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
#: Classes of Bootstrap, which NukeViet and most themes have: what is hidden from everybody, and what only from small screens.
_NAMED_HIDDEN = re.compile(r"(?:^|\s)(?:hidden|hide|d-none)(?:\s|$)")
_SHOWN_AGAIN = re.compile(r"(?:^|\s)(?:d-(?:sm|md|lg|xl|xxl)-\w+|visible-\w+|show|in|active)(?:\s|$)")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\s*[;p]|$)", re.IGNORECASE)


def parse_page(text: str, old: bool = False) -> HtmlElement:
    """Return the tree of a page. Raises ``RefusedSourceError`` for one that is empty or nested too deeply.

    ``old``: some of it may be in an old encoding, which has letters where Unicode has signs that nobody sees.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _CONTROL.sub("", text) if old else clean_text(text)
    if _is_too_deep(text):
        raise RefusedSourceError("too-deep", f"> {LIMITS.depth}")
    if any(len(tag.split()) > MOST_IN_A_TAG for tag in _LONG_TAG.findall(text)):
        raise RefusedSourceError("too-many", f"> {MOST_IN_A_TAG}")
    if not text.strip():
        raise RefusedSourceError("empty")
    # What browsers make of a page: libxml2's own parser closes ``<b>`` at the next paragraph, and loses what is nested deeply.
    parsed = LexborHTMLParser(text)
    root = parsed.root
    if root is None:
        raise RefusedSourceError("empty")
    # References are letters by now, and may be any.
    return _built(root, _without_controls if old or "&" not in text else clean_text)


def _without_controls(text: str) -> str:
    return _CONTROL.sub("", text)


def _built(root: LexborNode, clean: Callable[[str], str]) -> HtmlElement:
    """Return the tree of ``root`` as one that can be asked with XPath; its texts are those that ``clean`` makes of them."""
    top = html_parser.makeelement("html", _attributes(root))
    #: The elements that are open, each with the last of what is in it.
    above, last = top, None
    node = root.first_child
    while node is not None:
        tag = node.tag or ""
        down = None
        if tag == "-text":
            words = clean(node.text_content or "")
            if last is None:
                above.text = (above.text or "") + words
            else:
                last.tail = (last.tail or "") + words
        elif _NAME.fullmatch(tag):
            last = above.makeelement(tag, _attributes(node))
            above.append(last)
            down = node.first_child if tag not in _CLOSED else None
            if tag in _KEPT_TEXT:
                last.text = clean(node.text(deep=True) or "")
        if down is not None:
            above, last, node = last, None, down
            continue
        while node is not None and node.next is None:
            node = node.parent
            if node is None or above is top:
                return top
            last, above = above, above.getparent()
        node = node.next if node is not None else None
    return top


def _attributes(node: LexborNode) -> dict[str, str]:
    return {name: clean_text(value or "") for name, value in node.attributes.items() if _NAME.fullmatch(name)}


def clean_text(text: str) -> str:
    """Return ``text`` in NFC, with Đ where another letter stands for it, without control characters and signs that nobody sees."""
    return clean_signs(text)


def _is_too_deep(text: str) -> bool:
    if text.count("<") < LIMITS.depth:
        return False
    depth = deepest = 0
    # Elements that were never closed, ``<font>`` above all, stay open in the tree.
    for closing, name, empty in _TAG.findall(_NOT_TEXT.sub("", text)):
        name = name.lower()
        if name in _VOID or name in _CLOSED_BY_OTHERS or empty:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest > LIMITS.depth


def is_hidden(element: HtmlElement) -> bool:
    """Return whether the page itself hides ``element``, as far as its own attributes say."""
    if element.get("hidden") is not None or (element.tag == "input" and element.get("type") == "hidden"):
        return True
    names = element.get("class")
    if names and _NAMED_HIDDEN.search(names) and not _SHOWN_AGAIN.search(names):
        return True
    style = element.get("style")
    return bool(style and _HIDDEN.search(style))


def texts_of(element: HtmlElement, without: frozenset[HtmlElement] | set[HtmlElement] = frozenset()) -> Iterator[str]:
    """Yield what a reader sees of ``element``, in pieces; blocks are parted by a line's end. Elements of ``without`` are passed over."""
    walker = etree.iterwalk(element, events=("start", "end"))
    skipped: HtmlElement | None = None
    for event, each in walker:
        tag = each.tag
        if not isinstance(tag, str):
            if event == "end" and each.tail and each is not element:
                yield each.tail.replace("\n", " ")
            continue
        if event == "start":
            if skipped is not None:
                continue
            if tag in UNSEEN or each in without or (each is not element and is_hidden(each)):
                skipped = each
                walker.skip_subtree()
                continue
            if tag in BLOCKS or tag == "br":
                yield "\n"
            if tag == "input" and each.get("type") in {"submit", "button"}:
                yield f"\n{each.get('value') or ''}\n"
            if each.text:
                yield each.text.replace("\n", " ")
        else:
            if skipped is each:
                skipped = None
            elif tag in BLOCKS:
                yield "\n"
            if each.tail and each is not element:
                yield each.tail.replace("\n", " ")


def text_of(element: HtmlElement, without: frozenset[HtmlElement] | set[HtmlElement] = frozenset()) -> str:
    """Return what a reader sees of ``element`` as one line."""
    return " ".join("".join(texts_of(element, without)).split())


def lines_of(element: HtmlElement) -> list[str]:
    """Return what a reader sees of ``element``, a line for each of its blocks."""
    joined = (" ".join(line.split()) for line in "".join(texts_of(element)).split("\n"))
    return [line for line in joined if line]


def names_of(element: HtmlElement) -> str:
    """Return the id and the classes of ``element``, in small letters."""
    return f"{element.get('id') or ''} {element.get('class') or ''}".strip().lower()
