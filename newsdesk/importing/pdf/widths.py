"""How wide a text is about, where only its beginning is known: for finding the gap between two halves of a page, not for setting type."""

import unicodedata

#: Widths of letters in Times, in thousandths of the size (Adobe's published metrics of Times-Roman).
_LETTERS = {
    **dict(zip("abcdefghijklmnopqrstuvwxyz", (444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444), strict=True)),
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611), strict=True)),
    "đ": 500, "Đ": 722, " ": 250, "\u00a0": 250, ".": 250, ",": 250, ":": 278, ";": 278, "-": 333, "/": 278, "(": 333, ")": 333, "–": 500, "…": 1000, "_": 500,
}  # fmt: skip
_OTHER = 500


def width_of(text: str, size: float) -> float:
    """Return about how wide ``text`` is in letters of ``size``, in the unit of ``size``."""
    total = 0
    for each in unicodedata.normalize("NFD", text):
        if not unicodedata.combining(each):
            total += _LETTERS.get(each, _OTHER)
    return total * size / 1000
