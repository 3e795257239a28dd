"""The list of articles as HTML: plain functions of what was found. It reads, searches and turns its pages without JavaScript."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from html import escape
from urllib.parse import quote, urlencode

from ban_tin.findings.report import Finding
from newsdesk.desk.addresses import FOLDER
from newsdesk.desk.labels import Labels
from newsdesk.language import N_, catalogue, site_language, translate
from newsdesk.listing.finding import ARTICLES, EDITED, NEWEST, OLDEST, PAGES, TITLE, Answer, Choices, Found, Query
from newsdesk.listing.states import STATES, WITHDRAWN

#: The names of the fields of the search, in an address.
_FIELDS = {
    "words": "q",
    "state": "state",
    "section": "section",
    "author": "author",
    "year": "year",
    "kind": "kind",
    "order": "order",
}
_ORDERS = {
    NEWEST: N_("Newest first"),
    EDITED: N_("Edited last first"),
    OLDEST: N_("Oldest first"),
    TITLE: N_("By title"),
}
_KINDS = {ARTICLES: N_("Articles alone"), PAGES: N_("Pages alone")}
_label = Labels(
    {
        "search": N_("Search"),
        "filters": N_("More to choose by"),
        "words": N_("Words of title, section, author, tag or address"),
        "section": N_("Section"),
        "author": N_("Author"),
        "year": N_("Year"),
        "kind": N_("Kind"),
        "order": N_("Order"),
        "any_section": N_("All sections"),
        "any_author": N_("All authors"),
        "any_year": N_("All years"),
        "any_kind": N_("Articles and pages"),
        "states": N_("By state"),
        "all": N_("All"),
        "page": N_("Page"),
        "edit": N_("Edit"),
        "more": N_("Actions"),
        "choose": N_("Choose “{title}”"),
        "of": N_("of “{title}”"),
        "deleted": N_("Deleted articles"),
        "waits": N_("readers don’t see this yet"),
        "before": N_("Page before"),
        "next": N_("Next page"),
        "pages": N_("Pages of the list"),
        "nothing": N_("Nothing is found."),
        "clear": N_("Show all articles"),
        "first": N_("There is no article yet. Write the first one, or import what you have."),
        "new": N_("New article"),
        "import": N_("Import"),
        "drops": N_("or drop Word files, PDFs and web pages on this list"),
        "keys": N_("Keys"),
        "toggle": N_("Letters alone are keys, outside of text fields"),
    }
)
_KEYS = (
    ("/", N_("go to the search")),
    ("n", N_("new article")),
    ("j", N_("next article")),
    ("k", N_("article before")),
    ("e", N_("edit the article")),
    ("o", N_("look at the article")),
    ("m", N_("actions of the article")),
    ("x", N_("choose the article, or no longer")),
    ("z", N_("undo what was done last")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the page shows of the list."""

    #: What was found.
    answer: Answer
    #: What can be asked for.
    choices: Choices
    #: What is wrong with each file.
    findings: Mapping[str, Sequence[Finding]]
    #: How many articles and pages the site has.
    size: int
    #: Why there is no list, ``""`` where there is one.
    problem: str = ""
    #: What stands beside it, as HTML.
    beside: str = ""
    #: The names of the site's sections, for a new article.
    sections: Sequence[str] = field(default_factory=tuple)


def list_page(shown: Shown) -> str:
    """Return the main part of the page."""
    if shown.problem:
        return f'<p class="problem">{escape(shown.problem)}</p>'
    return "".join((
        '<div class="desk"><div class="list">',
        f'<p class="buttons top"><button type="button" class="button" id="new" hidden>{_label.html("new")}</button>',
        f'<a class="button quiet" href="{FOLDER}import">{_label.html("import")}</a>',
        f'<span class="soft" id="drops" hidden>{_label.html("drops")}</span></p>',
        _form(shown),
        '<div id="did" class="did" role="status" tabindex="-1"></div>',
        f'<div id="results">{format_results(shown)}</div>',
        f'<p class="deleted"><a href="{FOLDER}history">{_label.html("deleted")}</a></p>',
        _keys(),
        "</div>",
        shown.beside,
        "</div>",
        f'<datalist id="sections">{"".join(f"<option>{escape(each)}</option>" for each in shown.sections)}</datalist>',
    ))  # fmt: skip


