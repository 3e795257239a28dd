"""Signs and the blanks round them: ``Ð`` for ``Đ``, ``chữ ,``, ``chữ,chữ``, ``( chữ )``, ``,,``, ``...``, ``2020- 2022``, ``“ “ … ” ”``."""

import re
from collections.abc import Iterator, Sequence

from newsdesk.checking.article import CheckedArticle, Edit
from newsdesk.checking.prose import BLANK, LETTERS
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at

_BLANKS = "[ \u00a0]"
_ETH = re.compile(r"[^\W\d_]*[Ððɖ][^\W\d_]*")
_BEFORE = re.compile(
    rf"(?<=[^\W_{BLANK}])(?<![ \u00a0|]){_BLANKS}+(?P<sign>[,;:!?]|\.(?![.\w]))(?!\))(?=[\s{BLANK}]|$)", re.MULTILINE
)
_BEHIND = re.compile(f"[,;!?:.](?=[{LETTERS}])")
_WORD_BEFORE = re.compile(r"[^\W\d_]+$")
_SENTENCE_BEHIND = re.compile(r"[A-ZÀ-ỸĐ][a-zà-ỹđ]+ ")
_BRACKET = re.compile(
    rf"(?P<open>[(\[“‘]){_BLANKS}+(?=\w)|(?<=[\w.…!?%]){_BLANKS}+(?P<close>[)”’])(?=[\s{BLANK}.,;:]|$)", re.MULTILINE
)
_REPEATED = re.compile(
    r"(?P<signs>,,+|;;+|(?<!\.)\.\.(?!\.)|(?<![.…])[,;]\.(?!\.)|\.,(?![\w.])|,;|;,|::+)(?=[\s]|$)|(?<=\w)(?P<space>\?{4,}|!{4,})",
    re.MULTILINE,
)
_DOTS = re.compile(r"(?<![.…])\.{3}(?![.…])")
_NUMBER = r"\d{1,4}(?:[./]\d{1,4}){0,2}"
_RANGE = re.compile(
    rf"(?<![\w./-])(?P<from>{_NUMBER}%?)(?:(?P<left>{_BLANKS}+)(?P<one>[-–—])|(?P<two>[-–—])(?P<right>{_BLANKS}+))"
    rf"(?={_NUMBER}%?(?![\w/]|\.\d|-\w))"
)
_HYPHEN = re.compile(
    rf"(?<=[a-zà-ỹđ]{{2}})(?:{_BLANKS}+[-–](?=[^\W\d_]{{2}})|(?<!{_BLANKS})[-–]{_BLANKS}+(?=[^\W\d_]{{2}}))"
)
_QUOTED = re.compile("[“”\n]")
#: A row of dots or strokes to write on.
_FORM = re.compile(r"\.{4,}|…{2,}|…\.|\.…|_{4,}|\.\.\. ?/|… ?/")
#: How much is quoted round a place.
_AROUND = 24


#: Without one of them, there is nothing to look for.
_SPACED = frozenset(f"{blank}{sign}" for blank in " \u00a0" for sign in ",;:!?.")
_LOOSE = frozenset(f"{sign}{blank}" for blank in " \u00a0" for sign in "([“‘") | {
    f"{blank}{sign}" for blank in " \u00a0" for sign in ")”’"
}
_PAIRS = frozenset((",,", ";;", "..", ",.", ";.", ".,", ",;", ";,", "::", "??", "!!"))
_DASHED = frozenset(each for blank in " \u00a0" for dash in "-–—" for each in (f"{blank}{dash}", f"{dash}{blank}"))


def _near(text: str, start: int, end: int) -> tuple[int, int]:
    """Return from where to where the words round a place of one line go."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    left, right = max(first, start - _AROUND), min(last, end + _AROUND)
    while left > max(first, start - 2 * _AROUND) and not text[left - 1].isspace():
        left -= 1
    while right < min(last, end + 2 * _AROUND) and not text[right].isspace():
        right += 1
    return left, right


def _told(article: CheckedArticle, start: int, end: int, typed: str, safe: bool = True) -> Found:
    text = article.text
    left, right = _near(text, start, end)
    meant = f"{text[left:start]}{typed}{text[end:right]}".strip()
    return found_at(
        article, start, Edit(start, end, typed) if safe else None, text=text[left:right].strip(), typed=meant
    )


def _is_form(article: CheckedArticle, start: int) -> bool:
    """Return whether a line has dots or strokes to write on: its signs are part of them."""
    return _FORM.search(article.line_at(start)) is not None


def find_eth(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find the Icelandic letter, which looks the same and is not found when one searches."""
    if not any(each in article.text for each in "Ððɖ"):
        return
    for match in _ETH.finditer(article.prose):
        typed = match[0].replace("Ð", "Đ").replace("ð", "đ").replace("ɖ", "đ")
        yield found_at(article, match.start(), Edit(*match.span(), typed), word=match[0], typed=typed)


