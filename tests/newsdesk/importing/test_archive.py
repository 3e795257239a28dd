"""Archives of other generators: each field, each kind of address and picture, and no word lost on the way."""

import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.fields import FrontMatter
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings
from newsdesk.importing.archive import (
    Archive,
    Converted,
    Options,
    convert_archive,
    format_notes,
    read_archive,
    write_archive,
)
from newsdesk.importing.archive.body import Surroundings, convert_body
from newsdesk.importing.archive.reading import read_settings
from tests.builders import picture

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
CHANGED = datetime(2020, 1, 2, 3, 4, tzinfo=ZONE)
OPTIONS = Options(("Tin hoạt động", "Thông báo"), {"hoat-dong": "Thông báo"}, base_url="https://cu.example")


def converted(
    texts: Mapping[str, str], *files: str, generator: str = "", kinds: Mapping[str, str] | None = None
) -> Converted:
    """Convert an archive of these texts, with other ``files`` in it that nobody looks into."""
    known = kinds or {}
    names = dict.fromkeys([*texts, *files], CHANGED)
    archive = Archive(texts, names, read_settings(texts), lambda path: known.get(path, ""))
    options = Options(OPTIONS.categories, OPTIONS.table, generator, OPTIONS.base_url)
    return convert_archive(archive, options)


def only(found: Converted) -> tuple[str, str, FrontMatter]:
    """Return path, body and checked front matter of the one article there is."""
    (article,) = found.articles
    findings = Findings()
    source = parse_source(article.text, article.path, findings)
    assert source is not None
    front = check_fields(source, article.path, ZONE, article.path.startswith("trang/"), findings)
    assert front is not None, findings.sorted()
    assert not findings.found - {each for each in findings.found if each.kind == "draft"}
    return article.path, source.body.strip(), front


def about(found: Converted) -> list[tuple[str, str]]:
    return [(note.kind, note.about) for note in found.notes]


def body(text: str, commonmark: bool = False, told: list[tuple[str, str]] | None = None) -> str:
    notes: list[tuple[str, str]] = told if told is not None else []
    remote = re.compile(r"https?:|//")
    around = Surroundings(
        title="Tên bài", commonmark=commonmark, picture=lambda address: "" if remote.match(address) else address, link=str,
        find_address=lambda name: {"2016-03-04-khac": "/tin/2016/03/khac/"}.get(name, ""), values={"page.title": "Tên bài"},
        tell=lambda kind, what: notes.append((kind, what)),
    )  # fmt: skip
    return convert_body(text, around).strip()


# Front matter.


def test_jekyll_has_its_date_in_the_file_name_and_its_old_address_is_kept() -> None:
    head = "---\nlayout: post\ntitle: Hội nghị: sơ kết\ncategory: hoat-dong\ntags: hop so-ket\nexcerpt: Hai &amp; ba\ncomments: true\nso_ban: 3\n---\nChữ.\n"
    found = converted({"_config.yml": "permalink: pretty\n", "_posts/2016-03-04-So_Ket.md": head})
    path, text, front = only(found)
    assert path == "tin/2016/03/so-ket/index.md"
    assert text == "Chữ."
    assert front.title == "Hội nghị: sơ kết"
    assert front.date == datetime(2016, 3, 4, tzinfo=ZONE)
    assert (front.category, front.tags, front.summary) == ("Thông báo", ("hop", "so-ket"), "Hai & ba")
    assert front.aliases == ("/hoat-dong/2016/03/04/So_Ket/",)
    assert about(found) == [("field", "so_ban: 3")]


@pytest.mark.parametrize(
    "head",
    [
        '+++\ntitle = "Hội nghị"\ndate = 2016-03-04T01:30:00Z\ndraft = true\nweight = 3\naliases = ["/cu/"]\n[cover]\nimage = "anh.jpg"\nalt = "Hội trường"\n+++\n',
        '---\ntitle: "Hội nghị"\ndate: 2016-03-04T08:30:00+07:00\ndraft: true\naliases:\n  - /cu/\ncover: {image: anh.jpg, alt: Hội trường}\n---\n',
        json.dumps({"title": "Hội nghị", "date": "2016-03-04T08:30:00+07:00", "draft": True, "aliases": ["/cu/"], "cover": {"image": "anh.jpg", "alt": "Hội trường"}}) + "\n",
    ],
    ids=["toml", "yaml", "json"],
)  # fmt: skip
def test_hugo_says_the_same_in_three_ways(head: str) -> None:
    found = converted(
        {"hugo.toml": "", "content/posts/hoi-nghi/index.md": f"{head}Chữ.\n"}, "content/posts/hoi-nghi/anh.jpg"
    )
    path, _, front = only(found)
    assert path == "tin/2016/03/hoi-nghi/index.md"
    assert front.date == datetime(2016, 3, 4, 8, 30, tzinfo=ZONE)
    assert (front.status, front.lead, front.lead_alt) == ("draft", "anh.jpg", "Hội trường")
    assert front.aliases == ("/posts/hoi-nghi/", "/cu/")
    assert about(found) == []


