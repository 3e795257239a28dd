"""Where the links and pictures of a text lead: to other articles, to files of the archive, or to other sites."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from posixpath import normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from ban_tin.language.vietnamese import nfc, slugify

#: Marks of Pelican and others before a path.
_MARK = re.compile(r"^(?:\{(?:static|attach|filename|photo|image)\}|\|(?:static|attach|filename)\|)", re.IGNORECASE)
_LIST = re.compile(r"^(?:\{(?P<mark>tag|category|author|index)\}|\|(?P<bar>tag|category|author|index)\|)(?P<name>.*)$")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


class ArchiveFiles:
    """The files of an archive by their paths; found however an address writes them."""

    def __init__(self, paths: Collection[str], roots: tuple[str, ...], base: str) -> None:
        """``base`` is the path before all addresses of the old site, ``""`` for none."""
        self._exact = {nfc(path): path for path in paths}
        self._folded = {nfc(path).lower(): path for path in sorted(paths, reverse=True)}
        self._roots, self._base = roots, base.rstrip("/")

    def find(self, written: str, source: str) -> str:
        """Return the path of the file that the source at the path ``source`` calls ``written``, ``""`` where there is none."""
        plain = nfc(unquote(_MARK.sub("", written).partition("?")[0].partition("#")[0])).replace("\\", "/")
        if not plain or plain.endswith("/"):
            return ""
        folder = PurePosixPath(source).parent.as_posix()
        absolute = plain.startswith("/")
        if absolute and self._base and plain.startswith(f"{self._base}/"):
            plain = plain.removeprefix(self._base)
        places = [] if absolute else [folder]
        places += self._roots
        if not absolute:
            # Addresses were relative to that of the page, which lay deeper or elsewhere than its source.
            places += [f"{folder}/{PurePosixPath(source).stem}", PurePosixPath(folder).parent.as_posix()]
        for place in places:
            path = normpath(f"{place}/{plain.lstrip('/')}" if place else plain.lstrip("/")).lstrip("/")
            found = self._exact.get(path) or self._folded.get(path.lower())
            if found:
                return found
        return ""


class TakenFile(NamedTuple):
    """A file that an article takes along: its path in the archive; ``still``: as a PNG of what is seen in it first."""

    path: str
    still: bool = False


@dataclass(slots=True)
class Beside:
    """The files that an article takes along, by their names beside it."""

    #: Says what kind a picture really is, as Pillow calls it, ``*`` behind it where it moves; ``""`` for no picture.
    kind_of: Callable[[str], str]
    files: dict[str, TakenFile] = field(default_factory=dict)
    #: Pictures that move, which are offered under the text: there they are shown as stills.
    moving: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def name(self, path: str) -> str:
        """Return the name that the file ``path`` of the archive has beside the article: plain, and true to what it is."""
        if path in self._names:
            return self._names[path]
        pure = PurePosixPath(path)
        kind = self.kind_of(path)
        moves = kind.endswith("*")
        stem = slugify(pure.stem)[:80].strip("-") or "tep"
        if moves:
            moving = self._take(stem, true_suffix(pure.suffix.lower(), kind.rstrip("*")), TakenFile(path))
            self.moving.append(moving)
        still = moves or kind in REWRITTEN
        suffix = ".png" if still else true_suffix(pure.suffix.lower(), kind)
        self._names[path] = name = self._take(stem, suffix, TakenFile(path, still))
        return name

    def _take(self, stem: str, suffix: str, file: TakenFile) -> str:
        number = 1
        while (
            name := f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}"
        ) in self.files or name == "index.md":
            number += 1
        self.files[name] = file
        return name


#: Endings of names of each kind of picture; the first one where the name has another.
_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg"), "MPO": (".jpg", ".jpeg"), "PNG": (".png",), "GIF": (".gif",), "WEBP": (".webp",), "AVIF": (".avif",),
    "HEIF": (".heic", ".heif"),
}  # fmt: skip
#: Kinds that no browser shows: they are written as PNG.
REWRITTEN = frozenset({"BMP", "TIFF", "ICO"})


def true_suffix(suffix: str, kind: str) -> str:
    """Return the ending of a name with ``suffix`` for a file that is really of ``kind``."""
    endings = _SUFFIXES.get(kind)
    return suffix if endings is None or suffix in endings else endings[0]


class OwnAddresses:
    """The articles and pages of an archive, by what they were called: old addresses, paths, names of sources."""

    def __init__(self, base_url: str) -> None:
        self._host, self._base = urlsplit(base_url).netloc.removeprefix("www."), urlsplit(base_url).path.rstrip("/")
        self._known: dict[str, str] = {}

    def add(self, called: str, address: str) -> None:
        """Let ``called``, an old address or a path, lead to ``address``."""
        if called:
            self._known.setdefault(_key(called), address)

    def own_path(self, written: str) -> str | None:
        """Return the path of an address on the old site itself; None for one on another site."""
        if written.startswith("//"):
            written = f"https:{written}"
        if not re.match(r"https?://", written, re.IGNORECASE):
            return None if _SCHEME.match(written) else written
        try:
            parts = urlsplit(written)
        except ValueError:
            return None
        if not self._host or parts.netloc.removeprefix("www.") != self._host:
            return None
        return (
            (parts.path or "/")
            + (f"?{parts.query}" if parts.query else "")
            + (f"#{parts.fragment}" if parts.fragment else "")
        )

    def find(self, written: str, source: str = "") -> str:
        """Return the new address of what ``written`` led to, with its fragment; ``""`` where it is none of the archive."""
        path, hash_sign, fragment = _MARK.sub("", written).partition("#")
        path = path.partition("?")[0]
        if self._base and path.startswith(f"{self._base}/"):
            path = path.removeprefix(self._base)
        if not path:
            return ""
        folder = PurePosixPath(source).parent.as_posix() if source else ""
        for each in (path, normpath(f"{folder}/{path}") if folder and not path.startswith("/") else ""):
            if each and (address := self._known.get(_key(each))):
                return address + hash_sign + fragment
        return ""


def _key(called: str) -> str:
    path = nfc(unquote(called)).strip("/").removeprefix("./")
    return re.sub(r"(?:^|/)index\.html?$|\.html?$|/$", "", path, flags=re.IGNORECASE).lower()


def list_name(written: str) -> tuple[str, str]:
    """Return the kind and the name in Pelican's addresses of lists, such as ``{tag}hội nghị``; two empty texts for another address."""
    found = _LIST.match(written)
    return ((found["mark"] or found["bar"]).lower(), unquote(found["name"]).strip()) if found else ("", "")
