"""The Python-Markdown extension: runs over the finished tree, after inline parsing and attribute lists."""

import re
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE

from plugins.captions.lines import (
    Line,
    emphasised,
    fill,
    image_of,
    line_images,
    line_text,
    split_lines,
)
from plugins.captions.plain import PrepareTreeprocessor, plain_text
from plugins.captions.text import (
    LONGEST_PLAIN,
    UNSURE_FROM,
    credit_separator,
    ends_sentence,
    goes_on,
    is_file_name,
    names_credit,
    plain_space,
    shown_credit,
)

#: Called with the kind of a finding, the image's ``src`` and further values of the finding.
Report = Callable[..., None]

#: Elements whose content is inline when they hold no blocks, and in which a figure may stand.
_INLINE_CONTAINERS = {"p", "li", "td", "th", "dd"}
#: Class that says "this paragraph is not a caption".
_PROSE = "prose"


class CaptionExtension(Extension):
    """Figures, captions and galleries. ``report`` receives findings, ``credit`` is the default credit."""

    def __init__(self, report: Report = lambda *args, **values: None, **options: Any) -> None:
        self.report = report
        self.credit = ""
        self.credit_label = "Ảnh:"
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        # Below attr_list (8) and prettify (10), so that attributes are set, and above unescape (0).
        md.preprocessors.register(CreditPreprocessor(md), "credits", 25)
        md.treeprocessors.register(PrepareTreeprocessor(md), "prepare", 6)
        md.treeprocessors.register(CaptionTreeprocessor(md, self), "captions", 5)


_CREDIT = re.compile(r"""\{:?(?![^}]*[ ][.#]\w)[ ]*credit[ ]*=[ ]*["“”„'‘’]?([^"“”„'‘’{}]*)["“”„'‘’]?[ ]*\}""")
#: Lines that a credit of its own line belongs to: an image, or an italic caption.
_CREDITED = re.compile(r"[^`]*!\[.*\]\(.*\)\s*|\s*(?:[>-]\s*)*[*_][^*_].*[*_]\s*")


class CreditPreprocessor(Preprocessor):
    """Writes credits as attribute lists want them: in straight quotes, right behind what they belong to."""

    def run(self, lines: list[str]) -> list[str]:
        done: list[str] = []
        for line in lines:
            code = line.startswith(("    ", "\t"))
            straight = line if code else _CREDIT.sub(lambda match: f'{{credit="{match[1].strip()}"}}', line)
            above = next((number for number in reversed(range(len(done))) if done[number].strip()), -1)
            alone = _CREDIT.fullmatch(straight.strip("> \t"))
            if alone and above >= 0 and _CREDITED.fullmatch(done[above]):
                done[above] = done[above].rstrip() + straight.strip("> \t")
            else:
                done.append(straight)
        return done


