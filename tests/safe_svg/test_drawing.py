"""Drawings from outside: what programs export passes, what is alive is named, and what is written means the same to everybody."""

import os
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from ban_tin.safe_svg import MAX_BYTES, UnsafeDrawingError, read_drawing, safe_drawing
from ban_tin.safe_svg.allowed import ATTRIBUTES, ELEMENTS
from ban_tin.safe_svg.parse import MAX_DEPTH, MAX_ELEMENTS
from tests.builders import ROOT

SVG = "http://www.w3.org/2000/svg"
HEAD = f'<svg xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'

INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="210mm" height="210mm" viewBox="0 0 210 210" version="1.1" id="svg5" inkscape:version="1.2" sodipodi:docname="logo.svg"
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"
   xmlns:xlink="http://www.w3.org/1999/xlink" xmlns="{SVG}" xmlns:svg="{SVG}"
   xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff"><inkscape:grid type="xygrid" id="grid1"/></sodipodi:namedview>
  <title>Biểu trưng</title>
  <defs id="defs2">
    <linearGradient id="a"><stop style="stop-color:#9e1b1e;stop-opacity:1;" offset="0" id="stop1"/></linearGradient>
    <linearGradient inkscape:collect="always" xlink:href="#a" id="b" gradientUnits="userSpaceOnUse" x1="1" y1="2" x2="3" y2="4"/>
    <inkscape:path-effect effect="spiro" id="path-effect1"/>
  </defs>
  <metadata id="m"><rdf:RDF><cc:Work rdf:about=""><dc:format>image/svg+xml</dc:format></cc:Work></rdf:RDF></metadata>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1">
    <path id="p" d="m 10,10 5,5 z" fill="#000"
     style="font-variation-settings:normal;opacity:1;fill:url(#b);stroke:none;-inkscape-stroke:none;marker:none;font-family:'Be Vietnam Pro'"
     sodipodi:nodetypes="ccc"/>
    <use xlink:href="#p" x="0" y="0" transform="translate(20,0)"/>
  </g>
