"""The fields of other generators as those of ours: each is mapped, known to mean nothing here, or told."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from ban_tin.articles.front_matter.aliases import read_aliases
from ban_tin.articles.front_matter.fields import FIELDS
from ban_tin.language.vietnamese import slugify
from ban_tin.starter.quoting import quote
from newsdesk.importing.archive.words import is_false, is_true, moment, names, plain, unique

#: Fields that steer the old generator or its theme, and say nothing to readers.
_STEERING = {
    "layout", "type", "weight", "menu", "nav", "nav_order", "order", "template", "comments", "comment", "share", "toc", "mathjax", "math", "katex",
    "sidebar", "classes", "css", "js", "eleventynavigation", "eleventyexcludefromcollections", "pagination", "paginate", "sitemap",
    "robots", "noindex", "readtime", "reading_time", "read_time", "showtoc", "hidetoc", "lang", "language", "locale", "ref", "id", "guid",
    "excerpt_separator", "author_profile", "related", "header_type", "iscjklanguage", "markup", "build", "cascade", "resources", "outputs",
    "save_as", "status", "permalink", "url", "slug", "aliases", "redirect_from", "draft", "published", "translationkey", "hidden", "search",
    "last_modified", "thumbnailposition", "jsonld", "custom_css", "custom_js", "disqus", "analytics", "word_count", "display",
    "autonumbering", "date_created", "headless", "linktitle", "__proto__",
}  # fmt: skip
_PICTURES = (
    "image",
    "cover",
    "featured_image",
    "featuredimage",
    "featureimage",
    "feature_image",
    "thumbnail",
    "thumb",
    "banner",
    "hero",
    "images",
    "header",
    "teaser",
    "og_image",
    "lead",
    "anh",
    "photo",
    "feature",
)
_PICTURE_KEYS = (
    "image",
    "src",
    "path",
    "url",
    "feature",
    "teaser",
    "og_image",
    "overlay_image",
    "thumbnail",
    "relative",
)
#: Names of theirs for fields of ours that take one text.
_TEXTS = {
    "title": ("title",),
    "summary": ("summary", "description", "excerpt", "subtitle", "lead_text", "sapo", "intro", "abstract"),
    "office": ("office", "department"),
    "source": ("source", "via"),
    "source_url": ("source_url", "original_url", "canonical_url", "canonicalurl", "external_url"),
    "credit": ("credit", "photo_credit", "image_credit", "photographer"),
}


@dataclass(slots=True)
class Fields:
    """The fields of an article of ours, and what became of theirs."""

    #: Lines that stand for themselves: name and value.
    values: dict[str, str] = field(default_factory=dict)
    #: Categories of the archive, the first one first.
    categories: list[str] = field(default_factory=list)
    #: Tags as they are written.
    tags: list[str] = field(default_factory=list)
    #: Names of authors.
    authors: list[str] = field(default_factory=list)
    #: Old addresses.
    aliases: list[str] = field(default_factory=list)
    #: When it was published, in the time zone of the site.
    date: datetime | None = None
    #: Whether it was not published.
    draft: bool = False
    #: What it says of the last part of its address.
    slug: str = ""
    #: The picture above the text, as it is written there.
    lead: str = ""
    #: Names of fields that have no place, each with its words.
    left_out: list[tuple[str, str]] = field(default_factory=list)


def map_fields(given: Mapping[str, Any], zone: tzinfo, jekyll: bool) -> Fields:
    """Return the fields of ours that ``given`` are; ``jekyll``: words in ``tags`` and ``categories`` are separated by spaces."""
    found, used = Fields(), set[str]()

    def take(*wanted: str) -> Any:
        for name in wanted:
            used.add(name)
            if given.get(name) not in (None, "", [], {}):
                return given[name]
        return ""

    for ours, theirs in _TEXTS.items():
        for name in theirs:
            text = plain(given.get(name, ""))
            if not text:
                used.add(name)
            elif ours not in found.values:
                found.values[ours] = text
                used.add(name)
    if not re.match(r"https?://", found.values.get("source_url", "https://")):
        found.left_out.append(("source_url", found.values.pop("source_url")))
    found.date = moment(take("date", "publishdate", "pubdate", "published_at", "created"), zone)
    updated = moment(take("updated", "lastmod", "last_modified_at", "modified", "last_updated"), zone)
    if updated and found.date and updated > found.date:
        found.values["updated"] = _time(updated)
    if expires := moment(take("expirydate", "expires", "unpublishdate", "expire"), zone):
        found.values["expires"] = _time(expires)
    separators = " " if jekyll else ",;"
    found.categories = (
        _names(take("categories"), separators) + _names(take("category"), ",;") + _names(take("section"), ",;")
    )
    found.categories = unique(found.categories)
    found.tags = unique(
        [
            *_names(take("tags"), separators),
            *_names(take("tag"), ",;"),
            *_names(take("keywords"), ",;"),
            *_names(take("series"), ",;"),
        ]
    )
    found.authors = unique([*names(take("authors")), *names(take("author"))])
    found.draft = (
        is_true(given.get("draft", ""))
        or is_false(given.get("published", ""))
        or str(given.get("status", "")).lower() in {"draft", "hidden"}
    )
    found.slug = plain(given.get("slug", ""))
    old = [*names(given.get("aliases", "")), *names(given.get("redirect_from", "")), *names(given.get("alias", ""))]
    found.aliases = unique(f"/{each.lstrip('/')}" for each in old)
    used.add("alias")
    _take_picture(given, found, used)
    for name in sorted(given.keys() - used - _STEERING):
        words = _words(given[name])
        if (
            name in FIELDS
            and isinstance(given[name], str)
            and name not in found.values
            and name not in {"pinned_until", "attachments"}
        ):
            found.values[name] = words  # One of ours already.
        elif words and not is_false(words):
            found.left_out.append((name, words))
    return found


def _names(value: Any, separators: str) -> list[str]:
    return names(value, separators)


def _take_picture(given: Mapping[str, Any], found: Fields, used: set[str]) -> None:
    """Take the picture above the text from the first field that has one."""
    for name in _PICTURES:
        value = given.get(name)
        if value in (None, "", [], {}):
            used.add(name)
            continue
        if isinstance(value, list):
            value = value[0]
        parts = value if isinstance(value, dict) else {"src": value}
        source = next((str(parts[key]) for key in _PICTURE_KEYS if isinstance(parts.get(key), str) and parts[key]), "")
        if not source or found.lead or is_true(source) or is_false(source):
            continue
        used.add(name)
        found.lead = source
        for ours, theirs in (
            ("lead_alt", ("alt", "image_alt", "imagealt")),
            ("lead_caption", ("caption", "title", "image_caption")),
        ):
            texts = [plain(parts.get(key, "")) for key in theirs] + [
                plain(given.get(key, "")) for key in theirs if key.startswith("image")
            ]
            if text := next(filter(None, texts), ""):
                found.values[ours] = text
        used |= {"image_alt", "imagealt", "image_caption"}


def _words(value: Any) -> str:
    """Return every text in a value, as one line."""
    if isinstance(value, dict):
        return " ".join(filter(None, (_words(each) for each in value.values())))
    if isinstance(value, list):
        return ", ".join(filter(None, (_words(each) for each in value)))
    return " ".join(str(value).split())


def _time(when: datetime) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if (when.hour, when.minute) != (0, 0) else f"{when:%Y-%m-%d}"


def usable_aliases(wanted: Sequence[str], address: str) -> tuple[list[str], list[str]]:
    """Return those of the old addresses that can be kept, without the new ``address``, and those that can't."""
    kept, refused = list[str](), list[str]()
    for alias in unique(wanted):
        if alias.strip("/") in {"", address.strip("/")}:
            continue
        good, problems = read_aliases([alias])
        if problems:
            refused.append(alias)
        else:
            kept += [each for each in [alias] if good]
    return kept, refused


