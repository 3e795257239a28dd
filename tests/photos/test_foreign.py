"""Files that are no photo: each is told by what it is, whatever its name, with a kind of finding that says what to do."""

import pickle
import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ban_tin.findings.catalogue import KINDS
from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.encode import WrongKindError, encode_photo
from ban_tin.photos.original import public_original


def tiff() -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "TIFF")
    return content.getvalue()


def box(brand: bytes) -> bytes:
    return struct.pack(">I", 24) + b"ftyp" + brand + b"\0\0\0\0" + brand + b"isom" + bytes(200)


@pytest.mark.parametrize(
    ("name", "content", "kind", "said"),
    [
        ("a.jxl", b"\xff\x0a" + bytes(100), "photo-foreign", "JPEG XL"),
        ("a.jpg", b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(100), "photo-foreign", "JPEG XL"),
        ("a.jp2", b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(100), "photo-foreign", "JPEG 2000"),
        ("a.psd", b"8BPS\0\1" + bytes(100), "photo-foreign", "Photoshop"),
        ("a.emf", b"\1\0\0\0" + bytes(36) + b" EMF" + bytes(60), "photo-foreign", "EMF"),
        ("a.dng", tiff(), "photo-foreign", "raw photo"),
        ("a.tif", tiff(), "photo-foreign", "TIFF"),
        ("a.cr3", box(b"crx "), "photo-foreign", "raw photo"),
        ("a.jpg", b"%PDF-1.7 x", "photo-document", "PDF"),
        ("a.jpg", b"PK\3\4" + bytes(50), "photo-document", "Word"),
        ("a.mov", box(b"qt  "), "photo-film", "film"),
        ("a.jpg", box(b"mp42"), "photo-film", "film"),
        ("a.webm.jpg", b"\x1a\x45\xdf\xa3" + bytes(50), "photo-film", "film"),
        ("a.jpg", b"<!DOCTYPE html>\n<html>", "photo-page", "web page"),
        ("a.jpg", "\ufeff<HTML><head>".encode(), "photo-page", "web page"),
        ("a.svg", b'<?xml version="1.0"?>\n<svg xmlns="x">', "attachment-drawing", "SVG"),
        ("a.png", b"<svg>", "attachment-drawing", "SVG"),
        ("a.jpg", b"", "photo-empty", "empty"),
        ("a.jpg", b"hello", "photo-unreadable", "not an image"),
        ("a.heic", box(b"heic"), "photo-unreadable", ""),
    ],
)
def test_what_a_file_is_instead_is_told(tmp_path: Path, name: str, content: bytes, kind: str, said: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnusablePhotoError) as refused:
        encode_photo(tmp_path / name)
    assert refused.value.kind == kind
    assert said in str(refused.value)
    assert kind in KINDS


def test_too_many_pixels_have_a_way_out_of_their_own(tmp_path: Path) -> None:
    content = BytesIO()
    Image.new("1", (8, 8)).save(content, "PNG")
    head = struct.pack(">4sIIBBBBB", b"IHDR", 10_000, 10_000, 8, 2, 0, 0, 0)
    (tmp_path / "a.png").write_bytes(
        content.getvalue()[:12] + head + struct.pack(">I", zlib.crc32(head)) + content.getvalue()[33:]
    )
    for look in (encode_photo, lambda path: public_original(path, tmp_path / "cache")):
        with pytest.raises(UnusablePhotoError, match="80 megapixels") as refused:
            look(tmp_path / "a.png")
        assert refused.value.kind == "photo-huge"


def test_what_another_process_raises_arrives_whole() -> None:
    error = pickle.loads(pickle.dumps(UnusablePhotoError("a film", "photo-film")))
    assert (str(error), error.kind) == ("a film", "photo-film")
    wrong = pickle.loads(pickle.dumps(WrongKindError("PNG", "a.png")))
    assert (wrong.actual, wrong.name, wrong.kind) == ("PNG", "a.png", "photo-kind")
