"""What the preview says to editors, in the language of the site."""

import json
from collections.abc import Sequence
from gettext import NullTranslations
from html import escape
from typing import Any

from newsdesk.language import catalogue, site_language, translate
from newsdesk.preview.live_site import PROGRESS, Problem


def overlay(problems: Sequence[Problem], source: str = "") -> dict[str, Any]:
    """Return what ``client.js`` shows: the problems, errors first, and every word around them.

    On the page of one ``source`` file, what other files have to be looked at for is folded away, errors excepted.
    """
    text = catalogue()
    labels = _labels(text)
    working = "; ".join(each.message for each in problems if each.severity == PROGRESS)
    problems = [each for each in problems if each.severity != PROGRESS]
    order = [*labels]
    problems = sorted(problems, key=lambda each: (order.index(each.severity), each.path != source))
    folded = [each for each in problems if source and each.severity != "error" and each.path != source]
    shown = [each for each in problems if each not in folded]
    errors = sum(each.severity == "error" for each in shown)
    remarks, others = len(shown) - errors, len(folded)
    elsewhere = text.ngettext("%(num)d remark elsewhere", "%(num)d remarks elsewhere", others) % {"num": others}
    counts = [
        text.ngettext("%(num)d error", "%(num)d errors", errors) % {"num": errors} if errors else "",
        text.ngettext("%(num)d remark", "%(num)d remarks", remarks) % {"num": remarks} if remarks else "",
        elsewhere if others else "",
    ]
    return {
        "name": text.gettext("Preview"),
        "title": ", ".join(filter(None, counts)),
        "explanation": text.gettext("This goes away by itself once the file is fixed and saved.") if errors else "",
        "fix": text.gettext("Fix"),
        "close": text.gettext("Close"),
        "errors": errors,
        "working": working,
        "elsewhere": elsewhere,
        "problems": [
            {
                "place": place(each),
                "severity": each.severity,
                "label": labels[each.severity],
                "message": each.message,
                "fix": each.fix,
                "folded": number >= len(shown),
            }
            for number, each in enumerate([*shown, *folded])
        ],
    }


def _labels(text: NullTranslations) -> dict[str, str]:
    """Return the name of each severity, the gravest first."""
    return {
        "error": text.gettext("error"),
        "warning": text.gettext("warning"),
        "note": text.gettext("note"),
        "hint": text.gettext("hint"),
    }


def place(problem: Problem) -> str:
    """Return ``path:line``, or as much of it as there is."""
    return f"{problem.path}:{problem.line}" if problem.path and problem.line else problem.path


def as_text(problem: Problem) -> str:
    """Return ``problem`` for a terminal, as a build prints it."""
    text = catalogue()
    said = problem.message
    if problem.path:
        said = f"{place(problem)}: {_labels(text)[problem.severity]}: {said}"
    return f"{said}\n    {text.gettext('Fix')}: {problem.fix}" if problem.fix else said


def failed_page(problem: Problem | None) -> bytes:
    """Return a page that says nothing but ``problem``: ``client.js`` shows it, and its text stands there without.

    ``None``: the site as a whole can't be read, and the events tell why.
    """
    title = escape(translate("This page can't be shown"))
    given = escape(json.dumps(overlay([problem] if problem else [])), quote=True)
    said = escape(as_text(problem)) if problem else ""
    return (
        f'<!doctype html><html lang="{escape(site_language())}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title></head>'
        f'<body data-failed="{given}"><main><h1>{title}</h1>'
        f"<noscript><pre>{said}</pre></noscript></main></body></html>"
    ).encode()
