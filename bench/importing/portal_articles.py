"""Articles of our own for pages of portals: those of the demonstration, cut into blocks that frames dress as they do."""

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html import escape
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a text: its file, and its caption, ``""`` for none."""

    file: str
    caption: str


#: A paragraph, a heading (``## …``), the items of a list (its mark first), the rows of a table, or a picture.
Block = str | tuple[str, ...] | list[list[str]] | Picture


@dataclass(frozen=True, slots=True)
class Article:
    """An article as a portal has it."""

    #: Its title.
    title: str
    #: When it was published.
    date: datetime
    #: Who wrote it, ``""`` for nobody said.
    author: str
    #: Its section.
    section: str
    #: Its standfirst.
    summary: str
    #: Its text.
    blocks: tuple[Block, ...]
    #: How often it was read.
    views: int
    #: What it is about.
    tags: tuple[str, ...]
    #: Files under it.
    files: tuple[str, ...] = ()
    #: Titles of other articles, which stand beside it.
    others: tuple[str, ...] = field(default=())


def plain(markdown: str) -> str:
    """Return inline Markdown as plain words."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"\[\^[^\]]*\]|\{[^}]*\}", "", text)
    return " ".join(re.sub(r"(?<!\\)[*_`]+|\\", "", text).split())


def inline(markdown: str) -> str:
    """Return inline Markdown as HTML with bold and italics."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = escape(re.sub(r"\[\^[^\]]*\]|\{[^}]*\}", "", text), quote=False)
    text = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text)
    text = re.sub(r"(?<!\*)\*([^*]+)\*", r"<em>\1</em>", text)
    return " ".join(text.replace("\\", "").replace("*", "").split())


def read_articles() -> list[Article]:
    """Return the demonstration's articles, the oldest first."""
    found = []
    for path in sorted((ROOT / "content" / "tin").rglob("index.md")):
        text = path.read_text(encoding="utf-8")
        if text.count("---\n") < 2:
            continue  # One is written in the way of Pelican.
        _, head, body = text.split("---\n", 2)
        fields = yaml.safe_load(head)
        moment = datetime.fromisoformat(str(fields["date"])[:16])
        found.append((moment, fields, tuple(_blocks(body))))
    found.sort(key=lambda each: each[0])
    titles = [fields["title"] for _, fields, _ in found]
    return [
        Article(
            title=fields["title"],
            date=moment + timedelta(minutes=7 * number % 50),
            author=fields.get("author", "") if isinstance(fields.get("author", ""), str) else "",
            section=fields["category"],
            summary=fields.get("summary", ""),
            blocks=blocks,
            views=1250 + 37 * number,
            tags=tuple(fields.get("tags", ())),
            others=tuple(titles[number - step] for step in (1, 2, 3, 4, 5)),
        )
        for number, (moment, fields, blocks) in enumerate(found)
    ]


def _blocks(body: str) -> list[Block]:
    blocks: list[Block] = []
    chunks = [chunk.strip("\n") for chunk in re.split(r"\n\s*\n", body) if chunk.strip()]
    waiting: Picture | None = None
    for chunk in chunks:
        lines = chunk.split("\n")
        image = re.match(r'!\[([^\]]*)\]\((\S+?)(?:\s+"([^"]*)")?\)', lines[0].strip())
        if waiting is not None:
            if (
                not image
                and len(chunk) <= 160
                and not chunk.rstrip().endswith(".")
                and lines[0][:1] not in "#|-*>0123456789!"
            ):
                blocks.append(Picture(waiting.file, plain(chunk)))
                waiting = None
                continue
            blocks.append(waiting)
            waiting = None
        if image:
            caption = plain(image[3] or " ".join(lines[1:]))
            if caption:
                blocks.append(Picture(image[2], caption))
            else:
                waiting = Picture(image[2], "")
        elif lines[0].startswith("|"):
            rows = [
                [plain(cell) for cell in line.strip().strip("|").split("|")]
                for line in lines
                if not re.fullmatch(r"[|:\s-]+", line)
            ]
            blocks.append(rows)
        elif re.match(r"[-*]\s|\d+\.\s", lines[0]):
            items = [item.strip() for item in re.split(r"(?m)^(?:[-*]|\d+\.)\s+", chunk) if item.strip()]
            blocks.append(("1" if lines[0][0].isdigit() else "-", *(" ".join(item.split()) for item in items)))
        elif re.match(r"\[\^|\{|:::|>", lines[0]):
            continue
        else:
            blocks.append(" ".join(chunk.split()))
    if waiting is not None:
        blocks.append(waiting)
    return blocks


def words_of(article: Article) -> list[str]:
    """Return the words of the text of ``article``, its captions and tables too."""
    words: list[str] = []
    for block in article.blocks:
        if isinstance(block, Picture):
            words += block.caption.split()
        elif isinstance(block, str):
            words += plain(block.lstrip("# ")).split()
        elif isinstance(block, tuple):
            words += [word for item in block[1:] for word in plain(item).split()]
        else:
            words += [word for row in block for cell in row for word in cell.split()]
    return words
