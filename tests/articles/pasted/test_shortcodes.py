"""What other programs write for photos and films: made right, or told with the line to type."""

from pathlib import Path

import pytest

from tests.builders import converted, picture

PHOTO = "![Hội trường](a.jpg)\n*Quang cảnh*"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    picture(tmp_path / "a.jpg")
    return tmp_path


@pytest.mark.parametrize(
    "text",
    [
        '[caption id="attachment_1" align="alignright" width="300"]![Hội trường](a.jpg) Quang cảnh[/caption]',
        '[caption]<img class="size-full" src="a.jpg" alt="Hội trường" width="300" /> Quang cảnh[/caption]',
        '[caption width="300"]<a href="a-1024x768.jpg"><img src="a.jpg" alt="Hội trường"></a> Quang cảnh[/caption]',
        '[caption caption="Quang cảnh"]\n\n![Hội trường](a.jpg)\n\n[/caption]',
        "![[a.jpg|Hội trường|400]]\n*Quang cảnh*",
        ":::: figure\n![Hội trường](a.jpg)\n\n::: caption\nQuang cảnh\n:::\n::::",
        "::: {.figure #fig-1}\n![Hội trường](a.jpg)\n*Quang cảnh*\n:::",
        "<figure>\n\n![Hội trường](a.jpg)\n\n<figcaption>\n\nQuang cảnh\n\n</figcaption>\n\n</figure>",
        '<figure class="wp-block-image"><img src="a.jpg" alt="Hội trường" class="wp-image-7"/><figcaption class="x">Quang <em>cảnh</em></figcaption></figure>',
        '<figure><a href="a.jpg"><img src="a.jpg" alt="Hội trường"></a>\n<figcaption>Quang cảnh</figcaption></figure>',
        "<div>\n\n![Hội trường](a.jpg)\n\n*Quang cảnh*\n\n</div>",
        '<div class="x">\n<div>\n\n![Hội trường](a.jpg)\n*Quang cảnh*\n\n</div>\n\n</div>',
    ],
)
def test_a_photo_is_shown_with_its_caption(folder: Path, text: str) -> None:
    body, findings = converted(folder, f"{text}\n\nĐoạn văn.")
    (figure,) = body.figures
    assert (figure.alt, figure.caption) == ("Hội trường", "Quang cảnh")
    assert body.html.endswith("<p>Đoạn văn.</p>")
    assert not findings.found


TOLD = [
    ('{{< figure src="a.jpg" alt="Hội trường" caption="*Quang* cảnh" >}}', "shortcode-caption", "![Hội trường](a.jpg)"),
    ('{{<figure src="anh một.jpg">}}', "shortcode-photo", "![…](<anh một.jpg>)"),
    ('{{% image url="a.jpg" title="Quang cảnh" %}}', "shortcode-caption", "*Quang cảnh*"),
    ('{% include figure.html src="a.jpg" caption="Quang cảnh" %}', "shortcode-caption", "*Quang cảnh*"),
    ("{% include figure image_path='/assets/a.jpg' %}", "shortcode-photo", "![…](/assets/a.jpg)"),
    ("{% img a.jpg %}", "shortcode-photo", "![…](a.jpg)"),
    ('[gallery ids="1,2"]', "shortcode-unnamed", "![what is seen](photo.jpg)"),
    ('[video mp4="phim.mp4"][/video]', "shortcode-photo", "![…](phim.mp4)"),
    ("{{< youtube w7Ft2ymGmfc >}}", "embed-video", "(https://www.youtube.com/watch?v=w7Ft2ymGmfc){.link-card}"),
    ("{% include video id='w7Ft2ymGmfc' %}", "embed-video", "watch?v=w7Ft2ymGmfc)"),
    ("[embed]https://www.youtube.com/watch?v=w7Ft2ymGmfc[/embed]", "embed-video", "watch?v=w7Ft2ymGmfc)"),
    ("[youtube https://youtu.be/w7Ft2ymGmfc]", "embed-video", "watch?v=w7Ft2ymGmfc)"),
    ("{{< vimeo 146022717 >}}", "embed-video", "https://vimeo.com/146022717"),
    ("{{< note >}}", "shortcode", "Delete it."),
    ("{% raw %}", "shortcode", "Delete it."),
    ("[contact-form-7 id=12]", "shortcode", "Delete it."),
    ("::: tip", "colons-open", "Delete the line."),
]


@pytest.mark.parametrize(("text", "kind", "typed"), TOLD)
def test_a_command_is_told_with_the_line_to_type(folder: Path, text: str, kind: str, typed: str) -> None:
    _, findings = converted(folder, f"Một.\n\n{text}\n\nHai.")
    (finding,) = findings.found
    assert (finding.kind, finding.line) == (kind, 3)
    assert typed in finding.fix(str)


@pytest.mark.parametrize(
    "text",
    [
        "Giá {{gia}} đồng, tỉ lệ {%x%}.",
        "[video]",
        "[photo](a.jpg)",
        "[gallery]: https://a.vn",
        "`[caption]` và `{{< figure >}}`",
        "Lưu ý::: xem dưới",
        "a ::: b",
    ],
)
def test_words_in_brackets_are_words(folder: Path, text: str) -> None:
    assert not {each.kind for each in converted(folder, text)[1].found} - {"file-missing"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<div class="x">\n![Hội](a.jpg)\n</div>', "html-photo"),
        ("<table><tr><td>\n\n![Hội](a.jpg)\n\n</td></tr></table>", "html-photo"),
        ("<p>Chữ **đậm** trong thẻ</p>", "html-markdown"),
        ("<div>[trang](https://a.vn)</div>", "html-markdown"),
    ],
)
def test_markdown_that_stays_raw_is_told(folder: Path, text: str, kind: str) -> None:
    assert {each.kind for each in converted(folder, text)[1].found} == {kind}


@pytest.mark.parametrize(
    "text", ["<pre>![x](a.jpg) **x**</pre>", "`![x](a.jpg)`", "\\*\\*x\\*\\*", "<div>\n\nchữ\n\n</div>"]
)
def test_what_is_to_be_seen_is_not_told(folder: Path, text: str) -> None:
    assert not converted(folder, text)[1].found
