"""The fields of an article as its page shows them, and as it tells them to machines."""

from collections.abc import Mapping

from ban_tin.articles.captions.names import names_only
from newsdesk.importing.source_document import LIKELY, SURE, Doubt, Found
from newsdesk.importing.web_page.dates import read_date, read_machine_date
from newsdesk.importing.web_page.furniture import is_button
from newsdesk.importing.web_page.head_lines import HeadLine, is_nobody, read_head_line
from newsdesk.importing.web_page.segments import Segment
from newsdesk.importing.web_page.where import said
from newsdesk.language import N_

_LINE = N_("line {number} of the page")


def where_of(line: Segment) -> str:
    """Return where a line stands, as an editor would count."""
    return said(_LINE).format(number=line.number + 1)


def is_section_heading(line: Segment) -> bool:
    """Return whether a line is a heading that leads to a list of articles."""
    heading = line.element.tag in {"h1", "h2", "h3", "h4"} or line.element.getparent().tag in {"h1", "h2", "h3", "h4"}
    return heading and line.linked >= 0.8 * len(line.text) and 3 <= len(line.text) <= 50 and not is_button(line.text)


class PageFields:
    """Fields with their evidence, and the lines that they were read from."""

    def __init__(self) -> None:
        self.fields: dict[str, Found] = {}
        self.doubts: list[Doubt] = []
        #: Lines that are told: the number, and the kind of the report, ``""`` for those that fields tell.
        self.told: dict[int, str] = {}
        #: The section, and the line that names it.
        self.section: tuple[str, Segment] | None = None
        #: How sure that is.
        self.section_grade = SURE
        self._tags_go_on = False

    def file_under(self, line: Segment) -> None:
        """Take a line that is named as the section."""
        told = read_head_line(line.text).fields.get("category")
        self.section_grade = SURE
        self.section = (told if isinstance(told, str) else line.text), line

    def take(self, line: Segment, head: HeadLine) -> None:
        """Take over what a line says; it is told by its fields."""
        where, fields = where_of(line), self.fields
        taken = False
        for name, value in head.fields.items():
            if name not in fields:
                fields[name] = Found(value, LIKELY if name in head.guessed else SURE, where, line.text)
                taken = True
        if (dated := head.dated) is not None:
            name = "updated" if dated.called == "updated" else "date"
            same = name == "updated" and "date" in fields and fields["date"].value == dated.date
            if name not in fields and not same:
                taken = True
                fields[name] = Found(dated.date, LIKELY if dated.doubtful else SURE, where, line.text)
        self.told[line.number] = "" if taken else "furniture"

    def take_tags(self, line: Segment) -> None:
        tags = [" ".join(link.text_content().split()).strip("#,; ") for link in line.element.iter("a")]
        tags = [tag for tag in dict.fromkeys(tags) if tag and len(tag) <= 80]
        before = self.fields.get("tags")
        if not tags or (before is not None and not self._tags_go_on):
            return
        known = before.value if before is not None and isinstance(before.value, tuple) else ()
        where, quote = (
            (before.where, f"{before.quote}\n{line.text}") if before is not None else (where_of(line), line.text)
        )
        self.fields["tags"] = Found(tuple(dict.fromkeys((*known, *tags))), SURE, where, quote)
        self._tags_go_on = True
        self.told[line.number] = ""

    def add_machine_fields(self, meta: Mapping[str, str]) -> None:
        """Add what the head of the page says to machines, where the page itself says nothing or the same."""
        fields = self.fields
        if "date" not in fields and "updated" in fields:
            # A portal that shows one time calls it the last change.
            shown = fields.pop("updated")
            fields["date"] = Found(shown.value, LIKELY, shown.where, shown.quote)
        name = next(
            (
                each
                for each in ("article:published_time", "published", "datepublished", "article:published", "pubdate")
                if meta.get(each)
            ),
            "",
        )
        told = read_machine_date(meta[name]) if name else None
        if told is None and name and (read := read_date(meta[name])):
            told = read.date
        if told and "date" in fields:
            if str(fields["date"].value)[:10] != told[:10]:
                shown = fields["date"]
                self.doubts.append(Doubt("uncertain", f"{meta[name]} ≠ {shown.quote}", name))
                fields["date"] = Found(shown.value, LIKELY, shown.where, shown.quote)
        elif told:
            fields["date"] = Found(told, SURE, name, "")
        author = meta.get("author-ld") or meta.get("article:author") or meta.get("author") or ""
        if "author" not in fields and author and not is_nobody(author) and names_only(author):
            fields["author"] = Found(author, LIKELY, "author", "")
        if "category" not in fields:
            section = meta.get("article:section", "")
            if self.section is not None:
                name, line = self.section
                fields["category"] = Found(name, self.section_grade, where_of(line), line.text)
                self.told[line.number] = ""
            elif section:
                fields["category"] = Found(section, SURE, "article:section", "")
