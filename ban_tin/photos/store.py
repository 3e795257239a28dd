"""The store of encoded photos, shared by all builds: one folder for the content of each source image."""

import json
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from queue import SimpleQueue
from shutil import rmtree
from typing import Any
from uuid import uuid4

import PIL
import pillow_heif
from PIL import features

from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import slugify
from ban_tin.machine.limits import Limits, TooSlowError
from ban_tin.machine.pools import follow_parent, process_context
from ban_tin.machine.stamps import Stamp, content_digest, stamp_of
from ban_tin.photos.decoding import UnusablePhotoError, check_file, decoding
from ban_tin.photos.encode import SHARING_FILE, check_name, encode_photo
from ban_tin.photos.original import is_intact, public_original
from ban_tin.photos.plan import ENCODING_PLAN, SHARING_SIZE, Encoded, EncodingPlan, Photo, Rendition
from ban_tin.photos.sketch import sketch_photo
from ban_tin.site.addresses import VIETNAMESE, Addresses

#: Of each photo: what ``Encoded`` says, the digests of its files, and one of these facts.
_FACTS = "photo.json"
#: Changes with how a photo is made and kept: not every edit of that code is worth hours of encoding.
_FORMAT = 2
#: What reading a damaged store may raise.
_DAMAGE = (OSError, ValueError, TypeError, KeyError, AttributeError)
_DAY = 24 * 60 * 60
#: What one photo may take: an article has many, and 80 megapixels need more than a text does.
_SECONDS, _MEMORY = 60.0, 2_000_000_000

#: Bytes of a source image that tell nearly all of them apart: its head, a preview picture, the first rows.
_BEGINNING = 65_536

#: Called with how many photos are done, and how many there are.
Progress = Callable[[int, int], None]


class NotHereError(BaseException):
    """An image would have to be decoded, which a damaged one may end the process with. No ``Exception``: as ``TooSlowError``."""


