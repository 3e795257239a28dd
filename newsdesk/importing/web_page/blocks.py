"""The blocks of a flow while they are written: lists, quotes, cells and figures hold others, all else stands in a row."""

from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from newsdesk.importing.web_page.lines import Run, is_empty, line_html, tidied


class Part(NamedTuple):
    """A finished block: its element, its attributes as HTML, and what is in it."""

    tag: str
    attributes: str
    inner: str
    #: Pictures and nothing else.
    pictures: bool = False

    def html(self) -> str:
        """Return it as HTML."""
        return "<hr>" if self.tag == "hr" else f"<{self.tag}{self.attributes}>{self.inner}</{self.tag}>"


@dataclass(slots=True)
class Holder:
    """What holds blocks: ``root``, ``ul``, ``ol``, ``li``, ``blockquote``, ``table``, ``tr``, ``td``, ``th``, ``figure``, ``figcaption``."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    #: Of a table: how many of its first rows are its head.
    head: int = 0


def attributes_html(attributes: dict[str, str]) -> str:
    """Return ``attributes`` as they stand in a tag."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items() if value)


def block(tag: str, attributes: dict[str, str], runs: list[Run]) -> Part | None:
    """Return the block of ``runs``, None for an empty one."""
    if tag != "pre":
        runs = tidied(runs)
    if is_empty(runs):
        return None
    pictures = all(run.kind != "text" or not run.text.strip() for run in runs)
    return Part(tag, attributes_html(attributes), line_html(runs), pictures)


def closed(holder: Holder) -> list[Part]:
    """Return what ``holder`` becomes in the one that holds it."""
    return _CLOSE.get(holder.tag, _close_plain)(holder)


def _close_plain(holder: Holder) -> list[Part]:
    if not holder.parts:
        return []
    return [Part(holder.tag, attributes_html(holder.attributes), "".join(part.html() for part in holder.parts))]


def _close_item(holder: Holder) -> list[Part]:
    return [_item(holder.parts, holder.attributes)] if holder.parts else []


def _item(parts: list[Part], attributes: dict[str, str]) -> Part:
    inner = "".join(part.html() for part in parts)
    if parts[0].tag == "p" and all(part.tag in {"ul", "ol"} for part in parts[1:]):
        inner = parts[0].inner + "".join(part.html() for part in parts[1:])
    return Part("li", attributes_html(attributes), inner)


def _close_cell(holder: Holder) -> list[Part]:
    parts = holder.parts
    if len(parts) == 1 and parts[0].tag == "p":
        align = parts[0].attributes if "data-align" in parts[0].attributes else ""
        own = {name: value for name, value in holder.attributes.items() if not align or name != "data-align"}
        # Where it stands is said by the cell.
        align = align[align.find(" data-align") :].partition('" ')[0] if align else ""
        return [
            Part(
                holder.tag,
                attributes_html(own) + (align if not align or align.endswith('"') else f'{align}"'),
                parts[0].inner,
            )
        ]
    return [Part(holder.tag, attributes_html(holder.attributes), "".join(part.html() for part in parts))]


def _close_list(holder: Holder) -> list[Part]:
    if not holder.parts:
        return []
    inner = "".join((part if part.tag == "li" else _item([part], {})).html() for part in holder.parts)
    return [Part(holder.tag, attributes_html(holder.attributes), inner)]


def _close_row(holder: Holder) -> list[Part]:
    cells = [part for part in holder.parts if part.tag in {"td", "th"}]
    stray = [part for part in holder.parts if part.tag not in {"td", "th"}]
    return [*stray, Part("tr", "", "".join(cell.html() for cell in cells))] if cells else stray


def _close_table(holder: Holder) -> list[Part]:
    rows = [part for part in holder.parts if part.tag == "tr"]
    # What stands in a table and in none of its cells is shown above it by browsers.
    stray = [part for part in holder.parts if part.tag != "tr"]
    if not rows:
        return stray
    head, body = rows[: holder.head], rows[holder.head :]
    inner = f"<thead>{''.join(row.html() for row in head)}</thead>" if head and body else ""
    inner += f"<tbody>{''.join(row.html() for row in (body if inner else rows))}</tbody>"
    return [*stray, Part("table", attributes_html(holder.attributes), inner)]


def _close_figure(holder: Holder) -> list[Part]:
    captions = [part for part in holder.parts if part.tag == "figcaption"]
    shown = [part for part in holder.parts if part.tag == "p" and part.pictures]
    words = [part for part in holder.parts if part.tag == "p" and not part.pictures]
    if (
        not shown
        or len(shown) + len(words) + len(captions) < len(holder.parts)
        or (captions and words)
        or len(words) > 2
    ):
        # No figure, whatever it is called.
        return [
            Part("p", part.attributes, part.inner, part.pictures) if part.tag == "figcaption" else part
            for part in holder.parts
        ]
    inner = "".join(part.inner for part in shown)
    caption = "<br>".join(part.inner for part in captions or words)
    if caption:
        inner += f"<figcaption>{caption}</figcaption>"
    return [Part("figure", attributes_html(holder.attributes), inner, True)]


def _close_caption(holder: Holder) -> list[Part]:
    if any(part.tag != "p" or "<img" in part.inner for part in holder.parts):
        return holder.parts
    inner = "<br>".join(part.inner for part in holder.parts)
    return [Part("figcaption", "", inner)] if inner else []


def _close_root(holder: Holder) -> list[Part]:
    parts = holder.parts
    while parts and parts[0].tag == "hr":
        parts = parts[1:]
    while parts and parts[-1].tag == "hr":
        parts = parts[:-1]
    return parts


_CLOSE = {
    "li": _close_item, "td": _close_cell, "th": _close_cell, "ul": _close_list, "ol": _close_list, "tr": _close_row, "table": _close_table,
    "figure": _close_figure, "figcaption": _close_caption, "root": _close_root,
}  # fmt: skip
