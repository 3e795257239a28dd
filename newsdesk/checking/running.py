"""Rules over articles: a rule that raises is told as a finding of that article, as whatever goes wrong with one is."""

from collections.abc import Iterable, Iterator

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Facts, Found, Rule


def find_all(article: CheckedArticle, facts: Facts, rules: Iterable[Rule]) -> Iterator[tuple[Rule, Found]]:
    """Yield what ``rules`` find in ``article``. A fix in a quotation is left out: what others said is theirs."""
    vietnamese = (article.lang or facts.site.language) == "vi"
    for rule in rules:
        if rule.vietnamese and not vietnamese:
            continue
        for found in rule.find(article, facts):
            fix = found.fix
            if fix and any(map(article.is_quoted, (fix.start, max(fix.start, fix.end - 1)))):
                found = found._replace(fix=None)
            yield rule, found
