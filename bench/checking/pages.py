"""``python -m bench.checking.pages [--faults 300] [--seed 1] [--list]``: personal data and faults of pages planted in texts, and what rules find in them as they are."""

import argparse
import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

from ban_tin.findings.catalogue import pages, papers, privacy
from bench.checking.texts import facts_of_demonstration, read_texts
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.registry import RULES
from newsdesk.checking.rule import Facts
from newsdesk.checking.running import find_all

#: Names as they are given, parts of them put together by chance.
_FAMILY, _MIDDLE, _GIVEN = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Y", "H’"], ["Văn", "Thị", "Minh", "Hoài", "Thu", "Ngọc"], ["An", "Bình", "Cường", "Dung", "Em", "Phúc", "Giang", "Hạnh"]  # fmt: skip


def _name(chance: random.Random) -> str:
    return f"{chance.choice(_FAMILY)} {chance.choice(_MIDDLE)} {chance.choice(_GIVEN)}"


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(count))


def _phone(chance: random.Random) -> str:
    number = f"0{chance.choice('35789')}{_digits(chance, 8)}"
    forms = (number, f"{number[:4]} {number[4:7]} {number[7:]}", f"{number[:4]}.{number[4:7]}.{number[7:]}", f"+84 {number[1:4]} {number[4:7]} {number[7:]}", f"{number[:3]}-{number[3:6]}-{number[6:]}")  # fmt: skip
    before = (
        "Thầy {} (số điện thoại {})",
        "Gặp {} – {}",
        "{}, ĐT: {}",
        "Liên hệ {} qua Zalo {}",
        "Phụ huynh {} cho biết số máy {}",
    )
    return chance.choice(before).format(_name(chance), chance.choice(forms))


def _identity(chance: random.Random) -> str:
    # The century goes with the year: 0 and 1 are the last one.
    century, year = chance.choice((("01", ("62", "75", "88", "99")), ("23", ("02", "05", "09"))))
    province = chance.choice(("001", "034", "062", "079", "096"))
    number = f"{province}{chance.choice(century)}{chance.choice(year)}{_digits(chance, 6)}"
    forms = ("Ông {}, CCCD số {}", "{} (căn cước: {})", "{}, số định danh cá nhân {}", "Bà {} mang giấy tờ {}")
    return chance.choice(forms).format(_name(chance), number)


def _birth(chance: random.Random) -> str:
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1960, 2018)
    forms = (
        f"{day:02d}/{month:02d}/{year}",
        f"{day}-{month}-{year}",
        f"{day:02d} tháng {month} năm {year}",
        f"{day}.{month}.{year}",
    )
    before = ("Em {}, sinh ngày {}", "{} (sinh {})", "{}, ngày sinh: {}", "Cháu {} sinh vào ngày {}")
    return chance.choice(before).format(_name(chance), chance.choice(forms))


def _account(chance: random.Random) -> str:
    number = _digits(chance, chance.choice((10, 12, 13, 14)))
    forms = (
        "Giúp {} qua số tài khoản {} Agribank",
        "{}, STK {} Vietcombank",
        "Tài khoản của {}: {} BIDV".replace("{}: {}", "{} là {}"),
    )
    return chance.choice(forms).format(_name(chance), number)


def _list(chance: random.Random) -> str:
    head = chance.choice(
        (
            "| TT | Họ và tên | Ngày sinh |",
            "| STT | Họ tên | SBD |",
            "| TT | HỌ VÀ TÊN HỌC SINH | Điểm |",
            "| Số TT | Họ, tên | Số CCCD |",
        )
    )
    cell = "12/03/2010" if "Ngày" in head else "8,25" if "Điểm" in head else f"0{_digits(chance, 5)}"
    rows = "\n".join(f"| {number} | {_name(chance)} | {cell} |" for number in range(1, 6))
    return f"\n\n{head}\n|---|---|---|\n{rows}\n\n"


#: What is planted, and the rule that has to find it.
PLANTED: dict[str, Callable[[random.Random], str]] = {
    "person-phone": _phone,
    "person-identity": _identity,
    "person-birth": _birth,
    "person-account": _account,
    "person-list": _list,
    "link-vague": lambda chance: (
        f"[{chance.choice(('tại đây', 'Xem thêm', 'link này', 'chi tiết'))}](https://moet.gov.vn/)"
    ),
    "anchor-missing": lambda chance: f"[mục {chance.randint(2, 9)}](#muc-{chance.randint(2, 9)})",
    "heading-skips": lambda chance: f"\n\n##### {_name(chance)}\n\nChữ.\n\n",
    "table-headless": lambda chance: "\n\n|  |  |  |\n|---|---|---|\n| a | b | c |\n| d | e | f |\n\n",
}


def main() -> None:
    """Plant one thing at a time at the end of a paragraph, and print two tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--faults", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--list", action="store_true", help="print what is missed, and what is found in texts as they are"
    )
    options = parser.parse_args()
    chance, texts = random.Random(options.seed), read_texts()
    facts = Facts(facts_of_demonstration(), date(2026, 11, 30))
    planted, found = Counter[str](), Counter[str]()
    while planted.total() < options.faults:
        name = list(PLANTED)[planted.total() % len(PLANTED)]
        before = chance.choice(texts).article
        paragraph = chance.choice(before.paragraphs or (None,))
        if paragraph is None:
            continue
        fault = PLANTED[name](chance)
        source = f"{before.text[: paragraph.end]} {fault}. {before.text[paragraph.end :]}"
        article = CheckedArticle(before.path, Path(before.path), source)
        planted[name] += 1
        here = len(list(find_all(article, facts, [RULES[name]]))) > len(list(find_all(before, facts, [RULES[name]])))
        found[name] += here
        if options.list and not here:
            print(f"missed: {name}: {fault}")
    print("\n| Planted | times | found |\n|---|---|---|")
    for name in PLANTED:
        print(f"| `{name}` | {planted[name]} | {found[name]} |")
    print(f"| **all** | {planted.total()} | {found.total()} ({100 * found.total() / planted.total():.1f} %) |")
    print("\n| Texts as they are | words | warnings | hints |\n|---|---|---|---|")
    rules = [rule for name, rule in RULES.items() if name in {*pages.KINDS, *papers.KINDS, *privacy.KINDS}]
    words, said = Counter[str](), Counter[tuple[str, str]]()
    for text in texts:
        words[text.corpus] += len(text.article.words)
        for rule, each in find_all(text.article, facts, rules):
            said[text.corpus, str(rule.severity)] += 1
            if options.list:
                print(f"found: {text.name}:{each.line}: {rule.name} {dict(each.values)}")
    for corpus, count in words.items():
        print(f"| {corpus} | {count} | {said[corpus, 'warning']} | {said[corpus, 'hint']} |")


if __name__ == "__main__":
    main()
