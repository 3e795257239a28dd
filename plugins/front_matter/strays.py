"""Files below ``content/tin`` that nobody would miss until a reader does: texts under another name than ``index.md``."""

import os
import re
from pathlib import Path

from plugins.findings.report import Findings
from plugins.vietnamese import nfc

#: What Windows' hidden extensions, Word and other programs make of ``index.md``.
_MISNAMED = re.compile(r".*\.(md\.txt|txt|markdown|mkdn?|mdown|mdwn)|.*\.md", re.IGNORECASE)
_NEVER_READ = re.compile(r".*\.(md\.txt|markdown|mkdn?|mdown|mdwn)|.*\.MD|.*\.Md|.*\.mD")
_WORD = re.compile(r".*\.(docx?|odt|rtf)", re.IGNORECASE)
#: Files that systems and programs leave behind.
_LITTER = re.compile(r"[.~].*|Thumbs\.db|desktop\.ini", re.IGNORECASE)


def find_strays(tin: Path, shown: str, findings: Findings) -> None:
    """Add a finding for each text of the folder ``tin``, called ``shown``, that is no article or one too many."""
    inside: set[Path] = set()
    for folder_name, folders, names in os.walk(tin):
        folders[:] = sorted(name for name in folders if not _LITTER.fullmatch(name))
        folder = Path(folder_name)
        names = sorted(nfc(name) for name in names if not _LITTER.fullmatch(name))
        parts = folder.relative_to(tin).parts
        where = nfc("/".join([shown, *parts]))
        if folder.parent in inside or "index.md" in names:
            inside.add(folder)
        if "index.md" in names:
            for name in names:
                if name.lower().endswith(".md") and name != "index.md":
                    findings.add("article-second", f"{where}/{name}", file=name)
        elif len(parts) < 3 and all(part.isdigit() for part in parts):
            # Here an article may also be a single file, `ten-bai.md`.
            for name in names:
                if _NEVER_READ.fullmatch(name):
                    findings.add("article-name", f"{where}/{name}", file=name, name=f"{_stem(name)}.md")
        elif names and folder not in inside:
            _no_article(where, names, findings)


def _no_article(where: str, names: list[str], findings: Findings) -> None:
    """Name the file that was probably meant to be the article."""
    for pattern, kind in ((_MISNAMED, "article-name"), (_WORD, "article-word")):
        matching = [name for name in names if pattern.fullmatch(name)]
        if matching:
            name = min(matching, key=lambda each: (not each.lower().startswith("index"), each))
            values = {"file": name} | ({"name": "index.md"} if kind == "article-name" else {})
            findings.add(kind, f"{where}/{name}", 0, **values)
            return
    findings.add("article-missing", where)


def _stem(name: str) -> str:
    return name.partition(".")[0]