def test_eleventy_has_fields_in_data_files() -> None:
    texts = {
        ".eleventy.js": "", "src/posts/posts.json": '{"layout": "post", "tags": "post", "author": "Minh Hà"}',
        "src/posts/2016-03-04-hoi-nghi.md": "---\ntitle: Hội nghị\npermalink: /tin-cu/{{ page.fileSlug }}/\n---\nChữ.\n",
    }  # fmt: skip
    path, _, front = only(converted(texts))
    assert path == "tin/2016/03/hoi-nghi/index.md"
    assert (front.tags, front.authors, front.aliases) == ((), ("Minh Hà",), ("/tin-cu/hoi-nghi/",))


def test_pelican_has_lines_without_a_fence_and_makes_addresses_of_titles() -> None:
    texts = {
        "pelicanconf.py": "ARTICLE_URL = '{date:%Y}/{slug}.html'\n",
        "content/x.md": "Title: Hội nghị: hai\nDate: 2016-03-04 08:00\nTags: a, b\n\nChữ.\n",
    }
    path, text, front = only(converted(texts))
    assert (path, text) == ("tin/2016/03/hoi-nghi-hai/index.md", "Chữ.")
    assert (front.tags, front.aliases) == (("a", "b"), ("/2016/hoi-nghi-hai.html",))


def test_what_is_not_said_is_a_draft_or_made_of_the_name_and_told() -> None:
    found = converted({"_posts/khong-ngay.md": "---\nlayout: post\n---\nChữ.\n"})
    path, _, front = only(found)
    assert path == "tin/2020/01/khong-ngay/index.md"
    assert (front.title, front.status) == ("Khong ngay", "draft")
    assert [kind for kind, _ in about(found)] == ["date", "title"]
    broken = converted({"_posts/2016-03-04-a.md": "---\ntitle: [a\n---\nChữ.\n"})
    assert [kind for kind, _ in about(broken)] == ["front-matter", "title"]
    assert "title: [a" in broken.articles[0].text
    # Ten lines whose references name a thousand million values; a list that is its own child.
    levels = "".join(f"a{each}: &a{each} [{', '.join([f'*a{each - 1}'] * 9)}]\n" for each in range(1, 10))
    for head in (f"a0: &a0 x\n{levels}title: *a9\n", "title: &a [*a]\n"):
        huge = converted({"_posts/2016-03-04-a.md": f"---\n{head}---\nChữ.\n"})
        assert [kind for kind, _ in about(huge)] == ["front-matter", "title"]
        assert "Chữ." in huge.articles[0].text


def test_unknown_categories_become_tags_and_one_tag_has_one_spelling() -> None:
    texts = {
        f"_posts/2016-03-0{day}-a{day}.md": f"---\ntitle: A\ncategories: [{category}]\ntags: [{tag}]\n---\nChữ.\n"
        for day, (category, tag) in enumerate(
            [("blog", "Hội nghị"), ("Tin hoạt động", "hội nghị"), ("Blog", "hội nghị")], start=1
        )
    }
    found = converted(texts)
    heads = [article.text.partition("\n\n")[0] for article in found.articles]
    assert all('category: "Tin hoạt động"' in head for head in heads)
    assert all('"hội nghị"' in head for head in heads)
    assert ['"blog"' in head for head in heads] == [True, False, True]
    assert "blog (+1)" in format_notes(found.notes, str)


def test_pages_and_lists_and_drafts() -> None:
    texts = {
        "_config.yml": "", "index.html": "---\nlayout: home\n---\n", "README.md": "# Đọc\n",
        "gioi-thieu.md": "---\ntitle: Giới thiệu\n---\n# Giới thiệu\n\nChữ.\n", "_drafts/sau.md": "---\ntitle: Sau\n---\nChữ.\n",
    }  # fmt: skip
    found = {article.path: article.text for article in converted(texts).articles}
    assert found == {
        "trang/gioi-thieu.md": '---\ntitle: "Giới thiệu"\naliases: ["/gioi-thieu.html"]\n---\n\nChữ.\n',
        "tin/2020/01/sau/index.md": found["tin/2020/01/sau/index.md"],
    }
    assert "status: draft" in found["tin/2020/01/sau/index.md"]


