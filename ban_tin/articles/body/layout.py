"""Markdown that became something else than it was meant to be: each slip that is certain is a finding."""

import re
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.body.dialects import texts_with
from ban_tin.articles.body.place import SourceContext
from ban_tin.articles.captions.plain import plain_text

_TABLE_ROW = re.compile(r"\s*\|.+\|\s*")
_LIST_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,2}\.)\s+\S.*")
_SPACED_CAPTION = re.compile(r"\s*\*\s+(\S.*?)\s+\*\s*")
#: A line that Markdown takes for a heading of the first rank: ``# …``, or one underlined with ``===``.
_FIRST_RANK = re.compile(r"^[ >]{0,3}#(?!#).*|^[^\n]+\n=+[ \t]*$", re.MULTILINE)


class LayoutTreeprocessor(Treeprocessor):
    r"""Runs while escapes are still marked as such: ``1\. tháng`` is no list that failed."""

    def begin(self, place: SourceContext) -> None:
        self.place = place

    def run(self, root: Element) -> None:
        for number, heading in enumerate(root.iter("h1")):
            text = plain_text(self.md, "".join(heading.itertext()))
            self.place.report("heading-rank", _FIRST_RANK, use=number, text=text)
        for heading in root.iter("h1"):
            # The allow-list would name an element that nobody typed.
            heading.tag = "h2"
        for paragraph in root.iter("p"):
            self._paragraph(paragraph)
        for sign in ("**", "~~"):
            # Most texts have none, and of most that have, all are read.
            if sign in self.place.source:
                self._signs(root, sign)
        for block in root.iter("pre"):
            self._code("".join(block.itertext()))

    def _paragraph(self, paragraph: Element) -> None:
        lines = _own_lines(paragraph)
        rows = [line for line in lines if _TABLE_ROW.fullmatch(line)]
        if rows:
            self._report("table-text", rows[0])
        previous = paragraph[0] if len(paragraph) and not (paragraph.text or "").strip() else None
        captions = [line for line in lines[1:] if _SPACED_CAPTION.fullmatch(line)]
        if captions and previous is not None and previous.tag == "img":
            self._report("caption-spaces", captions[0])
            return
        items = [number for number in range(1, len(lines)) if _LIST_ITEM.fullmatch(lines[number])]
        # One line alone may be a wrapped sentence that happens to begin with a dash or a number.
        if items and (len(items) > 1 or lines[items[0] - 1].rstrip().endswith(":")):
            self._report("list-text", lines[items[0]])

    def _signs(self, root: Element, sign: str) -> None:
        # Between numbers they are no signs of ours.
        beside = re.compile(
            rf"{re.escape(sign)}(?=[^\W\d_])|(?<=[^\W_]){re.escape(sign)}" if sign == "**" else "(?<!~)~~(?!~)"
        )
        for text in texts_with(root, (sign,)):
            line = next((line for line in text.split("\n") if beside.search(line)), "")
            words = _short(plain_text(self.md, line.replace("\x00", "…")).strip())
            if line:
                escaped = "".join(f"\\{character}" for character in sign)
                start = line.index(sign)
                near = (
                    re.split("[\x00\x02\x03]", line[:start])[-1][-30:]
                    + re.split("[\x00\x02]", line[start : start + 40])[0]
                )
                self.place.report("sign-left", near, sign=sign, text=words, escaped=escaped)

    def _code(self, code: str) -> None:
        first = code.partition("\n")[0].strip()
        written = re.compile(rf"^\t+{re.escape(plain_text(self.md, first))}", re.MULTILINE)
        if first and self.place.line_of(written, self.place.body_start):
            self.place.report("tab-code", written, text=_short(plain_text(self.md, first)))

    def _report(self, kind: str, line: str) -> None:
        # Elements in the line are not in its text: what stands before the first of them finds it.
        start = re.split("[\x00\x02]", line.strip())[0].strip()
        text = _short(plain_text(self.md, line.replace("\x00", "…")))
        self.place.report(kind, re.compile(rf"(?:^|\v)[> \t]*{re.escape(start)}", re.MULTILINE), text=text)


def _own_lines(paragraph: Element) -> list[str]:
    """Return the lines of a paragraph's own text; an element in it is one null character."""
    text = (paragraph.text or "") + "".join("\x00" + (child.tail or "") for child in paragraph)
    return text.split("\n")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + "…"
