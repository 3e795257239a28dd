"""The page on which an office decides, as HTML: plain functions of what is shown. Works without JavaScript; ``comments.js`` adds the keys.

Nothing is sent before the button at the end of the list is pressed: until then every choice can be changed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from html import escape
from urllib.parse import quote, urlencode

from ban_tin.articles.comments import Comment, Reply
from newsdesk.comments.articles import Article, Articles
from newsdesk.comments.asking import Asked
from newsdesk.comments.beside import key_of
from newsdesk.comments.deciding import TIP, Outcome
from newsdesk.comments.records import Tip
from newsdesk.comments.telling import (
    count_characters,
    days_left,
    tell_age,
    tell_days_left,
    tell_moment,
    tell_name,
    tell_signs,
)
from newsdesk.comments.values import APPROVE, REJECT, WITHDRAW, Waiting
from newsdesk.desk.addresses import COMMENTS
from newsdesk.desk.frame import frame_page
from newsdesk.language import N_, catalogue, translate

#: The lists, in the order of their links.
LIKELY, SUSPECTS, ASKS, TIPS, APPROVED = "likely", "suspects", "asks", "tips", "approved"
VIEWS = {
    LIKELY: N_("To decide"),
    SUSPECTS: N_("Like spam"),
    ASKS: N_("To be deleted"),
    TIPS: N_("Tips"),
    APPROVED: N_("On the pages"),
}
#: At once: the others follow as these are decided.
MOST = 100
DELETE, DO = "delete", "do"
_CHOICES = {
    LIKELY: (("", N_("Later")), (APPROVE, N_("Approve")), (TIP, N_("Tip for the staff")), (REJECT, N_("Reject"))),
    ASKS: (("", N_("Later")), (DO, N_("Delete it as asked"))),
    TIPS: (("", N_("Keep")), (DELETE, N_("Delete for good"))),
    APPROVED: (("", N_("Leave")), (WITHDRAW, N_("Take off the page"))),
}
_CHOICES[SUSPECTS] = _CHOICES[LIKELY]
_EMPTY = {
    LIKELY: N_("Nothing waits for a decision."),
    SUSPECTS: N_("Nothing looks like spam."),
    ASKS: N_("No sender wants anything gone."),
    TIPS: N_("No tips are kept."),
    APPROVED: N_("No comment is approved yet."),
}
#: What stands around the comments, where a string is put together.
_LABELS = {
    "trial": N_("Trial"),
    "to_live": N_("To the live site’s comments"),
    "to_trial": N_("Try it out with comments of this preview"),
    "live": N_("The live site"),
    "lists": N_("Lists"),
    "gone": N_("no such article any more"),
    "decision": N_("Decision on comment {number}"),
    "answer": N_("Answer, reason"),
    "rest": N_("All that are undecided in this list:"),
    "keys": N_("Keys"),
    "toggle": N_("Letters alone are keys, outside of text fields"),
}
#: Usual reasons, to choose from; any other can be typed.
REASONS = (
    N_("Advertising or spam"),
    N_("Has nothing to do with the article"),
    N_("Insults somebody"),
    N_("Tells personal data of others"),
)
_KEYS = (
    ("j", N_("next comment")),
    ("k", N_("comment before")),
    ("a", N_("approve")),
    ("r", N_("reject")),
    ("t", N_("tip for the staff")),
    ("u", N_("undo: decide later")),
    ("e", N_("write an answer")),
    ("o", N_("open the article")),
    ("Shift+R", N_("reject all that are undecided")),
    ("s", N_("go to the button that does what was chosen")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a page of it shows."""

    #: The list that is shown.
    view: str
    #: Of the preview's own counter, where nothing is real.
    trial: bool
    #: What the form has to send back.
    token: str
    #: Where the comments come from.
    source: str
    #: The present moment.
    now: datetime
    #: That of the site.
    zone: tzinfo
    #: For how many days undecided ones are kept.
    retention_days: int
    #: The articles of the site.
    articles: Articles = field(default_factory=dict)
    #: What has waited longest in the list that is shown, if it is one of these two.
    waiting: Sequence[Waiting] = ()
    #: How many are in each list, as far as it is known.
    counts: Mapping[str, int] = field(default_factory=dict)
    #: What senders want gone.
    asked: Sequence[Asked] = ()
    #: What is kept for the staff.
    tips: Sequence[Tip] = ()
    #: What is on the pages.
    published: Sequence[tuple[Article, Comment]] = ()
    #: What was done last.
    outcomes: Sequence[Outcome] = ()
    #: What is wrong beside that, each a paragraph: files that can't be read.
    notes: Sequence[str] = ()
    #: Why there is no list, each a paragraph.
    problems: Sequence[str] = ()
    #: Who asks, as the proxy says; ``""`` on a machine of one's own.
    user: str = ""


def moderation_page(shown: Shown) -> str:
    """Return the page."""
    main = "".join((
        f'{_source(shown)}{_links(shown)}{_outcomes(shown.outcomes)}',
        "".join(f'<p class="problem">{_e(each)}</p>' for each in (*shown.notes, *shown.problems)),
        "" if shown.problems else _list(shown),
        _keys(shown),
    ))  # fmt: skip
    title = translate("Readers' comments")
    return frame_page(title, main, "comments", ("comments.js",), ("comments.css",), shown.user)


