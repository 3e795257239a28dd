"""WordPress's export becomes documents."""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.importing.portals import PortalOptions, open_portal
from newsdesk.importing.portals.entry import plain_words
from newsdesk.importing.portals.wordpress.content import shown_html, with_paragraphs
from newsdesk.importing.source_document import Doubt, RefusedSourceError, SourceDocument

HEAD = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Trường THPT</title><link>https://truong.example</link><wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://truong.example</wp:base_blog_url>
<wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[hang]]></wp:author_login><wp:author_email><![CDATA[hang@thu.example]]></wp:author_email><wp:author_display_name><![CDATA[Thu Hằng]]></wp:author_display_name></wp:author>
<wp:category><wp:term_id>2</wp:term_id><wp:category_nicename>tin</wp:category_nicename><wp:category_parent></wp:category_parent><wp:cat_name><![CDATA[Tin tức]]></wp:cat_name></wp:category>
<wp:category><wp:term_id>3</wp:term_id><wp:category_nicename>hoat-dong</wp:category_nicename><wp:category_parent>tin</wp:category_parent><wp:cat_name><![CDATA[Hoạt động]]></wp:cat_name></wp:category>
"""
CLASSIC = """Sáng 20/5, trường tổ chức.
Xuống dòng &amp; giữ.

<strong>Đoạn hai</strong> có [1] chú thích.

[caption id="attachment_21" align="aligncenter" width="300"]<a href="https://truong.example/wp-content/uploads/2020/05/san.jpg"><img class="wp-image-21" src="https://truong.example/wp-content/uploads/2020/05/san-300x200.jpg" alt="" /></a> Sân trường <em>sáng nay</em>[/caption]

