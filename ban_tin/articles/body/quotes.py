"""Who said what is quoted: ``> … — Tên`` names the speaker at the end, whom readers see below the words."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.captions.plain import plain_text

_DASH = "(?:[—–]|--)"
#: A dash that begins a line, or stands behind the end of a sentence: what follows may be a name.
_BEFORE_NAME = re.compile(rf"\n[ \t]*(?={_DASH}\s)|(?<=[.!?…”\"»’])\s+(?={_DASH}\s)")
_FIRST = re.compile(rf"\s*(?={_DASH}\s)")
_ENDED = re.compile(r"[.!?…”\"»’]\s*$")
#: Begins with a capital, and is no sentence: people also write a dash before what they say.
_NAME = re.compile(rf"{_DASH}\s+(\S.{{1,118}}[^\s.!?…:;,])")
_SPOKEN_LINE = re.compile(rf"^\s*{_DASH}\s", re.MULTILINE)


class QuoteTreeprocessor(Treeprocessor):
    """Moves the name at the end of a quotation into a ``<footer>`` of it, dash and all."""

    def run(self, root: Element) -> None:
        for quote in root.iter("blockquote"):
            last = quote[-1] if len(quote) else None
            if last is not None and last.tag == "p" and len(_SPOKEN_LINE.findall("".join(quote.itertext()))) < 2:
                _name_speaker(self.md, quote, last)


def _name_speaker(md: Markdown, quote: Element, last: Element) -> None:
    # The name may hold elements: it begins in the text before one of the last of them, or in the text behind them all.
    for number in range(len(last), -1, -1):
        owner = last[number - 1] if number else last
        text = (owner.tail if number else owner.text) or ""
        # Behind an element: a line's end, or words that end a sentence.
        starts_line = number == 0 or owner.tag == "br" or bool(_ENDED.search("".join(owner.itertext())))
        found = [*_BEFORE_NAME.finditer(text)]
        first = _FIRST.match(text) if starts_line and not found else None
        match = found[-1] if found else first
        if match is None:
            continue
        said, name = text[: match.start()], text[match.end() :]
        behind = list(last)[number:]
        words = "".join([name, *("".join(each.itertext()) + (each.tail or "") for each in behind)])
        named = _NAME.fullmatch(plain_text(md, words).strip())
        alone = not number and not said.strip()  # A paragraph of the name alone.
        if named is None or not named[1][0].isupper() or (alone and len(quote) == 1):
            return
        footer = Element("footer")
        footer.text = name.strip() if not behind else name.lstrip()
        footer.extend(behind)
        for each in behind:
            last.remove(each)
        if number:
            owner.tail = said.rstrip()
            if owner.tag == "br" and not owner.tail:
                last.remove(owner)
        else:
            owner.text = said.rstrip()
        if alone:
            quote.remove(last)
        quote.append(footer)
        quote.set("class", f"{quote.get('class', '')} said".lstrip())
        return
