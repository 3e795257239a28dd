"""What is wrong with TOML that can't be read, as somebody fixes it who has never heard of TOML."""

import re

_DEPTH = 20
_LINE = re.compile(r"\s*(?P<key>[\w.-]+)\s*(?P<sign>[=:]?)\s*(?P<value>.*?)\s*,?\s*")


def explain(source: str, line: int, reason: str) -> tuple[int, str, dict[str, str]]:
    """Return line, kind and values of the finding for ``reason``, tomllib's own message about ``line``."""
    lines = source.splitlines()
    if "Cannot overwrite" in reason or "twice" in reason:
        # tomllib reads on to the end before it complains.
        repeated = _repeated(lines)
        return (repeated[0], "site-repeated", {"key": repeated[1]}) if repeated else _unknown(line, reason)
    if "end of document" in reason or "Illegal character" in reason:
        line = next((number for number, text in enumerate(lines, start=1) if _lacks_quote(text)), line)
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    found = _LINE.fullmatch(text)
    if found is None or not re.fullmatch(r"[A-Za-z0-9_-]+", found["key"]) or '"""' in text:
        return _unknown(line, reason)
    inner = re.sub("^[\"'“”]|[\"'“”]$", "", found["value"].strip("= ")).replace("\\", "/")
    inner = re.sub(r'"([^"]*)"', r"“\1”", inner).replace('"', "")
    value = inner.lower() if inner.lower() in {"true", "false"} else f'"{inner}"'
    example = {"example": f"{found['key']} = {value}"}
    if found["sign"] != "=":
        return line, "site-equals", example
    if re.fullmatch(r"""("[^"]*"|'[^']*'|true|false)\s*[,;]\s*""", text.partition("=")[2].lstrip()):
        return line, "site-comma", example
    return line, "site-quote", example


def too_deep_line(source: str) -> int:
    """Return the first line (from 1) of ``source`` by which more brackets are open than any value needs, 0 for none."""
    depth = 0
    for number, line in enumerate(source.splitlines(), start=1):
        depth += line.count("[") + line.count("{")
        if depth > _DEPTH:
            return number
        depth -= line.count("]") + line.count("}")
    return 0


def longest_number_line(source: str) -> int:
    """Return the line (from 1) with the longest row of digits."""
    lengths = [max(map(len, re.findall(r"[0-9_]+", line)), default=0) for line in source.splitlines()]
    return 1 + lengths.index(max(lengths))


def _unknown(line: int, reason: str) -> tuple[int, str, dict[str, str]]:
    return line, "site-syntax", {"reason": reason}


def _lacks_quote(text: str) -> bool:
    """Return whether a value begins with a quotation mark and has no second one, or is empty."""
    return re.fullmatch(r"""\s*[\w-]+\s*=\s*("[^"]*|'[^']*)?""", text) is not None


def _repeated(lines: list[str]) -> tuple[int, str] | None:
    """Return line and name of the first key, or section in single brackets, that stands twice."""
    seen: set[str] = set()
    heads: set[str] = set()
    for number, text in enumerate(lines, start=1):
        if head := re.match(r"\s*(\[{1,2})\s*([\w-]+)\s*\]", text):
            if head[1] == "[" and head[2] in heads:
                return number, head[2]
            heads.add(head[2])
            seen = set()
        elif key := re.match(r"\s*([\w-]+)\s*=", text):
            if key[1] in seen:
                return number, key[1]
            seen.add(key[1])
    return None
