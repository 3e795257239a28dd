"""Saved pages of portals read by ours, by readability-lxml alone and by trafilatura: ``python -m bench.importing.pages [PAGES A FRAME]``.

The pages are those of ``portal_pages``: eight frames, four ways of typing, six ways of captions; once as they are and once without the names of
their elements (``nameless``), as portals have them that nobody here has seen. trafilatura runs in an environment of its own:

    python3 -m venv .cache/importing/trafilatura && .cache/importing/trafilatura/bin/pip install trafilatura
"""

import json
import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from readability import Document

from bench.importing.portal_articles import Picture, words_of
from bench.importing.portal_frames import FRAMES
from bench.importing.portal_pages import Page, make_pages
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.web_page import read_content
from newsdesk.importing.web_page.tree import parse_page, text_of

ROOT = Path(__file__).parents[2]
OTHER = ROOT / ".cache" / "importing" / "trafilatura" / "bin" / "python"
_NAMES = re.compile(r'\s(?:class|id|itemprop|role)=(?:"[^"]*"|[\w-]+)')
_OTHER = """
import json, sys, time
import trafilatura
for line in sys.stdin:
    html = json.loads(line)
    begun = time.process_time()
    found = trafilatura.bare_extraction(html, include_images=True, include_tables=True, include_formatting=False, with_metadata=True)
    text = trafilatura.extract(html, include_images=False, include_tables=True, output_format="txt") or ""
    shown = trafilatura.extract(html, include_images=True, include_tables=True, output_format="html") or ""
    seconds = time.process_time() - begun
    found = found.as_dict() if found is not None and hasattr(found, "as_dict") else {}
    print(json.dumps({"text": text, "html": shown, "title": found.get("title") or "", "date": found.get("date") or "", "author": found.get("author") or "", "seconds": seconds}), flush=True)
"""


@dataclass
class Read:
    """What a tool made of a page."""

    #: Its words in the text.
    words: list[str]
    #: Its text as HTML, for pictures, tables and captions.
    html: str
    #: The title, ``""`` for none.
    title: str = ""
    #: The day, as in ISO 8601, ``""`` for none.
    date: str = ""
    #: The author, ``""`` for none.
    author: str = ""
    #: How long it took.
    seconds: float = 0.0


@dataclass
class Sum:
    """What one tool made of all pages of a frame."""

    pages: int = 0
    whole: int = 0
    kept: list[float] = field(default_factory=list)
    extra: list[float] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0


def ours(html: str) -> Read:
    """Read a page with ours."""
    begun = time.process_time()
    try:
        document = read_content(html.encode(), "x.html")
    except RefusedSourceError:
        return Read([], "", seconds=time.process_time() - begun)
    seconds = time.process_time() - begun
    fields = {name: found.value for name, found in document.fields.items()}
    summary = str(fields.get("summary", ""))
    body = parse_page(f"<html><body><p>{summary}</p>{document.flow}</body></html>").find("body")
    words = text_of(body).split() if body is not None else []
    return Read(
        words,
        document.flow,
        str(fields.get("title", "")),
        str(fields.get("date", ""))[:10],
        str(fields.get("author", "")),
        seconds,
    )


def readability(html: str) -> Read:
    """Read a page with readability-lxml alone."""
    begun = time.process_time()
    document = Document(html)
    summary, title = document.summary(), document.short_title()
    seconds = time.process_time() - begun
    body = parse_page(summary).find("body")
    return Read(text_of(body).split() if body is not None else [], summary, title, seconds=seconds)


class Trafilatura:
    """Reads pages in another process, whose environment has it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [str(OTHER), "-c", _OTHER],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def __call__(self, html: str) -> Read:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(html) + "\n")
        self._process.stdin.flush()
        found = json.loads(self._process.stdout.readline())
        return Read(
            found["text"].split(), found["html"], found["title"], found["date"], found["author"], found["seconds"]
        )


def measure(page: Page, read: Read, into: Sum) -> None:
    """Compare what was read with what the page was made of."""
    article = page.article
    wanted = Counter(_word(word) for word in words_of(article) if _word(word))
    found = Counter(_word(word) for word in read.words if _word(word))
    lost = sum((wanted - found).values()) / max(sum(wanted.values()), 1)
    allowed = wanted + Counter(_word(word) for word in f"{article.summary} {article.title}".split())
    more = Counter({word: times for word, times in (found - allowed).items() if not re.fullmatch(r"\d*", word)})
    into.pages += 1
    into.whole += lost < 0.005
    into.kept.append(1 - lost)
    into.extra.append(sum(more.values()) / max(sum(wanted.values()), 1))
    into.seconds += read.seconds
    pictures = [block for block in article.blocks if isinstance(block, Picture)]
    tables = sum(isinstance(block, list) for block in article.blocks)
    into.counted["pictures"] += len(pictures)
    into.counted["pictures found"] += min(read.html.count("<img") + read.html.count("<graphic"), len(pictures))
    into.counted["tables"] += tables
    into.counted["tables found"] += min(read.html.count("<table"), tables)
    text = " ".join(read.words)
    captions = [each.caption for each in pictures if each.caption]
    into.counted["captions"] += len(captions)
    into.counted["captions found"] += sum(caption in text for caption in captions)
    into.counted["title"] += " ".join(read.title.split()) == article.title
    day = f"{article.date:%Y-%m-%d}"
    into.counted["right" if read.date == day else "none" if not read.date else "wrong"] += 1
    if article.author and page.frame not in {"tables2003", "drupal"}:
        into.counted["authors"] += 1
        into.counted["authors found"] += read.author == article.author


def _word(word: str) -> str:
    return re.sub(r"[^\w]+", "", word).lower()


def _row(tool: str, frame: str, sum_: Sum) -> str:
    counted, pages = sum_.counted, sum_.pages
    cells = [
        tool, frame, str(pages), f"{100 * sum(sum_.kept) / pages:.1f} / {100 * min(sum_.kept):.0f}", str(sum_.whole), f"{100 * sum(sum_.extra) / pages:.1f} %",
        f"{counted['pictures found']}/{counted['pictures']}", f"{counted['tables found']}/{counted['tables']}", f"{counted['captions found']}/{counted['captions']}",
        f"{counted['title']}/{pages}", f"{counted['right']}/{counted['wrong']}/{counted['none']}", f"{counted['authors found']}/{counted['authors']}" if counted["authors"] else "–",
        f"{1000 * sum_.seconds / pages:.0f}",
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |"


def main(each: int) -> None:
    """Print the table."""
    tools = {"ours": ours, "readability-lxml": readability}
    if OTHER.exists():
        tools["trafilatura"] = Trafilatura()
    print(
        "| tool | frame | pages | text kept, mean / least, % | whole | more words | pictures | tables | captions | title exact | date right / wrong / none | author | ms |"
    )
    print("|---|---|---|---|---|---|---|---|---|---|---|---|---|")
    pages = list(make_pages(each))
    for name, read in tools.items():
        for nameless in (False, True):
            whole = Sum()
            sums = {frame: Sum() for frame in FRAMES}
            for page in pages:
                found = read(_NAMES.sub("", page.html) if nameless else page.html)
                measure(page, found, sums[page.frame])
                measure(page, found, whole)
            for frame, sum_ in sums.items():
                if not nameless:
                    print(_row(name, frame, sum_))
            print(_row(f"**{name}**", "all, nameless" if nameless else "all", whole))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
