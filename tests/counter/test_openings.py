"""Opening balances: files of other counters in the formats these really write, with figures of our own."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest

from counter import openings
from counter.__main__ import main
from counter.mysql_dump import DumpReader
from tests.counter.harness import FIREFOX, GOOGLEBOT, PAGES, Counter, write_pages

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]
CANONICAL = {path: path for path in PAGES} | {
    "/cu.html": NEWS,
    "/vi/news/tin-tuc/thi-dua-yeu-nuoc-42.html": OTHER,
    "/gioi-thieu/": "/",
}


def written(tmp_path: Path, text: str, name: str = "given") -> Path:
    file = tmp_path / name
    content = text.encode()
    file.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return file


@pytest.mark.parametrize("heading", ["", "path,views\n", "\ufeffpath,views\n", "\ufeff"])
@pytest.mark.parametrize("name", ["old.csv", "old.csv.gz"])
def test_csv(tmp_path: Path, heading: str, name: str) -> None:
    found = openings.from_csv(
        written(tmp_path, f"{heading}{NEWS},1250\n/cu.html,50\n*,547780\n\n/mat/,7\n", name), CANONICAL
    )
    assert (found.pages, found.site) == ({NEWS: 1300}, 547_780)
    assert found.left_out == ["/mat/: 7 views, no such page"]


@pytest.mark.parametrize(
    "text", [f"{NEWS},1\n{NEWS},x\n", f"{NEWS},1\n{NEWS}\n", f"{NEWS},1\n{NEWS},-5\n", f"{NEWS},1\n{NEWS},1.5\n"]
)
def test_broken_csv_names_the_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        openings.from_csv(written(tmp_path, text), CANONICAL)


# -- GoatCounter. Its CSV comes from Go's encoding/csv: fields are quoted only where they have to be, lines end with \n.

HEADINGS = {
    "1": "Path,Title,Event,Bot,Session,FirstVisit,Referrer,Referrer scheme,Browser,Screen size,Location,Date",
    "2": "Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date",
}


def goatcounter_csv(version: str, rows: list[dict[str, str]]) -> str:
    columns = HEADINGS[version].split(",")
    usual = {
        "Title": 'Khai giảng, "năm học mới"\ntại Lam Giang', "Event": "0", "Browser": "Firefox 140", "System": "Linux ",
        "Session": "287fb97cbed4e4f-8e4f5c975b8fee06", "Bot": "0", "Referrer scheme": "h", "Screen size": "1280,0,1",
        "Location": "VN-SG", "FirstVisit": "1", "Date": "2026-11-01T08:00:00Z",
    }  # fmt: skip

    def quoted(text: str) -> str:
        return '"{}"'.format(text.replace('"', '""')) if set(text) & set('",\n\r') else text

    lines = [",".join(quoted({**usual, **row}.get(name, "")) for name in columns) for row in rows]
    return "\n".join([version + HEADINGS[version], *lines, ""])


@pytest.mark.parametrize("version", ["1", "2"])
@pytest.mark.parametrize(("yes", "no"), [("1", "0"), ("true", "false")])
@pytest.mark.parametrize("name", ["goatcounter-export-so-20261122T080000Z-0.csv.gz", "export.csv"])
def test_goatcounter_csv(tmp_path: Path, version: str, yes: str, no: str, name: str) -> None:
    # It cuts the slash at the end of a path, and keeps a query it does not know.
    rows = [
        {"Path": NEWS.rstrip("/"), "Event": no, "FirstVisit": yes},
        {"Path": NEWS.rstrip("/"), "Event": no, "FirstVisit": no},
        {"Path": NEWS, "Event": no, "FirstVisit": yes},
        {"Path": NEWS.rstrip("/") + "?trang=2,3", "Event": no, "FirstVisit": yes},
        {"Path": "/cu.html", "Event": no, "FirstVisit": yes},
        {"Path": "/", "Event": no, "FirstVisit": yes},
        {"Path": NEWS.rstrip("/"), "Event": no, "FirstVisit": yes, "Bot": "3"},
        {"Path": "tai-ve", "Event": yes, "FirstVisit": yes},
        {"Path": "/tai-ve", "Event": yes, "FirstVisit": yes},
        {"Path": "/x", "Event": no, "FirstVisit": yes},
    ]
    found = openings.from_goatcounter(written(tmp_path, goatcounter_csv(version, rows), name), CANONICAL)
    assert (found.pages, found.site, found.left_out) == ({NEWS: 4, "/": 1}, None, ["/x: 1 views, no such page"])


def test_other_versions_of_goatcounter_are_refused(tmp_path: Path) -> None:
    text = goatcounter_csv("2", [{"Path": NEWS}])
    with pytest.raises(ValueError, match="version 3"):
        openings.from_goatcounter(written(tmp_path, "3" + text[1:]), CANONICAL)
    for other in ("", "a,b\n1,2\n", text[1:], "2Path,Title\n/,x\n"):
        with pytest.raises(ValueError, match="no export of GoatCounter"):
            openings.from_goatcounter(written(tmp_path, other), CANONICAL)
    with pytest.raises(ValueError, match="breaks off in line 5"):
        openings.from_goatcounter(written(tmp_path, goatcounter_csv("2", [{"Path": NEWS}] * 2)[:-40]), CANONICAL)


def goatcounter_zip(file: Path, documents: dict[str, list[Any]], folder: str = "export/") -> Path:
    with ZipFile(file, "w") as archive:
        for name, values in documents.items():
            archive.writestr(
                folder + name, "".join(json.dumps(value, separators=(",", ":")) + "\n" for value in values)
            )
    return file


DOCUMENTS: dict[str, list[Any]] = {
    "info.json": [{"export_version": "1.0", "goatcounter_version": "2.7", "created_for": "so.example"}],
    "paths.jsonl": [
        {"id": 211, "path": NEWS.rstrip("/"), "title": "Khai giảng"},
        {"id": 215, "path": "/cu.html", "title": ""},
        {"id": 1442298, "path": "tai-ve", "title": "", "event": True},
        {"id": 300, "path": "/x", "title": ""},
    ],
    "refs.jsonl": [{"id": 1, "ref": "", "ref_scheme": "o"}],
    "hit_stats.jsonl": [
        {"hour": "2026-03-05T19:00:00Z", "path_id": 211, "ref_id": 1, "count": 4},
        {"hour": "2026-03-05T19:00:00Z", "path_id": 211, "ref_id": 9, "count": 3},
        {"hour": "2026-03-06T01:00:00Z", "path_id": 215, "ref_id": 1, "count": 20},
        {"hour": "2026-03-06T01:00:00Z", "path_id": 1442298, "ref_id": 1, "count": 500},
        {"hour": "2026-03-06T02:00:00Z", "path_id": 300, "ref_id": 1, "count": 2},
    ],
}


@pytest.mark.parametrize("folder", ["goatcounter-export-so-20261122T080000Z/", ""])
def test_goatcounter_json(tmp_path: Path, folder: str) -> None:
    found = openings.from_goatcounter(goatcounter_zip(tmp_path / "export.zip", DOCUMENTS, folder), CANONICAL)
    assert (found.pages, found.site, found.left_out) == ({NEWS: 27}, None, ["/x: 2 views, no such page"])


def test_other_zip_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"version '2\.0'"):
        info = {"info.json": [{"export_version": "2.0"}]}
        openings.from_goatcounter(goatcounter_zip(tmp_path / "new.zip", DOCUMENTS | info), CANONICAL)
    with pytest.raises(ValueError, match=r"hit_stats\.jsonl is missing"):
        few = {name: DOCUMENTS[name] for name in ("info.json", "paths.jsonl")}
        openings.from_goatcounter(goatcounter_zip(tmp_path / "few.zip", few), CANONICAL)


# -- NukeViet: its own dump of the database, and mysqldump's of the same tables

ARTICLE_COLUMNS = {
    "id": "int(11) unsigned NOT NULL AUTO_INCREMENT",
    "catid": "smallint(5) unsigned NOT NULL DEFAULT 0",
    "author": "varchar(250) DEFAULT ''",
    "title": "varchar(250) NOT NULL DEFAULT ''",
    "alias": "varchar(250) NOT NULL DEFAULT ''",
    "hometext": "text NOT NULL",
    "hitstotal": "mediumint(8) unsigned NOT NULL DEFAULT 0",
    "hitscm": "mediumint(8) unsigned NOT NULL DEFAULT 0 COMMENT '(bình luận)'",
}
NUMBER, TEXT = "int(11) unsigned NOT NULL DEFAULT 0", "varchar(250) NOT NULL"
COLUMNS: dict[str, dict[str, str]] = {
    "nv4_vi_news_rows": ARTICLE_COLUMNS,
    "nv4_vi_news_7": ARTICLE_COLUMNS,
    "nv4_vi_page": {"id": NUMBER, "title": TEXT, "alias": TEXT, "hitstotal": NUMBER},
    "nv4_vi_voting_rows": {"id": NUMBER, "title": TEXT, "hitstotal": NUMBER},
    "nv4_vi_news_detail": {"id": NUMBER, "bodyhtml": "longtext NOT NULL"},
    "nv4_counter": {"c_type": TEXT, "c_val": TEXT, "last_update": NUMBER, "c_count": NUMBER, "vi_count": NUMBER},
}
ARTICLES: list[list[Any]] = [
    [42, 7, None, "Thi đua (năm học), 'yêu nước'; 100% \\", "thi-dua-yeu-nuoc", "a\r\nb\tc", 7000, 3],
    [
        43,
        7,
        "",
        'It\'s "on"',
        "khai-giang",
        "INSERT INTO `nv4_counter` VALUES ('total', 'hits', 0, 1, 1);",
        16_777_215,
        0,
    ],
    [44, 7, "Tổ (1", "", "da-xoa", "'", 5, 0],
]
FORGED = "<p>x</p>\nINSERT INTO `nv4_counter` VALUES ('total', 'hits', 0, 2, 2);\n"
TABLES: dict[str, list[list[Any]]] = {
    "nv4_vi_news_rows": ARTICLES,
    "nv4_vi_news_7": ARTICLES,
    "nv4_vi_page": [[1, "Giới thiệu", "gioi-thieu", 900]],
    "nv4_vi_voting_rows": [[42, "Bạn thấy trang thế nào?", 77]],
    "nv4_counter": [
        ["c_time", "start", 0, 0, 0],
        ["total", "hits", 1_700_000_000, 547_780, 547_780],
        ["year", "2026", 1, 9, 9],
    ],
    "nv4_vi_news_detail": [[42, FORGED], [43, "''"]],
}


def created(table: str, quote: str = "`") -> str:
    first, second, *_ = COLUMNS[table]
    lines = [f"  {quote}{name}{quote} {kind}" for name, kind in COLUMNS[table].items()]
    lines += [f"  PRIMARY KEY ({quote}{first}{quote})", f"  KEY {quote}{second}{quote} ({quote}{second}{quote})"]
    end = "\n) ENGINE=MyISAM  AUTO_INCREMENT=45  DEFAULT CHARSET=utf8mb4"
    return f"CREATE TABLE {quote}{table}{quote} (\n" + ",\n".join(lines) + end


def nukeviet_dump(end: str) -> str:
    """As its includes/core/dump.php does it: addslashes, line ends as they are, a row a line, a space after commas."""

    def value(given: Any) -> str:
        if given is None:
            return "NULL"
        if isinstance(given, int):
            return str(given)
        return "'" + given.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("\0", "\\0") + "'"

    text = "-- NUKEVIET 4.0\n-- Module: Database\n--\n\nSET NAMES 'utf8mb4';\nALTER DATABASE DEFAULT CHARACTER SET `utf8mb4`;\n"
    for table, rows in TABLES.items():
        text += (
            f"\n\n--\n-- Table structure for table `{table}`\n--\n\nDROP TABLE IF EXISTS `{table}`;\n{created(table)};"
        )
        text += f"\n\n--\n-- Dumping data for table `{table}`\n--\n\nINSERT INTO `{table}` VALUES"
        text += ", ".join(end + "(" + ", ".join(map(value, row)) + ")" for row in rows) + ";"
    return text


def mysqldump(*, per_insert: int, columns: bool = False, quote: str = "`", row_end: str = ",") -> str:
    """As mysqldump and mariadb-dump do it: control characters escaped, rows one after the other."""
    escapes = {"\\": "\\\\", "'": "\\'", '"': '\\"', "\n": "\\n", "\r": "\\r", "\0": "\\0", "\x1a": "\\Z"}

    def value(given: Any) -> str:
        if given is None:
            return "NULL"
        return str(given) if isinstance(given, int) else "'" + "".join(escapes.get(c, c) for c in given) + "'"

    text = "/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19\n\n/*!40101 SET NAMES utf8mb4 */;\n"
    for table, rows in TABLES.items():
        name = f"{quote}{table}{quote}"
        text += (
            f"DROP TABLE IF EXISTS {name};\n/*!40101 SET character_set_client = utf8 */;\n{created(table, quote)};\n"
        )
        text += f"\nLOCK TABLES {name} WRITE;\n/*!40000 ALTER TABLE {name} DISABLE KEYS */;\n"
        listed = f"({', '.join(f'{quote}{column}{quote}' for column in COLUMNS[table])}) " if columns else ""
        for first in range(0, len(rows), per_insert):
            tuples = ["(" + ",".join(map(value, row)) + ")" for row in rows[first : first + per_insert]]
            text += f"INSERT INTO {name} {listed}VALUES {row_end.join(tuples)};\n"
        text += f"/*!40000 ALTER TABLE {name} ENABLE KEYS */;\nUNLOCK TABLES;\n"
    return text


DUMPS = {
    "nukeviet": nukeviet_dump("\n"),
    "nukeviet on Windows": nukeviet_dump("\r\n"),
    "mysqldump": mysqldump(per_insert=100),
    "mysqldump --skip-extended-insert": mysqldump(per_insert=1),
    "mysqldump --complete-insert": mysqldump(per_insert=100, columns=True),
    "mysqldump --skip-quote-names": mysqldump(per_insert=100, quote=""),
    "mysqldump --insert-ignore": mysqldump(per_insert=2).replace("\nINSERT INTO", "\nINSERT IGNORE INTO"),
    "mysqldump --replace": mysqldump(per_insert=2).replace("\nINSERT INTO", "\nREPLACE INTO"),
    "mariadb-dump": mysqldump(per_insert=2, row_end=",\n"),
    "another prefix": nukeviet_dump("\n").replace("nv4_", "so_gd_2_"),
}


@pytest.mark.parametrize("name", DUMPS)
@pytest.mark.parametrize("file", ["so.sql", "so.sql.gz"])
def test_nukeviet(tmp_path: Path, name: str, file: str) -> None:
    found = openings.from_nukeviet(written(tmp_path, DUMPS[name], file), CANONICAL)
    assert (found.pages, found.site) == ({OTHER: 7000, NEWS: 16_777_215, "/": 900}, 547_780)
    assert found.left_out == ["da-xoa-44: 5 views, no page of that name"]


@pytest.mark.parametrize("name", DUMPS)
def test_every_text_of_a_dump_comes_out_as_it_was(name: str) -> None:
    rows = list(DumpReader([DUMPS[name].encode()]))
    articles = [[*row.texts().values()] for row in rows if row.table.endswith("news_rows")]
    as_texts = [["" if value is None else str(value) for value in article] for article in ARTICLES]
    if name == "another prefix":
        as_texts[1][5] = as_texts[1][5].replace("nv4_", "so_gd_2_")
    assert articles == as_texts
    assert len(rows) == sum(map(len, TABLES.values()))


def test_binary_texts_and_doubled_quotes() -> None:
    dump = "-- INSERT INTO t VALUES (9);\nINSERT INTO t (a, b, c) VALUES (1, _binary 'x''y', 'it''''s'), (2, '', 'z');"
    assert [[*row.texts().values()] for row in DumpReader([dump.encode()])] == [["1", "x'y", "it''s"], ["2", "", "z"]]


def test_other_dumps_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no table of articles"):
        openings.from_nukeviet(written(tmp_path, "select 1;"), CANONICAL)
    dump = DUMPS["nukeviet"]
    with pytest.raises(ValueError, match="breaks off in nv4_vi_news_rows"):
        openings.from_nukeviet(written(tmp_path, dump[: dump.index("khai-giang")]), CANONICAL)


def test_broken_off_dump_is_refused_at_once() -> None:
    # Were a doubled quote an end and a start too, there would be 2^200 ways to read this, and no answer.
    with pytest.raises(ValueError, match="breaks off"):
        list(DumpReader([b"INSERT INTO t VALUES (1, '" + b"''" * 200]))


def test_article_of_two_places_is_left_out(tmp_path: Path) -> None:
    canonical = {"/a/khai-giang/": "/a/khai-giang/", "/b/khai-giang/": "/b/khai-giang/"}
    found = openings.from_nukeviet(written(tmp_path, DUMPS["nukeviet"]), canonical)
    assert not found.pages
    assert "khai-giang-43: 16777215 views, several pages of that name" in found.left_out


@pytest.mark.parametrize(
    ("form", "text"), [("csv", "a,1\n" + '"' + "x" * 200_000), ("nukeviet", ""), ("goatcounter", "2Path")]
)
def test_broken_file_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, text: str) -> None:
    pages, given = write_pages(tmp_path / "pages.json"), written(tmp_path, text)
    assert main(["import", "--data", str(tmp_path / "data"), "--pages", str(pages), "--format", form, str(given)]) == 1
    assert capsys.readouterr().err.startswith("counter: ")


def test_files_of_one_import_add_up(counter: Start, tmp_path: Path) -> None:
    files = [written(tmp_path, goatcounter_csv("2", [{"Path": NEWS}] * count), f"{count}.csv") for count in (2, 3)]
    given = ["--data", str(tmp_path / "data"), "--pages", str(write_pages(tmp_path / "pages.json"))]
    assert main(["import", *given, "--format", "goatcounter", *map(str, files)]) == 0
    assert counter().hit(NEWS).json["views"] == 6


def test_total_of_one_file_stays_when_the_next_has_none(tmp_path: Path) -> None:
    files = [written(tmp_path, "*,500\n/,1\n", "one"), written(tmp_path, "/,2\n/mat/,3\n", "two")]
    found = openings.read_openings("csv", files, CANONICAL, ZoneInfo("Asia/Ho_Chi_Minh"))
    assert (found.site, found.pages, found.left_out) == (500, {"/": 3}, ["/mat/: 3 views, no such page"])


def test_access_log(tmp_path: Path) -> None:
    line = '{} - - [{} +0000] "{} {} HTTP/1.1" {} 512 "-" "{}"'
    lines = [
        ("203.0.113.1", "20/Nov/2026:16:00:00", "GET", NEWS, 200, FIREFOX),
        ("203.0.113.1", "20/Nov/2026:16:10:00", "GET", NEWS + "?a=1", 304, FIREFOX),
        ("203.0.113.1", "20/Nov/2026:16:59:00", "GET", "/cu.html", 200, FIREFOX),  # a new visit, the same view
        ("203.0.113.1", "20/Nov/2026:17:00:00", "GET", NEWS, 200, FIREFOX),  # midnight in Việt Nam
        ("203.0.113.2", "20/Nov/2026:17:00:01", "GET", OTHER, 200, FIREFOX + r" \"x\""),
        ("203.0.113.3", "20/Nov/2026:17:00:02", "GET", NEWS, 200, GOOGLEBOT),
        ("203.0.113.3", "20/Nov/2026:17:00:02", "GET", NEWS, 200, "-"),
        ("203.0.113.2", "20/Nov/2026:17:00:03", "GET", "/theme/main.css", 200, FIREFOX),
        ("203.0.113.2", "20/Nov/2026:17:00:03", "POST", NEWS, 200, FIREFOX),
        ("203.0.113.2", "20/Nov/2026:17:00:03", "GET", NEWS, 404, FIREFOX),
    ]
    texts = [line.format(*cells) for cells in lines] + ["nonsense"]
    older, newer = tmp_path / "access.log.1.gz", written(tmp_path, "\n".join(texts[3:]), "access.log")
    older.write_bytes(gzip.compress("\n".join(texts[:3]).encode()))
    found = openings.from_access_log([older, newer], CANONICAL, ZoneInfo("Asia/Ho_Chi_Minh"))
    assert (found.pages, found.site) == ({NEWS: 2, OTHER: 1}, 3)
    assert found.left_out == ["2 hits of bots, 4 lines that are no view of a page"]
