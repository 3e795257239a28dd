"""The pages that are counted, as the build lists them: nothing else is ever stored."""

import json
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

PAUSE = 1.0  # seconds between two looks at the file


@dataclass(frozen=True)
class Pages:
    """``canonical``: every page and old address -> the page it stands for."""

    zone: ZoneInfo
    origin: str
    canonical: dict[str, str]
    count: int


def read_pages(file: Path) -> Pages:
    """Raises OSError, ValueError (broken) or KeyError (a field or the time zone is missing)."""
    given = json.loads(file.read_bytes())
    if not isinstance(given, dict) or not all(
        isinstance(path, str) and path.startswith("/") for path in given["pages"]
    ):
        raise ValueError("not a list of pages")
    canonical = {path: path for path in given["pages"]}
    for old, new in given.get("aliases", {}).items():
        if new in canonical:
            canonical.setdefault(old, new)
    return Pages(ZoneInfo(given["time_zone"]), given["origin"].rstrip("/"), canonical, len(given["pages"]))


class PageList:
    """The list, read again when the file changes. A broken file leaves the last good list; ``problem`` says so."""

    def __init__(self, file: Path):
        """Raises FileNotFoundError or ValueError with a sentence for the operator."""
        self.file, self.problem, self.looked = file, "", float("-inf")
        try:
            self.mark = self._mark()
            self.pages = read_pages(file)
        except OSError as error:
            raise FileNotFoundError(
                f"no list of pages at {file}: run `make build`, or say where it is with --pages"
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"{file} is broken ({error!r}): run `make build`") from error

    def refresh(self, now: float) -> bool:
        """Look at the file, at most once in ``PAUSE`` seconds; return whether there is a new list."""
        if now - self.looked < PAUSE:
            return False
        self.looked = now
        try:
            mark = self._mark()
            if mark == self.mark:
                return False
            self.mark = mark
            self.pages = read_pages(self.file)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            self.problem = f"{self.file} can't be read ({type(error).__name__}): the last good list is in use"
            if isinstance(error, OSError):
                self.mark = (0, 0, 0)  # it may come back as it was
            return False
        self.problem = ""
        return True

    def _mark(self) -> tuple[int, int, int]:
        stat = self.file.stat()
        return stat.st_mtime_ns, stat.st_size, stat.st_ino
