"""A folder of uploads, and reading of dumps that are written for a test."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from newsdesk.importing.portals import PortalOptions, open_portal, read_record
from newsdesk.importing.source_document import Doubt, SourceDocument
from tests.counter.sql_dumps import SqlTable, write_dump

Read = Callable[..., tuple[dict[str, SourceDocument], tuple[Doubt, ...]]]


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    """The folder ``uploads`` of a portal with a few files."""
    folder = tmp_path / "uploads"
    for name in (
        "news/2020_05/a.jpg",
        "news/2020_05/b.jpg",
        "news/2020_05/ke-hoach.pdf",
        "news/2020_05/c.docx",
        "laws/qd-12.pdf",
        "page/so.jpg",
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(name.encode())
    (tmp_path / "bi-mat.txt").write_text("x")
    return folder


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Write a dump, read it, and return the documents by ``table key``, and what is told of the whole."""

    def read(
        tables: Iterable[SqlTable] | str | bytes, form: str = "nukeviet", options: PortalOptions | None = None
    ) -> tuple[dict[str, SourceDocument], tuple[Doubt, ...]]:
        file = tmp_path / "so.sql"
        if isinstance(tables, bytes):
            file.write_bytes(tables)
        else:
            file.write_text(tables if isinstance(tables, str) else "".join(write_dump(tables, form)), encoding="utf-8")
        options = options or PortalOptions()
        with open_portal(file, options) as portal:
            records = [portal.records.record(*source.name) for source in portal]
            return {f"{record.kind} {record.key}": read_record(record, options) for record in records}, portal.doubts

    return read
