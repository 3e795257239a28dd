"""Findings for other programs: JSON, SARIF 2.1.0 of OASIS, and the lines that GitHub shows beside a change."""

import json
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ban_tin.findings import KINDS, Finding, Severity
from ban_tin.findings.report import printable, printable_path
from ban_tin.language.vietnamese import nfc

Translate = Callable[[str], str]
FORMATS = ("text", "json", "sarif", "github")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "note", Severity.NOTE: "note"}
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "notice", Severity.NOTE: "notice"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def format_findings(name: str, found: Sequence[Finding], translate: Translate, folder: Path) -> str:
    """Return ``found``, which have columns, in the format ``name``; ``folder`` is the site's, as seen from where the command runs."""
    if name == "json":
        return format_json(found, translate, folder)
    if name == "sarif":
        return format_sarif(found, translate, folder)
    return "\n".join(_github_line(each, translate, folder) for each in found)


def format_json(found: Sequence[Finding], translate: Translate, folder: Path) -> str:
    """Return a list of objects with ``file``, ``line`` and ``column`` (from 1), ``severity``, ``rule``, ``message`` and ``fix``."""
    objects = [
        {
            "file": _file(each, folder),
            "line": max(1, each.line),
            "column": max(1, each.column),
            "severity": str(each.severity),
            "rule": each.kind,
            "message": each.message(translate),
            "fix": each.fix(translate),
        }
        for each in found
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2)


def _file(finding: Finding, folder: Path) -> str:
    """Return the path of a finding's file from where the command runs; as texts for people have it where the site lies elsewhere."""
    file, here = folder.absolute() / finding.path.partition("/")[2], Path.cwd()
    inside = file.is_relative_to(here) and finding.path.startswith(f"{folder.name}/")
    return printable_path(nfc(file.relative_to(here).as_posix() if inside else finding.path))


def format_sarif(found: Sequence[Finding], translate: Translate, folder: Path) -> str:
    """Return one run with its rules and results, as code hosts and editors read it."""
    names = sorted({each.kind for each in found})
    places = {name: at for at, name in enumerate(names)}
    driver = {
        "name": "ban-tin",
        "version": _version(),
        "rules": [
            {
                "id": name,
                "shortDescription": {"text": _plain(translate(KINDS[name].message))},
                "help": {"text": _plain(translate(KINDS[name].fix))},
                "defaultConfiguration": {"level": _LEVELS[KINDS[name].severity]},
            }
            for name in names
        ],
    }
    run: dict[str, Any] = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, places[each.kind], translate, folder) for each in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _plain(template: str) -> str:
    """Return a text of the catalogue with the braces that stand for themselves single."""
    return template.replace("{{", "{").replace("}}", "}")


def _result(finding: Finding, rule: int, translate: Translate, folder: Path) -> dict[str, Any]:
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(_file(finding, folder))}}
    if finding.line:
        location["region"] = {"startLine": finding.line, "startColumn": max(1, finding.column)}
    return {
        "ruleId": finding.kind,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message(translate)} {translate('Fix')}: {finding.fix(translate)}"},
        "locations": [{"physicalLocation": location}],
    }


def _version() -> str:
    try:
        return version("ban-tin")
    except PackageNotFoundError:
        return "0"


def _github_line(finding: Finding, translate: Translate, folder: Path) -> str:
    said = f"{finding.message(translate)} {translate('Fix')}: {finding.fix(translate)}"
    place = f"file={_property(_file(finding, folder))},line={max(1, finding.line)},col={max(1, finding.column)}"
    return f"::{_COMMANDS[finding.severity]} {place},title={_property(finding.kind)}::{_data(printable(said))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
