"""Generated archives: ten years of an office's news, with all that ten years of several hands and two programs leave in them.

The same seed gives the same archive. Dates only in the file name, headings of the first rank, ``style`` attributes, PNG named .jpg,
animated and remote pictures, layout tables, iframes, footnotes, addresses of every kind: each trait at about the rate that archives have it.
"""

import json
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw

from ban_tin.language.vietnamese import slugify
from bench.builds import words

POSTS, PICTURES, SEED = 509, 692, 14
FIRST, LAST = datetime(2014, 3, 3, 8), datetime(2024, 9, 27, 17)
OLD_SITE = "https://blog-cu.example"
FORMS = ("jekyll", "hugo", "eleventy", "pelican")
#: The categories of the archive; the last ones are none of a new site.
CATEGORIES = ("Tin hoạt động", "Thông báo", "hoat-dong", "Chuyển đổi số", "blog")


@dataclass(slots=True)
class Corpus:
    """Where an archive lies, and what was put into it that no program can decide, by its kind."""

    folder: Path
    form: str
    random: Random
    undecidable: dict[str, int] = field(default_factory=dict)
    _pictures: int = 0

    def count(self, kind: str) -> None:
        self.undecidable[kind] = self.undecidable.get(kind, 0) + 1


def make(folder: Path, form: str = "jekyll", posts: int = POSTS, pictures: int = PICTURES, seed: int = SEED) -> Corpus:
    """Write an archive of ``form`` into the empty ``folder``."""
    corpus = Corpus(folder, form, Random(seed))
    _write_settings(corpus)
    days = (LAST - FIRST).days
    dates = sorted(
        FIRST + timedelta(days=corpus.random.randrange(days), minutes=corpus.random.randrange(600))
        for _ in range(posts)
    )
    made: list[tuple[str, str]] = []
    left = pictures
    for number, date in enumerate(dates):
        # So that all of them are used when the last post is written.
        wanted = round(left / (posts - number)) if number < posts - 1 else left
        wanted = min(left, max(0, wanted + corpus.random.choice((-1, 0, 0, 1))))
        left -= wanted
        made.append(_write_post(corpus, number, date, wanted, made))
    _write(
        folder / _static(corpus) / "tai-lieu/ke-hoach.pdf",
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    )
    return corpus


def _static(corpus: Corpus) -> str:
    return {"jekyll": "", "hugo": "static", "eleventy": "src", "pelican": "content"}[corpus.form]


def _write_settings(corpus: Corpus) -> None:
    text = {
        "jekyll": (
            "_config.yml",
            f'title: Blog của Sở\nurl: {OLD_SITE}\nbaseurl: ""\npermalink: /:year/:month/:day/:title/\n',
        ),
        "hugo": ("hugo.toml", f'baseURL = "{OLD_SITE}/"\ntitle = "Blog của Sở"\n'),
        "eleventy": ("eleventy.config.js", "export default function () { return { dir: { input: 'src' } }; }\n"),
        "pelican": ("pelicanconf.py", f"SITEURL = '{OLD_SITE}'\nARTICLE_URL = '{{date:%Y}}/{{date:%m}}/{{slug}}/'\n"),
    }[corpus.form]
    _write(corpus.folder / text[0], text[1].encode())
    if corpus.form == "eleventy":
        _write(corpus.folder / "src/posts/posts.json", json.dumps({"layout": "post", "tags": "post"}).encode())
    if corpus.form == "jekyll":
        _write(corpus.folder / "index.html", b"---\nlayout: home\n---\n")
        _write(
            corpus.folder / "gioi-thieu.md",
            "---\nlayout: page\ntitle: Giới thiệu blog\n---\n# Giới thiệu blog\n\nBlog của Sở từ năm 2014.\n".encode(),
        )


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _person(random: Random) -> str:
    return f"{random.choice(words.FAMILY)} {random.choice(words.MIDDLE)} {random.choice(words.GIVEN)}"


def _sentence(random: Random) -> str:
    who = random.choice(words.WHO)
    place, verb, what, why = (random.choice(each) for each in (words.PLACES, words.VERBS, words.WHAT, words.WHY))
    return f"{who[:1].upper()}{who[1:]} {place} {verb} {what} {why}."


def _paragraph(random: Random) -> str:
    return " ".join(_sentence(random) for _ in range(random.randrange(2, 5)))


