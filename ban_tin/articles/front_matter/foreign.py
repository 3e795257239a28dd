"""Fields of other programs (Hugo, Jekyll, WordPress, Decap, Eleventy, Hexo, Pelican): what they are called here, or that they do nothing."""

import re
from typing import Any

from ban_tin.articles.front_matter.fields import FIELDS
from ban_tin.articles.front_matter.quoting import as_value

#: What is called otherwise here.
_RENAMED = {
    "title": ("headline", "heading", "post_title", "name"),
    "date": (
        "publishdate", "publish_date", "published_at", "published_date", "published_on", "pubdate", "pub_date", "date_published",
        "created", "created_at", "date_created", "datetime", "post_date", "posted",
    ),
    "category": ("categories", "section", "cat", "topic", "post_category"),
    "slug": ("permalink", "url", "path", "basename", "post_name"),
    "lang": ("language", "locale", "languagecode"),
    "template": ("page_template",),
    "summary": ("description", "excerpt", "subtitle", "abstract", "intro", "teaser", "standfirst", "lede", "synopsis", "post_excerpt",
                "meta_description", "seo_description"),
    "tags": ("tag", "keywords", "keyword", "labels", "label", "post_tag"),
    "author": ("byline", "writer", "creator", "by", "post_author"),
    "office": ("department", "unit", "organization", "organisation"),
    "source_url": ("canonical", "canonical_url", "canonicalurl", "original_url", "source_link", "link", "external_url"),
    "credit": ("photographer", "photo_credit", "image_credit", "photo_by"),
    "lead": (
        "image", "images", "thumbnail", "thumb", "cover", "cover_image", "featured_image", "featuredimage", "feature_image", "banner",
        "hero", "hero_image", "header_image", "headerimage", "og_image", "ogimage", "social_image", "photo", "picture", "img",
        "post_thumbnail", "teaser_image", "index_img", "lead_image",
    ),
    "lead_alt": ("image_alt", "cover_alt", "thumbnail_alt", "alt", "featured_image_alt"),
    "lead_caption": ("image_caption", "cover_caption", "thumbnail_caption", "caption", "featured_image_caption"),
    "attachments": ("attachment", "files", "file", "downloads", "download", "enclosure"),
    "updated": ("lastmod", "last_modified", "last_modified_at", "modified", "modified_date", "date_modified", "updated_at",
                "update_date", "revised"),
    "expires": ("expirydate", "expiry_date", "expiration", "expiry", "unpublish_date", "end_date"),
    "aliases": ("alias", "redirect_from", "redirects", "redirect", "old_url", "old_urls"),
}  # fmt: skip
_NAMES = {foreign: name for name, others in _RENAMED.items() for foreign in others}
#: What does nothing here.
_USELESS = frozenset({
    "weight", "order", "nav_order", "menu_order", "position", "toc", "showtoc", "tocopen", "type", "post_type", "layout", "kind", "comments",
    "comment", "comment_status", "ping_status", "author_url", "author_email", "author_image", "author_avatar", "menu", "menus", "nav",
    "navigation", "eleventynavigation", "eleventyexcludefromcollections", "eleventycomputed", "sidebar", "sidebar_position", "sidebar_label",
    "markup", "mathjax", "katex", "mermaid", "id", "post_id", "uid", "uuid", "guid", "cascade", "outputs", "resources", "series", "math",
    "iscjklanguage", "linktitle", "headless", "build", "_build", "sitemap", "robots", "noindex", "seo", "seo_title", "meta", "meta_title",
    "share", "social", "show_date", "showdate", "show_author", "hidemeta", "hidetitle", "pagination", "collection", "parent", "grand_parent",
    "has_children", "pin", "render_with_liquid", "classes", "class", "css", "style", "js", "scripts", "theme", "color", "colour", "icon",
    "reading_time", "readtime", "wordcount", "editor", "format", "post_format", "version", "revision", "translationkey", "translation",
    "rating", "ratings", "views", "view_count", "likes", "license", "copyright", "generator", "params", "extra", "data", "save_as",
    "disqus", "disqus_id", "highlight", "code", "no_toc", "notoc", "excerpt_separator", "private_note", "todo", "password",
})  # fmt: skip
#: What says whether an article is public; the values that say it is not.
_PUBLIC = {
    "draft": True, "is_draft": True, "isdraft": True, "unlisted": True, "hidden": True, "private": True,
    "published": False, "publish": False, "public": False, "active": False, "visible": False, "enabled": False,
}  # fmt: skip
_YES, _NO = frozenset({"true", "yes", "on", "1", "có", "x"}), frozenset({"false", "no", "off", "0", "không", ""})
#: What leads an article until a day.
_PINNED = frozenset({"sticky", "pinned", "featured", "is_featured", "top", "is_sticky"})