def format_results(shown: Shown) -> str:
    """Return what changes with each letter that is typed: the states, the articles, the other pages."""
    answer = shown.answer
    if not shown.size:
        body = f'<p class="empty">{_label.html("first")}</p>'
    elif not answer.total:
        body = f'<p class="empty">{_label.html("nothing")} <a href="{FOLDER}">{_label.html("clear")}</a></p>'
    else:
        items = "".join(_row(each, shown.findings.get(each.article.file, ())) for each in answer.found)
        body = f'<ol class="rows" start="{(answer.query.page - 1) * 50 + 1}">{items}</ol>{_pages(answer)}'
    ngettext = catalogue().ngettext
    said = ngettext("%(num)d article found", "%(num)d articles found", answer.total) % {"num": answer.total}
    return f'{_states(answer)}<p class="said" id="found" role="status">{escape(said)}</p>{body}'


def link_to(query: Query, state: str | None = None, page: int = 1) -> str:
    """Return the address of what ``query`` asks for, of another ``state`` (``None``: the same one) and ``page``."""
    asked = replace(query, state=query.state if state is None else state, page=page)
    given = {name: getattr(asked, part) for part, name in _FIELDS.items() if getattr(asked, part)}
    if asked.order == NEWEST:
        given.pop("order", None)
    if asked.page > 1:
        given["page"] = asked.page
    return f"{FOLDER}?{urlencode(given)}" if given else FOLDER


def edit_address(url: str) -> str:
    """Return the address of a page with editing on."""
    return f"{quote(url)}?edit=1"


def format_date(moment: datetime | None) -> str:
    """Return a date as the list shows it."""
    if moment is None:
        return ""
    return f"{moment:%d/%m/%Y %H:%M}" if site_language() == "vi" else f"{moment:%Y-%m-%d %H:%M}"


def _form(shown: Shown) -> str:
    query, choices = shown.answer.query, shown.choices
    years = {each: each for each in choices.years}
    selects = "".join((
        _select("section", query.section, {each: each for each in choices.sections}, "any_section"),
        _select("author", query.author, {each: each for each in choices.authors}, "any_author"),
        _select("year", query.year, years, "any_year"),
        _select("kind", query.kind, {name: translate(label) for name, label in _KINDS.items()}, "any_kind"),
        _select("order", query.order, {name: translate(label) for name, label in _ORDERS.items()}),
    ))  # fmt: skip
    state = f'<input type="hidden" name="state" value="{escape(query.state)}">' if query.state else ""
    return (
        f'<form class="search" role="search" action="{FOLDER}" method="get" id="search">'
        f'<p class="words"><label for="q">{_label.html("words")}</label><input type="search" id="q" name="q" value="{escape(query.words)}" '
        f'maxlength="200" autocomplete="off" spellcheck="false" enterkeyhint="search">'
        f'<button class="button quiet">{_label.html("search")}</button></p><details class="more-search" open><summary>{_label.html("filters")}</summary><div class="selects">{selects}</div></details>'
        f"{state}</form>"
    )


def _select(name: str, chosen: str, options: Mapping[str, str], nothing: str = "") -> str:
    first = f'<option value="">{_label.html(nothing)}</option>' if nothing else ""
    # What an address asks for that there is not is shown all the same: it is why nothing is found.
    known = dict(options) | ({chosen: chosen} if chosen and chosen not in options else {})
    items = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(label)}</option>'
        for value, label in known.items()
    )
    return f'<p><label for="by-{name}">{_label.html(name)}</label><select id="by-{name}" name="{name}">{first}{items}</select></p>'


def _states(answer: Answer) -> str:
    total = sum(answer.states.values())
    items = [_state_link(answer, "", _label.say("all"), total)]
    items += [
        _state_link(answer, state, translate(label), answer.states.get(state, 0))
        for state, label in STATES.items()
        if answer.states.get(state) or state == answer.query.state
    ]
    return f'<nav class="states" aria-label="{_label.html("states")}"><ul>{"".join(items)}</ul></nav>'


