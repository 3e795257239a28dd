"""Whatever a source file holds, it ends as a page whose feed is XML, or as a finding with a line of the file."""

import os
from datetime import datetime
from pathlib import Path
from xml.parsers import expat

import feedparser
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ban_tin.articles.reader import SourceReader
from ban_tin.findings import Findings
from ban_tin.planning.files.feeds import atom_feed
from ban_tin.views import NewsArticle
from tests.builders import NOW, STORE, site

CONTROLS = [*map(chr, range(32)), "\x7f", "\x80", "\x85", "\x92", "\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff"]
CONTROLS += ["\ufdd0", "\U0001fffe", "\U0010ffff", "\u202e", "\u2066", "\u200d"]
REFERENCES = ["&#1;", "&#11;", "&#12;", "&#0;", "&#x80;", "&#x81;", "&#xFFFE;", "&#xD800;", "&#x202E;", "&#3", "&#"]
ESCAPES = [r"\x01", r"\0", r"\a", r"\v", r"\e", r"\N", r"\L", r"\uD83D", r"\uFFFF", r"\U00110000", "\\"]
MARKS = [
    "*",
    "_",
    "- ",
    "> ",
    "[",
    "](",
    ")",
    "![",
    "](a.jpg)",
    "[^1]",
    "`",
    "|",
    "<b>",
    "<div markdown=1>",
    "{: title=",
    "}",
]
WORDS = ["một", " ", "hai", ": ", "\n", "\n\n", "    ", '"', "'", "# ", "http://a.vn/"]
PIECE = st.sampled_from([*CONTROLS, *REFERENCES, *ESCAPES, *MARKS, *WORDS])
TEXT = st.lists(PIECE, max_size=12).map("".join)

YAML = '---\ntitle: "{title}"\ndate: 2026-11-20 07:00\ncategory: Tin hoạt động\nsummary: {summary}\ntags: [{tags}]\nauthor: {author}\n---\n{body}\n'
PAIRS = "Title: {title}\nDate: 2026-11-20 07:00\nCategory: Tin hoạt động\nSummary: {summary}\nTags: {tags}\nAuthor: {author}\n\n{body}\n"
PLAIN = {"title": "Bài", "summary": "Hai câu", "tags": "a, b", "author": "Minh Hà", "body": "Thân bài."}


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("content")
    (folder / "tin/2026/11/bai").mkdir(parents=True)
    return folder


@settings(
    max_examples=5_000 if os.environ.get("SOAK") == "1" else 50,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(form=st.sampled_from([YAML, PAIRS]), texts=st.dictionaries(st.sampled_from(sorted(PLAIN)), TEXT, min_size=1))
@example(YAML, {"body": "Dòng một\x0bdòng hai"})
@example(YAML, {"title": "\\x01"})
@example(PAIRS, {"title": "A\x01B", "summary": "\ufffe", "tags": "\x00", "author": "\x1f"})
@example(YAML, {"body": "&#12;một &#1; ![a&#12;b](http://a.vn/)"})
def test_any_text_ends_as_a_page_or_as_a_finding(content: Path, form: str, texts: dict[str, str]) -> None:
    text = form.format(**{**PLAIN, **texts})
    file = content / "tin/2026/11/bai/index.md"
    file.write_bytes(text.encode())
    findings = Findings()
    read = SourceReader(content, ["trang"], site(), STORE).read(file, NOW, findings)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert all(0 <= finding.line <= lines for finding in findings.found)
    if read is None:
        assert findings.stop(strict=False)
        return
    article = read.content
    if isinstance(article, NewsArticle):
        feed = atom_feed(site(), "Tin", "/feed.xml", "/", [article], datetime.now(NOW.tzinfo))
        expat.ParserCreate().Parse(feed, True)
        assert not feedparser.parse(feed).bozo
