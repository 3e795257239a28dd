"""What a build promises: nothing dropped, nothing leaked, nothing written that did not change."""

import re
from datetime import timedelta

import pytest
from PIL import Image

from newsdesk.publishing.compress import is_compressible
from tests.site.builder import NOW, SmallSite


def test_an_empty_site_builds(site: SmallSite) -> None:
    done = site.build()
    assert done.code == 0, done.err
    assert "Chưa có tin nào." in site.read("/")
    assert "Hiện không có thông báo nào còn hiệu lực." in site.read("/thong-bao/")


def test_the_same_input_gives_the_same_bytes_and_writes_nothing(site: SmallSite) -> None:
    folder = site.article("bai-mot", "![Hội trường](anh.jpg)\n*Quang cảnh*\n", tags="[sơ kết]", author="Minh Hà")
    site.photo(folder, "anh.jpg")
    assert site.build().code == 0
    first = site.tree()
    again = site.build()
    assert again.written == 0
    assert site.tree() == first


def test_all_problems_are_listed_at_once_and_output_stays(site: SmallSite) -> None:
    site.article("tot")
    assert site.build().code == 0
    before = site.tree()
    site.article("hong-mot", category="Không có")
    site.article("hong-hai", "![Ảnh](mat.jpg)\n*Chú thích*\n")
    site.article("hong-ba", '<script src="https://example.com/x.js"></script>\n')
    site.article("hong-bon", date="2026-13-40")
    (site.content / "tin" / "hong-nam.md").write_text("---\ntitle: a: b\n---\nx", encoding="utf-8")
    done = site.build()
    assert done.code == 1
    for expected in (
        "content/tin/2026/11/hong-mot/index.md:4: lỗi: Không có chuyên mục “Không có”.",
        "content/tin/2026/11/hong-hai/index.md:7: lỗi: Không có tệp “mat.jpg” cạnh bài viết.",
        "content/tin/2026/11/hong-ba/index.md:7: lỗi: Phần tử HTML <script> không được dùng trong bài.",
        "hong-bon/index.md:3: lỗi: Không có ngày “2026-13-40”: không có tháng 13.",
        "content/tin/hong-nam.md:2: lỗi: Không đọc được phần đầu bài",
        "Chưa ghi gì vào thư mục kết quả.",
    ):
        assert expected in done.err, done.err
    assert site.tree() == before


def test_a_wrong_site_toml_stops_the_build_with_its_line(site: SmallSite) -> None:
    path = site.content / "site.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('language = "vi"', 'language = "fr"').replace("email =", "emial ="), encoding="utf-8")
    done = site.build()
    assert done.code == 1
    assert "site.toml:6: lỗi: Không dùng được giá trị của “site.language”" in done.err
    assert "Không có khóa “emial”." in done.err
    assert "Có phải ý bạn là “email”?" in done.err
    assert "Thiếu khóa “department.email”." in done.err
    assert not site.output.exists()


def test_warnings_stop_only_the_build_for_publishing(site: SmallSite) -> None:
    folder = site.article("anh", "![](anh.jpg)\n\nMột đoạn văn dài, có dấu chấm ở cuối.\n")
    site.photo(folder, "anh.jpg")
    preview = site.build()
    assert preview.code == 0
    assert "cảnh báo: Ảnh “anh.jpg” chưa có văn bản thay thế." in preview.err
    published = site.build(settings="publishconf.py")
    assert published.code == 1


def test_a_mistake_in_a_template_leaves_the_last_good_site(site: SmallSite, tmp_path) -> None:
    import shutil

    from tests.site.builder import ROOT

    site.article("bai")
    assert site.build().code == 0
    before = site.tree()
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    broken = theme / "templates" / "article.html"
    broken.write_text(broken.read_text("utf-8").replace("article.title", "article.titel"), encoding="utf-8")
    settings = tmp_path / "conf.py"
    settings.write_text(
        f"from pelicanconf import *\nTHEME = {str(theme)!r}\nCACHE_FOLDER = '.cache'\n", encoding="utf-8"
    )
    done = site.build(settings=str(settings))
    assert done.code == 1
    assert "titel" in done.out + done.err
    assert site.tree() == before


SECRET = "bi-mat-chua-cong-bo"


