"""An attachment to a ``Paper``: read within limits, whatever is in the file, and once as long as the file stays as it is."""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from ban_tin.articles.attachments.effort import TooMuchWorkError, limited_effort
from ban_tin.machine.limits import Limits, TooSlowError
from newsdesk.checking.papers.office import read_document, read_old, read_slides, read_workbook
from newsdesk.checking.papers.paper import DAMAGED, TOO_MUCH, Paper
from newsdesk.checking.papers.pdf import read_pdf

#: Calls of functions, about three seconds, and for what they don't tell: seconds of CPU, and bytes.
_EFFORT = 20_000_000
_LIMITS = (20.0, 300_000_000)
_READERS: dict[str, Callable[[Path, list[Paper]], None]] = {
    ".pdf": read_pdf,
    **dict.fromkeys((".xlsx", ".xlsm", ".xltx"), read_workbook),
    **dict.fromkeys((".docx", ".dotx"), read_document),
    **dict.fromkeys((".pptx", ".ppsx"), read_slides),
    **dict.fromkeys((".xls", ".doc", ".ppt", ".pps"), read_old),
}


def read_paper(path: Path) -> Paper:
    """Return what is known of the file ``path``; ``Paper.known`` is False for kinds that are not read. Raises ``OSError``."""
    status = path.stat()
    return _read(path, status.st_size, status.st_mtime_ns)


@lru_cache(64)
def _read(path: Path, size: int, changed: int) -> Paper:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return Paper(size, known=False)
    with path.open("rb"):
        pass  # Further errors are about what the file says.
    #: The last one is what was read so far.
    so_far = [Paper(size)]
    try:
        with Limits(*_LIMITS), limited_effort(_EFFORT):
            reader(path, so_far)
    except (TooMuchWorkError, TooSlowError, MemoryError):
        return replace(so_far[-1], unread=TOO_MUCH)
    except Exception:
        # Anything may be raised for what is damaged; a build says so too, where readers would be troubled.
        return replace(so_far[-1], unread=DAMAGED)
    return so_far[-1]
