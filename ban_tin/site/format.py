"""The version of the form that a site's folder has: what is named how in ``site.toml``, and where files lie."""

import re

from ban_tin.findings.report import Findings

#: The key of ``site.toml``, before its first table. A file without it has the first form, which nobody numbered yet.
KEY = "format"
#: What this program writes.
FORMAT = 2
#: The oldest that it reads as it is; older ones have to be upgraded first.
OLDEST_READ = 1

#: What Windows puts before the first letter.
BYTE_ORDER_MARK = "\ufeff"
_HEAD = re.compile(r"\s*\[")
_LINE = re.compile(r"(\s*format\s*=\s*)([^#\r\n]*?)(\s*(?:#.*)?)")


def check_format(value: object, path: str, line: int, findings: Findings) -> None:
    """Add what is wrong with the version that ``site.toml`` names."""
    if type(value) is not int or value < 1:
        findings.add("site-format", path, line, example=f"{KEY} = {FORMAT}")
    elif value > FORMAT:
        findings.add("site-newer", path, line, number=str(value), known=str(FORMAT))
    elif value < OLDEST_READ:
        findings.add("site-older", path, line, number=str(value), known=str(FORMAT))


def set_format(source: str, number: int) -> str:
    """Return the text of ``site.toml`` with the version ``number``: in the line that has it, or in a new one before the first table.

    All other lines stay as they are, their ends too.
    """
    mark = BYTE_ORDER_MARK if source.startswith(BYTE_ORDER_MARK) else ""
    lines = source.removeprefix(mark).splitlines(keepends=True)
    first_table = next((at for at, line in enumerate(lines) if _HEAD.match(line)), len(lines))
    for at, line in enumerate(lines[:first_table]):
        text = line.rstrip("\r\n")
        if found := _LINE.fullmatch(text):
            lines[at] = f"{found[1]}{number}{found[3]}{line[len(text) :]}"
            return mark + "".join(lines)
    end = "\r\n" if "\r\n" in source else "\n"
    # Remarks that stand right above the first table belong to it.
    at = first_table
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    if at == 0:  # Remarks from the first line on are about the whole file.
        at = first_table
    blank = end if at == len(lines) or lines[at].strip() else ""
    return mark + "".join([*lines[:at], f"{KEY} = {number}{end}{blank}", *lines[at:]])