def is_foreign(name: str) -> bool:
    """Return whether another program has a field ``name`` (folded: ``last_modified``)."""
    return name in _NAMES or name in _USELESS or name in _PUBLIC or name in _PINNED


def advise(name: str, raw: Any, known: list[str], meant: str = "") -> tuple[str, dict[str, str]] | None:
    """Return the kind of finding and its values for the field ``name``, whose value is ``raw``; None where no advice is known.

    ``known`` are the fields that may stand here: an article's, or a page's. ``meant`` is the one that is meant, where that is known.
    """
    given = f"{name}: {shown_value(raw)}"
    if shown_value(raw).lower() in {"", "null", "~", "none"} and (meant or is_foreign(name)):
        return "field-needless", {"given": given}
    if meant:
        return ("field-otherwise", {"given": given, "example": _line(meant, raw)}) if meant in known else None
    if name in _PUBLIC:
        said = shown_value(raw).lower()
        if said in _YES | _NO:
            if (said in _YES) is not _PUBLIC[name]:
                return "field-needless", {"given": given}
            return "field-otherwise", {"given": given, "example": FIELDS["status"].example}
        meant = "date" if said[:1].isdigit() and "date" in known else "status"
        return "field-otherwise", {"given": given, "example": _line(meant, raw if meant == "date" else "")}
    if name in _PINNED and "pinned_until" in known:
        if shown_value(raw).lower() in _NO:
            return "field-needless", {"given": given}
        return "field-otherwise", {"given": given, "example": FIELDS["pinned_until"].example}
    if name in _USELESS:
        return "field-useless", {"field": name}
    meant = _NAMES.get(name, name)
    if meant in {"lang", "template"} and meant not in known:
        return "field-useless", {"field": name}  # Of pages; articles have the site's language.
    if meant not in known or meant == name:
        return None
    if meant == "slug" and re.search("[:{]", first_text(raw)):
        return "field-useless", {"field": name}  # A pattern for all articles.
    return "field-otherwise", {"given": given, "example": _line(meant, raw)}


def _line(name: str, raw: Any) -> str:
    """Return the line to type for the field ``name``, which another program calls otherwise."""
    if name == "lead":
        raw = first_text(raw).replace("\\", "/").rpartition("/")[2]
    if name == "slug":
        raw = first_text(raw).strip("/").rpartition("/")[2].removesuffix(".html")
    if name == "category":
        raw = first_text(raw)
    if isinstance(raw, list) and raw and all(isinstance(each, str) for each in raw):
        return f"{name}: [{', '.join(as_value(each) for each in raw)}]"
    if isinstance(raw, str) and raw.strip():
        return f"{name}: {as_value(' '.join(raw.split()))}"
    return FIELDS[name].example


def first_text(raw: Any, *keys: str) -> str:
    """Return the first text in a value: of a list, or of a mapping such as ``cover: {image: a.jpg}``, of ``keys`` if there are any."""
    if isinstance(raw, list):
        return first_text(raw[0], *keys) if raw else ""
    if isinstance(raw, dict):
        for key in (*keys, "image", "src", "url", "relative", "file", "path", "name", "title"):
            if isinstance(raw.get(key), str):
                return str(raw[key])
        return first_text(next(iter(raw.values()), ""), *keys)
    return str(raw)


def shown_value(raw: Any) -> str:
    if isinstance(raw, dict):
        return "{" + ", ".join(f"{key}: {shown_value(value)}" for key, value in raw.items()) + "}"
    shown = ", ".join(map(shown_value, raw)) if isinstance(raw, list) else str(raw)
    return " ".join(shown.split())
