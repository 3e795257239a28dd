"""From the bytes of a plain text to a ``SourceDocument``."""

import hashlib
import re
from html import escape
from pathlib import Path

from ban_tin.source_files.encodings import UnusableFileError, decode_text
from newsdesk.importing.legacy_text import UNICODE, Decoder, Part, clean_signs
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.pasted_text.furniture import part_furniture
from newsdesk.importing.pasted_text.guesses import Guess, guess_all
from newsdesk.importing.pasted_text.lines import TextLine, part_chat, read_paragraphs
from newsdesk.importing.source_document import SURE, Doubt, Found, LeftOut, RefusedSourceError, SourceDocument
from newsdesk.importing.structure.bylines import read_byline
from newsdesk.language import catalogue

#: Bytes of a text; a book has fewer.
_MOST = 5_000_000
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def read_text(source: bytes | Path, name: str = "") -> SourceDocument:
    """Read a plain text. Raises ``RefusedSourceError`` for one that is empty, too large or no text."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    name = name or ("" if isinstance(source, bytes) else source.name)
    if len(content) > min(_MOST, LIMITS.text_bytes):
        raise RefusedSourceError("too-large", f"{len(content) // 1_000_000} MB > {_MOST // 1_000_000} MB")
    doubts: list[Doubt] = []
    text = _decoded(content, doubts)
    lines = [_in_unicode(line, doubts) for line in read_paragraphs(_CONTROL.sub(" ", clean_signs(text)))]
    lines, chat = part_chat([line for line in lines if line.text])
    parted = part_furniture(lines)
    if not parted.text:
        raise RefusedSourceError("empty")
    left_out = tuple(
        LeftOut(kind, line.text, _where(line))
        for kind, line in (*(("furniture", each) for each in chat), *parted.around)
    )
    fields = {}
    if parted.views:
        value, line = parted.views
        fields["views"] = Found(value, SURE, _where(line), line.text)
    digest = hashlib.sha256(content).hexdigest()
    return SourceDocument(
        name, digest, _flow(parted.text, parted.title), fields=fields, left_out=left_out, doubts=tuple(doubts)
    )


def _decoded(content: bytes, doubts: list[Doubt]) -> str:
    try:
        return decode_text(content)
    except UnusableFileError as error:
        encoding = str(error.values.get("encoding", ""))
    for guessed in (encoding, "windows-1258", "cp1252"):
        try:
            text = content.decode(guessed)
        except (LookupError, UnicodeDecodeError):
            continue
        doubts.append(Doubt("encoding", guessed, ""))
        return text
    doubts.append(Doubt("encoding", "latin-1", ""))
    return content.decode("latin-1")


def _in_unicode(line: TextLine, doubts: list[Doubt]) -> TextLine:
    """Return ``line`` with letters of an old encoding in today's, which is told."""
    texts, doubtful = Decoder().decode([Part(line.text, UNICODE)])
    if doubtful:
        doubts.append(Doubt("legacy-letters", ", ".join(doubtful)[:160], _where(line)))
    return TextLine(" ".join("".join(texts).split()), line.number, line.apart)


def _where(line: TextLine) -> str:
    return catalogue().gettext("line {number}").format(number=line.number)


def _flow(lines: list[TextLine], title: int) -> str:
    """Return the flow: a title and the lines under it as they are, then paragraphs, captions without their photos, headings."""
    start = title + 1
    while start < len(lines) and read_byline(lines[start].text):
        start += 1
    done = [
        _block("p", line, ' data-style="title" data-doubt="title-looks"' if place == title else "")
        for place, line in enumerate(lines[:start])
    ]
    body = lines[start:]
    for line, guess in zip(body, guess_all(body), strict=True):
        words = escape(line.text, quote=False)
        if guess is Guess.CAPTION_GOES_ON:
            done[-1] = done[-1].replace("</figcaption>", f" {words}</figcaption>")
        elif guess in {Guess.CAPTION, Guess.FILE_NAME}:
            done.append(f'<figure data-where="{escape(_where(line))}"><figcaption>{words}</figcaption></figure>')
        elif guess is Guess.HEADING:
            done.append(_block("p", line, ' data-style="heading 2" data-doubt="heading-guessed"'))
        else:
            done.append(_block("p", line))
    return "\n".join(done)


def _block(tag: str, line: TextLine, more: str = "") -> str:
    return f'<{tag} data-where="{escape(_where(line))}"{more}>{escape(line.text, quote=False)}</{tag}>'
