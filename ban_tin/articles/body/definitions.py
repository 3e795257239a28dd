"""Lines that Markdown takes out of the text: a reference or an abbreviation is one only where the text uses it."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import ReferenceProcessor
from markdown.extensions.abbr import AbbrBlockprocessor

#: ``[name]: where it leads``, the address in the next line perhaps.
_REFERENCE = re.compile(r"^[ ]{0,3}\[([^\[\]\n]*)\]:[ ]*(?:\n[ ]*)?(\S*)", re.MULTILINE)
_ADDRESS = re.compile(r"<|https?:|mailto:|tel:|#|\.{0,2}/|\{|[\w%.-]+\.\w{2,5}(?:$|[#?])|www\.", re.IGNORECASE)
_ABBREVIATION = re.compile(r"^\*\[([^\]\\\n]*)\][ ]?:[ ]*\n?[ ]*(.*)$", re.MULTILINE)
_USED = re.compile(r"\[([^\[\]]+)\](?!:)")
_LONGEST_NAME = 40


class UsedReferenceProcessor(ReferenceProcessor):
    """Keeps ``[Câu 1]: A`` in the text: nothing refers to it, or it leads nowhere."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser)
        self._lines: list[str] = []
        self._used: set[str] = set()
        md.parser.blockprocessors.register(self, "reference", 15)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        block = blocks[0]
        if "]:" in block:
            kept = _REFERENCE.sub(self._kept, block)
            blocks[0] = re.sub(r"(?<=[^ \n])\n(?=\\\[[^\[\]\n]*\]:)", "  \n", kept) if kept != block else block
        return bool(super().run(parent, blocks))

    def _kept(self, match: re.Match[str]) -> str:
        name = match[1].strip()
        if _ADDRESS.match(match[2]) and self._is_used(name):
            return match[0]
        return match[0].replace("[", "\\[", 1)

    def _is_used(self, name: str) -> bool:
        lines: list[str] = self.parser.md.lines  # type: ignore[attr-defined]
        if self._lines is not lines:
            self._lines = lines
            self._used = {" ".join(each.lower().split()) for each in _USED.findall("\n".join(lines))}
        return " ".join(name.lower().split()) in self._used


class UsedAbbreviationProcessor(AbbrBlockprocessor):
    """Keeps ``*[Ảnh tư liệu]: lễ khai giảng*`` in the text, which is in italics, and what abbreviates no word of it."""

    def __init__(self, md: Markdown) -> None:
        own = md.parser.blockprocessors["abbr"]
        super().__init__(md.parser, own.abbrs)  # type: ignore[attr-defined]
        md.parser.blockprocessors.register(self, "abbr", 16)

    def run(self, parent: Element, blocks: list[str]) -> bool:
        if "*[" in blocks[0]:
            blocks[0] = _ABBREVIATION.sub(self._kept, blocks[0])
        return bool(super().run(parent, blocks))

    def _kept(self, match: re.Match[str]) -> str:
        name, words = match[1].strip(), match[2].rstrip()
        if words.endswith("*") and not words.endswith("\\*"):
            # A line in italics; the bracket is none of a reference either.
            return "*\\[" + match[0][2:]
        if name and words and len(name) <= _LONGEST_NAME and self._is_used(name):
            return match[0]
        return "\\*\\[" + match[0][2:]

    def _is_used(self, name: str) -> bool:
        """Return whether a line has ``name`` as a word, other than one that says what it means."""
        used = re.compile(rf"(?<!\*\[)\b{re.escape(name)}\b")
        return any(used.search(line) for line in self.parser.md.lines)  # type: ignore[attr-defined]
