"""What each generator does in its own way: where its texts and files lie, and which address an article had."""

import re
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from ban_tin.language.vietnamese import slugify
from newsdesk.importing.archive.obsidian import TEMPLATES

ARTICLE, PAGE, DRAFT, NOTHING = "article", "page", "draft", ""
TEXT_SUFFIXES = (".md", ".markdown", ".mkd", ".mkdn", ".mdown", ".html", ".htm")
#: Folders of generators themselves, and of programs.
_NOT_TEXT = {
    "_site", "_includes", "_layouts", "_sass", "_data", "_plugins", "node_modules", "vendor", "themes", "layouts", "archetypes",
    "static", "assets", "public", "output", "resources", "theme", "_11ty", "i18n", "plugins",
}  # fmt: skip
_POSTS = {"_posts", "posts", "post", "blog", "news", "articles", "article", "tin", "tin-tuc", "bai-viet"}
_DATED = re.compile(r"(?P<date>\d{4}-\d{1,2}-\d{1,2})[-_](?P<rest>.+)")


class Dated(NamedTuple):
    """The name of a source without its ending: the date in it, ``""`` for none, and the rest."""

    date: str
    rest: str


def dated(path: str) -> Dated:
    """Return what the name of a source says; that of its folder where it is called ``index``."""
    pure = PurePosixPath(path)
    stem = pure.stem if pure.stem.lower() not in {"index", "_index"} or len(pure.parts) < 2 else pure.parent.name
    found = _DATED.fullmatch(stem)
    return Dated(found["date"], found["rest"]) if found else Dated("", stem)


class Told(NamedTuple):
    """What an address is made of."""

    #: The path of the source in the archive.
    path: str
    #: Its fields as they are written.
    fields: Mapping[str, Any]
    #: Its title.
    title: str
    #: The last part of the address, where the pattern asks for it.
    slug: str
    #: When it was published.
    date: datetime | None
    #: Whether it is a page.
    page: bool
    #: What the generator was told.
    settings: Mapping[str, Any]


class Generator(NamedTuple):
    """A generator."""

    #: As options name it.
    name: str
    #: Says what the source at a path is.
    kind: Callable[[str], str]
    #: Says where a source was read, ``""`` for nobody knows.
    address: Callable[[Told], str]
    #: Where addresses that begin with a slash lie in the archive.
    roots: tuple[str, ...]
    #: Whether Pelican's lines may stand before a text.
    pairs: bool = False
    #: Whether lists may follow a paragraph at once, and a backslash ends a line.
    commonmark: bool = False


def find_generator(files: Collection[str]) -> str:
    """Return the name of the generator whose files these are."""
    names = set(files)
    if any(name.startswith(".obsidian/") for name in names):
        return "obsidian"
    if "pelicanconf.py" in names:
        return "pelican"
    if names & {".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"}:
        return "eleventy"
    if "_config.yml" in names or any("_posts/" in name for name in names):
        return "jekyll"
    heads = {
        "hugo.toml",
        "hugo.yaml",
        "hugo.yml",
        "hugo.json",
        "config.toml",
        "config.yaml",
        "config.yml",
        "config.json",
    }
    if names & heads or any(name.startswith(("archetypes/", "static/", "config/_default/")) for name in names):
        return "hugo"
    return "pelican" if any(name.startswith("content/") for name in names) else "jekyll"


def _folders(path: str) -> tuple[str, ...]:
    return PurePosixPath(path).parts[:-1]


def _is_readme(path: str) -> bool:
    return PurePosixPath(path).stem.lower() in {
        "readme",
        "license",
        "changelog",
        "contributing",
        "404",
        "search",
        "feed",
        "sitemap",
    }


def _jekyll_kind(path: str) -> str:
    folders = _folders(path)
    if "_posts" in folders:
        return ARTICLE
    if "_drafts" in folders:
        return DRAFT
    return NOTHING if _NOT_TEXT & set(folders) or _is_readme(path) else PAGE


def _content_kind(path: str) -> str:
    folders = _folders(path)
    if not folders or folders[0] != "content" or _is_readme(path):
        return NOTHING
    if "drafts" in folders:
        return DRAFT
    return PAGE if len(folders) == 1 or "pages" in folders or path.endswith("/_index.md") else ARTICLE


def _pelican_kind(path: str) -> str:
    kind = _content_kind(path)
    return ARTICLE if kind == PAGE and "pages" not in _folders(path) else kind


def _eleventy_kind(path: str) -> str:
    folders = _folders(path)
    if _NOT_TEXT & set(folders) or _is_readme(path):
        return NOTHING
    return ARTICLE if _POSTS & set(folders) else PAGE


def _obsidian_kind(path: str) -> str:
    folders = {each.lower() for each in _folders(path)}
    if not path.endswith(".md") or path.endswith(".excalidraw.md") or TEMPLATES & folders or ".obsidian" in folders:
        return NOTHING
    return NOTHING if _is_readme(path) else ARTICLE


