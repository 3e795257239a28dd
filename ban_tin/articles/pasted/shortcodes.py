"""What other programs write for photos and films: WordPress, Hugo, Jekyll, Obsidian, and the fences of pandoc."""

import re
from html import unescape

from ban_tin.articles.pasted.embeds import PAGE, VIDEO, Embed, followable, tell_embed
from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.photo_lines import EXTENSION
from ban_tin.articles.pasted.sheet import Edit, Sheet

_VALUE = re.compile(r"""(?<![\w?&;/-])([A-Za-z][\w-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|“([^”]*)”|([^\s"'>\]]+))""")
_CAPTION = re.compile(
    r"\[caption(?P<attributes>(?:\s[^\]\n]*)?)\](?P<inside>(?:(?!\[/?caption\b|\n[ \t]*\n[ \t]*\n)[\s\S]){0,4000}?)\[/caption\]",
    re.IGNORECASE,
)
_MARKDOWN_IMAGE = re.compile(r"(?P<image>!\[[^\]\n]*\]\((?:[^()\n]|\([^()\n]*\))*\))")
_HTML_IMAGE = re.compile(r"<img\b(?P<attributes>[^<>]*)>", re.IGNORECASE)
_LINKED = re.compile(
    r"(?:<a\b[^<>]*>|\[)\s*(?P<image><img\b[^<>]*>|!\[[^\]\n]*\]\([^()\n]*\))\s*(?:</a>|\]\([^()\n]*\))", re.IGNORECASE
)
#: ``{{< figure src="a.jpg" >}}``, ``{{% … %}}``, ``{% include figure.html … %}``.
_BRACED = re.compile(r"\{\{[<%]\s*(?P<hugo>/?[^<>{}]*?)\s*/?[>%]\}\}|\{%-?\s+(?P<jekyll>[^{}%]*?)\s*-?%\}")
#: Names of WordPress's; any other word in brackets is a word in brackets.
_BRACKETED = re.compile(
    r"\[(?P<name>gallery|video|audio|playlist|embed|youtube|vimeo|wp_caption|image|img|photo|contact-form-7|(?:vc|et_pb|su|wpdm|fusion)_\w+|ngg\w*)"
    r"(?P<attributes>(?:[ \t=:][^\[\]\n]*)?)\](?:(?P<inside>[^\[\]\n]*)\[/(?P=name)\])?",
    re.IGNORECASE,
)
_STRAY_END = re.compile(
    r"\[/(?:caption|gallery|video|audio|playlist|embed|(?:vc|et_pb|su|fusion)_\w+)\]", re.IGNORECASE
)
_WIKI = re.compile(
    rf"!\[\[(?P<target>[^\[\]|\n]+?(?:{EXTENSION}|\.pdf))\s*(?:\|(?P<words>[^\[\]\n]*))?\]\](?!\()", re.IGNORECASE
)
_SIZE = re.compile(r"\s*\d+(?:x\d+)?\s*")
_FENCE = re.compile(
    r"^[ \t]{0,3}:{3,}[ \t]*(?P<open>\{[^{}\n]*\}|[A-Za-z][\w-]*)?(?P<words>[^\n:]*):*[ \t]*$", re.MULTILINE
)
_MEDIA = re.compile(rf"{EXTENSION}$", re.IGNORECASE)


def resolve_shortcodes(lines: list[Line], report: LineReport) -> list[Line]:
    """Write captions, wiki images and fences as Markdown; report the commands for photos and films, each with the line to type."""
    if not any("[" in line.text or "{" in line.text or ":::" in line.text for line in lines):
        return lines
    sheet = Sheet(lines)
    if "[caption" in sheet.text.lower():
        sheet = Sheet(sheet.edited([_captioned(sheet, match) for match in _CAPTION.finditer(sheet.prose)]))
    if "![[" in sheet.text:
        sheet = Sheet(sheet.edited([Edit(*match.span(), _wiki_image(match)) for match in _WIKI.finditer(sheet.prose)]))
    if ":::" in sheet.text:
        sheet = Sheet(sheet.edited(_fences(sheet, report)))
    if "{{" in sheet.text or "{%" in sheet.text:
        sheet = Sheet(sheet.edited(_braced(sheet, report)))
    if "]" in sheet.text:
        sheet = Sheet(sheet.edited(_bracketed(sheet, report)))
    return sheet.lines