def _write_post(
    corpus: Corpus, number: int, date: datetime, pictures: int, before: list[tuple[str, str]]
) -> tuple[str, str]:
    """Write a post; return the name of its source, and its old address."""
    random = corpus.random
    title = f"{random.choice(words.EVENTS)} {random.choice(words.LEVELS)} {random.choice(words.PLACES)}"
    if random.random() < 0.15:
        title = f"{title}: {random.choice(words.WHAT)}"
    slug = f"{slugify(title)[:60].strip('-')}-{number}"
    # In Jekyll, three of four posts have their date in the name of the file alone.
    dated = corpus.form != "jekyll" or random.random() < 0.25
    draft = random.random() < 0.01
    body = _body(corpus, number, title, date, pictures, before)
    head = _head(corpus, title, date if dated else None, draft)
    name = {
        "jekyll": f"_posts/{date:%Y-%m-%d}-{slug}.md",
        "hugo": f"content/posts/{slug}.md",
        "eleventy": f"src/posts/{date:%Y-%m-%d}-{slug}.md",
        "pelican": f"content/tin/{slug}.md",
    }[corpus.form]
    _write(corpus.folder / name, f"{head}{body}".encode())
    address = {
        "jekyll": f"/{date:%Y/%m/%d}/{slug}/",
        "hugo": f"/posts/{slug}/",
        "eleventy": f"/posts/{slug}/",
        "pelican": f"/{date:%Y/%m}/{slugify(title)}/",
    }[corpus.form]
    return Path(name).stem, "" if draft else address


def _head(corpus: Corpus, title: str, date: datetime | None, draft: bool) -> str:
    random = corpus.random
    category, tags = random.choice(CATEGORIES), random.sample(words.TAGS, random.randrange(4))
    tags = [tag.capitalize() if random.random() < 0.1 else tag for tag in tags]
    author, excerpt = _person(random), _sentence(random)
    moment = f"{date:%Y-%m-%d %H:%M:%S} +0700" if date else ""
    if corpus.form == "pelican":
        lines = [
            f"Title: {title}",
            f"Date: {moment[:16]}",
            f"Category: {category}",
            f"Tags: {', '.join(tags)}",
            f"Author: {author}",
        ]
        lines += ["Status: draft"] if draft else []
        return "\n".join(lines) + "\n\n"
    if corpus.form == "hugo" and random.random() < 0.5:
        quoted = [json.dumps(each, ensure_ascii=False) for each in (title, category, author)]
        lines = [f"title = {quoted[0]}", f"date = {moment[:10]}T{moment[11:19]}+07:00", f"categories = [{quoted[1]}]"]
        lines += [
            f"tags = {json.dumps(tags, ensure_ascii=False)}",
            f"author = {quoted[2]}",
            f"draft = {str(draft).lower()}",
            "weight = 10",
        ]
        return "+++\n" + "\n".join(lines) + "\n+++\n"
    # A colon in a title that nobody put between quotation marks: some generators read it.
    lines = ["layout: post", f"title: {title}" if ": " not in title else f'title: "{title}"']
    lines += [f"date: {moment}"] if moment else []
    lines += [f"categories: [{category}]" if corpus.form != "jekyll" or " " in category else f"category: {category}"]
    lines += [f"tags: [{', '.join(tags)}]"] if tags else []
    lines += [f"author: {author}"] if random.random() < 0.8 else []
    lines += [f'excerpt: "{excerpt}"'] if random.random() < 0.3 else []
    lines += ["published: false"] if draft and corpus.form == "jekyll" else ["draft: true"] if draft else []
    lines += ["comments: true"] if random.random() < 0.3 else []
    lines += ["so_ban_in: 120"] if random.random() < 0.01 else []
    return "---\n" + "\n".join(lines) + "\n---\n"


