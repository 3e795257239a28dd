"""Photos as no camera writes them: their segments, chunks and boxes are swapped, doubled, left out, and their EXIF data is of any type."""

import struct
from random import Random

#: What a file of another kind begins with; a photo may get such a head.
_HEADS = (
    b"%PDF-1.7\n",
    b"<!DOCTYPE html>",
    b"\xff\x0a",
    b"\0\0\0\x0cJXL \r\n\x87\n",
    b"8BPS",
    b"PK\x03\x04",
    b"GIF89a",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
)


def parts_of(content: bytes) -> list[bytes]:
    """Return the segments of a JPEG, the chunks of a PNG or a WebP, the boxes of an AVIF or a HEIC; of any other file its blocks."""
    if content.startswith(b"\xff\xd8"):
        return _segments(content)
    if content.startswith(b"\x89PNG"):
        return [content[:8], *_sized(content, 8, ">I", before=0, around=12)]
    if content.startswith(b"RIFF"):
        return [content[:12], *_sized(content, 12, "<I", before=4, around=8)]
    if content[4:8] == b"ftyp":
        return _sized(content, 0, ">I", before=0, around=0)
    return [content[at : at + 64] for at in range(0, len(content), 64)]


def _segments(content: bytes) -> list[bytes]:
    parts, at = [content[:2]], 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] not in {b"\xda", b"\xd9", b""}:
        size = 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        parts.append(content[at : at + size])
        at += size
    return [*parts, content[at:]]


def _sized(content: bytes, at: int, number: str, before: int, around: int) -> list[bytes]:
    """Return the parts from ``at`` on, each with its size behind ``before`` bytes, and ``around`` bytes more than that."""
    parts = []
    while at + before + 4 <= len(content):
        (size,) = struct.unpack_from(number, content, at + before)
        whole = max(size + around + (size % 2 if number == "<I" else 0), 8)
        parts.append(content[at : at + whole])
        at += whole
    return [*parts, content[at:]]


def rearranged(random: Random, content: bytes) -> bytes:
    """Return ``content`` with parts of it swapped, doubled, left out, of another size, or with another head."""
    parts = parts_of(content)
    for _ in range(random.choice((1, 1, 2, 5))):
        one, other, how = random.randrange(len(parts)), random.randrange(len(parts)), random.randrange(5)
        if how == 0:
            parts[one], parts[other] = parts[other], parts[one]
        elif how == 1:
            parts.insert(one, parts[other])
        elif how == 2 and len(parts) > 1:
            del parts[one]
        elif how == 3:
            sized = bytearray(parts[one])
            for place in range(min(4, len(sized))):
                sized[place] = random.choice((0, 1, 127, 255, sized[place]))
            parts[one] = bytes(sized)
        elif random.random() < 0.3:
            parts[0] = random.choice(_HEADS)
    return b"".join(parts)


def exif_of_any_type(random: Random) -> bytes:
    """Return EXIF data of some entries of any type, count and value, in either order of bytes."""
    order, mark = random.choice((("<", b"II*\0"), (">", b"MM\0*")))
    tags = (0x0112, 0x0112, 0x8825, 0x8769, 0xA005, 0x011A, 0x0131, 0x013B, 0x927C, random.randrange(65536))
    entries = b""
    number = random.randrange(1, 6)
    for _ in range(number):
        value = random.choice(
            (
                b"\x06\0\0\0",
                b"\0\x06\0\0",
                b"\x09\0\0\0",
                random.randbytes(4),
                struct.pack(f"{order}I", random.randrange(200)),
            )
        )
        count = random.choice((0, 1, 1, 1, 2, 4, 1000, 0xFFFFFFFF))
        entries += struct.pack(f"{order}HHI", random.choice(tags), random.randrange(15), count) + value
    stated = random.choice((number, number, number, 0, 65535))
    return b"Exif\0\0" + mark + struct.pack(f"{order}IH", 8, stated) + entries + random.randbytes(random.randrange(40))
