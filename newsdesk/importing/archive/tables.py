"""Tables that only set pictures beside one another: their pictures become pictures of the text, each with its words."""

import re

_TABLE = re.compile(r"<table\b[^>]*>(?P<inner>(?:(?!<table\b).)*?)</table\s*>", re.IGNORECASE | re.DOTALL)
_ROW = re.compile(r"<tr\b[^>]*>(?P<inner>.*?)(?=<tr\b|</tr\s*>|</tbody\s*>|$)", re.IGNORECASE | re.DOTALL)
_CELL = re.compile(r"<t[dh]\b[^>]*>(?P<inner>.*?)(?=<t[dh]\b|</t[dh]\s*>|</tr\s*>|$)", re.IGNORECASE | re.DOTALL)
_CAPTION = re.compile(r"<caption\b[^>]*>(?P<inner>.*?)</caption\s*>", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(r"</?(?:p|div|center|figure|figcaption)\b[^>]*>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"</?(?:em|i|small|strong|b|span)\b[^>]*>", re.IGNORECASE)


def free_table_pictures(text: str) -> str:
    """Return ``text`` without tables round pictures; the words of a cell under a picture, or beside it, become its caption."""
    if "<table" not in text.lower() or "<img" not in text.lower():
        return text
    return _TABLE.sub(_free, text)


def _free(table: re.Match[str]) -> str:
    if "<img" not in table["inner"].lower():
        return table[0]
    rows = [[cell["inner"] for cell in _CELL.finditer(row["inner"])] for row in _ROW.finditer(table["inner"])]
    parts = [caption["inner"].strip() for caption in _CAPTION.finditer(table["inner"])]
    number = 0
    while number < len(rows):
        row = rows[number]
        below = rows[number + 1] if number + 1 < len(rows) else []
        if _is_pictures(row) and len(below) == len(row) and not any(_has_picture(cell) for cell in below):
            for picture, words in zip(row, below, strict=True):
                parts.append(_captioned(picture, words))
            number += 2
            continue
        parts += [_captioned(cell, "") if _has_picture(cell) else _blocks(cell) for cell in row]
        number += 1
    return "\n\n" + "\n\n".join(part for part in parts if part.strip()) + "\n\n"


def _has_picture(cell: str) -> bool:
    return "<img" in cell.lower()


def _is_pictures(row: list[str]) -> bool:
    return bool(row) and all(_has_picture(cell) and not _words(cell) for cell in row)


def _words(cell: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", cell).replace("&nbsp;", " ").split())


def _captioned(cell: str, words: str) -> str:
    """Return the pictures of a cell, and the words, its own or those below it, as the caption of the last one."""
    pictures = re.findall(r"<img\b[^>]*>", cell, re.IGNORECASE)
    own = re.sub(r"<img\b[^>]*>", " ", cell, flags=re.IGNORECASE)
    caption = " ".join(_EMPHASIS.sub("", _BREAK.sub(" ", _BLOCK.sub(" ", f"{own} {words}"))).split())
    shown = "\n\n".join(pictures)
    return f"{shown}\n*{caption}*" if caption and "<" not in caption else f"{shown}\n\n{caption}"


def _blocks(cell: str) -> str:
    return "\n\n".join(line.strip() for line in _BREAK.sub("\n", _BLOCK.sub("\n", cell)).split("\n") if line.strip())
