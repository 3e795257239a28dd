"""The paragraphs of documents of text and of slides: each is a line, what is deleted, hidden or said twice is none."""

from collections.abc import Mapping

from ban_tin.articles.attachments.gathered import Gathered
from ban_tin.articles.attachments.zipped_xml import Package

_OFF = frozenset({"0", "false", "off", "none"})


class Paragraphs:
    """Gathers paragraphs, also those within one, as a box of text has. Kinds of documents say what is what."""

    #: Elements that nobody reads, with all that is in them.
    skipped: frozenset[str] = frozenset()
    #: Elements that are a paragraph, that hold what is said, and what stands for an element that says something by itself.
    paragraphs: frozenset[str] = frozenset()
    spoken: frozenset[str] = frozenset()
    signs: Mapping[str, str] = {}

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._below_skipped = 0
        self._open: list[list[str]] = []
        self._speaking = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._below_skipped or name in self.skipped or self.is_skipped(name, attributes):
            self._below_skipped += 1
            return
        if name in self.paragraphs:
            self._open.append([])
        elif name in self.spoken:
            self._speaking += 1
        elif name in self.signs:
            self.say(self.signs[name])
        self.entered(name, attributes)

    def end(self, name: str) -> None:
        if self._below_skipped:
            self._below_skipped -= 1
            return
        if name in self.paragraphs and self._open:
            self._gathered.add("".join(self._open.pop()))
        elif name in self.spoken:
            self._speaking -= 1
        self.left(name)

    def text(self, content: str) -> None:
        if not self._below_skipped and (self._speaking or not self.spoken):
            self.say(content)

    def say(self, content: str) -> None:
        """Add to the paragraph that is open; nothing where none is."""
        if self._open:
            self._open[-1].append(content)

    def is_skipped(self, name: str, attributes: Mapping[str, str]) -> bool:
        """Return whether nobody reads this element."""
        return False

    def entered(self, name: str, attributes: Mapping[str, str]) -> None:
        """What else an element says, at its beginning."""

    def left(self, name: str) -> None:
        """And at its end."""


