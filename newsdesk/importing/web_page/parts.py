"""Each line of a page to what it is: the text, a field of the article, or what stands round it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import groupby

from lxml.html import HtmlElement

from ban_tin.articles.captions.bylines import is_byline, is_signature
from newsdesk.importing.source_document import LIKELY, SURE, Doubt, Found, LeftOut
from newsdesk.importing.web_page.dates import is_today, read_date
from newsdesk.importing.web_page.furniture import IN_BODY, NEVER_TEXT, OUTSIDE, is_button, is_list_head
from newsdesk.importing.web_page.head_lines import read_head_line, read_way
from newsdesk.importing.web_page.page_fields import PageFields, is_section_heading, where_of
from newsdesk.importing.web_page.segments import Segment, framed, is_prose
from newsdesk.importing.web_page.titles import Title
from newsdesk.importing.web_page.tree import names_of, text_of
from newsdesk.importing.web_page.where import said
from newsdesk.language import N_

_ABOVE, _BETWEEN, _IN, _BELOW = (
    N_("above the article"),
    N_("between title and text"),
    N_("in the text"),
    N_("below the article"),
)
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:home-?text|sapo|lead|brief|brief-detail|summary|intro(?:text)?|chapo|short[_-]?(?:content|intro|desc\w*)|tom-?tat|trich-?yeu|description|news[_-]?desc\w*|excerpt)(?:$|[\s_-])"
)
_WAY = re.compile(r"breadcrumb|pathway|duong-?dan|site-?map-?path|navpath")
_TAGGED = re.compile(
    r"(?:^|[\s_-])(?:(?:news|post|entry|article)?[-_]?tags?(?:[-_]links|list)?|keywords?|tu-?khoa)(?:$|[\s_-])"
)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:(?:create|post|entry|publish|published|update|news)?[-_]?(?:date|time|datetime)|created?|published|modified|time|ngay-?dang|thoi-?gian)(?:$|[\s_-])"
)
#: Names of lines above a text that say who wrote it, and when.
_HEADED = re.compile(
    r"(?:^|[\s_-])(?:small|created?(?:by|date)?|modifydate|author|byline|posted|meta|info)(?:$|[\s_-])"
)
_FILED = re.compile(r"(?:^|[\s_-])(?:cat[_-]links?|categor(?:y|ies)|chuyen-?muc|cat[_-]?name|cate)(?:$|[\s_-])")
_FILES = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|odt)(?:$|[?#])", re.IGNORECASE)
#: Letters of the longest caption.
_CAPTION = 400
#: Lines below a text that may still belong to it.
_BELOW_MOST = 14


@dataclass(slots=True)
class Parts:
    """What the lines of a page are."""

    #: What is written as the text, in order.
    elements: list[HtmlElement] = field(default_factory=list)
    #: Elements in them that are no part of it, and the kind of the report; ``""``: told here, or in a field.
    without: dict[HtmlElement, str] = field(default_factory=dict)
    #: Fields with their evidence.
    fields: dict[str, Found] = field(default_factory=dict)
    #: What no article gets.
    left_out: list[LeftOut] = field(default_factory=list)
    #: What a person has to look at.
    doubts: list[Doubt] = field(default_factory=list)


def sort_parts(
    lines: list[Segment],
    span: range,
    container: HtmlElement,
    kept: set[int] | None,
    title: Title | None,
    meta: Mapping[str, str],
) -> Parts:
    """Return what each of ``lines`` is. ``span`` are those in ``container``, ``kept`` those of them that readability took for the text."""
    return _Sorting(lines, span, container, kept, title, meta).run()


class _Sorting:
    """One page: its lines, and what was decided of each."""

    def __init__(
        self,
        lines: list[Segment],
        span: range,
        container: HtmlElement,
        kept: set[int] | None,
        title: Title | None,
        meta: Mapping[str, str],
    ) -> None:
        self._lines, self._span, self._container = lines, span, container
        self._kept, self._title, self._meta = kept, title, meta
        self._fields = PageFields()
        self._parts = Parts(fields=self._fields.fields, doubts=self._fields.doubts)
        self._text: set[int] = set()

    def run(self) -> Parts:
        titled = self._title.segment.number if self._title and self._title.segment else None
        if self._title:
            where = where_of(self._title.segment) if self._title.segment else self._title.where
            self._parts.fields["title"] = Found(self._title.text, self._title.grade, where, self._title.text)
        if titled is not None:
            self._fields.told[titled] = ""
        start = self._span.start if titled is None or titled < self._span.start else titled + 1
        self._above(range(0, titled if titled is not None else start), start)
        between = range(titled + 1, self._span.start) if titled is not None and titled < self._span.start else range(0)
        before = self._before(between)
        self._inside(start)
        after = self._below(range(self._span.stop, len(self._lines)))
        self._fields.add_machine_fields(self._meta)
        self._parts.elements = [*before, self._container, *(line.element for line in after)]
        self._text |= {line.number for line in after}
        self._leave_out_the_rest(titled)
        self._parts.elements = [each for each in self._parts.elements if each not in self._parts.without]
        return self._parts

    def _each(self, numbers: range) -> list[Segment]:
        return [self._lines[number] for number in numbers if number < len(self._lines)]

    # The parts of a page

    def _above(self, numbers: range, start: int) -> None:
        """Lines before the title: the way to the page is its section; a date only where it is called that of publication."""
        for line in self._each(numbers):
            if is_today(line.text) or re.match(r"hôm\s+nay\b", line.text, re.IGNORECASE):
                self._fields.told[line.number] = "page-date"
                continue
            names = self._names(line, 4)
            if _WAY.search(names) or (
                line.linked and re.match(r"(?:trang\s+(?:nhất|chủ)|home)\s*(?:[»›>/|])", line.text, re.IGNORECASE)
            ):
                way = read_way(line.element.itertext(), self._title.text if self._title else "")
                if way:
                    self._fields.section, self._fields.section_grade = (way, line), SURE
                continue
            if line.linked and _FILED.search(names) and len(line.text) <= 60 and start - line.number <= 4:
                self._fields.file_under(line)
                continue
            if self._fields.section is None and start - line.number <= 4 and is_section_heading(line):
                # A heading that leads to a list, right above the title.
                self._fields.section, self._fields.section_grade = (line.text, line), LIKELY
                continue
            if start - line.number > 8 or line.linked > 0.5 * len(line.text):
                continue
            head = read_head_line(line.spaced)
            near = OUTSIDE.search(self._names(line, 6)) is None or "date-header" in names  # Blogger
            if (
                head.whole
                and near
                and (head.dated is None or head.dated.called or head.dated.timed or "date-header" in names)
                and (head.dated or head.fields)
            ):
                self._fields.take(line, head)

    def _before(self, numbers: range) -> list[HtmlElement]:
        """Return the elements between the title and the container that belong to the text: a picture with its caption, a paragraph."""
        found: list[HtmlElement] = []
        after_picture = False
        for line in self._each(numbers):
            if found and any(above is found[-1] for above in line.element.iterancestors()):
                self._text.add(line.number)  # The caption of a picture.
                continue
            caption = after_picture and bool(line.text) and not line.linked and len(line.text) <= _CAPTION
            if not self._between(line) and not (caption and line.number not in self._fields.told):
                after_picture = after_picture and not line.text
                continue
            self._text.add(line.number)
            found.append(framed(line, _CAPTION) if line.pictures else line.element)
            after_picture = line.pictures
        return found

    def _between(self, line: Segment) -> bool:
        """Return whether a line between the title and the text belongs to the text; else it is told."""
        if line.text and self._title and line.text == self._title.text:
            self._fields.told[line.number] = "duplicate"
            return False
        names = self._names(line, 3)
        if is_button(line.spaced) or (IN_BODY.search(names) and not is_prose(line)) or is_list_head(line.text):
            self._fields.told[line.number] = "furniture"
            return False
        head = read_head_line(line.spaced)
        if head.whole or (head.dated is not None and _DATED.search(names) is not None):
            self._fields.take(line, head)
            return False
        if (
            _LEAD.search(names)
            and line.text
            and "summary" not in self._parts.fields
            and not line.pictures
            and len(line.text) < 3000
        ):
            self._parts.fields["summary"] = Found(line.text, SURE, where_of(line), line.text)
            self._fields.told[line.number] = ""
            return False
        if line.linked > 0.6 * max(len(line.text), 1) and not line.pictures:
            if _FILED.search(names) and len(line.text) <= 60 and self._fields.section is None:
                self._fields.file_under(line)
            return False
        return is_prose(line) or line.pictures or len(line.text) > 40

    def _inside(self, start: int) -> None:
        """Lines of the container."""
        numbers = [number for number in self._span if number >= start]
        whole = sum(len(self._lines[number].text) for number in numbers) or 1
        for number in self._span:
            if number < start and number not in self._fields.told:
                self._fields.told[number] = "page-date" if is_today(self._lines[number].text) else "furniture"
        self._by_names(numbers, whole)
        first_prose = next((number for number in numbers if is_prose(self._lines[number])), self._span.stop)
        last_prose = next((number for number in reversed(numbers) if is_prose(self._lines[number])), self._span.start)
        in_list = False
        for number in numbers:
            line = self._lines[number]
            if number in self._fields.told:
                continue
            if number < first_prose and is_today(line.text):
                self._fields.told[number] = "page-date"
                continue
            if is_list_head(line.text) and number > first_prose and self._links_follow(number):
                in_list = True
                self._fields.told[number] = "furniture"
                continue
            if in_list:
                if (
                    line.linked >= 0.4 * max(len(line.text), 1) or _is_list_date(line.text) or is_button(line.text)
                ) and not is_prose(line):
                    self._fields.told[number] = "furniture"
                    continue
                if line.pictures and not line.text and line.element.find(".//a//img") is not None:
                    self._fields.told[number] = "furniture"
                    continue
                in_list = is_list_head(line.text)
                if in_list:
                    self._fields.told[number] = "furniture"
                    continue
            if number <= first_prose and self._title and line.text == self._title.text and not line.pictures:
                self._fields.told[number] = "duplicate"
            elif len(line.text) > 2 and is_button(line.text) and not line.pictures and not self._in_table(line):
                self._fields.told[number] = "furniture"
            elif (
                (number < first_prose or number > last_prose)
                and not line.pictures
                and self._take_inside(line, number < first_prose)
            ):
                continue
            elif self._kept is not None and self._is_menu(line, first_prose, last_prose):
                self._fields.told[number] = "furniture"

    def _take_inside(self, line: Segment, first: bool) -> bool:
        """Take a line at the edge of the text that is nothing but a date, views or tags; bylines stay: they are read with the text."""
        head = read_head_line(line.spaced)
        if not head.whole or self._in_table(line):
            return False
        if head.guessed and head.dated is not None and not (head.dated.timed or head.dated.called):
            # "An Biên, ngày 5 tháng 6 năm 2020" is where and when a document was signed.
            return False
        named = _HEADED.search(self._names(line, 1)) is not None
        if head.dated is None and not (named or "views" in head.fields or "tags" in head.fields):
            return False
        if (
            not first
            and head.dated is not None
            and not (head.dated.called or head.dated.timed or "views" in head.fields)
        ):
            return False
        self._fields.take(line, head)
        return True

    def _in_table(self, line: Segment) -> bool:
        """Return whether a line is a cell of a table of the text, beside others."""
        for above in [line.element, *line.element.iterancestors()]:
            if above is self._container:
                return False
            if above.tag in {"td", "th"} and above.getparent() is not None:
                return sum(1 for cell in above.getparent() if isinstance(cell.tag, str) and text_of(cell)) > 1
        return False

    def _links_follow(self, number: int) -> bool:
        following = [line for line in self._lines[number + 1 : number + 4] if line.text]
        if any(_FILES.search(link.get("href") or "") for line in following for link in line.element.iter("a")):
            return False
        return (
            not following
            or any(line.linked >= 0.4 * len(line.text) for line in following)
            or bool(re.search(r"bình\s+luận|ý\s+kiến|phản\s+hồi|comment", self._lines[number].text, re.IGNORECASE))
        )

    def _is_menu(self, line: Segment, first: int, last: int) -> bool:
        """Return whether a line that readability left out, outside of the sentences, leads elsewhere and says nothing."""
        if line.number in (self._kept or ()) or first <= line.number <= last:
            return False
        if any(_FILES.search(link.get("href") or "") for link in line.element.iter("a")):
            return False
        return line.linked >= 0.7 * max(len(line.text), 1) and bool(line.text)

    def _by_names(self, numbers: list[int], whole: int) -> None:
        """Tell lines whose elements are named as furniture, unless that is half of the text."""
        owners: dict[HtmlElement, list[int]] = {}
        for number in numbers:
            for each in [self._lines[number].element, *self._lines[number].element.iterancestors()]:
                if each is self._container:
                    break
                if each.attrib and IN_BODY.search(names_of(each)):
                    owners.setdefault(each, []).append(number)
        for owner, held in owners.items():
            never = NEVER_TEXT.search(names_of(owner)) is not None and len(held) < len(numbers)
            if not never and sum(len(self._lines[number].text) for number in held) > 0.4 * whole:
                continue
            prose = [number for number in held if is_prose(self._lines[number])]
            if prose and not re.search(r"comment|relat|lien-?quan|other|khac", names_of(owner)):
                continue
            tagged = _TAGGED.search(names_of(owner)) is not None
            for number in held:
                if number in self._fields.told:
                    continue
                line = self._lines[number]
                if any(_FILES.search(link.get("href") or "") for link in line.element.iter("a")):
                    continue
                head = read_head_line(line.spaced)
                if head.whole and ("views" in head.fields or "tags" in head.fields):
                    self._fields.take(line, head)
                elif tagged and line.linked:
                    self._fields.take_tags(line)
                else:
                    self._fields.told[number] = "furniture"

    def _below(self, numbers: range) -> list[Segment]:
        """Return the lines after the text that belong to it; fields are read until others' articles begin."""
        belonging: list[Segment] = []
        for line in self._each(numbers)[:_BELOW_MOST]:
            names = self._names(line, 5)
            if is_list_head(line.text) or re.search(
                r"(?<!entry-)(?<!post-)(?<!article-)footer|copyright|sidebar", names
            ):
                break
            if is_button(line.spaced):
                self._fields.told[line.number] = "furniture"
                continue
            head = read_head_line(line.spaced)
            links = [link for link in line.element.iter("a") if link.get("href")]
            if any(_FILES.search(link.get("href") or "") for link in links) or re.fullmatch(
                r"(?:(?:các\s+)?(?:tệp|tập|file|tài\s+liệu|văn\s+bản)(?:\s+tin)?\s+(?:đính\s+)?kèm(?:\s+theo)?|tải\s+về|download)\s*:?",
                line.text,
                re.IGNORECASE,
            ):
                belonging.append(line)
            elif _TAGGED.search(names) and line.linked:
                self._fields.take_tags(line)
            elif head.whole and (
                head.dated is None or head.dated.called or head.dated.timed or line.number <= self._span.stop
            ):
                self._fields.take(line, head)
            elif (
                line.number <= self._span.stop + 1
                and not line.linked
                and (is_byline([line.text]) or is_signature(line.text))
                and not IN_BODY.search(names)
            ):
                belonging.append(line)
        return belonging

    # What is left

    def _leave_out_the_rest(self, titled: int | None) -> None:
        """Tell what stands round the article, in runs; what stands in the text is passed over there."""
        rest: list[tuple[str, str, Segment]] = []
        for line in self._lines:
            told = self._fields.told.get(line.number)
            inside = line.number in self._span
            if line.number in self._text or (inside and told is None):
                continue
            if inside or told is not None:
                self._parts.without[line.element] = ""
            if told == "" or not line.text:
                continue
            place = (
                _IN
                if inside
                else _BELOW
                if line.number >= self._span.stop
                else _ABOVE
                if titled is None or line.number < titled
                else _BETWEEN
            )
            rest.append((told or "furniture", place, line))
        for (kind, place), run in groupby(rest, key=lambda each: each[:2]):
            self._parts.left_out.append(LeftOut(kind, "\n".join(each[2].text for each in run), said(place)))

    def _names(self, line: Segment, depth: int) -> str:
        found = [names_of(line.element), *(names_of(each) for each in line.element if isinstance(each.tag, str))]
        for above in line.element.iterancestors():
            if depth <= 0 or above is self._container:
                break
            found.append(names_of(above))
            depth -= 1
        return " ".join(filter(None, found))


def _is_list_date(line: str) -> bool:
    return len(line) <= 40 and (found := read_date(line)) is not None and not found.rest
