"""A release: the built site, its texts compressed, and the manifest of it all, signed.

Nothing of it lies in the output folder, which stays what builds made. Compressed texts and the manifest lie in a folder of
the cache (``beside``); what of them and of the output is still as it was is told by stamps, so that a release costs what changed.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any

from ban_tin.building.claim import OWN_NAMES, Claim
from ban_tin.building.tree import delete_empty_parents, delete_files, stamps_below
from ban_tin.machine.stamps import Stamp, now, settled
from newsdesk.language import translate
from newsdesk.publishing.compress import BROTLI, ENDINGS, compress_files, is_compressible
from newsdesk.publishing.manifest import (
    MANIFEST,
    SIGNATURE,
    ManifestError,
    PublishedFile,
    ReleaseManifest,
    format_manifest,
    name_release,
    parse_head,
    parse_manifest,
    sign,
)

#: Names that begin with a dot are no part of a site, but for this folder, which proves who owns it.
_WELL_KNOWN = ".well-known/"
_BLOCK = 1 << 20
#: The form of what is remembered; another one is not used.
_FORMAT = 1

Tell = Callable[[str], None]


class NoReleaseError(Exception):
    """There is no release to send; the text says what to type, in the language of the site."""


@dataclass(frozen=True, slots=True)
class Release:
    """A release that is ready to be sent."""

    #: What it is made of.
    manifest: ReleaseManifest
    #: The bytes of ``manifest.json``.
    content: bytes
    #: Of ``manifest.json.sig``, ``b""`` for a release that is not signed.
    signature: bytes
    #: Where its files lie: the output of the build,
    output: Path
    #: and what is made for the release.
    beside: Path
    #: When it was last seen to be what the content says: seconds since the epoch.
    seen: float
    #: Texts that were compressed for it now.
    compressed: int = 0
    #: Files of the output that no build wrote, and that are part of it.
    foreign: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of its folder on a server."""
        return name_release(self.manifest, self.content)

    def source_of(self, path: str) -> Path:
        """Return the folder in which its file ``path`` lies."""
        return self.output if (self.output / path).is_file() else self.beside


class _Memory:
    """What is known of the files of an output and of what lies beside it, from the last release."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "files.json"
        try:
            document = json.loads(self._file.read_bytes())
            known = document["format"] == _FORMAT
        except (OSError, ValueError, KeyError, TypeError):
            known = False
        #: By its path: its stamp, and its SHA-256 then.
        self.files: dict[str, list[Any]] = document["files"] if known else {}
        #: By the path of a text: its SHA-256, and the endings of its compressed forms.
        self.texts: dict[str, list[Any]] = {
            path: [digest, {ending: form for ending, form in forms.items() if ending == BROTLI}]
            for path, (digest, forms) in (document["texts"] if known else {}).items()
        }
        #: The same of what lies beside it.
        self.beside: dict[str, list[Any]] = document["beside"] if known else {}
        self.seen: float = document["seen"] if known else 0.0

    def save(self) -> None:
        document = {
            "format": _FORMAT, "seen": self.seen, "files": self.files, "texts": self.texts, "beside": self.beside,
        }  # fmt: skip
        replace_file(self._file, json.dumps(document).encode())


def replace_file(path: Path, content: bytes) -> None:
    """Write ``path``, whole or not at all. Raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(content)
    unfinished.replace(path)


def release_folder(cache: Path, output: Path) -> Path:
    """Return the folder of the ``cache`` that is about releases of ``output``."""
    return cache.absolute() / "releases" / blake2b(str(output.resolve()).encode(), digest_size=8).hexdigest()


