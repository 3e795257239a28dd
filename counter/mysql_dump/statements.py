"""The heads of statements: which table, which columns."""

import re
from typing import Final

_NAME: Final = rb"`(?:[^`]|``)+`|\"(?:[^\"]|\"\")+\"|\[[^\]]+\]|[\w$|{}\x80-\xff-]+"
_TABLE: Final = rb"(?:(?:" + _NAME + rb")\s*\.\s*)?(?P<table>" + _NAME + rb")"
INSERT: Final = re.compile(
    rb"(?:INSERT|REPLACE)\s+(?:(?:LOW_PRIORITY|DELAYED|HIGH_PRIORITY|IGNORE)\s+)*(?:INTO\s+)?"
    + _TABLE
    + rb"\s*(?:\((?P<columns>[^()]*)\))?\s*VALUES?\s*(?=\(|$|\s)",
    re.I,
)
CREATE: Final = re.compile(rb"CREATE\s+(?:TEMPORARY\s+)?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?" + _TABLE + rb"\s*\(", re.I)
DELIMITER: Final = re.compile(rb"DELIMITER[ \t]+(?P<sign>\S+)", re.I)
NAMES: Final = re.compile(rb"\bSET\s+NAMES\s+['\"]?([A-Za-z0-9_]+)", re.I)
#: What begins a line of CREATE TABLE that is no column.
_KEYS: Final = re.compile(
    rb"(?:PRIMARY|UNIQUE|KEY|INDEX|CONSTRAINT|FULLTEXT|SPATIAL|FOREIGN|CHECK|PERIOD|LIKE)\b(?!`)", re.I
)
_PART: Final = re.compile(
    rb"(?:'(?:[^'\\]++|\\.|'')*+'|\"(?:[^\"\\]++|\\.|\"\")*+\"|`[^`]*+`|[^'\"`(),]++|(?P<sign>[(),]))", re.DOTALL
)
_FIRST: Final = re.compile(rb"\s*(" + _NAME + rb")", re.DOTALL)


def plain_name(name: bytes) -> str:
    """Return a name without its quotes."""
    text = name.decode("utf-8", "replace").strip()
    if text[:1] in ("`", '"') and text[-1:] == text[:1]:
        return text[1:-1].replace(text[0] * 2, text[0])
    return text[1:-1] if text.startswith("[") else text


def listed_names(columns: bytes) -> tuple[str, ...]:
    """Return the names in the brackets of an INSERT."""
    return tuple(plain_name(match[0]) for match in re.finditer(_NAME, columns))


def column_names(body: bytes) -> tuple[str, ...]:
    """Return the columns of a CREATE TABLE, of which ``body`` is what follows its first bracket."""
    names: list[str] = []
    depth, start, at = 1, 0, 0
    while part := _PART.match(body, at):
        at = part.end()
        sign = part["sign"]
        if sign == b"(":
            depth += 1
        elif sign == b")":
            depth -= 1
        if (sign == b"," and depth == 1) or depth == 0:
            if (first := _FIRST.match(body, start, part.start())) and not _KEYS.fullmatch(first[1]):
                names.append(plain_name(first[1]))
            if depth == 0:
                break
            start = at
    return tuple(names)
