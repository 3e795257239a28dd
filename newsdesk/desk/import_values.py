"""Imports as the page's scripts get them."""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from newsdesk.importing.staging import StagedImport
from newsdesk.importing.staging.correcting import CORRECTABLE
from newsdesk.preview.live_site import Problem


def describe_in_list(staged: StagedImport) -> dict[str, Any]:
    """Return what the list shows of an import. ``version`` changes with everything that is known of it, but for how many photos are done."""
    entry = staged.entry
    return {
        "id": staged.id,
        "source": staged.source,
        "state": str(staged.state),
        "title": staged.values.get("title", ""),
        "photos": staged.photos,
        "photos_done": staged.photos_done,
        "doubts": len(entry.get("doubts", ())) if staged.digest else 0,
        "missing": staged.missing if staged.digest else (),
        "sure": staged.is_sure,
        "by": staged.by,
        "version": blake2b(replace(staged, photos_done=0).as_json().encode(), digest_size=6).hexdigest(),
    }


def describe_import(staged: StagedImport, problems: Sequence[Problem], address: str) -> dict[str, Any]:
    """Return all of an import: ``problems`` of the check, ``address`` of the article that it became, or that the site has of it."""
    entry = staged.entry
    fields = []
    for each in entry.get("fields", ()):
        corrected = staged.corrected.get(each["name"])
        value = each["value"] if corrected is None else corrected
        fields.append({**each, "value": value, "corrected": corrected is not None})
    read = {each["name"] for each in fields}
    added = [(name, value) for name, value in staged.corrected.items() if name not in read]
    fields += [
        {"name": name, "value": value, "grade": "", "where": "", "quote": "", "corrected": True}
        for name, value in added
    ]
    return {
        **describe_in_list(staged),
        "fields": [{**each, "correctable": each["name"] in CORRECTABLE} for each in fields],
        "to_fill": [name for name in _to_fill(entry) if name in CORRECTABLE and name not in read],
        "lines": {name: entry.get(name, ()) for name in ("doubts", "notes", "left_out", "taken")},
        "difference": entry.get("difference", ""),
        "outcome": entry.get("outcome", ""),
        "page": staged.page,
        "problems": [
            {"line": each.line, "severity": each.severity, "said": each.message, "fix": each.fix} for each in problems
        ],
        "file": staged.accepted or staged.existing,
        "address": address,
    }


def _to_fill(entry: dict[str, Any]) -> list[str]:
    """Return the fields that the source has a place for, and that a person has to read there."""
    found = (each["text"] for each in entry.get("doubts", ()) if each["kind"] == "unsigned-fields")
    return [name for text in found for name in text.split(", ")]