@pytest.mark.parametrize(
    "fields",
    [{"status": "draft"}, {"date": "2026-11-23 08:00"}, {"withdrawn": '"Đăng nhầm"'}],
    ids=["draft", "scheduled", "withdrawn"],
)
def test_what_is_not_public_leaves_no_trace(site: SmallSite, fields: dict[str, str]) -> None:
    site.article("cong-khai")
    folder = site.article(
        "kin",
        f"Nội dung {SECRET}.\n\n![Ảnh {SECRET}](anh-{SECRET}.jpg)\n*Chú thích {SECRET}*\n\n[tệp](de-thi-{SECRET}.pdf)\n",
        **({"summary": f'"Tóm tắt {SECRET}"', "attachments": f"[de-thi-{SECRET}.pdf]", "tags": f"[{SECRET}]"} | fields),
    )
    site.photo(folder, f"anh-{SECRET}.jpg")
    (folder / f"de-thi-{SECRET}.pdf").write_bytes(b"%PDF-1.4 " + SECRET.encode())
    done = site.build()
    assert done.code == 0, done.err
    for path, content in site.tree().items():
        assert SECRET not in path
        assert SECRET.encode() not in content, path
    if "withdrawn" in fields:
        page = site.read("/tin/2026/11/kin/")
        assert "Đăng nhầm" in page
        assert "noindex" in page
        assert "/tin/2026/11/kin/" not in site.read("/feeds/tat-ca.atom.xml")


def test_a_scheduled_article_appears_when_its_time_has_come(site: SmallSite) -> None:
    site.article("mai", date="2026-11-23 08:00")
    site.build()
    assert "Bài mai" not in site.read("/")
    site.build(now=NOW + timedelta(days=1))
    assert "Bài mai" in site.read("/")


def test_an_expired_notice_leaves_home_and_notices_but_keeps_its_address(site: SmallSite) -> None:
    site.article("con", category="Thông báo", expires="2026-12-01")
    site.article("het", category="Thông báo", expires="2026-11-21")
    assert site.build().code == 0
    for url in ("/", "/thong-bao/"):
        assert "Bài con" in site.read(url)
        assert "Bài het" not in site.read(url)
    assert "Thông báo này đã hết hiệu lực" in site.read("/tin/2026/11/het/")
    assert "Bài het" in site.read("/chuyen-muc/thong-bao/")


def test_a_pinned_article_leads_home_and_its_section_until_its_date(site: SmallSite) -> None:
    site.article("cu", date="2026-10-01 08:00", pinned_until="2026-12-01")
    # A photo would make the newer one lead if nothing were pinned.
    folder = site.article("moi", date="2026-11-20 08:00", lead="anh.jpg", lead_caption='"Quang cảnh"')
    site.photo(folder, "anh.jpg")
    site.build()
    assert site.read("/").index("Bài cu") < site.read("/").index("Bài moi")
    section = site.read("/chuyen-muc/tin-hoat-dong/")
    assert section.index("Bài cu") < section.index("Bài moi")
    site.build(now=NOW + timedelta(days=30))
    section = site.read("/chuyen-muc/tin-hoat-dong/")
    assert section.index("Bài moi") < section.index("Bài cu")


def test_old_addresses_lead_to_the_article(site: SmallSite) -> None:
    site.article("bai", aliases="[/tin-tuc/1187.html, /cu/bai-viet]")
    assert site.build().code == 0
    for url in ("/tin-tuc/1187.html", "/cu/bai-viet/"):
        page = site.read(url)
        assert 'content="0; url=/tin/2026/11/bai/"' in page
        assert '<link rel="canonical" href="https://sogddt.lamgiang.example/tin/2026/11/bai/">' in page


def test_two_pages_at_one_address_are_an_error_that_names_both(site: SmallSite) -> None:
    site.article("mot", slug="trung")
    site.article("hai", slug="trung")
    site.article("ba", aliases="[/luu-tru/]")
    done = site.build()
    assert done.code == 1
    assert "/tin/2026/11/trung/" in done.err
    assert "content/tin/2026/11/mot/index.md" in done.err
    assert "content/tin/2026/11/hai/index.md" in done.err
    assert "Địa chỉ /luu-tru/ đã được Bản Tin dùng." in done.err


