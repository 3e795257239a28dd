"""How wide the theme shows a photo of the text: the ``sizes`` from which browsers choose a rendition.

The numbers mirror theme/css (``--measure``, page.css, prose.css, figure.css) in rem;
tests/demonstration/test_sizes.py measures them in a browser.
"""

_MEASURE = 42.0
#: Both gutters of the page, where the text is narrower than its measure.
_GUTTERS = 2.0
#: Between the two photos of a row, and the width of the window from which there are rows of two.
_GAP = 1.0
_ROWS_FROM = 40.0
#: Shares of the text's width: all of it, half of a row, and an upright photo alone at the end of rows.
WHOLE, ROW, ROW_END = "whole", "row", "row end"
#: The most px that an upright photo alone in the text has, so that it fits a screen.
UPRIGHT = 400
#: In a cell of a table a photo has one width on every screen.
CELL_SIZES = "15rem"


def text_sizes(inset: float = 0.0, share: str = WHOLE, upright: bool = False) -> str:
    """Return the ``sizes`` of a photo that has a ``share`` of the text, which lists and quotes make ``inset`` rem narrower."""
    full, gutters = _MEASURE - inset, _GUTTERS + inset
    phone = f"calc(100vw - {gutters:g}rem)"
    if upright:
        phone = f"(min-width: {UPRIGHT / 16 + gutters:g}rem) {UPRIGHT}px, {phone}"
    if share == WHOLE:
        return f"(min-width: {_MEASURE + _GUTTERS:g}rem) {full:g}rem, {phone}"
    if share == ROW_END:
        return f"(min-width: {_ROWS_FROM:g}rem) {(_MEASURE - _GAP) / 2:g}rem, {phone}"
    return (
        f"(min-width: {_MEASURE + _GUTTERS:g}rem) {(full - _GAP) / 2:g}rem, "
        f"(min-width: {_ROWS_FROM:g}rem) calc(50vw - {(gutters + _GAP) / 2:g}rem), {phone}"
    )


#: Of a photo that has the text's whole width, as the lead photo has.
BODY_SIZES = text_sizes()


def alone_sizes(width: int, height: int, inset: float = 0.0) -> str:
    """Return the ``sizes`` of a photo of ``width`` × ``height`` px that no other stands beside: never wider than it is."""
    return sentence_sizes(min(width, UPRIGHT) if height > width else width, inset)


def sentence_sizes(width: int, inset: float = 0.0) -> str:
    """Return the ``sizes`` of a photo of ``width`` px in a sentence: shown as it is, up to the measure."""
    if width >= (_MEASURE - inset) * 16:
        return text_sizes(inset)
    gutters = _GUTTERS + inset
    return f"(min-width: {width / 16 + gutters:g}rem) {width}px, calc(100vw - {gutters:g}rem)"
