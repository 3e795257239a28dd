"""What is published: the serialization of the tree that a conformant HTML parser (Lexbor) made, held against the allow-list.

Readers' browsers parse what stands here and get the same tree: two readings of one text can't differ, and no element,
attribute or comment that was left open reaches what follows on the page.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ban_tin.articles.safe_html.rules import Violation, check_attribute, check_element, is_plainly_allowed, violation
from ban_tin.articles.safe_html.typed import find_violations

#: Elements whose content is no text of the article. Others that are refused leave their text where they stood.
_WITH_CONTENT = {
    "script", "style", "iframe", "object", "embed", "template", "noscript", "noembed", "noframes", "svg", "math",
    "textarea", "select", "title", "xmp", "plaintext", "frameset",
}  # fmt: skip
#: Parsing and serializing again ends at a text that stays as it is: for all that was ever tried after two rounds.
_ROUNDS = 5
#: Beginnings of what can swallow the rest of a text: a tag, or a comment of any kind.
_OPENER = re.compile(r"<[a-z/!?]", re.IGNORECASE)
#: No Markdown needs more to be looked through for the one that is open.
_OPENERS = 50


class Published(NamedTuple):
    """HTML that may be shown, and what is wrong with that which it was made of."""

    html: str
    violations: tuple[Violation, ...] = ()


def publish_blocks(blocks: Sequence[str]) -> Published:
    """Return the blocks of a text, one behind the other, as ``publish`` does; nothing reaches from one into the next.

    What is never closed in a block ends with it: browsers would go on with <b> or <a> in all that follows.
    """
    html = "".join(blocks)
    text = _parse(html).html or ""
    if len(blocks) < 2 or text == html:
        return _publish(html, text)
    done = [publish(block) for block in blocks]
    text = "".join(each.html for each in done)
    violations = tuple(violation for each in done for violation in each.violations)
    return Published(text if (_parse(text).html or "") == text else _settle(text), violations)


def publish(html: str) -> Published:
    """Return ``html`` as browsers read it, without comments and without what the allow-list doesn't name.

    Each thing that is left out, comments apart, is one of the violations: typed ones first, in order.
    """
    return _publish(html, _parse(html).html or "")


def _publish(html: str, text: str) -> Published:
    """Do what ``publish`` does with ``html``, of which the parser has made ``text``."""
    if text != html:
        text = _settle(text)
    if is_plainly_allowed(text) and (text == html or is_plainly_allowed(html)):
        return Published(text)
    # What a browser drops without a trace, such as <body onload=…>, is seen only as it was typed.
    violations = find_violations(html)
    typed = Counter(violations)
    if text != html:
        violations += _find_swallowed(html)
    for _ in range(_ROUNDS):
        tree = _parse(text)
        refused = _clean(tree)
        violations += (Counter(refused) - typed).elements()
        text = _settle(tree.html or "")
        if not refused:
            return Published(text, tuple(violations))
    # What is left when something is taken out is refused again and again: show it as it was typed, which runs nowhere.
    return Published(_settle(f"<pre>{escape(html)}</pre>"), tuple(violations))


def rewrite_attributes(html: str, selector: str, rewrite: Callable[[Mapping[str, str]], Mapping[str, str]]) -> str:
    """Return published ``html`` with those attributes set that ``rewrite`` makes of the attributes of an element.

    ``selector`` is a CSS selector of the elements. Text that looks like an attribute is left alone, as no text is searched.
    """
    tree = _parse(html)
    for node in tree.css(selector):
        attributes = {name: value or "" for name, value in node.attributes.items()}
        for name, value in rewrite(attributes).items():
            node.attrs[name] = value
    return tree.html or ""


def find_links(html: str) -> list[str]:
    """Return where the links in published ``html`` lead, in order, with character references resolved."""
    return [node.attributes["href"] or "" for node in _parse(html).css("a[href]")]


def _parse(html: str) -> LexborHTMLParser:
    return LexborHTMLParser(html, is_fragment=True)


def _settle(text: str) -> str:
    """Return the text that parsing and serializing leaves as it is: ``<a>`` in ``<a>`` needs more than one round."""
    for _ in range(_ROUNDS):
        again = _parse(text).html or ""
        if again == text:
            return text
        text = again
    return escape(text)


def _clean(tree: LexborHTMLParser) -> list[Violation]:
    """Take whatever is no text and not on the list out of ``tree``; return what was refused, in order."""
    if tree.root is None:
        return []
    nodes = list(tree.root.traverse(include_text=True))
    violations: list[Violation] = []
    leaving: list[LexborNode] = []
    for node in nodes:
        if node.is_element_node:
            refused = check_element(node.tag or "")
            if refused:
                leaving.append(node)
            violations += refused or _clean_attributes(node)
        elif not node.is_text_node:  # A comment, or an instruction: <?php … ?>
            leaving.append(node)
    # The innermost first: what stands in an element is gone with it.
    for node in reversed(leaving):
        if node.child is None or node.tag in _WITH_CONTENT:
            node.decompose()
        else:
            node.unwrap()
    return violations


def _clean_attributes(node: LexborNode) -> list[Violation]:
    refused: list[Violation] = []
    for name, value in node.attributes.items():
        wrong = check_attribute(node.tag or "", name, value or "")
        if wrong:
            del node.attrs[name]
            refused += wrong
    return refused


def _find_swallowed(html: str) -> list[Violation]:
    """Return where a tag or a comment begins that is never closed, and so takes the rest of the text with it."""
    sign = next(sign for code in range(0xE000, 0xF8FF) if (sign := chr(code)) not in html)
    if _shows(html, sign):
        return []
    openers = [match.start() for match in _OPENER.finditer(html)][-_OPENERS:]
    start = next((each for each in reversed(openers) if _shows(html[:each], sign)), openers[0] if openers else 0)
    needle = html[start : start + 40].partition("\n")[0]
    return [violation("html-open", needle, text=needle)]


def _shows(html: str, sign: str) -> bool:
    """Return whether text that follows ``html`` is seen as text."""
    tree = _parse(html + sign)
    hidden = ("textarea", "title", "style", "script", "xmp", "iframe", "noembed", "noframes", "noscript", "plaintext")
    tree.strip_tags(list(hidden))
    return sign in (tree.text() if tree.root is not None else "")