def link_to(view: str, trial: bool, **more: str) -> str:
    """Return the address of a list."""
    query = {"view": view} | ({"counter": "trial"} if trial else {}) | more
    return f"{COMMENTS}?{urlencode(query)}"


def field_of(key: tuple[int, int]) -> str:
    """Return what the fields of a comment end with."""
    return f"{key[0]}-{key[1]}"


def _source(shown: Shown) -> str:
    if shown.trial:
        said = translate(
            "Comments that were written in this preview. They go with it, and nothing here reaches the live site."
        )
        other = f'<a href="{escape(link_to(LIKELY, False))}">{_t(_LABELS["to_live"])}</a>'
        return f'<p class="source trial"><strong>{_t(_LABELS["trial"])}.</strong> {_e(said)}<br>{other}</p>'
    other = f'<a href="{escape(link_to(LIKELY, True))}">{_t(_LABELS["to_trial"])}</a>'
    return f'<p class="source">{_t(_LABELS["live"])}: <span class="address">{_e(shown.source)}</span><br>{other}</p>'


def _links(shown: Shown) -> str:
    items = []
    for view, name in VIEWS.items():
        if shown.trial and view == APPROVED:
            continue  # Those are real.
        here = ' aria-current="page"' if view == shown.view else ""
        number = f" ({shown.counts[view]})" if view in shown.counts else ""
        items.append(f'<li><a href="{escape(link_to(view, shown.trial))}"{here}>{_t(name)}{number}</a></li>')
    return f'<nav class="lists" aria-label="{_t(_LABELS["lists"])}"><ul>{"".join(items)}</ul></nav>'


def _outcomes(outcomes: Sequence[Outcome]) -> str:
    if not outcomes:
        return ""
    done = sum(each.done for each in outcomes)
    left = len(outcomes) - done
    ngettext = catalogue().ngettext
    said = [ngettext("%(num)d done", "%(num)d done", done) % {"num": done}]
    if left:
        said.append(ngettext("%(num)d not done", "%(num)d not done", left) % {"num": left})
    items = "".join(
        f"<li{'' if each.done else ' class=problem'}>#{each.id}: {_e(each.message)}</li>"
        for each in sorted(outcomes, key=lambda each: each.done)
    )
    state = " open" if left else ""
    return (
        f'<section class="outcomes" role="status" tabindex="-1" id="outcomes"><details{state}>'
        f"<summary>{_e(', '.join(said))}</summary><ul>{items}</ul></details></section>"
    )


def _list(shown: Shown) -> str:
    cards = list(_cards(shown))
    if not cards:
        return f'<p class="empty" id="list">{_t(_EMPTY[shown.view])}</p>'
    ngettext = catalogue().ngettext
    more = max(len(cards), shown.counts.get(shown.view, 0)) - min(len(cards), MOST)
    said = ngettext("%(num)d more follows as these are decided.", "%(num)d more follow as these are decided.", more)
    return "".join((
        f'<form method="post" action="{COMMENTS}" id="list"><input type="hidden" name="token" value="{escape(shown.token)}">',
        f'<input type="hidden" name="view" value="{shown.view}">',
        '<input type="hidden" name="counter" value="trial">' if shown.trial else "",
        f'<ol class="cards">{"".join(cards[:MOST])}</ol>',
        f"<p>{_e(said % {'num': more})}</p>" if more > 0 else "",
        _ending(shown),
        "</form>",
    ))  # fmt: skip


def _cards(shown: Shown) -> Iterable[str]:
    if shown.view in (LIKELY, SUSPECTS):
        yield from (_waiting_card(shown, waiting) for waiting in shown.waiting)
    elif shown.view == ASKS:
        for asked in shown.asked:
            of = [(key_of(comment), comment.name, comment.text, None) for _, comment in asked.published]
            of += [(tip.key, tip.name, tip.text, None) for tip in asked.tips]
            key, name, text, _ = of[0]
            about = [translate("asked {age}").format(age=tell_age(asked.at, shown.now))]
            about += [translate("on the page")] if asked.published else []
            about += [translate("among the tips")] if asked.tips else []
            yield _card(shown, key, asked.path, name, text, about, "")
    elif shown.view == TIPS:
        for tip in shown.tips:
            about = [tell_moment(tip.received, shown.zone), translate("kept on {day}").format(day=tip.kept[:10])]
            yield _card(shown, tip.key, tip.path, tip.name, tip.text, about, "", tip.title)
    else:
        newest = sorted(shown.published, key=lambda each: each[1].received, reverse=True)
        for article, comment in newest:
            about = [tell_moment(key_of(comment)[1], shown.zone)]
            extra = _writing(key_of(comment), comment.reply)
            yield _card(shown, key_of(comment), article.url, comment.name, comment.text, about, extra)


