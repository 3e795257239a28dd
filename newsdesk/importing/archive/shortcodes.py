"""Commands of the old generators in a text (Liquid, Hugo's shortcodes, Nunjucks): pictures and addresses are written as ours, the rest is told."""

import re
from collections.abc import Callable

from newsdesk.importing.archive.html import Tell, plain_address

#: Returns the address that the article or file of that name has on the site, ``""`` for none.
FindAddress = Callable[[str], str]

_LIQUID = re.compile(r"\{%-?\s*(?P<name>\w+)\s*(?P<rest>(?:[^%\"']|\"[^\"]*\"|'[^']*'|%(?!\}))*?)\s*-?%\}")
_HUGO = re.compile(
    r"\{\{(?P<open><|%(?=[\s/]))\s*(?P<slash>/?)\s*(?P<name>[\w./-]+)(?P<rest>(?:[^>%\"'`{}]|\"[^\"]*\"|'[^']*'|`[^`]*`)*?)/?\s*[>%]\}\}"
)
_VALUE = re.compile(r"\{\{-?\s*(?P<what>(?:[^}\"']|\"[^\"]*\"|'[^']*')*?)\s*-?\}\}")
_COMMENT = re.compile(r"\{%-?\s*comment\s*-?%\}.*?\{%-?\s*endcomment\s*-?%\}|\{#.*?#\}", re.DOTALL)
_WORDPRESS = re.compile(r"\[caption\b(?P<rest>[^\]]*)\](?P<inner>.*?)\[/caption\]", re.DOTALL)
_ARGUMENT = re.compile(
    r"""(?:(?P<name>[\w-]+)\s*=\s*)?(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`|[^\s"'=]+)"""
)
_SOURCES = ("src", "url", "image_path", "image", "file", "path", "source", "link_src", "filename", "0")
_PICTURE = re.compile(r"(?:figure|image|img|photo|picture|anh|hinh|responsive|lightbox|zoom)", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|heic|bmp|tiff?)(?:[?#]|$)", re.IGNORECASE)
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "gist": "https://gist.github.com/{}",
}
#: What stands round words, and says nothing itself.
_ROUND = {
    "raw",
    "endraw",
    "gallery",
    "notice",
    "alert",
    "callout",
    "info",
    "warning",
    "tip",
    "note",
    "center",
    "details",
    "box",
    "figures",
}
_ROOT = re.compile(
    r"\{\{-?\s*(?:site\.(?:baseurl|url|github\.url)|SITEURL|site\.BaseURL|metadata\.url|site\.Params\.baseurl)\s*(?:\|[^}]*)?-?\}\}",
    re.IGNORECASE,
)


def arguments(text: str) -> dict[str, str]:
    """Return the arguments of a command by their names; those without one are called ``0``, ``1`` …"""
    found: dict[str, str] = {}
    place = 0
    for each in _ARGUMENT.finditer(text.replace(",", " ") if "=" not in text else text):
        value = each["value"]
        if value[0] in "\"'`":
            value = re.sub(r"\\(.)", r"\1", value[1:-1])
        if each["name"]:
            found[each["name"].lower()] = value
        else:
            found[str(place)] = value
            place += 1
    return found


def figure(values: dict[str, str]) -> str:
    """Return the picture that a command shows, on lines of its own; ``""`` where it names none."""
    source = next((values[name] for name in _SOURCES if values.get(name)), "")
    if not source:
        return ""
    alt = values.get("alt") or values.get("1", "")
    caption = " – ".join(
        filter(None, [values.get("title", ""), values.get("caption") or values.get("description") or ""])
    )
    alt = " ".join(re.sub(r"<[^>]*>", " ", alt).split()).replace("[", "\\[").replace("]", "\\]")
    caption = " ".join(caption.split())
    address = plain_address(source)
    attribution = " ".join((values.get("attr") or values.get("credit") or "").replace('"', "”").split())
    credit = f'{{credit="{attribution}"}}' if attribution else ""
    line = f"![{alt}]({address}){credit}"
    return f"\n\n{line}\n*{caption}*\n\n" if caption else f"\n\n{line}\n\n"


def expand(text: str, find_address: FindAddress, values: dict[str, str], tell: Tell) -> str:
    """Return ``text`` with the commands that are understood written out. ``values`` are what ``{{ page.… }}`` may name."""
    if not any(each in text for each in ("{{", "{%", "{#", "[caption")):
        return text
    text = _ROOT.sub("", _COMMENT.sub("", text))
    text = _WORDPRESS.sub(_wordpress, text)
    text = _LIQUID.sub(lambda found: _liquid(found, find_address, tell), text)
    text = _HUGO.sub(lambda found: _hugo(found, find_address, tell), text)
    return _VALUE.sub(lambda found: _value(found, values, tell), text)


def _liquid(found: re.Match[str], find_address: FindAddress, tell: Tell) -> str:
    name, rest = found["name"], found["rest"].strip()
    if name in {"post_url", "link"}:
        wanted = rest.strip("\"'")
        if address := find_address(wanted):
            return address
        tell("dead-link", wanted)
        return f"/{wanted.lstrip('/')}"
    if name in {
        "include",
        "include_relative",
        "include_cached",
        "image",
        "img",
        "figure",
        "responsive_image",
        "picture",
        "youtube",
        "vimeo",
    }:
        file, _, given = rest.partition(" ") if name.startswith("include") else (name, "", rest)
        values = arguments(given)
        if shown := _film(file.rpartition("/")[2].partition(".")[0], values, tell):
            return shown
        named = [value for value in values.values() if _PICTURE_FILE.search(value)]
        if (_PICTURE.search(file) or named) and (shown := figure(values)):
            return shown
        if name.startswith("include") and not values:
            return ""  # A part of the old pages, such as a table of contents: none of its words stand here.
    elif name in _ROUND or name.removeprefix("end") in _ROUND:
        return ""
    tell("shortcode", found[0])
    return found[0]


def _hugo(found: re.Match[str], find_address: FindAddress, tell: Tell) -> str:
    name, values = found["name"].lower(), arguments(found["rest"])
    if name in {"ref", "relref"}:
        wanted = values.get("0") or values.get("path", "")
        if address := find_address(wanted):
            return address
        tell("dead-link", wanted)
        return f"/{wanted.lstrip('/')}"
    if shown := _film(name, values, tell):
        return shown
    if (_PICTURE.search(name) or any(_PICTURE_FILE.search(value) for value in values.values())) and (
        shown := figure(values)
    ):
        return shown
    if name in _ROUND or (found["slash"] and _PICTURE.search(name)):
        words = [value for key, value in values.items() if key in {"title", "summary", "0"} and " " in value]
        return f"\n{' '.join(words)}\n" if words else ""
    tell("shortcode", found[0])
    return found[0]


def _film(name: str, values: dict[str, str], tell: Tell) -> str:
    pattern = _FILMS.get(name.lower())
    number = values.get("id") or values.get("0") or ""
    if not pattern or not number:
        return ""
    address = number if number.startswith("http") else pattern.format(number)
    tell("embedded", address)
    title = " ".join(filter(None, [values.get("title", ""), values.get("caption", "")])) or address
    return f"\n\n[{title}]({address})\n\n"


def _value(found: re.Match[str], values: dict[str, str], tell: Tell) -> str:
    what = found["what"]
    first, *filters = (part.strip() for part in what.split("|"))
    if first[:1] in "\"'" and len(first) > 1:
        return first[1:-1]
    known = values.get(first.lower())
    if known is not None and not filters:
        return known
    if not what.strip():
        return ""
    tell("shortcode", found[0])
    return found[0]


def _wordpress(found: re.Match[str]) -> str:
    inner = found["inner"].strip()
    picture = re.match(
        r"(?:<a\b[^>]*>\s*)?(?:<img\b[^>]*>|!\[[^\]]*\]\([^)]*\)|\[!\[[^\]]*\]\([^)]*\)\]\([^)]*\))(?:\s*</a>)?", inner
    )
    words = inner[picture.end() :].strip() if picture else ""
    words = words or arguments(found["rest"]).get("caption", "")
    if not picture:
        return inner
    return f"\n\n{picture[0]}\n*{' '.join(words.split())}*\n\n" if words else f"\n\n{picture[0]}\n\n"
