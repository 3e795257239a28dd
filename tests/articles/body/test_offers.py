"""Files that a body names: what could run in the site is refused where it is written, and goes nowhere."""

from pathlib import Path

import pytest

from tests.builders import converted, picture

PAGE = b"<html><script>alert(1)</script></html>"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("[x](evil.html)", "evil.html", "attachment-active"),
        ("[x](<evil.html>)", "evil.html", "attachment-active"),
        ("[x](ev%69l.html#a)", "evil.html", "attachment-active"),
        ("[x](evil.html?a=b)", "evil.html", "attachment-active"),
        ("[x]({attach}evil.js)", "evil.js", "attachment-active"),
        ("[x][1]\n\n[1]: evil.css", "evil.css", "attachment-active"),
        ("[x](phu-luc/evil.xhtml)", "phu-luc/evil.xhtml", "attachment-active"),
        ("[x](EVIL.HTML)", "EVIL.HTML", "attachment-active"),
        ("[x](evil.svg)", "evil.svg", "attachment-drawing"),
        ("![Ảnh](evil.svg)\n*Chú thích*", "evil.svg", "attachment-drawing"),
        ("[x](evil.xyz)", "evil.xyz", "attachment-kind"),
        ("[x](evil)", "evil", "attachment-kind"),
        ("[x](evil.pdf)", "evil.pdf", "attachment-disguised"),
        ("[x](evil.jpg)", "evil.jpg", "attachment-disguised"),
        ("![Phim](evil.mp4)\n*Chú thích*", "evil.mp4", "attachment-disguised"),
        ("[![Ảnh](anh.jpg)](evil.html)", "evil.html", "attachment-active"),
    ],
)
def test_what_could_run_is_refused_where_it_is_named(tmp_path: Path, text: str, name: str, kind: str) -> None:
    picture(tmp_path / "anh.jpg")
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_bytes(PAGE)
    body, findings = converted(tmp_path, f"Một.\n\n{text}\n")
    (finding,) = [each for each in findings.sorted() if each.kind.startswith("attachment")]
    assert finding.kind == kind
    assert finding.line == (5 if "[1]:" in text else 3)
    assert dict(finding.values)["file"] == Path(name).name
    assert not body.files


def test_a_link_that_leads_to_another_kind_of_file_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "evil.html").write_bytes(b"x")
    (tmp_path / "ke-hoach.pdf").symlink_to("evil.html")
    body, findings = converted(tmp_path, "[x](ke-hoach.pdf)")
    assert [each.kind for each in findings.found] == ["attachment-active"]
    assert not body.files


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "ke-hoach.pdf").write_bytes(b"%PDF")

    def closed(*arguments: object) -> str:
        raise PermissionError

    monkeypatch.setattr(
        "ban_tin.articles.body.offers.refused_kind", closed
    )  # Tests may run as root, who reads everything.
    body, findings = converted(tmp_path, "[x](ke-hoach.pdf)")
    assert [(each.kind, each.line) for each in findings.found] == [("attachment-closed", 1)]
    assert not body.files


def test_what_offices_send_is_offered_as_before(tmp_path: Path) -> None:
    picture(tmp_path / "anh.png")
    for name in ("a.pdf", "b.DOCX", "c.zip", "d.mp3"):
        (tmp_path / name).write_bytes(b"content")
    body, findings = converted(tmp_path, "[a](a.pdf), [b](b.DOCX), [c](c.zip), [d](d.mp3), [ảnh](anh.png)")
    assert not findings.found
    assert [Path(url).name for url, _ in body.files] == ["a.pdf", "anh.png", "b.DOCX", "c.zip", "d.mp3"]
