"""Texts that people typed, as they stand in the files of a site: whatever is in them, they stay text."""

import json
import re

from ban_tin.language.vietnamese import nfc


def tidy(text: str) -> str:
    """Return ``text`` as an answer is kept: one line, in NFC, without space around it."""
    return nfc(" ".join(text.split()))


def quote(text: str) -> str:
    """Return ``text`` between quotation marks, as TOML and YAML both read it."""
    # What looks like a reference to a character would be taken for one by those who check the file.
    quoted = json.dumps(text, ensure_ascii=False).replace("&#", r"\u0026#")
    return "".join(each if each.isprintable() else _escaped(each) for each in quoted)


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def markdown(text: str) -> str:
    """Return ``text`` as Markdown, for the middle of a line, that shows it as it is."""
    text = re.sub(r"([\\`*_{}\[\]])", r"\\\1", text)
    text = re.sub(r"&(?=#?\w+;)|&(?=#)", "&amp;", text)
    return text.replace("<", "&lt;").replace(">", "&gt;").replace("|", "&#124;")
