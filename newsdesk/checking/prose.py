"""Which of a text is prose: all else becomes ``BLANK``, so that each place stays what it was."""

import re
from collections.abc import Mapping, Sequence

from ban_tin.articles.pasted.remarks import find_remarks

#: Stands for what is no prose. It is no blank, no letter and no sign, and no text has it.
BLANK = "\0"
#: The letters of Vietnamese and its neighbours, as a part of a pattern: ``[^\\W\\d_]`` takes ten times as long.
LETTERS = "A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ"
#: Fields of the front matter that hold sentences. Names of people, offices and papers are left alone.
SPOKEN = ("title", "summary", "lead_alt", "lead_caption", "document_abstract", "updated_note", "withdrawn")
_FENCE = re.compile(
    r"^[ >]{0,8}(?P<mark>`{3,}|~{3,})[^\n]*\n.*?(?:^[ >]{0,8}(?P=mark)[`~]*[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL
)
_HTML_CODE = re.compile(
    r"<(?P<element>pre|code|script|style|kbd|samp)\b[^>]*>.*?</(?P=element)>", re.DOTALL | re.IGNORECASE
)
_INLINE_CODE = re.compile(r"(?<![`\\])(?P<mark>`{1,2})(?!`)[^\n]*?[^`\n](?P=mark)(?!`)")
#: Whatever a page shows no words of, or only an address.
_MACHINERY = re.compile(
    r"""
      \]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)               # the target of a link or photo
    | ^[ ]{0,3}\[[^\]\n]+\]:[^\n]*?(?:<[^>\n]*>|\S+)        # its definition, or the beginning of a footnote
    | \]\[[^\]\n]*\]
    | \[\^[^\]\s]+\]:?
    | </?[a-zA-Z!][^<>]*>                                   # tags, and <https://…>
    | (?<!\{)\{:?[ ]?[.\#\w][^{}\n]*\}
    | &(?:\#\d{1,7}|\#x[\da-f]{1,6}|[a-z\d]{2,31});
    | \b(?:https?|ftp)://[^\s<>()]+ | \bmailto:\S+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | \b(?:[a-z\d-]+\.)+(?:vn|com|org|net|edu|gov|info|example)\b(?:/[^\s<>()|]*)?
    | [^\s()\[\]<>|"“”'=*]+\.(?:jpe?g|png|gif|webp|avif|heic|bmp|tiff?|mp4|webm|pdf|docx?|xlsx?|pptx?|zip|rar|md|html?|toml|py|csv|txt)\b
    | ^[ ]{0,3}(?:\#{1,6}(?=[\ \t]*\S)|[-*+][ \t]|\d{1,3}[.)][ \t])
    | ^[ >]*[ ]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*$
    | ^(?:[ ]{0,3}>[ ]?)+
    | !?\[ | \] | \*+ | ~~ | (?<![^\W_])_+ | _+(?![^\W_]) | \\(?=[^\w\s])
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
_QUOTE_LINES = re.compile(r"^[ ]{0,3}>[^\n]*(?:\n[^\n]*\S[^\n]*)*", re.MULTILINE)
#: Between marks of one kind, within one paragraph.
_QUOTATION = re.compile(r"“[^“”\n]*(?:“[^“”\n]*”[^“”\n]*)*(?:\n[^“”\n]+){0,9}[“”]|\"[^\"\n]+\"|«[^»\n]+»")
_NOT_BREAK = re.compile(r"[^\n]")
_VALUE = re.compile(r"[ \t]*[>|][+-]?\d?[+-]?[ \t]*(?:#[^\n]*)?\n|[ \t]*[\"']?")
_COMMENT = re.compile(r"[ \t]#[^\n]*|[\"'][ \t]*\r?$", re.MULTILINE)


def _blanked(match: re.Match[str]) -> str:
    text = match[0]
    return BLANK * len(text) if "\n" not in text else _NOT_BREAK.sub(BLANK, text)


def find_prose(text: str, shown: str, body: int, fields: Mapping[str, int], starts: Sequence[int]) -> str:
    """Return ``text`` with ``BLANK`` for all that is no prose; ``shown`` is what ``without_hidden`` returns for it.

    ``body`` is where that begins, ``fields`` are the lines of the front matter's, and lines begin at ``starts``.
    """
    return _prose_of_head(text, body, fields, starts) + _without_machinery(shown[body:])


#: Signs of what takes the long pattern. Asked one by one, since any pattern of all of them takes far longer for a line of words.
_SIGNS = ("[^", "]:", "][", "&", "{", "|", "@", "\\", "~~", "://", "mailto:", "--")
_NAMED = re.compile(rf"\.[{LETTERS}\d]")
#: What marks a line as a heading, an item or a quotation.
_MARKED = re.compile(r"(?:[ ]{0,3}>[ ]?)*(?:[ ]{0,3}(?:#{1,6}(?=[ \t]*\S)|[-*+][ \t]|\d{1,3}[.)][ \t]))?")
_TARGET = re.compile(r"\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)")
_MARKS = re.compile(r"[*_\[\]]+")


def _without_machinery(shown: str) -> str:
    if "<" in shown:
        return _MACHINERY.sub(_blanked, shown)  # Tags go over lines.
    return "\n".join([_prose_of_line(line) for line in shown.split("\n")])


def _prose_of_line(line: str) -> str:
    if "](" in line:
        line = _TARGET.sub(_blanked, line)
    if any(sign in line for sign in _SIGNS) or _NAMED.search(line):
        return _MACHINERY.sub(_blanked, line)
    if marked := _MARKED.match(line):
        line = BLANK * marked.end() + line[marked.end() :]
    if "![" in line:
        line = line.replace("![", 2 * BLANK)
    return _MARKS.sub(_without_mark, line)


def _without_mark(match: re.Match[str]) -> str:
    line = match.string
    inside = (
        match[0].strip("_") == ""
        and line[match.start() - 1 : match.start()].isalnum()
        and line[match.end() : match.end() + 1].isalnum()
    )
    return match[0] if inside else BLANK * len(match[0])


def without_hidden(text: str, body: int) -> str:
    """Return ``text`` with ``BLANK`` for the code and remarks of its body."""
    shown = text[body:]
    if "<!--" in shown:
        for start, end in find_remarks(shown):
            shown = shown[:start] + _NOT_BREAK.sub(BLANK, shown[start:end]) + shown[end:]
    if "```" in shown or "~~~" in shown:
        shown = _FENCE.sub(_blanked, shown)
    if "`" in shown:
        shown = _INLINE_CODE.sub(_blanked, shown)
    if "</" in shown:
        shown = _HTML_CODE.sub(_blanked, shown)
    return text[:body] + shown


def _prose_of_head(text: str, body: int, fields: Mapping[str, int], starts: Sequence[int]) -> str:
    head = text[:body]
    prose, done = list[str](), 0
    ends = sorted(set(fields.values()))
    for name, line in sorted(fields.items(), key=lambda item: item[1]):
        if name not in SPOKEN or line > len(starts):
            continue
        next_line = next((each for each in ends if each > line), 0)
        start = starts[line - 1]
        last = starts[next_line - 1] if next_line and next_line <= len(starts) else body
        colon = head.find(":", start, last)
        if colon < 0:
            continue
        value = _VALUE.match(head, colon + 1, last)
        begin = value.end() if value else colon + 1
        spoken = _COMMENT.sub(_blanked, head[begin:last])
        fence = re.search(r"^---[ \t]*\r?$", spoken, re.MULTILINE)
        if fence:
            spoken = spoken[: fence.start()] + _NOT_BREAK.sub(BLANK, spoken[fence.start() :])
        prose += [_NOT_BREAK.sub(BLANK, head[done:begin]), spoken]
        done = last
    return "".join([*prose, _NOT_BREAK.sub(BLANK, head[done:])])


def find_quoted(prose: str, text: str, body: int) -> list[tuple[int, int]]:
    """Return where others are quoted, in order."""
    found = [match.span() for match in _QUOTE_LINES.finditer(text, body)] if ">" in text else []
    found += [match.span() for match in _QUOTATION.finditer(prose)]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return joined
