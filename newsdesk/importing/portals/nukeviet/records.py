"""NukeViet's rows, brought together by article, page and document."""

from collections.abc import Iterator
from functools import lru_cache

from newsdesk.importing.portals.nukeviet.tables import Table, described
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.staging import Row, StagedDump

#: What becomes an article or a page, in the order in which it is read.
_OWN = ("news", "law", "archive", "page")
#: Categories above one another: more is a circle.
_LEVELS = 20


class NukeVietDump:
    """The records of a staged dump of NukeViet."""

    portal = "nukeviet"

    def __init__(self, staged: StagedDump, options: PortalOptions) -> None:
        self._staged, self._options = staged, options
        self._tables: dict[str, Table] = {
            name: found for name, columns in staged.columns.items() if (found := described(name, columns)) is not None
        }
        settings = {
            (_plain(row.get("config_name")), _plain(row.get("module"))): _plain(row.get("config_value"))
            for table in self._of("setting")
            for row in staged.rows(table)
        }
        self._hosts = settings.get(("my_domains", "global"), "") or settings.get(("site_domain", "global"), "")
        self._settings = settings

    @staticmethod
    def knows(staged: StagedDump) -> bool:
        """Return whether ``staged`` is a dump of NukeViet."""
        kinds = {found.kind for name, columns in staged.columns.items() if (found := described(name, columns))}
        return bool(kinds & set(_OWN))

    def _of(self, kind: str, module: str | None = None) -> list[str]:
        return [name for name, table in self._tables.items() if table.kind == kind and module in (None, table.module)]

    def _own(self) -> Iterator[tuple[str, Table]]:
        for kind in _OWN:
            for name in self._of(kind):
                table = self._tables[name]
                if table.language in ("", self._options.language):
                    yield name, table

    def others(self) -> dict[str, int]:
        """Return how many articles are in other languages than the one that was asked for, by their tables."""
        foreign = [
            name
            for kind in _OWN
            for name in self._of(kind)
            if self._tables[name].language not in ("", self._options.language)
        ]
        return {name: self._staged.count(name) for name in foreign}

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield the tables and keys of articles by their numbers, then of documents, then of pages."""
        for name, _ in self._own():
            for key in self._staged.keys(name):
                if key:
                    yield name, key

    def record(self, table: str, key: str) -> PortalRecord:
        """Return what belongs to one of ``names``."""
        found, row = self._tables[table], self._staged.row(table, key) or {}
        related = self._related(found, key, row)
        return PortalRecord(
            self.portal, found.kind, table, key, self._staged.charset, row, related, self._context(found)
        )

    def sections(self, table: str, key: str) -> list[Row]:
        """Return the categories of an article, its own first; documents and pages are not sorted by theirs."""
        found, row = self._tables[table], self._staged.row(table, key)
        if found.kind != "news" or row is None:
            return []
        chain, others = self._categories(found.module, row)
        return [*chain[:1], *others, *chain[1:]]

    def _context(self, table: Table) -> dict[str, str]:
        module = self._module(table)
        language = table.language or _plain(next(iter(self._settings_of("site_lang")), "")) or "vi"
        return {
            "language": language,
            "module": _plain(module.get("title")) or table.data or table.module,
            "upload": _plain(module.get("module_upload")) or _plain(module.get("title")) or table.data,
            "title": _plain(module.get("custom_title")),
            "hosts": self._hosts,
            "first_module": next(iter(self._settings_of("rewrite_op_mod")), ""),
            "ending": next(iter(self._settings_of("rewrite_exturl")), "") or ".html",
        }

    def _settings_of(self, name: str) -> list[str]:
        return [value for (key, _), value in self._settings.items() if key == name and value]

    def _module(self, table: Table) -> Row:
        for name in self._of("module"):
            if self._tables[name].language == table.language and (row := self._staged.row(name, table.data)):
                return row
        return {}

    def _related(self, table: Table, key: str, row: Row) -> dict[str, tuple[Row, ...]]:
        module = table.module
        related: dict[str, tuple[Row, ...]] = {"comment": self._comments(table, key)}
        if table.kind == "news":
            chain, others = self._categories(module, row)
            related |= {"category": chain, "other-category": others}
            related["body"] = self._ones("body", module, key)
            related["tag"] = self._all("tag", module, key)
            related["author"] = self._all("author", module, key)
            related["source"] = self._ones("source", module, _plain(row.get("sourceid")))
            related["topic"] = self._ones("topic", module, _plain(row.get("topicid")))
        elif table.kind == "law":
            related["category"] = self._ones("law-category", module, _plain(row.get("cid")))
            related["subject"] = self._ones("subject", module, _plain(row.get("sid")))
            related["signer"] = self._ones("signer", module, _plain(row.get("sgid")))
            areas = [_plain(each.get("area_id")) for each in self._all("row-area", module, key)] or [
                _plain(row.get("aid"))
            ]
            related["area"] = tuple(found for each in areas for found in self._ones("area", module, each))
            law = next(iter(self._of("law", module)))
            for name in ("replacement", "relatement"):
                related[name] = self._laws(law, _plain(row.get(name)).split(","))
            related["replaced"] = self._laws(
                law, [_plain(each.get("oid")) for each in self._all("replaced", module, key)]
            )
        elif table.kind == "archive":
            related["category"] = self._categories(module, row)[0]
            related["subject"] = self._ones("organ", module, _plain(row.get("organid")))
            related["area"] = self._ones("field", module, _plain(row.get("fieldid")))
        return {name: rows for name, rows in related.items() if rows}

    def _laws(self, table: str, keys: list[str]) -> tuple[Row, ...]:
        found = (self._staged.row(table, key.strip()) for key in keys[:50] if key.strip())
        return tuple({name: row.get(name) for name in ("id", "title", "alias", "code")} for row in found if row)

    def _ones(self, kind: str, module: str, key: str) -> tuple[Row, ...]:
        """Return the row with ``key``, from the first table of ``kind`` that has it."""
        if not key or key == "0":
            return ()
        return tuple(row for name in self._of(kind, module) if (row := self._staged.row(name, key)) is not None)[:1]

    def _all(self, kind: str, module: str, key: str) -> tuple[Row, ...]:
        return tuple(row for name in self._of(kind, module) for row in self._staged.rows(name, key))

    def _comments(self, table: Table, key: str) -> tuple[Row, ...]:
        own = {_plain(self._module(table).get("title")) or table.data, table.data}
        return tuple(
            row
            for name in self._of("comment")
            if self._tables[name].language == table.language
            for row in self._staged.rows(name, key)
            if _plain(row.get("module")) in own or self._tables[name].module == table.module
        )

    def _categories(self, module: str, row: Row) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
        """Return the category of a row with those above it, the nearest first, and its other ones."""
        own = _plain(row.get("catid"))
        numbers = [each.strip() for each in _plain(row.get("listcatid")).split(",") if each.strip()][:100]
        if own in ("", "0"):
            own = numbers[0] if numbers else ""
        chain: list[Row] = []
        number, seen = own, set[str]()
        while number not in ("", "0") and number not in seen and len(seen) < _LEVELS:
            seen.add(number)
            if (found := self._category(module, number)) is None:
                break
            chain.append(found)
            number = _plain(found.get("parentid"))
        others = [found for each in numbers if each != own and (found := self._category(module, each)) is not None]
        return tuple(chain), tuple(others)

    @lru_cache(maxsize=4096)  # noqa: B019 - a dump is read once, and ends with the program
    def _category(self, module: str, number: str) -> Row | None:
        return next(iter(self._ones("category", module, number)), None)


def _plain(value: bytes | str | None) -> str:
    return value if isinstance(value, str) else (value or b"").decode("utf-8", "replace").strip()
