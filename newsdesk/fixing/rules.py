"""Fixes of rules: the rule is asked again on the text as it is by then, and its own edit is made."""

from functools import partial
from pathlib import Path

from ban_tin.findings import Finding
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.registry import RULES
from newsdesk.checking.rule import Facts, Rule
from newsdesk.checking.running import find_all
from newsdesk.fixing.edits import Edits, Fix, NamesTaken


def rule_fixes(facts: Facts) -> dict[str, Fix]:
    """Return the fix of each rule, by its name; most rules have none for most of what they find."""
    return {name: partial(_fix, rule, facts) for name, rule in RULES.items()}


def _fix(rule: Rule, facts: Facts, text: str, finding: Finding, taken: NamesTaken) -> Edits | None:
    article = CheckedArticle(finding.path, Path(finding.path), text)
    if article.text != text:
        return None  # In another form of Unicode: places would be others.
    found = [each for _, each in find_all(article, facts, [rule]) if each.fix and each.line == finding.line]
    if not found:
        return None
    # What stands before it on the line may be fixed already.
    fix = min(found, key=lambda each: (dict(finding.values) != each.values, abs(each.column - finding.column))).fix
    assert fix is not None
    return Edits(text[: fix.start] + fix.text + text[fix.end :])
