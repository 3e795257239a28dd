"""From the pieces of a document to its flow of HTML."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from newsdesk.importing.word.lists import Nested, nest
from newsdesk.importing.word.pieces import Block, Box, NoteMark, Paragraph, Picture, Piece, Table, Words
from newsdesk.importing.word.styles import Look

#: Marks from the outside in, so that neighbours share as many as they can.
_ORDER = ("strong", "em", "u", "s", "sup", "sub")


def write_flow(blocks: Sequence[Block], doubted: frozenset[str] = frozenset()) -> str:
    """Return the flow of ``blocks``. ``doubted`` are places whose letters may have been read wrong."""
    return "".join(_write_block(each, doubted) for each in nest(blocks))


def write_notes(notes: Mapping[int, Sequence[Block]], doubted: frozenset[str] = frozenset()) -> str:
    """Return the list of notes at the end of a flow; ``""`` for none."""
    if not notes:
        return ""
    items = "".join(
        f'<li id="note-{number}">{_write_note(blocks, doubted)}</li>' for number, blocks in sorted(notes.items())
    )
    return f'<ol class="notes">{items}</ol>'


def _write_note(blocks: Sequence[Block], doubted: frozenset[str]) -> str:
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph) and blocks[0].item is None:
        text, boxes = _write_pieces(blocks[0].pieces, blocks[0].base, plain=False)
        return text + _write_boxes(boxes, doubted)
    return write_flow(blocks, doubted)


def _write_block(block: "Block | Nested", doubted: frozenset[str]) -> str:
    if isinstance(block, Table):
        return _write_table(block, doubted)
    if isinstance(block, Nested):
        return _write_list(block, doubted)
    text, boxes = _write_pieces(block.pieces, block.base, plain=bool(block.heading))
    beside = _write_boxes(boxes, doubted)
    if not text:
        return ("<hr>" if block.ruled else "") + beside
    tag = f"h{block.heading}" if block.heading else "p"
    written = f"<{tag}{_describe(block, doubted)}>{text}</{tag}>"
    return (f"<blockquote>{written}</blockquote>" if block.quoted else written) + beside


def _write_list(block: Nested, doubted: frozenset[str]) -> str:
    numbers = ""
    if block.tag == "ol":
        numbers = f' start="{block.start}"' if block.start != 1 else ""
        numbers += f' type="{block.type}"' if block.type not in {"", "1"} else ""
    items = []
    for paragraph, below in block.items:
        text, boxes = _write_pieces(paragraph.pieces, paragraph.base, plain=False)
        inner = "".join(_write_list(each, doubted) for each in below)
        items.append(f"<li{_describe(paragraph, doubted)}>{text}{_write_boxes(boxes, doubted)}{inner}</li>")
    return f"<{block.tag}{numbers}>{''.join(items)}</{block.tag}>"


def _write_table(table: Table, doubted: frozenset[str]) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if number < table.head else "td"
        cells = "".join(
            f"<{tag}{_span('colspan', cell.columns)}{_span('rowspan', cell.rows)}{_attribute('data-where', cell.where)}>"
            f"{write_flow(cell.blocks, doubted)}</{tag}>"
            for cell in row
        )
        rows.append(f"<tr>{cells}</tr>")
    head, body = "".join(rows[: table.head]), "".join(rows[table.head :])
    parts = (f"<thead>{head}</thead>" if head else "") + (f"<tbody>{body}</tbody>" if body else "")
    return f"<table{_attribute('data-style', table.style)}{_attribute('data-where', table.where)}>{parts}</table>"


def _write_boxes(boxes: Iterable[Box], doubted: frozenset[str]) -> str:
    return "".join(
        f"<aside{_attribute('data-where', box.where)}>{content}</aside>"
        for box in boxes
        if (content := write_flow(box.blocks, doubted))
    )


def _describe(paragraph: Paragraph, doubted: frozenset[str]) -> str:
    sizes = [piece.look.size for piece in paragraph.pieces if isinstance(piece, Words) and piece.text.strip()]
    size = max(sizes, default=0)
    return "".join(
        (
            _attribute("data-align", paragraph.align),
            _attribute("data-style", "" if paragraph.style == "normal" else paragraph.style),
            _attribute("data-size", f"{size:g}" if size else ""),
            _attribute("data-where", paragraph.where),
            _attribute("data-doubt", "legacy-letters" if paragraph.where in doubted else ""),
        )
    )


def _write_pieces(pieces: Sequence[Piece], base: Look, plain: bool) -> tuple[str, list[Box]]:
    """Return the HTML within a paragraph, and the text boxes that go behind it. ``plain``: what its style emphasises is no emphasis."""
    written: list[str] = []
    boxes: list[Box] = []
    open_marks: list[str] = []
    for piece in _trimmed(pieces):
        if isinstance(piece, Box):
            boxes.append(piece)
            continue
        marks = _marks(piece, base, plain)
        shared = next((n for n, (a, b) in enumerate(zip(open_marks, marks, strict=False)) if a != b), None)
        shared = min(len(open_marks), len(marks)) if shared is None else shared
        written += [f"</{_tag(mark)}>" for mark in reversed(open_marks[shared:])]
        written += [f"<{mark}>" for mark in marks[shared:]]
        open_marks = marks
        written.append(_write_piece(piece))
    written += [f"</{_tag(mark)}>" for mark in reversed(open_marks)]
    return "".join(written), boxes


def _write_piece(piece: Piece) -> str:
    if isinstance(piece, Words):
        return escape(piece.text, quote=False).replace("\n", "<br>")
    if isinstance(piece, Picture):
        return f'<img src="{escape(piece.source)}" alt="{escape(piece.alt)}">'
    assert isinstance(piece, NoteMark)
    return f'<a class="note" href="#note-{piece.number}">{piece.number}</a>'


def _marks(piece: Piece, base: Look, plain: bool) -> list[str]:
    if isinstance(piece, Picture):
        return [f'a href="{escape(piece.href)}"'] if piece.href else []
    if not isinstance(piece, Words):
        return []
    look, link = piece.look, [f'a href="{escape(piece.href)}"'] if piece.href else []
    on = {
        "strong": look.bold and not (plain and base.bold),
        "em": look.italic and not (plain and base.italic),
        "u": look.underlined and not piece.href and not (plain and base.underlined),
        "s": look.struck,
        "sup": look.raised == "superscript",
        "sub": look.raised == "subscript",
    }
    if not piece.text.strip() and not look.underlined:
        # Emphasis of nothing.
        return link
    return link + [mark for mark in _ORDER if on[mark]]


def _trimmed(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces without spaces and breaks at both ends; text boxes don't count. Empty where nothing is said."""
    inline = [piece for piece in pieces if not isinstance(piece, Box)]
    boxes: list[Piece] = [piece for piece in pieces if isinstance(piece, Box)]
    while inline and isinstance(inline[0], Words):
        text = inline[0].text.lstrip()
        if text:
            inline[0] = Words(text, inline[0].look, inline[0].href, inline[0].made)
            break
        inline.pop(0)
    while inline and isinstance(inline[-1], Words):
        text = inline[-1].text.rstrip()
        if text:
            inline[-1] = Words(text, inline[-1].look, inline[-1].href, inline[-1].made)
            break
        inline.pop()
    return [*_joined(inline), *boxes]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    joined: list[Piece] = []
    for piece in pieces:
        before = joined[-1] if joined else None
        if (
            isinstance(piece, Words)
            and isinstance(before, Words)
            and (piece.look, piece.href) == (before.look, before.href)
        ):
            joined[-1] = Words(before.text + piece.text, before.look, before.href, before.made)
        elif not (isinstance(piece, Words) and not piece.text):
            joined.append(piece)
    return joined


def _span(name: str, number: int) -> str:
    return f' {name}="{number}"' if number > 1 else ""


def _attribute(name: str, text: str) -> str:
    return f' {name}="{escape(text)}"' if text else ""


def _tag(mark: str) -> str:
    return mark.partition(" ")[0]
