"""Notices that never end, and those that are over and still stand in the menu."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import PurePosixPath

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Example, Facts, Found, Needs, Rule, found_at

_DATE = re.compile(r"(?<![\d/.-])(\d{1,2})(?:[/.-](\d{1,2})[/.-](\d{4})| tháng (\d{1,2}) năm (\d{4}))(?![\d/])")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_AT = re.compile(r"/(tin/\d{4}/\d{2})/([^/]+)/index\.md$")
#: Days for which a notice holds that names no day.
_USUAL = 30


def find_endless(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find notices without a last day; the day after the last one that the text names is offered."""
    fields = article.fields
    notices = {category.name for category in facts.site.categories if category.role == "notices"}
    if str(fields.get("category")) not in notices or fields.get("expires") or fields.get("withdrawn"):
        return
    published = day_of(fields.get("date"))
    if published is None:
        return
    named = [day for match in _DATE.finditer(article.prose) if (day := _real(match)) and published < day]
    last = max(named, default=published + timedelta(_USUAL))
    yield found_at(
        article, article.start_of(article.field_lines.get("category", 1)), typed=f"expires: {last + timedelta(1)}"
    )


def find_in_menu(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find notices that are over, to which the menu or the foot of every page leads."""
    over = day_of(article.fields.get("expires"))
    if over is None or over > facts.today:
        return
    address = address_of(article)
    for item in (*facts.site.menu, *facts.site.footer):
        if address and item.url.partition("#")[0].rstrip("/") == address.rstrip("/"):
            start = article.start_of(article.field_lines.get("expires", 1))
            yield found_at(article, start, title=item.title, date=f"{over:%d/%m/%Y}")


def address_of(article: CheckedArticle) -> str:
    """Return the address of an article's page, ``""`` for what is no article in a folder of its own."""
    match = _AT.search(article.path)
    if match is None:
        return ""
    slug = article.fields.get("slug") or PurePosixPath(match[2]).name
    return f"/{match[1]}/{slug}/"


def day_of(value: object) -> date | None:
    """Return the day that a field names, None where it names none."""
    text = str(value or "")
    try:
        if match := _ISO.search(text):
            return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
    found = _DATE.search(text)
    return _real(found) if found else None


def _real(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[3] or match[5]), int(match[2] or match[4]), int(match[1]))
    except ValueError:
        return None


_NOTICE = '---\ntitle: "Nghỉ học"\ndate: 2026-11-20 08:00\ncategory: Thông báo\n{}---\n\nHọc sinh nghỉ học đến hết ngày 25/11/2026.\n'
RULES = (
    Rule("notice-endless", Example(_NOTICE.format("expires: 2026-11-26\n")), Example(_NOTICE.format("")), find_endless),
    Rule(
        "menu-expired",
        Example(_NOTICE.format("expires: 2026-11-26\n")),
        # The site of the examples leads to /tin/2026/11/bai-thu/ (tests/newsdesk/checking/test_rules.py).
        Example(_NOTICE.format("slug: trong-menu\nexpires: 2026-11-26\n")),
        find_in_menu,
        Needs.TODAY,
    ),
)
