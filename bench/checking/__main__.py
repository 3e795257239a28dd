"""``python -m bench.checking [--faults 300] [--seed 1] [--list]``: recall on planted faults, and what is found in texts as they are."""

import argparse
import random
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

from bench.checking.faults import KINDS, plant
from bench.checking.texts import Text, facts_of_demonstration, read_texts
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.registry import RULES
from newsdesk.checking.rule import Facts
from newsdesk.checking.running import find_all

#: Rules of language: what is planted.
_RULES = [RULES[name] for name in dict.fromkeys(name for _, names in KINDS.values() for name in names)]


def main() -> None:
    """Plant faults one by one, each in a text that is else as it was, and print two tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--list", action="store_true", help="print what is missed, and what is found in texts as they are"
    )
    options = parser.parse_args()
    texts = read_texts()
    facts = Facts(facts_of_demonstration(), date(2026, 11, 30))
    _print_recall(texts, facts, options)
    _print_findings(texts, facts, options)


def _print_recall(texts: list[Text], facts: Facts, options: argparse.Namespace) -> None:
    chance = random.Random(options.seed)
    planted, found = Counter[str](), Counter[str]()
    tries = 0
    while planted.total() < options.faults and tries < 40 * options.faults:
        kind = list(KINDS)[tries % len(KINDS)]
        tries += 1
        # Most texts have no place for most faults.
        for text in chance.sample(texts, len(texts)):
            fault = plant(text.article, kind, chance)
            if fault is not None:
                break
        else:
            continue
        planted[kind] += 1
        article = CheckedArticle(f"content/{text.name}", Path(text.name), fault.source)
        rules = [RULES[name] for name in fault.rules]
        # Whether it was there before says the number.
        before = sum(1 for _ in find_all(text.article, facts, rules))
        now = list(find_all(article, facts, rules))
        there = (
            any(each.line == fault.line for _, each in now)
            or "tone-mixed" in fault.rules
            or "dots-three" in fault.rules
        )
        there = there or fault.rules[0] in {"office-names", "number-styles"}
        if now and (len(now) > before or (before and fault.rules[0] in {"dots-three", "tone-mixed"})) and there:
            found[kind] += 1
        elif options.list:
            print(f"missed: {kind}: {text.name}:{fault.line}: {fault.source.splitlines()[fault.line - 1][:200]!r}")
    print("\n| Fault | planted | found |\n|---|---|---|")
    for kind in KINDS:
        print(f"| {kind} | {planted[kind]} | {found[kind]} |")
    print(f"| **all** | {planted.total()} | {found.total()} ({100 * found.total() / planted.total():.1f} %) |")


def _print_findings(texts: list[Text], facts: Facts, options: argparse.Namespace) -> None:
    words, number = Counter[str](), Counter[str]()
    told: dict[tuple[str, str], int] = defaultdict(int)
    for text in texts:
        article = text.article
        words[text.corpus] += len(article.words)
        number[text.corpus] += 1
        for rule, each in find_all(article, facts, _RULES):
            told[text.corpus, str(rule.severity)] += 1
            if options.list:
                print(f"{text.name}:{each.line}:{each.column}: {rule.severity}: {rule.name}: {dict(each.values)}")
    print("\n| Texts as they are | texts | words | warnings | hints |\n|---|---|---|---|---|")
    for corpus in words:
        counts = (number[corpus], words[corpus], told[corpus, "warning"], told[corpus, "hint"])
        print(f"| {corpus} | " + " | ".join(map(str, counts)) + " |")


if __name__ == "__main__":
    main()
