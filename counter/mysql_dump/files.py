"""The bytes of a dump's file, a piece after another: plain, packed with gzip or bzip2, or alone in a ZIP; from UTF-16 too, which PowerShell writes."""

import bz2
import codecs
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Final
from zipfile import BadZipFile, ZipFile

#: Bytes that are read at a time.
PIECE: Final = 2**18
#: What a packed dump may grow to: texts pack to a tenth, bombs to a thousandth.
RATIO_MOST: Final = 200
#: Below this many bytes nothing is asked: a small table of zeros packs very well.
SMALL: Final = 64 * 2**20


class UnreadableDumpError(ValueError):
    """A file that gives no dump. ``kind`` is ``"bomb"``, ``"broken"`` (packed badly, or cut short) or ``"several"`` (no dump or more than one in a ZIP).

    ``about`` is what it is about, without words: a table, two sizes.
    """

    def __init__(self, kind: str, message: str, about: str = "") -> None:
        super().__init__(message)
        self.kind, self.about = kind, about


def dump_chunks(file: Path) -> Iterator[bytes]:
    """Yield the text of ``file`` in pieces. Raises OSError, and UnreadableDumpError once what is whole has been given."""
    with file.open("rb") as raw:
        first = raw.read(4)
        raw.seek(0)
        yield from _as_utf8(_unpacked(raw, first))


def _unpacked(raw: IO[bytes], first: bytes) -> Iterator[bytes]:
    if first.startswith(b"\x1f\x8b"):
        yield from _inflated(raw)
    elif first.startswith(b"BZh"):
        yield from _inflated_bzip2(raw)
    elif first == b"PK\x03\x04":
        yield from _alone_in_zip(raw)
    else:
        yield from _pieces(raw)


def _pieces(raw: IO[bytes]) -> Iterator[bytes]:
    while piece := raw.read(PIECE):
        yield piece


def _inflated(raw: IO[bytes]) -> Iterator[bytes]:
    """Gzip, also of several members. Not the module gzip: that gives nothing of the last piece of a file that is cut short."""
    member, begun, taken, given = zlib.decompressobj(31), False, 0, 0
    for piece in _pieces(raw):
        taken += len(piece)
        waiting = piece
        while waiting:
            try:
                text = member.decompress(waiting, PIECE)
            except zlib.error as error:
                if given and not begun:
                    return  # What follows the last member is no text: gzip leaves it out too.
                raise UnreadableDumpError("broken", str(error)) from error
            begun, given = True, given + len(text)
            _weigh(taken, given)
            if text:
                yield text
            waiting = member.unconsumed_tail
            if member.eof:
                waiting = member.unused_data
                member, begun = zlib.decompressobj(31), False
    if begun:
        if text := member.flush():
            yield text
        if not member.eof:
            raise UnreadableDumpError("broken", "the packed file is cut short")


def _inflated_bzip2(raw: IO[bytes]) -> Iterator[bytes]:
    whole, taken, given = bz2.BZ2Decompressor(), 0, 0
    for piece in _pieces(raw):
        taken += len(piece)
        while piece or not whole.needs_input:
            try:
                text = whole.decompress(piece, PIECE)
            except (OSError, EOFError, ValueError) as error:
                raise UnreadableDumpError("broken", str(error)) from error
            given += len(text)
            _weigh(taken, given)
            if text:
                yield text
            piece = b""
            if whole.eof:
                piece, whole = whole.unused_data, bz2.BZ2Decompressor()
                if not piece:
                    break


def _alone_in_zip(raw: IO[bytes]) -> Iterator[bytes]:
    try:
        with ZipFile(raw) as archive:
            dumps = [info for info in archive.infolist() if info.filename.lower().endswith(".sql")]
            if len(dumps) != 1:
                raise UnreadableDumpError("several", f"{len(dumps)} files .sql in the ZIP", f"{len(dumps)} × .sql")
            given = 0
            with archive.open(dumps[0]) as text:
                for piece in _pieces(text):
                    given += len(piece)
                    _weigh(dumps[0].compress_size, given)
                    yield piece
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableDumpError("broken", str(error)) from error


def _weigh(taken: int, given: int) -> None:
    if given > SMALL and given > RATIO_MOST * taken:
        raise UnreadableDumpError(
            "bomb", f"{taken} bytes become more than {given}", f"{taken // 1000} kB → {given // 1_000_000} MB"
        )


def _as_utf8(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Leave out a byte order mark; UTF-16 becomes UTF-8, what is in no encoding stays as it is."""
    decoder: codecs.IncrementalDecoder | None = None
    first = True
    for piece in pieces:
        text = piece
        if first:
            first = False
            if text.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
                decoder = codecs.getincrementaldecoder("utf-16")("replace")
            text = text.removeprefix(codecs.BOM_UTF8)
        yield decoder.decode(text).encode("utf-8", "replace") if decoder else text
