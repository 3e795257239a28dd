"""Joomla's rows, brought together by article."""

from collections.abc import Iterator
from functools import cached_property, lru_cache

from newsdesk.importing.portals.joomla.tables import OWN, kind_of
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.staging import Row, StagedDump

#: Categories above one another: more is a circle.
_LEVELS = 20
#: Items of menus that are looked at.
_MENU_MOST = 20_000


class JoomlaDump:
    """The records of a staged dump of Joomla."""

    portal = "joomla"

    def __init__(self, staged: StagedDump, options: PortalOptions) -> None:
        self._staged, self._options = staged, options
        self._tables = {name: found[0] for name, columns in staged.columns.items() if (found := kind_of(name, columns))}

    @staticmethod
    def knows(staged: StagedDump) -> bool:
        """Return whether ``staged`` is a dump of Joomla."""
        return any((found := kind_of(name, columns)) and found[0] in OWN for name, columns in staged.columns.items())

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the tables and keys of articles by their numbers, then of those of K2."""
        for kind in OWN:
            for name in self._of(kind):
                for key in self._staged.keys(name):
                    if key:
                        yield name, key

    def others(self) -> dict[str, int]:
        """Return nothing: a portal of this kind has one language in its tables, or says nothing of it."""
        return {}

    def sections(self, table: str, key: str) -> list[Row]:
        """Return the categories of an article, its own first."""
        row = self._staged.row(table, key)
        return list(self._categories(self._tables[table], row)) if row else []

    def record(self, table: str, key: str) -> PortalRecord:
        """Return what belongs to one of ``names``."""
        kind, row = self._tables[table], self._staged.row(table, key) or {}
        related = self._related(kind, key, row)
        context = self._context(kind, key, related, self._menus)
        return PortalRecord(self.portal, kind, table, key, self._staged.charset, row, related, context)

    def _of(self, kind: str) -> list[str]:
        return [name for name, found in self._tables.items() if found == kind]

    def _one(self, kind: str, key: str) -> Row | None:
        return next((row for name in self._of(kind) if (row := self._staged.row(name, key)) is not None), None)

    def _all(self, kind: str, key: str) -> list[Row]:
        return [row for name in self._of(kind) for row in self._staged.rows(name, key)]

    def _related(self, kind: str, key: str, row: Row) -> dict[str, tuple[Row, ...]]:
        related: dict[str, tuple[Row, ...]] = {"category": self._categories(kind, row)}
        writer = self._one("user", _plain(row.get("created_by")))
        related["user"] = (writer,) if writer else ()
        tagged, tags = ("k2-tagged", "k2-tag") if kind == "k2" else ("tagged", "tag")
        numbers = [_plain(each.get("tagID" if kind == "k2" else "tag_id")) for each in self._all(tagged, key)]
        related["tag"] = tuple(found for number in numbers[:200] if (found := self._one(tags, number)))
        if kind == "article":
            values = []
            for value in self._all("field-value", key)[:200]:
                about = self._one("field", _plain(value.get("field_id")))
                if about and _plain(about.get("context")) == "com_content.article":
                    values.append({"title": about.get("label") or about.get("title"), "value": value.get("value")})
            related["field"] = tuple(values)
        return {name: rows for name, rows in related.items() if rows}

    def _categories(self, kind: str, row: Row) -> tuple[Row, ...]:
        """Return the category of a row with those above it, the nearest first; of Joomla 1.5 its section last."""
        chain: list[Row] = []
        number, seen = _plain(row.get("catid")), set[str]()
        while number not in ("", "0") and number not in seen and len(seen) < _LEVELS:
            seen.add(number)
            found = self._category("k2-category" if kind == "k2" else "category", number)
            if found is None or _plain(found.get("alias")) == "root":
                break
            chain.append(found)
            number = _plain(found.get("parent" if kind == "k2" else "parent_id"))
        if section := self._one("section", _plain(row.get("sectionid"))):
            chain.append(section)
        return tuple(chain)

    @lru_cache(maxsize=4096)  # noqa: B019 - a dump is read once, and ends with the program
    def _category(self, kind: str, number: str) -> Row | None:
        return self._one(kind, number)

    @cached_property
    def _menus(self) -> dict[str, list[str]]:
        """Return the addresses of the menus' items by the addresses with a query that they stand for."""
        menus: dict[str, list[str]] = {}
        rows = [row for name in self._of("menu") for row in self._staged.rows(name)[:_MENU_MOST]]
        by_number = {_plain(row.get("id")): row for row in rows}
        for row in rows:
            link = _plain(row.get("link"))
            if "option=com_content" in link or "option=com_k2" in link:
                path = _plain(row.get("path")) or _path_above(row, by_number)
                home = _plain(row.get("home")) == "1"
                menus.setdefault(_short(link), []).append("" if home else path)
        return menus

    def _context(
        self, kind: str, key: str, related: dict[str, tuple[Row, ...]], menus: dict[str, list[str]]
    ) -> dict[str, str]:
        option, view = ("com_k2", "item") if kind == "k2" else ("com_content", "article")
        above = []
        for category in related.get("category", ()):
            number = _plain(category.get("id"))
            looks = ("section",) if "scope" in category else ("category", "categories", "itemlist")
            for look in looks:
                above += menus.get(f"{option} {look} {number}", [])
        return {"own": "\n".join(menus.get(f"{option} {view} {key}", [])), "above": "\n".join(dict.fromkeys(above))}


def _path_above(row: Row, by_number: dict[str, Row]) -> str:
    """Return the path of an item of a menu of Joomla 1.5, which keeps the number of the one above it."""
    parts: list[str] = []
    seen = set[str]()
    at: Row | None = row
    while at is not None and _plain(at.get("id")) not in seen and len(seen) < _LEVELS:
        seen.add(_plain(at.get("id")))
        parts.insert(0, _plain(at.get("alias")))
        at = by_number.get(_plain(at.get("parent")) or _plain(at.get("parent_id")))
    return "/".join(part for part in parts if part and part != "root")


def _short(link: str) -> str:
    """Return what a link with a query leads to: the component, the view and the number."""
    values = dict(part.split("=", 1) for part in link.partition("?")[2].replace("&amp;", "&").split("&") if "=" in part)
    return f"{values.get('option', '')} {values.get('view', '')} {values.get('id', '').partition(':')[0]}"


def _plain(value: bytes | None) -> str:
    return (value or b"").decode("utf-8", "replace").strip()