class PhotoStore:
    """Encoded photos below ``folder``. A photo's folder appears when it is whole, and doesn't change until it is thrown away.

    Any number of builds may share a store: what two of them encode at once is the same, and the first one's stays.
    """

    def __init__(
        self, folder: Path, recipe: EncodingPlan = ENCODING_PLAN, decodes: bool = True, sketches: bool = False
    ) -> None:
        """``decodes`` says that images may be decoded in this process; otherwise ``NotHereError`` is raised where one has to be.

        ``sketches``: a photo that is not encoded yet is given as a sketch, and not encoded.
        """
        self._root, self._recipe, self._decodes, self._sketches = folder, recipe, decodes, sketches
        codecs = [features.version(each) for each in ("jpg", "webp", "avif")]
        parameters = repr((_FORMAT, recipe, SHARING_SIZE, PIL.__version__, pillow_heif.__version__, codecs))
        self._originals = folder / "originals"
        #: What was read of files and of the store, for photos that several articles show.
        self._digests: dict[Stamp, str] = {}
        self._known: dict[str, Encoded] = {}
        self._intact: set[str] = set()
        self._pool: ProcessPoolExecutor | None = None
        self._folder = folder / blake2b(parameters.encode(), digest_size=4).hexdigest()
        #: By the size and the beginning of a source image, the digest of one that is encoded: without it, none is, and no file of
        #: megabytes has to be read to know.
        self._begun_like = self._folder / "begun-like"

    def __reduce__(self) -> tuple[type["PhotoStore"], tuple[Path, EncodingPlan]]:
        """Return what a process of the pool is sent: the same store, without what this one knows."""
        return PhotoStore, (self._root, self._recipe)

    def prepare(self, sources: Iterable[Path], progress: Progress = lambda done, total: None) -> None:
        """Encode what the store lacks of ``sources``, on all cores.

        What can't be encoded is passed over: ``photo`` says why, to whoever wants to show it.
        """
        pool = self._pool = ProcessPoolExecutor(os.cpu_count(), process_context(__name__), initializer=follow_parent)
        tasks: dict[str, Future[None]] = {}
        seen: set[str] = set()
        try:
            for source in sources:
                try:
                    digest = self._digest_of(source)
                    if digest not in seen and self._read(digest) is None:
                        tasks[digest] = pool.submit(self._make, source, digest)
                    elif digest not in seen:
                        self._mark_encoded(source, digest)
                except (OSError, UnusablePhotoError):
                    continue  # Reading the article says so.
                except BrokenProcessPool:
                    break  # A photo ended its process. Reading finds out whose it was, and encodes the others.
                seen.add(digest)
            # A queue and not `as_completed`, which waits for ever for what `close` cancels.
            ended: SimpleQueue[Future[None]] = SimpleQueue()
            for task in tasks.values():
                task.add_done_callback(ended.put)
            for done in range(1, len(tasks) + 1):
                if not ended.get().cancelled():
                    progress(done, len(tasks))
        finally:
            # After Ctrl-C only the photos that have been begun are finished.
            pool.shutdown(cancel_futures=True)

    def close(self) -> None:
        """Let a ``prepare`` in another thread finish only the photos that have been begun; it fails, or ends early."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)

    def photo(self, source: Path, addresses: Addresses = VIETNAMESE) -> Photo:
        """Return the photo in the file ``source`` as a site with ``addresses`` serves it, encoded here if need be.

        Raises ``UnusablePhotoError`` for what can't be shown, ``WrongKindError`` for a misleading extension.
        """
        if self._sketches and not self.has(source):
            return self._sketch(source, addresses)
        encoded = None
        while encoded is None:
            digest = self._digest_of(source)
            encoded = self._known.get(digest)
            if encoded is None or not (self._folder_of(digest) / _FACTS).exists():
                encoded = self._read(digest) or self._encode(source, digest)
            if encoded is None:
                self._digests.clear()  # Two changes within a tick have one stamp.
        self._known[digest] = encoded
        check_name(source, encoded.kind)  # The same content may have been encoded under another name.
        return Photo(str(source), digest, addresses.photo(slugify(source.stem), digest), encoded)

    def has(self, source: Path) -> bool:
        """Return whether the image in the file ``source`` is encoded. Raises ``UnusablePhotoError``."""
        try:
            return self._begun_file(source).exists() and self._read(self._digest_of(source)) is not None
        except OSError:
            return False

    def _begun_file(self, source: Path) -> Path:
        """Return where it is noted that an image that begins as ``source`` is encoded."""
        size = check_file(source).st_size
        with decoding(), source.open("rb") as file:
            beginning = file.read(_BEGINNING)
        return self._begun_like / blake2b(beginning, digest_size=8, salt=size.to_bytes(8, "little")).hexdigest()

    def _mark_encoded(self, source: Path, digest: str) -> None:
        mark = self._begun_file(source)
        if not mark.exists():
            with suppress(OSError):  # Where there is no room for it, the photo is looked at as a whole.
                mark.parent.mkdir(parents=True, exist_ok=True)
                mark.write_text(digest, encoding="ascii")

    def _sketch(self, source: Path, addresses: Addresses) -> Photo:
        with self._decoding():
            sketched = sketch_photo(source, self._recipe)
        digest = _digest(f"{source} {stamp_of(check_file(source))}".encode())
        return Photo(str(source), digest, addresses.photo(slugify(source.stem), digest), sketched)

    def files(
        self, base_url: str, digest: str, renditions: Iterable[str], addresses: Addresses = VIETNAMESE
    ) -> dict[str, Path]:
        """Return the files of a photo by address: its ``renditions`` (``480.avif``, …) and its sharing picture."""
        folder = self._folder_of(digest)
        files = {f"{base_url}-{rendition}": folder / rendition for rendition in renditions}
        return files | {addresses.sharing_photo(base_url): folder / SHARING_FILE}

    def holds(self, digest: str) -> bool:
        """Return whether the store has all that was made of the photo with this ``digest``, judged by sizes."""
        return self._read(digest) is not None

    def intact(self, digest: str) -> bool:
        """Return whether all of it is what was made, byte for byte; what isn't is thrown away."""
        if digest not in self._intact:
            folder = self._folder_of(digest)
            try:
                same = all(content_digest(folder / name) == each for name, each in _facts(folder)["digests"].items())
            except _DAMAGE:
                same = False
            if not same:
                rmtree(folder, ignore_errors=True)
                return False
            self._intact.add(digest)
        return True

    def discard_damaged(self) -> None:
        """Throw away every photo that is not what was made, to be encoded again."""
        for folder in self._folder.glob("??/*"):
            self.intact(folder.name)

    def offers(self, original: Path) -> bool:
        """Return whether a file that ``original`` returned holds what it held then, as far as the store made it."""
        return not original.is_relative_to(self._originals) or is_intact(original)

    def keep(self, original: Path) -> None:
        """Note that a file that ``original`` returned is in use."""
        if original.is_relative_to(self._originals):
            with suppress(FileNotFoundError):
                os.utime(original)

    def original(self, source: Path) -> Path:
        """Return the file that is offered for downloading the image ``source``: see ``public_original``."""
        with self._decoding():
            return public_original(source, self._originals)

    @contextmanager
    def _decoding(self) -> Iterator[None]:
        if not self._decodes:
            raise NotHereError
        try:
            with Limits(_SECONDS, _MEMORY):
                yield
        except TooSlowError:
            raise UnusablePhotoError(N_("opening it takes too long")) from None
        except MemoryError:
            raise UnusablePhotoError(N_("opening it takes too much memory")) from None

    def _digest_of(self, source: Path) -> str:
        """Return the digest of a file's content; of one that several articles link to, it is read once.

        Raises ``UnusablePhotoError`` for what is no file, too large, or can't be read.
        """
        found = stamp_of(check_file(source))
        if found not in self._digests:
            with decoding():
                self._digests[found] = content_digest(source)
        return self._digests[found]

    def _folder_of(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest

    def _make(self, source: Path, digest: str) -> None:
        with suppress(UnusablePhotoError):
            self._encode(source, digest)

    def _encode(self, source: Path, digest: str) -> Encoded | None:
        """Encode and keep a source image; return None when it has been replaced since its digest was taken."""
        with self._decoding():
            encoded, files = encode_photo(source, self._recipe)
        with decoding():
            changed = content_digest(source) != digest
        if changed:
            return None
        folder = self._folder_of(digest)
        unfinished = self._folder / f"unfinished-{uuid4().hex}"
        unfinished.mkdir(parents=True)
        try:
            for name, content in files.items():
                (unfinished / name).write_bytes(content)
            digests = {name: _digest(content) for name, content in files.items()}
            _write_facts(unfinished, {"encoded": asdict(encoded), "digests": digests})
            folder.parent.mkdir(exist_ok=True)
            try:
                unfinished.rename(folder)
            except OSError:
                if self._read(digest) is None:  # Not another build's, but damaged.
                    rmtree(folder, ignore_errors=True)
                    with suppress(OSError):  # Another build may fix it at the same time.
                        unfinished.rename(folder)
        finally:
            rmtree(unfinished, ignore_errors=True)
        self._mark_encoded(source, digest)
        # As every later build will have it, down to which of its texts are one object: see ``packed``.
        return self._read(digest) or encoded

    def _read(self, digest: str) -> Encoded | None:
        """Return what the store has of a source image; None for nothing, or for less than the whole."""
        folder = self._folder_of(digest)
        try:
            facts = _facts(folder)
            found = facts["encoded"]
            renditions = tuple(Rendition(**each) for each in found.pop("renditions"))
            encoded = Encoded(**found | {"colour": tuple(found["colour"])}, renditions=renditions)
            whole = all((folder / each.file).stat().st_size == each.size for each in renditions)
            if not whole or not all((folder / name).stat().st_size for name in facts["digests"]):
                return None
            if time.time() - (folder / _FACTS).stat().st_mtime > _DAY:
                os.utime(folder / _FACTS)  # What is in use is not pruned (newsdesk/clean_cache.py).
        except _DAMAGE:
            return None
        return encoded


def _write_facts(folder: Path, facts: dict[str, Any]) -> None:
    (folder / _FACTS).write_text(json.dumps({"facts": facts, "digest": _digest_of_facts(facts)}), encoding="utf-8")


def _facts(folder: Path) -> dict[str, Any]:
    """Return what ``_write_facts`` wrote. Raises one of ``_DAMAGE``."""
    found = json.loads((folder / _FACTS).read_text(encoding="utf-8"))
    facts: dict[str, Any] = found["facts"]
    if found["digest"] != _digest_of_facts(facts):
        raise ValueError(folder)
    return facts


def _digest_of_facts(facts: dict[str, Any]) -> str:
    return _digest(json.dumps(facts, sort_keys=True).encode())


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=8).hexdigest()


def photo_store(cache: Path, decodes: bool = True, sketches: bool = False) -> PhotoStore:
    """Return the store below the folder ``cache`` of a project; ``decodes`` and ``sketches`` as it has them."""
    return PhotoStore(cache / "photos", decodes=decodes, sketches=sketches)
