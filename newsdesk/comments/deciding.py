"""Deciding about comments: first what is to be kept is on the disk of the office, then the counter deletes its copy.

A crash between the two leaves a comment that waits and is kept already: deciding again keeps it once, as it is known by number and time.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from ban_tin.articles.comments import Comment, Reply
from newsdesk.comments.articles import Article, Articles
from newsdesk.comments.beside import as_comment, change_comments, is_keepable, key_of, with_added, without
from newsdesk.comments.client import OfficeClient
from newsdesk.comments.connection import OfficeError
from newsdesk.comments.records import Note, Records, tip_of
from newsdesk.comments.values import APPROVE, EXPIRE, REJECT, WITHDRAW, Waiting
from newsdesk.language import N_, translate

#: By ``Waiting.key``: whether it is done, and the sentence for the editor.
Said = dict[tuple[int, int], tuple[bool, str]]
#: Beside ``APPROVE`` and ``REJECT``: kept for the staff, not for the public.
TIP = "tip"
#: What the counter is told. A tip is text that the office has: the sender who wants it deleted has to be able to tell it so.
_TOLD = {APPROVE: APPROVE, REJECT: REJECT, TIP: APPROVE}
#: Why a comment was taken back out of what was kept, by what the counter said.
_ENDED = {
    WITHDRAW: N_("the sender has deleted it meanwhile; it is kept nowhere"),
    REJECT: N_("somebody has rejected it meanwhile; it is kept nowhere"),
    EXPIRE: N_("its time was over meanwhile; it is kept nowhere"),
}
_UNKNOWN = N_("the counter knows it no longer; it is kept nowhere")


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of a comment that waits: ``what`` is ``APPROVE``, ``REJECT`` or ``TIP``."""

    waiting: Waiting
    what: str
    reason: str = ""
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a comment. ``message`` is a sentence for the editor; ``done``: it waits no longer, as was decided."""

    id: int
    done: bool
    message: str


@dataclass(frozen=True, slots=True)
class Desk:
    """All that deciding needs."""

    #: The counter where comments wait.
    counter: OfficeClient
    #: The articles of the site.
    articles: Articles
    #: The office's own records.
    records: Records
    #: Of the site.
    zone: tzinfo
    #: Tells the time.
    clock: Callable[[], datetime]
    #: Approved ones are written beside their articles; in a trial, only if it was asked for.
    writes: bool = True
    #: What waits is of a preview: its numbers mean nothing among what is on the pages.
    trial: bool = False


def decide(desk: Desk, decisions: Iterable[Decision], dry_run: bool = False) -> list[Outcome]:
    """Do what was decided; return what became of each, in the order of ``decisions``.

    What can't be done is told and left to wait, the rest is done all the same. Doing the same again is no harm.
    ``dry_run``: only say what would be done.
    """
    given = list({each.waiting.key: each for each in decisions}.values())
    problems = {each.waiting.key: problem for each in given if (problem := _problem(desk, each))}
    able = [each for each in given if each.waiting.key not in problems]
    said: Said = {key: (False, problem) for key, problem in problems.items()}
    if dry_run:
        said |= {each.waiting.key: (True, _would(desk, each)) for each in able}
    else:
        kept = _keep(desk, able, said)
        _tell_counter(desk, kept, said)
    return [Outcome(each.waiting.id, *said[each.waiting.key]) for each in given]


def _problem(desk: Desk, decision: Decision) -> str:
    """Return why ``decision`` can't be done, ``""`` where it can."""
    if decision.what != APPROVE:
        return ""
    article = desk.articles.get(decision.waiting.path)
    if article is None:
        return translate("there is no article at {path} any more: reject it, or keep it as a tip").format(
            path=decision.waiting.path
        )
    if article.withdrawn:
        return translate("the article was withdrawn, nothing can stand below it: reject it, or keep it as a tip")
    try:
        comment = as_comment(decision.waiting, desk.zone, decision.reply)
    except OfficeError as error:
        return str(error)
    if not is_keepable(comment, desk.zone):
        return translate("there is a sign in it that no page may hold: reject it")
    return ""


def _would(desk: Desk, decision: Decision) -> str:
    if decision.what == APPROVE:
        if not desk.writes:
            return translate("would be approved as a trial; nothing would be written")
        path = desk.articles[decision.waiting.path].comments
        return translate("would be approved and written to {file}").format(file=path)
    if decision.what == TIP:
        return translate("would be kept as a tip for the staff")
    return translate("would be rejected and deleted for good")


