"""Numbers as they are written in Vietnamese: 547.780 and 99,9%."""


def format_number(value: float, lang: str = "vi", digits: int = 0) -> str:
    """Return ``value`` grouped by thousands with ``digits`` decimals: 547.780 (vi), 547,780 (en)."""
    text = f"{value:,.{digits}f}"
    if lang == "vi":
        return text.translate(str.maketrans(",.", ".,"))
    return text


def format_size(size: int, lang: str = "vi") -> str:
    """Return a file size of ``size`` bytes for readers: ``248 KB``, ``1,4 MB``."""
    if size < 1_000_000:
        return f"{format_number(max(1, round(size / 1000)), lang)} KB"
    return f"{format_number(size / 1_000_000, lang, 1)} MB"
