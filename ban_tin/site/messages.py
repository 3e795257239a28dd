"""A site's own words: ``messages/vi.po`` in its folder says single messages of the catalogue otherwise.

Every problem is a finding with its line. What a message names (``{name}``, ``%(number)s``) its replacement names too.
"""

import re
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po

from ban_tin.findings.catalogue import KINDS
from ban_tin.findings.report import Findings, nearest
from ban_tin.language.translations import LANGUAGES, OwnMessage, known_messages
from ban_tin.source_files import UnusableFileError, clean_text, read_text

#: The folder in that of a site.
FOLDER = "messages"
_SUFFIX = ".po"
#: Plural forms of each language.
_FORMS = {"vi": 1, "en": 2}
_VALUE = re.compile(r"%\(\w+\)[sd]|\{\w*\}")
#: With a meaning of their own where messages are filled in, or set into HTML and its attributes.
_SIGNS = re.compile(r"""[%{}<>"]""")
#: A comment, or text in quotation marks, behind its keyword or as the next part of what stands above.
_LINE = re.compile(r"""\s*(?:#.*|(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*"\s*)?""")
#: Letters of a message that findings quote.
_QUOTED = 60


class _File(NamedTuple):
    """A file of messages in ``lang``, and how findings call it."""

    lang: str
    shown: str


def load_messages(folder: Path, shown: str, findings: Findings) -> tuple[OwnMessage, ...]:
    """Return what the files in ``folder``, named ``shown`` in findings, say instead of our messages; nothing where there is no folder."""
    own: list[OwnMessage] = []
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        if path.name.startswith("."):
            continue
        if path.stem not in LANGUAGES:
            known = ", ".join(f"{lang}{_SUFFIX}" for lang in LANGUAGES)
            findings.add("messages-language", f"{shown}/{path.name}", known=known)
            continue
        own += _read(path, _File(path.stem, f"{shown}/{path.name}"), findings)
    return tuple(own)


def _read(path: Path, file: _File, findings: Findings) -> list[OwnMessage]:
    try:
        text = clean_text(read_text(path), file.shown, findings, line_break=" ")
    except FileNotFoundError:
        return []  # Deleted a moment ago.
    except UnusableFileError as error:
        findings.add(error.kind, file.shown, 0, **error.values)
        return []
    wrong = [number for number, each in enumerate(text.split("\n"), start=1) if not _LINE.fullmatch(each)]
    for number in wrong:
        findings.add("messages-syntax", file.shown, number)
    if wrong:
        return []  # Of a line without its quotation marks, the parser takes what is left.
    try:
        # As if it were English, so that a form too many is seen, and not refused as odd syntax.
        catalogue: Catalog = read_po(StringIO(text), locale="en", abort_invalid=True)
    except PoFileError as error:
        findings.add("messages-syntax", file.shown, (error.lineno or 0) + 1)
        return []
    except (ValueError, LookupError, TypeError, AttributeError):  # Of a head that says odd things of the file.
        findings.add("messages-syntax", file.shown, 1)
        return []
    return [own for message in catalogue if message.id and (own := _checked(message, file, findings)) is not None]


def _checked(message: Message, file: _File, findings: Findings) -> OwnMessage | None:
    """Return what is said instead of a message; ``None`` where nothing is, or it can't be."""
    text = message.id if isinstance(message.id, str) else message.id[0]
    words = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    if not any(words):
        return None  # As in every catalogue: not translated.
    while not words[-1]:
        words = words[:-1]
    line, quoted = message.lineno or 0, text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
    before = len(findings.found)
    texts = known_messages().get(text)
    if texts is None or text in _told_to_editors():
        # What only editors are told is no slip of the pen: nothing near it is looked for.
        told = text in _told_to_editors()
        similar = "" if told else nearest(text, known_messages().keys() - _told_to_editors())
        kind, more = ("message-unknown", {"nearest": similar}) if similar else ("message-foreign", {})
        findings.add(kind, file.shown, line, text=quoted, **more)
        return None
    if len(words) != (_FORMS[file.lang] if len(texts) > 1 else 1) or not all(words):
        forms = str(_FORMS[file.lang] if len(texts) > 1 else 1)
        findings.add("message-forms", file.shown, line, text=quoted, forms=forms)
    for each in words:
        # With two forms the singular may leave the number out.
        needed = set(_VALUE.findall(texts[-1]))
        given = set(_VALUE.findall(each))
        if given != needed and not (len(words) > 1 and each is words[0] and given == set(_VALUE.findall(texts[0]))):
            values = {"needed": _listed(needed), "given": _listed(given)}
            findings.add("message-values", file.shown, line, text=quoted, **values)
        # A sign that the message itself has does no harm where it stands.
        elif signs := set(_SIGNS.findall(_VALUE.sub("", each))) - set(_VALUE.sub("", text)):
            findings.add("message-sign", file.shown, line, text=quoted, sign=min(signs))
    return OwnMessage(file.lang, text, words) if len(findings.found) == before else None


def _listed(values: set[str]) -> str:
    return ", ".join(sorted(values)) or "–"


def _told_to_editors() -> set[str]:
    """Return the messages of findings: no page shows them."""
    return {text for kind in KINDS.values() for text in (kind.message, kind.fix)}
