"""What each subcommand of ``ban-tin comments`` does; they return the exit code, and raise ``OfficeError``."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ban_tin.articles.comments import Comment, Reply
from newsdesk.comments.articles import Article, Articles
from newsdesk.comments.asking import Asked, open_requests
from newsdesk.comments.beside import published
from newsdesk.comments.choosing import choose_published, choose_waiting
from newsdesk.comments.client import OfficeClient
from newsdesk.comments.connection import Connection, OfficeError
from newsdesk.comments.deciding import TIP, Decision, Desk, Outcome, answer, decide, take_off
from newsdesk.comments.office import Office
from newsdesk.comments.records import Tip
from newsdesk.comments.telling import as_lines, count_characters, days_left, shown_text, tell_moment, tell_name
from newsdesk.comments.values import APPROVE, REJECT, Waiting
from newsdesk.language import catalogue, translate

#: Characters of an answer of the office: more belongs into an article.
LONGEST_REPLY = 2000


def show_pending(office: Office, options: Namespace) -> int:
    """Print what waits."""
    client = office.connect()
    likely, suspects = client.pending(), client.pending(suspect=True)
    articles = office.find_articles() if likely or suspects else {}
    if options.json:
        _print_json({"comments": [_as_json(office, each, articles) for each in (*likely, *suspects)]})
        return 0
    ngettext = catalogue().ngettext
    print(ngettext("%(num)d comment waits.", "%(num)d comments wait.", len(likely)) % {"num": len(likely)})
    _print_waiting(office, likely, articles)
    if suspects:
        said = ngettext("%(num)d looks like spam:", "%(num)d look like spam:", len(suspects))
        print(f"\n{said % {'num': len(suspects)}}")
        _print_waiting(office, suspects, articles)
    return 0


def approve(office: Office, options: Namespace) -> int:
    """Approve what is named, with a reply if one is given."""
    text = _reply(office, options)
    return _decide(office, options, APPROVE, reply=text)


def reject(office: Office, options: Namespace) -> int:
    """Reject what is named."""
    if not options.ids and not options.suspects:
        raise OfficeError(translate("Name the numbers of comments, or --suspects."))
    return _decide(office, options, REJECT, reason=options.reason, suspects=options.suspects)


def keep_tips(office: Office, options: Namespace) -> int:
    """Keep what is named for the staff."""
    return _decide(office, options, TIP, reason=options.reason)


def reply(office: Office, options: Namespace) -> int:
    """Answer what is named: what waits is approved with it, what is on a page is answered there."""
    text = _reply(office, options)
    assert text
    if not options.approved:
        return _decide(office, options, APPROVE, reply=text)
    articles, broken = office.find_articles(), list[str]()
    found = choose_published(published(articles, office.zone, broken), options.ids, options.article)
    return max(
        _tell_broken(broken), _tell(answer(_local_desk(office, articles), found, text, options.dry_run), options)
    )


def show_approved(office: Office, options: Namespace) -> int:
    """Print what is on the pages."""
    broken = list[str]()
    found = list(published(office.find_articles(), office.zone, broken))
    if options.json:
        _print_json({"comments": [_approved_json(article, comment) for article, comment in found]})
    else:
        _print_published(office, found)
    return _tell_broken(broken)


def withdraw(office: Office, options: Namespace) -> int:
    """Take what is named off its page."""
    articles, broken = office.find_articles(), list[str]()
    found = choose_published(published(articles, office.zone, broken), options.ids, options.article)
    return max(
        _tell_broken(broken),
        _tell(take_off(_local_desk(office, articles), found, options.reason, options.dry_run), options),
    )


def show_asks(office: Office, options: Namespace) -> int:
    """Print who wants something gone; with ``--do``, do it."""
    client, articles, broken = office.connect(), office.find_articles(), list[str]()
    asked = open_requests(client.audit(), articles, published(articles, office.zone, broken), office.records.tips())
    if not (options.do or options.dry_run):
        if options.json:
            _print_json({"asked": [{"id": each.id, "path": each.path, "at": each.at} for each in asked]})
        else:
            _print_asked(office, asked)
        return _tell_broken(broken)
    outcomes = grant(_local_desk(office, articles), asked, options.dry_run)
    if not outcomes and not options.json:
        print(translate("No sender wants anything gone."))
    return max(_tell(outcomes, options), _tell_broken(broken))


def grant(desk: Desk, asked: Iterable[Asked], dry_run: bool = False) -> list[Outcome]:
    """Delete what senders asked for, from pages and tips."""
    outcomes = []
    for each in asked:
        outcomes += take_off(desk, each.published, translate("its sender asked for it"), dry_run)
        if each.tips:
            if not dry_run:
                desk.records.delete_tips(tip.key for tip in each.tips)
            message = translate("would be deleted from the tips") if dry_run else translate("deleted from the tips")
            outcomes.append(Outcome(each.id, True, message))
    return outcomes


def show_tips(office: Office, options: Namespace) -> int:
    """Print the tips, or delete some."""
    tips = office.records.tips()
    if not options.delete:
        if options.json:
            _print_json({"tips": [asdict(tip) for tip in tips]})
        else:
            _print_tips(office, tips)
        return 0
    known = {tip.id for tip in tips}
    if missing := [number for number in options.delete if number not in known]:
        ids = ", ".join(map(str, missing))
        raise OfficeError(translate("No tip has the number {ids}. Nothing was deleted.").format(ids=ids))
    chosen = [tip for tip in tips if tip.id in options.delete]
    if not options.dry_run:
        office.records.delete_tips(tip.key for tip in chosen)
    message = translate("would be deleted from the tips") if options.dry_run else translate("deleted from the tips")
    return _tell([Outcome(tip.id, True, message) for tip in chosen], options)


def export(office: Office, options: Namespace) -> int:
    """Save all that waits. The counter puts an apostrophe before what a spreadsheet would run."""
    content = office.connect().export(options.format)
    if not options.to:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return 0
    path = Path(options.to)
    try:
        # What nobody has seen yet is for its owner alone.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise OfficeError(translate("{file} is there already; nothing was written.").format(file=path)) from None
    except OSError as error:
        message = translate("{file} can’t be read or written: {reason}.")
        raise OfficeError(message.format(file=path, reason=error.strerror)) from None
    print(
        translate(
            "Written to {file}. It has texts that nobody has decided about: delete it when it is no longer needed."
        ).format(file=path)
    )
    return 0


def show_privacy(office: Office, options: Namespace) -> int:
    """Print the text of the site's page as Markdown."""
    from ban_tin.planning.privacy import privacy_text

    for section in privacy_text(office.facts):
        print(f"## {section.title}\n")
        print("\n\n".join(section.paragraphs), end="\n\n")
    return 0


