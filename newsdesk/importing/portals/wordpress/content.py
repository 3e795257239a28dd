"""What WordPress does to a text when it shows it: empty lines part paragraphs, words in brackets stand for pictures and programs."""

import re
from collections.abc import Callable, Mapping
from html import escape, unescape
from typing import Final

#: Elements round which WordPress makes no paragraph.
_BLOCK: Final = (
    r"(?:table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset"
    r"|legend|section|article|aside|hgroup|header|footer|nav|figure|figcaption|details|menu|summary|iframe|script)"
)
_STARTS_BLOCK: Final = re.compile(rf"\s*</?{_BLOCK}\b", re.IGNORECASE)
_AROUND_BLOCK: Final = re.compile(rf"(<{_BLOCK}\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>|</{_BLOCK}\s*>)", re.IGNORECASE)
_PRE: Final = re.compile(r"<pre\b.*?</pre\s*>", re.IGNORECASE | re.DOTALL)
_ATTRIBUTE: Final = re.compile(r"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'\]]+))")
_SHORTCODE: Final = re.compile(
    r"\[(?P<close>/?)(?P<name>[a-zA-Z][\w-]{1,60})(?P<rest>(?:\s(?:[^\[\]\"']|\"[^\"]*\"|'[^']*')*)?)/?\](?!\()"
)
_CAPTION: Final = re.compile(
    r"\[caption\b(?P<rest>(?:[^\[\]\"']|\"[^\"]*\"|'[^']*')*)\](?P<inner>(?:(?!\[/?caption\b).)*)\[/caption\]",
    re.DOTALL,
)
_IMAGE: Final = re.compile(
    r"(?P<image>(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(?P<words>.*)", re.DOTALL | re.IGNORECASE
)
#: What blocks of files have beside the link to the file: the same link once more.
_BUTTON: Final = re.compile(r"<a\b[^<>]*\bwp-block-file__button\b[^<>]*>(?P<words>[^<>]*)</a>", re.IGNORECASE)
_GALLERY: Final = re.compile(r"\[gallery\b([^\[\]]*)\]")
#: Shortcodes that hold a text, and those of page builders, whose names all begin alike.
_WRAPPING: Final = re.compile(
    r"(?:vc_|et_pb_|fusion_|av_|ux_|row|col|column|section|box|tabs?|accordion|toggle|highlight|dropcap|button|quote|one_|two_|three_|ihc-|su_)"
)
_MEDIA: Final = frozenset(("audio", "video", "embed", "playlist", "youtube"))
_SIZES: Final = ("mp4", "m4v", "webm", "ogv", "mp3", "m4a", "ogg", "wav", "src", "url")
#: Called with the kind of what is left out, and its words.
LeaveOut = Callable[[str, str], None]


def gallery_numbers(content: str) -> list[str]:
    """Return the numbers of the pictures that galleries in ``content`` name."""
    found: list[str] = []
    for match in _GALLERY.finditer(content):
        found += re.findall(r"\d+", attributes(match[1]).get("ids", ""))[:200]
    return found[:1000]


def attributes(text: str) -> dict[str, str]:
    """Return the values in a shortcode."""
    return {
        match[1].lower(): next(value for value in match.groups()[1:] if value is not None)
        for match in _ATTRIBUTE.finditer(text)
    }


def shown_html(
    content: str, pictures: Mapping[str, tuple[str, str, str]], all_pictures: list[str], leave_out: LeaveOut
) -> str:
    """Return ``content`` as HTML that says by itself what it is.

    ``pictures`` are those that galleries may name, by number: address, caption and alternative text; ``all_pictures`` the numbers of those that belong
    to the post.
    """
    content = content.replace("\r\n", "\n").replace("\r", "\n")
    content = _BUTTON.sub(lambda match: _without_button(match, leave_out), content)
    content = _CAPTION.sub(_figure, content)
    content = _GALLERY.sub(lambda match: _gallery(match, pictures, all_pictures), content)
    content = _SHORTCODE.sub(lambda match: _without(match, leave_out), content)
    return content if "<!-- wp:" in content else with_paragraphs(content)


def with_paragraphs(text: str) -> str:
    """Return ``text`` with the paragraphs that its empty lines mean, and its line breaks."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match[0])
        return f"\n\n\x00{len(kept) - 1}\x00\n\n"

    text = text.replace("\x00", "")
    if "</pre" in text.lower():
        text = _PRE.sub(keep, text)
    text = re.sub(r"<br\s*/?>\s*<br\s*/?>", "\n\n", text)
    text = _AROUND_BLOCK.sub(r"\n\n\1\n\n", text)
    parts = []
    for part in re.split(r"\n[ \t]*\n[ \t\n]*", text):
        part = part.strip()
        if pre := re.fullmatch(r"\x00(\d+)\x00", part):
            parts.append(kept[int(pre[1])])
        elif _STARTS_BLOCK.match(part):
            parts.append(part)
        elif part:
            # Within an item or a cell too: what is one paragraph there is no paragraph of its own.
            parts.append("<p>" + re.sub(r"(?<!<br>)(?<!<br/>)(?<!<br />)\n", "<br>\n", part) + "</p>")
    return "\n".join(parts)


def _without_button(match: re.Match[str], leave_out: LeaveOut) -> str:
    leave_out("furniture", unescape(match["words"]))
    return ""


def _figure(match: re.Match[str]) -> str:
    found = _IMAGE.search(match["inner"])
    said = attributes(match["rest"]).get("caption", "")
    if found is None:
        return match["inner"]
    words = found["words"].strip() or said
    before = match["inner"][: found.start()].strip()
    caption = f"<figcaption>{words}</figcaption>" if words else ""
    return f"{before}<figure>{found['image']}{caption}</figure>"


def _gallery(match: re.Match[str], pictures: Mapping[str, tuple[str, str, str]], all_pictures: list[str]) -> str:
    numbers = re.findall(r"\d+", attributes(match[1]).get("ids", "")) or all_pictures
    parts = []
    for number in numbers[:200]:
        if number in pictures:
            address, caption, alternative = pictures[number]
            words = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
            parts.append(f'<figure><img src="{escape(address)}" alt="{escape(alternative)}">{words}</figure>')
    return "\n\n".join(parts)


def _without(match: re.Match[str], leave_out: LeaveOut) -> str:
    name, values = match["name"].lower(), attributes(unescape(match["rest"]))
    if (
        not match["rest"].strip()
        and not match["close"]
        and not _WRAPPING.match(name)
        and name not in _MEDIA
        and "_" not in name
        and "-" not in name
    ):
        return match[0]
    if name in _MEDIA and not match["close"]:
        address = next((values[key] for key in _SIZES if values.get(key, "").startswith("http")), "")
        return f'<p><a href="{escape(address)}">{escape(address)}</a></p>' if address else ""
    if match["close"] and not (_WRAPPING.match(name) or name in _MEDIA or "_" in name or "-" in name):
        return match[0] if name not in ("caption", "gallery") else ""
    title = values.get("title", "")
    if _WRAPPING.match(name):
        return f"\n\n<p>{escape(title, quote=False)}</p>\n\n" if title and not match["close"] else "\n\n"
    if not match["close"]:
        leave_out("furniture", match[0])
    return ""
