"""Tables that only place things: pictures over their captions, and columns of a page."""

from lxml.html import HtmlElement

from newsdesk.importing.web_page.tree import text_of

#: Letters that a caption in a cell may have.
_LONGEST = 400
_Rows = list[tuple[HtmlElement, HtmlElement | None]]


def rows_of(table: HtmlElement) -> list[list[HtmlElement]]:
    """Return the cells of ``table`` by rows, without those of tables in it."""
    rows = table.xpath("./tr|./thead/tr|./tbody/tr|./tfoot/tr")
    return [[cell for cell in row if cell.tag in {"td", "th"}] for row in rows]


def picture_rows(table: HtmlElement) -> _Rows:
    """Return the pictures of ``table`` with their captions where it is nothing else: cells of pictures over cells of words.

    Empty for any other table.
    """
    if table.find(".//img") is None or table.find(".//table") is not None or table.find(".//th") is not None:
        return []
    found: _Rows = []
    above: list[HtmlElement] = []
    for row in rows_of(table):
        full = [cell for cell in row if not _is_empty(cell)]
        if not full:
            continue
        with_pictures = [cell for cell in full if cell.find(".//img") is not None]
        if with_pictures:
            if len(with_pictures) < len(full) or any(len(text_of(cell)) > _LONGEST for cell in full):
                return []
            found += [(cell, None) for cell in above]
            above = with_pictures
            continue
        if not above or len(full) > len(above) or any(len(text_of(cell)) > _LONGEST for cell in full):
            return []
        if len(full) == len(above) or len(full) == 1:
            # One caption under several pictures is that of the last: the others stand right before it.
            lone = [None] * (len(above) - len(full))
            found += list(zip(above, [*lone, *full], strict=True))
            above = []
            continue
        return []
    return found + [(cell, None) for cell in above]


def _is_empty(cell: HtmlElement) -> bool:
    return cell.find(".//img") is None and not text_of(cell)


def is_layout(table: HtmlElement) -> bool:
    """Return whether ``table`` only places what is in it."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return True
    rows = rows_of(table)
    filled = [[cell for cell in row if not _is_empty(cell)] for row in rows]
    filled = [row for row in filled if row]
    if not filled:
        return True
    if table.find("./thead") is not None or any(cell.tag == "th" for row in rows for cell in row):
        return False
    if all(len(row) == 1 for row in filled):
        # A frame round a text with one cell is no table; one of a single column with rules is none either.
        return True
    # Whole parts of a page beside each other.
    blocks = "boolean(.//h1|.//h2|.//h3|.//table[.//tr[2]]|.//ul[li[4]]|.//p[6])"
    return any(cell.xpath(blocks) for row in filled for cell in row) and max(len(row) for row in filled) <= 3
