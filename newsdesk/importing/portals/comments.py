"""What readers wrote below an article, and an office let stand."""

import re
from html import unescape

from ban_tin.language.vietnamese import nfc
from ban_tin.views import Comment
from newsdesk.importing.portals.entry import Entry, plain_words
from newsdesk.importing.portals.staging import Row

_BREAK = re.compile(r"<br\s*/?>\s*|</p>\s*<p[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
#: Signs that turn text round, or that nobody sees.
_INVISIBLE = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)
#: Comments of one article.
_MOST = 5000


def read_comments(
    entry: Entry, number: str = "cid", name: str = "post_name", text: str = "content", moment: str = "post_time"
) -> None:
    """Fill in the comments of a record, the oldest first; columns are called as NukeViet calls them, unless others are given."""
    rows = sorted(entry.record.related.get("comment", ()), key=lambda row: entry.number(number, row))
    for row in rows[:_MOST]:
        _read(entry, row, number, name, text, moment)
    for row in rows[_MOST:]:
        entry.leave_out("reader-comment", f"{entry.plain(name, row)} {plain_words(entry.text(text, row))}", "comment")


def _read(entry: Entry, row: Row, number: str, name: str, text: str, moment: str) -> None:
    received, words = entry.moment(moment, row), plain_text(entry.text(text, row))
    who = " ".join(plain_text(entry.text(name, row)).split())
    if not words:
        return
    if received is None:
        entry.leave_out("reader-comment", f"{who} {words}", "comment")
        return
    entry.comments.append(Comment(entry.number(number, row), received, who, words))


def plain_text(html: str) -> str:
    """Return what is seen of a comment: words and line breaks, no element."""
    text = unescape(_TAG.sub("", _BREAK.sub("\n", html.replace("\r\n", "\n").replace("\r", "\n"))))
    return "\n".join(line.strip() for line in _INVISIBLE.sub("", nfc(text)).strip().split("\n"))
