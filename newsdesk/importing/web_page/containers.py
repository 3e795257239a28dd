"""Which element of a page holds the text of its article: by the names that portals give it, else by readability."""

import re
from copy import deepcopy

from lxml.html import HtmlElement
from readability import Document
from readability.readability import Unparseable

from newsdesk.importing.web_page.segments import Segment
from newsdesk.importing.web_page.tree import is_hidden, names_of, text_of

#: Names of the element that holds the text, the surest first: NukeViet, schema.org, WordPress, Joomla, Drupal, VHV and others.
_KNOWN = (
    "#news-bodyhtml", "bodytext", "*articlebody", "entry-content", "com-content-article__body", "field--name-body", "field-name-body",
    "journal-content-article", "#content-detail", "detail-content", "content-detail", "news-detail-content", "contentdetail", "#contentdetail",
    "article-content", "article-body", "article__body", "article-detail-content", "news-content", "newscontent", "post-content", "post-body",
    "single-content", "fck_detail", "the-article-body", "noidung", "#noidung", "noi-dung", "noidungtin", "chi-tiet-noi-dung", "ndchitiet", "#divnoidung",
    "ms-rtestate-field", "ms-rte-layoutszone-inner", "articlecontent", "#articlecontent", "articlebody", "#articlebody", "newsdetail", "detail_content",
    "itembody", "itemfulltext", "post-body-content", "journal-content-article", "article_content", "content_detail", "contentdetailnews", "newsdetailcontent",
    "tinchitiet", "chitiettin", "chi-tiet-tin", "bai-viet-chi-tiet", "detail-news-content", "news_content", "noidungchitiet", "asset-full-content", "sites-canvas-main",
    "td-post-content", "textcontent", "node__content", "contentpaneopen", "item-page", "news_detail", "news-detail", "portlet-body-content",
)  # fmt: skip
_RANK = {name: number for number, name in enumerate(_KNOWN)}
_MARK = "data-bt-line"
_MARKED = re.compile(rf'{_MARK}="(\d+)"')
#: Letters that a text has at least, where no name says that it is one.
LEAST = 120


def find_known(root: HtmlElement) -> HtmlElement | None:
    """Return the element with the text of the article that portals give a name, None where there is none."""
    found: dict[int, list[HtmlElement]] = {}
    for each in root.iter():
        if not isinstance(each.tag, str) or not each.attrib:
            continue
        names = names_of(each)
        rank = min((_RANK[name] for name in names.split() if name in _RANK), default=99)
        if each.get("id"):
            rank = min(rank, _RANK.get(f"#{(each.get('id') or '').lower()}", 99))
        if (each.get("itemprop") or "").lower() == "articlebody" and each.tag != "meta":
            rank = min(rank, _RANK["*articlebody"])
        if rank < 99 and not is_hidden(each):
            found.setdefault(rank, []).append(each)
    for rank in sorted(found):
        # Joomla 1.5 has its title in a table of the same name.
        some = [
            each for each in found[rank] if not each.xpath("boolean(.//*[contains(@class, 'contentheading')])")
        ] or found[rank]
        best = max(some, key=lambda each: (len(text_of(each)), each.find(".//img") is not None))
        if text_of(best) or best.find(".//img") is not None:
            return _narrowed(best)
    return None


def _narrowed(element: HtmlElement) -> HtmlElement:
    """Return the cell with the text, where ``element`` is a table or a row of one."""
    if element.tag not in {"table", "tbody", "tr"}:
        return element
    whole = len(text_of(element))
    best = element
    for cell in element.iter("td"):
        if len(text_of(cell)) >= 0.6 * whole:
            best = cell
    return best


def find_by_density(root: HtmlElement, segments: list[Segment]) -> tuple[HtmlElement | None, set[int]]:
    """Return the element with the text of the article as readability finds it, and the numbers of the lines that it keeps."""
    for segment in segments:
        segment.element.set(_MARK, str(segment.number))
    try:
        copy = deepcopy(root)
    finally:
        for segment in segments:
            del segment.element.attrib[_MARK]
    try:
        summary = Document(copy).summary(html_partial=True)
    except (Unparseable, ValueError, TypeError, RecursionError, AttributeError):
        return None, set()
    kept = {int(number) for number in _MARKED.findall(summary)}
    return _common(segments, kept), kept


def _common(segments: list[Segment], kept: set[int]) -> HtmlElement | None:
    """Return the smallest element with nearly all that was kept: one line far away doesn't make it the whole page."""
    weight = {number: len(segments[number].text) + 40 * segments[number].pictures for number in kept}
    total = sum(weight.values())
    if not total:
        return None
    within: dict[HtmlElement, int] = {}
    for number in kept:
        for above in [segments[number].element, *segments[number].element.iterancestors()]:
            within[above] = within.get(above, 0) + weight[number]
    enough = [each for each, sum_ in within.items() if sum_ >= 0.9 * total]
    return max(enough, key=lambda each: sum(1 for _ in each.iterancestors()))