def _state_link(answer: Answer, state: str, label: str, number: int) -> str:
    current = ' aria-current="true"' if state == answer.query.state else ""
    address = escape(link_to(answer.query, state=state))
    return (
        f'<li><a href="{address}"{current}>{escape(label)} <span class="number">{format_count(number)}</span></a></li>'
    )


def format_count(number: int) -> str:
    """Return a number as it is read in the site's language."""
    return f"{number:,}".replace(",", "." if site_language() == "vi" else ",")


def _row(found: Found, findings: Sequence[Finding]) -> str:
    article = found.article
    title, url = escape(article.title), escape(quote(article.url))
    name = f'<a href="{url}">{title}</a>' if url else f"<span>{title}</span>"
    about = [f'<span class="chip {found.state}">{escape(translate(STATES[found.state]))}</span>']
    if article.page:
        about.append(f"<span>{_label.html('page')}</span>")
    about += [f"<span>{escape(each)}</span>" for each in (article.section, format_date(article.date)) if each]
    if article.authors:
        about.append(f"<span>{escape(', '.join(article.authors))}</span>")
    if found.waits and found.state in (WITHDRAWN, "draft", "scheduled", "expired"):
        about.append(f'<span class="waits">{_label.html("waits")}</span>')
    choose = escape(_label.say("choose").format(title=article.title))
    of = f'<span class="said"> {escape(_label.say("of").format(title=article.title))}</span>'
    edit = (
        f'<a class="button quiet edit" href="{escape(edit_address(article.url))}">{_label.html("edit")}{of}</a>'
        if url
        else ""
    )
    kind = "page" if article.page else "article"
    flags = " ".join(
        word for word, holds in (("draft", article.draft), ("withdrawn", article.withdrawn), (kind, True)) if holds
    )
    return (
        f'<li class="row" data-file="{escape(article.file)}" data-title="{title}" data-url="{url}" data-is="{flags}">'
        f'<input type="checkbox" class="choose" aria-label="{choose}" hidden>'
        f'<div class="what"><h2>{name}</h2><p class="about">{"".join(about)}</p>{_findings(findings)}</div>'
        f'<div class="do">{edit}<button type="button" class="button quiet more" aria-expanded="false" hidden>'
        f"{_label.html('more')}{of}</button></div></li>"
    )


def _findings(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    ngettext = catalogue().ngettext
    said = ngettext("%(num)d thing to look at", "%(num)d things to look at", len(findings)) % {"num": len(findings)}
    worst = "error" if any(each.severity.value == "error" for each in findings) else "other"
    items = "".join(_finding(each) for each in sorted(findings, key=lambda each: each.line)[:20])
    return f'<details class="findings {worst}"><summary>{escape(said)}</summary><ul>{items}</ul></details>'


def _finding(finding: Finding) -> str:
    line = translate(N_("line {number}")).format(number=finding.line) if finding.line else ""
    fix = finding.fix(translate)
    return (
        f"<li>{f'<b>{escape(line)}:</b> ' if line else ''}{escape(finding.message(translate))}"
        f"{f'<br><span class=fix>{escape(fix)}</span>' if fix else ''}</li>"
    )


def _pages(answer: Answer) -> str:
    if answer.pages == 1:
        return ""
    page = answer.query.page
    said = translate(N_("Page {number} of {all}")).format(number=page, all=answer.pages)
    before = (
        f'<a class="button quiet" rel="prev" href="{escape(link_to(answer.query, page=page - 1))}">{_label.html("before")}</a>'
        if page > 1
        else ""
    )
    after = (
        f'<a class="button quiet" rel="next" href="{escape(link_to(answer.query, page=page + 1))}">{_label.html("next")}</a>'
        if page < answer.pages
        else ""
    )
    return f'<nav class="pages buttons" aria-label="{_label.html("pages")}">{before}<span>{escape(said)}</span>{after}</nav>'


def _keys() -> str:
    items = "".join(
        f"<div><dt><kbd>{escape(key)}</kbd></dt><dd>{escape(translate(word))}</dd></div>" for key, word in _KEYS
    )
    return (
        f'<details class="keys" id="keyboard" hidden><summary>{_label.html("keys")}</summary><p class="toggle"><label>'
        f'<input type="checkbox" id="keys" checked> {_label.html("toggle")}</label></p><dl>{items}</dl></details>'
    )
