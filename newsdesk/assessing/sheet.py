"""The sheet as HTML, which prints on A4, and as CSV, a row for each piece of evidence."""

import csv
import io
from collections.abc import Iterable
from html import escape

from newsdesk.assessing.assessment import Assessment, Summary, summarize
from newsdesk.assessing.criteria import BY_NAME, CRITERIA, UNREAD, Criterion, Read, Scope
from newsdesk.assessing.evidence import Evidence, Verdict
from newsdesk.language import translate

#: Lines of one criterion that the sheet shows, of what was seen and of all else; all of them are in the CSV.
SEEN_SHOWN, SHOWN = 3, 30
#: Pages in the table of pages; of a larger site only those with something missing.
_PAGES = 400
_MARKS = {Verdict.SEEN: "✓", Verdict.MISSING: "✗", Verdict.NOT_MEASURED: "–"}
_CLASSES = {Verdict.SEEN: "seen", Verdict.MISSING: "missing", Verdict.NOT_MEASURED: "open"}
#: A cell that begins so would be run by programs of tables.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_STYLE = """
:root { color-scheme: light; --ink: #1b1f24; --soft: #57606a; --line: #c9d1d9; --red: #8c1d18; --green: #14532d; --amber: #6b4a00; }
* { box-sizing: border-box; }
body { font: 16px/1.5 "Be Vietnam Pro", "Segoe UI", system-ui, sans-serif; color: var(--ink); max-width: 62rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.75rem 0 .25rem; }
p { margin: .25rem 0 .75rem; max-width: 46rem; }
.soft { color: var(--soft); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1.25rem; margin: 1rem 0; }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
.note { border-left: 4px solid var(--amber); padding: .25rem 0 .25rem 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem .4rem 0; border-bottom: 1px solid var(--line); }
thead th { border-bottom: 2px solid var(--ink); }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; padding-right: 1rem; }
td.page, td.file { overflow-wrap: anywhere; min-width: 9rem; }
.verdict { font-weight: 600; white-space: nowrap; } .seen { color: var(--green); } .missing { color: var(--red); } .open { color: var(--amber); }
.sign { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin-top: 3rem; text-align: center; } .sign p { margin: 0 auto; } .sign div { min-height: 7rem; }
table.marks td, table.marks th { padding-right: .25rem; text-align: center; } table.marks td.page, table.marks th:first-child { text-align: left; padding-right: .6rem; }
a { color: inherit; text-underline-offset: .2em; }
@media (max-width: 40rem) { body { padding: 1rem .75rem 3rem; } h1 { font-size: 1.4rem; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } table.lines { min-width: 44rem; } table.marks { min-width: 34rem; } }
@page { size: A4; margin: 18mm 15mm; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } table { font-size: 8.5pt; } thead { display: table-header-group; } tr, h3, .sign { break-inside: avoid; } h2, h3 { break-after: avoid; } .wide { overflow: visible; } a { color: inherit; text-decoration: none; } }
"""


def write_html(assessment: Assessment, language: str) -> str:
    """Return the sheet as one HTML file that needs no other."""
    lines = summarize(assessment)
    title = translate("Self-assessment sheet")
    facts = (
        (translate("Site"), assessment.name),
        (translate("Address"), assessment.address),
        (translate("Measured"), f"{assessment.made:%d/%m/%Y %H:%M}"),
        (translate("Site built"), f"{assessment.built:%d/%m/%Y %H:%M}"),
        (translate("Pages"), translate("{count}, of which {sample} in a browser").format(count=len(assessment.pages), sample=len(assessment.sample))),
        (translate("Program"), assessment.program),
    )  # fmt: skip
    note = translate(
        "This sheet says what a program saw in the finished files, and nothing more: it is no certificate, and whether a rule is kept is for the authority to judge. “Not verified” stands where the text of a rule was not read."
    )
    conditions = translate(
        "Times: this machine as server, a phone of 360 px, 1.6 Mbit/s with 150 ms of latency, a processor four times slower. The live server and real networks were not measured."
    )
    portal, summary = translate("Portal of a state agency"), translate("Summary")
    unread, evidence, each_page = translate("Not assessed"), translate("Evidence"), translate("Page by page")
    parts = [
        f"<h1>{_text(title)}</h1>",
        f'<p class="soft">{_text(portal)}</p>',
        f"<dl>{''.join(f'<dt>{_text(name)}</dt><dd>{_text(value)}</dd>' for name, value in facts)}</dl>",
        f'<p class="note">{_text(note)}</p>',
        f"<h2>{_text(summary)}</h2>",
        _summary(lines),
        f"<h2>{_text(each_page)}</h2>",
        _pages(assessment),
        f"<h2>{_text(unread)}</h2>",
        f"<ul>{''.join(f'<li>{_text(rule)}: {_text(translate(why))}</li>' for rule, why in UNREAD)}</ul>",
        f"<h2>{_text(evidence)}</h2>",
        f'<p class="soft">{_text(conditions)}</p>',
        *(_evidence(each, assessment) for each in CRITERIA),
        _signatures(),
    ]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{_text(title)} – {_text(assessment.name)}</title><style>{_STYLE}</style>'
    return f'<!doctype html>\n<html lang="{escape(language)}">\n<head>{head}</head>\n<body>\n<main>\n{chr(10).join(parts)}\n</main>\n</body>\n</html>\n'


def _summary(lines: Iterable[Summary]) -> str:
    heads = (
        "",
        translate("What is asked"),
        translate("Rule"),
        translate("Of what"),
        translate("Result"),
        "✓",
        "✗",
        "–",
    )
    rows = []
    for number, line in enumerate(lines, 1):
        criterion = line.criterion
        rows.append(
            f'<tr><td class="number">{number}</td><td><a href="#{criterion.name}">{_text(translate(criterion.asks))}</a></td>'
            f'<td>{_text(translate(criterion.rule))}<br><span class="soft">{_text(translate(criterion.read.value))}</span></td>'
            f"<td>{_text(translate(criterion.scope.value))}</td>{_verdict(line.verdict, line.said)}"
            f'<td class="number">{line.seen}</td><td class="number">{line.missing}</td><td class="number">{line.unmeasured}</td></tr>'
        )
    return _table(heads, rows)


def _evidence(criterion: Criterion, assessment: Assessment) -> str:
    found = assessment.of(criterion)
    # What is missing comes first, then what was not measured: nobody looks for it among a thousand lines.
    order = (Verdict.MISSING, Verdict.NOT_MEASURED, Verdict.SEEN)
    found = sorted(found, key=lambda each: (order.index(each.verdict), each.page))
    heads = (translate("Result"), translate("Page"), translate("Measured value"), translate("File"), translate("Date"))
    day, whole = f"{assessment.made:%d/%m/%Y}", translate("the site")
    shown = [each for each in found if each.verdict is not Verdict.SEEN][:SHOWN]
    shown += [each for each in found if each.verdict is Verdict.SEEN][:SEEN_SHOWN]
    rows = [
        f'<tr>{_verdict(each.verdict)}<td class="page">{_text(each.page or whole)}</td><td>{_text(each.value)}</td>'
        f'<td class="file">{_text(each.file or "–")}</td><td>{day}</td></tr>'
        for each in shown
    ]
    more = translate("{count} more lines stand in the CSV file.").format(count=len(found) - len(shown))
    rest = f'<p class="soft">{_text(more)}</p>' if len(found) > len(shown) else ""
    said = f"{translate(criterion.rule)} – {translate(criterion.read.value)}"
    return f'<h3 id="{criterion.name}">{_text(translate(criterion.asks))}</h3><p class="soft">{_text(said)}</p>{_table(heads, rows)}{rest}'


def _pages(assessment: Assessment) -> str:
    """Return the table of pages: a column for each criterion that asks something of pages, under its number."""
    asked = [(number, each) for number, each in enumerate(CRITERIA, 1) if each.scope is not Scope.SITE]
    by_page: dict[str, dict[str, Verdict]] = {url: {} for url in sorted(assessment.pages)}
    for each in assessment.evidence:
        if each.page in by_page:
            by_page[each.page][each.criterion] = each.verdict
    shown = {url: seen for url, seen in by_page.items() if len(by_page) <= _PAGES or Verdict.MISSING in seen.values()}
    rows = []
    for url, seen in list(shown.items())[:_PAGES]:
        cells = "".join(_mark(seen.get(each.name), each.scope) for _, each in asked)
        rows.append(f'<tr><td class="page">{_text(url)}</td>{cells}</tr>')
    key = translate(
        "The numbers are those of the summary. ✓ seen, ✗ not seen, – not measured, empty: nothing is asked of this page."
    )
    left = translate("{count} pages without anything missing, or beyond these, stand in the CSV file.").format(
        count=len(by_page) - len(rows)
    )
    rest = f'<p class="soft">{_text(left)}</p>' if len(rows) < len(by_page) else ""
    return f'<p class="soft">{_text(key)}</p>{_table((translate("Page"), *(str(number) for number, _ in asked)), rows, "marks")}{rest}'


def _mark(verdict: Verdict | None, scope: Scope) -> str:
    if verdict is None and scope is Scope.SAMPLE:
        verdict = Verdict.NOT_MEASURED
    return f'<td class="{_CLASSES[verdict]}">{_MARKS[verdict]}</td>' if verdict else "<td></td>"


def _signatures() -> str:
    space = _text(translate("(signature, full name)"))
    who = (translate("Made by"), translate("Head of the office"))
    blocks = [f'<div><p><strong>{_text(each)}</strong></p><p class="soft">{space}</p></div>' for each in who]
    return f'<div class="sign">{"".join(blocks)}</div>'


def _verdict(verdict: Verdict, said: str = "") -> str:
    return f'<td class="verdict {_CLASSES[verdict]}">{_MARKS[verdict]} {_text(said or translate(verdict.value))}</td>'


def _table(heads: Iterable[str], rows: Iterable[str], kind: str = "lines") -> str:
    head = "".join(f'<th scope="col">{_text(each)}</th>' for each in heads)
    return f'<div class="wide"><table class="{kind}"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody></table></div>'


def _text(text: str) -> str:
    return escape(text, quote=True)


def write_csv(assessment: Assessment) -> str:
    """Return all evidence, a row each, as Excel opens it: with the mark of UTF-8, and no cell that it would run."""
    out = io.StringIO()
    writer = csv.writer(out)
    heads = (
        translate("Criterion"), translate("Rule"), translate("What is asked"), translate("How far the rule was read"), translate("Page"),
        translate("Result"), translate("Measured value"), translate("File"), translate("Date"),
    )  # fmt: skip
    writer.writerow(heads)
    found: list[Evidence] = [each for criterion in CRITERIA for each in assessment.of(criterion)]
    for each in found:
        criterion = BY_NAME[each.criterion]
        row = (
            criterion.name, translate(criterion.rule), translate(criterion.asks), translate(criterion.read.value),
            each.page or translate("the site"), translate(each.verdict.value), each.value, each.file, assessment.made.isoformat(timespec="minutes"),
        )  # fmt: skip
        writer.writerow([f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row])
    for rule, why in UNREAD:
        writer.writerow(
            ["", rule, "", translate(Read.NO.value), "", translate(Verdict.NOT_MEASURED.value), translate(why), "", ""]
        )
    return "\ufeff" + out.getvalue()
