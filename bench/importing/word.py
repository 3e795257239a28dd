"""Word files: ours beside mammoth alone, markitdown and pandoc. ``.venv/bin/python -m bench.importing.word FOLDER``

Files of Word 97 to 2003 in the folder ``doc`` beside it are compared with office-oxide.

The others are installed below ``.cache/peers``, each in a virtual environment of its own:

    python3 -m venv .cache/peers/markitdown && .cache/peers/markitdown/bin/pip install "markitdown[docx]"
    python3 -m venv .cache/peers/pandoc && .cache/peers/pandoc/bin/pip install pypandoc_binary

What a file shows is counted in its XML, by the code that the tests of the reader use: words, pictures, items of lists, cells that span others, marks of
notes, hidden and deleted words. Then the same is counted in what each tool makes of it.
"""

import html
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from zipfile import BadZipFile, ZipFile

import mammoth  # type: ignore[import-untyped]
import office_oxide
from lxml import etree

from ban_tin.language.vietnamese.legacy import find_legacy
from newsdesk.importing.old_office import read_doc
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.word import read_docx

ROOT = Path(__file__).parents[2]
PEERS = ROOT / ".cache" / "peers"
_WORD = re.compile(r"\w+")
_BLOCK = re.compile(
    r"</?(?:br|p|h[1-6]|ul|ol|li|table|t[drh]|thead|tbody|aside|blockquote|hr|div|section|figure|figcaption|dd|dt|dl|img)\b[^>]*>"
)
#: Each tool's own numbers of notes, and its arrows back.
_NOTE = re.compile(
    r"<a [^>]*(?:note|fn)[^>]*>(?:<sup>)?\[?\d+\]?(?:</sup>)?</a>|<a[^>]*>↑</a>|<a[^>]*>↩︎?</a>|\[\^\d+\]:?"
)
_MARKITDOWN = """
import json, sys, time
from markitdown import MarkItDown
tool = MarkItDown(enable_plugins=False)
for path in sys.argv[1:]:
    begun = time.perf_counter()
    try:
        made = tool.convert(path).markdown
    except Exception as error:
        made = None
    print(json.dumps([made, time.perf_counter() - begun]))
"""
_PANDOC = """
import json, subprocess, sys, time, pypandoc
program = pypandoc.get_pandoc_path()
for path in sys.argv[1:]:
    begun = time.perf_counter()
    done = subprocess.run([program, "-f", "docx", "-t", "html", path], capture_output=True, text=True)
    print(json.dumps([done.stdout if done.returncode == 0 else None, time.perf_counter() - begun]))
"""


