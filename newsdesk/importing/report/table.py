"""A report as CSV, a line for each thing that is told: opens in Excel with Vietnamese letters, and runs nothing there."""

import csv
from collections.abc import Iterable
from io import StringIO

from newsdesk.importing.report.entry import ReportEntry, Translate
from newsdesk.language import N_

_HEADS = (
    N_("Source"), N_("What became of it"), N_("Article"), N_("Group"), N_("Kind"), N_("Where"), N_("What is said"), N_("Words"),
)  # fmt: skip
#: What a sheet takes for a formula when a cell begins with it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def format_table(entries: Iterable[ReportEntry], translate: Translate) -> bytes:
    """Return the report as CSV in UTF-8 with a byte order mark."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([translate(head) for head in _HEADS])
    groups = {
        "field": translate("field"), "doubt": translate("look at it"), "note": translate("note"), "left": translate("left out"),
        "taken": translate("became a field"), "refused": translate("refused"),
    }  # fmt: skip
    for entry in entries:
        head = [entry.source, entry.outcome, entry.path]
        rows = [
            [groups["field"], f"{each.name} ({each.grade})", each.where, each.value, each.quote]
            for each in entry.fields
        ]
        told = groups["refused"] if entry.outcome == "refused" else groups["doubt"]
        rows += [[told, each.kind, each.where, each.sentence, each.text] for each in entry.doubts]
        rows += [[groups["note"], each.kind, each.where, each.sentence, each.text] for each in entry.notes]
        rows += [[groups["taken"], each.sentence, each.where, "", each.text] for each in entry.taken]
        rows += [[groups["left"], each.kind, each.where, each.sentence, each.text] for each in entry.left_out]
        for row in rows or [["", "", "", "", ""]]:
            writer.writerow([_inert(cell) for cell in (*head, *row)])
    return b"\xef\xbb\xbf" + file.getvalue().encode()


def _inert(cell: str) -> str:
    """Return ``cell`` so that a sheet takes it for text."""
    plain = "".join(each if each.isprintable() else " " for each in cell)
    return f"'{plain}" if plain.startswith(_FORMULA) else plain
