"""The cells of a table by what they hold: numbers stand under each other, what is read in one piece stays in one line."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown

from ban_tin.articles.captions.plain import plain_text

_SPACE = "[ \u00a0\u202f]?"
#: Numbers as they are compared: 1.126; 12,5 %; −3. No telephone number, which begins with 0; no date; no number with its unit.
_NUMBER = re.compile(rf"[-+−–]?(?:0|[1-9]\d*(?:[.\u00a0 ]\d{{3}})*)(?:[.,]\d+)?{_SPACE}[%‰]?")
#: Nothing to compare: a dash, dots, or nothing.
_NOTHING = re.compile(r"[-–—.…x/]{0,3}")
_HOUR = rf"\d{{1,2}}{_SPACE}(?:giờ|[hg:]){_SPACE}(?:\d{{2}}(?:{_SPACE}phút)?)?"
#: Read in one piece: a date, an hour, from one hour to another, a telephone number, a number with its unit.
_ONE_PIECE = re.compile(
    rf"(?:ngày )?\d{{1,2}}[/.-]\d{{1,2}}(?:[/.-]\d{{2,4}})?|\d{{1,2}}/\d{{4}}|{_HOUR}(?:{_SPACE}[-–—]{_SPACE}{_HOUR})?"
    rf"|\+?[\d .()\u00a0-]{{6,18}}|\d[\d.,]*{_SPACE}[-–—]{_SPACE}\d[\d.,]*|\d[\d.,]*{_SPACE}[^\W\d_]{{1,7}}",
    re.IGNORECASE,
)
#: Letters of a cell that would fill a screen, one word a line, in a column as narrow as others.
_LONG = 24


def set_cells(md: Markdown, table: Element, labelled: bool) -> None:
    """Set the cells of ``table``: what stays in one line has the class ``nowrap``, columns of numbers ``align-right``.

    Heads of columns with long texts have ``long``. With ``labelled`` each cell but the first of its row has the head of its column in
    ``data-label``.
    """
    heads = [cell for head in table.iter("thead") for cell in head.iter("th")]
    labels = [_text(md, head) for head in heads]
    rows = [[*row] for body in table.iter("tbody") for row in body.iter("tr")]
    texts = [[_text(md, cell) for cell in row] for row in rows]
    for column, label in enumerate(labels):
        # The first column says what a row is about, even where that is a number.
        cells = [(row[column], words[column]) for row, words in zip(rows, texts, strict=True) if column < len(row)]
        if column and "class" not in heads[column].attrib and _are_numbers([text for _, text in cells]):
            for cell in (heads[column], *(cell for cell, _ in cells)):
                _add_class(cell, "align-right")
        if any(len(text) > _LONG for _, text in cells):
            _add_class(heads[column], "long")
        for cell, text in cells:
            if 3 < len(text) <= 40 and (_NUMBER.fullmatch(text) or _ONE_PIECE.fullmatch(text)):
                _add_class(cell, "nowrap")
            if labelled and column and label:
                cell.set("data-label", label)


def _text(md: Markdown, cell: Element) -> str:
    return plain_text(md, "".join(cell.itertext())).strip()


def _are_numbers(texts: list[str]) -> bool:
    return any(map(_NUMBER.fullmatch, texts)) and all(
        _NUMBER.fullmatch(text) or _NOTHING.fullmatch(text) for text in texts
    )


def _add_class(cell: Element, name: str) -> None:
    cell.set("class", f"{cell.get('class', '')} {name}".lstrip())
