"""What rules of the machine change: articles, photos, and the one place where each other file can be another."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

from ban_tin.articles.comments import Comment, format_comments
from tests.site.builder import ROOT, SmallSite
from tests.site.incremental.builds import LIMITS, constant_file, model

#: What a photo is padded to, so that one can replace another without a change of size.
PHOTO_BYTES = 12_000
_DAY = 24 * 60 * 60


@dataclass
class Article:
    """An article below ``content/tin``: ``month`` and ``name`` are its folder, ``fields`` its front matter as typed."""

    name: str
    month: str
    fields: dict[str, str]
    text: str = "Nội dung của bài."
    #: Links to other articles: paths from ``content/``, each as the editor typed it (``{filename}`` or ``../``).
    links: list[str] = field(default_factory=list)
    photos: list[str] = field(default_factory=list)
    #: Something that stops the build, at the end of the body.
    broken: str = ""

    def folder(self, content: Path) -> Path:
        return content / "tin" / self.month / self.name

    def source(self) -> bytes:
        """Return what stands in ``index.md``."""
        head = "\n".join(f"{name}: {value}" for name, value in self.fields.items())
        photos = "".join(f"![Hội trường]({name})\n*Quang cảnh {name.partition('.')[0]}*\n\n" for name in self.photos)
        links = "".join(f"Xem [bài kia]({target}).\n\n" for target in self.links)
        return f"---\n{head}\n---\n\n{self.text}\n\n{photos}{links}{self.broken}\n".encode()


def comments(number: int, digit: int) -> bytes:
    """Return a file of so many comments, the last of which says ``digit``."""
    when = datetime(2026, 11, 1, 8, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    texts = [f"Ý kiến {each}" for each in range(1, number)] + [f"Ý kiến cuối {digit}"] * (number > 0)
    said = [Comment(place, when + timedelta(hours=place), "", text) for place, text in enumerate(texts, start=1)]
    return format_comments(said).encode()


def put(path: Path, content: bytes, time: str = "now") -> None:
    """Write ``path``. ``time`` is what its time says afterwards: now, what it said before (kept), old, or in the future."""
    before = path.stat() if path.exists() else None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    after = path.stat()
    if time == "kept" and before:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    elif time == "old":
        os.utime(path, (1_600_000_000, 1_600_000_000))
    elif time == "future":
        os.utime(path, (after.st_atime, after.st_mtime + _DAY))


def photo(seed: int, width: int = 64) -> bytes:
    """Return a JPEG of exactly ``PHOTO_BYTES``, whatever is seen on it; ``seed`` is 0 to 9."""
    gradient = Image.linear_gradient("L").resize((width, width * 3 // 4)).rotate(90 * (seed % 4))
    image = Image.merge("RGB", (gradient, gradient.point(lambda value: value * seed // 10), gradient))
    bare = _jpeg(image, b"")
    padded = _jpeg(image, b" " * (PHOTO_BYTES - len(bare) - 4))
    assert len(padded) == PHOTO_BYTES
    return padded


def _jpeg(image: Image.Image, comment: bytes) -> bytes:
    content = BytesIO()
    image.save(content, "JPEG", quality=70, **({"comment": comment} if comment else {}))
    return content.getvalue()


@dataclass(frozen=True)
class Variant:
    """One place of the project that can be changed: in the file ``path``, ``old`` becomes ``new``.

    ``{n}`` in ``new`` is a digit. An ``old`` of ``""`` is the end of the file.
    """

    path: str
    old: str
    new: str

    def apply(self, text: str, digit: int) -> str:
        """Return ``text`` with this change; unchanged where another change has taken its place."""
        new = self.new.replace("{n}", str(digit))
        return text.replace(self.old, new, 1) if self.old else text + new


THEME = {
    "base template": Variant("theme/templates/base.html", "</body>", '<i hidden>{n}</i>\n</body>'),
    "article template": Variant("theme/templates/article.html", '<header class="article__header"', '<header class="article__header n{n}"'),
    "macro": Variant("theme/components/teaser/macro.html", '<div class="teaser__text"', '<div class="teaser__text n{n}"'),
    "unused template": Variant("theme/templates/khong-dung.html", "", "<p>{n}</p>\n"),
    "style sheet": Variant("theme/css/tokens.css", "", "\n.n{n} { color: red }\n"),
    "unused style sheet": Variant("theme/css/khong-dung.css", "", ".n{n} { color: red }\n"),
    "script": Variant("theme/js/tools.js", "", "\nwindow.n = {n};\n"),
    "head script": Variant("theme/js/head.js", "", "\nwindow.n = {n};\n"),
    "emblem": Variant("theme/images/emblem.svg", "</svg>", '<g id="n{n}"/></svg>'),
    "catalogue": Variant("theme/locale/vi.po", 'msgstr "Đến nội dung chính"', 'msgstr "Đến nội dung {n}"'),
    "macro of the site": Variant("content/theme/components/status_mark/macro.html", "", "{% macro status_mark(status) %}<i>{n}</i>{% endmacro %}\n"),
    "style sheet of the site": Variant("content/theme/css/rieng.css", "", ".n{n} { color: red }\n"),
    "words of the site": Variant("content/messages/vi.po", "", 'msgid "Archive"\nmsgstr "Kho {n}"\n'),
    "comment in the catalogue": Variant("theme/locale/vi.po", "", "\n#~ msgid \"{n}\"\n#~ msgstr \"{n}\"\n"),
}  # fmt: skip
SITE = {
    "menu title": Variant("content/site.toml", 'title = "Văn bản"', 'title = "Văn bản {n}"'),
    "menu without a page": Variant("content/site.toml", 'url = "/thong-bao/"', 'url = "/khong-co-{n}/"'),
    "category colour": Variant("content/site.toml", "#1d5c8a", "#1d5c8{n}"),
    "category description": Variant("content/site.toml", "Hội nghị, chuyến làm việc", "Hội nghị {n}, chuyến làm việc"),
    "category address": Variant("content/site.toml", 'slug = "day-va-hoc"', 'slug = "day-va-hoc-{n}"'),
    "category without its role": Variant("content/site.toml", 'role = "documents"', ""),
    "department": Variant("content/site.toml", 'short_name = "Sở', 'short_name = "Sở {n}'),
    "language": Variant("content/site.toml", 'language = "vi"', 'language = "en"'),
    "no counter": Variant("content/site.toml", 'counter_path = "/api"', 'counter_path = ""'),
    "counter": Variant("content/site.toml", 'counter_path = "/', 'counter_path = "/{n}'),
    "time zone": Variant("content/site.toml", '"Asia/Ho_Chi_Minh"', '"Asia/Tokyo"'),
    "address of the site": Variant("content/site.toml", "lamgiang.example", "lamgiang{n}.example"),
    "colour of the brand": Variant("content/site.toml", "", '\n[look]\nbrand = "#0{n}0055"\n'),
    "no demonstration": Variant("content/site.toml", "demo = true", "demo = false"),
    "readers answer": Variant(
        "content/site.toml", "[department]", "[readers]\nrating = true\ncomments = true\n\n[department]"
    ),
    "comment in site.toml": Variant("content/site.toml", "", "# {n}\n"),
}
SETTINGS = {
    "comment in the settings": Variant("pelicanconf.py", "", "# {n}\n"),
    "no pages": Variant("pelicanconf.py", "", "PAGE_PATHS = ['khong-co-{n}']\n"),
    "another theme": Variant("pelicanconf.py", "", "THEME = 'theme-{n}'\n"),
}
CODE = {
    "comment in a plugin": Variant("ban_tin/planning/files/feeds.py", "", "\n# {n}\n"),
    "comment in a reader": Variant("ban_tin/articles/captions/text.py", "", "\n# {n}\n"),
    **{
        name: Variant(constant_file(ROOT, name).relative_to(ROOT).as_posix(), f"{name} = {value}", f"{name} = {{n}}")
        for name, value in LIMITS.items()
        if name != "REMEMBERED"
    },
}
BREAKAGES = {
    "name in a template": Variant("theme/templates/article.html", "article.title", "article.titel"),
    "syntax of a template": Variant("theme/templates/list.html", "{% block main %}", "{% block main %}{% if %}"),
    "missing style sheet": Variant("theme/css/main.css", '@import "tokens.css"', '@import "khong-co.css"'),
    "key of site.toml": Variant("content/site.toml", "email =", "emial ="),
    "category renamed": Variant("content/site.toml", 'name = "Tin hoạt động"', 'name = "Tin {n}"'),
    "plugin": Variant("ban_tin/planning/files/feeds.py", "", "\nraise RuntimeError('{n}')\n"),
    "settings": Variant("pelicanconf.py", "", "\nraise RuntimeError('{n}')\n"),
}
VARIANTS = THEME | SITE | SETTINGS | CODE | BREAKAGES
#: What stops an article, at the end of its body.
MISTAKES = (
    "![Ảnh](mat.jpg)\n*Chú thích*",
    "<script>alert(1)</script>",
    "[tệp](mat.pdf)",
    "# Tên bài",
    "[trang](/khong-co/)",
)


def originals(site: SmallSite) -> Mapping[str, bytes]:
    """Return the files that variants change, by path, as they are without one; those that don't exist are missing."""
    paths = {variant.path for variant in VARIANTS.values()}
    found = {path: (model() / path).read_bytes() for path in paths if (model() / path).exists()}
    return found | {"content/site.toml": (site.content / "site.toml").read_bytes()}