def office_reply(office: Office, text: str, name: str = "") -> Reply | None:
    """Return what the office answers, signed; None for no text. Raises ``OfficeError`` for one that is too long."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return None
    if len(text) > LONGEST_REPLY:
        message = translate(
            "The answer has {number} characters; at most {most} are shown. More belongs into an article."
        )
        raise OfficeError(message.format(number=len(text), most=LONGEST_REPLY))
    return Reply(office.now().replace(microsecond=0), name.strip() or office.name, text)


def _reply(office: Office, options: Namespace) -> Reply | None:
    given = options.reply
    text = sys.stdin.read() if given == "-" else given
    made = office_reply(office, text, options.name)
    if given and made is None:
        raise OfficeError(translate("The answer is empty."))
    return made


def _decide(
    office: Office,
    options: Namespace,
    what: str,
    reason: str = "",
    reply: Reply | None = None,
    suspects: bool = False,
) -> int:
    client = office.connect()
    chosen, missing = choose_waiting(client.find(options.ids), options.ids)
    if suspects:
        named = {each.key for each in chosen}
        chosen += [each for each in client.pending(suspect=True) if each.key not in named]
    # Rejecting needs no article, and a large site takes a moment to be read.
    desk = office.desk(client) if what != REJECT else _desk(office, client, {})
    outcomes = decide(desk, [Decision(each, what, reason, reply) for each in chosen], options.dry_run)
    return _tell([*outcomes, *_do_missing(desk, missing, what, reply, options.dry_run)], options)


def _do_missing(desk: Desk, ids: Sequence[int], what: str, reply: Reply | None, dry_run: bool) -> list[Outcome]:
    """Return what to say of comments that don't wait: the same command may have been given before, and been cut off.

    What is approved already is answered all the same.
    """
    approved: dict[int, list[tuple[Article, Comment]]] = {}
    for each in published(desk.articles, desk.zone, []) if ids and what == APPROVE else ():
        approved.setdefault(each[1].id, []).append(each)
    outcomes = []
    for number in ids:
        found = approved.get(number, [])
        if not found:
            message = translate("does not wait: decided already, deleted by its sender, or over its time")
            outcomes.append(Outcome(number, False, message))
        elif reply is None:
            outcomes.append(Outcome(number, True, translate("is approved already")))
        elif len(found) > 1:
            message = translate(
                "several articles have a comment with that number: name one with --approved --article ADDRESS"
            )
            outcomes.append(Outcome(number, False, message))
        else:
            outcomes += answer(desk, found, reply, dry_run)
    return outcomes


def _local_desk(office: Office, articles: Articles) -> Desk:
    """Return a desk for what needs no counter: none is asked."""
    return _desk(office, OfficeClient(Connection("", "")), articles)


def _desk(office: Office, client: OfficeClient, articles: Articles) -> Desk:
    return Desk(client, articles, office.records, office.zone, office.now)


def _tell(outcomes: Sequence[Outcome], options: Namespace) -> int:
    """Print what became of each; return the exit code."""
    if options.json:
        _print_json({"comments": [asdict(each) for each in outcomes]})
    for each in outcomes if not options.json else ():
        print(f"#{each.id}: {each.message}", file=sys.stdout if each.done else sys.stderr)
    return 0 if all(each.done for each in outcomes) else 1


def _tell_broken(broken: Sequence[str]) -> int:
    """Print what is wrong with files of comments; return the exit code."""
    if broken:
        print("\n".join(broken), file=sys.stderr)
    return 1 if broken else 0


def _print_waiting(office: Office, found: Iterable[Waiting], articles: Articles) -> None:
    for each in found:
        article = articles.get(each.path)
        lines = as_lines(
            each, article.title if article else "", office.now(), office.facts.readers.retention_days, office.zone
        )
        print("\n" + "\n".join(lines))


def _print_published(office: Office, found: Iterable[tuple[Article, Comment]]) -> None:
    for article, comment in found:
        moment = tell_moment(int(comment.received.timestamp()), office.zone)
        print(f"\n#{comment.id}  {article.title}  {article.url}\n    {tell_name(comment.name)} · {moment}")
        print("\n".join(f"    | {line}" for line in shown_text(comment.text)))
        if comment.reply:
            print(f"    → {tell_name(comment.reply.name)}")
            print("\n".join(f"      | {line}" for line in shown_text(comment.reply.text)))


def _print_asked(office: Office, asked: Sequence[Asked]) -> None:
    if not asked:
        print(translate("No sender wants anything gone."))
        return
    print(translate("These senders want their comment gone. Do it with: ban-tin comments asks --do"))
    for each in asked:
        _print_published(office, each.published)
        _print_tips(office, each.tips)


def _print_tips(office: Office, tips: Iterable[Tip]) -> None:
    for tip in tips:
        print(
            f"\n#{tip.id}  {tip.title or tip.path}\n    {tell_name(tip.name)} · {tell_moment(tip.received, office.zone)}"
        )
        print("\n".join(f"    | {line}" for line in shown_text(tip.text)))


def _as_json(office: Office, waiting: Waiting, articles: Articles) -> dict[str, Any]:
    article = articles.get(waiting.path)
    return asdict(waiting) | {
        "title": article.title if article else None,
        "characters": count_characters(waiting.text),
        "days_left": days_left(waiting.received, office.now(), office.facts.readers.retention_days, office.zone),
    }


def _approved_json(article: Article, comment: Comment) -> dict[str, Any]:
    found = {"id": comment.id, "path": article.url, "title": article.title, "name": comment.name, "text": comment.text}
    reply = comment.reply
    answered = {"at": reply.at.isoformat(), "name": reply.name, "text": reply.text} if reply else None
    return found | {"received": comment.received.isoformat(), "reply": answered}


def _print_json(value: Any) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=1))