# Bodies.


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# Mục\n\n## Con\n\n# Hai", "## Mục\n\n### Con\n\n## Hai"),
        ("# Tên bài\n\nChữ\n\n## Con", "Chữ\n\n## Con"),
        ("Mục\n===\n\nCon\n---\n\nChữ", "## Mục\n\n### Con\n\nChữ"),
        ("#HộiNghị đông", "\\#HộiNghị đông"),
        ("## Hai\n\n###### Sáu", "## Hai\n\n###### Sáu"),
        ('<p style="color:red" align=center onclick="x()">Chữ <font color=red>đỏ</font></p>', "<p>Chữ đỏ</p>"),
        ("<center><h1>To</h1></center><o:p></o:p>", "<div><h2>To</h2></div>"),
        ('<td width=3 colspan="2">Ô</td>', '<td colspan="2">Ô</td>'),
        ("Chữ\n\n<!-- more -->\n\nHai", "Chữ\n\n\nHai"),
        ("```sh\n# a < b\n\nls\n```", "<pre><code># a &lt; b\n\nls</code></pre>"),
        ("`# <b style=x>`", "`# <b style=x>`"),
        ("{% highlight sh %}\nls\n{% endhighlight %}", "<pre><code>ls</code></pre>"),
        ("{% raw %}{{ a }}{% endraw %}", "{{ a }}"),
        ("- a\n  - b\n    - c\n- d\n\nChữ", "- a\n    - b\n        - c\n- d\n\nChữ"),
        ("Gồm:\n- a\n- b", "Gồm:\n\n- a\n- b"),
        ("Chữ\n| a | b |\n|---|---|\n| 1 | 2 |", "Chữ\n\n| a | b |\n|---|---|\n| 1 | 2 |"),
        ("~~cũ~~ mới", "<del>cũ</del> mới"),
        ("Chữ\n{: .center style=\"a\"}\n\n![a](b.jpg){:width=\"300\"}", "Chữ\n\n\n![a](b.jpg)"),
        ("* TOC\n{:toc}\n\nChữ", "Chữ"),
        ("{{ site.baseurl }}/a {{ '/x/' | relative_url }} {{ page.title }}", "/a /x/ Tên bài"),
        ("{% include share.html %}Chữ{% comment %}giấu{% endcomment %}", "Chữ"),
        ("[a]({% post_url 2016-03-04-khac %})", "[a](/tin/2016/03/khac/)"),
    ],
)  # fmt: skip
def test_bodies(before: str, after: str) -> None:
    told: list[tuple[str, str]] = []
    assert body(before, told=told) == after
    assert told == []


def test_the_ends_of_lines_and_single_items_of_commonmark() -> None:
    assert body("Một\\\nhai\n- ba", commonmark=True) == "Một  \nhai\n\n- ba"
    assert body("Một\\\nhai\n- ba") == "Một\\\nhai\n- ba"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<p style="a"><img src="/a.jpg" alt="Hội trường" width=3></p>', "![Hội trường](/a.jpg)"),
        ('<figure><a href="b"><img src=a.jpg></a><figcaption>Quang <b>cảnh</b></figcaption></figure>', "![](a.jpg)\n*Quang <b>cảnh</b>*"),
        ('<table><tr><td><img src="a.jpg"></td><td><img src="b.jpg"></td></tr><tr><td>Một</td><td><i>Hai</i></td></tr></table>', "![](a.jpg)\n*Một*\n\n![](b.jpg)\n*Hai*"),
        ('{% include figure.html src="a b.jpg" alt="x" caption="Quang cảnh" %}', "![x](a%20b.jpg)\n*Quang cảnh*"),
        ('{{< figure src="a.jpg" title="Một" caption="hai" attr="Minh Hà" >}}', '![](a.jpg){credit="Minh Hà"}\n*Một – hai*'),
        ('{% image "a.jpg", "Hội trường" %}', "![Hội trường](a.jpg)"),
        ('[caption width="3"]<img src="a.jpg" alt=""> Quang cảnh[/caption]', "![](a.jpg)\n*Quang cảnh*"),
        ('![x][anh]\n\n[anh]: a.jpg "Quang cảnh"', '![x](a.jpg "Quang cảnh")\n\n[anh]: a.jpg "Quang cảnh"'),
    ],
)  # fmt: skip
def test_pictures_of_every_kind_become_ours(before: str, after: str) -> None:
    assert body(before) == after


