"""A report for a terminal: short, one source a paragraph."""

from collections.abc import Iterable

from ban_tin.findings.report import printable
from newsdesk.importing.report.entry import ReportEntry, Translate

#: Letters of what is quoted, lines of what has to be looked at.
_QUOTED, _LINES = 90, 12
_DIFFERENCE = 12


def format_entry(entry: ReportEntry, translate: Translate) -> str:
    """Return what is printed of one source."""
    lines = [printable(entry.source)]
    if entry.outcome == "refused":
        return "\n".join([*lines, *(f"  ✗ {printable(each.sentence)}" for each in entry.doubts)])
    said = {
        "new": translate("→ {path} (a draft)"),
        "published": translate("→ {path} (public)"),
        "same": translate("= {path}: imported before; nothing was changed."),
        "edited": translate("≠ {path}: imported before and edited since; nothing was changed."),
        "dry-run": translate("→ would become {path}"),
        "duplicate": translate("= {path}: the same article as another source."),
        "failed": translate("✗ {path}: it could not be written."),
    }[entry.outcome]
    lines.append(f"  {said.format(path=printable(entry.path))}")
    if entry.outcome == "edited":
        shown = entry.difference.split("\n")[2:]
        lines += [f"    {printable(line)[:160]}" for line in shown[:_DIFFERENCE]]
        lines += ["    …"] if len(shown) > _DIFFERENCE else []
    if entry.outcome in {"same", "edited"}:
        return "\n".join(lines)
    named = translate("title")
    lines.append(f"  {named}: {printable(entry.title)}")
    for field in entry.fields:
        if field.name in {"title", "summary", "aliases", "tags"} or (
            field.grade != "likely" and field.name not in {"date", "document_number"}
        ):
            continue
        look = (
            " – " + translate("is it right? It was read from “{quote}”.").format(quote=_cut(field.quote))
            if field.grade == "likely"
            else ""
        )
        lines.append(f"  {field.name}: {printable(field.value)}{printable(look)}")
    for doubt in entry.doubts[:_LINES]:
        lines.append(f"  ? {_at(doubt.where)}{printable(_cut(doubt.sentence, 300))}")
    if len(entry.doubts) > _LINES:
        more = translate("{count} more in the report").format(count=len(entry.doubts) - _LINES)
        lines.append(f"  … {more}")
    if entry.left_out:
        kinds = dict.fromkeys(each.sentence.split(":")[0] for each in entry.left_out)
        message = translate("Left out, with all words in the report: {count} ({kinds})")
        lines.append("  – " + printable(message.format(count=len(entry.left_out), kinds="; ".join(kinds))))
    return "\n".join(lines)


def _at(where: str) -> str:
    return f"{printable(where)}: " if where else ""


def _cut(text: str, most: int = _QUOTED) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]}…"


def format_count(entries: Iterable[ReportEntry], translate: Translate) -> str:
    """Return how many became what."""
    counted: dict[str, int] = {}
    for entry in entries:
        counted[entry.outcome] = counted.get(entry.outcome, 0) + 1
    names = {
        "new": translate("{count} imported"),
        "published": translate("{count} imported and public"),
        "same": translate("{count} imported before"),
        "edited": translate("{count} edited since"),
        "dry-run": translate("{count} would be imported"),
        "duplicate": translate("{count} the same article as another"),
        "failed": translate("{count} could not be written"),
        "refused": translate("{count} refused"),
    }
    return ", ".join(names[name].format(count=counted[name]) for name in names if name in counted)
