"""The title of an article: what the head of its page, its headings and its styles agree on."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from newsdesk.importing.source_document import LIKELY, SURE
from newsdesk.importing.web_page.dates import is_today
from newsdesk.importing.web_page.furniture import is_button
from newsdesk.importing.web_page.head_lines import read_head_line
from newsdesk.importing.web_page.segments import Segment, is_prose
from newsdesk.importing.web_page.tree import names_of

_SEPARATORS = r"\s+[-–—|»:·/>]+\s+|\s*[|»]\s*|\s*::\s*"
#: Names of elements with titles.
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:(?:news|post|entry|article|detail|page|content)?[-_]?(?:title|headline|heading)s?|tieu-?de\w*|tieude\w*|ten-?bai|contentheading|componentheading)(?:$|[\s_-])"
)
_SITE = re.compile(
    r"(?:sở|phòng|ủy ban|uỷ ban|ubnd|cổng|trang|website|bộ|trường|đảng bộ|báo|đài|trung tâm|ban|công đoàn|chi cục|cục)(?!\w)|\.vn$|\.edu|\.gov|^(?:tin tức|news|home|trang chủ|chi tiết|chi tiết tin|bài viết)$|thông tin điện tử",
    re.IGNORECASE,
)
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)")
_LARGE = re.compile(
    r"font-size\s*:\s*(?:(?:1[5-9]|[2-9]\d)(?:\.\d+)?pt|(?:1[89]|[2-9]\d)(?:\.\d+)?px|(?:x+-)?large)", re.IGNORECASE
)
_END = re.compile(r"[.,;:!?…]$")
#: Letters of the shortest and of the longest title.
LEAST, MOST = 8, 400


@dataclass(frozen=True, slots=True)
class Title:
    """A title, how sure it is, where it stood, and its line in the page, if it is there."""

    text: str
    grade: str
    where: str
    segment: Segment | None


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[\"“”'‘’.…]", "", text).casefold().split())


def find_title(root: HtmlElement, segments: list[Segment], body: range, meta: dict[str, str]) -> Title | None:
    """Return the title of the article whose text begins with line ``body.start``; None where nothing tells it."""
    whole = " ".join((root.findtext(".//title") or meta.get("title", "")).split())
    told = [
        each for each in (meta.get("og:title", ""), meta.get("headline", ""), meta.get("twitter:title", "")) if each
    ]
    named = [_cut_site(each, meta.get("og:site_name", "")) for each in told]
    best: tuple[float, Title] | None = None
    prose = next((number for number in body if is_prose(segments[number])), body.stop)
    for segment in segments:
        if not LEAST <= len(segment.text) <= MOST or segment.number >= body.stop:
            continue
        score, sure = _score(segment, whole, named, range(min(body.start, prose), body.stop), prose)
        if score <= 0 or (segment.number >= prose and not sure):
            continue
        # Of two equal ones the one nearer to the text.
        score -= abs(min(prose, body.start + 2) - segment.number) * 0.01
        if best is None or score > best[0]:
            best = score, Title(segment.text, SURE if sure else LIKELY, segment.element.tag, segment)
    if best is not None and best[0] >= 2:
        return best[1]
    if named:
        return Title(named[0], LIKELY, "og:title" if meta.get("og:title") else "JSON-LD", None)
    if best is not None:
        return best[1]
    if (
        whole
        and (cut := _cut_site(whole, meta.get("og:site_name", "")))
        and (cut != whole or not _SITE.search(whole))
        and len(cut) >= LEAST
    ):
        return Title(cut, LIKELY, "title", None)
    return None


def _score(segment: Segment, whole: str, named: list[str], body: range, prose: int) -> tuple[float, bool]:
    """Return how much a line looks like the title, and whether the head of the page says the same."""
    text, element = _plain(segment.text), segment.element
    inside = [element, *element.iter("h1", "h2", "h3", "h4", "strong", "b", "span", "font", "a", "div", "p")]
    above = list(list(element.iterancestors())[:3])
    names = " ".join(names_of(each) for each in [*inside[:6], *above[:2]])
    heading = next((each.tag for each in [*inside, *above] if each.tag in {"h1", "h2", "h3"}), "")
    same = any(text == _plain(each) for each in named)
    first, last = _plain(whole).startswith(text), _plain(whole).endswith(text)
    titled = bool(heading or _NAMED.search(names)) and -2 <= body.start - segment.number <= 8
    agreed = same or (bool(whole) and _is_part(whole, segment.text, first, last, titled))
    score = 3.0 * same + 3.0 * (agreed and not same)
    score += {"h1": 1.5, "h2": 1.0, "h3": 0.6}.get(heading, 0) if segment.number <= body.start + 1 else 0
    if _NAMED.search(names) and segment.number <= body.start + 1:
        score += 1.2
    if agreed and (segment.linked >= len(segment.text) * 0.8 and not heading):
        # The end of a way of links, or another list.
        score -= 1.5
    if agreed and re.search(r"breadcrumb|pathway", names):
        score -= 2.5
    if not agreed:
        if (
            segment.linked >= len(segment.text) * 0.8
            or _SITE.fullmatch(segment.text)
            or segment.number < body.start - 8
        ):
            return 0, False
        if re.search(r"header|banner|logo|site-?name|footer|menu|nav", " ".join(names_of(each) for each in above)):
            return 0, False
        if whole and text == _plain(whole):
            return 0, False
        if not score and prose - segment.number <= 6:
            score = _prominence(element, segment.text)
        if not score and element.tag not in {"h1", "h2", "h3"}:
            # The first line of a text that nothing sets off: 20 letters and more, and no sentence.
            plain_line = segment.number < prose and segment.number >= body.start and 20 <= len(segment.text) <= 250
            if (
                not plain_line
                or _END.search(segment.text)
                or is_today(segment.text)
                or read_head_line(segment.text).whole
                or is_button(segment.text)
            ):
                return 0, False
            score = 0.5
        score = min(score, 2.4)
    return score, agreed


def _prominence(element: HtmlElement, text: str) -> float:
    """Return how much a line stands out that is set in large letters or bold, all of it; a sentence with its full stop is a standfirst."""
    if (
        len(text) < 20
        or text.endswith((":", ";", ","))
        or element.find(".//img") is not None
        or element.find(".//a") is not None
    ):
        return 0
    score = 0.0
    for each in element.iter():
        style = (each.get("style") or "").lower()
        if len("".join(each.itertext()).split()) < len(text.split()):
            continue
        if each.tag == "big" or (each.get("size") or "").lstrip("+") in {"4", "5", "6", "7"} or _LARGE.search(style):
            score = max(score, 1.0)
        elif each.tag in {"b", "strong"} or _BOLD.search(style):
            score = max(score, 0.7)
    return score - 0.6 * text.endswith(".") if score else 0


def _is_part(whole: str, text: str, first: bool, last: bool, titled: bool) -> bool:
    """Return whether ``text`` is the title of a page whose whole title has the site's name behind or before it.

    ``titled``: it stands where titles stand, so that it is no name of the site although it begins like one.
    """
    if _plain(whole) == _plain(text):
        return titled or not _SITE.match(text) or len(text) > 60
    if not (first or last) or len(text) < 0.25 * len(whole):
        return False
    joined = [_plain(whole)[: len(_plain(text))], _plain(whole)[-len(_plain(text)) :]]
    if _plain(text) not in joined:
        return False
    if first:
        rest = _plain(whole)[len(_plain(text)) :]
        return re.match(r"\s*[-–—|»:·/>]", rest) is not None and not (
            _SITE.match(text) and len(text) < 60 and not _SITE.search(rest)
        )
    rest = _plain(whole)[: -len(_plain(text))]
    return re.search(r"[-–—|»:·/>]\s*$", rest) is not None and not (_SITE.search(text) is not None and len(text) < 60)


def _cut_site(title: str, site: str) -> str:
    """Return ``title`` without the name of its site behind it."""
    title = " ".join(title.split())
    if site and title.casefold().endswith(site.casefold()) and len(title) > len(site) + LEAST:
        return title[: -len(site)].rstrip(" -–—|»:·/>")
    parts = re.split(f"({_SEPARATORS})", title)
    while (
        len(parts) > 2
        and len(parts[-1]) < 90
        and _SITE.search(parts[-1])
        and len("".join(parts[:-2])) >= LEAST
        and "|" in parts[-2] + title[:0]
    ):
        parts = parts[:-2]
    while len(parts) > 2 and len(parts[-1]) < 90 and _SITE.match(parts[-1]) and len("".join(parts[:-2])) >= 20:
        parts = parts[:-2]
    return "".join(parts).strip()
