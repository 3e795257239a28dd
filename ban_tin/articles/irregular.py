"""Names below the content that stand for no plain file of ours: links that lead out of it or nowhere, pipes, folders called ``index.md``."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from ban_tin.articles.folders import Listing, is_within
from ban_tin.findings.report import Findings
from ban_tin.language.vietnamese import nfc

#: In a name; half of a pair (U+D800 to U+DFFF) is what Python reads bytes as that are no UTF-8.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def find_irregular(root: Path, listings: Iterable[Listing], content: Path, findings: Findings) -> set[str]:
    """Add a finding for each name that can't be read; return the source files among them. ``listings`` are of ``root``."""
    real, start = os.path.realpath(content), len(str(content))
    irregular: set[str] = set()

    def report(kind: str, file: str, **values: str) -> None:
        findings.add(kind, nfc(f"{content.name}/{os.path.relpath(file, content)}"), 0, **values)
        irregular.add(file)

    if root.is_symlink() and not is_within(str(root), real):
        report("source-outside", str(root), folder=content.name)
    for folder, names, links in listings:
        if folder.endswith(".md"):
            report("source-plain", folder)
        for name in links:
            kind = _link_problem(f"{folder}/{name}", name not in names, real)
            if kind:
                report(kind, f"{folder}/{name}", **({"folder": content.name} if kind == "source-outside" else {}))
        for name in names:
            if name.endswith(".md"):
                file = f"{folder}/{name}"
                if not file.isprintable() and _UNSEEN.search(file, start):
                    report("source-name", file)
    return irregular


def _link_problem(path: str, leads_to_folder: bool, real: str) -> str:
    """Return the kind of finding for a link, a pipe or a device at ``path``, ``""`` for none.

    What is neither a text nor a folder, nor called as one is, such as a photo, is looked at when an article names it.
    """
    name = path.rpartition("/")[2]
    if not (leads_to_folder or name.endswith(".md") or "." not in name):
        return ""
    if not is_within(path, real):
        return "source-outside"
    # Not those of Path, which raise for links that lead round in a circle.
    if leads_to_folder or os.path.isfile(path):  # noqa: PTH113
        return ""
    return "source-plain" if os.path.exists(path) else "source-dangling"  # noqa: PTH110