@pytest.mark.parametrize(
    ("before", "after", "notes"),
    [
        ("![Ảnh](https://x.example/a.jpg)", "[Ảnh](https://x.example/a.jpg)\n{: .prose}", []),
        ("Chữ ![](//x.example/a.jpg) hai", "Chữ [https://x.example/a.jpg](https://x.example/a.jpg) hai", []),
        ('<iframe src="//v.example/1" title="Phim"></iframe>', '<p><a href="https://v.example/1">Phim</a></p>', [("embedded", "https://v.example/1")]),
        ("{{< youtube abc >}}", "[https://www.youtube.com/watch?v=abc](https://www.youtube.com/watch?v=abc)", [("embedded", "https://www.youtube.com/watch?v=abc")]),
        ("<script>dem()</script>Chữ", "Chữ", [("script", "<script>dem()</script>")]),
        ("{% lich_hop 3 %}", "{% lich_hop 3 %}", [("shortcode", "{% lich_hop 3 %}")]),
        ('<form><label>Tên</label><input type=submit value="Gửi"></form>', "TênGửi", None),
    ],
)  # fmt: skip
def test_what_no_program_can_decide_is_kept_as_far_as_it_goes_and_told(
    before: str, after: str, notes: list[tuple[str, str]] | None
) -> None:
    told: list[tuple[str, str]] = []
    assert body(before, told=told) == after
    assert notes is None or told == notes


# Where addresses lead.


def test_links_follow_articles_files_and_lists_to_where_they_are_now() -> None:
    head = "---\ntitle: {}\n---\n"
    texts = {
        "_config.yml": "permalink: /:year/:title.html\n",
        "_posts/2016-03-04-mot.md": head.format("Một") + "Chữ.\n",
        "_posts/2016-03-05-hai.md": head.format("Hai")
        + "[a](/2016/mot.html#x) [b](https://cu.example/2016/mot.html) [c]({% link _posts/2016-03-04-mot.md %}) [d](/tep/Kế%20hoạch.pdf)"
        + ' <a href="/tep/Kế hoạch.pdf">e</a> [f](/tags/hoat-dong/) [g](/) [h](/khong-co/) [i](www.a.vn) [j](https://b.example/)\n',
    }
    found = converted(texts, "tep/Kế hoạch.pdf")
    article = found.articles[1]
    now = "/tin/2016/03/mot/"
    assert article.text.partition("---\n\n")[2].split() == [
        f"[a]({now}#x)", f"[b]({now})", f"[c]({now})", "[d](ke-hoach.pdf)", "[e](ke-hoach.pdf)", "[f](/chuyen-muc/thong-bao/)", "[g](/)",
        "[h](/khong-co/)", "[i](https://www.a.vn)", "[j](https://b.example/)",
    ]  # fmt: skip
    assert {name: file.path for name, file in article.files.items()} == {"ke-hoach.pdf": "tep/Kế hoạch.pdf"}
    assert about(found) == [("dead-link", "/khong-co/")]


def test_pictures_are_found_wherever_the_generator_had_them_and_named_as_what_they_are() -> None:
    text = "---\ntitle: A\ndate: 2016-03-04\n---\n![a](/hinh/IMG_1.JPG) ![b](anh.jpg) ![c](../../static/hinh/IMG_1.JPG) ![d](/hinh/dong.gif) ![e](/mat.jpg)\n"
    files = ("static/hinh/IMG_1.JPG", "content/posts/a/anh.jpg", "static/hinh/dong.gif")
    found = converted(
        {"hugo.toml": "", "content/posts/a/index.md": text}, *files, kinds={files[0]: "PNG", files[2]: "GIF*"}
    )
    article = found.articles[0]
    assert "![a](img-1.png) ![b](anh.jpg) ![c](img-1.png) ![d](dong.png) ![e](mat.jpg)" in article.text
    assert 'attachments: ["dong.gif"]' in article.text
    assert {name: tuple(file) for name, file in article.files.items()} == {
        "img-1.png": (files[0], False), "anh.jpg": (files[1], False), "dong.gif": (files[2], False), "dong.png": (files[2], True),
    }  # fmt: skip
    assert about(found) == [("missing", "/mat.jpg"), ("moving", files[2])]


def test_an_old_address_leads_to_one_article_and_what_can_not_be_kept_is_told() -> None:
    texts = {
        f"content/{name}.md": f"Title: {name}\nDate: 2016-03-04\nAlias: /cu/?id=1\nUrl: chung.html\n\nChữ.\n" for name in ("a", "b")
    } | {"pelicanconf.py": ""}  # fmt: skip
    found = converted(texts)
    assert [article.text.count('aliases: ["/chung.html"]') for article in found.articles] == [1, 0]
    assert [kind for kind, _ in about(found)] == ["address", "address", "twice"]


