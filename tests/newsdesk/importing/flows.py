"""Flows as readers return them, drawn by Hypothesis: every kind of block, and words that Markdown would take for signs."""

from html import escape
from io import BytesIO

from hypothesis import strategies as st
from PIL import Image

from newsdesk.importing.source_document import SourceDocument

_WORDS = (
    "Sở", "Giáo", "dục", "và", "Đào", "tạo", "tổ", "chức", "hội", "nghị", "tổng", "kết", "năm", "học", "2025-2026", "đồng", "chí", "Giám", "đốc", "phát",
    "biểu", "trường", "THPT", "học sinh", "ảnh", "Ảnh:", "Minh", "Hà", "trao", "thưởng", "15%", "20/11", "3.500",
)  # fmt: skip
_SIGNS = (
    "*", "**", "_gạch_", "__", "[ngoặc]", "[a](b.jpg)", "![x](y.jpg)", "<thẻ>", "<b>", "</p>", "&amp;", "&copy;", "5 < 6", "a<b", "#", "# Đầu", "##", "|",
    "a|b", "~~", "~x~", "^2^", "==", "==x==", "{: .prose}", "{credit=\"A\"}", "{{< x >}}", "{% y %}", "http://a.example/x_y*z", "www.b.example/_c_", "---", "***", "+++",
    ":", ": x", "::: y", "/// z", "!!! w", "1.", "2)", "a)", "b/", "(3)", "-", "–", "•", "+", ">", "> y", "[^1]", "[^x]: y", "*[X]: y", "[x]: y", "`mã`", "``", "\\",
    "\\*", "C:\\tep", "$x$", "''y''", "\"z\"", "“trích”", "I.", "II.", "Điều", "1.1.", "✓", "@a", "a@b.example", "...", "…", "=", "===", "x=1", "<!-- a -->", "<br>", "''''",
    "a. b", "T.P", "v.v.", "++x++", "||y||", "::z::", "[[w]]", "[caption]", "[toc]", "TOC", "^[a]", "'''b'''", "\u00a0", "\u200b",
)  # fmt: skip

WORD = st.sampled_from(_WORDS) | st.sampled_from(_SIGNS)
TEXT = st.lists(WORD, min_size=1, max_size=14).map(" ".join)
PLAIN = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=30).map(" ".join)


def photo(colour: int = 0, size: tuple[int, int] = (64, 48)) -> bytes:
    """Return a JPEG."""
    file = BytesIO()
    Image.new("RGB", size, (colour % 256, 80, 120)).save(file, "JPEG")
    return file.getvalue()


PICTURES = {f"anh-{number}": photo(number * 40) for number in range(4)}
_MARKED = st.tuples(st.sampled_from(("strong", "em", "u", "s", "sup", "sub", "code")), TEXT).map(
    lambda pair: f"<{pair[0]}>{escape(pair[1])}</{pair[0]}>"
)
_LINK = PLAIN.map(lambda text: f'<a href="https://x.example/a_b?c=1&amp;d=(2)">{escape(text)}</a>')
_PICTURE = st.sampled_from(sorted(PICTURES)).map(lambda key: f'<img src="{key}" alt="">')
_NOTE = st.sampled_from((1, 2)).map(lambda number: f'<a class="note" href="#note-{number}">{number}</a>')
_PIECE = st.one_of(TEXT.map(escape), TEXT.map(escape), _MARKED, _LINK, st.just("<br>"), _NOTE)
INLINE = st.lists(_PIECE, min_size=1, max_size=5).map(" ".join)
TIGHT = st.lists(_PIECE, min_size=1, max_size=4).map("".join)
_LOOK = st.sampled_from(
    (
        "",
        ' data-align="center"',
        ' data-align="right"',
        ' data-size="11"',
        ' data-style="caption"',
        ' data-style="title"',
    )
)


def _paragraph(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(_LOOK, inner).map(lambda pair: f"<p{pair[0]}>{pair[1]}</p>")


_PARAGRAPH = _paragraph(INLINE | TIGHT)
_PROSE = _paragraph(PLAIN.map(lambda text: f"{escape(text)}."))
_PHOTO = st.tuples(_PICTURE, st.sampled_from(("", "<br><em>Quang cảnh hội nghị</em>", " chữ sau ảnh"))).map(
    lambda pair: f"<p>{''.join(pair)}</p>"
)
_HEADING = st.tuples(st.integers(1, 6), INLINE).map(lambda pair: f"<h{pair[0]}>{pair[1]}</h{pair[0]}>")
_ITEMS = st.lists(INLINE.map(lambda inner: f"<li>{inner}</li>"), min_size=1, max_size=4).map("".join)
_LIST = st.tuples(st.sampled_from(("ul", "ol", 'ol start="3"', 'ol type="a"', 'ol type="i"')), _ITEMS).map(
    lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>"
)
_NESTED = st.tuples(INLINE, _LIST).map(lambda pair: f"<ul><li>{pair[0]}{pair[1]}</li></ul>")
_CELL = st.tuples(
    st.sampled_from(("td", "td", 'td colspan="2"', 'td rowspan="2"', "th")),
    st.lists(_paragraph(TEXT.map(escape)), max_size=2).map("".join),
).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0].split()[0]}>")
_ROW = st.lists(_CELL, min_size=1, max_size=4).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
_TABLE = st.lists(_ROW, min_size=1, max_size=4).map(lambda rows: f"<table>{''.join(rows)}</table>")
_QUOTE = st.lists(_PROSE, min_size=1, max_size=2).map(lambda inner: f"<blockquote>{''.join(inner)}</blockquote>")
_ASIDE = st.lists(_PARAGRAPH, min_size=1, max_size=2).map(lambda inner: f"<aside>{''.join(inner)}</aside>")
_PRE = TEXT.map(lambda text: f"<pre>{escape(text)}\n  {escape(text)}</pre>")
_FIGURE = st.tuples(st.sampled_from(("", '<img src="anh-1" alt="">')), TEXT).map(
    lambda pair: f"<figure>{pair[0]}<figcaption>{escape(pair[1])}</figcaption></figure>"
)
BLOCK = st.one_of(
    _PARAGRAPH,
    _PARAGRAPH,
    _PROSE,
    _PHOTO,
    _HEADING,
    _LIST,
    _NESTED,
    _TABLE,
    _QUOTE,
    _ASIDE,
    _PRE,
    _FIGURE,
    st.just("<hr>"),
)
_NOTES = (
    '<ol class="notes"><li id="note-1"><p>Lời chú thứ nhất</p></li><li id="note-2"><p>Lời *chú* thứ hai</p></li></ol>'
)


def document_of(flow: str) -> SourceDocument:
    """Return a document with ``flow`` and the pictures that it may show."""
    return SourceDocument("nguon.docx", "0" * 64, flow, PICTURES)


FLOWS = st.lists(BLOCK, min_size=1, max_size=8).map(
    lambda blocks: "\n".join(blocks) + (_NOTES if any('class="note"' in block for block in blocks) else "")
)
