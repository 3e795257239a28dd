"""The values of attributes and the styles of a drawing: plain ones only."""

import re

from ban_tin.language.translations import N_
from ban_tin.safe_svg.allowed import FUNCTIONS, PROPERTIES

Style = dict[str, str]

#: A style sheet in a drawing has a rule for each colour and line; rules and characters.
_MAX_RULES, _MAX_SHEET = 500, 100_000
_OWN_URL = re.compile(r"""url\( ?(["']?)#[\w.:-]+\1 ?\)""", re.IGNORECASE)
_BEFORE_NAME = re.compile(r"""[\s(),;:"']""")
_CLASS = re.compile(r"\.[\w-]+")
_IMPORTANT = re.compile(r" ?! ?important ?$", re.IGNORECASE)


def value_problem(value: str) -> str:
    """Return why ``value``, without runs of space, can't be published, or ``""``: it may name what is in the same drawing only."""
    if "\\" in value or "/*" in value or not value.isprintable():
        return N_("its value is not plain")
    # No regular expression for names: in the data of a path, they are as long as the path.
    for before in _OWN_URL.sub("", value).split("(")[:-1]:
        name = _BEFORE_NAME.split(before.rstrip())[-1].lower()
        if name in {"url", "src", "image", "image-set"}:
            return N_("it refers to another file")
        if name and name not in FUNCTIONS:
            return N_("its value is not plain")
    return ""


def declarations(style: str) -> Style:
    """Return what ``style`` declares of the properties that we keep; the others change nothing that is seen."""
    found: Style = {}
    for declaration in style.split(";"):
        name, _, value = declaration.partition(":")
        name = name.strip().lower()
        value = _IMPORTANT.sub("", value).strip()
        if name == "marker":
            found |= dict.fromkeys(("marker-start", "marker-mid", "marker-end"), value)
        elif name in PROPERTIES and value:
            found[name] = value
    return found


def class_rules(sheet: str) -> list[tuple[str, Style]] | None:
    """Return class and style of each rule of a style sheet, in order; None when it has more than classes with plain values."""
    if len(sheet) > _MAX_SHEET:
        return None
    rules = []
    bare = _without_comments(" ".join(sheet.split()))
    *blocks, rest = bare.split("}")
    if rest.strip():
        return None
    for block in blocks:
        selectors, _, style = block.partition("{")
        style = style.strip()
        names = [each.strip() for each in selectors.split(",")]
        if "{" in style or value_problem(style) or not all(map(_CLASS.fullmatch, names)):
            return None
        rules += [(name[1:], declarations(style)) for name in names]
    return rules if len(rules) <= _MAX_RULES else None


def _without_comments(sheet: str) -> str:
    """Return ``sheet`` without comments; one that is not closed stays, and is not plain."""
    kept = []
    while "/*" in sheet and "*/" in sheet:
        before, _, sheet = sheet.partition("/*")
        comment, end, sheet = sheet.partition("*/")
        kept += [before] if end else [before, "/*", comment]
    return " ".join([*kept, sheet])
