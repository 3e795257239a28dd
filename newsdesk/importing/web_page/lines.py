"""One line of a flow: letters with what they wear, put together as HTML. Words that tags split are whole again."""

import re
from html import escape
from typing import NamedTuple

#: Marks from the outermost to the innermost.
_ORDER = ("strong", "em", "u", "s", "sup", "sub", "code")
_SPACES = re.compile(r"\s+")


class Run(NamedTuple):
    """Letters, a picture (as HTML) or the end of a line, and what they wear."""

    #: ``text``, ``img`` or ``br``.
    kind: str
    text: str
    marks: frozenset[str] = frozenset()
    #: The address of the link that they are in, and its class.
    link: str = ""
    note: bool = False


def is_empty(runs: list[Run]) -> bool:
    """Return whether ``runs`` show nothing."""
    return not any(run.kind == "img" or (run.kind == "text" and run.text.strip()) for run in runs)


def words_of(runs: list[Run]) -> str:
    """Return the letters of ``runs``, with single spaces."""
    return " ".join(
        "".join(run.text if run.kind == "text" else " " if run.kind == "br" else "" for run in runs).split()
    )


def tidied(runs: list[Run]) -> list[Run]:
    """Return ``runs`` with single spaces, none at the ends of lines, and no line's end at either end."""
    joined: list[Run] = []
    for run in runs:
        if run.kind == "text":
            before = joined[-1] if joined else None
            text = _SPACES.sub(" ", run.text)
            if before is None or before.kind == "br" or (before.kind == "text" and before.text.endswith(" ")):
                text = text.lstrip()
            if not text:
                continue
            if before is not None and before.kind == "text" and before[2:] == run[2:]:
                joined[-1] = before._replace(text=before.text + text)
            else:
                joined.append(run._replace(text=text))
        elif run.kind == "br":
            _cut_space(joined)
            if joined and joined[-1].kind != "br":
                joined.append(run)
        else:
            joined.append(run)
    while joined and (joined[-1].kind == "br" or not joined[-1].text.strip()):
        joined.pop()
    _cut_space(joined)
    return joined


def _cut_space(runs: list[Run]) -> None:
    while runs and runs[-1].kind == "text":
        cut = runs[-1].text.rstrip()
        if cut:
            runs[-1] = runs[-1]._replace(text=cut)
            return
        runs.pop()


def line_html(runs: list[Run]) -> str:
    """Return ``runs``, tidied, as HTML."""
    out: list[str] = []
    link, note, marks = "", False, frozenset[str]()
    position = 0
    while position < len(runs):
        run = runs[position]
        if (run.link, run.note) != (link, note):
            out += [_closing(marks), "</a>" if link else ""]
            marks = frozenset()
            link, note = run.link, run.note
            if link:
                out.append(f'<a{" class=" + chr(34) + "note" + chr(34) if note else ""} href="{escape(link)}">')
        # Spaces and line ends wear what stands before them: nothing to close and open again.
        if run.marks != marks and not (
            run.kind == "br" and position + 1 < len(runs) and runs[position + 1].marks == marks
        ):
            out += [_closing(marks), _opening(run.marks)]
            marks = run.marks
        out.append(escape(run.text, quote=False) if run.kind == "text" else "<br>" if run.kind == "br" else run.text)
        position += 1
    out += [_closing(marks), "</a>" if link else ""]
    return "".join(out)


def _opening(marks: frozenset[str]) -> str:
    return "".join(f"<{mark}>" for mark in _ORDER if mark in marks)


def _closing(marks: frozenset[str]) -> str:
    return "".join(f"</{mark}>" for mark in reversed(_ORDER) if mark in marks)
