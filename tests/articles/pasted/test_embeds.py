"""Frames of other sites: the address that readers can follow, and the line to type."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.articles.pasted.embeds import MAP, PAGE, VIDEO, followable
from tests.builders import converted

WATCH = "https://www.youtube.com/watch?v=w7Ft2ymGmfc"
MAPS = "https://www.google.com/maps/search/?api=1&query="
PLACE = "!1m18!1m12!1m3!1d3724!2d105.85!3d21.02!3m3!1m2!1s0x3135:0x1!2"


@pytest.mark.parametrize(
    ("address", "kind", "expected"),
    [
        ("https://www.youtube.com/embed/w7Ft2ymGmfc?rel=0&si=x", VIDEO, WATCH),
        ("//www.youtube-nocookie.com/embed/w7Ft2ymGmfc", VIDEO, WATCH),
        ("https://www.youtube.com/embed/w7Ft2ymGmfc?start=90", VIDEO, f"{WATCH}&t=90s"),
        ("https://youtu.be/w7Ft2ymGmfc", VIDEO, WATCH),
        ("https://www.youtube.com/shorts/w7Ft2ymGmfc", VIDEO, WATCH),
        ("https://www.youtube.com/embed/videoseries?list=PL1", VIDEO, "https://www.youtube.com/playlist?list=PL1"),
        (f"https://www.google.com/maps/embed?pb={PLACE}sS%E1%BB%9F+GD!5e0", MAP, f"{MAPS}S%E1%BB%9F%20GD"),
        (f"https://www.google.com/maps/embed?pb={PLACE}zU-G7nyBHRA!5e0", MAP, f"{MAPS}S%E1%BB%9F%20GD"),
        ("https://www.google.com/maps/embed?pb=!1d3!2d105.85!3d21.02", MAP, f"{MAPS}21.02%2C105.85"),
        ("https://maps.google.com/maps?q=Nha+Trang&output=embed", MAP, f"{MAPS}Nha%20Trang"),
        ("https://www.google.com/maps/d/embed?mid=1a", MAP, "https://www.google.com/maps/d/viewer?mid=1a"),
        ("https://drive.google.com/file/d/1Ab-C/preview", PAGE, "https://drive.google.com/file/d/1Ab-C/view"),
        (
            "https://docs.google.com/forms/d/e/1F/viewform?embedded=true",
            PAGE,
            "https://docs.google.com/forms/d/e/1F/viewform",
        ),
        (
            "https://docs.google.com/presentation/d/e/2P/embed?loop=true",
            PAGE,
            "https://docs.google.com/presentation/d/e/2P/pub?loop=true",
        ),
        ("https://docs.google.com/gview?url=https://a.vn/b.pdf&embedded=true", PAGE, "https://a.vn/b.pdf"),
        ("https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Ffb.vn%2Fv%2F1", VIDEO, "https://fb.vn/v/1"),
        ("https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Ffb.vn%2Fp%2F1", PAGE, "https://fb.vn/p/1"),
        ("https://player.vimeo.com/video/146022717?h=1", VIDEO, "https://vimeo.com/146022717"),
        ("https://www.dailymotion.com/embed/video/x8abc", VIDEO, "https://www.dailymotion.com/video/x8abc"),
        ("https://www.tiktok.com/embed/v2/7123456789", VIDEO, "https://www.tiktok.com/@/video/7123456789"),
        ("https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/x", PAGE, "https://soundcloud.com/x"),
        ("https://view.officeapps.live.com/op/embed.aspx?src=https%3A%2F%2Fa.vn%2Fb.docx", PAGE, "https://a.vn/b.docx"),
        ("https://zalo.me/embed/x", PAGE, "https://zalo.me/embed/x"),
        ("http://[x", PAGE, "http://[x"),
    ],
)
def test_where_readers_can_go(address: str, kind: str, expected: str) -> None:
    assert followable(address) == (kind, expected)


@pytest.mark.parametrize(
    "frame",
    [
        '<iframe width="560" src="{}" title="Lễ" allowfullscreen></iframe>',
        '<div class="video">\n<iframe\n  src="{}" title="Lễ">\n</iframe>\n</div>',
        '<iframe src="{}" title="Lễ">',
        '<embed src="{}" title="Lễ">',
        '<object data="{}" title="Lễ"><p>Không xem được</p></object>',
    ],
)
def test_a_frame_is_told_at_its_line_and_goes(tmp_path: Path, frame: str) -> None:
    body, findings = converted(tmp_path, f"Một.\n\n{frame.format('https://www.youtube.com/embed/w7Ft2ymGmfc')}\n\nHai.")
    (finding,) = [each for each in findings.found if each.kind == "embed-video"]
    assert finding.line == (4 if "<div" in frame else 3)
    assert f"[Watch the film Lễ]({WATCH}){{.link-card}}" in finding.fix(str)
    assert body.html.endswith("<p>Hai.</p>")
    assert {each.kind for each in findings.found} == {"embed-video"}


@given(st.text(max_size=40))
def test_any_address_leads_somewhere(address: str) -> None:
    for host in ("www.youtube.com/embed", "www.google.com/maps", "drive.google.com/file/d", "docs.google.com", "a.vn"):
        assert followable(f"https://{host}/{address}").address
