"""Reading ``site.toml``: every key checked, every problem found with its line, all at once."""

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ban_tin.findings.catalogue import Severity
from ban_tin.findings.report import Findings, nearest
from ban_tin.language.translations import LANGUAGES, N_
from ban_tin.site.facts import Category, Department, MenuItem, Readers, SiteFacts
from ban_tin.site.format import KEY, OLDEST_READ, check_format
from ban_tin.site.logo import check_logo
from ban_tin.site.look import USES, Look, check_look, complete_look
from ban_tin.site.messages import FOLDER, load_messages
from ban_tin.site.mistakes import explain, longest_number_line, too_deep_line
from ban_tin.site.target import check_target
from ban_tin.source_files import UnusableFileError, check_value, clean_text, read_text

Check = Callable[[str], str]
#: Most letters in the address of a category: the name of its feed is longer than that.
_SLUG_LENGTH = 200
_DAYS_MOST = 3650


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a table. ``check`` returns what is wrong with a value, or ``""``."""

    example: str
    kind: type[str] | type[bool] | type[int] | type[list[str]] = str
    required: bool = True
    check: Check = lambda value: ""
    default: Any = ""


def _base_url(value: str) -> str:
    try:
        parts = urlsplit(value)
    except ValueError:
        return N_("it is not an address with https://")
    if parts.scheme not in {"https", "http"} or not parts.netloc or re.search(r"\s", value):
        return N_("it is not an address with https://")
    # Addresses inside the site begin with one slash, so that a copy works on any host and port.
    return N_("it has a path, a query or a final slash") if parts.path or parts.query or parts.fragment else ""


def _language(value: str) -> str:
    return "" if value in LANGUAGES else N_('only "vi" and "en" have a catalogue')


def _time_zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        return N_("no such time zone")
    return ""


def _path(value: str) -> str:
    return "" if value == "" or re.fullmatch(r"/[a-z0-9/._-]*", value) else N_("it is not a path that begins with /")


def _outside(value: str) -> str:
    # Of a host that others can reach, and nothing that a browser would run.
    return (
        "" if re.fullmatch(r"https?://[^\s/?#\"<>]+\.[^\s\"<>]+", value) else N_("it is not an address with https://")
    )


def _counter_path(value: str) -> str:
    # A final slash would make two of the addresses below it: `//hit` is another host.
    return "" if re.fullmatch(r"(/[a-z0-9_-][a-z0-9._-]*)*", value) else N_("it is not a path such as /api")


def _slug(value: str) -> str:
    if len(value) > _SLUG_LENGTH:
        return N_("it is too long for an address")
    return "" if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value) else N_("only a-z, 0-9 and - are allowed")


def _colour(value: str) -> str:
    return "" if re.fullmatch(r"#[0-9a-fA-F]{6}", value) else N_("it is not a colour such as #9e1b1e")


def _own_colour(value: str) -> str:
    return _colour(value) if value else ""


def _role(value: str) -> str:
    return "" if value in {"", "notices", "documents"} else N_('only "notices" and "documents" are known')


def _email(value: str) -> str:
    return "" if re.fullmatch(r"[^@\s]+@[^@\s]+", value) else N_("it is not an e-mail address")


def _support(value: str) -> str:
    if not value or not _email(value) or re.fullmatch(r"https://[^\s/?#]+\.[^\s]+", value):
        return ""
    return N_("it is neither an e-mail address nor one with https://")


def _commit(value: str) -> str:
    return "" if value in {"", "save", "publish", "never"} else N_('only "save", "publish" and "never" are known')


def _abbreviation(value: str) -> str:
    forms = [form.strip() for form in value.split("=")]
    if len(forms) < 2 or not all(re.search(r"[^\W_]", form) for form in forms):
        return N_("it is not a short name, = and the long one")
    return ""


def _retention(value: str) -> str:
    return "" if 1 <= int(value) <= _DAYS_MOST else N_("it is not a number of days from 1 to 3,650")


TABLES: dict[str, dict[str, Key]] = {
    "site": {
        "base_url": Key('base_url = "https://donvi.tinh.gov.vn"', check=_base_url),
        "language": Key('language = "vi"', check=_language),
        "time_zone": Key('time_zone = "Asia/Ho_Chi_Minh"', check=_time_zone),
        "demo": Key("demo = false", kind=bool, required=False, default=False),
        "counter_path": Key('counter_path = "/api"', required=False, check=_counter_path),
        "compounds": Key('compounds = ["liên hoan", "thư viện"]', kind=list, required=False, default=()),
        "support": Key('support = "kythuat@donvi.tinh.gov.vn"', required=False, check=_support),
    },
    "department": {
        "kind": Key('kind = "Sở Y tế"'),
        "place": Key('place = "Tỉnh Thanh Sơn"'),
        "name": Key('name = "Sở Y tế tỉnh Thanh Sơn"'),
        "short_name": Key('short_name = "Sở Y tế Thanh Sơn"'),
        "name_en": Key('name_en = "Thanh Son Department of Health"'),
        "governing_body": Key('governing_body = "Ủy ban nhân dân tỉnh Thanh Sơn"'),
        "responsible_person": Key('responsible_person = "Vũ Hải Yến"'),
        "responsible_role": Key('responsible_role = "Chánh Văn phòng"'),
        "address": Key('address = "5 Đường Hòa Bình, phường Thanh Sơn"'),
        "phone": Key('phone = "0299 555 0100"'),
        "email": Key('email = "vanphong@donvi.tinh.gov.vn"', check=_email),
        "logo": Key('logo = "quoc-huy.svg"', required=False),
    },
    "look": {
        "brand": Key('brand = "#9e1b1e"', required=False, check=_own_colour),
        "brand_dark": Key('brand_dark = "#f19a90"', required=False, check=_own_colour),
        "accent": Key('accent = "#b68c37"', required=False, check=_own_colour),
        "accent_dark": Key('accent_dark = "#a98a4a"', required=False, check=_own_colour),
    },
    "search": {
        "abbreviations": Key(
            'abbreviations = ["GDĐT = GD&ĐT = giáo dục và đào tạo"]',
            kind=list,
            required=False,
            check=_abbreviation,
            default=(),
        ),
    },
    "readers": {
        "rating": Key("rating = true", kind=bool, required=False, default=False),
        "comments": Key("comments = true", kind=bool, required=False, default=False),
        "consent": Key('consent = "Tôi đồng ý cho cơ quan đăng tên và ý kiến này."', required=False),
        "retention_days": Key("retention_days = 30", kind=int, required=False, check=_retention, default=30),
    },
    # Of no page: `newsdesk/checking/settings.py` reads it, and the next one `newsdesk/publishing/settings.py`.
    "checking": {
        "words": Key('words = ["Plơi", "Bahnar"]', kind=list, required=False, default=()),
        "phones": Key('phones = ["0912 345 678"]', kind=list, required=False, default=()),
    },
    "publishing": {
        "target": Key('target = "dang-bai@may-chu:/srv/web"', required=False, check=check_target),
        "key": Key('key = "~/.ssh/ban-tin"', required=False),
    },
    # Of no page either: `newsdesk/history/settings.py` reads it.
    "history": {"commit": Key('commit = "publish"', required=False, check=_commit)},
    "menu": {
        "title": Key('title = "Giới thiệu"'),
        "url": Key('url = "/gioi-thieu/"', check=_path),
        "lang": Key('lang = "en"', required=False, check=_language),
    },
    "footer": {
        "title": Key('title = "Giới thiệu"'),
        "url": Key('url = "/gioi-thieu/"', check=_path),
        "lang": Key('lang = "en"', required=False, check=_language),
    },
    "outside": {
        "title": Key('title = "Bộ Giáo dục và Đào tạo"'),
        "url": Key('url = "https://moet.gov.vn/"', check=_outside),
        "lang": Key('lang = "en"', required=False, check=_language),
    },
    "category": {
        "name": Key('name = "Công tác Đảng"'),
        "slug": Key('slug = "cong-tac-dang"', check=_slug),
        "colour": Key('colour = "#9e1b1e"', check=_colour),
        "colour_dark": Key('colour_dark = "#f08a80"', check=_colour),
        "role": Key('role = "notices"', required=False, check=_role),
        "description": Key('description = "…"', required=False),
    },
}
#: Tables that stand several times, as ``[[menu]]``.
REPEATED = {"menu", "footer", "outside", "category"}
#: Tables that may be left out.
OPTIONAL = {"look", "search", "readers", "checking", "publishing", "history", "outside"}


#: Bytes; a site with fifty categories has 20,000.
FACTS_LIMIT = 1_000_000
#: Keys such as ``a.a.a.a``, over which tomllib sits for minutes.
_MANY_DOTS = re.compile(r"""(?<![\w"'-])(?:[\w"'-]{1,100}[ \t]{0,9}\.[ \t]{0,9}){30}""")
#: Letters of a value.
_VALUE_MOST = 1000


def load_facts(path: Path, shown_path: str, findings: Findings) -> SiteFacts | None:
    """Read the facts in ``path``, named ``shown_path`` in findings; ``None`` when a finding is an error."""
    before = _errors(findings)
    try:
        source = clean_text(read_text(path, FACTS_LIMIT), shown_path, findings, line_break=" ")
    except FileNotFoundError:
        findings.add("site-file", shown_path)
        return None
    except UnusableFileError as error:
        findings.add(error.kind, shown_path, 0, **error.values)
        return None
    if dotted := _MANY_DOTS.search(source):
        findings.add("site-deep", shown_path, source.count("\n", 0, dotted.start()) + 1)
        return None
    try:
        document = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else source.count("\n") + 1
        line, kind, values = explain(source, line, str(error))
        findings.add(kind, shown_path, line, **values)
        return None
    except RecursionError:
        findings.add("site-deep", shown_path, too_deep_line(source))
        return None
    except (ValueError, OverflowError):  # Python reads no number of thousands of digits.
        findings.add("site-number", shown_path, longest_number_line(source))
        return None
    lines = dict(_key_lines(source))
    check_format(document.pop(KEY, OLDEST_READ), shown_path, lines.get(("", 0, KEY), 0), findings)
    if _errors(findings) > before:
        return None  # Keys of another form would only be called wrong.
    for name in sorted(set(document) - set(TABLES)):
        _report_unknown(name, TABLES, shown_path, lines.get((name, 0, ""), 0), findings)
    tables = {name: _check_tables(name, document.get(name), shown_path, lines, findings) for name in TABLES}
    if _errors(findings) > before:
        return None
    names = ("site", "department", "look", "search", "readers")
    (site,), (department,), (colours,), (search,), (readers,) = (tables[name] for name in names)
    for name in ("rating", "comments"):
        if readers[name] and not site["counter_path"]:
            line, reason = lines.get(("readers", 0, name), 0), N_("it needs the visit counter: site.counter_path")
            # What was wanted is that it works: the line that is missing, and below which it stands.
            example = '\n[site]\ncounter_path = "/api"'
            findings.add("site-value", shown_path, line, key=f"readers.{name}", reason=reason, example=example)
    logo = department["logo"]
    if logo:
        check_logo(logo, path.parent, shown_path, lines.get(("department", 0, "logo"), 0), findings)
    look = Look(**{key: colour.lower() for key, colour in colours.items()})
    folder = Path(shown_path).parent / FOLDER
    messages = load_messages(path.parent / FOLDER, folder.as_posix(), findings)
    check_look(look, shown_path, {key: lines.get(("look", 0, key), 0) for key in USES}, findings)
    _check_repeats(tables["category"], shown_path, lines, findings)
    if _errors(findings) > before:
        return None
    return SiteFacts(
        **site,
        **search,
        readers=Readers(**readers),
        department=Department(**department),
        menu=tuple(MenuItem(**item) for item in tables["menu"]),
        footer=tuple(MenuItem(**item) for item in tables["footer"]),
        outside=tuple(MenuItem(**item) for item in tables["outside"]),
        categories=tuple(Category(**item, language=site["language"]) for item in tables["category"]),
        look=complete_look(look),
        messages=messages,
    )


def _errors(findings: Findings) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings.found)


Lines = dict[tuple[str, int, str], int]


def _key_lines(source: str) -> Iterator[tuple[tuple[str, int, str], int]]:
    """Yield the line of each (table, position among its like, key); the key ``""`` is the table's head."""
    table, position = "", 0
    seen: dict[str, int] = {}
    for number, line in enumerate(source.splitlines(), start=1):
        if head := re.match(r"\s*\[{1,2}\s*([\w-]+)\s*\]{1,2}", line):
            table = head[1]
            position = seen.get(table, 0)
            seen[table] = position + 1
            yield (table, position, ""), number
        elif key := re.match(r"\s*([\w-]+)\s*=", line):
            yield (table, position, key[1]), number


def _report_unknown(name: str, known: Iterable[str], path: str, line: int, findings: Findings) -> None:
    likely = nearest(name, known)
    if likely:
        findings.add("site-unknown", path, line, key=name, nearest=likely)
    else:
        findings.add("site-foreign", path, line, key=name)


def _check_tables(name: str, given: Any, path: str, lines: Lines, findings: Findings) -> list[dict[str, Any]]:
    """Return the checked tables called ``name``: one, or as many as stand there for a repeated one."""
    head = f"[[{name}]]" if name in REPEATED else f"[{name}]"
    if given is None and name in OPTIONAL:
        given = [] if name in REPEATED else {}
    tables = given if name in REPEATED else [given]
    if given is None or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        findings.add("site-missing", path, key=name, example=head)
        return []
    return [_check_keys(name, position, table, path, lines, findings) for position, table in enumerate(tables)]


def _check_keys(
    name: str, position: int, table: dict[str, Any], path: str, lines: Lines, findings: Findings
) -> dict[str, Any]:
    known = TABLES[name]
    head_line = lines.get((name, position, ""), 0)
    checked: dict[str, Any] = {}
    for unknown in sorted(set(table) - set(known)):
        _report_unknown(unknown, known, path, lines.get((name, position, unknown), head_line), findings)
    for key, rule in known.items():
        line = lines.get((name, position, key), head_line)
        if key not in table:
            if rule.required:
                findings.add("site-missing", path, head_line, key=f"{name}.{key}", example=rule.example)
            checked[key] = rule.default
            continue
        checked[key] = tuple(table[key]) if isinstance(table[key], list) else table[key]
        check_key(name, key, table[key], path, line, findings)
    return checked


def check_key(table: str, key: str, value: object, path: str, line: int, findings: Findings) -> None:
    """Add what is wrong with the ``value`` of one key, at ``line`` of ``path``."""
    texts = value if isinstance(value, list) else [value]
    if not all(check_value(each, path, line, findings) for each in texts if isinstance(each, str)):
        return
    rule = TABLES[table][key]
    if reason := _wrong(value, rule):
        findings.add("site-value", path, line, key=f"{table}.{key}", reason=reason, example=rule.example)


_OTHER_KIND: dict[type[Any], str] = {
    str: N_("it needs quotation marks"),
    bool: N_("it is not true or false"),
    int: N_("it is not a whole number"),
    list: N_("it is not a list of words in quotation marks"),
}


def _wrong(value: object, rule: Key) -> str:
    """Return what is wrong with the value of a key, or ``""``."""
    if type(value) is not rule.kind:
        return _OTHER_KIND[rule.kind]
    if isinstance(value, list) and not all(isinstance(each, str) and each.strip() for each in value):
        return N_("it is not a list of words in quotation marks")
    if isinstance(value, list):
        return next((reason for each in value if (reason := _wrong_text(each, rule))), "")
    if isinstance(value, int):
        return rule.check(str(value))
    return _wrong_text(value, rule) if isinstance(value, str) else ""


def _wrong_text(value: str, rule: Key) -> str:
    if rule.required and not value.strip():
        return N_("it is empty")
    if len(value) > _VALUE_MOST:
        return N_("it has more than 1,000 letters")
    return rule.check(value)


def _check_repeats(categories: list[dict[str, Any]], path: str, lines: Lines, findings: Findings) -> None:
    """Two categories of one name or slug would share one address, and of one role one page."""
    for key in ("name", "slug", "role"):
        seen: set[str] = set()
        for position, category in enumerate(categories):
            if category[key] in seen - {""}:
                line = lines.get(("category", position, key), 0)
                findings.add("site-twice", path, line, key=f"category.{key}", value=category[key])
            seen.add(category[key])