def test_an_address_in_the_place_of_a_folder_is_an_error(site: SmallSite) -> None:
    site.article("mot", aliases="[/x.html, /x.html/y/]")
    site.article("hai", aliases="[/robots.txt/, /cu/a.html/b/]")
    site.article("ba", aliases="[/cu/a.html]")
    done = site.build()
    assert done.code == 1
    for name, address, other in (
        ("mot", "/x.html", "content/tin/2026/11/mot/index.md"),
        ("hai", "/robots.txt", "Bản Tin"),
        ("hai", "/cu/a.html", "content/tin/2026/11/ba/index.md"),
    ):
        assert f"content/tin/2026/11/{name}/index.md: lỗi: Địa chỉ {address} đã được {other} dùng." in done.err, (
            done.err
        )
    assert done.err.count("lỗi:") == 3
    assert not site.output.exists()


def test_tags_that_differ_only_by_marks_are_an_error(site: SmallSite) -> None:
    site.article("mot", tags="[bàn ghế]")
    site.article("hai", tags="[bán ghế]")
    done = site.build()
    assert done.code == 1
    assert "sẽ trùng một địa chỉ" in done.err


def test_a_link_to_what_is_not_public_is_an_error(site: SmallSite) -> None:
    site.article("kin", status="draft")
    site.article("bai", "Xem [bài kia]({filename}../kin/index.md) và [bài nọ](../khong-co/index.md).\n")
    done = site.build()
    assert done.code == 1
    assert done.err.count("nhưng bài đó không có hoặc chưa công khai") == 2


def test_a_link_to_an_address_without_a_page_is_an_error(site: SmallSite) -> None:
    site.article(
        "bai",
        "[Có](/luu-tru/), [có nữa](/tin/2026/11/bai), [không](/tin/2026/11/mat/).\n\n"
        '<p><a href="/luu-tru/?a&amp;b">có</a> <a href="/khong-co/">không</a></p>\n',
    )
    done = site.build()
    assert done.code == 1
    assert "index.md:7: lỗi: Liên kết dẫn tới “/tin/2026/11/mat/”" in done.err
    assert "index.md:9: lỗi: Liên kết dẫn tới “/khong-co/”" in done.err
    assert done.err.count("lỗi:") == 2


def test_a_menu_that_leads_nowhere_is_a_warning(site: SmallSite) -> None:
    path = site.content / "site.toml"
    path.write_text(path.read_text("utf-8").replace('url = "/van-ban/"', 'url = "/vanban/"', 1), encoding="utf-8")
    done = site.build()
    assert done.code == 0
    assert "site.toml: cảnh báo: Liên kết “Văn bản” dẫn tới /vanban/" in done.err


def test_links_between_articles_lead_to_their_addresses(site: SmallSite) -> None:
    site.article("dich", slug="dich-den")
    site.article("nguon", "Xem [bài kia]({filename}../dich/index.md#muc) và [bài ấy](../dich/index.md).\n")
    assert site.build().code == 0
    page = site.read("/tin/2026/11/nguon/")
    assert 'href="/tin/2026/11/dich-den/#muc"' in page
    assert 'href="/tin/2026/11/dich-den/"' in page


def test_no_metadata_of_a_phone_photo_reaches_the_output(site: SmallSite) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Hang dien thoai"
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[2] = (21.0, 1.0, 42.0)
    # Every way in which a photo gets into the site: in the text, as the lead, linked, and as an attachment.
    body = "![Hội trường](anh.jpg)\n*Quang cảnh*\n\nTải [ảnh gốc](<Ảnh gốc.jpg>) hoặc [ảnh trên]({attach}anh.jpg).\n"
    folder = site.article("bai-mot", body, lead="dau.jpg", lead_caption="Đầu bài", attachments="[ap-phich.jpg]")
    names = ("anh.jpg", "Ảnh gốc.jpg", "dau.jpg", "ap-phich.jpg")
    for name in names:
        site.photo(folder, name, (1200, 800), exif)
        assert b"Hang dien" in (folder / name).read_bytes()
    done = site.build()
    assert done.code == 0, done.err
    assert "có ghi nơi chụp (GPS). (còn 1 chỗ như thế)" in done.err
    served = [
        path for path, content in site.tree().items() if b"\xff\xd8" in content[:2] or b"ftypavif" in content[:16]
    ]
    assert len([path for path in served if path.endswith(".jpg")]) >= 9
    for path in served:
        with Image.open(site.output / path) as image:
            assert not dict(image.getexif()), path
    for path, content in site.tree().items():
        assert not [trace for trace in (b"Exif\0", b"EXIF", b"Hang dien") if trace in content], path
    # A download is the whole picture, turned the right way up.
    with Image.open(site.output / "tin/2026/11/bai-mot/ap-phich.jpg") as image:
        assert image.size == (800, 1200)


