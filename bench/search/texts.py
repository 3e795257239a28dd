"""Text of an education office in any amount, whose different pairs of words grow as in real text.

Sentences of the demonstration and of the planted corpus are taken apart and joined anew; names of people and places, of which each thousand
articles bring new ones, and numbers are put into them. A small vocabulary would flatter an index: see ``growth``.

    python -m bench.search.texts     how many words and pairs there are at 1,000 and 10,000 articles
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from html import escape
from pathlib import Path
from random import Random

from ban_tin.language.vietnamese import slugify
from tests.search.planted import DEMONSTRATION, SECTIONS, articles

SEED = 7
FIRST, LAST = datetime(2015, 1, 5, 7), datetime(2026, 10, 30, 17)
#: Words of an article.
LENGTH = (350, 950)
TYPES = {"KH": "Kế hoạch", "QĐ": "Quyết định", "TB": "Thông báo", "HD": "Hướng dẫn", "CV": "Công văn"}
#: New names of people and places for each thousand articles.
NAMES = 260
_BEGINNINGS = [
    "b", "c", "ch", "d", "đ", "g", "gi", "h", "k", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v",
    "x",
]  # fmt: skip
_ENDINGS = [
    "a", "à", "á", "ả", "ạ", "an", "án", "ang", "áng", "anh", "ánh", "ao", "áo", "ay", "âm", "ân", "ấn", "âu", "ây", "e", "én",
    "em", "ên", "ếch", "i", "ì", "in", "inh", "ính", "iên", "iến", "iêu", "iễu", "o", "ó", "oan", "oàn", "oa", "òa", "oi", "ói",
    "on", "ong", "óng", "ô", "ổ", "ôn", "ốn", "ông", "ộng", "ơ", "ở", "ơn", "ời", "u", "ú", "ung", "úng", "uân", "uấn", "uyên",
    "uyển", "uy", "úy", "ư", "ứ", "ưng", "ương", "ường", "ước", "yên",
]  # fmt: skip
_FAMILY = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Nông", "Lò", "Vàng",
    "Giàng", "Triệu", "Hà", "Đinh", "Mai", "Tạ", "Phùng", "Lương",
]  # fmt: skip


@dataclass(frozen=True)
class Written:
    """An article of generated text."""

    slug: str
    title: str
    date: datetime
    section: str
    author: str
    tags: tuple[str, ...]
    number: str
    type: str
    summary: str
    blocks: tuple[str, ...]

    @property
    def url(self) -> str:
        """Its address."""
        return f"/tin/{self.date:%Y/%m}/{self.slug}/"


@cache
def sentences() -> list[list[str]]:
    """Return the words of all sentences that there are to take apart."""
    texts = [
        path.read_text("utf-8").split("---", 2)[-1]
        for path in sorted(DEMONSTRATION.glob("t*/**/*.md"))
        if path.stem != "about"
    ]
    texts += [each.text for each in articles()]
    found: dict[str, None] = {}
    for text in texts:
        for line in text.splitlines():
            if not line or line[0] in "|![*#>" or ":" in line[:8]:
                continue
            plain = re.sub(
                r"\[([^]]*)\]\([^)]*\)(?:\{[^}]*\})?|[*_`]", r"\1", re.sub(r"^\s*(?:[-+]|\d+\.)\s+", "", line)
            )
            found |= dict.fromkeys(re.split(r"(?<=[.!?])\s+", plain))
    # In an order of its own: those of one article are not all frequent or all rare.
    return Random(SEED).sample(kept := [words for words in map(str.split, found) if 6 <= len(words) <= 40], len(kept))


@cache
def _weights() -> list[float]:
    """Return how often each sentence is taken, added up: few of them in most articles, most in few, as words and pairs stand in real text."""
    return list(itertools.accumulate(1 / (rank + 12) for rank in range(len(sentences()))))


def _sentence(random: Random) -> list[str]:
    return random.choices(sentences(), cum_weights=_weights())[0]


def corpus(count: int) -> Iterator[Written]:
    """Yield ``count`` articles, the newest first; the same ones always."""
    random = Random(SEED)
    names = _names(random, NAMES * count // 1000 + 60)
    authors = [f"{random.choice(_FAMILY)} {name}" for name in names[:25]]
    minutes = sorted(random.sample(range(int((LAST - FIRST).total_seconds() // 60)), count), reverse=True)
    tags = sorted({tag for each in articles() for tag in each.tags})
    for number, minute in enumerate(minutes):
        # Names come and go: an article has those of its time, and the few that are in all years.
        begin = len(names) * number // (count + 1)
        local = names[begin : begin + 60] + names[:15]
        yield _article(random, number, FIRST + timedelta(minutes=minute), local, authors, tags)


def _names(random: Random, count: int) -> list[str]:
    def syllable() -> str:
        return (random.choice(_BEGINNINGS) + random.choice(_ENDINGS)).capitalize()

    return [" ".join(syllable() for _ in range(random.choice((1, 2, 2)))) for _ in range(count)]


def _article(
    random: Random, number: int, date: datetime, names: list[str], authors: list[str], tags: list[str]
) -> Written:
    section = random.choice([*SECTIONS.values()])
    title = " ".join(_joined(random, names)[: random.randrange(7, 16)]).strip(" .,;:–").capitalize()
    code = random.choice([*TYPES]) if section == "Văn bản" else ""
    blocks, words = [], 0
    target = random.randrange(*LENGTH)
    while words < target:
        paragraph = [" ".join(_joined(random, names)) for _ in range(random.randrange(2, 5))]
        if blocks and random.random() < 0.15:
            blocks.append("## " + " ".join(_joined(random, names)[:6]).strip(" .,;:–"))
        blocks.append(" ".join(paragraph))
        words += sum(len(each.split()) for each in paragraph)
    return Written(
        slug=f"{slugify(title)[:80].strip('-')}-{number:05}",
        title=title,
        date=date,
        section=section,
        author=random.choice(authors),
        tags=tuple(random.sample(tags, 2)),
        number=f"{2000 + number}/{code}-SGDĐT" if code else "",
        type=TYPES.get(code, ""),
        summary=" ".join(_joined(random, names)),
        blocks=tuple(blocks),
    )


def _joined(random: Random, names: list[str]) -> list[str]:
    """Return the words of a sentence: two halves that were not together, a name, a number."""
    words = _sentence(random)
    if random.random() < 0.6:
        other = _sentence(random)
        words = words[: random.randrange(2, len(words))] + other[random.randrange(1, len(other) - 1) :]
    if random.random() < 0.35:
        place = random.randrange(1, len(words))
        name = random.choice(names)
        words = [
            *words[:place],
            *(f"{random.choice(_FAMILY)} {name}" if random.random() < 0.4 else name).split(),
            *words[place:],
        ]
    return [str(random.randrange(2, 2000)) if word.isdecimal() and len(word) < 4 else word for word in words]


def markdown(article: Written) -> str:
    """Return an article as ours reads it."""
    head = [
        f'title: "{_quoted(article.title)}"',
        f"date: {article.date:%Y-%m-%d %H:%M}",
        f"category: {article.section}",
    ]
    head += [
        f"author: {article.author}",
        f"tags: [{', '.join(article.tags)}]",
        f'summary: "{_quoted(article.summary)}"',
    ]
    if article.number:
        head += [f"document_number: {article.number}", f"document_type: {article.type}"]
    return "---\n" + "\n".join(head) + "\n---\n\n" + "\n\n".join(article.blocks) + "\n"


def _quoted(text: str) -> str:
    return text.replace("\\", "").replace('"', "”")


def html(article: Written) -> str:
    """Return an article as a lean page for Pagefind: nothing but what is searched."""
    blocks = [
        f"<h2>{escape(block[3:])}</h2>" if block.startswith("## ") else f"<p>{escape(block)}</p>"
        for block in article.blocks
    ]
    about = [article.summary, article.number, article.author, ", ".join(article.tags)]
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{escape(article.title)}</title><main data-pagefind-body>'
        f"<h1>{escape(article.title)}</h1>{''.join(f'<p>{escape(each)}</p>' for each in about if each)}{''.join(blocks)}</main></html>"
    )


def write_articles(content: Path, count: int) -> None:
    """Write ``count`` articles below the content of a site."""
    for article in corpus(count):
        place = content / "tin" / f"{article.date:%Y/%m}" / article.slug
        place.mkdir(parents=True)
        (place / "index.md").write_text(markdown(article), encoding="utf-8")


def write_html(folder: Path, count: int) -> None:
    """Write ``count`` lean pages."""
    for article in corpus(count):
        page = folder / article.url.strip("/") / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(html(article), encoding="utf-8")


def growth(count: int) -> tuple[int, int, int]:
    """Return how many words there are in ``count`` articles, how many different ones, and how many different pairs of neighbours."""
    words: set[str] = set()
    pairs: set[tuple[str, str]] = set()
    total = 0
    for article in corpus(count):
        for block in article.blocks:
            for sentence in re.split(r"[.!?;:]\s", block.lower()):
                found = re.findall(r"[^\W_]+", sentence)
                total += len(found)
                words.update(found)
                pairs.update(itertools.pairwise(found))
    return total, len(words), len(pairs)


if __name__ == "__main__":
    for size in (1_000, 10_000):
        print("{:,} articles: {:,} words, {:,} different, {:,} different pairs".format(size, *growth(size)))