_STYLES = {
    "date": "/:categories/:year/:month/:day/:title.html",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "ordinal": "/:categories/:year/:y_day/:title.html",
    "none": "/:categories/:title.html",
}


def _filled(pattern: str, told: Told, categories: str = "") -> str:
    """Return a pattern such as ``/:year/:month/:title/`` with its values, ``""`` where one is not known."""
    values = {
        "title": told.slug,
        "slug": told.slug,
        "filename": told.slug,
        "categories": categories,
        "contentbasename": told.slug,
    }
    values |= {
        "section": "/".join(_folders(told.path)[1:2]),
        "output_ext": ".html",
        "basename": told.slug,
        "name": told.slug,
    }
    if told.date:
        day = told.date
        values |= {"year": f"{day:%Y}", "month": f"{day:%m}", "day": f"{day:%d}", "i_month": str(day.month)}
        values |= {"i_day": str(day.day), "short_year": f"{day:%y}", "y_day": f"{day:%j}"}
    address = re.sub(r":(\w+)", lambda found: values.get(found[1], "\0"), pattern)
    return "" if "\0" in address else re.sub(r"/{2,}", "/", f"/{address}")


def _jekyll_address(told: Told) -> str:
    if given := str(told.fields.get("permalink") or ""):
        return _filled(_STYLES.get(given, given), told)
    if told.page:
        stem = PurePosixPath(told.path).with_suffix("").as_posix()
        return f"/{stem.removesuffix('index')}" if stem.endswith("index") else f"/{stem}.html"
    pattern = str(told.settings.get("permalink") or "date")
    categories = told.fields.get("categories") or told.fields.get("category") or []
    listed = categories.split() if isinstance(categories, str) else [str(each) for each in categories]
    return _filled(_STYLES.get(pattern, pattern), told, "/".join(each.lower() for each in listed))


def _hugo_address(told: Told) -> str:
    if given := str(told.fields.get("url") or ""):
        return f"/{given.lstrip('/')}"
    parts = list(PurePosixPath(told.path).parts[1:])
    section = parts[0] if len(parts) > 1 else ""
    patterns = told.settings.get("permalinks")
    pattern = patterns.get(section) if isinstance(patterns, dict) else None
    if isinstance(pattern, str):
        return _filled(pattern, told)
    stem = PurePosixPath(parts[-1]).stem
    above = parts[:-2] if stem in {"index", "_index"} else parts[:-1]
    last = str(told.fields.get("slug") or "") or (stem if stem not in {"index", "_index"} else "".join(parts[-2:-1]))
    return "/" + "/".join(each for each in [*above, last] if each).lower().replace(" ", "-") + "/"


def _eleventy_address(told: Told) -> str:
    given = str(told.fields.get("permalink") or "")
    if given and given != "false":
        filled = re.sub(r"\{\{\s*(?:page\.fileSlug|slug|title\s*\|\s*slug(?:ify)?)\s*\}\}", told.slug, given)
        if told.date:
            filled = re.sub(r"\{\{\s*page\.date\s*\|[^}]*%Y/%m/%d[^}]*\}\}", f"{told.date:%Y/%m/%d}", filled)
        return "" if "{" in filled else f"/{filled.lstrip('/')}"
    path = PurePosixPath(told.path)
    folders = [each for each in path.parts[:-1] if each not in {"src", "content"}]
    last = [] if path.stem == "index" else [dated(told.path).rest]
    return "/" + "/".join([*folders, *last]) + "/" if folders or last else "/"


def _pelican_address(told: Told) -> str:
    if given := str(told.fields.get("url") or told.fields.get("save_as") or ""):
        return f"/{given.lstrip('/')}"
    name = "PAGE_URL" if told.page else "ARTICLE_URL"
    pattern = str(told.settings.get(name) or ("pages/{slug}.html" if told.page else "{slug}.html"))
    with suppress(KeyError, IndexError, ValueError, AttributeError):
        return "/" + pattern.format(
            slug=told.slug, date=told.date, category=slugify(str(told.fields.get("category") or ""))
        ).lstrip("/")
    return ""


GENERATORS = {
    each.name: each
    for each in (
        Generator("jekyll", _jekyll_kind, _jekyll_address, ("",)),
        Generator("hugo", _content_kind, _hugo_address, ("static", "assets", "content", ""), commonmark=True),
        Generator(
            "eleventy",
            _eleventy_kind,
            _eleventy_address,
            ("", "src", "public", "src/public", "static"),
            commonmark=True,
        ),
        Generator("obsidian", _obsidian_kind, lambda told: "", ("",), commonmark=True),
        Generator("pelican", _pelican_kind, _pelican_address, ("content", "content/extra", ""), pairs=True),
    )
}
