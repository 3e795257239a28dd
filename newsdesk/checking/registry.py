"""All rules, in the order of their subjects: one list, of which docs and tests are made."""

from collections.abc import Iterator

from newsdesk.checking.rule import Rule
from newsdesk.checking.rules import MODULES

#: By name.
RULES: dict[str, Rule] = {rule.name: rule for module in MODULES for rule in module.RULES}


def rules_of(*, needs: bool | None = None) -> Iterator[Rule]:
    """Yield the rules; ``needs``: only those that need more than the text, or only those that don't."""
    for rule in RULES.values():
        if needs is None or bool(rule.needs) is needs:
            yield rule