def _values(attributes: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(next(filter(None, match.groups()[1:]), "")) for match in _VALUE.finditer(attributes)
    }


def _captioned(sheet: Sheet, match: re.Match[str]) -> Edit:
    """Return the photo of WordPress's ``[caption]`` with its caption on the line below."""
    inside = sheet.text[slice(*match.span("inside"))].strip()
    linked = _LINKED.search(inside)
    image = linked or _MARKDOWN_IMAGE.search(inside) or _HTML_IMAGE.search(inside)
    words = _values(match["attributes"]).get("caption", "")
    if image is None:
        return Edit(*match.span(), f"{inside} {words}".strip())
    written = image["image"] if linked else image[0]
    typed = written if written.startswith("!") else image_as_markdown(written)
    rest = " ".join(f"{inside[: image.start()]} {inside[image.end() :]}".split())
    caption = " ".join(filter(None, [rest, words]))
    before = "" if sheet.whole_lines(*match.span()) != match.span() or _begins_line(sheet, match.start()) else "\n\n"
    after = "" if sheet.text[match.end() : match.end() + 1] in {"", "\n"} else "\n\n"
    return Edit(*match.span(), f"{before}{typed}{caption_line(caption)}{after}")


def _begins_line(sheet: Sheet, position: int) -> bool:
    return position == 0 or sheet.text[position - 1] == "\n"


def caption_line(caption: str) -> str:
    """Return the line of a ``caption`` below its photo; words that are set in italics themselves are left so."""
    if not caption:
        return ""
    return f"\n{caption}" if "*" in caption or "_" in caption else f"\n*{caption}*"


def image_as_markdown(image: str) -> str:
    """Return an ``<img>`` as Markdown."""
    values = _values(image)
    alt = re.sub(r"[\[\]\s]+", " ", values.get("alt", "")).strip()
    return f"![{alt}]({typed_target(values.get('src', ''))})"


def typed_target(name: str) -> str:
    """Return ``name`` as it stands between the parentheses of a link."""
    return f"<{name}>" if re.search(r"[\s()]", name) else name


def _wiki_image(match: re.Match[str]) -> str:
    words = (match["words"] or "").rpartition("|")
    shown = next((part.strip() for part in (words[0], words[2]) if part.strip() and not _SIZE.fullmatch(part)), "")
    target = match["target"].strip()
    sign = "" if target.lower().endswith(".pdf") else "!"
    return f"{sign}[{shown or ('' if sign else target)}]({typed_target(target)})"


def _fences(sheet: Sheet, report: LineReport) -> list[Edit]:
    """Return what takes the fences away; one that is not closed, or closes nothing, is reported and left."""
    edits: list[Edit] = []
    opened: list[re.Match[str]] = []
    lost: list[re.Match[str]] = []
    for match in _FENCE.finditer(sheet.prose):
        if match["open"]:
            opened.append(match)
        elif match["words"].strip() or not opened:
            lost.append(match)
        else:
            start = opened.pop()
            edits += [Edit(*sheet.whole_lines(*start.span()), _title(start)), Edit(*sheet.whole_lines(*match.span()))]
            if "caption" in start["open"]:
                edits += _italic(sheet, start.end(), match.start())
    for match in sorted([*opened, *lost], key=lambda each: each.start()):
        report("colons-open", sheet.number(match.start()), text=match[0].strip())
    return edits


def _title(fence: re.Match[str]) -> str:
    words = fence["words"].strip()
    return f"**{words}**\n\n" if words else ""


def _italic(sheet: Sheet, start: int, end: int) -> list[Edit]:
    words = sheet.text[start:end]
    if "*" in words or ":::" in words or "![" in words or not words.strip():
        return []
    inner = words.strip()
    if "\n\n" in inner:
        return []
    start += len(words) - len(words.lstrip())
    return [Edit(start, start, "*"), Edit(start + len(inner), start + len(inner), "*")]


