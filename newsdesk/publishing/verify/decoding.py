"""What an answer's bytes become, within a limit: a few kilobytes may be made to unpack to gigabytes."""

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

_PIECE = 65_536


class DecodingError(Exception):
    """The bytes are not what the server says that they are."""


class Decoder(Protocol):
    """Unpacks piece by piece, so that whoever reads may stop."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Yield what comes of ``data``, in pieces of at most some 64 KB. Raises ``DecodingError``."""
        ...

    def is_whole(self) -> bool:
        """Return whether the end has come."""
        ...


class _Plain:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data

    def is_whole(self) -> bool:
        return True


class _Gzip:
    def __init__(self) -> None:
        self.inner = zlib.decompressobj(wbits=31)

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self.inner.eof:
                raise DecodingError("gzip")
            try:
                piece = self.inner.decompress(data, _PIECE)
            except zlib.error:
                raise DecodingError("gzip") from None
            data = self.inner.unconsumed_tail or self.inner.unused_data
            if piece:
                yield piece

    def is_whole(self) -> bool:
        return self.inner.eof


class _Brotli:
    def __init__(self) -> None:
        self.inner = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        try:
            piece = self.inner.process(data, output_buffer_limit=_PIECE)
            while piece:
                yield piece
                piece = b"" if self.inner.is_finished() else self.inner.process(b"", output_buffer_limit=_PIECE)
        except brotli.error:
            raise DecodingError("br") from None

    def is_whole(self) -> bool:
        return bool(self.inner.is_finished())


def decoder_for(encoding: str) -> Decoder:
    """Return what undoes the ``Content-Encoding`` of an answer. Raises ``DecodingError`` for one that nobody asked for."""
    name = encoding.strip().lower()
    if name in ("", "identity"):
        return _Plain()
    if name == "gzip":
        return _Gzip()
    if name == "br":
        return _Brotli()
    raise DecodingError(name[:40])