def test_every_bad_photo_is_named_at_once_with_its_line_and_nothing_is_written(site: SmallSite) -> None:
    names = ["trong.jpg", "chu.jpg", "doi-ten.jpg", "dong.gif", "bom.png", "la.bmp", "mat.jpg"]
    body = "\n\n".join(f"![Ảnh {name}]({name})\n*Chú thích {name}*" for name in names)
    folder = site.article(
        "bai-mot", f"{body}\n\n[Tải](hong-tai.jpg)\n", attachments="[hong-kem.jpg]", lead="hong-dau.jpg"
    )
    (folder / "trong.jpg").write_bytes(b"")
    (folder / "chu.jpg").write_bytes("Không phải ảnh".encode())
    Image.new("RGB", (40, 30)).save(folder / "doi-ten.jpg", "PNG")
    frames = [Image.new("RGB", (40, 30), colour) for colour in ("red", "green")]
    frames[0].save(folder / "dong.gif", save_all=True, append_images=frames[1:])
    Image.new("1", (10_001, 10_000)).save(folder / "bom.png")
    Image.new("RGB", (40, 30)).save(folder / "la.bmp")
    for name in ("hong-tai.jpg", "hong-kem.jpg", "hong-dau.jpg"):
        (folder / name).write_bytes(b"\xff\xd8\xff")
    done = site.build()
    assert done.code == 1
    assert not site.output.exists() or not site.tree()
    for line, reason in {
        5: "“hong-kem.jpg”: tệp không phải là ảnh",
        6: "“hong-dau.jpg”: tệp không phải là ảnh",
        9: "“trong.jpg” trống",
        12: "“chu.jpg”: tệp không phải là ảnh",
        15: "“doi-ten.jpg” .*PNG",
        18: "“dong.gif”: ảnh động",
        21: "“bom.png” quá lớn: ảnh lớn hơn 80",
        24: "“la.bmp” là ảnh BMP; trình duyệt không hiện",
        27: "“mat.jpg”",
        30: "“hong-tai.jpg”: tệp không phải là ảnh",
    }.items():
        assert re.search(rf"index.md:{line}: lỗi: .*{reason}", done.err), (line, reason, done.err)


def test_what_only_the_pixels_of_photos_tell_is_named_once_nothing_else_is_wrong(site: SmallSite) -> None:
    for name in ("mot", "hai"):
        folder = site.article(name, f"![Ảnh sân trường](cut-{name}.jpg)\n*Chú thích dài*\n")
        site.photo(folder, f"cut-{name}.jpg")
        (folder / f"cut-{name}.jpg").write_bytes((folder / f"cut-{name}.jpg").read_bytes()[:3000])
    site.article("mot", "![Ảnh sân trường](cut-mot.jpg)\n*Chú thích dài*\n", category="Không có")
    done = site.build()
    assert "Không có chuyên mục" in done.err
    assert "thiếu một phần" not in done.err
    site.article("mot", "![Ảnh sân trường](cut-mot.jpg)\n*Chú thích dài*\n")
    done = site.build()
    assert done.code == 1
    for name in ("mot", "hai"):
        assert re.search(rf"{name}/index.md:7: lỗi: .*“cut-{name}.jpg”: tệp thiếu một phần", done.err), done.err
    assert not site.output.exists()


def test_what_was_removed_from_content_leaves_output(site: SmallSite) -> None:
    import shutil

    folder = site.article("mot", tags="[thẻ riêng]")
    site.article("hai")
    site.build()
    assert (site.output / "the/the-rieng/index.html").exists()
    shutil.rmtree(folder)
    site.build()
    assert not (site.output / "tin/2026/11/mot").exists()
    assert not (site.output / "the/the-rieng").exists()