def find_space_before(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find blanks before a sign that stands right behind its word."""
    if article.pairs.isdisjoint(_SPACED):
        return
    for match in _BEFORE.finditer(article.prose):
        if not (article.is_table(match.start()) or _is_form(article, match.start())):
            yield _told(article, match.start(), match.end(), match["sign"])


def find_space_behind(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find signs with a word right behind them."""
    prose = article.prose
    for match in _BEHIND.finditer(prose):
        at, sign = match.start(), match[0]
        before = _WORD_BEFORE.search(prose, max(0, at - 20), at)
        if before is None or prose[before.start() - 1 : before.start()] == ".":
            continue  # PGS.TS, or a number.
        if sign == "." and not (
            before[0][-2:].islower() and len(before[0]) > 1 and _SENTENCE_BEHIND.match(prose, at + 1)
        ):
            continue
        if sign == ":" and before[0].isascii():
            continue
        yield _told(article, at, at + 1, f"{sign} ")


def find_brackets(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find blanks inside brackets and quotation marks."""
    if article.pairs.isdisjoint(_LOOSE):
        return
    for match in _BRACKET.finditer(article.prose):
        if _is_form(article, match.start()):
            continue
        yield _told(article, match.start(), match.end(), match["open"] or match["close"])


def find_repeated(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find signs that stand twice, or beside one that they exclude."""
    if article.pairs.isdisjoint(_PAIRS):
        return
    for match in _REPEATED.finditer(article.prose):
        if _is_form(article, match.start()):
            continue
        signs = match["signs"] or match["space"]
        # Which of two different ones is meant, a person decides.
        alike = len(set(signs)) == 1
        yield _told(
            article, match.start(), match.end(), signs[0] if alike else signs[-1] if "." in signs else ";", alike
        )


def find_dots(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find, once in an article, three dots that are typed one by one."""
    if ".." not in article.pairs:
        return
    for match in _DOTS.finditer(article.prose):
        if not (article.is_quoted(match.start()) or _is_form(article, match.start())):
            yield _told(article, match.start(), match.end(), "…")
            return


def find_ranges(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find ranges with a blank on one side of their dash alone."""
    if article.pairs.isdisjoint(_DASHED):
        return
    for match in _RANGE.finditer(article.prose):
        start = match.end("from")
        yield _told(article, start, match.end(), match["one"] or match["two"])


def find_hyphens(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find dashes between words with a blank on one side alone: ``Đại hội điểm- Đại hội``."""
    if article.pairs.isdisjoint(_DASHED):
        return
    for match in _HYPHEN.finditer(article.prose):
        if not article.is_table(match.start()):
            yield _told(article, match.start(), match.end(), " - " if "-" in match[0] else " – ")


def find_nested_quotes(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find quotation marks inside others of the same form, where all of a line are paired."""
    if not (article.prose.count("“") > 1):
        return
    opened: list[int] = []
    inner: list[tuple[int, int, int]] = []
    for match in _QUOTED.finditer(article.prose + "\n"):
        sign, at = match[0], match.start()
        if sign == "“":
            opened.append(at)
        elif sign == "”" and opened:
            start = opened.pop()
            if opened:
                inner.append((opened[0], start, at))
        elif sign == "\n":
            if not opened:
                yield from _nested(article, inner)
            opened, inner = [], []


def _nested(article: CheckedArticle, inner: Sequence[tuple[int, int, int]]) -> Iterator[Found]:
    told = set[int]()
    for outer, start, end in sorted(inner):
        if outer not in told:
            told.add(outer)
            words = article.text[start + 1 : end]
            yield found_at(article, start, text=f"“{words}”", typed=f"‘{words.strip()}’")


RULES = (
    Rule("letter-eth", Example("Đảng bộ, đoàn viên."), Example("Ðảng bộ, ðoàn viên."), find_eth),
    Rule(
        "space-before-sign",
        Example("Học tốt, dạy tốt: thi đua! Số 1.\n\n| A | B |\n|---|---|\n| a : b | c |"),
        Example("Học tốt , dạy tốt ."),
        find_space_before,
    ),
    Rule(
        "space-behind-sign",
        Example("Học tốt, dạy tốt. TP.HCM, PGS.TS Lê An, 1,5 và https://a.vn/x,y."),
        Example("Học tốt,dạy tốt.Thầy cô đến dự."),
        find_space_behind,
    ),
    Rule("space-in-brackets", Example("Thầy (cô) “tốt”."), Example("Thầy ( cô ) tốt."), find_brackets),
    Rule("sign-repeated", Example("Vân vân... Thế à?! v.v.; hết."), Example("Học tốt,, dạy tốt.."), find_repeated),
    Rule("dots-three", Example("Toán, Văn… Họ tên: ........ “Toán...”"), Example("Toán, Văn..."), find_dots),
    Rule(
        "range-spacing",
        Example("Nhiệm kỳ 2020-2022, năm học 2019 - 2020, từ 3–5 tuổi, ngày 03-7-2020, số 05-CT/TW."),
        Example("Nhiệm kỳ 2020- 2022, trẻ 3 -5 tuổi, ngày 25- 4- 2017."),
        find_ranges,
    ),
    Rule(
        "dash-spacing",
        Example("Đại hội điểm - Đại hội Chi bộ; Mầm non-Tiểu học; Phó Bí thư – Giám đốc."),
        Example("Đại hội điểm- Đại hội Chi bộ."),
        find_hyphens,
    ),
    Rule(
        "quotes-nested",
        Example("Chủ đề “Học tập ‘suốt đời’ cho mọi người” và “Xanh”."),
        Example("Chủ đề “Học tập “suốt đời” cho mọi người”."),
        find_nested_quotes,
    ),
)  # fmt: skip
