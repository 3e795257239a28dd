"""Comments as the text of their file: for git and for people, one line of text a line, as it was typed."""

import re
from collections.abc import Iterable
from datetime import datetime

from ban_tin.views import Comment

HEADER = """\
# Ý kiến bạn đọc đã duyệt của bài này; lệnh `ban-tin comments` ghi vào đây.
# Sửa tay được: mỗi ý kiến bắt đầu bằng “- id:”, ý kiến mới thêm vào cuối tệp. Xóa một ý kiến thì xóa cả đoạn của nó.
"""
#: What joins the parts of an emoji: it can't be seen, but what it does can.
_JOINERS = "\u200c\u200d"
#: What YAML takes for itself, with nothing in it that it would read as something else.
_PLAIN = re.compile(r"[^\W\d_][\w (),./-]*(?<! )")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t"}


def format_comments(comments: Iterable[Comment]) -> str:
    """Return the text of the file of ``comments``; ``parse_comments`` reads the same values from it."""
    return HEADER + "".join(line for comment in comments for line in _lines(comment))


def _lines(comment: Comment) -> Iterable[str]:
    yield f"- id: {comment.id}\n"
    yield f"  received: {_moment(comment.received)}\n"
    if comment.name:
        yield f"  name: {_line(comment.name)}\n"
    yield f"  text: {_text(comment.text, 4)}\n"
    if comment.reply:
        yield "  reply:\n"
        yield f"    at: {_moment(comment.reply.at)}\n"
        if comment.reply.name:
            yield f"    name: {_line(comment.reply.name)}\n"
        yield f"    text: {_text(comment.reply.text, 6)}\n"


def _moment(moment: datetime) -> str:
    return moment.isoformat(" ")


def _line(text: str) -> str:
    return text if _PLAIN.fullmatch(text) and _is_seen(text) else _quoted(text)


def _text(text: str, indent: int) -> str:
    """Return ``text`` as a block behind ``text:``, its lines as they are; what a block can't hold between quotation marks."""
    if not text.strip() or text.endswith("\n") or not _is_seen(text):
        return _quoted(text)
    # A first line that begins with a blank would be taken for one that is further in.
    depth = "2" if text[0] in " \t\n" else ""
    margin = " " * indent
    return f"|{depth}-\n" + "\n".join(f"{margin}{line}" if line else "" for line in text.split("\n"))


def _is_seen(text: str) -> bool:
    """Return whether an editor shows all of ``text``; what turns text round, or ends a line elsewhere, is better seen by its number."""
    return all(letter.isprintable() or letter in f"\n\t\u00a0{_JOINERS}" for letter in text)


def _quoted(text: str) -> str:
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable() or letter in _JOINERS:
        return letter
    code = ord(letter)
    return f"\\x{code:02X}" if code < 0x100 else f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
