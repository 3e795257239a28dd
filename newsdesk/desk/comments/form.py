"""What the form of the moderation page sends, done: the texts are those of the counter and of the files, never those of a form."""

import re
from collections.abc import Mapping, Sequence

from ban_tin.articles.comments import Comment
from newsdesk.comments.actions import grant, office_reply
from newsdesk.comments.asking import Asked, open_requests
from newsdesk.comments.beside import key_of, published
from newsdesk.comments.connection import OfficeError
from newsdesk.comments.deciding import TIP, Decision, Desk, Outcome, answer, decide, take_off
from newsdesk.comments.office import Office
from newsdesk.comments.values import APPROVE, REJECT, WITHDRAW, AuditLine
from newsdesk.desk.comments.moderation import APPROVED, ASKS, DELETE, DO, LIKELY, SUSPECTS, TIPS, field_of
from newsdesk.language import translate

Key = tuple[int, int]
_CHOICE = re.compile(r"d-([0-9]{1,16})-([0-9]{1,16})")


def do_form(office: Office, desk: Desk, view: str, fields: Mapping[str, str]) -> list[Outcome]:
    """Do what the ``fields`` of the list ``view`` say; return what became of each. Raises ``OfficeError``."""
    chosen = _chosen(fields)
    if view in (LIKELY, SUSPECTS):
        return _decide(office, desk, chosen, fields)
    if view == ASKS:
        wanted = {number for (number, _), value in chosen.items() if value == DO}
        return grant(desk, [each for each in find_requests(desk, []) if each.id in wanted])
    if view == TIPS:
        gone = {key for key, value in chosen.items() if value == DELETE}
        desk.records.delete_tips(gone)
        return [Outcome(number, True, translate("deleted from the tips")) for number, _ in gone]
    if view == APPROVED and not desk.trial:
        return _change_published(office, desk, chosen, fields)
    return []


def find_requests(desk: Desk, broken: list[str], audit: Sequence[AuditLine] | None = None) -> list[Asked]:
    """Return what senders want gone, by the ``audit`` of the counter: it is asked for it if there is none. Raises ``OfficeError``."""
    audit = desk.counter.audit() if audit is None else audit
    shown = () if desk.trial else published(desk.articles, desk.zone, broken)
    return open_requests(audit, desk.articles, shown, desk.records.tips())


def _chosen(fields: Mapping[str, str]) -> dict[Key, str]:
    """Return what was chosen, by key; later is nothing."""
    found = {}
    for name, value in fields.items():
        if value and (match := _CHOICE.fullmatch(name)):
            found[int(match[1]), int(match[2])] = value
    return found


def _decide(office: Office, desk: Desk, chosen: Mapping[Key, str], fields: Mapping[str, str]) -> list[Outcome]:
    # Those that stood on the page, and no others: what came since is not rejected unseen.
    on_page = {(int(match[1]), int(match[2])) for name in fields if (match := _CHOICE.fullmatch(name))}
    asked_for = on_page if fields.get("rest") == REJECT else chosen
    waiting = {each.key: each for each in desk.counter.find(number for number, _ in asked_for)}
    decisions, outcomes = [], []
    for key, what in chosen.items():
        if what not in (APPROVE, REJECT, TIP):
            continue
        if key not in waiting:
            message = translate("does not wait: decided already, deleted by its sender, or over its time")
            outcomes.append(Outcome(key[0], False, message))
            continue
        try:
            reply = office_reply(office, fields.get(f"reply-{field_of(key)}", "")) if what == APPROVE else None
        except OfficeError as error:
            outcomes.append(Outcome(key[0], False, str(error)))
            continue
        decisions.append(Decision(waiting[key], what, _reason(fields, key), reply))
    if fields.get("rest") == REJECT:
        decisions += [Decision(each, REJECT) for key, each in waiting.items() if key in on_page and key not in chosen]
    return [*decide(desk, decisions), *outcomes]


def _reason(fields: Mapping[str, str], key: Key) -> str:
    return fields.get(f"reason-{field_of(key)}", "").strip()[:500]


def _change_published(
    office: Office, desk: Desk, chosen: Mapping[Key, str], fields: Mapping[str, str]
) -> list[Outcome]:
    outcomes: list[Outcome] = []
    for article, comment in list(published(desk.articles, desk.zone, [])):
        key, given = key_of(comment), [(article, comment)]
        if chosen.get(key) == WITHDRAW:
            outcomes += take_off(desk, given, _reason(fields, key))
        elif (text := fields.get(f"reply-{field_of(key)}")) is not None and _is_new(text, comment):
            try:
                reply = office_reply(office, text)
            except OfficeError as error:
                outcomes.append(Outcome(comment.id, False, str(error)))
                continue
            outcomes += answer(desk, given, reply)
    return outcomes


def _is_new(text: str, comment: Comment) -> bool:
    """Return whether an answer was typed, changed or deleted."""
    return text.replace("\r\n", "\n").strip() != (comment.reply.text if comment.reply else "")
