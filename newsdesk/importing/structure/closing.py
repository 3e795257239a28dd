"""What stands under the text: who wrote it and took the photos, where it is from, when it was."""

import re

from ban_tin.articles.captions.names import is_signed_name
from newsdesk.importing.source_document import LIKELY, SURE
from newsdesk.importing.structure.blocks import Aside, Block, Blocks, Paragraph, plain_blocks
from newsdesk.importing.structure.bylines import Fields, is_role_alone, read_byline, read_signature, signs_as
from newsdesk.importing.structure.inline import plain, split_breaks
from newsdesk.importing.structure.values import Notes, look_of

#: Blocks at the end among which they are.
_MOST = 6
_LINE_MOST = 200
_FILES = re.compile(r"(?:các\s+)?(?:tệp|tập tin|file|tài liệu|văn bản)\s+(?:đính\s+)?kèm|tải về", re.IGNORECASE)


def read_closing(blocks: Blocks, notes: Notes) -> Blocks:
    """Return ``blocks`` without the lines at their end that say who and where from, which become fields."""
    rest = list(blocks)
    files: list[Block] = []
    while len(rest) > 1 and isinstance(rest[-1], Paragraph) and _FILES.match(plain(rest[-1].inner)):
        files.insert(0, rest.pop())  # Portals offer files under the names.
    start = len(rest)
    while start > max(1, len(rest) - _MOST) and _lines(rest[start - 1]) and all(map(_says, _lines(rest[start - 1]))):
        start -= 1
    if start < len(rest) and is_role_alone(_lines(rest[-1])[-1]):
        return blocks  # Nobody signs as it.
    if start and start < len(rest) and _is_signed_officially(rest[start - 1]):
        return blocks
    kept = rest[:start]
    for block in rest[start:]:
        found: list[tuple[Fields, str, str]] = []
        for line in _lines(block):
            labelled = read_byline(line)
            fields = labelled or read_signature(line)
            found.append((fields, line, SURE if labelled else LIKELY))
        if not _keep(found, block, notes):
            kept.append(block)
    return (*kept, *files)


def _lines(block: Block) -> list[str]:
    """Return the lines of a short block, nothing for any other."""
    if isinstance(block, Aside):
        text = plain_blocks(block.blocks)
        return [text] if text and len(text) <= _LINE_MOST else []
    if not isinstance(block, Paragraph):
        return []
    lines = [text for line in split_breaks(block.inner) if (text := plain(line))]
    return lines if lines and all(len(line) <= _LINE_MOST for line in lines) else []


def _says(line: str) -> bool:
    return bool(read_byline(line) or read_signature(line)) or is_role_alone(line)


def _is_signed_officially(block: Block) -> bool:
    """Return whether what stands above is the office that signs: then the name below it is the signer's, and no author's."""
    lines = _lines(block)
    return bool(lines) and (signs_as(lines[-1]) or (lines[-1].isupper() and not is_signed_name(lines[-1])))


def _keep(found: list[tuple[Fields, str, str]], block: Block, notes: Notes) -> bool:
    """Keep the fields of the lines of a block; return whether it can go: each of its lines said something that is now known."""
    look = look_of(block)
    if any(not _is_new_or_same(fields, notes) for fields, _, _ in found):
        return False
    for fields, line, grade in found:
        for name, value in fields.items():
            notes.find(name, value, grade, look.where, line)
        notes.take(tuple(fields), line, look)
    return True


def _is_new_or_same(fields: Fields, notes: Notes) -> bool:
    """Return whether a line says anything that no other says otherwise."""
    known = {name: notes.fields[name].value for name in fields if name in notes.fields}
    differ = [name for name, value in known.items() if value != fields[name] and name != "date"]
    return not differ or len(differ) < len(fields)
