"""Signs of fonts that have pictures where others have letters: Wingdings, Symbol."""

from mammoth.docx.dingbats import dingbats  # type: ignore[import-untyped]

_FONTS = {name.lower(): name for name, _ in dingbats}
#: What a cheap telephone can show, for what it can't.
_COMMON = {
    "🗹": "☑", "🗷": "☒", "🗶": "✗", "🡪": "→", "🡨": "←", "🡩": "↑", "🡫": "↓", "🡺": "➔", "🢭": "→", "⮚": "➢", "⮘": "◄", "🞏": "□",
    "🞐": "□", "🞎": "□", "◼": "■", "⚫": "●", "🞅": "○", "🔾": "○", "⭘": "○", "🞆": "○", "⬩": "◆", "⧫": "◆", "🟋": "✶", "🞟": "▪",
}  # fmt: skip


def is_symbol_font(font: str) -> bool:
    """Return whether the letters of ``font`` are pictures."""
    return font.lower() in _FONTS


def read_symbol(font: str, code: int) -> str:
    """Return the sign of ``font`` with this code, ``""`` for an unknown one."""
    name = _FONTS.get(font.lower())
    found = None if name is None else dingbats.get((name, code)) or dingbats.get((name, code & 0xFF))
    sign = "" if found is None else chr(found)
    return _COMMON.get(sign, sign)


def read_symbols(font: str, text: str) -> str:
    """Return what ``text`` shows in the font; what is unknown stays."""
    return "".join(each if each.isspace() else read_symbol(font, ord(each)) or each for each in text)
