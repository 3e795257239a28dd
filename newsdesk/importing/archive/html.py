"""Raw HTML of an archive: what says how something looks goes, what another site shows becomes a link, every word stays."""

import re
from collections.abc import Callable
from html import escape, unescape
from urllib.parse import quote

from ban_tin.articles.safe_html.rules import ELEMENTS, check_attribute
from newsdesk.fixing.html import TAG, is_presentational

#: Called with the kind of a note, and what it is about.
Tell = Callable[[str, str], None]

_ATTRIBUTE = re.compile(r"""\s+(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'>=<`]+))?""")
_CLOSING = re.compile(r"</(?P<element>[a-z][a-z0-9:]*)\s*>", re.IGNORECASE)
_WITH_CONTENT = re.compile(
    r"<(?P<element>script|style|template|svg|noscript)\b[^>]*>.*?</(?P=element)\s*>", re.IGNORECASE | re.DOTALL
)
_FRAME = re.compile(
    r"<(?P<element>iframe|object|video|audio|embed)\b(?P<rest>[^>]*?)(?:/>|>(?P<inner>.*?)</(?P=element)\s*>|>)",
    re.IGNORECASE | re.DOTALL,
)
_MORE = re.compile(r"[ \t]*<!--\s*(?:more|truncate|excerpt|end)[^>]*-->[ \t]*", re.IGNORECASE)
_OFFICE = re.compile(r"</?[a-z]+:[a-z]+[^>]*>", re.IGNORECASE)
_FIGURE = re.compile(r"<figure\b[^>]*>(?P<inner>.*?)</figure\s*>", re.IGNORECASE | re.DOTALL)
_CAPTION = re.compile(r"<figcaption\b[^>]*>(?P<text>.*?)</figcaption\s*>", re.IGNORECASE | re.DOTALL)
_IMAGE = re.compile(r"""<img\b(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
#: A block with nothing but pictures and a few words, as editors with buttons write it.
_PICTURE_BLOCK = re.compile(
    r"^[ \t]*<(?P<element>p|div|center)\b[^>]*>(?P<inner>(?:(?!</?(?:p|div|center|table|ul|ol)\b).)*?<img\b.*?)</(?P=element)\s*>[ \t]*$",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
#: Elements that are written otherwise today.
_RENAMED = {
    "h1": "h2", "strike": "s", "tt": "code", "acronym": "abbr", "dir": "ul", "big": "strong", "center": "div", "section": "div",
    "article": "div", "header": "div", "footer": "div", "aside": "div", "main": "div", "nav": "div", "address": "div", "fieldset": "div",
    "legend": "p", "hgroup": "div",
}  # fmt: skip
_FORM = {"form", "input", "button", "select", "option", "textarea", "label"}
_EMPTY = {
    "input",
    "img",
    "br",
    "hr",
    "link",
    "meta",
    "col",
    "colgroup",
    "base",
    "source",
    "track",
    "wbr",
    "area",
    "map",
    "param",
}


def plain_address(address: str) -> str:
    """Return ``address`` as it stands in Markdown without brackets round it, which would look like a tag."""
    return re.sub(r"[\s()<>]", lambda found: quote(found[0]), address.strip())


def attributes_of(rest: str) -> dict[str, str]:
    """Return the attributes of a tag by their names in small letters, character references resolved."""
    return {
        found["name"].lower(): unescape((found["value"] or "").strip("\"'"))
        for found in _ATTRIBUTE.finditer(f" {rest.rstrip('/')}")
    }


def tidy_html(text: str, tell: Tell) -> str:
    """Return ``text`` without what no article may hold; what becomes a link, or is left out, is told."""
    if "<" not in text:
        return text
    text = _MORE.sub("", text)
    text = _WITH_CONTENT.sub(lambda found: _without_content(found, tell), text)
    text = _FRAME.sub(lambda found: _linked(found, tell), text)
    text = _OFFICE.sub("", text)
    text = TAG.sub(lambda found: _tidy_tag(found, tell), text)
    return _CLOSING.sub(lambda found: _closing(found["element"]), text)


def _without_content(found: re.Match[str], tell: Tell) -> str:
    if found["element"].lower() == "noscript":
        return re.sub(r"</?noscript[^>]*>", "", found[0], flags=re.IGNORECASE)
    if found["element"].lower() in {"script", "svg", "template"}:
        tell("script", " ".join(found[0].split())[:80])
    return ""


def _linked(found: re.Match[str], tell: Tell) -> str:
    """Return a link to what another site showed in the page; films and sound of the archive itself stay as they are."""
    rest = attributes_of(found["rest"])
    inner = found["inner"] or ""
    source = rest.get("src") or rest.get("data") or ""
    if not source and (inside := re.search(r"<(?:source|embed)\b([^>]*)>", inner, re.IGNORECASE)):
        source = attributes_of(inside[1]).get("src", "")
    words = " ".join(re.sub(r"<[^>]*>", " ", inner).split())
    address = f"https:{source}" if source.startswith("//") else source
    if not re.match(r"https?://", address):
        if found["element"].lower() in {"video", "audio"} and address:
            return f"\n\n![{rest.get('title') or words}]({address})\n\n"
        tell("embedded", address or found[0][:80])
        return words
    tell("embedded", address)
    title = " ".join(filter(None, [rest.get("title", ""), words])) or address
    link = f'<a href="{escape(address)}">{escape(title, quote=False)}</a>'
    # A paragraph of its own is none that could be the caption of a picture before it.
    return f"<p>{link}</p>" if stands_alone(found) else link


def stands_alone(found: re.Match[str]) -> bool:
    """Return whether nothing else stands in the lines of what was ``found``."""
    before, after = found.string[: found.start()], found.string[found.end() :]
    return not before.rpartition("\n")[2].strip() and not after.partition("\n")[0].strip()


def _tidy_tag(found: re.Match[str], tell: Tell) -> str:
    element = found["element"].lower()
    if element in _FORM:
        tell("form", found[0][:80])
        attributes = attributes_of(found["rest"])
        return (
            ""
            if attributes.get("type") == "hidden"
            else escape(attributes.get("value") or attributes.get("placeholder") or "", quote=False)
        )
    renamed = _RENAMED.get(element, element)
    if renamed not in ELEMENTS:
        return ""
    rest = found["rest"].rstrip("/").rstrip()
    kept = [each[0] for each in _ATTRIBUTE.finditer(rest) if _stays(renamed, each)]
    return f"<{renamed}{''.join(kept)}>"


def _stays(element: str, attribute: re.Match[str]) -> bool:
    name = attribute["name"].lower()
    if element == "a" and name == "name":
        return False
    refused = check_attribute(element, name, "")
    return not refused if not refused or is_presentational(name) else False


def _closing(element: str) -> str:
    lowered = element.lower()
    renamed = _RENAMED.get(lowered, lowered)
    return f"</{renamed}>" if renamed in ELEMENTS and renamed not in _EMPTY else ""


def free_pictures(text: str) -> str:
    """Return ``text`` with pictures in simple HTML blocks as Markdown: there the files beside an article are found.

    Words beside a picture in such a block follow it; those of a ``figcaption`` become its caption.
    """
    if "<img" not in text.lower():
        return text
    text = _FIGURE.sub(_free_figure, text)
    for _ in range(3):  # A block in a block.
        freed = _PICTURE_BLOCK.sub(lambda found: f"\n{_free(found['inner'])}\n", text)
        if freed == text:
            break
        text = freed
    return _free(text)


def _free_figure(figure: re.Match[str]) -> str:
    caption = _CAPTION.search(figure["inner"])
    rest = _CAPTION.sub("", figure["inner"])
    words = " ".join(re.sub(r"</?(?:p|div|br)\b[^>]*>", " ", caption["text"]).split()) if caption else ""
    pictures = "\n\n".join(
        line.strip()
        for line in _free(re.sub(r"</?(?:p|div|a|picture|source)\b[^>]*>", "\n", rest)).split("\n")
        if line.strip()
    )
    return f"\n\n{pictures}\n*{words}*\n\n" if words else f"\n\n{pictures}\n\n"


def _free(text: str) -> str:
    """Return ``text`` with its ``<img>`` as Markdown, but for those in tables, where Markdown is none."""
    parts = re.split(r"(<table\b.*?</table\s*>)", text, flags=re.IGNORECASE | re.DOTALL)
    for number in range(0, len(parts), 2):
        parts[number] = _IMAGE.sub(
            _as_markdown, re.sub(r"<br\s*/?>\s*(?=<img\b)|(?<=>)\s*<br\s*/?>(?=\s*\n)", "\n", parts[number])
        )
    return "".join(parts)


def _as_markdown(image: re.Match[str]) -> str:
    attributes = attributes_of(image["rest"])
    source = attributes.get("src") or attributes.get("data-src") or ""
    if not source:
        return attributes.get("alt", "")
    alt = " ".join(attributes.get("alt", "").split()).replace("[", "\\[").replace("]", "\\]")
    title = " ".join(attributes.get("title", "").split()).replace('"', "”")
    address = plain_address(source)
    return f'![{alt}]({address} "{title}")' if title and title != alt else f"![{alt}]({address})"
