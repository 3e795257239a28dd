"""The Python-Markdown extension: runs over the finished tree, after inline parsing and attribute lists."""

from itertools import takewhile
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.captions.above import Above, put_below, standing_above
from ban_tin.articles.captions.alternatives import says_nothing, without_size
from ban_tin.articles.captions.blocks import Block, BlockReader, Found, Text, write_blocks
from ban_tin.articles.captions.candidates import one_each
from ban_tin.articles.captions.credits import CreditPreprocessor
from ban_tin.articles.captions.emphasis import lift_images
from ban_tin.articles.captions.figures import FigureMaker, Report, has_title, key_of, nested, with_galleries
from ban_tin.articles.captions.grids import join_captions
from ban_tin.articles.captions.lines import Line, line_images
from ban_tin.articles.captions.plain import PrepareTreeprocessor, split_breaks

#: How many blocks behind an image are handed on: more than can be a caption, blank paragraphs counted.
_NEAR = 10


class CaptionExtension(Extension):
    """Figures, captions and galleries. ``report`` receives findings, ``credit`` is the default credit."""

    def __init__(self, report: Report = lambda *args, **values: None, **options: Any) -> None:
        self.report = report
        self.credit = ""
        self.credit_label = "Ảnh:"
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Below attr_list (8) and prettify (10), so that attributes are set; the first takes the place of Python-Markdown's own (0).
        md.preprocessors.register(CreditPreprocessor(md), "credits", 25)
        md.treeprocessors.register(PrepareTreeprocessor(md), "unescape", 6)
        md.treeprocessors.register(CaptionTreeprocessor(md, self), "captions", 5)


class CaptionTreeprocessor(Treeprocessor):
    """Walks the tree once; containers are rebuilt only where an image stands on a line of its own."""

    def __init__(self, md: Markdown, extension: CaptionExtension) -> None:
        super().__init__(md)
        self.extension = extension
        self.reader = BlockReader(md)

    def run(self, root: Element) -> None:
        extension = self.extension
        self.maker = FigureMaker(self.reader, extension.report, extension.credit, extension.credit_label)
        lift_images(root, lambda text: split_breaks(self.md, text))
        for table in root.iter("table"):
            join_captions(table, self.reader)
        told = self._check_alternatives(root)
        self.maker.told = told
        self._process(root)
        in_figures = {image for figure in root.iter("figure") for image in figure.iter("img")}
        for image in root.iter("img"):
            if image not in in_figures and not image.get("alt") and key_of(image) not in told:
                extension.report("alt-missing", image.get("src", ""), image=image.get("src", ""))

    def _check_alternatives(self, root: Element) -> set[tuple[str, int]]:
        """Report alternative texts that say nothing, and return the images that have one: their address and its use."""
        told = set()
        for image in root.iter("img"):
            src, alt = image.get("src", ""), without_size(image.get("alt", ""))
            if alt != image.get("alt", ""):
                image.set("alt", alt)
            text = self.reader.plain(alt)
            if says_nothing(text, src):
                self.extension.report("alt-placeholder", src, image=src, alt=text)
                told.add(key_of(image))
        return told

    def _process(self, container: Element) -> None:
        if next(container.iter("img"), None) is None:
            return
        for child in container:
            if child.tag not in {"pre", "code", "figure", "p"}:
                self._process(child)
        blocks = self.reader.blocks(container)
        put_below(blocks, self.reader.plain)
        if any(isinstance(block, Text) and block.has_image_line for block in blocks):
            write_blocks(container, with_galleries(self._arranged(blocks)))

    def _arranged(self, blocks: list[Block]) -> list[Block]:
        """Return ``blocks`` with the lines that hold images, and the captions after them, turned into figures."""
        arranged: list[Block] = []
        for number, block in enumerate(blocks):
            if isinstance(block, Text) and block.has_image_line:
                above = next((each for each in reversed(arranged) if not isinstance(each, Text) or each.lines), None)
                line = above.lines[-1] if isinstance(above, Text) else None
                arranged += self._split(block, blocks[number + 1 : number + 1 + _NEAR], line)
            elif not isinstance(block, Text) or block.lines or not block.changed:
                arranged.append(block)
        return arranged

    def _split(self, text: Text, following: list[Block], above: Line | None) -> list[Block]:
        """Return the figures of one text, and between them what is left of it; ``above`` is the line that stands over it."""
        parts: list[Block] = []
        attrib = dict(text.attrib)
        identifier = attrib.pop("id", None)
        joined = False
        rest = Text(text.lines.copy, text.element, text.attrib, changed=True)
        while rest.lines:
            words = list(takewhile(lambda line: not line_images(line), rest.lines))
            if words:
                parts.append(Text(words.copy, text.element, dict(attrib), changed=True))
                above, joined = words[-1], True
            del rest.lines[: len(words)]
            rows = [line_images(line) for line in takewhile(line_images, rest.lines)]
            del rest.lines[: len(rows)]
            if rows:
                parts += self._figures(
                    rows, self.reader.found(rest, following), standing_above(above, joined, self.reader.plain)
                )
                above = None
        if parts and identifier is not None:
            parts[0].attrib["id"] = identifier
        for part in parts:
            if isinstance(part, Element) and text.element is not None:
                part.tail = "\n"
        return parts

    def _figures(self, rows: list[list[Element]], found: list[Found], above: Above) -> list[Element]:
        """Return the figures of image lines that follow one another: a caption belongs to the last line, or all have one.

        ``above`` is what stands over the first of them and may be its caption.
        """
        images = [image for row in rows for image in row]
        candidates = [each.candidate for each in found]
        captions = [] if any(map(has_title, images)) else one_each(candidates, len(images))
        if captions and (len(rows) == 1 or len(rows) == len(images)):
            figures = self.maker.one_each(images, captions)
            used = sum(1 if credit is None else 2 for _, credit in captions)
            figures = [nested(figures)] if len(rows) == 1 else figures
        else:
            # What stands over them is that of the first.
            over = [above, *[Above()] * (len(rows) - 1)]
            figures = [self.maker.figure(row, [], 1, each)[0] for row, each in zip(rows[:-1], over, strict=False)]
            standing = sum(not has_title(image) for image in images)
            figure, used = self.maker.figure(rows[-1], candidates, standing, over[-1])
            figures.append(figure)
        for each in found[:used]:
            each.use()
        return figures