def _keep(desk: Desk, decisions: Sequence[Decision], said: Said) -> list[Decision]:
    """Keep what is to be kept, and the reasons; return the decisions that the counter may hear of."""
    ready = []
    for source, group in _by_article(desk, decisions).items():
        new = [as_comment(each.waiting, desk.zone, each.reply) for each in group]
        try:
            if source is not None and desk.writes:
                change_comments(source.comments, desk.zone, with_added(new))
        except OfficeError as error:
            said |= {each.waiting.key: (False, str(error)) for each in group}
            continue
        ready += group
    others = [each for each in decisions if each.what != APPROVE]
    now = desk.clock()
    try:
        tips = [each.waiting for each in others if each.what == TIP]
        desk.records.keep_tips(tip_of(each, _title(desk, each), now) for each in tips)
        ready += others
        desk.records.note((_note(each) for each in ready), now)
    except OfficeError as error:
        # Without a record nothing is deleted; what stands beside articles is found there when it is tried again.
        said |= {each.waiting.key: (False, str(error)) for each in (*ready, *others)}
        return []
    return ready


def _by_article(desk: Desk, decisions: Iterable[Decision]) -> dict[Article | None, list[Decision]]:
    groups: dict[Article | None, list[Decision]] = {}
    for each in decisions:
        if each.what == APPROVE:
            groups.setdefault(desk.articles.get(each.waiting.path), []).append(each)
    return groups


def _title(desk: Desk, waiting: Waiting) -> str:
    article = desk.articles.get(waiting.path)
    return article.title if article else ""


def _note(decision: Decision) -> Note:
    waiting = decision.waiting
    return Note(waiting.id, waiting.received, waiting.path, decision.what, decision.reason)


def _tell_counter(desk: Desk, decisions: Sequence[Decision], said: Said) -> None:
    """Have the counter delete its copies; take back what ended otherwise there."""
    by_id = {each.waiting.id: each for each in decisions}
    left = dict(by_id)
    try:
        for held in desk.counter.decide({number: _TOLD[each.what] for number, each in by_id.items()}):
            for number, ended in held.items():
                each = left.pop(number)
                said[each.waiting.key] = _after(desk, each, ended)
    except OfficeError as error:
        message = translate("{reason} It waits there still, and what was kept here is kept: do the same again.")
        for each in left.values():
            said[each.waiting.key] = (False, message.format(reason=error))


def _after(desk: Desk, decision: Decision, ended: str) -> tuple[bool, str]:
    """Return what to say of a comment that ``ended`` like this at the counter."""
    if ended == _TOLD[decision.what]:
        if decision.what == APPROVE:
            return True, translate("approved") if desk.writes else translate("approved as a trial; nothing was written")
        return True, translate("kept as a tip for the staff") if decision.what == TIP else translate("rejected")
    if decision.what == REJECT:
        known = {APPROVE: N_("somebody has approved it meanwhile: take it off the page instead")}
        return ended != APPROVE, translate(known.get(ended) or _ENDED.get(ended, _UNKNOWN))
    message = translate(_ENDED.get(ended, _UNKNOWN))
    try:
        article = desk.articles.get(decision.waiting.path)
        if decision.what == TIP:
            desk.records.delete_tips([decision.waiting.key])
        elif article and desk.writes:
            change_comments(article.comments, desk.zone, without([decision.waiting.key]))
    except OfficeError as error:
        return False, f"{message} – {error}"
    return False, message


def take_off(
    desk: Desk, found: Iterable[tuple[Article, Comment]], reason: str = "", dry_run: bool = False
) -> list[Outcome]:
    """Take approved comments off their pages. Needs no counter: it has deleted its copies long ago."""
    outcomes = []
    for article, comment in found:
        if dry_run:
            message = translate("would be taken out of {file}").format(file=article.comments)
            outcomes.append(Outcome(comment.id, True, message))
            continue
        number, received = key_of(comment)
        try:
            change_comments(article.comments, desk.zone, without([(number, received)]))
            desk.records.note([Note(number, received, article.url, WITHDRAW, reason)], desk.clock())
        except OfficeError as error:
            outcomes.append(Outcome(number, False, str(error)))
            continue
        message = translate("taken out of {file}; it is gone from the page with the next publishing")
        outcomes.append(Outcome(number, True, message.format(file=article.comments)))
    return outcomes


def answer(
    desk: Desk, found: Iterable[tuple[Article, Comment]], reply: Reply | None, dry_run: bool = False
) -> list[Outcome]:
    """Answer approved comments in the name of the office; an answer that is there is replaced, by ``None`` deleted."""
    outcomes = []
    for article, comment in found:
        replied = Comment(comment.id, comment.received, comment.name, comment.text, reply)
        if not is_keepable(replied, desk.zone):
            message = translate("there is a sign in the answer that no page may hold")
            outcomes.append(Outcome(comment.id, False, message))
            continue
        if dry_run:
            message = translate("would be answered in {file}").format(file=article.comments)
            outcomes.append(Outcome(comment.id, True, message))
            continue
        key = key_of(comment)
        try:
            change_comments(
                article.comments,
                desk.zone,
                lambda before, key=key: tuple(  # type: ignore[misc]
                    Comment(each.id, each.received, each.name, each.text, reply) if key_of(each) == key else each
                    for each in before
                ),
            )
        except OfficeError as error:
            outcomes.append(Outcome(comment.id, False, str(error)))
            continue
        outcomes.append(Outcome(comment.id, True, translate("answered in {file}").format(file=article.comments)))
    return outcomes
