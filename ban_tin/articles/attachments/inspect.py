"""Type, size and SHA-256 of a file. Nothing is rewritten: a signed PDF stays signed."""

from hashlib import file_digest
from pathlib import Path

from ban_tin.views.news import Attachment

_LABELS = {".jpeg": "JPG", ".tif": "TIFF"}


def inspect_file(path: Path, name: str, url: str, title: str, pages: int) -> Attachment:
    """Return what is shown of the file ``path`` that the site serves as ``name`` at ``url``; ``pages`` 0 where unknown.

    Raises ``OSError``.
    """
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
        size = file.tell()
    suffix = path.suffix.lower()
    return Attachment(
        url=url,
        name=name,
        title=title or Path(name).stem.replace("-", " "),
        type=_LABELS.get(suffix, suffix[1:].upper()),
        size=size,
        pages=pages,
        sha256=digest,
    )
