"""Pages that are made when they are asked for; those asked for last are kept."""

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ban_tin.building.theme import Theme
from ban_tin.planning.plan import Copied, Sketched, page_path
from newsdesk.preview.sketches import Sketches

#: Pages in memory, the ones asked for last.
_KEPT = 256


@dataclass(frozen=True)
class Shown:
    """What the preview answers from: all that is planned, by path, what each depends on, and the theme that makes it."""

    theme: Theme
    planned: dict[str, Any]
    inputs: dict[str, str]


class Answers:
    """Makes pages, and keeps them as long as they depend on the same. Any thread may ask."""

    def __init__(self) -> None:
        self._sketches = Sketches()
        self._pages: OrderedDict[tuple[str, str], bytes] = OrderedDict()

    def answer(self, shown: Shown, address: str) -> bytes | Path | None:
        """Return what lies at a decoded path: bytes, the file that holds them, or None for nothing.

        Raises ``PageError`` of a build for a page that can't be made, and ``DamagedStateError``.
        """
        path = page_path(address)
        if path not in shown.planned:
            return None
        planned = shown.planned[path]
        if isinstance(planned, Copied):
            return planned.path
        if isinstance(planned, bytes):
            return planned
        if isinstance(planned, Sketched):
            return self._sketches.draw(planned)
        key = path, shown.inputs[path]
        content = self._pages.pop(key, None)
        if content is None:
            content = shown.theme.make(path, planned)
        self._pages[key] = content
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        return content

    def close(self) -> None:
        """Draw nothing more."""
        self._sketches.close()
