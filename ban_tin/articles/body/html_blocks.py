"""Raw HTML as Markdown takes it out of a text, with nothing moved to another place; and where the blocks of a text end."""

from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.md_in_html import HtmlBlockPreprocessor, HTMLExtractorExtra
from markdown.treeprocessors import Treeprocessor

#: Behind each block of the HTML that Markdown makes; no text has it (``ban_tin.source_files``).
BLOCK_END = "\x1d"


class _Extractor(HTMLExtractorExtra):
    """Python-Markdown keeps ``<br>`` or ``&nbsp;`` behind an end tag for the next block, or for the end of the text."""

    mdstack: list[str]

    def handle_empty_tag(self, data: str, is_block: bool) -> None:
        if self.intail and not self.inraw and not self.mdstack:
            self.intail = False
        super().handle_empty_tag(data, is_block)


class OrderedHtmlPreprocessor(HtmlBlockPreprocessor):
    """Takes the place of the one of Python-Markdown's ``md_in_html``."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        md.preprocessors.register(self, "html_block", 20)

    def run(self, lines: list[str]) -> list[str]:
        extractor = _Extractor(self.md)
        extractor.feed("\n".join(lines))
        extractor.close()
        return "".join(extractor.cleandoc).split("\n")


class BlockEndTreeprocessor(Treeprocessor):
    """Marks where each block ends, once the tree is done."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        md.treeprocessors.register(self, "block_ends", -10)

    def run(self, root: Element) -> None:
        for block in root:
            block.tail = f"{block.tail or ''}{BLOCK_END}"
