"""The pages that are counted, as the build lists them, and what readers may answer there: nothing else is ever stored."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo

PAUSE = 1.0  # seconds between two looks at the file
RETENTION_DAYS = 30  # of comments, where the list says nothing of them any more


@dataclass(frozen=True)
class CommentRules:
    """What the site says of comments: what their writers agree to, and for how many days undecided ones are kept."""

    consent: str
    retention_days: int


@dataclass(frozen=True)
class Pages:
    """``canonical``: every page and old address -> the page it stands for."""

    #: Of the site.
    zone: ZoneInfo
    #: Where the site stands, without a slash at its end.
    origin: str
    #: Pages and old addresses.
    canonical: dict[str, str]
    #: How many pages there are.
    count: int
    #: The pages that readers may answer.
    articles: frozenset[str] = frozenset()
    #: Whether articles may be rated.
    rating: bool = False
    #: Whether and how comments are taken.
    comments: CommentRules | None = None
    #: Of the site.
    language: str = "vi"
    #: What is said to readers, instead of the English words.
    words: Mapping[str, str] = field(default_factory=dict)


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
    comments, articles = given.get("comments"), frozenset[str](given.get("articles") or given["pages"])
    if comments:
        comments = CommentRules(str(comments["consent"]), int(comments["retention_days"]))
        if comments.retention_days < 1:
            raise ValueError("retention_days is at least 1")
    return Pages(
        ZoneInfo(given["time_zone"]),
        given["origin"].rstrip("/"),
        canonical,
        len(given["pages"]),
        articles & canonical.keys(),
        given.get("rating") is True,
        comments or None,
        str(given.get("language", "vi")),
        {str(name): str(text) for name, text in given.get("words", {}).items()},
    )


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
