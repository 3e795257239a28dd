"""A fast path: plain text needs none of Markdown's block and inline patterns."""

from collections.abc import Iterable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString, Registry

from ban_tin.articles.body.dialects import PATTERNS

#: Python-Markdown's block processors, and those of the extensions in use, that leave alone one line that begins with a letter.
_BLOCKS = (
    "empty", "indent", "defindent", "code", "table", "hashheader", "setextheader", "hr", "olist", "ulist", "deflist", "quote",
    "footnote", "abbr", "reference", "markdown_block", "paragraph",
)  # fmt: skip
#: The inline patterns that match only in a text with this in it.
_PATTERNS = {
    "`": ("backtick",),
    "\\": ("backtick", "escape"),
    "[": ("footnote", "reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref"),
    "<": ("autolink", "automail", "html"),
    "&": ("entity",),
    "*": ("em_strong",),
    "_": ("em_strong",),
    "  \n": ("linebreak",),
    "\v": ("pasted_break",),
    **PATTERNS,
}


def pass_words(md: Markdown) -> None:
    """Let ``md`` pass over words alone; not where an extension brings something that nothing is known of here."""
    if not _others(md.parser.blockprocessors, _BLOCKS):
        md.parser.blockprocessors.register(WordsProcessor(md.parser), "words", 101)
    delimiters = md.delimiters.tokens if md.delimiters else []
    patterns = [name for names in _PATTERNS.values() for name in names]
    if not _others(md.inlinePatterns, patterns) and {*delimiters} <= {"*", "_"}:
        md.treeprocessors.register(QuickInlineProcessor(md), "inline", 20)


def _others(registry: Registry[Any], names: Iterable[str]) -> bool:
    return len(registry) > sum(name in registry for name in set(names))


class WordsProcessor(BlockProcessor):
    """Makes a paragraph of one line that begins with a letter: all else begins otherwise, or takes two lines."""

    def test(self, parent: Element, block: str) -> bool:
        return block[:1].isalpha() and "\n" not in block and not self.parser.state.isstate("list")

    def run(self, parent: Element, blocks: list[str]) -> None:
        SubElement(parent, "p").text = blocks.pop(0)


class QuickInlineProcessor(InlineProcessor):
    """Python-Markdown's own, kept from what can't match."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        names = {name for names in _PATTERNS.values() for name in names if name in md.inlinePatterns}
        self._names = sorted(names, key=md.inlinePatterns.get_index_for_name)

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        words: list[tuple[Element, str]] = []
        signs: set[str] = set()
        for element in tree.iter():
            text = element.text
            if text and not isinstance(text, AtomicString):
                found = {sign for sign in _PATTERNS if sign in text}
                signs |= found
                if not found:
                    words.append((element, text))
                    element.text = AtomicString(text)  # Python-Markdown's mark of what is not looked through.
            if element.tail:
                signs.update(sign for sign in _PATTERNS if sign in element.tail)
        possible = {name for sign in signs for name in _PATTERNS[sign]}
        # A list, since a registry is slow to index, and is indexed for each pattern and text.
        patterns = [self.md.inlinePatterns[name] for name in self._names if name in possible]
        self.inlinePatterns = patterns  # type: ignore[assignment]
        tree = super().run(tree, ancestors)
        for element, text in words:
            element.text = text
        return tree
