"""Every rule by its own examples: nothing in the good one, something in the bad one, nothing more where its fix was made."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ban_tin.findings.report import fields_of
from ban_tin.site.facts import MenuItem
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.registry import RULES
from newsdesk.checking.rule import Example, Facts, Found, Rule
from newsdesk.checking.running import find_all
from tests.builders import site
from tests.shared_files import SOAK

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


def fixed(text: str, rule: Rule) -> str:
    """Return ``text`` with all that ``rule`` can fix in it, one by one."""
    for _ in range(20):
        article = CheckedArticle("content/tin/bai.md", Path("bai.md"), text)
        fixes = [found.fix for _, found in find_all(article, FACTS, [rule]) if found.fix]
        if not fixes:
            return text
        text = text[: fixes[0].start] + fixes[0].text + text[fixes[0].end :]
    raise AssertionError(text)


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES.keys())
def test_a_fix_leaves_nothing_to_find_and_changes_no_number(rule: Rule, tmp_path: Path) -> None:
    before = article_of(rule.bad, tmp_path).text
    found = [each for _, each in find_all(article_of(rule.bad, tmp_path), FACTS, [rule])]
    after = fixed(before, rule)
    assert re.findall(r"\d", after) == re.findall(r"\d", before)
    if all(each.fix for each in found):
        assert found_in(Example(after), rule, tmp_path) == []
        same_lines = [old == new for old, new in zip(before.split("\n"), after.split("\n"), strict=True)]
        assert {number for number, same in enumerate(same_lines, 1) if not same} == {each.line for each in found}


#: What rules look at, in any order.
_PIECES = st.sampled_from(
    ["của của ", "hòa", " hoà ", "Ð", " , ", "..", "…", "“", "”", "(", ")", "2020- 2022", "ngày 31/11/2026 ", "thứ Năm, ngày 20/11/2026", "\n\n", "\n",
     "| a | 1 |\n|---|---|\n| Tổng | 3 |\n", "# ", "- ", "[điền", "](", "![", "`", "```\n", "<!--", "-->", "<b>", "{{", "\0", "\ud7ff", "e\u0301", "1.250 ", "1,250",
     "xxx", "năm học 2026-2028", "sẽ ", "từ ngày 5/3 đến ngày 1/3", "GD&ĐT ", "GDĐT", "mgười ", "\u00a0", "---\n", "title: ", '"']
)  # fmt: skip


@settings(max_examples=1000 if SOAK else 40, deadline=None)
@given(st.lists(_PIECES | st.text(max_size=8), max_size=30).map("".join), st.booleans())
def test_no_rule_fails_on_any_text_and_places_are_in_it(text: str, headed: bool) -> None:
    article = CheckedArticle("content/tin/bai.md", Path("bai.md"), HEAD + text if headed else text)
    assert len(article.prose) == len(article.text)
    lines = article.text.split("\n")
    for rule in RULES.values():
        for _, found in find_all(article, FACTS, [rule]):
            assert found.values.keys() == fields_of(rule.name)
            assert 1 <= found.line <= len(lines)
            assert 1 <= found.column <= len(lines[found.line - 1]) + 1
            if found.fix:
                assert found.fix.start <= found.fix.end <= len(article.text)
                assert "\n" not in article.text[found.fix.start : found.fix.end] + found.fix.text


def places(body: str, name: str) -> list[tuple[int, int]]:
    """Return the lines of ``body`` (from 1) and columns at which the rule ``name`` finds something."""
    article = CheckedArticle("content/tin/bai.md", Path("bai.md"), HEAD + body)
    return [(found.line - HEAD.count("\n"), found.column) for _, found in find_all(article, FACTS, [RULES[name]])]


@pytest.mark.parametrize(
    ("name", "body", "found"),
    [
        ("word-doubled", "Ý kiến **của** của phụ huynh.", [(1, 10)]),
        ("word-doubled", "`của của` <!-- của của --> [x](của-của.pdf) https://của.vn/của của.pdf", []),
        ("word-doubled", "Ý kiến của\ncủa phụ huynh.", [(1, 8)]),
        ("word-doubled", "Anh Nam Nam, năm năm, rất rất.", []),
        ("word-unknown", "Dòng một.\n\nHai mgười, “vản” bản.", [(3, 5), (3, 13)]),
        ("word-unknown", "Ông Nguyễn Vãng Kụ, Y Đhăm, H'Đrê, 4G và phường Plơi.", []),
        ("space-before-sign", "Một , hai.\n\n| a : b | c ; |\n|---|---|\n| x | y |", [(1, 4)]),
        ("quotes-nested", "“Một “hai” ba” và “bốn”.", [(1, 6)]),
        ("quotes-nested", "“Một ‘hai’ ba và “bốn”.", []),
        ("date-weekday", "Thứ Bảy 21/11, thứ Sáu (20/11/2026).", []),
        ("date-impossible", "Tỷ số 31/9 trang; ngày 31/9.", [(1, 24)]),
        ("date-past", "Ban đã họp ngày 01/09/2026 và sẽ họp tiếp.", []),
        ("page-leftover", "Ông nói: “Loading...”", []),
        ("table-sum", "| Lớp | Tỷ lệ |\n|---|---|\n| A | 10% |\n| B | 20% |\n| Tổng | 15% |", []),
    ],
)  # fmt: skip
def test_places_point_at_the_words_that_are_meant(name: str, body: str, found: list[tuple[int, int]]) -> None:
    assert places(body, name) == found


def test_what_others_said_is_found_and_never_changed() -> None:
    article = CheckedArticle("a.md", Path("a.md"), f"{HEAD}> Ý kiến của của dân.\n\nÔng nói: “Tôi , tôi đồng ý”.\n")
    told = [(rule.name, found.fix) for rule, found in find_all(article, FACTS, RULES.values())]
    assert told == [("word-doubled", None), ("space-before-sign", None)]


def test_words_of_the_office_are_words_and_pages_in_english_are_left_alone() -> None:
    text = f"{HEAD}Bản ngữ krvát của của làng.\n"
    facts = FACTS._replace(words=frozenset({"krvát"}))
    article = CheckedArticle("a.md", Path("a.md"), text)
    assert [rule.name for rule, _ in find_all(article, facts, RULES.values())] == ["word-doubled"]
    english = CheckedArticle("a.md", Path("a.md"), text.replace("category", "lang: en\ncategory"))
    assert list(find_all(english, FACTS, RULES.values())) == []
