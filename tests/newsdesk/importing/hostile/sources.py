"""Hostile files of all kinds that an import may be given, made in a folder: each with what may become of it.

They refer to a server on this machine and to files beside their folder, so that a test sees what is fetched and what is carried off.
"""

import base64
import gzip
import io
import re
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx

from tests.articles.attachments.test_pages import HOSTILE_PDFS
from tests.newsdesk.importing.hostile.names import HOSTILE_NAMES

#: What lies outside of what is imported, and may appear nowhere.
SECRET = "BIMAT7481"
WORDS = "Hội nghị tổng kết năm học của ngành giáo dục tỉnh"


@dataclass(frozen=True)
class Hostile:
    """One file. ``refused``: it has to be; otherwise it may be read, and is cleaned."""

    name: str
    make: Callable[[Path, "Surroundings"], None]
    refused: bool


@dataclass(frozen=True)
class Surroundings:
    """What hostile files refer to."""

    #: The address of a server that counts who asks it.
    server: str
    #: A text with ``SECRET`` in it, and a picture.
    text: Path
    picture: Path


def word(*parts: str) -> bytes:
    """Return a document of Word with an ordinary paragraph."""
    document = docx.Document()
    document.add_paragraph(WORDS)
    for part in parts:
        document.add_paragraph(part)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def changed(content: bytes, parts: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """Return a ZIP file with some parts replaced, changed, added, or (``None``) taken out."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(content)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            change = parts.get(name, source.read(name)) if name in parts else source.read(name)
            if change is not None:
                target.writestr(name, change(source.read(name)) if callable(change) else change)
        for name, change in parts.items():
            if name not in source.namelist() and isinstance(change, bytes):
                target.writestr(name, change)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes], packing: int = ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", packing) as target:
        for name, content in parts.items():
            target.writestr(ZipInfo(name), content, packing)
    return out.getvalue()


BODY = "word/document.xml"
RELS = "word/_rels/document.xml.rels"


def prolog(declarations: str, entity: str) -> Callable[[bytes], bytes]:
    """Return what puts definitions before a document, and one into its text."""

    def change(xml: bytes) -> bytes:
        _, _, rest = xml.partition(b"?>")
        return (
            b'<?xml version="1.0"?><!DOCTYPE x ['
            + declarations.encode()
            + b"]>"
            + rest.replace(WORDS.encode(), entity.encode(), 1)
        )

    return change


def relation(*relations: str) -> Callable[[bytes], bytes]:
    return lambda xml: xml.replace(b"</Relationships>", "".join(relations).encode() + b"</Relationships>")


def external(kind: str, target: str, number: int = 900) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId{number}" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'


def internal(kind: str, target: str, number: int = 900) -> str:
    return external(kind, target, number).replace(' TargetMode="External"', "")


def inserted(xml: str) -> Callable[[bytes], bytes]:
    return lambda body: body.replace(b"<w:sectPr", xml.encode() + b"<w:sectPr", 1)


BLIP = '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><wp:extent cx="9" cy="9"/><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:%s="rId900"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'  # fmt: skip
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))


def png(width: int, height: int, rows: int = 0) -> bytes:
    """Return a PNG file that says it is so large; ``rows`` of it are there, all white."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(b"\0" + b"\xff" * ((width + 7) // 8)) for _ in range(rows)) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) + chunk(b"IDAT", data) + chunk(b"IEND", b"")  # fmt: skip


def with_picture(content: bytes, name: str = "image9.png") -> bytes:
    types = lambda xml: xml.replace(b"<Default ", b'<Default Extension="png" ContentType="image/png"/><Default ', 1)  # noqa: E731
    return changed(word(), {"[Content_Types].xml": types, RELS: relation(internal("image", f"media/{name}")), BODY: inserted(BLIP % "embed"), f"word/media/{name}": content})  # fmt: skip


def overlapping() -> bytes:
    """Return a ZIP file with a thousand entries that are one and the same."""
    content = bytearray(zipped({"word/document.xml": b" " * 1_000_000}))
    begin = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    record = bytes(content[begin:end])
    many = record * 1000
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1000, 1000, len(many), begin, 0)
    return bytes(content[:begin]) + many + tail


