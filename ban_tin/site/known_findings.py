"""``known-findings.toml``: the findings that an office took over with its archive, as a list that people can read and that only shrinks."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from ban_tin.findings.catalogue import KINDS
from ban_tin.findings.known import ACCEPTABLE, KnownFindings, KnownKey
from ban_tin.findings.report import Findings, fields_of
from ban_tin.language.translations import N_, translation
from ban_tin.source_files import UnusableFileError, read_text

#: Beside ``site.toml``.
FILE = "known-findings.toml"
#: How often an entry is known, where that is more than once. No kind of finding has a value of that name.
TIMES = "times"
#: Bytes: of a hundred thousand entries.
_LIMIT = 20_000_000
_HEAD = N_(
    "What was found in articles when they were taken over: publishing does not stop at it, and it is not shown. "
    "Written by “ban-tin check --accept”, which only takes out what has been fixed; nobody needs to write in here. "
    "To see the findings of an article again, delete its lines."
)


def load_known(path: Path, shown: str, findings: Findings) -> KnownFindings:
    """Return the list in the file ``path``, which findings call ``shown``; entries that can't be used become findings."""
    try:
        source = read_text(path, _LIMIT)
    except FileNotFoundError:
        return KnownFindings()
    except UnusableFileError as error:
        findings.add(error.kind, shown, 0, **error.values)
        return KnownFindings(shown)
    try:
        document = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        findings.add("known-syntax", shown, int(place[1]) if place else source.count("\n") + 1, reason=str(error))
        return KnownFindings(shown)
    except (RecursionError, ValueError, OverflowError) as error:
        findings.add("known-syntax", shown, reason=type(error).__name__)
        return KnownFindings(shown)
    times: dict[KnownKey, int] = {}
    for article, kinds in document.items():
        for kind, entries in kinds.items() if isinstance(kinds, dict) else [("", kinds)]:
            if reason := _kind_problem(article, kind, entries):
                findings.add(
                    "known-entry", shown, _line_of(source, article, kind), entry=kind or article, reason=reason
                )
                continue
            for entry in entries:
                if reason := _entry_problem(kind, entry):
                    line = _line_of(
                        source, article, kind, *(map(str, entry.values()) if isinstance(entry, dict) else ())
                    )
                    findings.add("known-entry", shown, line, entry=kind, reason=reason)
                    continue
                values = tuple(sorted((name, value) for name, value in entry.items() if name != TIMES))
                key = KnownKey(article, kind, values)
                times[key] = times.get(key, 0) + entry.get(TIMES, 1)
    return KnownFindings(shown, times)


def _kind_problem(article: str, kind: str, entries: Any) -> str:
    """Return why the ``entries`` of a kind can't be used, ``""`` where they can."""
    if not kind or not isinstance(entries, list):
        return N_("it is not written as this list is")
    if kind not in KINDS:
        return N_("there is no finding of that name")
    if KINDS[kind].severity not in ACCEPTABLE:
        return N_("only warnings and hints can be accepted, no errors")
    return "" if article.endswith(".md") else N_("only findings in articles and pages can be accepted")


def _entry_problem(kind: str, entry: Any) -> str:
    if not isinstance(entry, dict):
        return N_("it is not written as this list is")
    times = entry.get(TIMES, 1)
    if type(times) is not int or not 0 < times < 10**6:
        return N_("“times” is a number from 1 on")
    values = {name: value for name, value in entry.items() if name != TIMES}
    if values.keys() != fields_of(kind) or not all(isinstance(value, str) for value in values.values()):
        return N_("its values are not those that the finding has")
    return ""


def _line_of(source: str, *needles: str) -> int:
    """Return the line of the last of ``needles``, each looked for behind the one before, as far as they are there."""
    place = 0
    for needle in needles:
        for written in (needle, _quoted(needle)[1:-1]):
            found = source.find(written, place) if written else -1
            if found >= 0:
                place = found
                break
    return source.count("\n", 0, place) + 1


def format_known(times: Mapping[KnownKey, int], language: str) -> str:
    """Return the text of the file: by article, kind and values, so that a change of the list is a small one."""
    head = [f"# {line}" for line in _sentences(translation(language).gettext(_HEAD))]
    parts = ["\n".join(head) + "\n"]
    for article, keys in groupby(sorted(times), key=lambda key: key.article):
        parts.append("\n".join(_section(article, keys, times)) + "\n")
    return "\n".join(parts)


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.:])\s+(?=[^\W\d_])", text)


def _section(article: str, keys: Iterable[KnownKey], times: Mapping[KnownKey, int]) -> Iterator[str]:
    yield f"[{_quoted(article)}]"
    for kind, alike in groupby(keys, key=lambda key: key.kind):
        yield f"{kind} = ["
        for key in alike:
            values = [f"{name} = {_quoted(value)}" for name, value in key.values]
            values += [f"{TIMES} = {times[key]}"] if times[key] > 1 else []
            yield f"    {{ {', '.join(values)} }}," if values else "    {},"
        yield "]"


def _quoted(text: str) -> str:
    """Return ``text`` as a basic string of TOML. Characters that can't be seen are escaped: what people copy stays as it is."""
    return '"' + "".join(_escaped(each) for each in text) + '"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    code = ord(character)
    return {10: "\\n", 9: "\\t"}.get(code) or (f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}")
