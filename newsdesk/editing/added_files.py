"""Photos and other files that are put beside an article: taken in as importing does, under plain names that nothing else has."""

import os
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ban_tin.articles.attachments.kinds import IMAGES, refused_kind
from ban_tin.articles.captions.text import is_file_name, is_number
from ban_tin.findings.catalogue import KINDS
from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import nfc, slugify
from ban_tin.photos.decoding import MAX_BYTES
from newsdesk.editing.errors import UnsavableError, unsavable
from newsdesk.editing.photo_process import take_in_apart
from newsdesk.editing.places import find_text
from newsdesk.editing.whole_files import sync_folder
from newsdesk.importing.attaching import plain_name
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.pictures import TakenPicture, UnusablePictureError
from newsdesk.language import translate
from newsdesk.site_folder import SiteFolder

#: Bytes of a photo and of any other file.
PHOTO_BYTES, FILE_BYTES = MAX_BYTES, LIMITS.file_bytes
_LONGEST = 40
#: Names that Windows keeps for its own.
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_NAMELESS = N_("photo")
_NO_PHOTO = N_("“{name}” can’t be used as a photo: {reason}.")
_NO_FILE = N_("“{name}” can’t be put beside an article.")
_SMALL = N_("it is a line or a dot, and no photo ({size} pixels)")


