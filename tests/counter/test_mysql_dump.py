"""Reading MySQL dumps as they stream by."""

import bz2
import gzip
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter.mysql_dump import BrokenRow, DumpReader, DumpRow, UnreadableDumpError, dump_chunks, files, reader
from tests.counter.sql_dumps import FORMS, SqlTable, columns, write_dump

THREE = b"CREATE TABLE `t` (`a` int, `b` text, `c` text);\n"


def rows_of(dump: bytes) -> list[tuple[bytes | None, ...]]:
    return [row.values for row in DumpReader([dump])]


@pytest.fixture
def little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads a few bytes at a time, so that every value is cut somewhere."""
    monkeypatch.setattr(reader, "PIECE", 1)
    monkeypatch.setattr(reader, "HEAD_MOST", 60)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (b"'x''y'", b"x'y"),
        (rb"'a\'b\"c\\d\n\r\t\0\Z\b\%\_\q'", b"a'b\"c\\d\n\r\t\x00\x1a\b\\%\\_q"),
        (b'"x""y\'\'z"', b"x\"y''z"),
        (b"'\\''''", b"''"),
        (b"''", b""),
        (b"NULL", None),
        (b"null", None),
        (b"'NULL'", b"NULL"),
        (b"-12.5e3", b"-12.5e3"),
        (b"0x4142", b"AB"),
        (b"x'4142'", b"AB"),
        (b"X''", b""),
        (b"b'101'", b"5"),
        (b"_binary 'x'", b"x"),
        (b"_utf8mb4'\xc3\xa0'", "à".encode()),
        (b"_binary 0xFF00", b"\xff\x00"),
        (b"N'x'", b"x"),
        (b"CURRENT_TIMESTAMP", b"CURRENT_TIMESTAMP"),
        (b"from_unixtime(12)", b"from_unixtime(12)"),
        (b"'\\n\"\"'", b'\n""'),
        (b"'),(2,'", None),
    ],
)
def test_values(written: bytes, meant: bytes | None) -> None:
    if written == b"'),(2,'":
        meant = b"),(2,"
    assert rows_of(THREE + b"INSERT INTO `t` VALUES (1," + written + b" , 'z'),(2,'','');") == [
        (b"1", meant, b"z"),
        (b"2", b"", b""),
    ]


HEADS = [
    b"INSERT INTO `t` VALUES ",
    b"insert into t values",
    b"INSERT IGNORE INTO `so`.`t` VALUES\n",
    b"REPLACE INTO t VALUES ",
    b'INSERT  LOW_PRIORITY INTO "t" (`a`, "b", c) VALUES ',
    b"INSERT t VALUE ",
    b"INSERT INTO `t` (a,b,c)\nVALUES\n",
]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.usefixtures("little")
def test_heads(head: bytes) -> None:
    assert rows_of(THREE + head + b"(1,'x',NULL), \r\n(2,'','');") == [(b"1", b"x", None), (b"2", b"", b"")]


def test_columns_of_a_table() -> None:
    created = b"""CREATE TABLE IF NOT EXISTS `t` (
      `id` int(11) NOT NULL COMMENT 'x, ) y; -- z', -- remark, with ( brackets
      `key` enum('a','b,c') DEFAULT 'a', /* and, another ( */
      price decimal(10,2),
      `check` text,
      PRIMARY KEY (`id`,`key`), UNIQUE KEY `k` (`price`), FULLTEXT KEY f (`check`), CONSTRAINT `c` FOREIGN KEY (a) REFERENCES b (c)
    ) ENGINE=InnoDB COMMENT='; (';
    INSERT INTO t VALUES (1,'a',2.5,'x');"""
    (row,) = DumpReader([created])
    assert row.columns == ("id", "key", "price", "check")


def test_what_is_no_row_of_the_dump() -> None:
    dump = THREE + (
        b"-- INSERT INTO t VALUES (9,'',''); \n# INSERT INTO t VALUES (9,'','');\n/* INSERT INTO t VALUES (9,'',''); */\n"
        b"/*!50003 CREATE TRIGGER x INSERT INTO t VALUES (9,'',''); */;\n"
        b"DELIMITER ;;\nCREATE PROCEDURE p() BEGIN SELECT 1; INSERT INTO t VALUES (9,'',''); END;;\nDELIMITER ;\n"
        b"UPDATE u SET x = 'INSERT INTO t VALUES (9,'''','''');' WHERE y = 1; -- it's\n"
        b"SET @x = \"INSERT INTO t VALUES (9,'','');\";\nINSERT INTO t SELECT * FROM u;\nINSERT INTO t VALUES (1,'','') ON DUPLICATE KEY UPDATE a=(9);\n"
        b"DROP DATABASE so; INSERT INTO t VALUES (2,'','')"
    )
    assert [row[0] for row in rows_of(dump)] == [b"1", b"2"]


def test_rows_that_are_broken_are_told_and_the_next_are_read() -> None:
    dump = THREE + (
        b"INSERT INTO t VALUES (1,'It's',''),\n(2,'',''),\n(3,''),\n(4,(SELECT 1),''),\n(5,'','','x'),\n(6,'','');\n"
        b"INSERT INTO u VALUES (7);\nINSERT INTO t VALUES (8,'','');"
    )
    dumped = DumpReader([dump])
    assert [row.values[0] for row in dumped] == [b"2", b"6", b"8"]
    assert dumped.broken == [
        BrokenRow("t", 1, "quotes"),
        BrokenRow("t", 3, "columns"),
        BrokenRow("t", 4, "form"),
        BrokenRow("t", 5, "columns"),
        BrokenRow("u", 1, "unnamed"),
    ]


@pytest.mark.parametrize("behind", [b"\n-- ------\n\nDROP TABLE IF EXISTS `u`;\n", b"\n\n", b"/* ; */"])
def test_table_whose_last_row_ends_with_a_comma(behind: bytes) -> None:
    # NukeViet asks InnoDB how many rows there are, which says about how many.
    dump = (
        THREE + b"INSERT INTO `t` VALUES\n(1, '', ''), \n(2, '', ''), \n" + behind + b"INSERT INTO t VALUES (3,'','');"
    )
    assert [row[0] for row in rows_of(dump)] == [b"1", b"2", b"3"]


@pytest.mark.parametrize("end", [b"(2,'abc", b"(2,'abc\\", b"(2,'abc'", b"(2,", b"(2", b"("])
def test_dump_that_breaks_off_gives_what_is_whole(end: bytes) -> None:
    given = []
    with pytest.raises(UnreadableDumpError, match="breaks off in t"):
        for row in DumpReader([THREE + b"INSERT INTO t VALUES (1,'',''),", end]):
            given.append(row)
    assert len(given) == 1


def test_rows_of_other_tables_are_passed_over() -> None:
    dump = (
        THREE
        + b"INSERT INTO u VALUES (1,'a;b',\"c);\",'it''s', 'x\\';');INSERT INTO t VALUES (1,'','');INSERT INTO u VALUES (2);"
    )
    dumped = DumpReader([dump], lambda table, _: table == "t")
    assert [row.table for row in dumped] == ["t"]
    assert list(dumped.tables) == ["u", "t"]


def test_charset() -> None:
    dumped = DumpReader([b"/*!40101 SET NAMES latin1 */;\nSELECT 1;"])
    assert list(dumped) == []
    assert dumped.charset == "latin1"


TEXT = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["'", "''", "\\", "\\'", '"', "),(", ";", "--", "/*", "*/", "\n", "\x1a", "NULL"]
)
CELL = st.none() | st.integers(-(2**40), 2**40) | st.lists(TEXT, max_size=4).map("".join)
NAMES = {"a": ("int", 0), "b": ("text", ""), "key": ("text", "")}


@given(st.lists(st.tuples(CELL, CELL, CELL), max_size=6), st.sampled_from(FORMS), st.integers(1, 40))
def test_every_value_comes_out_as_it_was(cells: list[tuple[str | int | None, ...]], form: str, size: int) -> None:
    table = SqlTable("t", NAMES, [dict(zip(NAMES, row, strict=True)) for row in cells])
    # What is passed over is as odd as what is read.
    passed = SqlTable("u", NAMES, table.rows)
    dump = "".join(write_dump([passed, table, SqlTable("v", NAMES, [{"a": 1}])], form)).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reader, "PIECE", size)
        patch.setattr(reader, "HEAD_MOST", 60)
        pieces = (dump[at : at + size] for at in range(0, len(dump), size))
        dumped = DumpReader(pieces, lambda name, _: name != "u")
        rows = list(dumped)
    found = [row.values for row in rows if row.table == "t"]
    assert [row.values for row in rows if row.table == "v"] == [(b"1", b"", b"")]
    assert found == [tuple(None if value is None else str(value).encode() for value in row) for row in cells]
    assert dumped.broken == []


@given(
    st.binary(max_size=200),
    st.lists(
        st.sampled_from(
            [b"'", b'"', b"(", b")", b",", b";", b"\\", b"INSERT INTO t VALUES (", b"/*", b"*/", b"--", b"\n"]
        )
    ),
)
def test_nothing_makes_it_fail_otherwise(noise: bytes, signs: list[bytes]) -> None:
    try:
        for row in DumpReader([THREE + b"INSERT INTO t VALUES (1," + b"".join(signs) + noise]):
            assert isinstance(row, DumpRow)
    except UnreadableDumpError:
        pass


def test_row_of_a_million_columns() -> None:
    dumped = DumpReader([THREE + b"INSERT INTO t VALUES (" + b"1," * 1_000_000 + b"1),(2,'','');"])
    assert [row.values[0] for row in dumped] == [b"2"]
    assert dumped.broken == [BrokenRow("t", 1, "columns")]


def test_value_that_is_too_large_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "VALUE_MOST", 2**19)
    dumped = DumpReader([THREE, b"INSERT INTO t VALUES (1,'", *[b"x(,;" * 2**16] * 8, b"',''),(2,'','');"])
    assert [row.values[0] for row in dumped] == [b"2"]
    assert dumped.broken == [BrokenRow("t", 1, "large")]


def test_memory_stays_the_same() -> None:
    def dump(number: int) -> Iterator[bytes]:
        yield THREE
        for at in range(number):
            yield b"INSERT INTO t VALUES (%d,'%b','');\nINSERT INTO u VALUES ('%b');\n" % (at, b"x" * 5000, b"y" * 5000)

    peaks = []
    for number in (200, 2000):
        tracemalloc.start()
        assert sum(1 for _ in DumpReader(dump(number), lambda table, _: table == "t")) == number
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]


# Files

TEXT_OF_DUMP = THREE.decode() + "INSERT INTO t VALUES (1,'Hội nghị','');\n" * 50


def packed(path: Path, kind: str) -> Path:
    text = TEXT_OF_DUMP.encode()
    if kind == "zip":
        with ZipFile(path, "w", ZIP_DEFLATED) as archive:
            archive.writestr("backup/so.sql", text)
            archive.writestr("readme.txt", "x")
        return path
    made = {
        "plain": text,
        "gzip": gzip.compress(text),
        "two members": gzip.compress(text[:700]) + gzip.compress(text[700:]),
        "gzip with more behind": gzip.compress(text) + b"\0\0\0",
        "bzip2": bz2.compress(text[:700]) + bz2.compress(text[700:]),
        "mark": b"\xef\xbb\xbf" + text,
        "PowerShell": TEXT_OF_DUMP.encode("utf-16"),
    }
    path.write_bytes(made[kind])
    return path


@pytest.mark.parametrize(
    "kind", ["plain", "gzip", "two members", "gzip with more behind", "bzip2", "mark", "PowerShell", "zip"]
)
@pytest.mark.parametrize("piece", [7, files.PIECE])
def test_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str, piece: int) -> None:
    monkeypatch.setattr(files, "PIECE", piece)
    rows = [row.texts()["b"] for row in DumpReader(dump_chunks(packed(tmp_path / "so.bin", kind)))]
    assert rows == ["Hội nghị"] * 50


def test_packed_file_that_is_cut_short_gives_what_is_whole(tmp_path: Path) -> None:
    noise = "".join(f"INSERT INTO t VALUES ({number},'{number * 7919 % 104729}','');\n" for number in range(5000))
    file = tmp_path / "so.sql.gz"
    file.write_bytes(gzip.compress((THREE.decode() + noise).encode())[:-2000])
    given = []
    with pytest.raises(UnreadableDumpError, match="cut short"):
        for row in DumpReader(dump_chunks(file)):
            given.append(row)
    assert len(given) > 4000


@pytest.mark.parametrize("kind", ["gzip", "bzip2", "zip"])
def test_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    monkeypatch.setattr(files, "SMALL", 2**20)
    file, zeros = tmp_path / "so.sql", b"\0" * 2**24
    if kind == "zip":
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            archive.writestr("so.sql", zeros)
    else:
        file.write_bytes(gzip.compress(zeros) if kind == "gzip" else bz2.compress(zeros))
    with pytest.raises(UnreadableDumpError) as raised:
        for _ in dump_chunks(file):
            pass
    assert raised.value.kind == "bomb"


def test_zip_of_two_dumps_is_told(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "so.zip", "w") as archive:
        archive.writestr("a.sql", "x")
        archive.writestr("b.sql", "x")
    with pytest.raises(UnreadableDumpError, match="2 files"):
        list(dump_chunks(tmp_path / "so.zip"))


def test_columns_in_words() -> None:
    assert columns("id:int title:text=NULL n:int=3") == {"id": ("int", 0), "title": ("text", None), "n": ("int", 3)}
