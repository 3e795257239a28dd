"""From the Markdown of a body to HTML, with the figures, photos and files that belong to it."""

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.body.attributes import AttributeTreeprocessor
from ban_tin.articles.body.bare_links import BareLinkTreeprocessor
from ban_tin.articles.body.beside import find_beside, local_file_name, report_local, report_missing
from ban_tin.articles.body.contents import ContentsTreeprocessor
from ban_tin.articles.body.definitions import UsedAbbreviationProcessor, UsedReferenceProcessor
from ban_tin.articles.body.dialects import FencePreprocessor, add_dialects
from ban_tin.articles.body.excess import find_excess
from ban_tin.articles.body.figure_words import read_figure
from ban_tin.articles.body.files import FileTreeprocessor
from ban_tin.articles.body.html_blocks import BLOCK_END, BlockEndTreeprocessor, OrderedHtmlPreprocessor
from ban_tin.articles.body.layout import LayoutTreeprocessor
from ban_tin.articles.body.lists import ListTreeprocessor
from ban_tin.articles.body.nesting import find_too_deep
from ban_tin.articles.body.pasted import PastedPreprocessor
from ban_tin.articles.body.place import SourceContext
from ban_tin.articles.body.quotes import QuoteTreeprocessor
from ban_tin.articles.body.raw_markdown import report_markdown_in_html
from ban_tin.articles.body.tables import TableTreeprocessor, WholeTableProcessor
from ban_tin.articles.body.words import pass_words
from ban_tin.articles.captions import CaptionExtension
from ban_tin.articles.captions.plain import plain_text
from ban_tin.articles.nothing_lost import Around, Told, check_words
from ban_tin.articles.pasted import typed_target
from ban_tin.articles.safe_html import Violation, find_raw_addresses, publish_blocks
from ban_tin.photos.plan import Photo
from ban_tin.photos.store import PhotoStore
from ban_tin.site.addresses import VIETNAMESE, Addresses
from ban_tin.views.news import Figure, Heading

#: Extensions of Python-Markdown itself that articles may use; all are documented in docs/bien-tap.md.
EXTENSIONS = ("tables", "attr_list", "sane_lists", "footnotes", "abbr", "def_list", "md_in_html", "fenced_code")


@dataclass(frozen=True, slots=True)
class Body:
    """A converted body. ``photos`` are all of its photos, ``figures`` those with a place of their own;
    ``files`` are offered beside the article, by address.
    """

    #: The whole body.
    html: str
    #: Its first words, for a summary.
    opening: str
    #: Photos with a place of their own, in the order of the text.
    figures: tuple[Figure, ...]
    #: All photos, those within sentences too.
    photos: tuple[Photo, ...]
    #: Files that are offered beside the article: address and path.
    files: tuple[tuple[str, Path], ...]
    #: Addresses of the site that the text leads to.
    links: tuple[str, ...] = ()
    #: The headings of a long body.
    contents: tuple[Heading, ...] = ()
    #: Addresses of photos and films that lie elsewhere on the site.
    media: tuple[str, ...] = ()
    #: Photos that nobody has in a larger size, by their address.
    meant_small: frozenset[str] = frozenset()


