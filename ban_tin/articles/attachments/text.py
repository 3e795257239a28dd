"""The words of attachments, for the search: of PDF and of what today's office programs save."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

from ban_tin.articles.attachments.effort import TooMuchWorkError, limited_effort
from ban_tin.articles.attachments.gathered import EnoughError, Gathered
from ban_tin.articles.attachments.paragraphs import open_document_text, slides_text, word_text
from ban_tin.articles.attachments.pdf_text import pdf_pages
from ban_tin.articles.attachments.running_text import running
from ban_tin.articles.attachments.sheets import tables_text, workbook_text
from ban_tin.articles.attachments.zipped_xml import Package
from ban_tin.language.vietnamese import nfc
from ban_tin.language.vietnamese.legacy import find_legacy, may_be_legacy, read_tcvn3, read_vni
from ban_tin.machine.limits import Limits, TooSlowError

#: Calls of functions, about three seconds: a page that Word made takes 440,000, so that words end first. They are counted
#: and not timed, so that a file has the same text on each machine.
_EFFORT = 20_000_000
#: For what the calls don't tell: seconds of CPU, and bytes. Nothing honest comes near; what ends here may be read further elsewhere.
_LIMITS = (20.0, 300_000_000)
#: No word has more signs. Rows of dots have, and what is no text.
_LONGEST = 80

_ZIPPED: dict[str, Callable[[Package, Gathered], None]] = {
    **dict.fromkeys((".docx", ".dotx"), word_text),
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), workbook_text),
    **dict.fromkeys((".pptx", ".ppsx"), slides_text),
    **dict.fromkeys((".odt", ".odp"), open_document_text),
    ".ods": tables_text,
}
_PDF = ".pdf"
#: Endings of files that have a text to look for.
READ = frozenset({_PDF, *_ZIPPED})
#: The dots and arrows before items are signs of fonts of their own in Word.
_BULLETS = re.compile("[\uf000-\uf0ff]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
#: What nobody sees and what is no character.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff\ue000-\uf8ff]"
)
_READ_LEGACY = {"TCVN3": read_tcvn3, "VNI": read_vni}


def extract_text(path: Path) -> str:
    """Return the words of a file, a paragraph a line; ``""`` for kinds that have none, and where nothing can be read.

    So it is for a file that is damaged, encrypted, scanned, or built to keep its readers busy: what was read of it until the limits
    are reached is returned. No more than ``MOST_WORDS`` words. Raises ``OSError`` for a file that can't be opened, and
    nothing for what is in it.
    """
    ending = path.suffix.lower()
    if ending not in READ:
        return ""
    with path.open("rb"):
        pass  # Further ones are about what the file says.
    gathered, pages = Gathered(), list[list[str]]()
    try:
        with Limits(*_LIMITS), limited_effort(_EFFORT):
            if ending == _PDF:
                pdf_pages(path, pages)
            else:
                with Package(path) as package:
                    _ZIPPED[ending](package, gathered)
    except (EnoughError, TooMuchWorkError, TooSlowError, MemoryError):
        pass
    except Exception:
        # Half of a damaged file may be anything; the pages of a PDF are read one by one.
        gathered = Gathered()
    if ending == _PDF:
        return _tidy(running(list(_in_unicode(map(_cleaned, page))) for page in pages))
    return _tidy(_in_unicode(map(_cleaned, gathered.lines)))


def _cleaned(line: str) -> str:
    line = _UNSEEN.sub("", _BULLETS.sub("•", line).translate(_LIGATURES))
    # Before they are composed, which takes the square of the marks that stand on one letter.
    return nfc(" ".join(word for word in line.split() if len(word) <= 3 * _LONGEST))


def _in_unicode(lines: Iterable[str]) -> Iterable[str]:
    """Yield the lines, of Vietnamese from before Unicode as it is meant; what is not clear stays as it is."""
    lines = list(lines)
    said = [found.encoding if may_be_legacy(line) and (found := find_legacy(line)) else "" for line in lines]
    counted = Counter(encoding for encoding in said if encoding in _READ_LEGACY)
    most = counted.most_common(1)[0][0] if counted else ""
    for line, encoding in zip(lines, said, strict=True):
        # A line of few words can't be told, but is as those around it.
        if most and not encoding and may_be_legacy(line) and line.isprintable() and max(line) <= "\xff":
            encoding = most
        yield _READ_LEGACY[encoding](line) if encoding in _READ_LEGACY else line


def _tidy(lines: Iterable[str]) -> str:
    """Return the lines that say something, soft hyphens out, up to the words that are taken."""
    taken = Gathered()
    try:
        for line in lines:
            words = [word for word in line.replace("\u00ad", "").split() if len(word) <= _LONGEST]
            if any(map(str.isalnum, chain.from_iterable(words))):
                taken.add(" ".join(words))
    except EnoughError:
        pass
    return "\n".join(taken.lines)