def make_release(
    output: Path, cache: Path, base_url: str, moment: datetime, key: Path | None, tell: Tell = lambda text: None
) -> Release:
    """Return the release of the site that a build left in ``output``, as it was at ``moment``; of what is as in the last one, the last one.

    Raises ``ManifestError``, ``SigningError``, ``OSError``: the release of before is still there then.
    """
    folder = release_folder(cache, output)
    beside, memory = folder / "beside", _Memory(folder)
    found = published_files(output)
    files = _hash_changed(output, found, memory.files)
    made = {path: stamp for path, stamp in stamps_below(beside).files.items() if path not in (MANIFEST, SIGNATURE)}
    held = _hash_changed(beside, made, memory.beside)
    compressed = _compress_changed(output, beside, files, held, memory, tell)
    memory.seen = moment.timestamp()
    everything = {path: PublishedFile(*each) for path, each in (*held.items(), *files.items())}
    manifest, content = _make_manifest(beside, everything, base_url, moment)
    signature = _signature(beside, content, key)
    if content != _bytes_of(beside / MANIFEST):
        (beside / SIGNATURE).unlink(missing_ok=True)  # Never one beside the manifest of another.
        replace_file(beside / MANIFEST, content)
    if signature:
        replace_file(beside / SIGNATURE, signature)
    else:
        (beside / SIGNATURE).unlink(missing_ok=True)
    memory.save()
    foreign = tuple(sorted(found.keys() - Claim(output, {}).before))
    return Release(manifest, content, signature, output, beside, memory.seen, compressed, foreign)


def open_release(output: Path, cache: Path) -> Release:
    """Return the release that was made of ``output``. Raises ``NoReleaseError`` for none, and where the output is another one by now."""
    folder = release_folder(cache, output)
    beside, memory = folder / "beside", _Memory(folder)
    content = _bytes_of(beside / MANIFEST)
    manifest = _parsed(content)
    if manifest is None:
        raise NoReleaseError(translate("There is no release yet. Make one first: make publish (or ban-tin publish)."))
    found = published_files(output)
    files = _hash_changed(output, found, memory.files)
    made = {path: each for path, each in manifest.files.items() if not _is_made(path, manifest.files, found)}
    if made != {path: PublishedFile(*each) for path, each in files.items()}:
        message = translate(
            "The site was built anew since it was published. Publish it first: make publish (or ban-tin publish)."
        )
        raise NoReleaseError(message)
    return Release(manifest, content, _bytes_of(beside / SIGNATURE), output, beside, memory.seen)


def last_seen(output: Path, cache: Path) -> float:
    """Return when the last release of ``output`` was made, in seconds since the epoch; 0 where there is none."""
    folder = release_folder(cache, output)
    return _Memory(folder).seen if (folder / "beside" / MANIFEST).is_file() else 0.0


def last_name(output: Path, cache: Path) -> str:
    """Return the name of the last release of ``output``, ``""`` where there is none."""
    content = _bytes_of(release_folder(cache, output) / "beside" / MANIFEST)
    manifest = _parsed(content)
    return name_release(manifest, content) if manifest else ""


def last_manifest(output: Path, cache: Path) -> ReleaseManifest | None:
    """Return the manifest of the last release of ``output``, None where there is none."""
    return _parsed(_bytes_of(release_folder(cache, output) / "beside" / MANIFEST))


def published_files(output: Path) -> dict[str, Stamp]:
    """Return what of ``output`` is part of a release: all but what begins with a dot, as ``.git`` does, and links."""
    found = stamps_below(output).files
    own, begins = {*OWN_NAMES, MANIFEST, SIGNATURE}, f"{output}/"
    return {
        path: stamp
        for path, stamp in found.items()
        if path not in own
        and not ("/." in (inner := path.removeprefix(_WELL_KNOWN)) or inner.startswith("."))
        and not os.path.islink(begins + path)  # noqa: PTH114 - of every file, and five times quicker
    }


def _is_made(path: str, files: Mapping[str, PublishedFile], found: Mapping[str, Stamp]) -> bool:
    return path not in found and any(path.endswith(ending) and path.removesuffix(ending) in files for ending in ENDINGS)


def _hash_changed(folder: Path, found: Mapping[str, Stamp], known: dict[str, list[Any]]) -> dict[str, tuple[int, str]]:
    """Return size and SHA-256 of the files ``found`` in ``folder``; only those are read that ``known`` doesn't know with their stamp."""
    files: dict[str, tuple[int, str]] = {}
    for path in known.keys() - found.keys():
        del known[path]
    for path, stamp in found.items():
        if path in known and known[path][0] == list(stamp):
            files[path] = (stamp.size, known[path][1])
            continue
        looked_at = now()
        digest, size = digest_of(folder / path)
        files[path] = (size, digest)
        known[path] = [list(stamp) if settled(stamp, looked_at) else [], digest]
    return files


def digest_of(path: Path) -> tuple[str, int]:
    """Return the SHA-256 of the file ``path`` in hex digits, and its size in bytes. Raises ``OSError``."""
    digest, size = sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


