"""Files that are offered under an article: unchanged to the byte, under plain names; what a browser could run is left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ban_tin.articles.attachments.kinds import OFFERED
from ban_tin.language.vietnamese import nfc, slugify
from newsdesk.importing.front_matter import AttachmentLine
from newsdesk.importing.source_document import LeftOut

#: Names that Windows keeps for its own.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class AttachedSource:
    """A file of the source that is offered."""

    #: Its name there.
    source: str
    #: Its name beside the text.
    file: str
    #: What readers see.
    title: str

    @property
    def line(self) -> AttachmentLine:
        return AttachmentLine(self.file, self.title)


def attach(
    attachments: Mapping[str, bytes | Path],
    titles: Mapping[str, str],
    files: dict[str, bytes | Path],
    left_out: list[LeftOut],
) -> list[AttachedSource]:
    """Add the ``attachments`` to ``files`` under plain names, and return them with their ``titles``; what can't be offered goes to ``left_out``."""
    done = []
    for source, content in attachments.items():
        name = PurePosixPath(nfc(source).replace("\\", "/")).name
        stem, _, ending = name.rpartition(".")
        if ending.lower() not in OFFERED or not stem:
            left_out.append(LeftOut("embedded", name, ""))
            continue
        file = plain_name(stem, ending.lower(), files)
        files[file] = content
        title = titles.get(source) or " ".join(stem.replace("_", " ").split())
        done.append(
            AttachedSource(
                source, file, title if slugify(title) != file.rpartition(".")[0] or not title.isascii() else ""
            )
        )
    return done


def plain_name(stem: str, ending: str, taken: Mapping[str, object]) -> str:
    """Return a name of a to z, figures and hyphens that nothing else is called, and that no system keeps for itself."""
    plain = slugify(stem, _LONGEST) or "tep"
    plain = f"tep-{plain}" if _RESERVED.fullmatch(plain) else plain
    number, name = 1, f"{plain}.{ending}"
    while name in taken:
        number += 1
        name = f"{plain}-{number}.{ending}"
    return name
