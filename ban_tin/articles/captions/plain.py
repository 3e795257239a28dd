"""Plain text out of a tree that still holds Python-Markdown's placeholders.

Until the postprocessors have run, raw HTML and entities (``&nbsp;``) stand in the tree as numbers between STX and ETX:
text that goes anywhere but back into the tree has to be resolved, or control characters reach feeds and JSON-LD.
"""

import re
from contextlib import suppress
from html import unescape
from html.parser import HTMLParser
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import UnescapeTreeprocessor
from markdown.util import AMP_SUBSTITUTE, HTML_PLACEHOLDER_RE, STX

from ban_tin.articles.captions.text import plain_space

#: With its semicolon only: Markdown shows ``&copy 2026`` as it is typed.
_ENTITY = re.compile(r"&(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_NO_BREAK_SPACE = re.compile(r"&(?:nbsp|#160|#xa0);", re.IGNORECASE)


def plain_text(md: Markdown, text: str) -> str:
    """Return ``text`` of the tree as readers see it: one line, without tags, entities and control characters."""
    if "&" in text or STX in text:
        text = HTML_PLACEHOLDER_RE.sub(lambda match: _stashed(md, int(match[1])), _unescaped_entities(text))
        text = UnescapeTreeprocessor.RE.sub(lambda match: chr(int(match[1])), text)
    return _CONTROL.sub("", plain_space(text))


def split_breaks(md: Markdown, text: str) -> list[str]:
    """Return the pieces of ``text`` between the ``<br>`` typed in it; ``&nbsp;`` becomes the character.

    In a cell of a table nothing else parts lines.
    """
    if STX not in text:
        return [text]
    pieces, start = [""], 0
    for match in HTML_PLACEHOLDER_RE.finditer(text):
        number, blocks = int(match[1]), md.htmlStash.rawHtmlBlocks
        block = blocks[number] if number < len(blocks) else ""
        if not isinstance(block, str):
            continue
        if _BREAK.fullmatch(block.strip()):
            pieces[-1] += text[start : match.start()]
            pieces.append("")
            start = match.end()
        elif _NO_BREAK_SPACE.fullmatch(block):
            pieces[-1] += text[start : match.start()] + "\u00a0"
            start = match.end()
    pieces[-1] += text[start:]
    return pieces


def _unescaped_entities(text: str) -> str:
    return _ENTITY.sub(lambda match: unescape(match[0]), text.replace(AMP_SUBSTITUTE, "&"))


def _stashed(md: Markdown, number: int) -> str:
    blocks = md.htmlStash.rawHtmlBlocks
    if number >= len(blocks):
        return ""
    block = blocks[number]
    if not isinstance(block, str):
        return "".join(block.itertext())
    words = _Words(md)
    # What html.parser says of <![ with a word that it doesn't know; the allow-list reports it.
    with suppress(AssertionError):
        words.feed(block)
        words.close()
    # The block may hold further placeholders, of blocks stashed before it.
    return HTML_PLACEHOLDER_RE.sub(
        lambda match: _stashed(md, int(match[1])) if int(match[1]) < number else "", "".join(words.found)
    )


class _Words(HTMLParser):
    def __init__(self, md: Markdown) -> None:
        super().__init__(convert_charrefs=True)
        self.md = md
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "br" or self.md.is_block_level(tag):
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


class Address(str):
    """The address of an image in the tree; ``use`` counts the images before it with the same address."""

    use: int = 0


_TEXT_ATTRIBUTES = {"alt", "class", "credit", "href", "src", "title"}


class PrepareTreeprocessor(UnescapeTreeprocessor):
    """Makes the tree ready for those who read it: escapes resolved, sooner than Python-Markdown would, images counted."""

    def unescape(self, text: str) -> str:
        return super().unescape(text) if STX in text else text

    def run(self, root: Element) -> None:
        super().run(root)
        uses: dict[str, int] = {}
        for element in root.iter():
            for name, value in element.items():
                if value is None and name in _TEXT_ATTRIBUTES:
                    element.set(name, "")  # {title} without a value
            if element.tag == "img":
                address = Address(element.get("src", ""))
                address.use = uses.get(address, 0)
                uses[address] = address.use + 1
                element.set("src", address)