class CaptionTreeprocessor(Treeprocessor):
    """Walks the tree once; containers are rebuilt only where an image stands on a line of its own."""

    def __init__(self, md: Markdown, extension: CaptionExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: Element) -> None:
        self._process(root)

    def _process(self, parent: Element) -> None:
        for child in list(parent):
            if child.tag in {"pre", "code", "figure"}:
                continue
            if child.tag in _INLINE_CONTAINERS - {"p"} and not any(c.tag == "p" for c in child):
                self._rebuild_inline(child)
            else:
                self._process(child)
        self._rebuild_paragraphs(parent)

    def _rebuild_inline(self, container: Element) -> None:
        """Handle ``<li>`` and ``<td>``, whose text stands in them directly."""
        if not any(image_of(child) is not None for child in container):
            self._process(container)
            return
        blocks = [child for child in container if child.tag in {"ul", "ol", "table", "blockquote", "div"}]
        for block in blocks:
            container.remove(block)
        lines = split_lines(container)
        if any(line_images(line) for line in lines):
            parts = self._split(lines, [])
            for child in list(container):
                container.remove(child)
            container.text = None
            for part in parts:
                if isinstance(part, Element):
                    container.append(part)
                else:
                    fill(container, [*([] if not len(container) and not container.text else [[]]), *part])
            _group(container)
        for block in blocks:
            self._process(block)
            container.append(block)

    def _rebuild_paragraphs(self, parent: Element) -> None:
        """Replace paragraphs that hold image lines by figures and what is left of the paragraphs."""
        children = list(parent)
        if not any(child.tag == "p" and _has_image_line(child) for child in children):
            return
        rebuilt: list[Element] = []
        position = 0
        while position < len(children):
            child = children[position]
            position += 1
            if child.tag != "p" or not _has_image_line(child):
                rebuilt.append(child)
                continue
            following = []
            for candidate in children[position : position + 2]:
                if candidate.tag != "p" or _has_image_line(candidate) or _is_raw_html(candidate):
                    break
                if _PROSE in candidate.get("class", "").split():
                    break
                following.append(candidate)
            used: list[Element] = []
            for part in self._split(split_lines(child), following, used):
                if isinstance(part, Element):
                    part.tail = "\n"
                    rebuilt.append(part)
                else:
                    paragraph = Element("p", dict(child.attrib))
                    fill(paragraph, part)
                    paragraph.tail = "\n"
                    rebuilt.append(paragraph)
            position += len(used)
        for child in children:
            parent.remove(child)
        parent.extend(rebuilt)
        _group(parent)

    def _split(
        self, lines: list[Line], following: list[Element], used: list[Element] | None = None
    ) -> list[Element | list[Line]]:
        """Return the figures and the runs of text lines of one container, in their order.

        ``following`` are the paragraphs after it that may be a caption; those taken are added to ``used``.
        """
        parts: list[Element | list[Line]] = []
        text: list[Line] = []
        position = 0
        while position < len(lines):
            images = line_images(lines[position])
            position += 1
            if not images:
                text.append(lines[position - 1])
                continue
            if text:
                parts.append(text)
                text = []
            rest_end = position
            while rest_end < len(lines) and not line_images(lines[rest_end]):
                rest_end += 1
            rest = lines[position:rest_end]
            caption: list[Line] = []
            wants = not any(_image(image).get("title") for image in images)
            if wants and rest:
                caption = self._caption_lines(rest, _image(images[-1]).get("src", ""), same_paragraph=True)
                position += len(caption)
            elif wants and following and rest_end == len(lines) and used is not None:
                caption = self._caption_paragraphs(following, _image(images[-1]).get("src", ""))
                used.extend(following[: len(caption)])
            parts.append(self._figure(images, caption))
        if text:
            parts.append(text)
        return parts

    def _caption_lines(self, lines: list[Line], src: str, same_paragraph: bool) -> list[Line]:
        """Return the first lines that are the caption: an italic one, or one or two plain ones."""
        if HTML_PLACEHOLDER_RE.fullmatch(line_text(lines[0])):
            return []  # A tag such as <br> and no words.
        first = self._text(lines[0])
        if emphasised(lines[0]) is not None:
            return lines[:1]
        if is_file_name(first, src):
            return lines[:1]
        if ends_sentence(first) or len(first) > LONGEST_PLAIN:
            return []
        count = 1
        if len(lines) > 1:
            second = self._text(lines[1])
            joined = f"{first} {second}"
            if goes_on(first, second):
                if ends_sentence(second) or len(joined) > LONGEST_PLAIN:
                    # The first line is the beginning of a sentence and no caption.
                    if same_paragraph or first.endswith(","):
                        return []
                else:
                    count, first = 2, joined
        if first.endswith(","):
            return []
        if len(first) > UNSURE_FROM:
            self.extension.report("caption-unsure", src, image=src, text=first)
        return lines[:count]

    def _caption_paragraphs(self, paragraphs: list[Element], src: str) -> list[Line]:
        """Return the caption that the paragraphs after an image give, one line a paragraph."""
        lines: list[Line] = []
        for paragraph in paragraphs:
            inner = split_lines(paragraph)
            if not inner:
                break
            joined: Line = []
            for line in inner:
                joined.extend([" ", *line] if joined else line)
            lines.append(joined)
        return self._caption_lines(lines, src, same_paragraph=False) if lines else []

    def _plain(self, text: str) -> str:
        return plain_text(self.md, text)

    def _text(self, line: Line) -> str:
        return self._plain(line_text(line))

    def _figure(self, images: list[Element], caption: list[Line]) -> Element:
        """Return one figure: an image and its caption, or several images over one caption."""
        report = self.extension.report
        if len(images) > 1:
            group = Element("figure", {"class": "figure-group"})
            untitled = [_image(image) for image in images if not _image(image).get("title")]
            for image in images:
                group.append(self._figure([image], []) if _image(image).get("title") else image)
            default = self._default_credit(caption)
            named = [image.attrib.pop("credit", default) for image in untitled]
            credit = ", ".join(dict.fromkeys(filter(None, named)))
            shown = self._figcaption(group, caption, _image(images[-1]), credit)
            for image in untitled if not shown else []:
                report("caption-missing", image.get("src", ""), image=image.get("src", ""))
                if not self._plain(image.get("alt", "")):
                    report("alt-missing", image.get("src", ""), image=image.get("src", ""))
            return group
        figure = Element("figure")
        image = _image(images[0])
        title = plain_space(image.attrib.pop("title", ""))
        src, alt = image.get("src", ""), self._plain(image.get("alt", ""))
        figure.append(images[0])
        if title and not is_file_name(title, src):
            caption = [[title]]
        elif title:
            report("caption-file-name", src, image=src, caption=title)
        credit = image.attrib.pop("credit", self._default_credit(caption))
        shown = self._figcaption(figure, caption, image, credit)
        if not alt and not shown:
            report("alt-missing", src, image=src)
        if not shown:
            report("caption-missing", src, image=src)
        if alt and (self._plain(shown) == alt or is_file_name(alt, src)):
            # A screen reader reads the caption; the same words as alt text would be said twice.
            image.set("alt", "")
        return figure

    def _default_credit(self, caption: list[Line]) -> str:
        """Return the credit of images that have none of their own: the caption's, else the article's."""
        em = emphasised(caption[0]) if len(caption) == 1 else None
        if em is not None and "credit" in em.attrib:
            return em.get("credit", "")
        if names_credit(" ".join(map(self._text, caption))):
            return ""
        return self.extension.credit

    def _figcaption(self, figure: Element, caption: list[Line], image: Element, credit: str) -> str:
        """Add the caption and the credit to ``figure``; return the caption's text, ``""`` when there is none."""
        src = image.get("src", "")
        text = " ".join(filter(None, map(self._text, caption)))
        if text and is_file_name(text, src):
            self.extension.report("caption-file-name", src, image=src, caption=text)
            caption, text = [], ""
        if not text and not credit:
            return ""
        element = SubElement(figure, "figcaption")
        if text:
            em = emphasised(caption[0]) if len(caption) == 1 else None
            if em is not None:
                element.text = em.text
                element.extend(list(em))
            else:
                fill(
                    element,
                    [[part for number, line in enumerate(caption) for part in ([" "] if number else []) + line]],
                )
        if credit:
            mark = SubElement(element, "span", {"class": "credit"})
            mark.text = credit_separator(text) + shown_credit(credit, self.extension.credit_label)
        return text


def _image(element: Element) -> Element:
    image = image_of(element)
    assert image is not None
    return image


def _is_raw_html(paragraph: Element) -> bool:
    """Until the postprocessors have run, a block of raw HTML is a paragraph that holds one placeholder."""
    return not len(paragraph) and HTML_PLACEHOLDER_RE.fullmatch((paragraph.text or "").strip()) is not None


def _has_image_line(paragraph: Element) -> bool:
    return any(line_images(line) for line in split_lines(paragraph))


def _group(parent: Element) -> None:
    """Put two or more figures that follow one another into a gallery."""
    children = list(parent)
    run: list[Element] = []
    for child in [*children, None]:
        # A group is a row of its own already.
        if child is not None and child.tag == "figure" and child.get("class") != "figure-group":
            run.append(child)
            if not (child.tail or "").strip():
                continue
            # Text between two figures parts them: it must not end up inside a gallery.
        if len(run) > 1:
            gallery = Element("div", {"class": "gallery"})
            # What follows the last figure stays behind the gallery.
            gallery.tail, run[-1].tail = run[-1].tail or "\n", "\n"
            parent.insert(list(parent).index(run[0]), gallery)
            for figure in run:
                parent.remove(figure)
                gallery.append(figure)
        run = []
