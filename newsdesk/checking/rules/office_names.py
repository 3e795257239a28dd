"""One office's name shortened in several ways in one text: ``Sở GD&ĐT``, ``Sở GDĐT``, ``Sở GD-ĐT``."""

import re
from collections.abc import Iterator
from functools import lru_cache

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at

#: Names that offices of education write in several ways, beside those of ``site.toml``: the first letter of each word, and how they are joined.
_COMMON = ("GDĐT = GD&ĐT = GD-ĐT = GD và ĐT", "KHCN = KH&CN = KH-CN", "VHTTDL = VHTT&DL = VH,TT&DL = VH-TT-DL = VHTT và DL", "LĐTBXH = LĐTB&XH = LĐ-TB&XH = LĐ-TBXH", "TTTT = TT&TT = TT-TT", "TNMT = TN&MT = TN-MT", "KHĐT = KH&ĐT = KH-ĐT", "NNPTNT = NN&PTNT = NN-PTNT = NN và PTNT")  # fmt: skip
_SHORT = re.compile(r"[A-ZĐ]{2,8}(?:(?:[&,-]| và )[A-ZĐ]{1,6})*")

_CAPITALS = re.compile("[A-ZĐ]{2}")


@lru_cache(maxsize=256)
def _first(form: str) -> str:
    found = _CAPITALS.search(form)
    return found[0] if found else form[:2]


@lru_cache(maxsize=8)
def _pattern(given: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return what finds the short forms, and by each of them the name of which it is one."""
    names = dict[str, str]()
    for each in (*_COMMON, *given):
        forms = [form.strip() for form in each.split("=")]
        short = [form for form in forms if _SHORT.fullmatch(form)]
        for form in short if len(short) > 1 else ():
            names.setdefault(form, re.sub(r"[^A-ZĐ]", "", short[0]))
    either = "|".join(
        re.escape(form).replace(r"\ ", " ").replace("&", "&(?:amp;)?") for form in sorted(names, key=len, reverse=True)
    )
    return re.compile(rf"(?<![\w/&.-])(?:{either})(?![\w/&]|-[A-ZĐ])"), names


def find(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find, once for each name, a form that the rest of the text doesn't use."""
    pattern, names = _pattern(facts.site.abbreviations)
    capitals = frozenset(_CAPITALS.findall(article.prose))
    if capitals.isdisjoint(map(_first, names)):
        return
    seen: dict[str, dict[str, list[int]]] = {}
    for match in pattern.finditer(article.prose):
        form = match[0].replace("&amp;", "&")
        if not article.is_quoted(match.start()):
            seen.setdefault(names[form], {}).setdefault(form, []).append(match.start())
    for forms in seen.values():
        if len(forms) < 2:
            continue
        usual, *others = sorted(forms, key=lambda form: (-len(forms[form]), forms[form][0]))
        for other in others:
            yield found_at(article, forms[other][0], text=other, usual=usual, number=str(len(forms[usual])))


RULES = (
    Rule(
        "office-names",
        Example("Sở GD&ĐT, ngành GD&ĐT theo Quyết định số 12/QĐ-SGDĐT. Giáo dục và Đào tạo (GD&ĐT)."),
        Example("Sở GD&ĐT phối hợp với Phòng GDĐT và ngành GD&ĐT."),
        find,
        vietnamese=True,
    ),
)