[gallery ids="22,23" columns="2"]
[contact-form-7 id="9" title="Liên hệ"]
[vc_row][vc_column_text]Trong khung[/vc_column_text][/vc_row]
<ul>
<li>Một</li>
<li>Hai</li>
</ul>"""
BLOCKS = """<!-- wp:paragraph -->
<p>Đoạn của khối.</p>
<!-- /wp:paragraph -->
<!-- wp:image {"id":21} -->
<figure class="wp-block-image"><img src="https://truong.example/wp-content/uploads/2020/05/san-1024x683.jpg" alt=""/><figcaption class="wp-element-caption">Sân trường</figcaption></figure>
<!-- /wp:image -->
<!-- wp:file {"href":"x"} -->
<div class="wp-block-file"><a href="https://truong.example/wp-content/uploads/2020/05/ke-hoach.pdf">Kế hoạch</a><a href="https://truong.example/wp-content/uploads/2020/05/ke-hoach.pdf" class="wp-block-file__button" download>Tải về</a></div>
<!-- /wp:file -->"""


def item(number: int, more: str = "", **given: str) -> str:
    fields = {"title": f"Bài {number}", "content": "Lời.", "excerpt": "", "status": "publish", "post_type": "post", "post_date": "2020-05-20 08:00:00", "post_date_gmt": "2020-05-20 01:00:00", "link": f"https://truong.example/2020/05/bai-{number}/", "parent": "0", "password": ""} | given  # fmt: skip
    return (
        f"<item><title>{escape(fields['title'])}</title><link>{escape(fields['link'])}</link><dc:creator><![CDATA[hang]]></dc:creator><description></description>"
        f"<content:encoded><![CDATA[{fields['content']}]]></content:encoded><excerpt:encoded><![CDATA[{fields['excerpt']}]]></excerpt:encoded>"
        f"<wp:post_id>{number}</wp:post_id><wp:post_date><![CDATA[{fields['post_date']}]]></wp:post_date><wp:post_date_gmt><![CDATA[{fields['post_date_gmt']}]]></wp:post_date_gmt>"
        f"<wp:status><![CDATA[{fields['status']}]]></wp:status><wp:post_parent>{fields['parent']}</wp:post_parent><wp:post_type><![CDATA[{fields['post_type']}]]></wp:post_type>"
        f"<wp:post_password><![CDATA[{fields['password']}]]></wp:post_password>{more}</item>\n"
    )


def attachment(number: int, file: str, caption: str = "", parent: str = "0") -> str:
    address = f"https://truong.example/wp-content/uploads/2020/05/{file}"
    return item(
        number,
        f"<wp:attachment_url><![CDATA[{address}]]></wp:attachment_url>",
        title=file.partition(".")[0],
        excerpt=caption,
        content="",
        status="inherit",
        post_type="attachment",
        parent=parent,
    )


TERMS = (
    '<category domain="category" nicename="hoat-dong"><![CDATA[Hoạt động]]></category><category domain="post_tag" nicename="le"><![CDATA[lễ hội]]></category>'
    "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value><![CDATA[24]]></wp:meta_value></wp:postmeta>"
    "<wp:postmeta><wp:meta_key>post_views_count</wp:meta_key><wp:meta_value><![CDATA[512]]></wp:meta_value></wp:postmeta>"
    "<wp:comment><wp:comment_id>1</wp:comment_id><wp:comment_author><![CDATA[Lan]]></wp:comment_author><wp:comment_author_email>lan@thu.example</wp:comment_author_email><wp:comment_author_IP>203.0.113.7</wp:comment_author_IP><wp:comment_date>2020-05-21 09:00:00</wp:comment_date><wp:comment_date_gmt>2020-05-21 02:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[Hay quá]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved><wp:comment_type></wp:comment_type></wp:comment>"
    "<wp:comment><wp:comment_author><![CDATA[Ai]]></wp:comment_author><wp:comment_content><![CDATA[Rác]]></wp:comment_content><wp:comment_approved>0</wp:comment_approved></wp:comment>"
)

Read = Callable[..., tuple[dict[str, SourceDocument], tuple[Doubt, ...]]]


@pytest.fixture
def wp_uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "wp-content/uploads/2020/05"
    folder.mkdir(parents=True)
    for name in ("san.jpg", "san-300x200.jpg", "a.jpg", "b.jpg", "bia.jpg", "ke-hoach.pdf"):
        (folder / name).write_bytes(name.encode())
    return tmp_path / "wp-content/uploads"


@pytest.fixture
def read_export(tmp_path: Path) -> Read:
    def read(
        items: str, options: PortalOptions | None = None, head: str = HEAD, end: str = "</channel></rss>"
    ) -> tuple[dict[str, SourceDocument], tuple[Doubt, ...]]:
        file = tmp_path / "xuat.xml"
        file.write_text(head + items + end, encoding="utf-8")
        with open_portal(file, options or PortalOptions()) as portal:
            return {source.name[1]: source.read() for source in portal}, portal.doubts

    return read


def test_post_of_the_classic_editor(read_export: Read, wp_uploads: Path) -> None:
    items = attachment(21, "san.jpg") + attachment(22, "a.jpg", "Lớp 10A") + attachment(23, "b.jpg") + attachment(24, "bia.jpg", "Ảnh bìa") + item(12, TERMS, title="Khai giảng &amp; lễ hội", content=CLASSIC, excerpt="Vài lời")  # fmt: skip
    found, told = read_export(items, PortalOptions(uploads=wp_uploads))
    assert (list(found), told) == (["12"], ())
    post = found["12"]
    assert {name: field.value for name, field in post.fields.items()} == {
        "title": "Khai giảng & lễ hội",
        "date": "2020-05-20 08:00",
        "status": "published",
        "tags": ("lễ hội",),
        "category": "Hoạt động",
        "author": ("Thu Hằng",),
        "views": "512",
        "summary": "Vài lời",
        "lead": "bia.jpg",
        "lead_caption": "Ảnh bìa",
        "aliases": ("/2020/05/bai-12/",),
        "old_queries": ("/?p=12", "https://truong.example/2020/05/bai-12/"),
    }
    folder = wp_uploads / "2020/05"
    assert set(post.pictures.values()) == {folder / name for name in ("san.jpg", "a.jpg", "b.jpg", "bia.jpg")}
    for html in (
        "trường tổ chức.<br>Xuống dòng &amp; giữ.</p>",
        "<strong>Đoạn hai</strong> có [1] chú thích.",
        "Sân trường <em>sáng nay</em></figcaption>",
        "Lớp 10A</figcaption>",
        ">Trong khung<",
        "Một</li>",
        "Hai</li>",
    ):
        assert html in post.flow
    assert "[" not in post.flow.replace("[1]", "")
    assert [(each.kind, each.text) for each in post.left_out] == [
        ("furniture", '[contact-form-7 id="9" title="Liên hệ"]'),
    ]
    assert [(each.id, each.name, each.text, f"{each.received:%Y-%m-%d %H:%M}") for each in post.comments] == [
        (1, "Lan", "Hay quá", "2020-05-21 09:00")
    ]
    assert "thu.example" not in repr(found) and "203.0.113" not in repr(found) and "Rác" not in repr(found)


def test_post_of_blocks(read_export: Read, wp_uploads: Path) -> None:
    post = read_export(item(12, TERMS, content=BLOCKS), PortalOptions(uploads=wp_uploads))[0]["12"]
    assert "Đoạn của khối." in post.flow and "Sân trường</figcaption>" in post.flow and "wp:" not in post.flow
    assert list(post.attachments) == ["ke-hoach.pdf"]
    assert "Tải về" not in post.flow and ("furniture", "Tải về") in [(each.kind, each.text) for each in post.left_out]
    assert wp_uploads / "2020/05/san.jpg" in post.pictures.values()


def test_page(read_export: Read) -> None:
    page = read_export(item(5, post_type="page", link="https://truong.example/gioi-thieu/"))[0]["5"]
    assert page.is_page
    assert page.fields["aliases"].value == ("/gioi-thieu/",)
    assert "date" not in page.fields and "author" not in page.fields


@pytest.mark.parametrize(
    ("given", "status", "doubt"),
    [
        ({"status": "publish"}, "published", False),
        ({"status": "future", "post_date_gmt": "2096-01-01 00:00:00"}, "published", False),
        ({"status": "draft", "post_date_gmt": "0000-00-00 00:00:00"}, "draft", False),
        ({"status": "pending"}, "draft", True),
        ({"status": "private"}, "draft", True),
        ({"status": "trash"}, "draft", True),
        ({"status": "publish", "password": "x"}, "draft", True),
    ],
)
def test_states(read_export: Read, given: dict[str, str], status: str, doubt: bool) -> None:
    post = read_export(item(1, **given))[0]["1"]
    assert post.fields["status"].value == status
    assert ("not-public" in [each.kind for each in post.doubts]) == doubt


def test_what_is_no_text_is_passed_over(read_export: Read) -> None:
    items = (
        item(1, post_type="nav_menu_item")
        + item(2, post_type="revision")
        + item(3, status="auto-draft", title="", content="")
        + item(4)
        + attachment(5, "a.jpg")
    )
    assert list(read_export(items)[0]) == ["4"]


def test_export_that_breaks_off(read_export: Read) -> None:
    found, told = read_export(item(1) + item(2)[:400], end="")
    assert (list(found), [each.kind for each in told]) == (["1"], ["truncated"])


def test_control_characters_do_not_stop_it(read_export: Read) -> None:
    assert "Lời\x0b của".replace("\x0b", "") in read_export(item(1, content="Lời\x0b của"))[0]["1"].flow


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    ],
)
def test_entities_are_refused(read_export: Read, head: str) -> None:
    with pytest.raises(RefusedSourceError, match="entities"):
        read_export(item(1, title="&a;").replace("&amp;a;", "&a;"), head=HEAD.replace("?>\n", f"?>\n{head}\n", 1))


def test_elements_within_one_another(read_export: Read) -> None:
    with pytest.raises(RefusedSourceError, match="too-deep"):
        read_export("<item>" + "<a>" * 60 + "</a>" * 60 + "</item>")


WORDS = st.lists(
    st.sampled_from(["Sở", "họp", "[1]", "a&amp;b", "<b>đậm</b>", "<em>nghiêng</em>", "GD"]), min_size=1, max_size=4
).map(" ".join)
PARTS = st.one_of(
    WORDS,
    WORDS.map("<p>{}</p>".format),
    WORDS.map("<ul>\n<li>{}</li>\n</ul>".format),
    WORDS.map("<blockquote>{}\n\nvà</blockquote>".format),
    WORDS.map("<pre>{}\n\n x</pre>".format),
    WORDS.map("[vc_row]{}[/vc_row]".format),
)


@given(st.lists(PARTS, max_size=6), st.sampled_from(["\n\n", "\n", "\n \n\n"]))
def test_no_word_is_lost_where_paragraphs_are_made(parts: list[str], between: str) -> None:
    text = between.join(parts)
    left: list[str] = []
    shown = shown_html(text, {}, [], lambda _, words: left.append(words))
    plain = text.replace("[vc_row]", " ").replace("[/vc_row]", " ")
    assert plain_words(shown).split() == plain_words(plain).split()
    assert left == []


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "[a " * 5000,
        "<p" * 5000,
        '[caption id="' * 3000,
        "[gallery " * 3000,
        "\n" * 20000,
        "[caption]" * 3000,
        "<pre>" * 3000,
    ],
)
def test_nothing_takes_long(text: str) -> None:
    shown_html(text, {}, [], lambda *_: None)
    with_paragraphs(text)
