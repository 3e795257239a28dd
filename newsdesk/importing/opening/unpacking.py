"""ZIP files of sources, unpacked into a folder: within limits, and nothing outside of it whatever the names in them say."""

import re
import shutil
import stat
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ban_tin.language.vietnamese import nfc
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError

#: Signs that no system of files takes, or that change how a name is seen.
_FORBIDDEN = re.compile('[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
#: Bytes that a file system takes for a name.
_NAME_BYTES = 200
_BLOCK = 1 << 16
#: Bytes of the disk that are left to others.
_FREE = 500_000_000
#: What other systems pack along.
_PASSED_OVER = re.compile(r"(?:^|/)(?:__MACOSX/|\.DS_Store$|Thumbs\.db$|desktop\.ini$|~\$)", re.IGNORECASE)


def unpack(path: Path, folder: Path) -> None:
    """Unpack the ZIP file ``path`` into the empty ``folder``. Raises ``RefusedSourceError`` where any of it is not as it should be."""
    try:
        with ZipFile(path) as archive:
            parts = _checked(archive, path)
            _check_room(sum(part.file_size for part, _ in parts), folder)
            left = LIMITS.unpacked_bytes
            for part, name in parts:
                left -= _unpack_one(archive, part, folder.joinpath(*name.parts), left)
    except RefusedSourceError:
        raise
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, MemoryError):
        raise RefusedSourceError("broken", path.name) from None


def _check_room(size: int, folder: Path) -> None:
    """Raise ``RefusedSourceError`` for what would fill the disk: one ZIP file is held within limits, and there may be many."""
    free = shutil.disk_usage(folder).free - _FREE
    if size > max(free, 0):
        raise RefusedSourceError("too-large", f"{size // 1_000_000} MB > {max(free, 0) // 1_000_000} MB")


def _checked(archive: ZipFile, path: Path) -> list[tuple[ZipInfo, PurePosixPath]]:
    """Return the files in ``archive`` with the names that they get."""
    parts = archive.infolist()
    if len(parts) > LIMITS.entries:
        raise RefusedSourceError("too-many", f"{len(parts)} > {LIMITS.entries}")
    packed, unpacked = sum(part.compress_size for part in parts), sum(part.file_size for part in parts)
    if packed > path.stat().st_size:  # Parts that lie over one another.
        raise RefusedSourceError("too-packed", path.name)
    if unpacked > LIMITS.unpacked_bytes:
        raise RefusedSourceError("too-packed", f"{unpacked // 1_000_000} MB > {LIMITS.unpacked_bytes // 1_000_000} MB")
    if unpacked > LIMITS.ratio_from and unpacked > LIMITS.ratio * max(packed, 1):
        raise RefusedSourceError("too-packed", f"{unpacked // max(packed, 1)} : 1")
    found: dict[str, tuple[ZipInfo, PurePosixPath]] = {}
    for part in parts:
        if part.is_dir() or _PASSED_OVER.search(part.filename):
            continue
        if part.flag_bits & 1:
            raise RefusedSourceError("password-zip", path.name)
        if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or stat.S_ISLNK(part.external_attr >> 16):
            raise RefusedSourceError("broken", _shown(part.filename))
        name = plain_path(part.filename)
        if str(name).casefold() in found:
            raise RefusedSourceError("broken", _shown(part.filename))
        found[str(name).casefold()] = part, name
    return list(found.values())


def plain_path(name: str) -> PurePosixPath:
    """Return ``name`` as a path within a folder. Raises ``RefusedSourceError`` for one that leads out of it."""
    written = nfc(name.replace("\\", "/"))
    if written.startswith("/") or re.match(r"[A-Za-z]:", written) or ".." in written.split("/"):
        raise RefusedSourceError("outside", _shown(name))
    parts = []
    for part in written.split("/"):
        plain = _FORBIDDEN.sub("_", part).strip(" ")
        if plain in {"", "."}:
            continue
        plain = plain.rstrip(".") or "_"
        plain = f"_{plain}" if _RESERVED.fullmatch(plain) else plain
        if len(plain.encode()) > _NAME_BYTES:
            stem, dot, ending = plain.rpartition(".")
            ending = f"{dot}{ending}" if dot and len(ending) < 8 else ""
            plain = f"{(stem if ending else plain).encode()[:_NAME_BYTES].decode(errors='ignore')}{ending}"
        parts.append(plain)
    if not parts or len(parts) > 32:
        raise RefusedSourceError("outside", _shown(name))
    return PurePosixPath(*parts)


def _unpack_one(archive: ZipFile, part: ZipInfo, path: Path, left: int) -> int:
    """Unpack one file, and return its bytes: no more than it said, and than are ``left``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    size = 0
    with archive.open(part) as source, path.open("xb") as file:
        while block := source.read(_BLOCK):
            size += len(block)
            if size > min(part.file_size, left):
                raise RefusedSourceError("too-packed", _shown(part.filename))
            file.write(block)
    return size


def _shown(name: str) -> str:
    return _FORBIDDEN.sub("�", name)[:120]
