"""What a source may ask of this program: one table, which ``docs/bien-tap.md`` shows to editors and a test keeps together with it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportLimits:
    """Limits of one source. Real ones are far below; what is above is an accident or an attack, and refused with its reason."""

    #: Bytes of a file: Word with a hundred photos has less.
    file_bytes: int = 300_000_000
    #: Entries of a ZIP file.
    entries: int = 10_000
    #: Bytes that a ZIP file unpacks to, all of it.
    unpacked_bytes: int = 600_000_000
    #: Bytes of one part that is text or XML.
    text_bytes: int = 60_000_000
    #: Times that a part, or the whole, may be larger than it is packed; deflate reaches 1032.
    ratio: int = 400
    #: Bytes from which on the ratio is looked at: short parts are packed well by nature.
    ratio_from: int = 10_000_000
    #: ZIP files within one another.
    zip_depth: int = 1
    #: Elements within one another.
    depth: int = 1_000
    #: Files that one command imports.
    sources: int = 100_000
    #: Pixels of a picture.
    pixels: int = 80_000_000
    #: Pixels on the longer side of a photo that is taken in.
    picture_side: int = 2_560
    #: Pictures of one source.
    pictures: int = 500
    #: Seconds of processor time for a source, its pictures included.
    seconds: float = 60.0
    #: Bytes of memory for it.
    memory_bytes: int = 1_000_000_000


LIMITS = ImportLimits()
