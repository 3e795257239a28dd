"""Files that articles and the operator bring, in a whole site: nothing that could run is published, and nothing of a draft."""

import os
from zipfile import ZIP_LZMA, ZipFile

import pytest
from PIL import Image

from tests.site.builder import SmallSite

PAGE = "<html><script>alert(1)</script></html>"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'


def test_all_that_could_run_is_named_at_once_and_nothing_is_written(site: SmallSite) -> None:
    names = ["evil.html", "evil.svg", "evil.js", "evil.xyz", "evil.txt"]
    links = "\n\n".join(f"[tệp]({name})" for name in names)
    folder = site.article("bai", f"{links}\n\n![Ảnh](evil.svg)\n*Chú thích*\n", attachments="[evil.xhtml, evil.pdf]")
    for name in (*names, "evil.xhtml", "evil.pdf"):
        (folder / name).write_text(PAGE, encoding="utf-8")
    done = site.build()
    assert done.code == 1
    assert "Traceback" not in done.err
    for line, name in enumerate(names):
        assert f"content/tin/2026/11/bai/index.md:{8 + 2 * line}: lỗi: " in done.err
        assert f"“{name}”" in done.err
    for name in ("evil.xhtml", "evil.pdf"):
        assert f"content/tin/2026/11/bai/index.md:5: lỗi: “{name}”" in done.err.replace("Không đăng được ", "")
    assert not site.output.exists()


def test_a_logo_that_could_run_is_named_and_a_plain_one_stands_in_every_page(site: SmallSite) -> None:
    site.article("bai")
    facts = site.content / "site.toml"
    facts.write_text(facts.read_text("utf-8").replace('logo = ""', 'logo = "logo.svg"'), "utf-8")
    logo = site.content / "logo.svg"
    logo.write_text(f'{LOGO}<a href="#x"><set attributeName="href" to="javascript:alert(1)"/></a></svg>', "utf-8")
    done = site.build()
    assert done.code == 1
    assert "lỗi: Không dùng được biểu trưng “logo.svg” vì trong đó có <a>" in done.err
    assert not site.output.exists()
    logo.write_text(f"{LOGO}<!-- x --><title>x</title><g style='fill:red'><path d='M0 0'/></g></svg>", "utf-8")
    assert site.build().code == 0
    drawn = f'{LOGO}<g fill="red"><path d="M0 0"/></g></svg>'
    assert '<img src="/theme/icon.svg"' in site.read("/tin/2026/11/bai/")
    assert site.read("/theme/icon.svg") == drawn


@pytest.mark.parametrize("hidden", [{"status": "draft"}, {"date": "2026-11-23 08:00"}, {"withdrawn": '"Đăng nhầm"'}])
def test_an_article_without_a_folder_publishes_nothing_of_what_is_not_public(
    site: SmallSite, hidden: dict[str, str]
) -> None:
    folder = site.article("nhap", **hidden)
    site.photo(folder, "mat.jpg")
    (folder / "mat.pdf").write_bytes(b"%PDF-bi-mat")
    body = "[x](2026/11/nhap/mat.pdf)\n\n![Hội trường](2026/11/nhap/mat.jpg)\n*Quang cảnh*\n"
    head = "---\ntitle: Danh sách\ndate: 2026-11-01 08:00\ncategory: Tin hoạt động\n---\n"
    (site.content / "tin/danh-sach.md").write_text(head + body, encoding="utf-8")
    done = site.build()
    for line, name in ((6, "mat.pdf"), (8, "mat.jpg")):
        assert f"content/tin/danh-sach.md:{line}: lỗi: Tệp “2026/11/nhap/{name}” là của bài khác" in done.err
    assert not site.output.exists()


def test_damaged_files_are_named_and_none_is_a_traceback(site: SmallSite) -> None:
    folder = site.article(
        "bai",
        "![Ảnh](a.avif)\n*Chú thích*\n\n![Ống](ong.jpg)\n*Chú thích*\n\n[tải](b.avif)\n",
        attachments="[a.docx, b.docx, c.pdf]",
    )
    for name in ("a.avif", "b.avif"):
        # Of the second, what the camera wrote has to be taken out, so that it is decoded too.
        exif = Image.Exif()
        exif[0x013B] = "Ms. Lan"
        Image.linear_gradient("L").save(folder / name, exif=exif)
        content = bytearray((folder / name).read_bytes())
        start = content.index(b"mdat") + 4
        content[start:] = bytes(each ^ 0x5A for each in content[start:])
        (folder / name).write_bytes(content)
    os.mkfifo(folder / "ong.jpg")
    with ZipFile(folder / "a.docx", "w", ZIP_LZMA) as archive:
        archive.writestr("docProps/app.xml", "<Pages>3</Pages>")
    with ZipFile(folder / "b.docx", "w") as archive:
        archive.writestr("docProps/app.xml", f"<Pages>{'9' * 6000}</Pages>")
    (folder / "c.pdf").write_bytes(b"%PDF-1.7\n1 0 obj <</Pages 1 0 R /Count " + b"[" * 50_000)
    done = site.build()
    assert done.code == 1
    assert "Traceback" not in done.err
    for line, name in ((8, "a.avif"), (11, "ong.jpg"), (14, "b.avif"), (5, "a.docx"), (5, "c.pdf")):
        assert [each for each in done.err.splitlines() if f"index.md:{line}: " in each and f"“{name}”" in each], name
    assert not site.output.exists()