def _body(corpus: Corpus, number: int, title: str, date: datetime, pictures: int, before: list[tuple[str, str]]) -> str:
    random = corpus.random
    parts = [_paragraph(random)]
    if random.random() < 0.1:
        parts.insert(0, f"# {title}")
    if random.random() < 0.2:
        parts.append("<!--more-->" if corpus.form != "eleventy" else "<!-- excerpt -->")
    traits: list[tuple[float, Callable[[], str]]] = [
        (0.25, lambda: f"# {_heading(random)}\n\n{_paragraph(random)}\n\n## {_heading(random)}"),
        (0.08, lambda: f"{_heading(random)}\n===\n\n{_paragraph(random)}\n\n{_heading(random)}\n---"),
        (0.20, lambda: f'<p style="text-align: justify; color: #333">{_paragraph(random)}</p>'),
        (0.08, lambda: f'<p class="MsoNormal" align="center"><span style="font-size:14pt"><o:p></o:p><b>{_heading(random)}</b></span></p>'),
        (0.04, lambda: f'<font color="red" size="4">{_sentence(random)}</font>'),
        (0.03, lambda: f"<center><strong>{_heading(random)}</strong></center>"),
        (0.03, lambda: f"<h1>{_heading(random)}</h1>"),
        (0.12, lambda: f"{_sentence(random)}\n- {_heading(random)}\n  - {_heading(random)}\n  - {_heading(random)}\n- {_heading(random)}"),
        (0.05, lambda: f"{_sentence(random)}\n| Trường | Số lớp |\n|---|---|\n| {random.choice(words.PLACES)} | {random.randrange(9, 40)} |"),
        (0.04, lambda: _html_table(random)),
        (0.04, lambda: f"{_sentence(random)}[^{number}]\n\n[^{number}]: {_sentence(random)}"),
        (0.04, lambda: _film(corpus)),
        (0.05, lambda: f"{_sentence(random)} {_own_link(corpus, before)}."),
        (0.03, lambda: f"[Kế hoạch đầy đủ]({_root(corpus)}/tai-lieu/ke-hoach.pdf)"),
        (0.02, lambda: f"```python\nso_lop = {random.randrange(9)}\n# không phải mục\n```"),
        (0.05, lambda: f"{_remote(corpus)}"),
        (0.01, lambda: '<script src="https://thongke.example/dem.js"></script>'),
        (0.01, lambda: _missing(corpus)),
        (0.01, lambda: _dead(corpus)),
        (0.01, lambda: _shortcode(corpus)),
        (0.01, lambda: _embedded(random)),
    ]  # fmt: skip
    parts += [trait() for rate, trait in traits if random.random() < rate]
    for _ in range(pictures):
        parts.insert(random.randrange(1, len(parts) + 1), _picture(corpus, date))
    parts += [_paragraph(random) for _ in range(random.randrange(1, 3))]
    return "\n\n".join(parts) + "\n"


def _heading(random: Random) -> str:
    text = f"{random.choice(words.VERBS)} {random.choice(words.WHAT)}"
    return text[:1].upper() + text[1:]


def _root(corpus: Corpus) -> str:
    marks = {
        "jekyll": ["", "{{ site.baseurl }}", "{{ site.url }}", OLD_SITE],
        "hugo": ["", OLD_SITE],
        "eleventy": [""],
        "pelican": ["{static}"],
    }
    return corpus.random.choice(marks[corpus.form])


def _html_table(random: Random) -> str:
    rows = "".join(
        f'<tr><td style="width:50%" valign="top">{random.choice(words.PLACES)}</td><td align="right">{random.randrange(100)}</td></tr>'
        for _ in range(3)
    )
    return f'<table border="1" cellpadding="4" style="width:100%" bgcolor="#eee"><tbody>{rows}</tbody></table>'


def _film(corpus: Corpus) -> str:
    corpus.count("embedded")
    number = f"{corpus.random.getrandbits(40):010x}"
    if corpus.form == "hugo":
        return f"{{{{< youtube {number} >}}}}"
    return f'<iframe width="560" height="315" src="//www.youtube.com/embed/{number}" frameborder="0" allowfullscreen></iframe>'


def _own_link(corpus: Corpus, before: list[tuple[str, str]]) -> str:
    public = [each for each in before if each[1]]
    if not public:
        return "bài trước"
    name, address = corpus.random.choice(public)
    by_name = {
        "jekyll": f"{{% post_url {name} %}}",
        "hugo": f'{{{{< ref "posts/{name}.md" >}}}}',
        "pelican": f"{{filename}}{name}.md",
    }
    target = corpus.random.choice([address, f"{OLD_SITE}{address}", by_name.get(corpus.form, address)])
    if corpus.form == "eleventy":
        target = address
    return f"[Xem bài trước]({target})"


def _remote(corpus: Corpus) -> str:
    corpus.count("remote")
    address = f"https://i.anh-ngoai.example/{corpus.random.getrandbits(32):08x}.jpg"
    if corpus.random.random() < 0.5:
        return f'<img src="{address}" style="float:left" alt="{_heading(corpus.random)}">'
    return f"![{_heading(corpus.random)}]({address})"


