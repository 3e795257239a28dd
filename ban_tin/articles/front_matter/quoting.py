"""Values as they can be typed in a line of front matter."""

import re

#: What YAML takes for a text as it stands, with colons only in the middle of a word.
_PLAIN = re.compile(r"[\w/(“](?:[^:#\[\]{},\"'&*!|>%@`\\]|:(?=\S))*")


def as_value(text: str) -> str:
    """Return ``text`` (one line) as it is typed behind ``field: ``: between double quotes where it has to be."""
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    return quoted(text)


def quoted(text: str) -> str:
    """Return ``text`` between double quotes; those in it become curly ones."""
    inner = re.sub(r'"([^"]*)"', r"“\1”", text.replace("\\", "\\\\")).replace('"', "”")
    return f'"{inner}"'