</svg>"""
ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="{SVG}" xmlns:xlink="http://www.w3.org/1999/xlink" x="0px" y="0px"
  viewBox="0 0 96 96" style="enable-background:new 0 0 96 96;" xml:space="preserve">
<style type="text/css">
  .st0{{fill:#E30613;}}
  .st1,.st2{{fill:none;stroke:#000000;stroke-miterlimit:10;}}
</style>
<g><circle class="st0" cx="48" cy="48" r="47"/><path class="st0 st1" data-name="Path 1" d="M48,15.5l3.9,11.9h12.5"/></g>
</svg>"""
CORELDRAW = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<!-- Creator: CorelDRAW X7 -->
<svg xmlns="{SVG}" xml:space="preserve" width="1in" height="1in" version="1.1"
style="shape-rendering:geometricPrecision; text-rendering:geometricPrecision; image-rendering:optimizeQuality; fill-rule:evenodd"
viewBox="0 0 1000 1000" xmlns:xlink="http://www.w3.org/1999/xlink">
 <defs><style type="text/css"><![CDATA[
    .str0 {{stroke:#2B2A29;stroke-width:7.62}}
    .fil0 {{fill:#ED3237;fill-rule:nonzero}}
   ]]></style></defs>
 <g id="Layer_x0020_1"><metadata id="CorelCorpID_0Corel-Layer"/><polygon class="fil0 str0" points="1,2 3,4 5,6"/></g>
</svg>"""
FIGMA = f"""<svg width="40" height="40" viewBox="0 0 40 40" fill="none" xmlns="{SVG}">
<mask id="m" style="mask-type:luminance" maskUnits="userSpaceOnUse" x="0" y="0" width="40" height="40"><path d="M0 0h40v40H0V0z" fill="white"/></mask>
<g mask="url(#m)" filter="url(#f)"><path fill-rule="evenodd" clip-rule="evenodd" d="M20 0z" fill="url('#g')"/></g>
<defs><filter id="f" x="0" y="0" width="9" height="9" filterUnits="userSpaceOnUse" color-interpolation-filters="sRGB">
<feFlood flood-opacity="0" result="a"/><feColorMatrix in="SourceAlpha" type="matrix" values="0 0 0 0 0 0"/><feOffset dy="4"/>
<feGaussianBlur stdDeviation="2"/><feBlend mode="normal" in2="a"/></filter>
<radialGradient id="g" cx="0" cy="0" r="1" gradientUnits="userSpaceOnUse" gradientTransform="translate(20 20) rotate(90) scale(20)"><stop stop-color="#fff"/></radialGradient></defs></svg>"""
EXPORTS = {"inkscape": INKSCAPE, "illustrator": ILLUSTRATOR, "coreldraw": CORELDRAW, "figma": FIGMA}


def problems(drawing: str | bytes) -> list[tuple[str, str, str]]:
    content = drawing if isinstance(drawing, bytes) else drawing.encode()
    with pytest.raises(UnsafeDrawingError) as refused:
        safe_drawing(content)
    return [tuple(problem) for problem in refused.value.problems]  # type: ignore[misc]


Tree = tuple[str, dict[str, str], list[object]]


def as_xml(text: str) -> Tree:
    def tree(element: ElementTree.Element) -> Tree:
        inner: list[object] = [element.text] if element.text else []
        for child in element:
            inner += [tree(child), *([child.tail] if child.tail else [])]
        return element.tag.removeprefix(f"{{{SVG}}}"), dict(element.attrib), inner

    return tree(ElementTree.fromstring(text))


def as_html(text: str) -> Tree:
    def tree(node: object) -> Tree:
        inner = [each.text_content if each.tag == "-text" else tree(each) for each in node.iter(include_text=True)]  # type: ignore[attr-defined]
        attributes = {name: value for name, value in node.attributes.items() if name != "xmlns"}  # type: ignore[attr-defined]
        return node.tag, attributes, inner  # type: ignore[attr-defined]

    (root,) = LexborHTMLParser(f"<div>{text}</div>", is_fragment=True).css_first("div").iter(include_text=True)
    return tree(root)


def lowered(tree: Tree) -> Tree:
    """Selectolax tells names in small letters, whatever the parser made of them."""
    name, attributes, inner = tree
    return (
        name.lower(),
        {each.lower(): value for each, value in attributes.items()},
        [lowered(each) if isinstance(each, tuple) else each for each in inner],
    )


def assert_inert(text: str) -> None:
    """Whatever reads it, it is one tree, of allowed elements and attributes."""
    read = as_xml(text)
    assert lowered(read) == lowered(as_html(text))
    pending = [read]
    while pending:
        name, attributes, inner = pending.pop()
        assert name in ELEMENTS
        assert set(attributes) <= ATTRIBUTES | {"href"}
        assert all("url(" not in value.replace("url(#", "").replace("url('#", "") for value in attributes.values())
        assert attributes.get("href", "#")[0] == "#"
        pending += [each for each in inner if isinstance(each, tuple)]


@pytest.mark.parametrize("program", EXPORTS)
def test_what_drawing_programs_export_passes(program: str) -> None:
    text = safe_drawing(EXPORTS[program].encode())
    assert_inert(text)
    assert text.startswith(f'<svg xmlns="{SVG}"')
    for trace in ("inkscape", "sodipodi", "rdf", "style", "class=", "<!", "<?", "xml:", "xlink", "data-"):
        assert trace not in text
    assert safe_drawing(text.encode()) == text


def test_styles_become_attributes_as_a_page_allows_no_other_ones() -> None:
    path = as_xml(safe_drawing(INKSCAPE.encode()))
    assert 'fill="url(#b)"' in safe_drawing(INKSCAPE.encode())
    assert 'fill="#000"' not in safe_drawing(INKSCAPE.encode())
    assert path[1]["viewBox"] == "0 0 210 210"
    drawn = safe_drawing(ILLUSTRATOR.encode())
    assert '<circle cx="48" cy="48" fill="#E30613" r="47"/>' in drawn
    assert 'd="M48,15.5l3.9,11.9h12.5" fill="none" stroke="#000000" stroke-miterlimit="10"' in drawn
    own = safe_drawing(
        f'{HEAD}><style>.a{{fill:red}}</style><g class="a" fill="blue" style="fill: #fff !important"/></svg>'.encode()
    )
    assert '<g fill="#fff"/>' in own


@pytest.mark.parametrize(
    ("inner", "element", "attribute"),
    [
        ("<script>alert(1)</script>", "script", ""),
        ('<a href="#x"><set attributeName="href" to="javascript:alert(1)"/><circle r="9"/></a>', "a", ""),
        ('<g id="x"><set attributeName="href" to="https://evil.example/"/></g>', "set", ""),
        ('<rect><animate attributeName="href" values="javascript:alert(1)"/></rect>', "animate", ""),
        ("<animateTransform/>", "animateTransform", ""),
        (f'<desc><meta {XHTML} http-equiv="refresh" content="1;url=https://evil.example/"/></desc>', "meta", ""),
        (f"<desc><div {XHTML}><![CDATA[><img src=x onerror=alert(1)>]]></div></desc>", "div", ""),
        (f"<title><style {XHTML}>@import 'a'</style></title>", "style", ""),
        ("<metadata><script>1</script></metadata>", "script", ""),
        ('<x:y xmlns:x="urn:x"><h:script xmlns:h="http://www.w3.org/1999/xhtml"/></x:y>', "script", ""),
        (f"<img {XHTML} src='x' onerror='alert(1)'/>", "img", ""),
        ('<math xmlns="http://www.w3.org/1998/Math/MathML"/>', "math", ""),
        ("<foreignObject><p/></foreignObject>", "foreignObject", ""),
        ('<image href="a.png"/>', "image", ""),
        ('<image href="data:image/png;base64,AAAA"/>', "image", ""),
        ('<filter><feImage href="https://evil.example/x"/></filter>', "feImage", ""),
        ('<handler xmlns="http://www.w3.org/2001/xml-events"/><listener/>', "listener", ""),
        ("<style>@import 'a.css';</style>", "style", ""),
        (r"<style>@\69mport 'https://evil.example/';</style>", "style", ""),
        ("<style>/*}</style>", "style", ""),
        (".a{}<style>* {fill:red}</style>", "style", ""),
        ("<style>.a{fill:url(https://evil.example/)}</style>", "style", ""),
        (r"<style>.a{fill:ur\6c(//evil.example)}</style>", "style", ""),
        ("<style>.a{} @font-face{src:url(x)}</style>", "style", ""),
        ('<use href="https://evil.example/a.svg#b"/>', "use", "href"),
        ('<use xlink:href="javascript:alert(1)"/>', "use", "href"),
        ('<use href="#a" xlink:href="data:x"/>', "use", "href"),
        ('<path href="#a"/>', "path", "href"),
        ('<g onclick="alert(1)"/>', "g", "onclick"),
        ('<g OnClick="alert(1)"/>', "g", "OnClick"),
        ('<g fill="url(https://evil.example/)"/>', "g", "fill"),
        ('<g fill="URL( //evil.example/ )"/>', "g", "fill"),
        ('<g fill="url(#a) url(b)"/>', "g", "fill"),
        (r'<g fill="u\rl(b)"/>', "g", "fill"),
        ('<g style="fill: url( \'https://evil.example/a\')"/>', "g", "style"),
        ('<g style="background:image-set(\'https://evil.example/a\' 1x)"/>', "g", "style"),
        (r'<g fill="\72 ed"/>', "g", "fill"),
        (r'<g style="f\69ll:red"/>', "g", "style"),
        ('<g fill="&#x202e;red"/>', "g", "fill"),
        ('<g style="fill:/**/red"/>', "g", "style"),
        ('<g style="width:expression(alert(1))"/>', "g", "style"),
        ('<g requiredExtensions="x"/>', "g", "requiredExtensions"),
        ('<g src="x"/>', "g", "src"),
        ('<g attributeName="href" to="x"/>', "g", "attributeName"),
    ],
)  # fmt: skip
def test_what_is_alive_or_reaches_out_is_named(inner: str, element: str, attribute: str) -> None:
    found = problems(f"{HEAD}>{inner}</svg>")
    assert (element, attribute) in [each[1:] for each in found]
    assert all(reason for reason, _, _ in found)


def test_everything_is_named_at_once() -> None:
    found = problems(f'{HEAD} onload="x()"><script/><script/><g onclick="y()"/><image/></svg>')
    assert sorted(each[1:] for each in found) == [("g", "onclick"), ("image", ""), ("script", ""), ("svg", "onload")]


USED = [f'<use href="#a{number + 1}"/>' * 10 for number in range(20)]
TREE = "".join(f'<g id="a{number}">{uses}</g>' for number, uses in enumerate(USED))
CHAIN = "".join(f'<use id="a{i}" href="#a{i + 1}"/>' for i in range(5000))
REPEATED = [f"&{letter};" * 10 for letter in "abcdefghi"]
LAUGHS = "".join(f'<!ENTITY {letter} "{text}">' for letter, text in zip("bcdefghij", REPEATED, strict=True))


@pytest.mark.parametrize(
    ("drawing", "reason"),
    [
        (b"", "not an SVG"),
        (b"\xff\xd8\xff\xe0 a photo", "not an SVG"),
        (b"<svg", "not an SVG"),
        (b"<html/>", "not an SVG"),
        (f'<svg {XHTML} viewBox="0 0 9 9"/>'.encode(), "not an SVG"),
        (f'<svg xmlns="{SVG}"><?x ><img src=x onerror=alert(1)>?><x:y/></svg>'.encode(), "not an SVG"),
        (b'<?xml version="1.0" encoding="klingon"?><svg/>', "not an SVG"),
        (f'<svg xmlns="{SVG}"/>'.encode(), "viewBox"),
        (f'<svg xmlns="{SVG}" viewBox="0 0 9"/>'.encode(), "viewBox"),
        (f'<!DOCTYPE svg [<!ENTITY a "ha">{LAUGHS}]>{HEAD}>&j;</svg>'.encode(), "entities"),
        (f'<!DOCTYPE svg [<!ENTITY x SYSTEM "/etc/passwd">]>{HEAD}><text>&x;</text></svg>'.encode(), "entities"),
        (f'<?xml-stylesheet href="https://evil.example/"?>{HEAD}/>'.encode(), "another file"),
        (HEAD.encode() + b">" + b" " * MAX_BYTES + b"</svg>", "1 MB"),
        (f"{HEAD}>{'<g/>' * MAX_ELEMENTS}</svg>".encode(), "too many"),
        (f"{HEAD}>{'<g>' * MAX_DEPTH}{'</g>' * MAX_DEPTH}</svg>".encode(), "too many"),
        (f"{HEAD}>{'<g>' * 50_000}".encode(), "too many"),
        (
            f'{HEAD}><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/><use href="#a"/></g></svg>'.encode(),
            "too many",
        ),
        (f"{HEAD}>{TREE}</svg>".encode(), "too many"),
        (f"{HEAD}>{CHAIN}</svg>".encode(), "too many"),
    ],
)
def test_what_is_no_drawing_or_too_much_of_one_is_refused(drawing: bytes, reason: str) -> None:
    ((said, element, attribute),) = problems(drawing)
    assert reason in said
    assert (element, attribute) == ("", "")


def test_comments_sections_and_instructions_are_not_published() -> None:
    text = safe_drawing(
        f"{HEAD}><!-- ><script> --><?x ><img src=x onerror=alert(1)>?><text><![CDATA[</text><script>&]]></text></svg>".encode()
    )
    assert "<text>&lt;/text&gt;&lt;script&gt;&amp;</text>" in text
    assert_inert(text)
    assert "img" not in text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_drawing_may_be_in_any_encoding_of_xml(encoding: str) -> None:
    text = safe_drawing(f'{HEAD}><text aria-label="Sở">Sở  GDĐT</text></svg>'.encode(encoding))
    assert '<text aria-label="Sở">Sở GDĐT</text>' in text


@pytest.mark.parametrize(
    "value",
    ["M1-2" * 200_000, "(" * 900_000, "url(#" * 180_000, "a" * 900_000, "0 " * 450_000, "/*" * 400_000],
    ids=lambda value: value[:4],
)
def test_long_values_take_no_long_time(value: str) -> None:
    """Each of them would take hours, were the time to grow with the square."""
    for drawing in (
        f'<path d="{value}"/>',
        f'<path style="d:{value}"/>',
        f"<style>{value}</style>",
        f"<style>.a{{{value}}}</style>",
    ):
        try:
            safe_drawing(f"{HEAD}>{drawing}</svg>".encode())
        except UnsafeDrawingError as error:
            assert error.problems


PIECES = st.sampled_from(
    [
        "<g>", "</g>", "<text>", "</text>", "<path ", "/>", ">", 'd="M0 0"', "<style>", "</style>", ".a{fill:red}", '<g class="a">', "<![CDATA[",
        "]]>", "<!--", "-->", "<?x ", "?>", "&lt;", "&#60;", "&#x22;", '"', "'", "<title>", "</title>", "<desc>", "</desc>", "<p>", "</p>",
        "onload=", "=x", 'href="#a"', 'href="//e"', "<use ", "url(", "#a)", "<metadata>", "</metadata>", "<script>", "</script>", "<b>", "\u00a0",
        'fill="', 'style="', "\\75", "&#10;", "&#13;", "Sở", "<svg>", "</svg>", "<table>", "<linearGradient>", "</linearGradient>",
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12))
def test_whatever_passes_is_inert(pieces: list[str]) -> None:
    try:
        text = safe_drawing(f"{HEAD}>{''.join(pieces)}</svg>".encode())
    except UnsafeDrawingError:
        return
    assert_inert(text)


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.svg")
    (tmp_path / "folder.svg").mkdir()
    (tmp_path / "zero.svg").symlink_to("/dev/zero")
    for name in ("pipe.svg", "folder.svg", "zero.svg", "missing.svg"):
        with pytest.raises(UnsafeDrawingError, match="not a file"):
            read_drawing(tmp_path / name)


def test_the_emblem_of_the_theme_is_such_a_drawing() -> None:
    assert_inert(read_drawing(ROOT / "theme" / "images" / "emblem.svg"))


@pytest.mark.browser
def test_a_browser_reads_the_same_in_a_page_and_in_a_file(browser: Browser) -> None:
    page = browser.new_page()
    for drawing in EXPORTS.values():
        text = safe_drawing(drawing.encode())
        same = page.evaluate(
            """text => {
                document.body.innerHTML = text;
                const file = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
                return file.isEqualNode(document.body.firstChild) && document.body.childNodes.length === 1;
            }""",
            text,
        )
        assert same
    page.close()
