"""What a new site is asked about: each question with its default, and what is wrong with an answer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ban_tin.findings.report import Findings
from ban_tin.language.translations import LANGUAGES, N_, translation
from ban_tin.language.vietnamese import slugify
from ban_tin.site.load import check_key
from ban_tin.starter.bodies import BODIES, OTHER, Body, find_body
from ban_tin.starter.quoting import tidy

#: Answers so far, by the names of their questions.
Known = Mapping[str, str]

#: What an office calls the mailbox that everybody may write to.
_MAILBOX = N_("office")


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the key of ``site.toml`` that the answer becomes (table and key)."""

    text: str
    key: tuple[str, str]
    default: Callable[[Known], str]


def body_of(known: Known) -> Body:
    """Return the kind of body that was answered, in whichever language, by its name or what stands for it in short."""
    names = {
        translation(each).gettext(text): body
        for each in LANGUAGES
        for body in BODIES
        for text in (body.label, body.short)
    }
    return find_body(known["kind"], names)


def _text(known: Known, message: str) -> str:
    return translation(known["language"]).gettext(message)


def _parts(known: Known) -> tuple[str, str]:
    """Return the name before and after its first comma: a department, and the university that it is one of."""
    part, _, whole = known["name"].partition(",")
    return part.strip(), whole.strip()


#: Words before the name of a place.
_PLACES = ("tỉnh ", "thành phố ", "huyện ", "quận ", "thị xã ", "xã ", "phường ")
#: How the names of bodies begin that a People's Committee governs, as slugs.
_OF_A_COMMITTEE = ("so-", "phong-", "van-phong-", "ban-")


def _default_kind(known: Known) -> str:
    return _text(known, BODIES[0].label)


def _default_name(known: Known) -> str:
    return known["kind"]


def _default_short_name(known: Known) -> str:
    body = body_of(known)
    if body.within:
        return _parts(known)[0] or known["name"]
    name = known["name"]
    if body.label:
        name = name.replace(_text(known, body.label), _text(known, body.short))
    for word in (" tỉnh ", " thành phố "):
        name = name.replace(word, " ")
    return name


def _default_place(known: Known) -> str:
    body = body_of(known)
    if body.within:
        return _parts(known)[0] or known["name"]
    rest = tidy(known["name"].replace(known["kind"], ""))
    if not body.label and not rest.lower().startswith(_PLACES):
        rest = ""
    return rest[:1].upper() + rest[1:] if rest else known["name"]


def _area(known: Known) -> str:
    """Return the place without the word for what kind of place it is."""
    place = known["place"]
    for word in _PLACES:
        if place.lower().startswith(word):
            return place[len(word) :]
    return place


def _default_name_en(known: Known) -> str:
    body = body_of(known)
    area = "" if known["place"] == known["name"] else _area(known)
    if known["language"] == "en" or not body.label or body.within:
        return known["name"]
    return tidy(f"{area} {body.label}")


def _default_governing_body(known: Known) -> str:
    body = body_of(known)
    if body.within:
        return _parts(known)[1] or _text(known, N_("Ministry of Education and Training"))
    of_a_committee = body.label or slugify(known["kind"]).startswith(_OF_A_COMMITTEE)
    if not of_a_committee or known["place"] == known["name"]:
        return known["name"]
    place = known["place"]
    lower = place[:1].lower() + place[1:] if _area(known) != place else place
    return _text(known, N_("People’s Committee of {place}")).format(place=lower)


def _default_domain(known: Known) -> str:
    body = body_of(known)
    if body.host and known["place"] != known["name"]:
        area = slugify(_area(known), 40).replace("-", "")
        return f"{body.host}.{area}.{body.domain}" if area else f"{body.host}.{body.domain}"
    return f"{slugify(known['short_name'], 60) or 'ban-tin'}.{body.domain}"


QUESTIONS: dict[str, Question] = {
    "language": Question(N_("Language of the site (vi or en)"), ("site", "language"), lambda known: LANGUAGES[0]),
    "kind": Question(N_("Kind of body (a number, or type another)"), ("department", "kind"), _default_kind),
    "name": Question(N_("Full name"), ("department", "name"), _default_name),
    "short_name": Question(N_("Short name"), ("department", "short_name"), _default_short_name),
    "place": Question(N_("Place, the large line at the top of every page"), ("department", "place"), _default_place),
    "name_en": Question(N_("Name in English"), ("department", "name_en"), _default_name_en),
    "governing_body": Question(N_("Governing body"), ("department", "governing_body"), _default_governing_body),
    "domain": Question(N_("Domain of the site"), ("site", "base_url"), _default_domain),
    "address": Question(N_("Address"), ("department", "address"), lambda known: known["place"]),
    "phone": Question(N_("Telephone"), ("department", "phone"), lambda known: "0000 000 000"),
    "email": Question(
        N_("E-mail"),
        ("department", "email"),
        lambda known: f"{_text(known, _MAILBOX)}@{host_of(known['domain'])}",
    ),
    "responsible_person": Question(
        N_("Person responsible for the content"),
        ("department", "responsible_person"),
        lambda known: _text(known, N_("The Editorial Board")),
    ),
    "responsible_role": Question(
        N_("Position of that person"),
        ("department", "responsible_role"),
        lambda known: _text(known, body_of(known).role),
    ),
}
#: Those whose default is no more than a guess, and is seen by every reader.
GUESSED = ("domain", "address", "phone", "email", "responsible_person")
#: Of a kind of body that nobody thought of, these are too.
GUESSED_OF_OTHERS = ("short_name", "name_en", "governing_body")


def kind_line(known: Known) -> str:
    """Return the small line of the masthead: the kind of body, or what the body is a part of."""
    return known["governing_body"] if body_of(known).within else known["kind"]


def is_asked(name: str, known: Known) -> bool:
    """Return whether the question is one for this site: in English, the name is the name in English."""
    return name != "name_en" or known["language"] != "en"


def read_answer(name: str, typed: str, known: Known) -> str:
    """Return what was ``typed`` as the answer is kept; the number of a kind of body stands for the kind."""
    answer = tidy(typed)
    if name == "kind" and answer.isdecimal() and 1 <= int(answer) <= len(BODIES):
        return _text(known, BODIES[int(answer) - 1].label)
    if name == "kind" and (body := body_of({"kind": answer})) is not OTHER:
        return _text(known, body.label)
    if name == "domain":
        # Addresses are copied from where people see them.
        answer = answer.removesuffix("/")
        return answer.removeprefix("https://")
    return answer.lower() if name == "language" else answer


def base_url(domain: str) -> str:
    """Return the address of the site at ``domain``."""
    return domain if domain.startswith("http://") else f"https://{domain}"


def host_of(domain: str) -> str:
    """Return the name of the host alone."""
    return base_url(domain).partition("://")[2].partition(":")[0]


def find_problem(name: str, answer: str, gettext: Callable[[str], str]) -> str:
    """Return what is wrong with an answer, as ``site.toml`` would be told; ``""`` for nothing."""
    findings = Findings()
    table, key = QUESTIONS[name].key
    check_key(table, key, base_url(answer) if name == "domain" else answer, "site.toml", 0, findings)
    for finding in findings.sorted():
        reason = dict(finding.values).get("reason")
        return gettext(reason) if reason else finding.message(gettext)
    return ""
