"""The body of an article: photos, videos, files, links, tables."""

import re
import unicodedata
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from ban_tin.articles.body import BodyConverter, SourceContext
from ban_tin.findings import Findings
from tests.builders import STORE, converted, kinds, picture, places, strict

URL = "/tin/2026/11/bai/"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of an article with the files that its body may name."""
    beside = tmp_path / "bai"
    picture(beside / "Ảnh hội nghị.jpg", (2000, 1500))
    picture(beside / "nho.png", (300, 200))
    (beside / "phim.mp4").write_bytes(b"phim")
    (beside / "ke-hoach.pdf").write_bytes(b"%PDF")
    (beside / "phu-luc").mkdir()
    (beside / "phu-luc" / "bang.xlsx").write_bytes(b"bang")
    (tmp_path / "ngoai.jpg").write_bytes(picture(tmp_path / "x.jpg").read_bytes())
    (tmp_path / "ngoai.pdf").write_bytes(b"%PDF")
    return beside


def test_a_photo_becomes_a_picture_that_moves_nothing_while_it_loads(folder: Path) -> None:
    body, findings = converted(folder, "![Hội trường](<Ảnh hội nghị.jpg>)\n*Quang cảnh*\n")
    assert not findings.found
    soup = BeautifulSoup(body.html, "html.parser")
    source, image = soup.select_one("figure > a > picture > source"), soup.select_one("figure > a > picture > img")
    assert source is not None and image is not None
    assert source["type"] == "image/avif"
    for element in (source, image):
        widths = [each.split()[1] for each in str(element["srcset"]).split(", ")]
        assert widths[-1] == "1600w" and set(widths) <= {"480w", "720w", "960w", "1600w"}
        assert element["sizes"]
    assert (image["width"], image["height"]) == ("1600", "1200")
    assert (image["alt"], image["loading"], image["decoding"]) == ("Hội trường", "lazy", "async")
    assert re.fullmatch(r"/anh/([0-9a-f]{2})/anh-hoi-nghi-\1[0-9a-f]{10}-\d+\.jpg", str(image["src"]))
    (shown,) = body.figures
    assert (shown.alt, shown.caption, shown.credit) == ("Hội trường", "Quang cảnh", "")
    assert body.photos == (shown.photo,)
    strict(body.html)


def test_a_photo_in_a_sentence_is_a_picture_and_no_figure(folder: Path) -> None:
    body, _ = converted(folder, "Biểu tượng ![sao](nho.png) ở góc.")
    assert body.figures == ()
    assert len(body.photos) == 1
    assert body.html.startswith("<p>Biểu tượng <picture>")
    assert body.html.endswith("</picture> ở góc.</p>")


@pytest.mark.parametrize("name", ["nho.png", "./nho.png", "{attach}nho.png", "{static}nho.png", "%6Eho.png"])
def test_the_ways_to_name_a_photo_beside_the_article(folder: Path, name: str) -> None:
    body, findings = converted(folder, f'![sao]({name} "Ngôi sao")')
    assert not findings.found
    assert len(body.photos) == 1
    assert "{" not in body.html


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ('Một\n\n![x](thieu.jpg "c")', "file-missing", 3),
        ('Một\n\n![x](../ngoai.jpg "c")', "file-missing", 3),
        ('Một\n\n![x](../bai/../ngoai.jpg "c")', "file-missing", 3),
        ('Một\n\n![x](%2E%2E/ngoai.jpg "c")', "file-missing", 3),
        ('Một\n\n![x]({attach}../ngoai.jpg "c")', "file-missing", 3),
        ('Một\n\n![x](phu-luc "c")', "file-unusable", 3),
        ("Một\n\n[x](../ngoai.pdf)", "file-missing", 3),
        ("Một\n\n[x](thieu.pdf)", "file-missing", 3),
        ("Một\n\n[x](" + "a" * 300 + ".pdf)", "file-missing", 3),
        ('Một\n\n![Hội trường](https://evil.example/x.jpg "c")', "remote-media", 3),
        ('Một\n\n![Hội trường](//evil.example/x.jpg "c")', "remote-media", 3),
        ('Một\n\n![Hội trường](data:image/png;base64,AAAA "c")', "photo-embedded", 3),
        ('Một\n\n![Hội trường](data:image/png;base64,AA "c")', "photo-embedded-broken", 3),
        ("Một\n\n![Hội trường](data:,x)", "photo-embedded-broken", 3),
        ("Một\n\n![Hội trường](C:\\Users\\Ha\\anh.jpg 'c')", "path-local", 3),
        ("Một\n\n![Hội trường](\\\\may\\chung\\anh.jpg 'c')", "path-local", 3),
        ("Một\n\n![Hội trường](file:///C:/anh.jpg 'c')", "path-local", 3),
        ("Một\n\n![Hội trường](/Users/ha/anh.jpg 'c')", "path-local", 3),
        ("Một\n\n[x](C:\\Users\\Ha\\bai.docx)", "path-local", 3),
        ("Một\n\n<img src='C:\\anh.jpg' alt='x'>", "path-local", 3),
        ("Một\n\n<img srcset='thieu.jpg 2x' alt='x'>", "html-relative", 3),
        ('Một\n\n![x](http://[x "c")', "remote-media", 3),
        ("Một\n\n[x](javascript:alert)", "html-address", 3),
        ("Một\n\n[x](http://[x)", "html-address", 3),
        ("Một\n\n<script>alert(1)</script>", "html-element", 3),
        ('Một\n\n<iframe src="https://evil.example"></iframe>', "embed-page", 3),
        ('Một\n\n<iframe src="/x/"></iframe>', "html-element", 3),
        ("Một\n{: onclick=x}", "html-attribute", 2),
        ('Một\n\n<p style="color:red">x</p>', "html-attribute", 3),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_named_with_its_line(folder: Path, text: str, kind: str, line: int) -> None:
    body, findings = converted(folder, text)
    assert set(places(findings)) == {(kind, line)}
    assert body.photos == () and body.files == ()


def test_a_null_character_in_a_name_is_no_file(folder: Path) -> None:
    _, findings = converted(folder, '![x](a%00.jpg "c")')
    assert kinds(findings) == ["file-missing"]


def test_a_name_that_lies_about_its_format_is_named(folder: Path) -> None:
    (folder / "gia.jpg").write_bytes((folder / "nho.png").read_bytes())
    _, findings = converted(folder, '\n\n![x](gia.jpg "c")')
    assert places(findings) == [("photo-kind", 3)]
    assert "PNG" in findings.sorted()[0].message()


@pytest.mark.parametrize("content", [b"", b"not an image", b"\xff\xd8\xff\xe0"])
def test_an_unreadable_photo_is_named(folder: Path, content: bytes) -> None:
    (folder / "hong.jpg").write_bytes(content)
    _, findings = converted(folder, '![x](hong.jpg "c")')
    assert places(findings) == [("photo-unreadable" if content else "photo-empty", 1)]


def test_a_video_has_controls_and_a_link_for_old_browsers(folder: Path) -> None:
    body, findings = converted(folder, "![Lễ khai giảng](phim.mp4)\n*Khai giảng năm học mới*")
    assert not findings.found
    video = BeautifulSoup(body.html, "html.parser").select_one("figure > video")
    assert video is not None
    assert (video["src"], video["preload"], video["aria-label"]) == (f"{URL}phim.mp4", "metadata", "Lễ khai giảng")
    assert video.has_attr("controls") and video.has_attr("playsinline")
    assert "autoplay" not in body.html
    assert str(video.a) == f'<a href="{URL}phim.mp4">Lễ khai giảng</a>'
    assert dict(body.files) == {f"{URL}phim.mp4": folder / "phim.mp4"}


def test_a_video_without_a_name_of_its_own_has_no_empty_label(folder: Path) -> None:
    body, _ = converted(folder, "![phim](phim.mp4)\n*Khai giảng*")
    assert "aria-label" not in body.html


def test_a_link_card_tells_its_host(folder: Path) -> None:
    body, findings = converted(folder, "[Xem phim](https://video.example/a?b=1){.link-card}")
    assert not findings.found
    card = BeautifulSoup(body.html, "html.parser").select_one("a.link-card .link-card-host")
    assert card is not None and card.text == "video.example"


def test_linked_files_are_offered_below_the_articles_address(folder: Path) -> None:
    text = "[Kế hoạch](ke-hoach.pdf) [Bảng](phu-luc/bang.xlsx) [lại](./ke-hoach.pdf) [ảnh](nho.png)"
    body, findings = converted(folder, text)
    assert not findings.found
    assert dict(body.files) == {
        f"{URL}ke-hoach.pdf": folder / "ke-hoach.pdf",
        f"{URL}phu-luc/bang.xlsx": folder / "phu-luc" / "bang.xlsx",
        f"{URL}nho.png": folder / "nho.png",
    }
    assert body.html.count(f'href="{URL}ke-hoach.pdf"') == 2


@pytest.mark.parametrize(
    ("href", "result"),
    [
        ("https://so.example/a", "https://so.example/a"),
        ("mailto:a@so.example", "mailto:a@so.example"),
        ("tel:+840000", "tel:+840000"),
        ("/lien-he/", "/lien-he/"),
        ("#muc-2", "#muc-2"),
        ("{filename}../bai-khac/index.md", "{filename}../bai-khac/index.md"),
        ("../bai-khac/index.md#muc", "{filename}../bai-khac/index.md#muc"),
    ],
)
def test_other_links_are_left_to_those_who_know_the_site(folder: Path, href: str, result: str) -> None:
    body, findings = converted(folder, f"[x]({href})")
    assert not findings.found
    assert f'href="{result}"' in body.html
    assert body.files == ()


def test_the_opening_is_the_first_paragraph_without_its_markup(folder: Path) -> None:
    body, _ = converted(folder, "## Đề mục\n\n*Sáng*  nay, **Sở** họp.\n\nSau đó.")
    assert body.opening == "Sáng nay, Sở họp."


def test_a_credit_of_the_article_is_that_of_its_photos(folder: Path) -> None:
    body, _ = converted(folder, '![a](nho.png "Một")\n\nChữ.\n\n![b](nho.png "Hai"){credit="Tư liệu"}', "Minh Hà")
    assert [each.credit for each in body.figures] == ["Ảnh: Minh Hà", "Ảnh: Tư liệu"]


def test_one_converter_keeps_nothing_of_the_body_before(folder: Path) -> None:
    converter = BodyConverter(STORE, "Bảng")

    def convert(text: str) -> object:
        return converter.convert(text, SourceContext("a.md", folder, URL, text, Findings()))

    rich = '![a](nho.png "Một")\n\n[k](ke-hoach.pdf)[^1]\n\n[^1]: Ghi chú\n\n*[GD]: Giáo dục\n\nGD'
    first = convert(rich)
    plain = convert("Chỉ có chữ. GD")
    assert convert(rich) == first
    assert convert("Chỉ có chữ. GD") == plain
    assert plain == BodyConverter(STORE, "Bảng").convert(
        "Chỉ có chữ. GD", SourceContext("a.md", folder, URL, "", Findings())
    )


@pytest.mark.parametrize("empty", ["", " \n\n"])
def test_an_empty_body_has_nothing_of_the_body_before(folder: Path, empty: str) -> None:
    converter = BodyConverter(STORE, "Bảng")
    for text in (empty, '![a](nho.png "Một")\n\nChữ.', empty):
        body = converter.convert(text, SourceContext("a.md", folder, URL, text, Findings()))
    assert (body.html, body.opening, body.figures, body.photos) == ("", "", (), ())


TARGETS = st.text(alphabet="abc./%\\:[]#?{}é \x00", max_size=20)


@given(
    TARGETS, st.sampled_from(["![x]({})", "[x]({})", '<a href="{}">x</a>', "![x](<{}>)", "[x]: {}\n\n![y][x] [z][x]"])
)
def test_no_target_brings_the_build_down_or_leads_out_of_the_folder(
    tmp_path_factory: pytest.TempPathFactory, target: str, form: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    body, _ = converted(folder, form.replace("{}", target))
    assert all(path.resolve().is_relative_to(folder.resolve()) for _, path in body.files)


@pytest.mark.parametrize("name", ["ngoai.pdf", "ngoai.jpg"])
def test_a_symbolic_link_leads_nowhere_out_of_the_folder(folder: Path, name: str) -> None:
    (folder / name).symlink_to(folder.parent / name)
    body, findings = converted(folder, f"[tệp]({name})")
    assert findings.found
    assert body.files == ()


def test_a_symbolic_link_within_the_folder_is_the_file_it_leads_to(folder: Path) -> None:
    (folder / "moi.pdf").symlink_to("ke-hoach.pdf")
    body, findings = converted(folder, "[tệp](moi.pdf)")
    assert not findings.found
    assert body.files == ((f"{URL}ke-hoach.pdf", folder / "ke-hoach.pdf"),)


@pytest.mark.parametrize(
    "raw", ['<img src="nho.png" alt="sao">', '<a href="ke-hoach.pdf">tệp</a>', '<video src="phim.mp4"></video>']
)
def test_raw_html_that_names_a_file_beside_the_article_is_an_error(folder: Path, raw: str) -> None:
    _, findings = converted(folder, f"Một dòng.\n\n{raw}\n")
    assert places(findings) == [("html-relative", 3)]


@pytest.mark.parametrize(
    "text",
    [
        '<a href="/x/?a=1&amp;b=2#c">x</a>',
        '<div>\n<a href="/x/?a=1&amp;b=2#c">x</a>\n</div>',
        'Câu có <a href="/x/?a=1&amp;b=2#c">x</a> ở giữa.',
        "[x](/x/?a=1&b=2#c)",
    ],
)
def test_links_to_the_site_are_known_however_they_are_written(folder: Path, text: str) -> None:
    body, findings = converted(folder, text)
    assert not findings.found
    assert body.links == ("/x/?a=1&b=2#c",)


def test_a_name_in_the_form_of_macos_is_the_same_file(folder: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "Biểu mẫu.pdf")
    (folder / decomposed).write_bytes(b"%PDF")
    body, findings = converted(folder, "[Biểu mẫu](<Biểu mẫu.pdf>)\n")
    assert not findings.found
    assert [url for url, _ in body.files] == [f"{URL}Bi%E1%BB%83u%20m%E1%BA%ABu.pdf"]


@pytest.mark.parametrize("name", ["dong.gif", "dong.webp", "dong.png"])
def test_an_animation_is_refused_with_the_way_out(folder: Path, name: str) -> None:
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    frames[0].save(folder / name, save_all=True, append_images=frames[1:])
    _, findings = converted(folder, f"![Ảnh động]({name})\n*Chú thích*\n")
    (finding,) = findings.found
    assert finding.kind == "photo-unreadable"
    assert "save it as a video" in finding.message()


def test_the_credit_of_a_photo_in_a_sentence_is_not_lost_quietly(folder: Path) -> None:
    _, findings = converted(folder, 'Chữ ![sao](nho.png){credit="Hà"} chữ.\n')
    assert kinds(findings) == ["credit-inline"]


# -- Plain text, for feeds and structured data --------------------------------------------------------------

MARKED = [
    ("a&nbsp;<b>x</b>", "a x"),
    ("`<x>` 1\\. 2 \\* 3", "<x> 1. 2 * 3"),
    ("A & B &amp; C &lt;d&gt; &copy 2026", "A & B & C <d> &copy 2026"),
    ("một<br>hai", "một hai"),
    ("a&#7;b\x07c", "abc"),
]


@pytest.mark.parametrize(("written", "plain"), MARKED)
def test_the_opening_and_the_captions_are_plain_text(folder: Path, written: str, plain: str) -> None:
    body, _ = converted(folder, f"{written}\n\n![sao](nho.png)\n*{written}*\n")
    assert body.opening == plain
    assert [each.caption for each in body.figures] == [plain]


def test_the_opening_may_be_a_block_of_html(folder: Path) -> None:
    body, _ = converted(folder, "<!-- ẩn -->\n\n<div><p>Một</p><p>hai&nbsp;<b>ba</b></p></div>\n\nBốn.")
    assert body.opening == "Một hai ba"


PIECES = st.lists(
    st.sampled_from(
        ["&nbsp;", "<b>x</b>", "<br>", "`<c>`", "``a`b``", "1\\.", "2 \\* 3", "&", "&amp;", "&#7;", "&#x81;", "<!-- k -->", "chữ",
         "*em*", "\\_", " ", "<vp@so.vn>", "[a](/b/)", "<i", "&lt;", "[^1]", "\x7f"]
    ),
    min_size=1,
    max_size=6,
).map("".join)  # fmt: skip


@given(PIECES, PIECES, PIECES, PIECES)
def test_no_control_character_leaves_with_the_plain_text(
    tmp_path_factory: pytest.TempPathFactory, opening: str, alt: str, caption: str, credit: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "plain"
    if not folder.exists():
        picture(folder / "nho.png", (30, 20))
    text = f'{opening}\n\n![{alt}](nho.png){{credit="{credit}"}}\n*{caption}*\n\n![{alt}](nho.png "{caption}")'
    body, findings = converted(folder, text, credit)
    plain = [body.opening, *(text for each in body.figures for text in (each.alt, each.caption, each.credit))]
    plain += [value for finding in findings.found for _, value in finding.values]
    assert not [character for text in plain for character in text if unicodedata.category(character) == "Cc"]


# -- Names and addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize("written", [r"IMG\_2031.jpg", "IMG_2031.jpg"])
def test_an_escaped_name_is_the_name(folder: Path, written: str) -> None:
    picture(folder / "IMG_2031.jpg")
    body, findings = converted(folder, f"![sao]({written})\n*Chú thích*\n\n[ảnh]({written})")
    assert not findings.found
    assert len(body.photos) == 1
    assert dict(body.files) == {f"{URL}IMG_2031.jpg": folder / "IMG_2031.jpg"}


def test_an_escaped_name_that_is_missing_is_named_with_its_line(folder: Path) -> None:
    _, findings = converted(folder, "Một\n\n![sao](THIEU\\_1.jpg)\n*Chú thích*")
    (finding,) = findings.found
    assert (finding.kind, finding.line) == ("file-missing", 3)
    assert "“THIEU_1.jpg”" in finding.message()


def test_a_mail_address_is_a_link(folder: Path) -> None:
    body, findings = converted(folder, "Thư: <vp@so.vn>")
    assert not findings.found
    link = BeautifulSoup(body.html, "html.parser").a
    assert link is not None
    assert (link["href"], link.text) == ("mailto:vp@so.vn", "vp@so.vn")


def test_the_address_of_a_file_is_a_valid_one(folder: Path) -> None:
    (folder / "Kế hoạch 128 (ký số) & A.pdf").write_bytes(b"%PDF")
    body, findings = converted(folder, "[Kế hoạch](<Kế hoạch 128 (ký số) & A.pdf#page=3>)")
    assert not findings.found
    ((url, path),) = body.files
    assert path.name == "Kế hoạch 128 (ký số) & A.pdf"
    assert url.isascii() and " " not in url
    assert f'href="{url}#page=3"' in body.html


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("![Ảnh](nho.png “Chú thích”)", "curly-quotes", '(nho.png "Chú thích")'),
        ("[Bộ](www.moet.gov.vn)", "address-scheme", "https://www.moet.gov.vn"),
        ("[Bộ](moet.gov.vn/tin)", "address-scheme", "https://moet.gov.vn/tin"),
        ("![a](Nho.PNG)\n*c*", "file-name", "nho.png"),
        ("[a](ke_hoach.pdf)", "file-name", "ke-hoach.pdf"),
        ("[a](ke-hoach-2.pdf)", "file-missing", "Copy"),
    ],
)
def test_a_name_that_is_not_found_is_told_with_its_cause(folder: Path, text: str, kind: str, says: str) -> None:
    _, findings = converted(folder, f"Một\n\n{text}")
    found = {finding.kind: finding for finding in findings.found}
    assert found[kind].line == 3
    assert says in found[kind].fix()
    assert "file-missing" not in found or kind == "file-missing"


def test_a_misspelt_lead_is_told_with_the_name_that_is_there(folder: Path) -> None:
    source = "---\nlead: Nho.png\n---\nChữ."
    findings = Findings()
    assert BodyConverter(STORE, "Bảng").photo("Nho.png", SourceContext("a.md", folder, URL, source, findings)) is None
    assert places(findings) == [("file-name", 2)]


# -- Lines --------------------------------------------------------------------------------------------------

FRONT = "---\noffice: Lifestyle <h2\nlead: nho.png\n---\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Style, style=\n\n<p style="color:red">x</p>', [("html-attribute", 7)]),
        ('<p style="a">x</p>\n\n<p\nstyle="b">x</p>', [("html-attribute", 5), ("html-attribute", 7)]),
        ("![sao](nho.png)\n\nChữ.\n\n![sao](nho.png)\n\nChữ.", [("caption-left", 5), ("caption-left", 9)]),
        ("![sao](nho.png)\n*Một*\n\nChữ.\n\n![sao](nho.png)\n\nChữ.", [("caption-left", 10)]),
        ("Tệp nho.png ở đây.\n\n![sao](nho.png)\n\nChữ.", [("caption-left", 7)]),
        ("<font>a</font>\n\n<font>b</font>", [("html-element", 5), ("html-element", 7)]),
        ("Một\n\n# Tiêu đề\n\nHai\n===\n\n#Ba", [("heading-rank", 7), ("heading-rank", 9), ("heading-rank", 12)]),
        ("Một\n\n<h1>Hai</h1>", [("html-element", 7)]),
        ("Một\n\n<p>Hai</p>\n\n<?php echo 1 ?>", [("html-element", 9)]),
    ],
)
def test_a_finding_points_to_its_own_place_in_the_body(
    folder: Path, text: str, expected: list[tuple[str, int]]
) -> None:
    findings = Findings()
    BodyConverter(STORE, "Bảng").convert(text, SourceContext("a.md", folder, URL, FRONT + text, findings))
    assert places(findings) == expected


LINKED = st.lists(st.sampled_from(["a", "b", "](", "(", ")", "<", ">", " ", "\n", "a.jpg", "/"]), max_size=12).map(
    "".join
)


@given(LINKED, LINKED, st.integers(0, 3))
@example("a\n](\na.jpg)", "a.jpg", 0)
@example("](\n<a)", "a", 0)
def test_the_line_of_an_address_is_that_of_the_first_link_to_it_or_else_of_its_text(
    source: str, address: str, start: int
) -> None:
    place = SourceContext("a.md", Path(), URL, source, Findings())
    text = re.escape(address)
    as_target = place.line_of(re.compile(rf"\]\(\s*<?(?:{text})(?=[\s>)])"), start)
    assert place.line_of(address, start) == (as_target or place.line_of(re.compile(text), start))


def test_a_heading_of_the_first_rank_is_named_by_its_text(folder: Path) -> None:
    _, findings = converted(folder, "# Ba *nhiệm vụ*")
    (finding,) = findings.found
    assert "“Ba nhiệm vụ”" in finding.message()
    assert "## Ba nhiệm vụ" in finding.fix()


# -- Slips of layout ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("| a | b |\n| c | d |", "table-text", 1),
        ("Ba\n- x;\v- y:\v- z", "list-text", 2),
        ("Một.\n\n\tHai(2);", "tab-code", 3),
        ("Chữ.\n\n![sao](nho.png)\n* Chú thích *", "caption-spaces", 4),
    ],
)
def test_layout_that_failed_is_a_warning_with_its_line(folder: Path, text: str, kind: str, line: int) -> None:
    _, findings = converted(folder, text)
    assert (kind, line) in places(findings)
    assert kinds(findings).count(kind) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Bảng:\n\n| a | b |\n|---|---|\n| c | d |",
        "Nội dung:\n\n- Một\n- Hai\n    - Ba",
        "Sở họp với các trường ngày\n20. tháng",
        "Giá trị tuyệt đối |x| và |y|",
        "Nội dung:\n\\- Một\n1\\. Hai\n\\| a \\|",
        "Mã:\n\n    print(1)",
        "- Một\n\n\tđoạn hai của mục",
        "![sao](nho.png)\n*Chú thích*",
        "Đọc [bài] (xem trang 2)",
    ],
)
def test_layout_as_it_was_meant_is_no_finding(folder: Path, text: str) -> None:
    _, findings = converted(folder, text)
    assert not findings.found


def test_addresses_of_the_site_are_noted_in_markdown_and_raw_html(folder: Path) -> None:
    """With the whole site at hand it is known whether anything lies there."""
    text = "![Một](/a/1.jpg)\n*Chú thích*\n\n<p><img src='/a/2.jpg' alt=''> <a href='/b/'>trang</a></p>\n\n<video poster='/a/3.jpg'></video>"
    body, _ = converted(folder, text)
    assert set(body.media) == {"/a/1.jpg", "/a/2.jpg", "/a/3.jpg"}
    assert body.links == ("/b/",)


def test_a_file_that_was_copied_beside_the_article_is_used_whatever_its_path_was(folder: Path) -> None:
    body, findings = converted(
        folder, "![Ngôi sao](C:\\Users\\Ha\\nho.png)\n*Chú thích*\n\n[Kế hoạch](file:///D:/ke-hoach.pdf)"
    )
    assert len(body.figures) == 1 and len(body.files) == 1
    assert not findings.found


def test_nothing_behind_an_end_tag_is_moved(folder: Path) -> None:
    assert converted(folder, "<div>a</div><br>b\n\nc")[0].html == "<div>a</div>\n<p><br>b</p>\n<p>c</p>"
    assert converted(folder, "<hr><hr>\n\nc")[0].html == "<hr>\n<hr>\n<p>c</p>"
