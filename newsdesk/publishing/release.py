"""A release: the built site, its texts compressed, and the manifest of it all, signed.

Nothing of it lies in the output folder, which stays what builds made. Compressed texts and the manifest lie in a folder of
the cache (``beside``); what of them and of the output is still as it was is told by stamps, so that a release costs what changed.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from hashlib import blake2b, sha256
from pathlib import Path
from typing import NamedTuple

from ban_tin.building.claim import OWN_NAMES, Claim
from ban_tin.building.tree import delete_empty_parents, delete_files, stamps_below
from ban_tin.machine.stamps import Stamp, now, settled, stamp_of
from newsdesk.language import translate
from newsdesk.publishing.compress import ENDINGS, compress_files, is_compressible
from newsdesk.publishing.manifest import (
    MANIFEST,
    SIGNATURE,
    ManifestError,
    PublishedFile,
    ReleaseManifest,
    format_files,
    format_head,
    name_release,
    parse_head,
    parse_manifest,
    sign,
)
from newsdesk.publishing.release_memory import KnownFile, ReleaseMemory, known_file
from newsdesk.publishing.release_memory import replace_file as replace_file

#: Names that begin with a dot are no part of a site, but for this folder, which proves who owns it.
_WELL_KNOWN = ".well-known/"
_BLOCK = 1 << 20

Tell = Callable[[str], None]


class NoReleaseError(Exception):
    """There is no release to send; the text says what to type, in the language of the site."""


@dataclass(frozen=True)
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

    @cached_property
    def name(self) -> str:
        """The name of its folder on a server."""
        return name_release(self.manifest, self.content)

    def source_of(self, path: str) -> Path:
        """Return the folder in which its file ``path`` lies."""
        return self.output if (self.output / path).is_file() else self.beside


def release_folder(cache: Path, output: Path) -> Path:
    """Return the folder of the ``cache`` that is about releases of ``output``."""
    return cache.absolute() / "releases" / blake2b(str(output.resolve()).encode(), digest_size=8).hexdigest()


class FilesThere(NamedTuple):
    """What lies in an output and is part of a release, and what lies beside it, by their paths."""

    output: dict[str, Stamp]
    beside: dict[str, Stamp]


def find_files(output: Path, cache: Path) -> FilesThere:
    """Return what there is to make a release of: half of the time that making it takes."""
    beside = stamps_below(release_folder(cache, output) / "beside").files
    return FilesThere(
        published_files(output), {path: beside[path] for path in beside if path not in (MANIFEST, SIGNATURE)}
    )


def make_release(
    output: Path,
    cache: Path,
    base_url: str,
    moment: datetime,
    key: Path | None,
    tell: Tell = lambda text: None,
    there: Callable[[], FilesThere] | None = None,
) -> Release:
    """Return the release of the site that a build left in ``output``, as it was at ``moment``; of what is as in the last one, the last one.

    ``there`` returns what ``find_files`` found after that build. Raises ``ManifestError``, ``SigningError``, ``OSError``: the release
    of before is still there then.
    """
    folder = release_folder(cache, output)
    beside, memory = folder / "beside", ReleaseMemory(folder)
    found, made = there() if there else find_files(output, cache)
    files = _hash_changed(output, found, memory.files)
    held = _hash_changed(beside, made, memory.beside)
    compressed = _compress_changed(output, beside, files, held, memory, tell)
    memory.seen = moment.timestamp()
    last = _bytes_of(beside / MANIFEST)
    manifest, content = _make_manifest(last, held | files, base_url, moment)
    signature = _signature(beside, content, key)
    if content != last:
        (beside / SIGNATURE).unlink(missing_ok=True)  # Never one beside the manifest of another.
        replace_file(beside / MANIFEST, content)
    if signature:
        replace_file(beside / SIGNATURE, signature)
    else:
        (beside / SIGNATURE).unlink(missing_ok=True)
    memory.manifest = sha256(content).hexdigest()
    memory.save()
    foreign = tuple(sorted(found.keys() - Claim(output, {}).before))
    return Release(manifest, content, signature, output, beside, memory.seen, compressed, foreign)


def read_release(output: Path, cache: Path) -> Release | None:
    """Return the last release that was made of ``output``, None for none. Its files are not looked at."""
    folder = release_folder(cache, output)
    return _read_release(output, folder, ReleaseMemory(folder))


def open_release(output: Path, cache: Path) -> Release:
    """Return the release that was made of ``output``. Raises ``NoReleaseError`` for none, and where the output is another one by now."""
    folder = release_folder(cache, output)
    memory = ReleaseMemory(folder)
    release = _read_release(output, folder, memory)
    if release is None:
        raise NoReleaseError(translate("There is no release yet. Make one first: make publish (or ban-tin publish)."))
    files, found = release.manifest.files, published_files(output)
    listed = {path: each for path, each in files.items() if path in found or not _is_made(path, files)}
    if listed != _hash_changed(output, found, memory.files):
        message = translate(
            "The site was built anew since it was published. Publish it first: make publish (or ban-tin publish)."
        )
        raise NoReleaseError(message)
    return release


def holds_files(release: Release, paths: Iterable[str]) -> bool:
    """Return whether the files ``paths`` of ``release`` are still as its manifest says; reads them."""
    try:
        found = {path: digest_of(release.source_of(path) / path) for path in paths}
    except OSError:
        return False
    return all(release.manifest.files[path] == (size, digest) for path, (digest, size) in found.items())


def last_seen(output: Path, cache: Path) -> float:
    """Return when the last release of ``output`` was made, in seconds since the epoch; 0 where there is none."""
    folder = release_folder(cache, output)
    return ReleaseMemory(folder).seen if (folder / "beside" / MANIFEST).is_file() else 0.0


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
    found, _, links = stamps_below(output)
    own = {*OWN_NAMES, MANIFEST, SIGNATURE}
    return {
        path: stamp
        for path, stamp in found.items()
        if path not in own
        and path not in links
        # Hardly any has a dot there: first whether there is one at all, as this is asked of every file.
        and not (
            ("/." in path or path[0] == ".")
            and ("/." in (inner := path.removeprefix(_WELL_KNOWN)) or inner.startswith("."))
        )
    }


def _read_release(output: Path, folder: Path, memory: ReleaseMemory) -> Release | None:
    beside = folder / "beside"
    content = _bytes_of(beside / MANIFEST)
    if content and memory.manifest == sha256(content).hexdigest():
        manifest = _remembered(content, memory)
    else:
        manifest = _parsed(content)
    if manifest is None:
        return None
    return Release(manifest, content, _bytes_of(beside / SIGNATURE), output, beside, memory.seen)


def _remembered(content: bytes, memory: ReleaseMemory) -> ReleaseManifest | None:
    """Return the manifest in ``content``, whose files are remembered: to read them takes longer than all the rest."""
    head = parse_head(content)
    files = {path: PublishedFile(size, digest) for path, (_, size, digest) in (memory.beside | memory.files).items()}
    return head and replace(head, files=files)


def _is_made(path: str, files: Mapping[str, PublishedFile]) -> bool:
    return any(path.endswith(ending) and path.removesuffix(ending) in files for ending in ENDINGS)


def _hash_changed(folder: Path, found: Mapping[str, Stamp], known: dict[str, KnownFile]) -> dict[str, PublishedFile]:
    """Return size and SHA-256 of the files ``found`` in ``folder``; only those are read that ``known`` doesn't know with their stamp."""
    files: dict[str, PublishedFile] = {}
    for path in known.keys() - found.keys():
        del known[path]
    for path, stamp in found.items():
        kept = known.get(path)
        if kept and kept[0] == stamp:
            files[path] = PublishedFile(kept[1], kept[2])
            continue
        looked_at = now()
        digest, size = digest_of(folder / path)
        files[path] = PublishedFile(size, digest)
        known[path] = known_file(stamp if settled(stamp, looked_at) else None, size, digest)
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
    files: Mapping[str, PublishedFile],
    held: dict[str, PublishedFile],
    memory: ReleaseMemory,
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
        if all((form := held.get(f"{path}{ending}")) and form.sha256 == digest for ending, digest in kept[1].items())
    }
    by_content = {kept[0]: (path, kept[1]) for path, kept in whole.items()}
    stale = {path for path, digest in wanted.items() if path not in whole or whole[path][0] != digest}
    moved = {path: by_content[wanted[path]] for path in stale if wanted[path] in by_content}
    texts = {path: whole[path] for path in wanted if path not in stale}
    written: list[str] = []

    def keep(path: str, forms: Mapping[str, bytes]) -> None:
        texts[path] = (wanted[path], {ending: sha256(form).hexdigest() for ending, form in forms.items()})
        for ending, form in forms.items():
            replace_file(beside / f"{path}{ending}", form)
            held[f"{path}{ending}"] = PublishedFile(len(form), texts[path][1][ending])
            written.append(f"{path}{ending}")

    # All are read before the first is written: two articles may have changed places.
    copies = {
        path: {ending: (beside / f"{old}{ending}").read_bytes() for ending in forms}
        for path, (old, forms) in moved.items()
    }
    for path, forms in copies.items():
        keep(path, forms)
    new = sorted(stale - moved.keys())
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


def _note_written(beside: Path, paths: Iterable[str], held: Mapping[str, PublishedFile], memory: ReleaseMemory) -> None:
    for path in paths:
        stamp = stamp_of((beside / path).stat())
        memory.beside[path] = known_file(stamp if settled(stamp, now()) else None, *held[path])


def _make_manifest(
    last: bytes, files: Mapping[str, PublishedFile], base_url: str, moment: datetime
) -> tuple[ReleaseManifest, bytes]:
    """Return the manifest of ``files`` and its bytes: the ``last`` one where it says the same, so that nothing is sent twice."""
    body = format_files(files)
    number = int(moment.astimezone(UTC).strftime("%Y%m%d%H%M%S"))
    before = parse_head(last)
    if before:
        same = ReleaseManifest(before.number, before.built, before.base_url, files)
        if before.base_url == base_url and (content := format_head(same) + body) == last:
            return same, content
        # A clock that was set back makes no older release.
        number = max(number, before.number + 1)
    manifest = ReleaseManifest(number, moment.isoformat(timespec="seconds"), base_url, files)
    return manifest, format_head(manifest) + body


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
