"""Items of an export, brought together by post."""

from collections.abc import Iterator
from functools import cached_property
from urllib.parse import urlsplit

from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.staging import Row
from newsdesk.importing.portals.wordpress.content import gallery_numbers
from newsdesk.importing.portals.wordpress.wxr import StagedExport

#: What WordPress keeps among its posts and nobody wrote as a text.
_INSIDE = frozenset(
    ("attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request", "wp_block", "wp_template",
     "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_family", "wp_font_face", "acf-field", "acf-field-group", "wpcf7_contact_form",
     "elementor_library", "mailpoet_page", "wpforms", "ml-slider", "ml-slide")
)  # fmt: skip


class WordPressExport:
    """The records of a staged export."""

    portal = "wordpress"

    def __init__(self, staged: StagedExport, options: PortalOptions) -> None:
        self._staged, self._options = staged, options

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the table and the keys of posts and pages, by their numbers."""
        for key in self._staged.keys("item"):
            row = self._staged.row("item", key)
            if row is None or _plain(row.get("post_type")) in _INSIDE:
                continue
            empty = not any(_plain(row.get(name)) for name in ("title", "content", "excerpt"))
            if not (empty and _plain(row.get("status")) in ("auto-draft", "draft", "trash")):
                yield "item", key

    def others(self) -> dict[str, int]:
        """Return nothing: a portal of this kind has one language in its tables, or says nothing of it."""
        return {}

    def sections(self, table: str, key: str) -> list[Row]:
        """Return the categories of a post, and those above them."""
        own = [row for row in self._staged.rows("category", key) if _plain(row.get("domain")) == "category"]
        return [*own, *self._above(key)]

    def record(self, table: str, key: str) -> PortalRecord:
        """Return what belongs to one of ``names``."""
        row = self._staged.row(table, key) or {}
        kind = "page" if _plain(row.get("post_type")) == "page" else "post"
        return PortalRecord(self.portal, kind, table, key, "utf8", row, self._related(key, row), self._context)

    @cached_property
    def _context(self) -> dict[str, str]:
        channel = self._staged.channel
        base = channel.get("base_blog_url") or channel.get("base_site_url") or channel.get("link", "")
        try:
            return {
                "hosts": urlsplit(base).hostname or "",
                "base": base if base.startswith(("http://", "https://")) else "",
            }
        except ValueError:
            return {"hosts": "", "base": ""}

    def _related(self, key: str, row: Row) -> dict[str, tuple[Row, ...]]:
        staged = self._staged
        meta = staged.rows("postmeta", key)
        related = {
            "category": tuple(staged.rows("category", key)),
            "meta": tuple(meta),
            "comment": tuple(row for row in staged.rows("comment", key) if _is_shown(row)),
            "above": self._above(key),
        }
        if writer := staged.row("author", _plain(row.get("creator"))):
            related["author"] = (writer,)
        thumbnail = next(
            (_plain(each.get("meta_value")) for each in meta if _plain(each.get("meta_key")) == "_thumbnail_id"), ""
        )
        if thumbnail and (found := staged.row("item", thumbnail)):
            related["thumbnail"] = (_slim(found),)
        children = [_plain(each.get("post_id")) for each in staged.rows("attachment-of", key)][:500]
        named = [number for number in gallery_numbers(_plain(row.get("content"))) if number not in children]
        related["attachment"] = tuple(
            _slim(found) for number in [*children, *named] if (found := staged.row("item", number))
        )
        return {name: rows for name, rows in related.items() if rows}

    def _above(self, key: str) -> tuple[Row, ...]:
        """Return the categories above those of a post."""
        found: list[Row] = []
        waiting = [
            _plain(row.get("nicename"))
            for row in self._staged.rows("category", key)
            if _plain(row.get("domain")) == "category"
        ]
        seen = set(waiting)
        while waiting and len(seen) < 100:
            row = self._staged.row("tree", waiting.pop(0))
            above = _plain(row.get("category_parent")) if row else ""
            if above and above not in seen:
                seen.add(above)
                waiting.append(above)
                if named := self._staged.row("tree", above):
                    found.append(named)
        return tuple(found)


def _slim(row: Row) -> Row:
    return {name: row.get(name) for name in ("post_id", "title", "excerpt", "content", "attachment_url", "guid")}


def _is_shown(comment: Row) -> bool:
    """Return whether a comment was to be read, and is no note of a link from elsewhere."""
    return _plain(comment.get("comment_approved")) == "1" and _plain(comment.get("comment_type")) in ("", "comment")


def _plain(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace").strip()