def _braced(sheet: Sheet, report: LineReport) -> list[Edit]:
    edits: list[Edit] = []
    for match in _BRACED.finditer(sheet.prose):
        command = sheet.text[slice(*match.span("hugo" if match["hugo"] is not None else "jekyll"))]
        if match["jekyll"] is not None and not re.match(r"[a-z]", command):
            continue
        name, _, attributes = command.partition(" ")
        if match["jekyll"] is not None and name == "include":
            name, _, attributes = attributes.strip().partition(" ")
        text = sheet.text[slice(*match.span())]
        number = sheet.number(match.start())
        told = _tell(name.rpartition("/")[2].partition(".")[0].lower(), attributes, text, number, report)
        if told or match["hugo"] is not None:
            # What stands in angle brackets would be read as HTML.
            edits.append(
                Edit(
                    *(sheet.whole_lines(*match.span()) if told else match.span()),
                    "" if told else text.replace("<", "&lt;"),
                )
            )
    return edits


def _bracketed(sheet: Sheet, report: LineReport) -> list[Edit]:
    edits: list[Edit] = []
    for match in _BRACKETED.finditer(sheet.prose):
        following = sheet.text[match.end() : match.end() + 1]
        if following in {"(", "[", ":"} or sheet.text[match.start() - 1 : match.start()] in {"!", "]", "\\"}:
            continue  # A link.
        inside = (match["inside"] or "").strip()
        attributes = match["attributes"]
        if (
            not attributes
            and not inside
            and match["name"].lower() in {"video", "audio", "embed", "image", "img", "photo", "playlist", "youtube"}
        ):
            continue  # A word in brackets.
        told = _tell(match["name"].lower(), f"{attributes} {inside}", match[0], sheet.number(match.start()), report)
        if told:
            edits.append(Edit(*sheet.whole_lines(*match.span())))
    for match in _STRAY_END.finditer(sheet.prose):
        if not any(edit.start <= match.start() < edit.end for edit in edits):
            report("shortcode", sheet.number(match.start()), text=match[0])
    return edits


def _tell(name: str, attributes: str, text: str, number: int, report: LineReport) -> bool:
    """Report a command; return whether it is an error, which is taken out so that nothing else is told of it."""
    values = _values(attributes)
    plain = [word for word in _VALUE.sub(" ", attributes).replace('"', " ").replace("'", " ").split() if word]
    address = next(
        (
            values[key]
            for key in ("src", "url", "path", "image", "mp4", "webm", "link", "image_path", "href")
            if values.get(key)
        ),
        "",
    )
    address = address or next((word for word in plain if _MEDIA.search(word) or word.startswith("http")), "")
    title = values.get("title", "") or values.get("caption", "")
    short = text if len(text) <= 80 else f"{text[:80]}…"
    video = _video(name, values, plain, address)
    if video is not None:
        tell_embed(video, number, title, report)
        return True
    if _MEDIA.search(address.partition("?")[0]):
        alt = re.sub(r"[\[\]*_\s]+", " ", values.get("alt", "")).strip()
        caption = " ".join((values.get("caption") or values.get("title") or values.get("attr") or "").split())
        line = f"![{alt or '…'}]({typed_target(address)})"
        if caption:
            report(
                "shortcode-caption",
                number,
                text=short,
                image=address,
                typed=line,
                caption=f"*{caption.replace('*', '')}*",
            )
        else:
            report("shortcode-photo", number, text=short, image=address, typed=line)
        return True
    if name in {
        "gallery",
        "figure",
        "image",
        "img",
        "photo",
        "ngg",
        "picture",
        "responsive_image",
        "lightbox",
    } and not text.startswith("{{</"):
        report("shortcode-unnamed", number, text=short)
        return True
    report("shortcode", number, text=short)
    return False


def _video(name: str, values: dict[str, str], plain: list[str], address: str) -> Embed | None:
    """Return where readers can see the film of a command, None for one that is of none."""
    number = values.get("id") or next((word for word in plain if not word.startswith("http")), "")
    if address.startswith(("http://", "https://", "//")) and not _MEDIA.search(address.partition("?")[0]):
        return followable(address)
    if (
        name in {"youtube", "video", "youtube_lite"}
        and re.fullmatch(r"[\w-]{6,20}", number)
        and not _MEDIA.search(number)
    ):
        return Embed(VIDEO, f"https://www.youtube.com/watch?v={number}")
    if name == "vimeo" and number.isdigit():
        return Embed(VIDEO, f"https://vimeo.com/{number}")
    if name in {"iframe", "embed"} and address.startswith("/"):
        return Embed(PAGE, address)
    return None
