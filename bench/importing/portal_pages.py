"""Saved pages: articles of our own in the frames of portals, and folders of them as browsers save them."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

from ban_tin.language.vietnamese import slugify
from bench.importing.portal_articles import Article, Picture, read_articles
from bench.importing.portal_bodies import PICTURED, TYPED, body_html
from bench.importing.portal_frames import FRAMES, address_of


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and what it was made of."""

    #: The name of its frame.
    frame: str
    #: How its text was typed.
    typed: str
    #: How its pictures got their captions.
    pictured: str
    #: What it shows.
    article: Article
    #: Its HTML.
    html: str
    #: Where it was.
    address: str
    #: Its number among many, 0 for one by itself.
    number: int = 0

    @property
    def name(self) -> str:
        """Its name as a file, without an ending."""
        return f"{slugify(self.article.title)[:50]}-{self.number or self.frame}"


def make_pages(each: int = 10, pictures: str = "{name}_files/") -> Iterator[Page]:
    """Yield ``each`` pages in every frame; all ways of typing and of captions come up."""
    articles = read_articles()
    for number, (frame, dress) in enumerate(FRAMES.items()):
        for turn in range(each):
            article = articles[(turn * 3 + number) % len(articles)]
            typed, pictured = TYPED[(turn + number) % len(TYPED)], PICTURED[(turn + number // 2) % len(PICTURED)]
            lead = article.summary if turn % 3 else ""
            name = f"{slugify(article.title)[:50]}-{frame}"
            html = dress(article, body_html(article, typed, pictured, pictures.format(name=name)), lead)
            yield Page(frame, typed, pictured, article, html, address_of(article, frame))


def make_many(count: int) -> Iterator[Page]:
    """Yield ``count`` pages in all frames, no two of the same article."""
    articles = read_articles()
    frames = list(FRAMES)
    for number in range(count):
        base = articles[number % len(articles)]
        turn = number // len(articles)
        moved = base.blocks[turn % len(base.blocks) :] + base.blocks[: turn % len(base.blocks)]
        article = replace(
            base,
            title=f"{base.title} (kỳ {number + 1})",
            date=base.date - timedelta(days=3 * turn),
            views=1250 + number,
            blocks=(
                f"Bản tin số {number + 1} ghi nhận {number * 7 + 3} ý kiến gửi về Văn phòng Sở trong tuần thứ {number % 52 + 1} của năm.",
                *moved,
            ),
        )
        frame = frames[number % len(frames)]
        name = f"{slugify(article.title)[:50]}-{number + 1}"
        body = body_html(article, TYPED[number % len(TYPED)], PICTURED[number % len(PICTURED)], f"{name}_files/")
        yield Page(
            frame,
            TYPED[number % len(TYPED)],
            PICTURED[number % len(PICTURED)],
            article,
            FRAMES[frame](article, body, article.summary),
            address_of(article, frame),
            number + 1,
        )


def small_png(width: int = 60, height: int = 40, shade: int = 120) -> bytes:
    """Return a grey picture."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + bytes([shade]) * width for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


def picture_names(article: Article) -> list[str]:
    """Return the files that the text of ``article`` shows."""
    return list(dict.fromkeys(block.file for block in article.blocks if isinstance(block, Picture)))


def save_html(page: Page, folder: Path, ending: str = "_files", pictures: bool = True) -> Path:
    """Save ``page`` as Chrome does: the page, and a folder with its pictures."""
    path = folder / f"{page.name}.html"
    html = page.html.replace(f"{page.name}_files/", f"./{page.name}{ending}/")
    path.write_text(f"<!-- saved from url=({len(page.address):04d}){page.address} -->\n{html}", encoding="utf-8")
    if pictures:
        beside = folder / f"{page.name}{ending}"
        beside.mkdir(exist_ok=True)
        for number, name in enumerate(picture_names(page.article)):
            (beside / name).write_bytes(small_png(shade=(60 + 31 * number) % 250))
    return path


def mht_of(page: Page, old: bool = False) -> bytes:
    """Return ``page`` in one file, as Chrome writes it, or Internet Explorer (``old``)."""
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Windows Internet Explorer 8>" if old else "<Saved by Blink>"
    if not old:
        message["Snapshot-Content-Location"] = page.address
    message["Subject"] = page.article.title
    message["Date"] = "Fri, 27 Nov 2026 09:14:00 +0700"
    base = page.address.rpartition("/")[0]
    html = MIMEText(page.html.replace(f"{page.name}_files/", f"{base}/anh/"), "html", "utf-8")
    html["Content-Location"] = page.address
    message.attach(html)
    for number, name in enumerate(picture_names(page.article)):
        part = MIMEBase("image", "png")
        part.set_payload(small_png(shade=(60 + 31 * number) % 250))
        from email.encoders import encode_base64

        encode_base64(part)
        part["Content-Location"] = f"{base}/anh/{name}"
        message.attach(part)
    return message.as_bytes()
