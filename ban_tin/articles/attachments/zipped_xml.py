"""XML in a ZIP file, as today's office programs save: read within limits, and never more than XML's plainest parts of it."""

import posixpath
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Protocol
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

#: Bytes that are unpacked of a file. The text of 1,000 pages takes 30 million in Word.
_UNPACKED = 40_000_000
#: Short names for the namespaces, each as the transitional and the strict form of the standard has it.
_OFFICE = {
    "wordprocessingml/2006/main": "w",
    "wordprocessingml/main": "w",
    "spreadsheetml/2006/main": "x",
    "spreadsheetml/main": "x",
    "presentationml/2006/main": "p",
    "presentationml/main": "p",
    "drawingml/2006/main": "a",
    "drawingml/main": "a",
    "officeDocument/2006/relationships": "r",
    "officeDocument/relationships": "r",
    "package/2006/relationships": "rel",
    "markup-compatibility/2006": "mc",
}
_ROOTS = ("http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
_OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"


class RefusedError(ValueError):
    """The file is not what an office program saves."""


class Walker(Protocol):
    """What is told of each element, with short names: ``w:p``; of elements that nobody asks for the name is ``""``."""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None: ...

    def end(self, name: str) -> None: ...

    def text(self, content: str) -> None: ...


class Package:
    """The parts of a file of XML in a ZIP file. Any exception may be raised for one that is damaged."""

    def __init__(self, path: Path) -> None:
        self._archive = ZipFile(path)
        self._left = _UNPACKED

    def __enter__(self) -> "Package":
        return self

    def __exit__(self, *error: object) -> None:
        self._archive.close()

    def has(self, name: str) -> bool:
        return name in self._archive.NameToInfo

    def walk(self, name: str, walker: Walker, most: int = _UNPACKED) -> None:
        """Tell ``walker`` of the part ``name``, up to ``most`` bytes of it."""
        part = self._archive.getinfo(name)
        # No office program packs in another way; some ways take as much memory to unpack as the file asks for.
        if part.flag_bits & 1 or part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise RefusedError(name)
        limit = min(most, self._left)
        with self._archive.open(part) as file:
            content = file.read(limit + 1)
        self._left -= min(len(content), limit)
        _parse(content, walker, whole=len(content) <= limit)

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """Return what ``part`` refers to by its key: the last word of what it is, and the name of a part. Empty where it says nothing."""
        folder, name = posixpath.split(part)
        source = posixpath.join(folder, "_rels", f"{name}.rels")
        relations = _Relations(folder)
        if self.has(source):
            self.walk(source, relations)
        return relations.found

    def main(self, fallback: str) -> str:
        """Return the name of the part that the document begins with."""
        for kind, name in self.related("").values():
            if kind == "officeDocument" and self.has(name):
                return name
        return fallback


class _Relations:
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.found: dict[str, tuple[str, str]] = {}

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "rel:Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", self._folder, attributes.get("Target", "")))
            self.found[attributes.get("Id", "")] = (attributes.get("Type", "").rpartition("/")[2], target[1:])

    def end(self, name: str) -> None:
        """Nothing follows."""

    def text(self, content: str) -> None:
        """Nothing is said."""


def _parse(content: bytes, walker: Walker, whole: bool) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = _beginning(walker.begin)
    parser.EndElementHandler = lambda name: walker.end(_short(name))
    parser.CharacterDataHandler = walker.text
    # All at once: in parts, a sign of many bytes would be read again with each.
    parser.Parse(content, whole)


def _beginning(begin: Callable[[str, Mapping[str, str]], None]) -> Callable[[str, dict[str, str]], None]:
    def told(name: str, attributes: dict[str, str]) -> None:
        begin(_short(name), {_short(key): value for key, value in attributes.items()} if attributes else attributes)

    return told


def _refuse(*declared: object) -> None:
    raise RefusedError("no office program writes a DTD, and entities can be endless")


@lru_cache(2000)
def _short(name: str) -> str:
    space, _, local = name.rpartition(" ")
    if not space:
        return local
    for root in _ROOTS:
        if space.startswith(root):
            prefix = _OFFICE.get(space.removeprefix(root))
            return f"{prefix}:{local}" if prefix else ""
    if space.startswith(_OPEN_DOCUMENT):
        return f"{space.removeprefix(_OPEN_DOCUMENT).partition(':')[0]}:{local}"
    return ""