def _missing(corpus: Corpus) -> str:
    corpus.count("missing")
    return f"![{_heading(corpus.random)}](/hinh/da-mat-{corpus.random.getrandbits(20)}.jpg)"


def _dead(corpus: Corpus) -> str:
    corpus.count("dead-link")
    return f"[Trang đã bỏ](/trang-da-bo-{corpus.random.getrandbits(20)}/)"


def _shortcode(corpus: Corpus) -> str:
    corpus.count("shortcode")
    if corpus.form == "hugo":
        return f'{{{{< lich-hop ngay="{corpus.random.randrange(1, 28)}/11" >}}}}'
    return f'{{% lich_hop "{corpus.random.randrange(1, 28)}/11" %}}'


def _embedded(random: Random) -> str:
    content = BytesIO()
    Image.new("RGB", (400, 300), (random.randrange(256), 80, 90)).save(content, "PNG")
    return f"![Ảnh dán từ Word](data:image/png;base64,{b64encode(content.getvalue()).decode()})\n*Sơ đồ phòng thi*"


def _picture(corpus: Corpus, date: datetime) -> str:
    """Draw a picture into the archive and return how a post shows it."""
    random, number = corpus.random, corpus._pictures
    corpus._pictures += 1
    stem = random.choice([f"IMG_{number:04}", f"Ảnh {number}", f"hoi-nghi-{number}", f"DSC{number:05}"])
    kind = random.random()
    suffix = ".gif" if kind < 0.02 else ".png" if kind < 0.12 else random.choice([".jpg", ".jpg", ".JPG", ".jpeg"])
    place = f"hinh/{date:%Y}/{stem}{suffix}"
    _draw(corpus.folder / _static(corpus) / place, number, kind)
    root = _root(corpus)
    path, written = f"{root}/{place}", f"{root}/{place.replace(' ', '%20')}"
    words_of = _sentence(random)[:-1]
    alt = random.choice(["", "", "Quang cảnh hội nghị", f"{stem}{suffix}", words_of])
    forms: list[Callable[[], str]] = [
        lambda: f"![{alt}]({written})",
        lambda: f"![{alt}]({written})\n*{words_of}*",
        lambda: f"![{alt}]({written})\n\n*{words_of}.*",
        lambda: f'![{alt}]({written} "{words_of}")',
        lambda: f"![{alt}]({written})\n\n{words_of}",
        lambda: (
            f'<p style="text-align:center"><img src="{path}" alt="{alt}" width="600" border="0"><br><em>{words_of}</em></p>'
        ),
        lambda: f'<div align="center"><img src="{path}" style="width:100%"></div>',
        lambda: f'<figure><img src="{path}" alt="{alt}"><figcaption>{words_of}</figcaption></figure>',
        lambda: (
            f'<table width="100%"><tr><td><img src="{path}" alt="{alt}"></td></tr><tr><td><i>{words_of}</i></td></tr></table>'
        ),
    ]
    if corpus.form == "jekyll":
        forms.append(lambda: f'{{% include figure.html src="{place}" alt="{alt}" caption="{words_of}" %}}')
    if corpus.form == "hugo":
        forms.append(
            lambda: f'{{{{< figure src="/{place}" alt="{alt}" caption="{words_of}" attr="{_person(random)}" >}}}}'
        )
    return random.choice(forms)()


def _draw(path: Path, number: int, kind: float) -> None:
    """Draw a picture of its own: animated below 0.01, a PNG named as something else from 0.92 on."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", (1000, 640), (number * 37 % 256, number * 59 % 256, number * 83 % 256))
    draw = ImageDraw.Draw(image)
    for line in range(0, 1000, 50):
        draw.line((line, 0, (line * (number + 3)) % 1000, 640), fill=(255, line % 256, number % 256), width=3)
    if path.suffix == ".gif" and kind < 0.01:
        others = [Image.new("RGB", image.size, (each * 60, 20, number % 256)) for each in range(1, 4)]
        image.save(path, "GIF", save_all=True, append_images=others, duration=200, loop=0)
    elif path.suffix in {".gif", ".png"}:
        image.quantize(64).save(path, path.suffix[1:].upper())
    else:
        image.save(path, "PNG" if kind > 0.92 else "JPEG", **({} if kind > 0.92 else {"quality": 70}))