class Shown:
    """What a Word file shows, by its XML."""

    def __init__(self, content: bytes) -> None:
        with ZipFile(BytesIO(content)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        main = next((name for name in parts if re.fullmatch(r"word/document\d*\.xml", name)), "")
        roots = [_parse(parts[name]) for name in (main, "word/footnotes.xml", "word/endnotes.xml") if name in parts]
        shown, gone = [], []
        for root in roots:
            for each in root.iter():
                kind = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
                if kind in {"t", "delText"}:
                    (gone if _is_gone(each) else shown).append(each.text or "")
                elif kind in {"p", "br", "tab", "cr", "txbxContent", "tc", "drawing", "pict"}:
                    shown.append(" \n" if kind == "p" else " ")
                    gone.append(" ")
                elif kind == "noBreakHyphen":
                    shown.append("-")
        self.lines = [line for line in "".join(shown).split(" \n") if line.strip()]
        self.words, self.gone = words_of("".join(shown)), words_of("".join(gone))
        root = roots[0]
        self.pictures = len(root.findall(".//{*}blip")) + len(root.findall(".//{*}imagedata"))
        self.spans = sum(
            int(each.get(each.tag.rpartition("}")[0] + "}val", "1")) > 1 for each in root.iter("{*}gridSpan")
        )
        self.spans += sum(
            each.get(each.tag.rpartition("}")[0] + "}val") == "restart" for each in root.iter("{*}vMerge")
        )
        self.notes = len(list(root.iter("{*}footnoteReference", "{*}endnoteReference")))


def _parse(content: bytes) -> Any:
    root = etree.fromstring(
        re.sub(rb"http://purl\.oclc\.org/ooxml/(\w+)/", rb"http://schemas.openxmlformats.org/\1/2006/", content)
    )
    for choice in root.findall(".//{*}Choice"):
        for fallback in choice.getparent().findall("{*}Fallback"):
            choice.getparent().remove(fallback)
    return root


def _is_gone(text: Any) -> bool:
    run = text.getparent()
    hidden = run.find("{*}rPr/{*}vanish") is not None
    return hidden or any(
        each.tag.rpartition("}")[2] in {"del", "moveFrom"} for each in text.iterancestors() if isinstance(each.tag, str)
    )


def words_of(text: str) -> Counter[str]:
    """Return the words of ``text`` with how often each is said."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


def words_of_html(made: str) -> Counter[str]:
    """Return the words that HTML shows."""
    made = re.sub(r"<(script|style|math)\b.*?</\1>", " ", made, flags=re.DOTALL)
    return words_of(html.unescape(re.sub("<[^>]*>", "", _BLOCK.sub(" ", _NOTE.sub("", made)))))


def words_of_markdown(made: str) -> Counter[str]:
    """Return the words that Markdown shows; what it is marked with is none."""
    made = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r" ", made)
    made = re.sub(r"\[([^\]]*)\]\(#(?:foot|end)note[^)]*\)", " ", made)
    made = re.sub(r"\]\([^)]*\)", " ", made)
    made = re.sub(r"^\s*\d+\.\s", " ", made, flags=re.MULTILINE)
    return words_of(html.unescape(re.sub(r"(?<=\w)[*_]{1,3}(?=\w)", "", made.replace("\\", ""))))


def main(folder: Path) -> None:
    """Print the table for the files of ``folder`` that are Word files and no traps."""
    files: list[tuple[Path, Shown]] = []
    for path in sorted(folder.glob("*.docx")):
        try:
            read_docx(path)
            shown = Shown(path.read_bytes())
            if any(find_legacy(line) for line in shown.lines):
                # What it means, no other tool says: bench/importing/legacy_letters.py counts that.
                print(f"not counted, for its letters are of an old encoding: {path.name}")
                continue
            files.append((path, shown))
        except (RefusedSourceError, BadZipFile):
            print(f"not counted, for we refuse it: {path.name}")
    paths = [path for path, _ in files]
    tools: dict[str, tuple[list[tuple[str | None, float]], Callable[[str], Counter[str]]]] = {
        "ours": ([_timed(lambda path: read_docx(path).flow, path) for path in paths], words_of_html),
        "mammoth alone": ([_timed(_mammoth, path) for path in paths], words_of_html),
        "markitdown": (_run("markitdown", _MARKITDOWN, paths), words_of_markdown),
        "pandoc": (_run("pandoc", _PANDOC, paths), words_of_html),
    }
    total = [shown for _, shown in files]
    print(
        f"{len(files)} files, {sum(sum(each.words.values()) for each in total):,} words, {sum(each.pictures for each in total)} pictures,"
    )
    print(
        f"{sum(each.spans for each in total)} cells that span others, {sum(each.notes for each in total)} marks of notes, "
        f"{sum(sum(each.gone.values()) for each in total)} words hidden or deleted"
    )
    print(
        "| tool | read | words kept | words added | pictures | list items | spans | notes | hidden words shown | median s |"
    )
    print("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for name, (made, count) in tools.items():
        if made:
            print(
                _row(
                    name,
                    [(text, shown, seconds) for (text, seconds), (_, shown) in zip(made, files, strict=True)],
                    count,
                )
            )


def compare_old(folder: Path) -> None:
    """Print the table for the files of Word 97 to 2003 in ``folder``, beside office-oxide."""
    print("| file | words: ours | office-oxide | in one alone | tables | spans | pictures | s |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for path in sorted(folder.glob("*.doc")):
        begun = perf_counter()
        document = read_doc(path)
        seconds = perf_counter() - begun
        ours = words_of_html(document.flow) + words_of(" ".join(each.text for each in document.left_out))
        theirs = words_of(office_oxide.Document.open(path).plain_text())
        alone = (ours - theirs) + (theirs - ours)
        made = office_oxide.Document.open(path).to_html()
        tables = f"{document.flow.count('<table')} / {made.count('<table')}"
        spans = " / ".join(str(len(re.findall(r'(?:col|row)span="(?!1")', text))) for text in (document.flow, made))
        pictures = f"{document.flow.count('<img')} / {made.count('<img')}"
        print(
            f"| {path.name[:40]} | {sum(ours.values()):,} | {sum(theirs.values()):,} | {sum(alone.values())} | {tables} | {spans} | {pictures} | {seconds:.2f} |"
        )


def _row(name: str, results: list[tuple[str | None, Shown, float]], count: Callable[[str], Counter[str]]) -> str:
    kept = added = said = pictures = items = spans = notes = leaked = 0
    for text, shown, _ in results:
        said += sum(shown.words.values())
        if text is None:
            continue
        words = count(text)
        missing, more = shown.words - words, words - shown.words
        kept += sum(shown.words.values()) - sum(missing.values())
        leaked += sum((more & shown.gone).values())
        added += sum(more.values())
        pictures += len(re.findall(r"<img\b|!\[", text))
        items += len(re.findall(r"<li\b|^\s*(?:[-*+]|\d+\.)\s", text, re.MULTILINE))
        spans += len(re.findall(r'(?:col|row)span="(?!1")', text))
        notes += len(
            set(re.findall(r'href="#(?:note|footnote|endnote|fn)-?(\d+)"|\]\(#((?:foot|end)note-\d+)\)', text))
        )
    read = sum(text is not None for text, _, _ in results)
    speed = median(seconds for _, _, seconds in results)
    return (
        f"| {name} | {read} | {100 * kept / said:.2f} % | {100 * added / said:.2f} % | {pictures} | {items} | {spans} | {notes} | "
        f"{leaked} | {speed:.3f} |"
    )


def _mammoth(path: Path) -> str:
    image = mammoth.images.img_element(lambda image: {"src": "x"})
    with path.open("rb") as file:
        return str(mammoth.convert_to_html(file, convert_image=image).value)


def _timed(read: Callable[[Path], str], path: Path) -> tuple[str | None, float]:
    begun = perf_counter()
    try:
        made: str | None = read(path)
    except Exception:  # whatever a tool raises, it did not read the file
        made = None
    return made, perf_counter() - begun


def _run(name: str, code: str, paths: list[Path]) -> list[tuple[str | None, float]]:
    python = PEERS / name / "bin" / "python"
    if not python.exists():
        print(f"not installed: {name}")
        return []
    done = subprocess.run([str(python), "-c", code, *map(str, paths)], capture_output=True, text=True, check=True)
    return [(made, seconds) for made, seconds in map(json.loads, done.stdout.splitlines())]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    compare_old(Path(sys.argv[1]).with_name("doc"))