def _waiting_card(shown: Shown, waiting: Waiting) -> str:
    left = days_left(waiting.received, shown.now, shown.retention_days, shown.zone)
    about = [
        tell_moment(waiting.received, shown.zone),
        tell_age(waiting.received, shown.now),
        translate("{number} characters").format(number=count_characters(waiting.text)),
        tell_days_left(left),
    ]
    if waiting.signs:
        about.append(translate("Signs: {signs}").format(signs=tell_signs(waiting.signs)))
    return _card(shown, waiting.key, waiting.path, waiting.name, waiting.text, about, _writing(waiting.key))


def _card(
    shown: Shown,
    key: tuple[int, int],
    path: str,
    name: str,
    text: str,
    about: Iterable[str],
    extra: str,
    title: str = "",
) -> str:
    """Return one comment: nothing that its sender typed is anything but text."""
    number, article = field_of(key), shown.articles.get(path)
    said = article.title if article else title
    place = (
        f'<a class="place" href="{escape(quote(article.url))}#comments">{_e(said)}</a>'
        if article
        else f'<span class="place">{_e(said or path)} – {_t(_LABELS["gone"])}</span>'
    )
    choices = "".join(
        f'<label><input type="radio" name="d-{number}" value="{value}"{"" if value else " checked"}> {_t(word)}</label>'
        for value, word in _CHOICES[shown.view]
    )
    return (
        f'<li><article class="card" tabindex="-1" aria-labelledby="n-{number}"><h2 id="n-{number}"><span class="number">#{key[0]}</span> '
        f"<bdi>{_e(tell_name(name))}</bdi></h2><p>{place}</p>"
        f'<p class="about">{" · ".join(f"<span>{_e(each)}</span>" for each in about)}</p><p class="text" dir="auto">{_e(text)}</p>'
        f'<fieldset class="choices"><legend>{_t(_LABELS["decision"]).format(number=key[0])}</legend>{choices}</fieldset>'
        f"{extra}</article></li>"
    )


def _writing(key: tuple[int, int], reply: Reply | None = None) -> str:
    """Return the fields for an answer and a reason, folded away while there is none."""
    number, text = field_of(key), reply.text if reply else ""
    answer, reason = (
        translate("Answer of the office, shown below the comment"),
        translate("Reason, for the office alone"),
    )
    state = " open" if reply else ""
    # A line feed after the tag is not of the text.
    return (
        f'<details class="answer"{state}><summary>{_t(_LABELS["answer"])}</summary>'
        f'<p><label for="reply-{number}">{_e(answer)}</label>'
        f'<textarea id="reply-{number}" name="reply-{number}" rows="3" maxlength="2000">\n{_e(text)}</textarea></p>'
        f'<p class="reason"><label for="reason-{number}">{_e(reason)}</label>'
        f'<input id="reason-{number}" name="reason-{number}" list="reasons" maxlength="500" autocomplete="off"></p></details>'
    )


def _ending(shown: Shown) -> str:
    """Return what stands below the list: all others at once, and the button."""
    parts = []
    if shown.view in (LIKELY, SUSPECTS):
        options = "".join(f'<option value="{_t(reason)}">' for reason in REASONS)
        others = "".join(
            f'<label><input type="radio" name="rest" value="{value}"{"" if value else " checked"}> {_t(word)}</label>'
            for value, word in (("", N_("leave to later")), (REJECT, N_("reject")))
        )
        parts.append(f'<fieldset class="choices rest"><legend>{_t(_LABELS["rest"])}</legend>{others}</fieldset>')
        if shown.trial:
            said = translate(
                "Write approved ones to comments.yaml of their article, to see them on the page. Delete that file before you publish."
            )
            parts.append(
                f'<p class="write"><label><input type="checkbox" name="write" value="1"> {_e(said)}</label></p>'
            )
    else:
        options = "".join(f'<option value="{_t(reason)}">' for reason in REASONS)
    button = translate("Do what was chosen")
    note = translate(
        "Until then nothing has happened, and every choice can be changed. Afterwards a decision is final."
    )
    return (
        f'<datalist id="reasons">{options}</datalist><div class="ending">{"".join(parts)}'
        f'<p><button type="submit" class="button" id="do" data-label="{_e(button)}" aria-describedby="final">{_e(button)}</button></p>'
        f'<p class="about" id="final">{_e(note)}</p></div><p class="said" role="status" id="said"></p>'
    )


def _keys(shown: Shown) -> str:
    """Return the keys that do something in the list that is shown."""
    if shown.problems or not any(_cards(shown)):
        return ""
    of_view = set("jkos") | ({"e"} if shown.view == APPROVED else set())
    known = [each for each in _KEYS if shown.view in (LIKELY, SUSPECTS) or each[0] in of_view]
    items = "".join(f"<div><dt><kbd>{_e(key)}</kbd></dt><dd>{_t(word)}</dd></div>" for key, word in known)
    return (
        f'<section class="keys"><h2>{_t(_LABELS["keys"])}</h2><p class="toggle"><label><input type="checkbox" id="keys" checked> '
        f"{_t(_LABELS['toggle'])}</label></p><dl>{items}</dl></section>"
    )


def _e(text: str) -> str:
    return escape(text, quote=True)


def _t(text: str) -> str:
    return _e(translate(text))
