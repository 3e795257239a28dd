"""Dumps of MySQL, written as the programs do that offices have: NukeViet's own backup, mysqldump and phpMyAdmin."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

_MYSQL = str.maketrans({"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\\0", "\x1a": "\\Z"})
_SLASHES = str.maketrans({"\\": "\\\\", "'": "\\'", '"': '\\"', "\0": "\\0"})
_DOUBLED = str.maketrans({"\\": "\\\\", "'": "''", "\n": "\\n", "\r": "\\r", "\0": "\\0"})
FORMS = ("nukeviet", "mysqldump", "phpmyadmin")


@dataclass
class SqlTable:
    """A table: its columns with their types and defaults, and its rows; what a row does not name has the default."""

    name: str
    columns: Mapping[str, tuple[str, Any]]
    rows: Iterable[Mapping[str, Any]] = ()
    keys: Sequence[str] = field(default=())


def columns(text: str) -> dict[str, tuple[str, Any]]:
    """Return columns from words such as ``id:int title:varchar(250) exptime:int=0 files:text=NULL``."""
    found: dict[str, tuple[str, Any]] = {}
    for each in text.split():
        name, _, kind = each.partition(":")
        kind, _, default = kind.partition("=")
        number = "int" in kind
        found[name] = (kind, None if default == "NULL" else int(default or 0) if number else default)
    return found


def write_dump(tables: Iterable[SqlTable], form: str) -> Iterator[str]:
    """Yield the text of a dump of ``tables`` in one of ``FORMS``."""
    yield _HEADS[form]
    for table in tables:
        yield from _WRITERS[form](table)


def _values(table: SqlTable, row: Mapping[str, Any], escapes: dict[int, str]) -> str:
    values = []
    for name, (_, default) in table.columns.items():
        value = row.get(name, default)
        values.append(
            "NULL" if value is None else str(value) if isinstance(value, int) else f"'{value.translate(escapes)}'"
        )
    return "(" + ", ".join(values) + ")"


def _created(table: SqlTable, quote: str = "`") -> str:
    lines = [
        f"  {quote}{name}{quote} {kind} {'DEFAULT NULL' if default is None else 'NOT NULL'}"
        for name, (kind, default) in table.columns.items()
    ]
    first = next(iter(table.columns))
    lines += [
        f"  PRIMARY KEY ({quote}{first}{quote})",
        *(f"  KEY {quote}{key}{quote} ({quote}{key}{quote})" for key in table.keys),
    ]
    return f"CREATE TABLE {quote}{table.name}{quote} (\n" + ",\n".join(lines) + "\n)"


def _nukeviet(table: SqlTable) -> Iterator[str]:
    yield f"\n\n-- ---------------------------------------\n\n\n--\n-- Table structure for table `{table.name}`\n--\n\nDROP TABLE IF EXISTS `{table.name}`;\n"
    yield f"{_created(table)} ENGINE=MyISAM  DEFAULT CHARSET=utf8mb4;\n\n--\n-- Dumping data for table `{table.name}`\n--\n"
    start = f"\nINSERT INTO `{table.name}` VALUES"
    for row in table.rows:
        yield start + "\n" + _values(table, row, _SLASHES)
        start = ", "
    if start == ", ":
        yield ";"


def _mysqldump(table: SqlTable) -> Iterator[str]:
    yield f"DROP TABLE IF EXISTS `{table.name}`;\n/*!50503 SET character_set_client = utf8mb4 */;\n{_created(table)} ENGINE=InnoDB COMMENT='Bảng (của; trang)';\n"
    yield f"LOCK TABLES `{table.name}` WRITE;\n/*!40000 ALTER TABLE `{table.name}` DISABLE KEYS */;\n"
    size, start = 0, f"INSERT INTO `{table.name}` VALUES "
    for row in table.rows:
        text = _values(table, row, _MYSQL)
        yield start + text
        size += len(text)
        start = ","
        if size > 1_000_000:
            size, start = 0, f";\nINSERT INTO `{table.name}` VALUES "
    yield (";\n" if start == "," else "\n") + f"/*!40000 ALTER TABLE `{table.name}` ENABLE KEYS */;\nUNLOCK TABLES;\n"


def _phpmyadmin(table: SqlTable) -> Iterator[str]:
    yield f"\n--\n-- Cấu trúc bảng cho bảng `{table.name}`\n--\n\n{_created(table)} ENGINE=MyISAM;\n\n--\n-- Đang đổ dữ liệu cho bảng `{table.name}`\n--\n\n"
    listed = ", ".join(f"`{name}`" for name in table.columns)
    start, number = "", 0
    for row in table.rows:
        start = ",\n" if number % 50 else (";\n" if number else "") + f"INSERT INTO `{table.name}` ({listed}) VALUES\n"
        yield start + _values(table, row, _DOUBLED)
        number += 1
    if number:
        yield ";\n"


_HEADS = {
    "nukeviet": "-- NUKEVIET 4.5\n-- Module: Database\n-- https://www.nukeviet.vn\n--\n\nSET SQL_MODE=\"NO_AUTO_VALUE_ON_ZERO\";\nSET NAMES 'utf8mb4';\n",
    "mysqldump": "-- MySQL dump 10.13\n--\n/*!40101 SET NAMES utf8mb4 */;\n",
    "phpmyadmin": '-- phpMyAdmin SQL Dump\n-- version 5.2.1\n\nSET SQL_MODE = "NO_AUTO_VALUE_ON_ZERO";\nSTART TRANSACTION;\n/*!40101 SET NAMES utf8mb4 */;\n',
}
_WRITERS = {"nukeviet": _nukeviet, "mysqldump": _mysqldump, "phpmyadmin": _phpmyadmin}
