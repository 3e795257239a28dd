"""From a file of LibreOffice Writer to a ``SourceDocument``."""

from collections.abc import Iterator

from newsdesk.importing.old_office.open_document.inline import Inline, OpenReading
from newsdesk.importing.old_office.open_document.styles import OFFICE, STYLE, TABLE, TEXT, OpenStyles
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from newsdesk.importing.word.finishing import finish, leave_out_blocks
from newsdesk.importing.word.names import Element, local
from newsdesk.importing.word.package import Archive
from newsdesk.importing.word.pieces import Block, Cell, Item, Paragraph, Table, is_seen
from newsdesk.importing.word.places import Places

_INDEXES = {
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index", "bibliography",
}  # fmt: skip
_WRAPPERS = {"section", "index-body", "list-header", "text-box", "note-body"}
#: Tables and boxes in one another; cells and rows that are repeated.
_DEPTH, _REPEATED = 20, 63


def read_open_document(content: bytes, name: str) -> SourceDocument:
    """Read an ``.odt`` file. Raises ``RefusedSourceError``."""
    archive = Archive(content)
    manifest = archive.read("META-INF/manifest.xml") if archive.has("META-INF/manifest.xml") else b""
    if b"encryption-data" in manifest or archive.has("encrypted-package"):
        raise RefusedSourceError("password")
    root = archive.xml("content.xml")
    text = None if root is None else root.find(f"{OFFICE}body/{OFFICE}text")
    if root is None or text is None:
        raise archive.refuse_kind()
    sheet = archive.xml("styles.xml")
    reading = OpenReading(places=Places(), archive=archive, styles=OpenStyles(sheet, root), read_blocks=_read_blocks)
    try:
        blocks = _read_blocks(reading, text)
        _leave_out_margins(reading, sheet)
    except RecursionError as error:
        raise RefusedSourceError("too-deep") from error
    if any(archive.has(f"{folder}/script-lb.xml") for folder in ("Basic", "Basic/Standard")):
        reading.name_thing("macros", "", where="")
    return finish(reading, blocks, reading.note_blocks, content, name)


def _read_blocks(reading: OpenReading, container: Element) -> tuple[Block, ...]:
    if reading.depth > _DEPTH:
        raise RefusedSourceError("too-deep", str(_DEPTH))
    return tuple(_Blocks(reading).read(container))


class _Blocks:
    def __init__(self, reading: OpenReading) -> None:
        self._reading = reading
        self._gone = ""

    def read(self, container: Element) -> Iterator[Block]:
        for each in container:
            name = local(each)
            if name in {"p", "h"}:
                yield from self._paragraph(each, None)
            elif name == "list":
                yield from self._list(each, each.get(f"{TEXT}style-name", ""), 1, 0)
            elif name == "table":
                yield self._table(each)
            elif name in _INDEXES:
                self._leave_out("toc", each)
            elif name == "tracked-changes":
                self._deleted(each)
            elif name in _WRAPPERS:
                yield from self.read(each)
            elif name in {"frame", "g", "custom-shape"}:
                holder = each.makeelement(f"{TEXT}p")
                holder.append(each)
                yield from self._paragraph(holder, None)

    def _leave_out(self, kind: str, container: Element) -> None:
        leave_out_blocks(self._reading, kind, tuple(self.read(container)))

    def _deleted(self, changes: Element) -> None:
        for region in changes:
            for change in region:
                kind = {"deletion": "del", "insertion": "ins"}.get(local(change))
                if kind:
                    self._reading.changes[kind] = self._reading.changes.get(kind, 0) + 1
                if kind == "del":
                    with self._reading.inside(self._reading.places.now):
                        self._leave_out("deleted", change)

    def _paragraph(self, element: Element, item: Item | None) -> Iterator[Block]:
        reading, key = self._reading, element.get(f"{TEXT}style-name", "")
        reading.paragraph += 1
        reading.places.begin_paragraph()
        things = reading.things
        inline = Inline(reading, key)
        inline.read(element)
        seen = is_seen(inline.pieces)
        reading.places.end_paragraph(seen or reading.things > things)
        if not seen:
            return
        styles, style = reading.styles, reading.styles.name(key)
        heading = 1 if style == "title" else 0
        if local(element) == "h":
            level = element.get(f"{TEXT}outline-level", "1")
            heading = min(int(level), 6) if level.isdigit() and level != "0" else 1
        yield Paragraph(
            tuple(inline.pieces),
            "normal" if style in {"standard", "default paragraph style"} else style,
            styles.align(key),
            heading,
            None if heading else item,
            reading.places.now,
            quoted=style == "quotations",
            base=styles.look(key),
        )

    def _list(self, element: Element, style: str, level: int, number: int) -> Iterator[Block]:
        style = element.get(f"{TEXT}style-name", "") or style
        ordered, form, start = self._reading.styles.is_ordered(style, level)
        number = start - 1
        for each in element:
            if local(each) not in {"list-item", "list-header"}:
                continue
            first = local(each) == "list-item"
            own = each.get(f"{TEXT}start-value", "")
            number = int(own) if own.isdigit() else number + 1 if first else number
            for inner in each:
                if local(inner) == "list":
                    yield from self._list(inner, style, level + 1, 0)
                elif local(inner) in {"p", "h"}:
                    item = Item(
                        "ol" if ordered else "ul", form if ordered else "", number, style or "list", level, level
                    )
                    yield from self._paragraph(inner, item if first else None)
                    first = False
                elif local(inner) == "table":
                    yield self._table(inner)

    def _table(self, table: Element) -> Block:
        reading = self._reading
        number = reading.places.begin_table()
        rows: list[tuple[Cell, ...]] = []
        head = 0
        for row, is_head in _rows(table, in_head=False):
            cells: list[Cell] = []
            column = 1
            for each in row:
                if local(each) not in {"table-cell", "covered-table-cell"}:
                    continue
                where = reading.places.cell(number, len(rows) + 1, column)
                with reading.inside(where):
                    blocks = _read_blocks(reading, each)
                if local(each) == "table-cell":
                    for _ in range(_count(each, "number-columns-repeated")):
                        cells.append(
                            Cell(
                                blocks,
                                _count(each, "number-columns-spanned"),
                                _count(each, "number-rows-spanned"),
                                where,
                            )
                        )
                        blocks = ()
                elif blocks:
                    leave_out_blocks(reading, "hidden", blocks, where)
                column += _count(each, "number-columns-repeated")
            rows.append(tuple(cells))
            head = len(rows) if is_head and head == len(rows) - 1 else head
        if any(cell.rows + n > head for n, cells in enumerate(rows[:head]) for cell in cells):
            head = 0
        return Table(tuple(rows), head, "", reading.places.table(number))


def _rows(table: Element, in_head: bool) -> Iterator[tuple[Element, bool]]:
    for each in table:
        name = local(each)
        if name == "table-row":
            yield each, in_head
        elif name in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _rows(each, in_head or name == "table-header-rows")


def _count(element: Element, name: str) -> int:
    text = element.get(f"{TABLE}{name}", "1")
    return min(max(int(text), 1), _REPEATED) if text.isdigit() else 1


def _leave_out_margins(reading: OpenReading, sheet: Element | None) -> None:
    for page in () if sheet is None else sheet.iter(f"{STYLE}master-page"):
        for each in page:
            kind = (
                "header" if local(each).startswith("header") else "footer" if local(each).startswith("footer") else ""
            )
            if kind:
                where = reading.places.margin(kind)
                with reading.inside(where):
                    leave_out_blocks(reading, kind, _read_blocks(reading, each), where)