def test_one_more_article_writes_at_most_64_files(site: SmallSite) -> None:
    tags = ["sơ kết", "thi đua", "chuyển đổi số", "an toàn trường học"]
    authors = ["Minh Hà", "Quốc Bảo"]
    for number in range(120):
        some = [*tags, "đọc sách"] if number >= 95 else tags
        day = f"2026-{1 + number // 12:02d}-{1 + number % 12 * 2:02d} 08:00"
        site.article(f"bai-{number}", date=day, tags=f"[{', '.join(some)}]", authors=f"[{', '.join(authors)}]")
    assert site.build().code == 0
    pages = {path: content for path, content in site.tree().items() if "/trang/" in path}
    # Enough articles to complete a page of every list: the dearest moment.
    dearest, published = 0, list[int]()
    before = site.tree()
    for number in range(10):
        site.article(
            f"moi-{number}",
            date=f"2026-11-{10 + number} 08:00",
            tags=f"[{', '.join([*tags, 'đọc sách'])}]",
            authors=f"[{', '.join(authors)}]",
        )
        done = site.build()
        dearest = max(dearest, done.written)
        after = site.tree()
        changed = {path: content for path, content in after.items() if before.get(path) != content}
        packed = sum(is_compressible(path, len(content)) for path, content in changed.items())
        # The manifest and its signature too; but the article's own picture for sharing is none of them.
        own = sum(path.startswith("tin/") and path.endswith(".jpg") for path in changed)
        published.append(len(changed) + packed + 2 - own)
        before = after
    assert 0 < dearest <= 64, dearest
    assert sorted(published)[5] <= 64, published
    assert "the/doc-sach/trang/1/index.html" in pages
    assert "the/doc-sach/trang/2/index.html" in after, "the list has to complete its second page"
    first = [path for path in pages if path.endswith("/trang/1/index.html")]
    assert first
    for path in first:
        assert after[path] == pages[path], f"{path}: page 1 never changes again"


def test_the_site_speaks_english_when_site_toml_says_so(site: SmallSite) -> None:
    path = site.content / "site.toml"
    path.write_text(path.read_text("utf-8").replace('language = "vi"', 'language = "en"'), encoding="utf-8")
    site.article("bai")
    assert site.build().code == 0
    page = site.read("/news/2026/11/bai/")
    assert '<html lang="en">' in page
    assert "Skip to the content" in page
    assert "Sunday, 1 November 2026" in page


def test_an_english_page_has_english_furniture_on_a_vietnamese_site(site: SmallSite) -> None:
    site.page("about", lang="en")
    assert site.build().code == 0
    page = site.read("/about/")
    assert '<html lang="en">' in page
    assert "Skip to the content" in page
    assert "Lam Giang Department of Education and Training" in page


def test_entities_and_inline_html_at_the_beginning_of_an_article_reach_the_feed_as_words(site: SmallSite) -> None:
    site.article("bai-mot", "Sáng&nbsp;nay <b>Sở</b> họp `A & B` ngày 1\\. Hết.\n")
    done = site.build()
    assert done.code == 0, done.err
    assert "Sáng nay Sở họp A &amp; B ngày 1. Hết." in site.read("/")
    assert not [
        name for name, content in site.tree().items() if name.endswith((".html", ".xml")) and b"\x02" in content
    ]


def test_a_file_with_marks_and_spaces_keeps_its_name_and_gets_a_valid_address(site: SmallSite) -> None:
    name, quoted = "Kế hoạch (ký số).docx", "K%E1%BA%BF%20ho%E1%BA%A1ch%20%28k%C3%BD%20s%E1%BB%91%29.docx"
    folder = site.article("bai-mot", f"[Kế hoạch](<{name}>)\n", attachments=f"[{name}]")
    (folder / name).write_bytes(b"-")
    done = site.build()
    assert done.code == 0, done.err
    page = site.read("/tin/2026/11/bai-mot/")
    assert page.count(f'href="/tin/2026/11/bai-mot/{quoted}"') >= 2
    assert f"/bai-mot/{name}" not in page
    assert f"tin/2026/11/bai-mot/{name}" in site.tree()