class BodyConverter:
    """One Markdown instance, used again for every body of a build: making one costs as much as a short article."""

    def __init__(
        self,
        store: PhotoStore,
        table_label: str,
        footnote_label: str = "Back to footnote {} in the text",
        credit_label: str = "Ảnh:",
        enlarge_label: str = "Phóng to",
        addresses: Addresses = VIETNAMESE,
        table_hint: str = "Kéo ngang để xem hết bảng",
    ) -> None:
        self._captions = CaptionExtension()
        self._captions.credit_label = credit_label
        self._markdown = Markdown(
            extensions=[*EXTENSIONS, self._captions],
            extension_configs={"footnotes": {"BACKLINK_TITLE": footnote_label}},
            output_format="html",
        )
        AttributeTreeprocessor(self._markdown)
        FencePreprocessor(self._markdown)
        OrderedHtmlPreprocessor(self._markdown)
        BlockEndTreeprocessor(self._markdown)
        self._pasted = PastedPreprocessor(self._markdown)
        ListTreeprocessor(self._markdown)
        UsedReferenceProcessor(self._markdown)
        UsedAbbreviationProcessor(self._markdown)
        self._files = FileTreeprocessor(self._markdown, store, addresses)
        self._files.enlarge_label = enlarge_label
        self._collector = _Collector(self._markdown)
        self._contents = ContentsTreeprocessor(self._markdown)
        BareLinkTreeprocessor(self._markdown)
        self._tables = WholeTableProcessor(self._markdown)
        tables = TableTreeprocessor(self._markdown)
        tables.label, tables.hint = table_label, table_hint
        self._layout = LayoutTreeprocessor(self._markdown)
        # Word's line break, which Markdown knows nothing of, breaks the line as it did where it was copied.
        self._markdown.inlinePatterns.register(SubstituteTagInlineProcessor(r" *\v *", "br"), "pasted_break", 95)
        add_dialects(self._markdown)
        pass_words(self._markdown)
        # Before the captions prepare the tree (6): it must still be seen what was escaped.
        self._markdown.treeprocessors.register(self._layout, "layout", 6.5)
        # After the captions (5): what stands in a figure is known only then.
        self._markdown.treeprocessors.register(self._collector, "collector", 4)
        self._markdown.treeprocessors.register(self._contents, "contents", 3.5)
        self._markdown.treeprocessors.register(self._files, "files", 3)
        self._markdown.treeprocessors.register(tables, "tables", 2)
        self._markdown.treeprocessors.register(QuoteTreeprocessor(self._markdown), "quotes", 1)

    def convert(self, text: str, place: SourceContext, credit: str = "") -> Body:
        """Return the body of the Markdown ``text``; what is wrong with it goes to the findings of ``place``."""
        place.body_start = max(place.source.rfind(text), 0)
        deep = find_too_deep(text)
        if deep is not None:
            return self._too_deep(place, deep)
        if excess := find_excess(text):
            line = place.source.count("\n", 0, place.body_start + excess.start) + 1
            place.findings.add("sign-many", place.path, line, sign=excess.sign, count=str(excess.number))
            return Body("", "", (), (), ())
        self._captions.report = place.report
        self._captions.credit = credit
        self._pasted.begin(place)
        self._tables.begin(place)
        self._files.begin(place)
        self._layout.begin(place)
        self._collector.begin()
        self._contents.begin()
        self._markdown.parser.state.clear()  # A body before, that could not be converted, may have left some.
        try:
            # In program code and in HTML the pasted break is left as it is: there a line feed is one.
            html = self._markdown.reset().convert(text).replace("\v", "\n")
        except RecursionError:  # By a way that its lines don't tell.
            return self._too_deep(place, 0)
        published = publish_blocks(html.split(BLOCK_END))
        seen: Counter[tuple[str, str]] = Counter()
        for violation in published.violations:
            key = violation.kind, violation.needle
            values = dict(violation.values)
            if local := local_file_name(values.get("address", "")):
                report_local(place, violation.needle, values["address"], f"![…]({typed_target(local)})")
                continue
            place.report(violation.kind, _written(violation), use=seen[key], **values)
            seen[key] += 1
        pieces = [raw for raw in self._markdown.htmlStash.rawHtmlBlocks if isinstance(raw, str)]
        report_markdown_in_html(published.html, pieces, place)
        raw_links: list[str] = []
        raw_media: list[str] = []
        for raw in pieces:
            if "=" in raw:
                found = find_raw_addresses(raw)
                raw_links += found.links
                raw_media += found.media
                for address in found.relative:
                    place.report("html-relative", address, address=address)
        figures = tuple(
            Figure(self._files.photos[src], alt, caption, shown)
            for src, alt, caption, shown in self._collector.figures
            if src in self._files.photos
        )
        photos = tuple(self._files.photos.values())
        first = place.source.count("\n", 0, place.body_start) + 1
        check_words(text, first, published.html, partial(_around, place), place.report_at)
        return Body(
            published.html,
            self._collector.opening,
            figures,
            photos,
            tuple(sorted(self._files.files.items())),
            (*self._files.links, *raw_links),
            self._contents.contents,
            (*self._files.media, *raw_media),
            frozenset(self._files.meant_small),
        )

    def _too_deep(self, place: SourceContext, line: int) -> Body:
        """Report the ``line`` of the body (from 0) that is nested too deep, and return an empty body."""
        place.findings.add("body-deep", place.path, place.source.count("\n", 0, place.body_start) + line + 1)
        return Body("", "", (), (), ())

    def photo(self, name: str, place: SourceContext) -> Photo | None:
        """Return the photo ``name`` beside the article, for the lead; None with a finding when it can't be used."""
        place = replace(place, body_start=0)  # Its name stands in the front matter.
        self._files.begin(place)
        path = find_beside(place, name)
        if path is None:
            report_missing(place, name, name, place.line_of(name))
            return None
        return self._files.photo(path, name)


def _around(place: SourceContext) -> Around:
    """Return what the findings about a source file say already, and the names of files that it gives."""
    told = [
        Told(each.line, each.kind, tuple(value for _, value in each.values))
        for each in place.findings.found
        if each.path == place.path
    ]
    folders = (place.folder, place.real_folder)
    names = [
        next((str(path.relative_to(folder)) for folder in folders if path.is_relative_to(folder)), path.name)
        for path in place.looked_up
    ]
    return Around(told, names)


def _written(violation: Violation) -> str | re.Pattern[str]:
    """Return what finds a violation in the source: an attribute only inside a tag or an attribute list."""
    needle = re.escape(violation.needle)
    if violation.kind == "html-attribute":
        return re.compile(
            rf"""<[a-z][^<>]*?[\s/"']{needle}(?![\w-])|\{{[^}}\n]*?(?<![\w-]){needle}(?![\w-])""", re.IGNORECASE
        )
    if violation.kind == "html-element":
        return re.compile(rf"{needle}(?!\w)", re.IGNORECASE)
    return violation.needle


class _Collector(Treeprocessor):
    """Notes what the tree says about figures, and the first paragraph of the text."""

    def begin(self) -> None:
        """Forget the document before: Markdown doesn't run over an empty one."""
        self.figures: list[tuple[str, str, str, str]] = []
        self.opening = ""

    def run(self, root: Element) -> None:
        for figure in root.iter("figure"):
            images, caption, credit = read_figure(figure, self._plain)
            for image in images:
                self.figures.append((image.get("src", ""), self._plain(image.get("alt", "")), caption, credit))
        paragraphs = (self._plain("".join(p.itertext())) for p in root.iter("p"))
        self.opening = next(filter(None, paragraphs), "")

    def _plain(self, text: str) -> str:
        return plain_text(self.md, text)
