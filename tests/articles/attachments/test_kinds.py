"""Which files are offered: a list of what offices send; all else is refused with a word on what to send instead."""

from pathlib import Path

import pytest

from ban_tin.articles.attachments import ACTIVE, DRAWINGS, IMAGES, OFFERED, refused_kind
from ban_tin.articles.attachments.kinds import PROGRAMS
from ban_tin.photos.original import IMAGE_SUFFIXES

PAGE = b"<!DOCTYPE html><script>alert(1)</script>"


def refused(path: Path, content: bytes = b"content", *names: str) -> str:
    path.write_bytes(content)
    return refused_kind(path, *names)


@pytest.mark.parametrize(
    "name", ["a.pdf", "a.PDF", "a.svg.pdf", "Kế hoạch 128.docx", "a.xls", "a.zip", "a.mp3", "a.jpg", "a.vtt"]
)
def test_what_offices_send_is_offered(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name) == ""


@pytest.mark.parametrize(
    "ending",
    ["html", "htm", "HTML", "Htm", "shtml", "xhtml", "xht", "xml", "xsl", "rdf", "mht", "mhtml", "hta", "js", "mjs", "css", "wasm", "swf",
     "php", "phtml", "asp", "jsp", "webmanifest", "pdf.html", "pdf.JS", "html "],
)  # fmt: skip
def test_what_a_browser_opens_or_runs_is_refused(tmp_path: Path, ending: str) -> None:
    assert refused(tmp_path / f"a.{ending}") == "attachment-active"


@pytest.mark.parametrize("ending", ["svg", "SVG", "svgz", "png.svg"])
def test_drawings_are_refused(tmp_path: Path, ending: str) -> None:
    assert refused(tmp_path / f"a.{ending}") == "attachment-drawing"


@pytest.mark.parametrize(
    "name",
    ["a", "a.", ".htaccess", "a.html.", "a.md", "a.MD", "a.gz", "a.html.gz", "a.html.br", "a.pdf.unknown", "a.htmｌ", "a.json"],
)  # fmt: skip
def test_what_is_not_on_the_list_is_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name) == "attachment-kind"


@pytest.mark.parametrize("name", ["Mẫu đơn số 1.exe", "a.BAT", "a.pdf.exe", "a.docm", "a.msi", "a.lnk", "a.ps1"])
def test_programs_are_refused(tmp_path: Path, name: str) -> None:
    assert refused(tmp_path / name) == "attachment-program"


@pytest.mark.parametrize("content", [b"MZ\x90\0\x03\0", b"\x7fELF\x02\x01\x01\0"])
def test_a_program_is_refused_whatever_its_name(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path / "a.pdf", content) == "attachment-program"
    assert refused(tmp_path / "a.txt", b"MZ la hai chu cai") == ""


def test_every_name_under_which_a_file_is_known_counts(tmp_path: Path) -> None:
    """The address has the name that is written, the file may be a link to another one."""
    assert refused(tmp_path / "a.pdf", b"x", "a.html") == "attachment-active"
    assert refused(tmp_path / "a.html", b"x", "a.pdf") == "attachment-active"


@pytest.mark.parametrize(
    "content",
    [
        PAGE, PAGE.upper(), b"\xef\xbb\xbf" + PAGE, b" \r\n\t\x0c" * 50 + PAGE, PAGE.decode().encode("utf-16"), PAGE.decode().encode("utf-16-le"),
        b"<html>", b"<HTML lang=vi>", b"<head>", b"<script>", b"<iframe src=x>", b"<h1>x</h1>", b"<div\n>", b"<font color=red>", b"<table>",
        b"<a href=x>", b"<style>", b"<title>", b"<b>", b"<body>", b"<br>", b"<br/>", b"<p>", b"<!-- x --><p>", b"<?xml version='1.0'?>", b"<?php ?>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", b"<svg:svg xmlns:svg='x'/>", b"<math>", b"<meta charset=x>", b"<x onclick=y>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["a.pdf", "a.txt", "a.docx", "a.jpg", "a.xls", "a.mp4"])
def test_a_web_page_or_drawing_is_refused_whatever_its_name(tmp_path: Path, name: str, content: bytes) -> None:
    assert refused(tmp_path / name, content) == "attachment-disguised"


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"a <b>", b"< 5", "<Họ và tên>".encode(), b"<3", b"{\\rtf1"]
)
def test_what_only_holds_such_signs_is_no_web_page(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path / "a.txt", content) == ""


def test_the_lists_of_endings_fit_each_other() -> None:
    assert {f".{ending}" for ending in IMAGES} == IMAGE_SUFFIXES
    assert not OFFERED & (ACTIVE | DRAWINGS | PROGRAMS)
    assert not PROGRAMS & (ACTIVE | DRAWINGS)
    assert all(ending == ending.lower() for ending in OFFERED | ACTIVE | DRAWINGS | PROGRAMS)


def test_a_file_that_is_gone_raises(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"a\.pdf"):
        refused_kind(tmp_path / "a.pdf")
