"""One deterministic corpus of an education office's news, in the form each generator reads.

``python -m bench.builds.corpus FOLDER COUNT PHOTOS_EVERY ours|pelican|hugo|eleventy …`` writes ``FOLDER/<generator>/`` where it is missing; each
``PHOTOS_EVERY``-th article shows photos. Articles, dates, tags, photos and links are the same in each; only addresses, front matter and the place
of the photos differ. All text is put together from ``words.py``.
"""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageFilter

from ban_tin.language.vietnamese import slugify
from ban_tin.site.addresses import VIETNAMESE
from bench.builds import words

#: Changes whenever the same arguments would give another corpus.
RECIPE = 1
SEED = 1
PHOTOS = 30
PHOTO_SIZE = (1200, 800)
#: All in the past, so that no generator holds anything back.
FIRST, LAST = datetime(2015, 1, 5, 7), datetime(2025, 6, 30, 17)
NOTICE_DAYS = 60


@dataclass(frozen=True, slots=True)
class Article:
    """What a list knows of an article; ``number`` counts from the newest."""

    number: int
    title: str
    slug: str
    date: datetime
    category: str
    tags: tuple[str, ...]
    author: str


def articles(count: int, seed: int = SEED) -> list[Article]:
    """Return ``count`` articles, the newest first."""
    random = Random(seed)
    authors: list[str] = []
    while len(authors) < 25:
        name = _person(random)
        if name not in authors:
            authors.append(name)
    minutes = sorted(random.sample(range(int((LAST - FIRST).total_seconds() // 60)), count), reverse=True)
    return [_article(random, number, FIRST + timedelta(minutes=each), authors) for number, each in enumerate(minutes)]


def new_article(number: int) -> Article:
    """Return an article newer than the whole corpus, and than ``new_article(number - 1)``."""
    made = _article(Random(number), number, LAST + timedelta(days=1, hours=number), ["Minh Hà"])
    return Article(number, made.title, f"bai-moi-{number}", made.date, made.category, made.tags, made.author)


def _article(random: Random, number: int, date: datetime, authors: Sequence[str]) -> Article:
    event, level, place = random.choice(words.EVENTS), random.choice(words.LEVELS), random.choice(words.PLACES)
    title = f"{event} {level} {place} {random.choice(['lần thứ', 'đợt', 'khóa'])} {random.randrange(1, 60)}"
    slug = f"{slugify(title)}-{number:05}"
    tags = tuple(random.sample(words.TAGS, random.randrange(2, 5)))
    return Article(number, title, slug, date, random.choice(words.CATEGORIES), tags, random.choice(authors))


def text_of(article: Article, linked: Sequence[Article], photos: bool = True, seed: int = SEED) -> tuple[str, str]:
    """Return the summary and the Markdown of a body of 500 to 860 words, with links to ``linked`` and one to three ``photos``.

    Photos are ``/images/<name>`` and articles ``/bai/<slug>/``.
    """
    random = Random(seed * 1_000_003 + article.number)
    summary = " ".join(_sentence(random) for _ in range(random.randrange(1, 3))).replace("**", "")
    target = random.randrange(500, 860)
    photo_blocks = random.sample(range(1, 8), random.randrange(1, 4))
    blocks = [_paragraph(random)]
    block = 0
    while sum(len(each.split()) for each in blocks) < target:
        block += 1
        kind = random.randrange(10)
        if block in photo_blocks:
            photo = f"![{random.choice(words.ALTERNATIVES)}](/images/anh-{random.randrange(PHOTOS):02}.jpg)"
            caption = random.choice(words.CAPTIONS).format(place=random.choice(words.PLACES))
            credit = _person(random)
            if photos:
                blocks += [photo, f"*{caption}. Ảnh: {credit}*"]
        if kind < 2:
            blocks += [f"## {random.choice(words.HEADINGS)}", _paragraph(random)]
        elif kind == 2:
            blocks.append("\n".join(f"{item}. {_sentence(random)}" for item in range(1, random.randrange(4, 7))))
        elif kind == 3:
            blocks.append("\n".join(f"- {_sentence(random)}" for _ in range(random.randrange(3, 6))))
        elif kind == 4 and linked:
            other = random.choice(linked)
            blocks.append(f"{_sentence(random)} Xem thêm: [{other.title}](/bai/{other.slug}/).")
        else:
            blocks.append(_paragraph(random))
    return summary, "\n\n".join(blocks) + "\n"


def _person(random: Random) -> str:
    return f"{random.choice(words.FAMILY)} {random.choice(words.MIDDLE)} {random.choice(words.GIVEN)}"


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random) for _ in range(random.randrange(2, 5)))


def _sentence(random: Random) -> str:
    pick = random.choice
    who, verb, what, why = pick(words.WHO), pick(words.VERBS), pick(words.WHAT), pick(words.WHY)
    match random.randrange(6):
        case 0:
            return f"Trong {pick(words.WHEN)}, {who} đã {verb} {what}, {why}."
        case 1:
            return (
                f"Theo báo cáo, có {random.randrange(12, 980)} đơn vị {verb} {what}, đạt {random.randrange(70, 100)},"
                f"{random.randrange(10)}% so với kế hoạch và tăng {random.randrange(1, 15)}% so với năm trước."
            )
        case 2:
            return (
                f"Phát biểu tại buổi làm việc, {pick(['ông', 'bà'])} **{_person(random)}**, {pick(words.ROLES)}, đề nghị {who} "
                f"tiếp tục {verb} {what} và {pick(words.VERBS)} {pick(words.WHAT)}."
            )
        case 3:
            return (
                f"Tại {pick(words.PLACES)}, {who} chọn cách {verb} {what} ngay từ đầu năm, {why}; "
                f"nhờ vậy nhiều lớp {pick(words.LEVELS)} đã có thay đổi tích cực."
            )
        case 4:
            return (
                f"Bên cạnh kết quả đạt được, vẫn còn {random.randrange(2, 40)} trường {pick(words.LEVELS)} "
                f"gặp khó khăn khi {verb} {what}."
            )
        case _:
            month = random.randrange(1, 13)
            return f"Dự kiến đến tháng {month}, {who} sẽ {verb} {what} tại {pick(words.PLACES)} và {pick(words.PLACES)}, {why}."


@dataclass(frozen=True, slots=True)
class Form:
    """How one generator wants its articles: where a file stands, at which address its page, and what the file holds.

    ``address`` also makes the links between articles. ``images`` is the folder of the photos, ``""`` where they lie beside each article.
    """

    path: Callable[[Article], Path]
    address: Callable[[Article], str]
    text: Callable[[Article, str, str], str]
    images: str


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _our_text(article: Article, summary: str, body: str) -> str:
    expires = ""
    if article.category == words.NOTICES:
        expires = f"expires: {article.date + timedelta(days=NOTICE_DAYS):%Y-%m-%d}\n"
    return (
        f"---\ntitle: {_quoted(article.title)}\ndate: {article.date:%Y-%m-%d %H:%M}\ncategory: {article.category}\n"
        f"tags: [{', '.join(article.tags)}]\nauthor: {article.author}\n{expires}summary: {_quoted(summary)}\n---\n\n{body}"
    )


def _pelican_text(article: Article, summary: str, body: str) -> str:
    return (
        f"Title: {article.title}\nDate: {article.date:%Y-%m-%d %H:%M}\nCategory: {article.category}\n"
        f"Tags: {', '.join(article.tags)}\nAuthor: {article.author}\nSlug: {article.slug}\nSummary: {summary}\n\n{body}"
    )


def _yaml_text(article: Article, summary: str, body: str) -> str:
    return (
        f"---\ntitle: {_quoted(article.title)}\nslug: {article.slug}\ndate: {article.date:%Y-%m-%dT%H:%M}:00+07:00\n"
        f"categories: [{_quoted(article.category)}]\ntags: {json.dumps(article.tags, ensure_ascii=False)}\n"
        f'authors: [{_quoted(article.author)}]\nmonths: ["{article.date:%Y-%m}"]\nsummary: {_quoted(summary)}\n---\n\n{body}'
    )


def _plain_address(article: Article) -> str:
    return f"/bai/{article.slug}/"


FORMS = {
    "ours": Form(
        lambda each: Path(f"content/tin/{each.date:%Y/%m}/{each.slug}/index.md"),
        lambda each: VIETNAMESE.article(each.date, each.slug),
        _our_text,
        "",
    ),
    "pelican": Form(
        lambda each: Path(f"content/bai/{each.slug}.md"), _plain_address, _pelican_text, "content/images"
    ),
    "hugo": Form(lambda each: Path(f"content/bai/{each.slug}.md"), _plain_address, _yaml_text, "static/images"),
    "eleventy": Form(lambda each: Path(f"bai/{each.slug}.md"), _plain_address, _yaml_text, "images"),
}  # fmt: skip


def write_article(
    site: Path, form: Form, article: Article, summary: str, body: str, images: Path, addresses: dict[str, str]
) -> None:
    """Write one article of ``text_of`` below ``site``; ``addresses`` are those of the form, by slug."""
    body = re.sub(r"\]\(/bai/([\w-]+)/\)", lambda link: f"]({addresses[link[1]]})", body)
    path = site / form.path(article)
    path.parent.mkdir(parents=True, exist_ok=True)
    if not form.images:
        body = body.replace("](/images/", "](")
        for name in set(re.findall(r"\]\((anh-\d+\.jpg)\)", body)):
            _place(images / name, path.parent / name)
    path.write_text(form.text(article, summary, body), encoding="utf-8")


def _place(source: Path, target: Path) -> None:
    """Put a photo at ``target``: a hard link where the file system has them."""
    try:
        target.hardlink_to(source)
    except FileExistsError:
        pass
    except OSError:
        shutil.copy(source, target)


def make(folder: Path, count: int, names: Sequence[str], photos_every: int = 1, seed: int = SEED) -> None:
    """Write the corpus below ``folder`` for each of ``names`` that isn't there yet; a half-written one is written again."""
    stamp = f"{RECIPE} {count} {photos_every} {seed}"
    missing = [name for name in names if _stamp(folder / name) != stamp]
    if not missing:
        return
    images = folder / "images"
    draw_photos(images)
    every = articles(count, seed)
    for name in missing:
        shutil.rmtree(folder / name, ignore_errors=True)
    addresses = {name: {each.slug: FORMS[name].address(each) for each in every} for name in missing}
    for article in every:
        summary, body = text_of(article, every, article.number % photos_every == 0, seed)
        for name in missing:
            write_article(folder / name, FORMS[name], article, summary, body, images, addresses[name])
    for name in missing:
        if FORMS[name].images:
            target = folder / name / FORMS[name].images
            target.mkdir(parents=True)
            for photo in sorted(images.iterdir()):
                _place(photo, target / photo.name)
        else:
            write_facts(folder / name / "content")
        edited, form = every[count // 2], FORMS[name]
        made = {"stamp": stamp, "path": str(form.path(edited)), "address": form.address(edited)}
        (folder / name / "corpus.json").write_text(json.dumps(made))


def edited_article(site: Path) -> tuple[Path, str]:
    """Return the file and the address of the article in the middle of a corpus that ``make`` wrote: the one to edit."""
    made = json.loads((site / "corpus.json").read_text())
    return site / made["path"], made["address"]


def _stamp(site: Path) -> str:
    with suppress(FileNotFoundError):
        return str(json.loads((site / "corpus.json").read_text())["stamp"])
    return ""


def draw_photos(folder: Path) -> None:
    """Draw the photos that are missing: smooth colours with a little noise, the same on every machine."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(PHOTOS):
        path = folder / f"anh-{number:02}.jpg"
        if path.exists():
            continue
        random = Random(number)
        base = Image.frombytes("RGB", (13, 9), random.randbytes(13 * 9 * 3)).resize(
            PHOTO_SIZE, Image.Resampling.BICUBIC
        )
        grain = Image.frombytes("L", PHOTO_SIZE, random.randbytes(PHOTO_SIZE[0] * PHOTO_SIZE[1])).point(
            [value // 12 for value in range(256)]
        )
        photo = ImageChops.add(base, Image.merge("RGB", [grain] * 3)).filter(ImageFilter.GaussianBlur(0.6))
        half = path.with_suffix(".half")
        photo.save(half, "JPEG", quality=82)
        half.rename(path)


def write_facts(content: Path) -> None:
    """Write site.toml with the corpus' categories, and two pages, as a site of ours has."""
    categories = []
    for name, (colour, dark) in zip(words.CATEGORIES, words.COLOURS * 2, strict=False):
        role = {words.NOTICES: 'role = "notices"\n', words.DOCUMENTS: 'role = "documents"\n'}.get(name, "")
        categories.append(
            f'\n[[category]]\nname = "{name}"\nslug = "{slugify(name)}"\ncolour = "{colour}"\ncolour_dark = "{dark}"\n{role}'
            f'description = "Tin bài của chuyên mục {name}."\n'
        )
    menu = [f'\n[[menu]]\ntitle = "{name}"\nurl = "/chuyen-muc/{slugify(name)}/"\n' for name in words.CATEGORIES[:7]]
    (content / "trang").mkdir(parents=True, exist_ok=True)
    (content / "site.toml").write_text(words.SITE + "".join(menu) + "".join(categories), encoding="utf-8")
    for slug, title in (("gioi-thieu", "Giới thiệu"), ("lien-he", "Liên hệ")):
        (content / "trang" / f"{slug}.md").write_text(
            f'---\ntitle: "{title}"\n---\n\n{_paragraph(Random(slug))}\n', encoding="utf-8"
        )


if __name__ == "__main__":
    make(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[4:] or list(FORMS), int(sys.argv[3]))
    os.sync()
