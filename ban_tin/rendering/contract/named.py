"""Findings about a name that isn't there: with the one that was probably meant, or else with all that there are."""

from collections.abc import Iterable

from ban_tin.findings import KINDS, Findings, nearest


def add_named(
    findings: Findings, kind: str, path: str, line: int, name: str, known: Iterable[str], /, **values: str
) -> None:
    """Add a finding of ``kind`` with the one of ``known`` that is nearest to ``name``.

    Where none is near, it is one of the kind ``<kind>-foreign``, if there is such a kind.
    """
    known = list(known)
    if f"{kind}-foreign" in KINDS:
        meant = nearest(name, known)
        kind, values = (kind, {"nearest": meant, **values}) if meant else (f"{kind}-foreign", values)
        if "{known}" in KINDS[kind].fix:
            values["known"] = ", ".join(known)
    findings.add(kind, path, line, **values)
