"""The first page of the report on thousands of sources: how many became what, and a line for each, those to look at first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape

from newsdesk.importing.report.entry import ReportEntry, Translate
from newsdesk.importing.report.kinds import explain
from newsdesk.importing.report.page import format_page
from newsdesk.importing.report.terminal import format_count

#: Letters of what is said of a source here; its own page has all.
_SAID = 300
#: What comes first, second and so on.
_ORDER = {"failed": 0, "refused": 1, "edited": 2, "new": 3, "published": 3, "same": 3, "duplicate": 5}


@dataclass(frozen=True, slots=True)
class Listed:
    """A source, and where the report has all of it."""

    entry: ReportEntry
    place: str

    @classmethod
    def of(cls, entry: ReportEntry, place: str) -> "Listed":
        """Return what the first page needs of ``entry``: thousands of them are in memory."""
        return cls(
            replace(entry, fields=entry.likely, left_out=(), taken=(), notes=(), difference=entry.difference[:200]),
            place,
        )

    @property
    def order(self) -> tuple[int, str]:
        """Sorts those to look at before the others."""
        place = _ORDER.get(self.entry.outcome, 4)
        looked_at = bool(self.entry.doubts or self.entry.likely)
        return (4 if place == 3 and not looked_at else place, self.entry.source)


def format_first_page(
    listed: Sequence[Listed], everywhere: Sequence[str], language: str, translate: Translate
) -> bytes:
    """Return the first page; ``everywhere`` are lines that stood on every page of the old site, which are said once, here."""
    states = {
        "new": translate("imported, a draft"), "published": translate("imported and public"), "same": translate("imported before"),
        "edited": translate("edited since"), "refused": translate("refused"), "duplicate": translate("the same article as another source"),
        "failed": translate("could not be written"),
    }  # fmt: skip
    rows = []
    for each in sorted(listed, key=lambda each: each.order):
        entry = each.entry
        cells = (states.get(entry.outcome, entry.outcome), entry.title, entry.path, _about(entry)[:_SAID])
        link = f'<td><a href="{escape(each.place)}">{_words(entry.source)}</a></td>'
        rows.append(f"<tr>{link}{''.join(f'<td>{_words(cell)}</td>' for cell in cells)}</tr>")
    names = (
        translate("Source"),
        translate("What became of it"),
        translate("title"),
        translate("Article"),
        translate("look at it"),
    )
    heads = "".join(f"<th>{escape(name)}</th>" for name in names)
    once = ""
    if everywhere:
        summary = escape(explain("boilerplate", "", translate))
        lines = "".join(f"<li>{_words(line)}</li>" for line in everywhere)
        once = f"<details><summary>{summary} ({len(everywhere)})</summary><ul>{lines}</ul></details>"
    body = f"{once}\n<table><thead><tr>{heads}</tr></thead><tbody>\n{chr(10).join(rows)}\n</tbody></table>\n</body>"
    page = format_page([], language, translate).decode()
    count = escape(format_count([each.entry for each in listed], translate))
    return page.replace("<p></p>", f"<p>{count}</p>", 1).replace("</body>", body, 1).encode()


def _about(entry: ReportEntry) -> str:
    said = dict.fromkeys(each.sentence for each in entry.doubts)
    said |= dict.fromkeys(f"{field.name}: {field.value}?" for field in entry.likely)
    if entry.outcome in {"duplicate", "failed"}:
        said[entry.difference] = None
    return "; ".join(said)


def _words(text: str) -> str:
    return escape("".join(each if each.isprintable() else " " for each in text))
