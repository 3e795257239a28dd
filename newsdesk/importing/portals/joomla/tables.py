"""Which of Joomla's tables are read: known by their columns, since the prefix is whatever the installer drew."""

from typing import Final

from newsdesk.importing.portals.staging import Row

#: What a table is, the column by which its rows are asked for, columns that it must have, and the ending of its name.
_KINDS: Final = (
    ("k2", "id", {"id", "title", "alias", "catid", "introtext", "fulltext", "trash"}, ""),
    ("article", "id", {"id", "title", "alias", "catid", "introtext", "fulltext", "state"}, ""),
    ("k2-category", "id", {"id", "name", "alias", "parent"}, "_k2_categories"),
    ("k2-tag", "id", {"id", "name"}, "_k2_tags"),
    ("k2-tagged", "itemID", {"itemID", "tagID"}, "_k2_tags_xref"),
    ("category", "id", {"id", "title", "alias"}, "_categories"),
    ("section", "id", {"id", "title", "alias", "scope"}, "_sections"),
    ("tag", "id", {"id", "title", "alias"}, "_tags"),
    ("tagged", "content_item_id", {"content_item_id", "tag_id", "type_alias"}, "_contentitem_tag_map"),
    ("field", "id", {"id", "title", "name", "context"}, "_fields"),
    ("field-value", "item_id", {"field_id", "item_id", "value"}, "_fields_values"),
    ("user", "id", {"id", "name", "username", "password"}, "_users"),
    ("menu", "id", {"id", "alias", "link", "menutype"}, "_menu"),
)
#: Kinds whose rows become articles.
OWN: Final = ("article", "k2")


def kind_of(table: str, columns: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what a table is and its key; none for one that is not read."""
    has = frozenset(columns)
    return next(((kind, key) for kind, key, needed, ending in _KINDS if needed <= has and table.endswith(ending)), None)


def key_of(table: str, columns: tuple[str, ...]) -> str | None:
    """Return the column by which the rows of a table are asked for; none for one that is not read."""
    found = kind_of(table, columns)
    return found[1] if found else None


def slimmed(table: str, row: Row) -> Row | None:
    """Return of a row what may be kept on disk while the dump is read: of people only their names."""
    if "password" in row:
        return {"id": row.get("id"), "name": row.get("name")}
    if "content_item_id" in row and not (row.get("type_alias") or b"").startswith(b"com_content.article"):
        return None
    return row
