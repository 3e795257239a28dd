"""The parts of a ``.docx`` file: opened within limits, and refused with a reason where it is no such file."""

import posixpath
import re
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from lxml import etree

from ban_tin.source_files.encodings import name_kind
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.word.names import STRICT, Element
from newsdesk.language import N_, catalogue

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAIN: Final = "officeDocument"
#: Declarations of types and entities: no office program writes any.
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of its kind; a part's name, or an address outside of the file."""

    kind: str
    target: str
    external: bool


class Archive:
    """The parts of a file that is a ZIP file. Raises ``RefusedSourceError`` for what is none, or too much of one."""

    def __init__(self, content: bytes) -> None:
        if not content:
            raise RefusedSourceError("empty")
        if len(content) > LIMITS.file_bytes:
            raise RefusedSourceError("too-large", _megabytes(len(content)))
        if content.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in content:
            raise RefusedSourceError("password")
        if not content.startswith(b"PK"):
            raise RefusedSourceError("wrong-type", _name_kind(content))
        try:
            self._archive = ZipFile(BytesIO(content))
        except (BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError) as error:
            raise RefusedSourceError("broken") from error
        self._names = self._check_entries()
        self._left = LIMITS.unpacked_bytes

    def _check_entries(self) -> dict[str, str]:
        entries = self._archive.infolist()
        if len(entries) > LIMITS.entries:
            raise RefusedSourceError("too-many", str(len(entries)))
        for entry in entries:
            if entry.flag_bits & 1:
                raise RefusedSourceError("password")
            if entry.file_size > LIMITS.ratio_from and entry.file_size > LIMITS.ratio * max(entry.compress_size, 1):
                raise RefusedSourceError("too-packed", _megabytes(entry.file_size))
        if sum(entry.file_size for entry in entries) > LIMITS.unpacked_bytes:
            raise RefusedSourceError("too-packed", _megabytes(sum(entry.file_size for entry in entries)))
        # Parts are named without regard to the case of letters, and some programs write backslashes.
        return {entry.filename.replace("\\", "/").lower().lstrip("/"): entry.filename for entry in entries}

    def has(self, name: str) -> bool:
        """Return whether there is a part of this name."""
        return name.lower() in self._names

    def read(self, name: str, most: int = LIMITS.unpacked_bytes) -> bytes:
        """Return the bytes of a part. Raises ``RefusedSourceError`` for one that is damaged or too large, ``KeyError`` for none."""
        entry = self._archive.getinfo(self._names[name.lower()])
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise RefusedSourceError("broken", name)
        most = min(most, self._left)
        try:
            with self._archive.open(entry) as file:
                content = file.read(most + 1)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise RefusedSourceError("broken", name) from error
        if len(content) > most:
            raise RefusedSourceError("too-packed", name)
        self._left -= len(content)
        return content

    def xml(self, name: str) -> Element | None:
        """Return the root of a part of XML; None where there is no such part."""
        return parse(self.read(name, LIMITS.text_bytes), name) if self.has(name) else None

    def refuse_kind(self) -> RefusedSourceError:
        """Return the refusal of a ZIP file that is something else."""
        return RefusedSourceError(
            "wrong-type", _name_kind(b"".join(name.encode() for name in ["PK\3\4", *self._names]))
        )


class Package(Archive):
    """An opened ``.docx`` file."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._relations: dict[str, dict[str, Relation]] = {}
        self.main = self._find_main()

    def _find_main(self) -> str:
        for relation in self.relations("").values():
            if relation.kind == _MAIN and not relation.external and self.has(relation.target):
                return relation.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        if any(name.startswith("word/") for name in self._names):
            raise RefusedSourceError("broken")
        raise self.refuse_kind()

    @property
    def has_macros(self) -> bool:
        """Whether it brings programs along."""
        return any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in self._names)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what ``part`` refers to, by its keys."""
        if part not in self._relations:
            self._relations[part] = self._read_relations(part)
        return self._relations[part]

    def related(self, part: str, kind: str) -> str | None:
        """Return the name of the first part of this ``kind`` that ``part`` refers to and that is there."""
        for relation in self.relations(part).values():
            if relation.kind == kind and not relation.external and self.has(relation.target):
                return relation.target
        return None

    def _read_relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, Relation] = {}
        for each in () if root is None else root.iter("{*}Relationship"):
            target, external = each.get("Target", ""), each.get("TargetMode") == "External"
            if not external:
                # Absolute from the root of the file, or relative to the part's folder; never out of it.
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target.replace("\\", "/"))))[1:]
            found[each.get("Id", "")] = Relation(each.get("Type", "").rpartition("/")[2], target, external)
        return found


def parse(content: bytes, name: str) -> Element:
    """Return the root of ``content``, of which nothing is fetched and nothing unfolds. Raises ``RefusedSourceError``."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = re.sub(rb"^<\?xml[^>]*\?>", b"", content.decode("utf-16", "replace").encode())
    if _DECLARED.search(content):
        raise RefusedSourceError("entities", name)
    if b"http://purl.oclc.org/ooxml/" in content[:20_000]:
        for strict, usual in STRICT:
            content = content.replace(strict, usual)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        if "depth" in str(error).lower():
            raise RefusedSourceError("too-deep", name) from error
        raise RefusedSourceError("broken", name) from error
    except ValueError as error:
        raise RefusedSourceError("broken", name) from error


def _name_kind(content: bytes) -> str:
    """Return what a file is that is no Word file, in the language of the site."""
    _ = catalogue().gettext
    return _(name_kind(content) or N_("a file of another kind"))


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.0f} MB"
