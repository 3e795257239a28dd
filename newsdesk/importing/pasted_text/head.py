"""What stands above the text: the title among menus, greetings and the heads of letters, and how often the page was read."""

import re
from collections.abc import Sequence

from ban_tin.articles.captions.text import ends_sentence
from newsdesk.importing.pasted_text.lines import TextLine
from newsdesk.importing.structure.bylines import read_byline
from newsdesk.importing.web_page.furniture import is_button, read_views

#: Lines among which the title is.
_NEAR = 16
#: Letters of a paragraph that is surely one of the text, and of a title.
_PROSE, _TITLE_MOST = 200, 220
#: Words of an entry of a menu.
_MENU_MOST = 6
_LETTER = re.compile(
    r"(?:from|to|cc|bcc|sent|date|subject|người gửi|người nhận|đến|gửi|tiêu đề thư)\s*:\s*\S.*", re.IGNORECASE
)
_GREETING = re.compile(
    r"(?:kính (?:gửi|thưa|chào)|thân (?:gửi|mến|chào)|gửi (?:anh|chị|ban)|chào (?:anh|chị|ban)|dear)(?!\w)",
    re.IGNORECASE,
)
_COUNTER = re.compile(
    r"[\s|;,.:–-]*(?:(?:phản hồi|bình luận|ý kiến|comments?|lượt thích|thích|likes?)\s*:?\s*\(?\d+\)?[\s|;,.:–-]*)*",
    re.IGNORECASE,
)


def find_title(lines: Sequence[TextLine]) -> int:
    """Return which of ``lines`` is the title: the one above the line with the date, else the first that can be one; -1 for none."""
    end = next(
        (place for place, line in enumerate(lines[:_NEAR]) if len(line.text) > _PROSE and ends_sentence(line.text)),
        min(len(lines), _NEAR),
    )
    dated = next((place for place in range(end) if "date" in read_byline(lines[place].text)), -1)
    possible = [place for place in range(end) if _may_be_title(lines[place].text)]
    above = [place for place in possible if place < dated]
    if above:
        return above[-1]
    long_ones = [place for place in possible if len(lines[place].text.split()) >= _MENU_MOST]
    return next(iter(long_ones or possible), -1)


def _may_be_title(text: str) -> bool:
    if not len(text.split()) >= 3 or len(text) > _TITLE_MOST or text.endswith((":", ";", ",")) or ends_sentence(text):
        return False
    return not (read_byline(text) or is_above(text) or is_button(text) or read_views(text))


def is_above(text: str) -> bool:
    """Return whether ``text`` is the head of a letter, or greets."""
    return _LETTER.fullmatch(text) is not None or _GREETING.match(text) is not None


def is_menu(text: str) -> bool:
    """Return whether a line above the title is an entry of a menu, or the head of a letter."""
    return _LETTER.fullmatch(text) is not None or (len(text.split()) <= _MENU_MOST and not ends_sentence(text))


def only_counts(text: str) -> str:
    """Return how often a page was read, as digits, where a line says that and what else is counted; ``""`` for any other line."""
    read = read_views(text)
    return read[0] if read and _COUNTER.fullmatch(read[1]) else ""


def views_in(text: str) -> str:
    """Return how often a page was read, as digits, where the line with the date says it too."""
    read = read_views(text) if "date" in read_byline(text) else None
    return read[0] if read else ""
