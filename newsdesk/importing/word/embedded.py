"""Documents within the document (``w:altChunk``): their words, so that an editor knows what is missing."""

from selectolax.lexbor import LexborHTMLParser

from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.word.names import W
from newsdesk.importing.word.package import Package

#: Bytes that are looked at.
_MOST = 20_000_000


def words_of_chunk(package: Package, name: str) -> str:
    """Return the words of a part that is a document of its own; ``""`` where they can't be told."""
    if not package.has(name):
        return ""
    content = package.read(name, _MOST)
    if content.startswith(b"PK"):
        return _words_of_docx(content)
    kind = name.rpartition(".")[2].lower()
    if kind == "txt":
        return content.decode("utf-8", "replace").strip()
    if kind in {"htm", "html", "xhtml"} or content.lstrip()[:1] == b"<":
        return _words_of_html(content)
    return ""


def _words_of_docx(content: bytes) -> str:
    try:
        inner = Package(content)
        root = inner.xml(inner.main)
    except RefusedSourceError:
        return ""
    paragraphs = () if root is None else root.iter(f"{W}p")
    lines = ("".join(each.text or "" for each in paragraph.iter(f"{W}t")) for paragraph in paragraphs)
    return "\n".join(line for line in lines if line.strip())


def _words_of_html(content: bytes) -> str:
    body = LexborHTMLParser(content.decode("utf-8", "replace")).body
    if body is None:
        return ""
    body.strip_tags(["script", "style"])
    return "\n".join(line for text in body.text(separator="\n").splitlines() if (line := " ".join(text.split())))
