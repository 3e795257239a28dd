"""Small files in the binary form of Word 97, written by [MS-DOC] and [MS-CFB]: what tests are about, and no more."""

import struct
from collections.abc import Mapping, Sequence

_SECTOR, _END, _FREE, _FAT = 512, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_TEXT = 1024
#: A run: its letters, and its changes; a paragraph: its runs, its changes, and the sign at its end.
Run = tuple[str, bytes]
Paragraph = tuple[Sequence[Run], bytes, str]


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file. Streams are filled up so that none is a short one."""
    bodies = {name: data.ljust(max(4096, -(-len(data) // _SECTOR) * _SECTOR), b"\0") for name, data in streams.items()}
    directory_sectors = -(-(len(bodies) + 1) // 4)
    total = directory_sectors + sum(len(data) // _SECTOR for data in bodies.values())
    fat_sectors = 1
    while fat_sectors * 128 < total + fat_sectors:
        fat_sectors += 1
    fat = [_FAT] * fat_sectors
    place = fat_sectors
    starts: dict[str, int] = {}
    chains = [("", directory_sectors), *((name, len(data) // _SECTOR) for name, data in bodies.items())]
    for name, count in chains:
        starts[name] = place
        fat += [*range(place + 1, place + count), _END]
        place += count
    fat += [_FREE] * (fat_sectors * 128 - len(fat))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, fat_sectors, starts[""], 0, 4096, _END, 0, _END, 0)
    header += struct.pack("<109I", *range(fat_sectors), *[_FREE] * (109 - fat_sectors))
    entries = _entry("Root Entry", 5, _END, 0, child=1 if bodies else _FREE)
    names = list(bodies)
    for number, name in enumerate(names, start=1):
        entries += _entry(name, 2, starts[name], len(bodies[name]), right=number + 1 if number < len(names) else _FREE)
    entries = entries.ljust(directory_sectors * _SECTOR, b"\0")
    return header + struct.pack(f"<{len(fat)}I", *fat) + entries + b"".join(bodies.values())


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return entry + struct.pack("<III", _FREE, right, child) + b"\0" * 36 + struct.pack("<IQ", start, size)


def change(number: int, operand: int) -> bytes:
    """Return a change whose operand is a number."""
    return struct.pack("<H", number) + operand.to_bytes(
        {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}[number >> 13], "little", signed=operand < 0
    )


BOLD, HIDDEN, DELETED, INSERTED, SPECIAL = (change(number, 1) for number in (0x0835, 0x083C, 0x0800, 0x0801, 0x0855))
IN_TABLE, ROW_END = change(0x2416, 1), change(0x2416, 1) + change(0x2417, 1)
CENTERED = change(0x2403, 1)


def font(number: int) -> bytes:
    """Return that letters are in the font of this number."""
    return change(0x4A4F, number) + change(0x4A51, number)


def picture_at(offset: int) -> bytes:
    """Return that a sign stands for a picture at ``offset`` in the stream of data."""
    return SPECIAL + change(0x6A03, offset)


def row(edges: Sequence[int], flags: Sequence[int] = ()) -> bytes:
    """Return that a row ends whose cells reach from edge to edge."""
    cells = len(edges) - 1
    kinds = [*flags, *[0] * (cells - len(flags))]
    body = (
        bytes([cells]) + struct.pack(f"<{cells + 1}h", *edges) + b"".join(struct.pack("<H18x", each) for each in kinds)
    )
    return ROW_END + struct.pack("<HH", 0xD608, len(body) + 1) + body


def paragraph(*runs: Run, changes: bytes = b"", end: str = "\r") -> Paragraph:
    """Return a paragraph."""
    return runs, changes, end


def word97(
    paragraphs: Sequence[Paragraph],
    notes: Sequence[Paragraph] = (),
    headers: Sequence[Paragraph] = (),
    fonts: Sequence[str] = ("Times New Roman",),
    data: bytes = b"",
    flags: int = 0,
    narrow: bool = False,
    boxes: Sequence[Paragraph] = (),
    floating: bytes = b"",
) -> bytes:
    """Return a Word file. Each sign ``\\x02`` is the mark of the next one of ``notes``; ``headers`` are of the first section.

    The first sign ``\\x08`` is the anchor of shape 1025, in which ``boxes`` stand, the second that of shape 1026, which is the PNG ``floating``.
    """
    parts = (paragraphs, notes, headers, boxes)
    texts = ["".join("".join(text for text, _ in runs) + end for runs, _, end in part) for part in parts]
    whole = "".join(texts) + ("\r" if notes or headers or boxes else "")
    width = 1 if narrow else 2
    encoded = whole.encode("cp1252" if narrow else "utf-16-le")
    letters, looks, place = [_TEXT], [], _TEXT
    ends, shapes = [_TEXT], []
    for runs, changes, end in [each for part in parts for each in part] + (
        [([], b"", "\r")] if notes or headers or boxes else []
    ):
        for number, (text, own) in enumerate([*runs, (end, b"")]):
            if text:
                place += len(text) * width
                letters.append(place)
                looks.append(own if number < len(runs) else b"")
        ends.append(place)
        shapes.append(b"\0\0" + changes)
    pages = (-(-(_TEXT + len(encoded)) // 512), -(-(_TEXT + len(encoded)) // 512) + 1)
    table = bytearray()
    pairs = [(0, 0)] * 93

    def add(index: int, content: bytes) -> None:
        pairs[index] = (len(table), len(content))
        table.extend(content)

    add(1, _styles())
    add(
        33,
        b"\x02"
        + struct.pack("<I", 16)
        + struct.pack("<IIHIH", 0, len(whole), 0, _TEXT * 2 | 0x40000000 if narrow else _TEXT, 0),
    )
    add(12, struct.pack("<III", letters[0], letters[-1], pages[0]))
    add(13, struct.pack("<III", ends[0], ends[-1], pages[1]))
    add(15, struct.pack("<HH", len(fonts), 0) + b"".join(_font(name) for name in fonts))
    # One list of nine levels, "1." and then "a)", and one that begins with 4.
    entry, place = struct.pack("<ii18xBB", 77, 0, 0, 0), len(table)
    table.extend(struct.pack("<H", 1) + entry + b"".join(_level(number) for number in range(9)))
    pairs[73] = (place, 2 + len(entry))
    overrides = struct.pack("<iiiBBBB", 77, 0, 0, 0, 0, 0, 0) + struct.pack("<iiiBBBB", 77, 0, 0, 1, 0, 0, 0)
    add(74, struct.pack("<I", 2) + overrides + struct.pack("<II", 0xFFFFFFFF, 0xFFFFFFFF) + struct.pack("<iI", 4, 0x10))
    if notes:
        marks = [number for number, sign in enumerate(texts[0]) if sign == "\x02"]
        add(2, struct.pack(f"<{len(marks) + 1}I", *marks, len(texts[0])) + b"\x01\0" * len(marks))
        starts = [0]
        for runs, _, end in notes:
            starts.append(starts[-1] + sum(len(text) for text, _ in runs) + len(end))
        add(3, struct.pack(f"<{len(starts) + 1}I", *starts, starts[-1] + 1))
    if headers:
        # Six lines between notes, an even header, an odd one with everything, and no footers.
        add(11, struct.pack("<14I", *[0] * 8, *[len(texts[2])] * 6))
    anchors = [number for number, sign in enumerate(texts[0]) if sign == "\x08"]
    blip = b""
    if anchors:
        shapes_of_text = struct.pack(f"<{len(anchors) + 1}I", *anchors, len(texts[0]))
        add(40, shapes_of_text + b"".join(struct.pack("<I22x", 1025 + index) for index in range(len(anchors))))
        add(56, struct.pack("<III", 0, len(texts[3]), len(texts[3]) + 1) + struct.pack("<14xI4x", 1025) + b"\0" * 22)
        blip = art(0xF01E, b"\0" * 17 + floating, 0x6E0)
        entry = art(
            0xF007, struct.pack("<BB16xHIIIBBBB", 6, 6, 0, len(blip), 1, (pages[0] + 2) * 512, 0, 0, 0, 0), 6, 2
        )
        store = art(0xF000, art(0xF001, entry, 1, 15), version=15)
        group = art(0xF004, art(0xF00A, struct.pack("<II", 1024, 5), 0, 2), version=15)
        group += art(0xF004, art(0xF00A, struct.pack("<II", 1025, 0xA00), 202, 2), version=15)
        picture = art(0xF00A, struct.pack("<II", 1026, 0xA00), 75, 2) + art(0xF00B, struct.pack("<HI", 0x4104, 1), 1, 3)
        group += art(0xF004, picture, version=15)
        add(50, store + b"\0" + art(0xF002, art(0xF003, group, version=15), version=15))
    counts = [0, 0, 0, len(texts[0]), len(texts[1]), len(texts[2]), 0, 0, 0, len(texts[3]), 0, *[0] * 11]
    fib = struct.pack("<HHHHHHHI", 0xA5EC, 0xC1, 0, 0x042A, 0, 0x0200 | flags, 0xBF, 0).ljust(32, b"\0")
    fib += struct.pack("<H28xH22iH", 14, 22, *counts, 93)
    fib += b"".join(struct.pack("<II", *pair) for pair in pairs)
    document = fib.ljust(_TEXT, b"\0") + encoded
    document = document.ljust(pages[0] * 512, b"\0") + _page(letters, looks, 1) + _page(ends, shapes, 13) + blip
    return compound({"WordDocument": document, "1Table": bytes(table), **({"Data": data} if data else {})})


def _page(offsets: Sequence[int], lists: Sequence[bytes], width: int) -> bytes:
    page = bytearray(512)
    number = len(lists)
    struct.pack_into(f"<{number + 1}I", page, 0, *offsets)
    page[511] = number
    place = 510
    for index, content in enumerate(lists):
        if content.strip(b"\0") or width == 13:
            if width == 13:
                content = content + b"\0" * (len(content) & 1)
                entry = bytes([0, len(content) // 2]) + content
            else:
                entry = bytes([len(content)]) + content
            place = (place - len(entry)) & ~1
            assert place > (number + 1) * 4 + number * width, "too much for a page"
            page[place : place + len(entry)] = entry
            page[(number + 1) * 4 + index * width] = place // 2
    return bytes(page)


def _level(number: int) -> bytes:
    text = chr(number) + (")" if number else ".")
    indent = change(0x845E, 720 * (number + 1))
    level = struct.pack("<iBB9BBiiBBBB", 1, 4 if number else 0, 0, 1, *[0] * 8, 0, 0, 0, 0, len(indent), 0, 0)
    return level + indent + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def numbered(number: int, level: int = 0) -> bytes:
    """Return that a paragraph is an item of the list ``number``: 1 counts from 1 on, 2 from 4."""
    return change(0x460B, number) + change(0x260A, level)


def _styles() -> bytes:
    name = "Normal"
    style = (
        struct.pack("<HHHHH", 0, 0xFFF1, 2, 0, 0) + struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
    )
    style += struct.pack("<HH", 2, 0) + struct.pack("<H", 0)
    information = struct.pack("<HHHHHHHHH", 1, 10, 1, 91, 15, 0, 0, 0, 0)
    return struct.pack("<H", len(information)) + information + struct.pack("<H", len(style)) + style


def _font(name: str) -> bytes:
    body = b"\0" * 39 + name.encode("utf-16-le") + b"\0\0"
    return bytes([len(body)]) + body


def art(kind: int, body: bytes, instance: int = 0, version: int = 0) -> bytes:
    """Return a record of a drawing."""
    return struct.pack("<HHI", instance << 4 | version, kind, len(body)) + body


def inline_picture(content: bytes, crop_left: float = 0.0) -> bytes:
    """Return a PNG as it lies in the stream of data."""
    properties = struct.pack("<HIHI", 0x4104, 1, 0x0102, round(crop_left * 65_536))
    shape = art(0xF004, art(0xF00A, struct.pack("<II", 1025, 0xA00), 75, 2) + art(0xF00B, properties, 2, 3), version=15)
    blip = art(0xF01E, b"\0" * 17 + content, 0x6E0)
    entry = art(0xF007, struct.pack("<BB16xHIIIBBBB", 6, 6, 0, len(blip), 1, 0, 0, 0, 0, 0) + blip, 6, 2)
    body = shape + entry
    return struct.pack("<IHh", 68 + len(body), 68, 0x64).ljust(68, b"\0") + body
