"""Markdown as other generators read it, written as ours reads it: headings, lists, tables, ends of lines."""

import re

_ATX = re.compile(r"^(?P<before>[ ]{0,3}(?:>[ ]?)*)(?P<signs>#{1,6})(?P<space>[ \t]+)(?P<text>.*?)(?:[ \t]+#+)?[ \t]*$")
_NO_SPACE = re.compile(r"^[ ]{0,3}#{1,6}(?=[^\s#])")
_UNDERLINE = re.compile(r"^[ ]{0,3}(?P<sign>=+|-{2,})[ \t]*$")
_NO_HEADING = re.compile(r"^(?:[ ]{0,3}(?:[-*+>|<]|\d+[.)])|[ ]{4}|\t|\s*$)")
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?P<mark>[-*+]|\d{1,9}[.)])(?P<space>[ \t]+)(?=\S)")
_DELIMITER_ROW = re.compile(r"^[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_STRUCK = re.compile(r"(?<![~\\])~~(?=\S)([^~\n]+?)(?<=\S)~~(?!~)")


def lower_headings(text: str, title: str) -> str:
    """Return ``text`` with its headings one rank lower where one is of the first; one that repeats the title above all is left out.

    A ``#`` with no space behind it began no heading there, and is kept from beginning one here.
    """
    lines = _plain_headings(text.split("\n"))
    first = next((number for number, line in enumerate(lines) if line.strip()), -1)
    if first >= 0 and (found := _ATX.match(lines[first])) and found["signs"] == "#" and _same(found["text"], title):
        lines[first] = ""
    if not any((found := _ATX.match(line)) and found["signs"] == "#" for line in lines):
        return "\n".join(lines)
    return "\n".join(_lowered(line) for line in lines)


def _plain_headings(lines: list[str]) -> list[str]:
    """Return the lines with every underlined heading written with signs."""
    written: list[str] = []
    for number, line in enumerate(lines):
        under = _UNDERLINE.match(line)
        above = written[-1] if written else ""
        alone = number < 2 or not lines[number - 2].strip() or _ATX.match(lines[number - 2]) is not None
        if under and above.strip() and alone and not _NO_HEADING.match(above) and not _ATX.match(above):
            rank = "#" if under["sign"][0] == "=" else "##"
            written[-1] = f"{rank} {above.strip()}"
            if number + 1 < len(lines) and lines[number + 1].strip():
                written.append("")
            continue
        written.append(f"\\{line.lstrip()}" if _NO_SPACE.match(line) else line)
    return written


def _lowered(line: str) -> str:
    found = _ATX.match(line)
    if not found or len(found["signs"]) == 6:
        return line
    return f"{found['before']}#{found['signs']}{found['space']}{found['text']}"


def _same(one: str, other: str) -> bool:
    return re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower())


def tidy_lists(text: str, commonmark: bool) -> str:
    """Return ``text`` with lists nested by four spaces, and an empty line before each, as ours reads them.

    ``commonmark``: one item alone is a list too; elsewhere it may be a line that happens to begin with a hyphen.
    """
    lines = text.split("\n")
    written: list[str] = []
    #: The columns at which the texts of the open items begin.
    open_items: list[int] = []
    blank = True
    for number, line in enumerate(lines):
        if not line.strip():
            written.append(line)
            blank = True
            continue
        indent = len(line) - len(line.lstrip(" "))
        item = _ITEM.match(line) if "\t" not in line[: indent + 1] else None
        if item and indent < 4 + (open_items[-1] if open_items else 0):
            while open_items and indent < open_items[-1]:
                open_items.pop()
            if (
                not open_items
                and not blank
                and written
                and _is_text(written[-1])
                and _begins_list(item, lines, number, commonmark)
            ):
                written.append("")
            space = item["space"] if len(item["space"]) < 4 else " "
            mark = item["mark"].replace(")", ".")
            written.append(f"{' ' * (4 * len(open_items))}{mark}{space}{line[item.end() :]}")
            open_items.append(indent + len(item["mark"]) + len(item["space"]))
        elif open_items and (blank or indent):
            while open_items and indent < open_items[-1] and blank:
                open_items.pop()
            depth = len(open_items)
            rest = line[min(indent, open_items[-1]) :] if open_items else line
            written.append(f"{' ' * (4 * depth)}{rest}" if depth else line)
        else:
            written.append(line)
            if blank:
                open_items.clear()
        blank = False
    return "\n".join(written)


def _begins_list(item: re.Match[str], lines: list[str], number: int, commonmark: bool) -> bool:
    """Return whether the ``item`` in the line ``number``, right under a paragraph, is the first of a list."""
    if item["mark"][:-1] and int(item["mark"][:-1]) != 1:
        return False
    above = lines[number - 1].rstrip(" *_").endswith(":") if number else False
    below = any(_ITEM.match(line) for line in lines[number + 1 : number + 2])
    return commonmark or above or below


def _is_text(line: str) -> bool:
    return bool(line.strip()) and not _NO_HEADING.match(line) and not _ATX.match(line)


def tidy_lines(text: str, commonmark: bool) -> str:
    """Return ``text`` with an empty line before each table, and the ends of lines and struck words as ours reads them."""
    text = _STRUCK.sub(r"<del>\1</del>", text)
    if commonmark:
        text = re.sub(r"(?<=[^\s\\])\\$", "  ", text, flags=re.MULTILINE)
    lines = text.split("\n")
    written: list[str] = []
    for number, line in enumerate(lines):
        follows = lines[number + 1] if number + 1 < len(lines) else ""
        head = "|" in line and "|" in follows and _DELIMITER_ROW.match(follows) and not _DELIMITER_ROW.match(line)
        if head and written and written[-1].strip():
            written.append("")
        written.append(line)
    return "\n".join(written)
