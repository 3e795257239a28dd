"""A report as a page of HTML that stands alone: no script, nothing from elsewhere, and every word of a source is only words in it."""

from collections.abc import Iterable, Sequence
from html import escape

from newsdesk.importing.report.entry import ReportedLine, ReportEntry, Translate
from newsdesk.importing.report.terminal import format_count
from newsdesk.language import N_

_STYLE = """
:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}
h1{font-size:1.5rem}h2{font-size:1.125rem;margin:2rem 0 .25rem;overflow-wrap:anywhere}
article{border-top:1px solid #8888}p{margin:.25rem 0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;margin:.5rem 0}th,td{text-align:left;vertical-align:top;padding:.25rem .5rem .25rem 0;border-bottom:1px solid #8883;overflow-wrap:anywhere;min-width:7rem}
.fields td:first-child{white-space:nowrap;font-weight:600}
.look{border-left:.25rem solid #b45309;padding-left:.5rem;margin:.25rem 0}
.refused{border-left:.25rem solid #b91c1c;padding-left:.5rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.875rem}
.where{color:#666}@media(prefers-color-scheme:dark){.where{color:#aaa}}
details{margin:.5rem 0}summary{cursor:pointer;padding:.5rem 0}
@media(max-width:40rem){table,tbody,tr,td{display:block}thead{display:none}tr{border-bottom:1px solid #8883;padding:.25rem 0}td{border:0;padding:0}}
"""
_HEADS = (N_("field"), N_("value"), N_("how sure"), N_("read from"))
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def format_page(entries: Sequence[ReportEntry], language: str, translate: Translate) -> bytes:
    """Return the report as HTML. The first entry is found at ``#s1``, and so on."""
    title = escape(translate("What was imported"))
    body = "\n".join(_article(each, number, translate) for number, each in enumerate(entries, start=1))
    return f"""<!doctype html>
<html lang="{escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">
<meta name="viewport" content="width=device-width">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<h1>{title}</h1>
<p>{escape(format_count(entries, translate))}</p>
{body}
</body>
</html>
""".encode()


def _article(entry: ReportEntry, number: int, translate: Translate) -> str:
    parts = [f"<article id=s{number}>\n<h2>{_words(entry.title or entry.source)}</h2>"]
    where = f" → <code>{_words(entry.path)}</code>" if entry.path else ""
    state = {
        "new": translate("imported, a draft"),
        "published": translate("imported and public"),
        "same": translate("imported before"),
        "edited": translate("edited since"),
        "dry-run": translate("only looked at"),
        "refused": translate("refused"),
        "duplicate": translate("the same article as another source"),
        "failed": translate("could not be written"),
    }[entry.outcome]
    parts.append(f"<p>{_words(entry.source)}{where} – {escape(state)}</p>")
    css = "refused" if entry.outcome == "refused" else "look"
    parts += [f'<p class="{css}">{_where(each)}{_words(each.sentence)}</p>' for each in entry.doubts]
    if entry.fields:
        heads = "".join(f"<th>{escape(translate(head))}</th>" for head in _HEADS)
        grades = {"sure": translate("sure"), "likely": translate("likely: look at it")}
        rows = "\n".join(
            f"<tr><td>{_words(each.name)}</td><td>{_words(each.value)}</td><td>{escape(grades.get(each.grade, each.grade))}</td>"
            f'<td>{_words(each.quote)} <span class="where">{_words(each.where)}</span></td></tr>'
            for each in entry.fields
        )
        parts.append(f'<table class="fields"><thead><tr>{heads}</tr></thead><tbody>\n{rows}\n</tbody></table>')
    parts.append(_listed(translate("Left out, with all words"), entry.left_out, translate))
    parts.append(_listed(translate("Became fields"), entry.taken, translate))
    parts.append(_listed(translate("Notes"), entry.notes, translate))
    if entry.difference:
        summary = escape(translate("What differs from the article that is there"))
        parts.append(
            f"<details><summary>{summary}</summary><pre>{_words(entry.difference, lines=True)}</pre></details>"
        )
    return "\n".join([*filter(None, parts), "</article>"])


def _listed(head: str, lines: Iterable[ReportedLine], translate: Translate) -> str:
    rows = [
        f'<tr><td>{_words(each.sentence)}</td><td>{_words(each.text)} <span class="where">{_words(each.where)}</span></td></tr>'
        for each in lines
    ]
    if not rows:
        return ""
    return f"<details><summary>{escape(head)} ({len(rows)})</summary><table><tbody>\n{chr(10).join(rows)}\n</tbody></table></details>"


def _where(line: ReportedLine) -> str:
    return f'<span class="where">{_words(line.where)}:</span> ' if line.where else ""


def _words(text: str, lines: bool = False) -> str:
    """Return ``text`` as words of a page, whatever is in it."""
    plain = "".join(each if each.isprintable() or (lines and each == "\n") else " " for each in text)
    return escape(plain)