# From folder to folder.


def test_an_archive_is_read_and_written_and_nothing_is_overwritten(tmp_path: Path) -> None:
    archive, site = tmp_path / "cu", tmp_path / "so"
    picture(archive / "hinh/a.png").rename(archive / "hinh/a.jpg")
    frames = [Image.new("RGB", (60, 40), (each, 0, 0)) for each in (0, 90, 180)]
    frames[0].save(archive / "hinh/dong.gif", save_all=True, append_images=frames[1:])
    picture(archive / "hinh/cu.bmp")
    (archive / "_posts").mkdir()
    text = "---\ntitle: A\n---\n![](/hinh/a.jpg)\n\n![](/hinh/dong.gif)\n\n![](/hinh/cu.bmp)\n"
    (archive / "_posts/2016-03-04-a.md").write_text(text, encoding="utf-8")
    (archive / "_posts/2016-03-05-b.md").write_bytes(b"\xff\xfe\x00")
    found = convert_archive(read_archive(archive), OPTIONS)
    assert [kind for kind, _ in about(found)] == ["large", "moving"]
    assert write_archive(found.articles, archive, site) == []
    folder = site / "tin/2016/03/a"
    kinds = {}
    for file in sorted(folder.iterdir()):
        if file.suffix != ".md":
            with Image.open(file) as image:
                kinds[file.name] = (image.format, getattr(image, "n_frames", 1))
    assert kinds == {"a.png": ("PNG", 1), "cu.png": ("PNG", 1), "dong.gif": ("GIF", 3), "dong.png": ("PNG", 1)}
    assert write_archive(found.articles, archive, site) == []
    (folder / "index.md").write_text("đã sửa", encoding="utf-8")
    assert write_archive(found.articles, archive, site) == ["tin/2016/03/a/index.md"]
    assert (folder / "index.md").read_text(encoding="utf-8") == "đã sửa"


# No word is lost.

WORDS = st.lists(
    st.sampled_from(["Hội", "nghị", "sơ", "kết", "12,5", "20/11", "“trích”", "A&B"]), min_size=1, max_size=4
).map(" ".join)
BLOCKS = st.sampled_from([
    "{}", "# {}", "{}\n===", "<h1>{}</h1>", '<p style="a">{}</p>', "<font size=3>{}</font>", "- {}\n  - {}", "> {}", "1. {}\n2. {}",
    "| {} | {} |\n|---|---|\n| {} | {} |", '<table bgcolor="red"><tr><td>{}</td><td><img src="a.jpg"></td></tr></table>',
    '<div align="center"><img src="a.jpg"><br>{}</div>', "<figure><img src=a.jpg><figcaption>{}</figcaption></figure>",
    '{{% include figure.html src="a.jpg" caption="{}" %}}', '{{{{< figure src="a.jpg" caption="{}" >}}}}', "![{}](https://x.example/a.jpg)",
    '<iframe src="https://x.example/">{}</iframe>', "```\n{}\n```", "{{% notice %}}\n{}\n{{% /notice %}}", "{}[^1]\n\n[^1]: {}", "~~{}~~",
    "[caption]<img src=a.jpg>{}[/caption]", "{{: .x}}\n{}", "<form><button>{}</button></form>", "<b>{}", "<{}", "**{}", "{}\n- {}\n- {}",
    "<section><nav>{}</nav></section>", "[{}](b.pdf)", '<a href="b.pdf" style=x>{}</a>', "    {}", "{{% lich {} %}}", "*{}*\n{{: style=\"x\"}}",
])  # fmt: skip


@given(st.lists(st.tuples(BLOCKS, st.lists(WORDS, min_size=4, max_size=4)), max_size=6), st.booleans())
def test_no_word_is_lost(blocks: list[tuple[str, list[str]]], commonmark: bool) -> None:
    given_words: list[str] = []
    parts = []
    for block, words in blocks:
        count = block.replace("{{", "").replace("}}", "").count("{}")
        given_words += [word for text in words[:count] for word in re.findall(r"\w+", text)]
        parts.append(block.format(*words[:count]))
    told: list[tuple[str, str]] = []
    after = body("\n\n".join(parts), commonmark, told)
    there = re.findall(r"\w+", after)
    for word in set(given_words):
        assert there.count(word) >= given_words.count(word), (word, parts, after)
