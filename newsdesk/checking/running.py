"""Rules over one article."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ban_tin.findings import Finding
from ban_tin.source_files import UnusableFileError, read_text
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Facts, Found, Rule

#: Findings of one rule in one article: a text of another kind would bury all others.
MOST = 50


def read_article(path: str, file: Path) -> CheckedArticle | None:
    """Return the source ``file``, which findings call ``path``; None where it can't be read, which a build tells."""
    try:
        return CheckedArticle(path, file, read_text(file, people=True))
    except (OSError, UnusableFileError):
        return None


def find_all(article: CheckedArticle, facts: Facts, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Found]]:
    """Yield what ``rules`` find in ``article``. A fix in a quotation is left out: what others said is theirs."""
    vietnamese = (article.lang or facts.site.language) == "vi"
    for rule in rules:
        if rule.vietnamese and not vietnamese:
            continue
        for number, found in enumerate(rule.find(article, facts)):
            if number == MOST:
                break
            fix = found.fix
            if fix and any(map(article.is_quoted, (fix.start, max(fix.start, fix.end - 1)))):
                found = found._replace(fix=None)
            yield rule, found


def check_article(article: CheckedArticle, facts: Facts, rules: Iterable[Rule]) -> list[Finding]:
    """Return what ``rules`` find in ``article``, as findings, in order. A rule that fails is one of them, and ends no other."""
    told = set[Finding]()
    for rule in rules:
        try:
            for _, found in find_all(article, facts, [rule]):
                values = tuple(sorted(found.values.items()))
                told.add(Finding(article.path, found.line, rule.name, values, found.column))
        except Exception as error:
            values = (("reason", f"{type(error).__name__}: {error}"), ("rule", rule.name))
            told.add(Finding(article.path, 0, "rule-failed", values))
    return sorted(told)