def lying() -> bytes:
    """Return a document whose text says that it is short, and is not."""
    content = bytearray(changed(word(), {BODY: lambda xml: xml + b" " * 20_000_000}))
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        length = struct.unpack_from("<H", content, at + 28)[0]
        if content[at + 46 : at + 46 + length] == BODY.encode():
            struct.pack_into("<I", content, at + 24, 5000)
        at += 4
    return bytes(content)


def encrypted_zip(content: bytes) -> bytes:
    """Return a ZIP file that says that its parts are encrypted."""
    changed_ = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = 0
        while (at := changed_.find(mark, at)) >= 0:
            changed_[at + offset] |= 1
            at += 4
    return bytes(changed_)


def compound(*streams: str) -> bytes:
    """Return a compound file, as Word 97 and encrypted documents are, with empty streams of these names."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIII", header, 44, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b""
    for number, name in enumerate(("Root Entry", *streams)):
        entry = bytearray(128)
        raw = name.encode("utf-16-le")
        entry[: len(raw)] = raw
        last = number == len(streams)
        links = (0xFFFFFFFF, 0xFFFFFFFF, 1 if streams else 0xFFFFFFFF) if not number else (0xFFFFFFFF, 0xFFFFFFFF if last else number + 1, 0xFFFFFFFF)  # fmt: skip
        struct.pack_into("<HBBIII", entry, 64, len(raw) + 2, 5 if not number else 2, 1, *links)
        struct.pack_into("<I", entry, 116, 0xFFFFFFFE)
        entries += entry
    return bytes(header) + table + entries[:512].ljust(512, b"\0")


def page(head: str = "", body: str = "") -> bytes:
    text = f"<p>{WORDS} diễn ra sáng nay tại hội trường, có đông đủ đại biểu tham dự và nhiều ý kiến phát biểu.</p>" * 6
    return f"<!doctype html><html><head><title>Tin thử nghiệm</title>{head}</head><body><h1>Tin thử nghiệm</h1><article>{text}{body}</article></body></html>".encode()  # fmt: skip


def mht(*parts: tuple[str, str, bytes]) -> bytes:
    lines = [b"MIME-Version: 1.0", b'Content-Type: multipart/related; boundary="x"', b"", b""]
    for location, kind, content in parts:
        lines += [b"--x", f"Content-Type: {kind}".encode(), f"Content-Location: {location}".encode()]
        lines += [b"Content-Transfer-Encoding: base64", b"", base64.encodebytes(content)]
    return b"\r\n".join([*lines, b"--x--", b""])


def plain(content: bytes | Callable[[], bytes]) -> Callable[[Path, Surroundings], None]:
    return lambda path, around: void(path.write_bytes(content() if callable(content) else content))


def about(make: Callable[[Surroundings], bytes]) -> Callable[[Path, Surroundings], None]:
    return lambda path, around: void(path.write_bytes(make(around)))


def void(_: object) -> None:
    return None


def _word_files() -> Iterator[Hostile]:
    def packed(name: str, make: Callable[[], bytes], refused: bool) -> Hostile:
        return Hostile(name, plain(make), refused)

    yield packed("ratio.docx", lambda: changed(word(), {BODY: lambda xml: xml + b" " * 100_000_000}), True)
    yield packed("lying-size.docx", lying, True)
    yield packed("entries.docx", lambda: changed(word(), {f"word/x{n}.xml": b"" for n in range(10_050)}), True)
    yield packed("overlapping.docx", overlapping, True)
    yield packed("laughs.docx", lambda: changed(word(), {BODY: prolog(f'<!ENTITY a0 "x">{LAUGHS}', "&a9;")}), True)
    yield packed(
        "laughs-in-styles.docx",
        lambda: changed(word(), {"word/styles.xml": prolog(f'<!ENTITY a0 "x">{LAUGHS}', "")}),
        True,
    )
    yield packed(
        "quadratic.docx",
        lambda: changed(word(), {BODY: prolog(f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 20_000)}),
        True,
    )
    yield Hostile(
        "entity-file.docx",
        about(lambda around: changed(word(), {BODY: prolog(f'<!ENTITY a SYSTEM "{around.text.as_uri()}">', "&a;")})),
        True,
    )
    yield Hostile(
        "entity-http.docx",
        about(lambda around: changed(word(), {BODY: prolog(f'<!ENTITY a SYSTEM "{around.server}/entity">', "&a;")})),
        True,
    )
    yield Hostile(
        "entity-parameter.docx",
        about(lambda around: changed(word(), {BODY: prolog(f'<!ENTITY % a SYSTEM "{around.server}/dtd"> %a;', "")})),
        True,
    )
    yield Hostile(
        "entity-in-relations.docx",
        about(lambda around: changed(word(), {RELS: prolog(f'<!ENTITY a SYSTEM "{around.server}/rels">', "")})),
        True,
    )
    for name, kind, target in (
        ("picture-http", "image", "{server}/p.png"), ("picture-file", "image", "{picture}"), ("picture-unc", "image", r"\\\\127.0.0.1\\share\\p.png"),
        ("template-http", "attachedTemplate", "{server}/t.dotm"), ("chunk-http", "aFChunk", "{server}/c.html"), ("frame-http", "frame", "{server}/f.html"),
        ("ole-http", "oleObject", "{server}/o.bin"),
    ):  # fmt: skip
        insert = BLIP % "link" if kind == "image" else '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId900"/>'  # fmt: skip
        yield Hostile(
            f"{name}.docx",
            about(
                lambda around, kind=kind, target=target, insert=insert: changed(
                    word(),
                    {
                        RELS: relation(
                            external(kind, target.format(server=around.server, picture=around.picture.as_uri()))
                        ),
                        BODY: inserted(insert),
                    },
                )
            ),
            False,
        )
    yield Hostile(
        "link-script.docx",
        plain(
            lambda: changed(
                word(),
                {
                    RELS: relation(external("hyperlink", "javascript:alert(1)")),
                    BODY: inserted(
                        '<w:p><w:hyperlink xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId900"><w:r><w:t>bam vao</w:t></w:r></w:hyperlink></w:p>'
                    ),
                },
            )
        ),
        False,
    )
    yield packed(
        "chunk-script.docx",
        lambda: changed(
            word(),
            {
                RELS: relation(internal("aFChunk", "c.html")),
                BODY: inserted(
                    '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId900"/>'
                ),
                "word/c.html": b"<script>alert(1)</script><p onclick=alert(1)>xin chao</p>",
            },
        ),
        False,
    )
    yield packed(
        "part-outside.docx",
        lambda: changed(
            word(), {RELS: relation(internal("image", "../../../../../../etc/passwd")), BODY: inserted(BLIP % "embed")}
        ),
        False,
    )
    yield packed("macros.docx", lambda: changed(word(), {"word/vbaProject.bin": compound("VBA")}), False)
    yield packed(
        "macros.docm",
        lambda: changed(
            word(),
            {
                "[Content_Types].xml": lambda xml: xml.replace(
                    b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml"
                ),
                "word/vbaProject.bin": compound("VBA"),
            },
        ),
        False,
    )
    yield packed(
        "ole.docx",
        lambda: changed(
            word(),
            {RELS: relation(internal("oleObject", "embeddings/o.bin")), "word/embeddings/o.bin": b"MZ" + bytes(2000)},
        ),
        False,
    )
    yield packed("picture-of-sixty-thousand.docx", lambda: with_picture(png(60_000, 60_000)), False)
    yield packed("picture-bomb.docx", lambda: with_picture(png(30_000, 30_000, 2_000)), False)
    yield packed("picture-cut.docx", lambda: with_picture(png(100, 100, 100)[:60]), False)
    yield packed(
        "picture-script.docx",
        lambda: with_picture(
            b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>', "image9.svg"
        ),
        False,
    )
    yield packed(
        "related-to-itself.docx",
        lambda: changed(
            word(),
            {
                RELS: relation(internal("header", "document.xml"), internal("footnotes", "document.xml", 901)),
                "word/_rels/header1.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/></Relationships>',
            },
        ),
        False,
    )
    yield packed(
        "styles-in-a-circle.docx",
        lambda: changed(
            word(),
            {
                "word/styles.xml": lambda xml: xml.replace(
                    b"</w:styles>",
                    b'<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style><w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style></w:styles>',
                ),
                BODY: inserted('<w:p><w:pPr><w:pStyle w:val="A"/></w:pPr><w:r><w:t>vong tron</w:t></w:r></w:p>'),
            },
        ),
        False,
    )
    yield packed(
        "deep.docx",
        lambda: changed(
            word(), {BODY: inserted("<w:sdt><w:sdtContent>" * 100_000 + "</w:sdtContent></w:sdt>" * 100_000)}
        ),
        True,
    )
    yield packed(
        "deep-tables.docx",
        lambda: changed(
            word(), {BODY: inserted("<w:tbl><w:tr><w:tc>" * 3_000 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 3_000)}
        ),
        True,
    )
    yield packed("password.docx", lambda: compound("EncryptedPackage", "EncryptionInfo"), True)
    yield packed("password-zip.docx", lambda: encrypted_zip(word()), True)
    yield packed("no-body.docx", lambda: changed(word(), {BODY: None}), True)
    yield packed("not-xml.docx", lambda: changed(word(), {BODY: b"\0\xff<<<"}), True)
    for part in range(1, 12):
        yield Hostile(
            f"cut-{part}.docx", plain(lambda part=part: (content := word())[: len(content) * part // 12]), True
        )


def _wrong_types() -> Iterator[Hostile]:
    yield Hostile("program.docx", plain(b"MZ" + bytes(3000)), True)
    yield Hostile("program.pdf", plain(b"\x7fELF" + bytes(3000)), True)
    yield Hostile("page.doc", plain(lambda: page(body="<script>alert(1)</script>")), False)
    yield Hostile("pdf-as-word.docx", plain(b"%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF"), True)
    yield Hostile("picture.docx", plain(lambda: png(10, 10, 10)), True)
    yield Hostile("word-as-pdf.pdf", plain(word), False)
    yield Hostile("nothing.docx", plain(b""), True)
    yield Hostile("zeros.doc", plain(bytes(100_000)), True)
    yield Hostile("compound-of-nothing.doc", plain(lambda: compound()), True)
    yield Hostile("word-97-cut.doc", plain(lambda: compound("WordDocument", "1Table")), True)
    yield Hostile(
        "sheet.docx", plain(lambda: zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<x/>"})), True
    )
    yield Hostile(
        "rich.rtf", plain(b"{\\rtf1 {\\object\\objupdate{\\*\\objdata " + b"00" * 5000 + b"}}" + b"{" * 50_000), True
    )


def _pages() -> Iterator[Hostile]:
    def html(name: str, make: Callable[[Surroundings], bytes], refused: bool = False) -> Hostile:
        return Hostile(f"{name}.html", about(make), refused)

    yield html("refresh", lambda around: page(f'<meta http-equiv="refresh" content="0;url={around.server}/x">'))
    yield html("base", lambda around: page(f'<base href="{around.server}/">', '<img src="a.png"><a href="b">mo</a>'))
    yield html(
        "style",
        lambda around: page(
            f'<link rel=stylesheet href="{around.server}/a.css"><style>@import "{around.server}/b.css"; p {{ background: url({around.server}/c.png) }}</style>'
        ),
    )
    yield html(
        "embeds",
        lambda around: page(
            body=f'<iframe src="{around.server}/f"></iframe><object data="{around.server}/o"></object><embed src="{around.server}/e"><video src="{around.server}/v" poster="{around.server}/p"></video>'
        ),
    )
    yield html(
        "scripts",
        lambda around: page(
            "<script>alert(1)</script>",
            '<p onclick="alert(1)">mot</p><a href="javascript:alert(1)">hai</a><a href=" &#106;avascript:alert(1)">ba</a><a href="data:text/html,<script>alert(1)</script>">bon</a><svg onload="alert(1)"><script>alert(1)</script></svg><math><mtext><img src=x onerror=alert(1)></mtext></math>',
        ),
    )
    yield html(
        "sets",
        lambda around: page(
            body=f'<picture><source srcset="{around.server}/a.webp 2x"><img src="{around.server}/a.png" srcset="{around.server}/b.png 2x"></picture>'
        ),
    )
    yield html(
        "form",
        lambda around: page(
            body=f'<form action="{around.server}/s"><input name=q><button formaction="{around.server}/t">gui</button></form>'
        ),
    )
    yield html(
        "local",
        lambda around: page(
            body=f'<img src="{around.picture.as_uri()}"><img src="{around.picture}"><img src="../outside/secret.png"><img src="..\\outside\\secret.png"><img src="%2e%2e/outside/secret.png"><a href="../outside/secret.txt">tep</a><a href="{around.text.as_uri()}">tep</a>'
        ),
    )
    yield html("deep", lambda around: page(body="<div>" * 100_000 + "sau" + "</div>" * 100_000))
    yield html(
        "attributes",
        lambda around: page(body="<p " + " ".join(f"a{n}=1" for n in range(50_000)) + ">nhieu</p>"),
        refused=True,
    )
    yield html("zeros", lambda around: page(body="\0" * 10_000 + "<scr\0ipt>alert(1)</scr\0ipt>"))
    yield html(
        "data-picture",
        lambda around: page(
            body='<img src="data:image/png;base64,'
            + "A" * 2_000_000
            + '"><img src="data:text/html,<script>alert(1)</script>">'
        ),
    )
    yield html(
        "entities", lambda around: b'<!DOCTYPE html [<!ENTITY a "x">' + LAUGHS.encode() + b"]>" + page(body="&a9;")
    )
    yield Hostile(
        "outside.mht",
        about(
            lambda around: mht(
                (
                    "http://x.example/tin.html",
                    "text/html; charset=utf-8",
                    page(body='<img src="../../../outside/secret.png"><img src="http://x.example/../../a.png">'),
                ),
                ("../../../../evil.png", "image/png", png(9, 9, 9)),
                ("file:///etc/passwd", "image/png", png(9, 9, 9)),
            )
        ),
        False,
    )
    yield Hostile(
        "parts-in-parts.mht",
        plain(
            lambda: (
                b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b0\r\n\r\n"
                + b"".join(
                    b"--b%d\r\nContent-Type: multipart/mixed; boundary=b%d\r\n\r\n" % (n, n + 1) for n in range(3000)
                )
            )
        ),
        True,
    )
    yield Hostile(
        "front-matter.md",
        about(
            lambda around: (
                f"---\ntitle: !!python/object/apply:os.system ['touch {around.text.parent}/run']\n---\n{WORDS}\n\n![anh]({around.picture})\n\n![anh](../outside/secret.png)\n\n<script>alert(1)</script>\n".encode()
            )
        ),
        False,
    )
    yield Hostile(
        "laughs.md",
        plain(
            b"---\na: &a [x,x,x,x,x,x,x,x,x]\n"
            + b"".join(b"%c: &%c [%s]\n" % (98 + n, 98 + n, b",".join([b"*%c" % (97 + n)] * 9)) for n in range(9))
            + b"title: *j\n---\nxin chao\n"
        ),
        False,
    )
    yield Hostile(
        "markup.txt",
        plain(
            f"Tin thử nghiệm\n\n<script>alert(1)</script>\n\n{WORDS}\n\n[bam](javascript:alert(1))\n\n{{{{ 7*7 }}}} {{% include '/etc/passwd' %}}\n".encode()
        ),
        False,
    )


def _archives() -> Iterator[Hostile]:
    def archive(name: str, make: Callable[[], bytes]) -> Hostile:
        return Hostile(f"{name}.zip", plain(make), True)

    for number, name in enumerate(HOSTILE_NAMES.outside):
        yield archive(
            f"name-outside-{number}", lambda name=name: zipped({"tot.txt": WORDS.encode(), name: b"xin chao"})
        )
    for number, name in enumerate(HOSTILE_NAMES.odd):
        yield Hostile(
            f"name-odd-{number}.zip",
            plain(lambda name=name, number=number: zipped({name: f"Tiêu đề số {number}\n\n{WORDS}\n".encode()})),
            False,
        )
    yield archive("link", lambda: _link("/etc"))
    yield archive("twice", lambda: _twice())
    yield archive("ratio", lambda: zipped({"a.txt": b"a" * 120_000_000}))
    yield archive("many", lambda: zipped({f"{n}.txt": b"a" for n in range(10_050)}, ZIP_STORED))
    yield archive("overlapping", overlapping)
    yield archive("password", lambda: encrypted_zip(zipped({"a.txt": WORDS.encode()})))
    yield archive("nested", lambda: _nested(12))


def _link(target: str) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        entry = ZipInfo("tin")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, target)
        archive.writestr("tin/evil.txt", WORDS)
    return out.getvalue()


def _twice() -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("Tin.txt", WORDS)
        archive.writestr("TIN.TXT", WORDS)
    return out.getvalue()


def _nested(depth: int) -> bytes:
    content = zipped({"a.txt": WORDS.encode()})
    for number in range(depth):
        content = zipped({f"{number}.zip": content})
    return content


def _others() -> Iterator[Hostile]:
    yield Hostile(
        "bomb.sql.gz", plain(lambda: gzip.compress(b"INSERT INTO `x` VALUES ('" + b"a" * 100_000_000, 9)), False
    )
    yield Hostile("cut.sql.gz", plain(lambda: gzip.compress(b"INSERT INTO `x` VALUES (1);" * 1000)[:200]), False)
    yield Hostile("run.sql", plain(b"-- phpMyAdmin SQL Dump\nCREATE TABLE `nv4_vi_news_rows` (`id` int);\nDROP DATABASE x;\nINSERT INTO `nv4_vi_news_rows` VALUES (1, '../../../etc/passwd'), (;\nSELECT LOAD_FILE('/etc/passwd');\n"), False)  # fmt: skip
    yield Hostile(
        "export.xml",
        about(
            lambda around: (
                f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a SYSTEM "{around.text.as_uri()}">]><rss version="2.0" xmlns:wp="http://wordpress.org/export/1.2/"><channel><item><title>&a;</title></item></channel></rss>'.encode()
            )
        ),
        False,
    )
    for name in ("a tree that is its own child", "lists in lists", "a stream that unpacks to much", "no table, and many objects", "nothing but zeros"):  # fmt: skip
        yield Hostile(
            f"{name.replace(' ', '-')}.pdf", lambda path, around, name=name: void(HOSTILE_PDFS[name](path)), True
        )
    for number, name in enumerate(HOSTILE_NAMES.files):
        yield Hostile(
            name,
            plain(lambda number=number: f"Tiêu đề thứ {number} của tệp\n\n{WORDS} lần {number}.\n".encode()),
            False,
        )
        yield Hostile(f"{name}x.docx"[-120:], plain(b"MZ" + bytes(3000)), True)


def hostile_sources(short: bool = False) -> list[Hostile]:
    """Return all of them, each under a name of its own; ``short`` leaves out some of those that are alike."""
    found = [*_word_files(), *_wrong_types(), *_pages(), *_archives(), *_others()]
    assert len({each.name for each in found}) == len(found)
    alike = re.compile(
        r"cut-(?:[2-5789]|10)\.docx|name-odd-(?:[13579]|1[0246])\.zip|.*\.txtx\.docx|name-outside-[367]\.zip"
    )
    kept = ("=1+cmd", "<img", "ti\x1b")
    return [each for each in found if not short or each.name.startswith(kept) or not alike.fullmatch(each.name)]
