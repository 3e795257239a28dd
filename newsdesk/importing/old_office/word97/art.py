"""Pictures and shapes of a binary Word file ([MS-ODRAW])."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsdesk.importing.word.pictures import Frame

_STORE, _ENTRY, _SHAPE, _GROUP, _PROPERTIES, _IDENTITY = 0xF001, 0xF007, 0xF004, 0xF003, 0xF00B, 0xF00A
_EMF, _WMF, _PICT = 0xF01A, 0xF01B, 0xF01C
_BLIPS = range(0xF01A, 0xF118)
_EXTENSIONS = {
    _EMF: ".emf",
    _WMF: ".wmf",
    _PICT: ".pict",
    0xF01D: ".jpg",
    0xF01E: ".png",
    0xF01F: ".bmp",
    0xF029: ".tif",
    0xF02A: ".jpg",
}
_PICTURE, _ROTATION, _DESCRIPTION = 0x0104, 0x0004, 0x0381
_CROPS = {0x0102: "left", 0x0100: "top", 0x0103: "right", 0x0101: "bottom"}
_HEADER = 8
#: How pictures were kept before there were drawings.
_METAFILE = 8
#: How deep groups stand in one another, and bytes of a drawing that is packed.
_DEPTH, _UNPACKED = 40, 100_000_000


@dataclass(frozen=True, slots=True)
class Blip:
    """A picture: its bytes and the extension that it should have."""

    content: bytes
    extension: str


@dataclass(slots=True)
class Shape:
    """A shape: its number; the picture in it, by its place in the store; shapes of its group."""

    number: int = 0
    picture: int = 0
    alt: str = ""
    frame: Frame = field(default_factory=Frame)
    children: "list[Shape]" = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Record:
    kind: int
    instance: int
    body: bytes


def records_in(content: bytes) -> Iterator[_Record]:
    """Yield the records that follow one another; what is damaged ends them."""
    place = 0
    while place + _HEADER <= len(content):
        first, kind, size = struct.unpack_from("<HHI", content, place)
        if kind < 0xF000:
            return
        yield _Record(kind, first >> 4, content[place + _HEADER : place + _HEADER + size])
        place += _HEADER + size


def read_inline(data: bytes, place: int) -> tuple[Blip | None, Shape]:
    """Return the picture that lies at ``place`` in the stream of data, and how it is shown."""
    shape = Shape()
    if place + 68 > len(data):
        return None, shape
    size, header, kind = struct.unpack_from("<IHh", data, place)
    content = data[place + header : place + min(size, len(data))]
    if kind == 0x66 and content:
        # The name of a linked file.
        content = content[1 + content[0] :]
    if kind == _METAFILE:
        return Blip(content, ".wmf"), shape
    blip = None
    for record in records_in(content):
        if record.kind == _SHAPE:
            shape = _read_shape(record.body)
        else:
            blip = blip or _read_store_entry(record, b"")
    return blip, shape


def read_drawings(content: bytes, document: bytes) -> tuple[list[Blip | None], dict[int, Shape]]:
    """Return the store of pictures, and the shapes of the text by their numbers."""
    store: list[Blip | None] = []
    shapes: dict[int, Shape] = {}
    place = 0
    first = True
    while place + _HEADER <= len(content):
        _, kind, size = struct.unpack_from("<HHI", content, place)
        body = content[place + _HEADER : place + _HEADER + size]
        place += _HEADER + size + 1
        if first:
            # Behind the store, a byte stands before each drawing: whether it is that of the text or of the headers.
            first = False
            for record in records_in(body):
                if record.kind == _STORE:
                    store = [_read_store_entry(each, document) for each in records_in(record.body)]
        elif kind == 0xF002:
            for shape in _read_shapes(body, 0):
                _remember(shape, shapes)
    return store, shapes


def _remember(shape: Shape, shapes: dict[int, Shape]) -> None:
    shapes.setdefault(shape.number, shape)
    for each in shape.children:
        _remember(each, shapes)


def _read_shapes(content: bytes, depth: int) -> Iterator[Shape]:
    for record in records_in(content):
        if record.kind == _SHAPE:
            yield _read_shape(record.body)
        elif record.kind == _GROUP and depth < _DEPTH:
            inner = list(_read_shapes(record.body, depth + 1))
            if depth and inner:
                # The first one is the group itself.
                inner[0].children = inner[1:]
                yield inner[0]
            else:
                yield from inner


def _read_shape(content: bytes) -> Shape:
    shape, crops, rotation = Shape(), dict.fromkeys(_CROPS.values(), 0.0), 0
    for record in records_in(content):
        if record.kind == _IDENTITY and len(record.body) >= 4:
            shape.number = struct.unpack_from("<I", record.body)[0]
        elif record.kind == _PROPERTIES:
            for key, value, more in _properties(record):
                if key == _PICTURE:
                    shape.picture = value
                elif key in _CROPS:
                    crops[_CROPS[key]] = struct.unpack("<i", struct.pack("<I", value))[0] / 65_536
                elif key == _ROTATION:
                    rotation = round(struct.unpack("<i", struct.pack("<I", value))[0] / 65_536)
                elif key == _DESCRIPTION:
                    shape.alt = more.decode("utf-16-le", "replace").partition("\0")[0]
    shape.frame = Frame(**crops, rotation=rotation)
    return shape


def _properties(record: _Record) -> Iterator[tuple[int, int, bytes]]:
    """Yield the properties of a shape: number, value, and what is too long for a value."""
    number = min(record.instance, len(record.body) // 6)
    place = number * 6
    for index in range(number):
        key, value = struct.unpack_from("<HI", record.body, index * 6)
        more = b""
        if key & 0x8000:
            more = record.body[place : place + value]
            place += value
        yield key & 0x3FFF, value, more


def _read_store_entry(record: _Record, document: bytes) -> Blip | None:
    if record.kind in _BLIPS:
        return _read_blip(record)
    if record.kind != _ENTRY or len(record.body) < 36:
        return None
    place = struct.unpack_from("<I", record.body, 28)[0]
    inner = next(records_in(record.body[36 + record.body[33] :]), None)
    if inner is None and place < len(document):
        inner = next(records_in(document[place:]), None)
    return _read_blip(inner) if inner is not None else None


def _read_blip(record: _Record) -> Blip | None:
    extension = _EXTENSIONS.get(record.kind)
    if extension is None:
        return None
    start = 32 if record.instance & 1 else 16
    if record.kind not in {_EMF, _WMF, _PICT}:
        return Blip(record.body[start + 1 :], extension)
    header, content = record.body[start : start + 34], record.body[start + 34 :]
    if len(header) == 34 and header[32] == 0:
        try:
            content = zlib.decompressobj().decompress(content, _UNPACKED)
        except zlib.error:
            return None
    return Blip(content, extension)