class UnaddableError(UnsavableError):
    """The file is none that an article takes; ``fix`` says what to do instead."""

    def __init__(self, said: str, fix: str = "") -> None:
        super().__init__(said)
        self.fix = fix


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file that now lies beside an article."""

    #: Its name there.
    name: str
    #: ``"photo"``, ``"film"`` or ``"file"``.
    kind: str
    #: Its width in pixels, 0 of other files.
    width: int = 0
    #: Its height.
    height: int = 0
    #: What readers may see as its title: the name that it came with, in words.
    title: str = ""
    #: What was done with it: ``"place"`` for a place that was taken out, ``"HEIC"`` and the like, ``"smaller"``.
    done: tuple[str, ...] = ()


def add_file(
    site: SiteFolder, file: str, given: str, source: Path, words: str = "", *, attach: bool = False, number: int = 1
) -> AddedFile:
    """Put what is in ``source``, which somebody calls ``given``, beside the article ``file``. Raises ``UnaddableError``, ``UnsavableError``.

    ``words`` are a caption or a title, after which a photo is called; ``number`` is its place among those that come with it. ``attach``:
    readers get the file as it is, also a photo.
    """
    folder = find_text(site, file).parent
    given = nfc(given.replace("\\", "/")).rpartition("/")[2].strip() or "tep"
    stem, _, ending = given.rpartition(".")
    ending = ending.lower() if stem else ""
    if not attach and (ending in IMAGES or not ending):
        return _add_photo(folder, given, source, words, number)
    _check_offered(source, given, ending)
    stem = stem if not is_file_name(stem) else f"{words} {stem}"
    name = _place(folder, source, lambda taken: plain_name(stem, ending, taken))
    kind = "film" if ending in {"mp4", "webm"} else "file"
    return AddedFile(name, kind, title=" ".join(stem.replace("_", " ").split()))


def _add_photo(folder: Path, given: str, source: Path, words: str, number: int) -> AddedFile:
    try:
        taken = take_in_apart(source)
    except UnusablePictureError as error:
        reason = translate(_SMALL).format(size=error.about) if error.kind == "picture-small" else translate(error.about)
        raise UnaddableError(translate(_NO_PHOTO).format(name=given[:80], reason=reason)) from None
    base, numbered = photo_base(given, words)
    made = source.with_name(f"{source.name}.photo")
    try:
        made.write_bytes(taken.content)
        name = _place(folder, made, lambda names: _free(base, number if numbered else 0, taken.suffix, names))
    except OSError as error:
        raise unsavable(error, given) from None
    finally:
        made.unlink(missing_ok=True)
    return AddedFile(name, "photo", taken.width, taken.height, _words_of(given), _done(taken))


def _done(taken: TakenPicture) -> tuple[str, ...]:
    return (
        *(("place",) if taken.located else ()),
        *((taken.converted,) if taken.converted else ()),
        *(("smaller",) if taken.shrunk else ()),
    )


def photo_base(given: str, words: str) -> tuple[str, bool]:
    """Return what a photo is called, and whether a number belongs to it: after its own name where that says something, else after ``words``."""
    own = _words_of(given)
    base, numbered = (slugify(own, _LONGEST), False) if own else (slugify(words, _LONGEST), True)
    if not base or _RESERVED.fullmatch(base):
        base, numbered = slugify(translate(_NAMELESS)) or "anh", True
    return base, numbered


def _words_of(given: str) -> str:
    """Return the words in the name of a photo; ``""`` for what a camera, a phone or a program calls it."""
    stem = given.rpartition(".")[0] or given
    words = " ".join(re.split(r"[\s_-]+", stem))
    if is_file_name(stem) or is_number(words) or _CALLED.fullmatch(words):
        return ""
    letters = [word for word in words.split() if word.isalpha() and len(word) > 1]
    # A single word, or mostly figures, says nothing of what is seen.
    return words if len(letters) > 1 and sum(map(len, letters)) > len(words) / 2 else ""


_CALLED = re.compile(
    r"(?:image|images?|picture|photo|clipboard|untitled|screenshot|screen shot|whatsapp|messenger|zalo|facebook|fb|viber|dji|pxl|mvimg|wp|burst"
    r"|ảnh chụp|copy of|ban sao)\b.*",
    re.IGNORECASE,
)


def _free(base: str, number: int, suffix: str, taken: Iterable[str]) -> str:
    """Return a name that is not ``taken``, with ``number`` or the next one that is free; 0 for no number unless it needs one."""
    names = set(taken)
    while (name := f"{base}-{number}{suffix}" if number else f"{base}{suffix}") in names:
        number += 1 if number else 2
    return name


def _check_offered(source: Path, given: str, ending: str) -> None:
    # Its own name is judged, and what is in it.
    named = source.with_name(f"given.{ending if ending.isalnum() else ''}")
    try:
        source.rename(named)
        try:
            kind = refused_kind(named, given)
        finally:
            named.rename(source)
    except OSError as error:
        raise unsavable(error, given) from None
    if kind:
        values = {"file": given[:80], "kind": ending, "ending": ending}
        raise UnaddableError(
            _filled(translate(KINDS[kind].message), values) or translate(_NO_FILE).format(name=given[:80]),
            _filled(translate(KINDS[kind].fix), values),
        )


def _filled(text: str, values: dict[str, str]) -> str:
    """Return ``text`` with ``values``, ``""`` where it needs another."""
    with suppress(KeyError, IndexError):
        return text.format(**values)
    return ""


def _place(folder: Path, source: Path, name_of: Callable[[Mapping[str, Path]], str]) -> str:
    """Put a copy of ``source`` into ``folder`` and return its name; the same bytes are put there once."""
    try:
        while True:
            there = {each.name.lower(): each for each in folder.iterdir()}
            size = source.stat().st_size
            for each in sorted(there.values()):
                same = each.suffix == Path(name_of({})).suffix and each.is_file() and each.stat().st_size == size
                if same and not each.is_symlink() and each.read_bytes() == source.read_bytes():
                    return each.name
            name = name_of(there)
            part = folder / f".{secrets.token_hex(6)}.newsdesk-part"
            try:
                shutil.copyfile(source, part)
                with part.open("rb+") as file:
                    os.fsync(file.fileno())
                try:
                    os.link(part, folder / name)
                except FileExistsError:
                    continue
                except OSError:  # A file system without links.
                    if (folder / name).exists():
                        continue
                    part.rename(folder / name)
            except FileNotFoundError:
                if folder.is_dir():
                    continue  # A save beside it cleared away what was being written.
                raise
            finally:
                part.unlink(missing_ok=True)
            sync_folder(folder)
            return name
    except OSError as error:
        raise unsavable(error, source.name) from None
