"""Which comments were meant: by number among those that wait, or among those that are on a page."""

from collections.abc import Iterable, Sequence

from ban_tin.articles.comments import Comment
from newsdesk.comments.articles import Article
from newsdesk.comments.connection import OfficeError
from newsdesk.comments.values import Waiting
from newsdesk.language import translate


def choose_waiting(pending: Iterable[Waiting], ids: Sequence[int]) -> tuple[list[Waiting], list[int]]:
    """Return those of ``pending`` with these ``ids``, in their order, and the ids that don't wait."""
    by_id, wanted = {each.id: each for each in pending}, list(dict.fromkeys(ids))
    return [by_id[number] for number in wanted if number in by_id], [number for number in wanted if number not in by_id]


def choose_published(
    found: Iterable[tuple[Article, Comment]], ids: Sequence[int], address: str = ""
) -> list[tuple[Article, Comment]]:
    """Return the approved comments with these ``ids``, of the article at ``address`` where one is named.

    Raises ``OfficeError`` for numbers that none has, and for those that several have, as they begin anew with a database.
    """
    given = [each for each in found if each[1].id in set(ids) and (not address or each[0].url == address)]
    problems = []
    for number in dict.fromkeys(ids):
        same = [each for each in given if each[1].id == number]
        if not same:
            problems.append(translate("No approved comment has the number {id}.").format(id=number))
        elif len({article.source for article, _ in same}) > 1:
            urls = " ".join(dict.fromkeys(article.url for article, _ in same))
            message = translate(
                "Several articles have a comment with the number {id}: {urls}. Name one with --article ADDRESS"
            )
            problems.append(message.format(id=number, urls=urls))
        elif len(same) > 1:
            message = translate("{file} has several comments with the number {id}: change that file by hand.")
            problems.append(message.format(id=number, file=same[0][0].comments))
    if problems:
        raise OfficeError("\n".join(problems))
    order = list(ids)
    return sorted(given, key=lambda each: order.index(each[1].id))