def format_fields(fields: Fields, category: str, lead: str, attachments: Sequence[str], page: bool) -> str:
    """Return the front matter of ours, between its lines."""
    lines = [f"title: {quote(fields.values.get('title', ''))}"]
    if not page and fields.date:
        lines.append(f"date: {_time(fields.date)}")
        lines.append(f"category: {quote(category)}")
    if fields.slug:
        lines.append(f"slug: {fields.slug}")
    if fields.draft:
        lines.append("status: draft")
    lists = {"tags": fields.tags, "authors": fields.authors, "aliases": fields.aliases, "attachments": [*attachments]}
    for name, entries in lists.items():
        if entries and (FIELDS[name].pages or not page):
            lines.append(f"{name}: [{', '.join(map(quote, entries))}]")
    if lead and not page:
        lines.append(f"lead: {quote(lead)}")
    for name, value in fields.values.items():
        known = FIELDS[name]
        wanted = known.pages if page else known.articles
        if name == "title" or not wanted or (name.startswith("lead_") and not lead):
            continue
        lines.append(f"{name}: {value}" if name in {"updated", "expires"} else f"{name}: {quote(value)}")
    return "---\n" + "\n".join(lines) + "\n---\n"


def slug_of(text: str) -> str:
    """Return a name for an address: at most 100 letters, cut at a word."""
    slug = slugify(text)
    return slug if len(slug) <= 100 else slug[:100].rsplit("-", 1)[0]
