"""Senders who want a comment gone that the office has already: on a page, or as a tip. The counter's audit tells of them."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ban_tin.articles.comments import Comment
from newsdesk.comments.articles import Article, Articles
from newsdesk.comments.beside import key_of
from newsdesk.comments.records import Tip
from newsdesk.comments.values import APPROVE, ASK, AuditLine


class Asked(NamedTuple):
    """A sender asked for a comment to be deleted, ``at`` seconds since the epoch; it is on a page or among the tips, and once it is in neither, no longer here."""

    id: int
    path: str
    at: int
    published: tuple[tuple[Article, Comment], ...]
    tips: tuple[Tip, ...]


def open_requests(
    audit: Sequence[AuditLine], articles: Articles, published: Iterable[tuple[Article, Comment]], tips: Iterable[Tip]
) -> list[Asked]:
    """Return what is still to be done for senders, oldest first.

    The audit has no time of arrival, and numbers begin anew with a database: of several comments with one number in an article it is the
    last one that had come when it was decided.
    """
    decided = {line.id: line.at for line in audit if line.decision == APPROVE}
    shown, kept = list(published), list(tips)
    found = []
    for line in {line.id: line for line in audit if line.decision == ASK}.values():
        until = decided.get(line.id, line.at)
        here = articles.get(line.path)
        on_page = [
            (article, comment)
            for article, comment in shown
            if comment.id == line.id and key_of(comment)[1] <= until and here and article.source == here.source
        ]
        among_tips = [tip for tip in kept if tip.id == line.id and tip.path == line.path and tip.received <= until]
        latest = max([key_of(comment)[1] for _, comment in on_page] + [tip.received for tip in among_tips], default=0)
        asked = Asked(
            line.id,
            line.path,
            line.at,
            tuple(each for each in on_page if key_of(each[1])[1] == latest),
            tuple(tip for tip in among_tips if tip.received == latest),
        )
        if asked.published or asked.tips:
            found.append(asked)
    return found
