"""Every rule by its own examples: nothing in the good one, something in the bad one, nothing more where its fix was made."""

from datetime import date
from pathlib import Path

import pytest

from ban_tin.findings.report import fields_of
from ban_tin.site.facts import MenuItem
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.registry import RULES
from newsdesk.checking.rule import Example, Facts, Found, Rule
from newsdesk.checking.running import find_all
from tests.builders import site

HEAD = '---\ntitle: "Bài thử"\ndate: 2026-11-20 08:00\ncategory: Tin hoạt động\n---\n'
#: Its menu leads to a notice too.
MENU = (MenuItem("Văn bản", "/van-ban/"), MenuItem("Nghỉ học", "/tin/2026/11/trong-menu/"))
FACTS = Facts(site(menu=MENU), date(2026, 11, 30))


def article_of(example: Example, folder: Path) -> CheckedArticle:
    """Return the article of an example, with its files in ``folder``."""
    for name, make in example.files.items():
        (folder / name).write_bytes(make())
    text = example.text if example.text.startswith("---") else HEAD + example.text
    return CheckedArticle("content/tin/2026/11/bai-thu/index.md", folder / "index.md", text)


def found_in(example: Example, rule: Rule, folder: Path) -> list[Found]:
    return [found for _, found in find_all(article_of(example, folder), FACTS, [rule])]


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_rule_holds_its_own_examples(rule: Rule, tmp_path: Path) -> None:
    assert found_in(rule.good, rule, tmp_path) == []
    found = found_in(rule.bad, rule, tmp_path)
    assert found
    article = article_of(rule.bad, tmp_path)
    for each in found:
        assert each.values.keys() == fields_of(rule.name)
        assert 1 <= each.column <= len(article.text.split("\n")[each.line - 1]) + 1
