"""Files below ``content/tin`` that nobody would miss until a reader does: texts under another name than ``index.md``."""

import re
from collections.abc import Iterable

from ban_tin.articles.folders import Listing
from ban_tin.findings.report import Findings
from ban_tin.language.vietnamese import nfc

#: What Windows' hidden extensions, Word and other programs make of ``index.md``.
_MISNAMED = re.compile(r".*\.(md\.txt|txt|markdown|mkdn?|mdown|mdwn)|.*\.md", re.IGNORECASE)
_NEVER_READ = re.compile(r".*\.(md\.txt|markdown|mkdn?|mdown|mdwn)|.*\.MD|.*\.Md|.*\.mD")
_WORD = re.compile(r".*\.(docx?|odt|rtf)", re.IGNORECASE)
#: Files that systems and programs leave behind.
_LITTER = re.compile(r"[.~].*|Thumbs\.db|desktop\.ini", re.IGNORECASE)


def find_strays(listings: Iterable[Listing], tin: str, shown: str, findings: Findings) -> None:
    """Add a finding for each text that is no article or one too many; ``listings`` are of the folder ``tin``, called ``shown``."""
    inside: set[str] = set()
    for folder, given, _ in listings:
        parent = folder.rpartition("/")[0]
        if parent in inside or "index.md" in given:
            inside.add(folder)
            if not any(name != "index.md" and name.lower().endswith(".md") for name in given):
                continue  # As nearly all of them are.
        parts = tuple(folder.removeprefix(tin).strip("/").split("/")) if folder != tin else ()
        if any(_LITTER.fullmatch(part) for part in parts):
            continue
        names = sorted(nfc(name) for name in given if not _LITTER.fullmatch(name))
        where = nfc("/".join([shown, *parts]))
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