def _compress_changed(
    output: Path,
    beside: Path,
    files: Mapping[str, tuple[int, str]],
    held: dict[str, tuple[int, str]],
    memory: _Memory,
    tell: Tell,
) -> int:
    """Bring the compressed texts in ``beside`` up to date, and ``held`` with them; return how many texts were compressed."""
    wanted: dict[str, str] = {
        path: digest
        for path, (size, digest) in files.items()
        if is_compressible(path, size) and not any(f"{path}{ending}" in files for ending in ENDINGS)
    }
    whole = {
        path: kept
        for path, kept in memory.texts.items()
        if all(held.get(f"{path}{ending}", (0, ""))[1] == digest for ending, digest in kept[1].items())
    }
    by_content = {kept[0]: (path, kept[1]) for path, kept in whole.items()}
    stale = [path for path, digest in wanted.items() if path not in whole or whole[path][0] != digest]
    moved = {path: by_content[wanted[path]] for path in stale if wanted[path] in by_content}
    texts = {path: whole[path] for path in wanted if path not in set(stale)}
    written: list[str] = []

    def keep(path: str, forms: Mapping[str, bytes]) -> None:
        texts[path] = [wanted[path], {ending: sha256(form).hexdigest() for ending, form in forms.items()}]
        for ending, form in forms.items():
            replace_file(beside / f"{path}{ending}", form)
            held[f"{path}{ending}"] = (len(form), texts[path][1][ending])
            written.append(f"{path}{ending}")

    # All are read before the first is written: two articles may have changed places.
    copies = {
        path: {ending: (beside / f"{old}{ending}").read_bytes() for ending in forms}
        for path, (old, forms) in moved.items()
    }
    for path, forms in copies.items():
        keep(path, forms)
    new = sorted(set(stale) - moved.keys())
    if new:
        tell(translate("Compressing {count} texts …").format(count=len(new)))
    for each in compress_files(output, new):
        keep(each.path, each.forms)
    kept = {f"{path}{ending}" for path, known in texts.items() for ending in known[1]}
    gone = sorted(held.keys() - kept)
    delete_files(beside, gone)
    delete_empty_parents(beside, gone)
    for path in gone:
        del held[path]
        memory.beside.pop(path, None)
    _note_written(beside, written, held, memory)
    memory.texts = texts
    return len(new)


def _note_written(beside: Path, paths: Iterable[str], held: Mapping[str, tuple[int, str]], memory: _Memory) -> None:
    for path in paths:
        stamp = Stamp(*_stamp_values(beside / path))
        memory.beside[path] = [list(stamp) if settled(stamp, now()) else [], held[path][1]]


def _stamp_values(path: Path) -> tuple[int, int, int, int]:
    status = os.stat(path)  # noqa: PTH116 - as in ``stamp``
    return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino


def _make_manifest(
    beside: Path, files: Mapping[str, PublishedFile], base_url: str, moment: datetime
) -> tuple[ReleaseManifest, bytes]:
    """Return the manifest of ``files`` and its bytes: the last one where it says the same, so that nothing is sent twice."""
    last = _bytes_of(beside / MANIFEST)
    number = int(moment.astimezone(UTC).strftime("%Y%m%d%H%M%S"))
    before = parse_head(last)
    if before:
        same = ReleaseManifest(before.number, before.built, before.base_url, files)
        if before.base_url == base_url and (content := format_manifest(same)) == last:
            return same, content
        # A clock that was set back makes no older release.
        number = max(number, before.number + 1)
    manifest = ReleaseManifest(number, moment.isoformat(timespec="seconds"), base_url, files)
    return manifest, format_manifest(manifest)


def _parsed(content: bytes) -> ReleaseManifest | None:
    try:
        return parse_manifest(content) if content else None
    except ManifestError:
        return None  # It was damaged: what follows is numbered by the clock again.


def _signature(beside: Path, content: bytes, key: Path | None) -> bytes:
    """Return the signature of ``content`` by ``key``: the one that is there where both are those of the last time."""
    if key is None:
        return b""
    mark = beside.parent / "signed"
    now_signed = json.dumps([sha256(content).hexdigest(), str(key), key.stat().st_mtime_ns if key.is_file() else 0])
    there = _bytes_of(beside / SIGNATURE)
    if there and _bytes_of(mark) == now_signed.encode():
        return there
    made = sign(content, key)
    replace_file(mark, now_signed.encode())
    return made


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