class _Word(Paragraphs):
    skipped = frozenset({"w:del", "w:moveFrom", "mc:Fallback", "w:sdtPr", "w:tblPr", "w:sectPr"})
    paragraphs = frozenset({"w:p"})
    spoken = frozenset({"w:t"})

    #: Within a run alone: the stops of tabs have the name of tabs.
    _SIGNS: Mapping[str, str] = {"w:tab": " ", "w:ptab": " ", "w:br": " ", "w:cr": " ", "w:sym": " ", "w:noBreakHyphen": "-"}  # fmt: skip

    def __init__(self, gathered: Gathered, hidden_styles: frozenset[str]) -> None:
        super().__init__(gathered)
        self._hidden_styles = hidden_styles
        #: Whether each open paragraph, and each open run if it says so, is hidden.
        self._paragraphs: list[bool] = []
        self._runs: list[bool | None] = []
        self._in_properties = False

    def entered(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:p":
            self._paragraphs.append(False)
        elif name == "w:r":
            self._runs.append(None)
        elif name == "w:pPr":
            self._in_properties = True
        elif name == "w:pStyle" and self._paragraphs:
            self._paragraphs[-1] = attributes.get("w:val") in self._hidden_styles
        elif self._in_properties or not self._runs:
            return
        elif name == "w:rStyle" and attributes.get("w:val") in self._hidden_styles and self._runs[-1] is None:
            self._runs[-1] = True
        elif name == "w:vanish":
            self._runs[-1] = _is_on(attributes)
        elif name in self._SIGNS:
            self.say(self._SIGNS[name])

    def left(self, name: str) -> None:
        if name == "w:p" and self._paragraphs:
            self._paragraphs.pop()
        elif name == "w:r" and self._runs:
            self._runs.pop()
        elif name == "w:pPr":
            self._in_properties = False

    def say(self, content: str) -> None:
        run = self._runs[-1] if self._runs else None
        hidden = run if run is not None else bool(self._paragraphs and self._paragraphs[-1])
        if not hidden:
            super().say(content)


class _HiddenStyles:
    """Which styles of Word hide what has them."""

    def __init__(self) -> None:
        self._style, self._says = "", dict[str, bool]()
        self._based: dict[str, str] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "w:style":
            self._style = attributes.get("w:styleId", "")
        elif name == "w:basedOn":
            self._based[self._style] = attributes.get("w:val", "")
        elif name == "w:vanish" and self._style:
            self._says[self._style] = _is_on(attributes)

    def end(self, name: str) -> None:
        if name == "w:style":
            self._style = ""

    def text(self, content: str) -> None:
        """Nothing is said."""

    def found(self) -> frozenset[str]:
        return frozenset(style for style in {*self._says, *self._based} if self._hides(style))

    def _hides(self, style: str) -> bool:
        for _ in range(12):  # Word itself takes ten, and a circle has no end.
            if style in self._says:
                return self._says[style]
            style = self._based.get(style, "")
        return False


class _Slides(Paragraphs):
    #: A field is the slide's number or today's date.
    skipped = frozenset({"mc:Fallback", "a:fld"})
    paragraphs = frozenset({"a:p"})
    spoken = frozenset({"a:t"})
    signs: Mapping[str, str] = {"a:br": " "}

    def is_skipped(self, name: str, attributes: Mapping[str, str]) -> bool:
        return name == "p:sld" and attributes.get("show", "") in _OFF


class OpenDocument(Paragraphs):
    """The text of OpenDocument, of whatever program."""

    skipped = frozenset(
        {
            "office:annotation", "text:tracked-changes", "text:note-citation", "text:ruby-text", "text:hidden-text", "office:forms",
            "presentation:notes", "svg-compatible:title", "svg-compatible:desc", "office:scripts",
        }
    )  # fmt: skip
    paragraphs = frozenset({"text:p", "text:h"})
    signs: Mapping[str, str] = {"text:s": " ", "text:tab": " ", "text:line-break": " "}

    def __init__(self, gathered: Gathered) -> None:
        super().__init__(gathered)
        self._style, self._hidden = "", set[str]()

    def is_skipped(self, name: str, attributes: Mapping[str, str]) -> bool:
        return attributes.get("text:style-name") in self._hidden or attributes.get("text:display") == "none"

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        # Styles stand before the text in the same file.
        if name == "style:style":
            self._style = attributes.get("style:name", "")
        elif name == "style:text-properties" and attributes.get("text:display") == "none":
            self._hidden.add(self._style)
        super().begin(name, attributes)


def _is_on(attributes: Mapping[str, str]) -> bool:
    return attributes.get("w:val", "1") not in _OFF


def word_text(package: Package, gathered: Gathered) -> None:
    """Gather the body of a Word file, then its footnotes and endnotes; neither what stands on every page nor remarks at the margin."""
    main = package.main("word/document.xml")
    beside = dict(package.related(main).values())
    styles = _HiddenStyles()
    if package.has(beside.get("styles", "")):
        package.walk(beside["styles"], styles)
    hidden = styles.found()
    package.walk(main, _Word(gathered, hidden))
    for kind in ("footnotes", "endnotes"):
        if package.has(beside.get(kind, "")):
            package.walk(beside[kind], _Word(gathered, hidden))


class _SlideOrder:
    def __init__(self) -> None:
        self.keys: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "p:sldId":
            self.keys.append(attributes.get("r:id", ""))

    def end(self, name: str) -> None:
        """Nothing follows."""

    def text(self, content: str) -> None:
        """Nothing is said."""


def slides_text(package: Package, gathered: Gathered) -> None:
    """Gather the text of the slides in their order, without the speaker's notes."""
    main = package.main("ppt/presentation.xml")
    related, order = package.related(main), _SlideOrder()
    package.walk(main, order)
    for key in order.keys:
        if package.has(slide := related.get(key, ("", ""))[1]):
            package.walk(slide, _Slides(gathered))


def open_document_text(package: Package, gathered: Gathered) -> None:
    """Gather the text of OpenDocument: of a text or of slides."""
    package.walk("content.xml", OpenDocument(gathered))
