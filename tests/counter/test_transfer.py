"""Counts come in from elsewhere and go out again: the command line on real files."""

import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counter import transfer
from counter.__main__ import main
from counter.storage import OPENING, Row
from tests.counter.harness import FIREFOX, GOOGLEBOT, PAGES, ROOT, ZONE, Counter, FakeClock, serving, write_pages

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]
CANONICAL = {path: path for path in PAGES} | {"/cu.html": NEWS, "/vi/news/tin-tuc/thi-dua-yeu-nuoc-42.html": OTHER}


def written(tmp_path: Path, text: str, name: str = "given") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("heading", ["", "path,views\n", "\ufeffpath,views\n"])
def test_csv(tmp_path: Path, heading: str) -> None:
    found = transfer.from_csv(written(tmp_path, f"{heading}{NEWS},1250\n/cu.html,50\n*,547780\n\n/mat/,7\n"), CANONICAL)
    assert (found.pages, found.site) == ({NEWS: 1300}, 547_780)
    assert found.left_out == ["/mat/: 7 views, no such page"]


@pytest.mark.parametrize(
    "text", [f"{NEWS},1\n{NEWS},x\n", f"{NEWS},1\n{NEWS}\n", f"{NEWS},1\n{NEWS},-5\n", f"{NEWS},1\n{NEWS},1.5\n"]
)
def test_broken_csv_names_the_line(tmp_path: Path, text: str) -> None:
    with pytest.raises(ValueError, match="line 2"):
        transfer.from_csv(written(tmp_path, text), CANONICAL)


def test_goatcounter(tmp_path: Path) -> None:
    heading = "2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date"
    row = "{},T,{},,Firefox 140,Linux,abc,{},,,,VN,{},2026-11-01T08:00:00Z"
    rows = [(NEWS, "false", "0", "true"), (NEWS, "false", "0", "false"), (NEWS, "0", "0", "1"), (NEWS, "false", "3", "true"), ("click", "true", "0", "true"), ("/cu.html", "false", "0", "true"), ("/x/", "false", "0", "true")]  # fmt: skip
    found = transfer.from_goatcounter(
        written(tmp_path, "\n".join([heading, *(row.format(*cells) for cells in rows)])), CANONICAL
    )
    assert (found.pages, found.site, found.left_out) == ({NEWS: 3}, None, ["/x/: 1 views, no such page"])
    with pytest.raises(ValueError, match="no export of GoatCounter"):
        transfer.from_goatcounter(written(tmp_path, "a,b\n1,2\n"), CANONICAL)


NUKEVIET = r"""
CREATE TABLE `nv4_vi_news_rows` (
  `id` int(11) unsigned NOT NULL AUTO_INCREMENT,
  `catid` smallint(5) NOT NULL DEFAULT 0,
  `title` varchar(250) NOT NULL DEFAULT '',
  `alias` varchar(250) NOT NULL DEFAULT '',
  `hitstotal` mediumint(8) unsigned NOT NULL DEFAULT 0,
  PRIMARY KEY (`id`)
) ENGINE=MyISAM;
INSERT INTO `nv4_vi_news_rows` VALUES
(42,1,'Thi đua (năm học), \'yêu nước\'; 100%','thi-dua-yeu-nuoc',7000),(43,1,'It''s','khai-giang',16777215),
(44,2,'','da-xoa',5);
INSERT INTO `nv4_counter` (`c_type`, `c_val`, `last_update`, `c_count`, `vi_count`) VALUES ('c_time', 'start', 0, 0, 0), ('total', 'hits', 1700000000, 547780, 547780), ('year', '2026', 1, 99, 99);
"""


def test_nukeviet(tmp_path: Path) -> None:
    found = transfer.from_nukeviet(written(tmp_path, NUKEVIET), CANONICAL)
    assert (found.pages, found.site) == ({OTHER: 7000, NEWS: 16_777_215}, 547_780)
    assert found.left_out == ["da-xoa-44: 5 views, no page of that name"]
    titles = [row["title"] for table, row in transfer.sql_rows(NUKEVIET) if "title" in row]
    assert titles == ["Thi đua (năm học), 'yêu nước'; 100%", "It's", ""]
    with pytest.raises(ValueError, match="no table of articles"):
        transfer.from_nukeviet(written(tmp_path, "select 1;"), CANONICAL)
    with pytest.raises(ValueError, match="breaks off in nv4_vi_news_rows"):
        transfer.from_nukeviet(written(tmp_path, NUKEVIET[: NUKEVIET.index("'It")]), CANONICAL)


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
    found = transfer.from_access_log([older, newer], CANONICAL, ZoneInfo("Asia/Ho_Chi_Minh"))
    assert (found.pages, found.site) == ({NEWS: 2, OTHER: 1}, 3)
    assert found.left_out == ["2 hits of bots, 4 lines that are no view of a page"]


def test_import_is_repeatable_unless_it_adds(
    counter: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = write_pages(tmp_path / "pages.json")
    given = written(tmp_path, f"*,500\n{NEWS},100\n")
    command = ["import", "--data", str(tmp_path / "data"), "--pages", str(pages), "--format", "csv", str(given)]
    for _ in range(2):
        assert main(command) == 0
    site = counter()
    assert site.hit(NEWS).json == {"views": 101, "online": 1, "today": 1, "total": 501}
    assert main(command) == 1
    assert "another counter writes" in capsys.readouterr().err
    site.stop()
    assert main([*command, "--add"]) == 0
    site.start()
    assert site.hit(NEWS).json["views"] == 201


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_export_comes_back_whole(counter: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    site = counter(tmp_path / "old", clock=FakeClock("2026-11-19T08:00:00"))
    site.app.storage.put([Row(OPENING, None, visits=500), Row(OPENING, NEWS, views=70)])
    site.restart()
    site.hit(NEWS)
    site.clock.set("2026-11-20T08:00:00")
    site.hit(OTHER, sec_gpc="1")
    site.hit(OTHER, agent=GOOGLEBOT)
    site.hit("/")
    before = list(site.app.storage.rows())
    assert main(["export", "--data", str(tmp_path / "old/data"), "--format", form]) == 0
    text = capsys.readouterr().out
    exported = written(tmp_path, text)
    new = ["--data", str(tmp_path / "new/data")]
    assert main(["import", *new, "--pages", str(tmp_path / "old/pages.json"), "--format", "export", str(exported)]) == 0
    capsys.readouterr()
    assert main(["export", *new, "--format", form]) == 0
    assert capsys.readouterr().out == text
    assert len(before) == text.count("\n") - (form == "csv") == 6
    other = counter(tmp_path / "new", clock=site.clock)
    assert list(other.app.storage.rows()) == before


def test_broken_export(tmp_path: Path) -> None:
    for text in (
        "day,path\n2026-11-20,/\n",
        '{"day": "2026-11-20"}\n',
        "day,path,visits,views,bots,untracked\n2026-11-20,/,1,x,0,0\n",
    ):
        with pytest.raises(ValueError):
            transfer.read_export(written(tmp_path, text))


def test_report(counter: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = counter(clock=FakeClock("2026-10-31T08:00:00"))
    site.hit(NEWS)
    for day in (1, 2):
        site.clock.set(f"2026-11-0{day}T08:00:00")
        site.hit(NEWS)
        site.hit(OTHER, f"203.0.113.{day}")
    site.hit(OTHER, "203.0.113.7")
    assert main(["report", "--data", str(tmp_path / "data"), "--month", "2026-11"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "\ufeffNgày,Lượt truy cập,Lượt xem,Máy tự động,Không theo dõi",
        "2026-11-01,1,2,0,0",
        "2026-11-02,1,3,0,0",
        "Cả tháng,2,5,0,0",
        "",
        "Trang,Lượt xem",
        f"{OTHER},3",
        f"{NEWS},2",
    ]


def test_backup_while_serving_and_restore(tmp_path: Path) -> None:
    def run(*arguments: str) -> str:
        done = subprocess.run([sys.executable, "-m", "counter", *arguments], cwd=ROOT, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    data = ["--data", str(tmp_path / "data")]
    with serving(tmp_path, "--trusted-proxy", "127.0.0.1/32") as server:
        for number in range(20):
            server.raw(server.hit(NEWS, f"10.0.0.{number}"))
        backup = run("backup", *data, "--name", "sao-luu")
        for number in range(5):
            server.raw(server.hit(NEWS, f"10.0.1.{number}"))
        assert run("check", *data) == "sound"
        refused = subprocess.run(
            [sys.executable, "-m", "counter", "restore", *data, backup], cwd=ROOT, capture_output=True, text=True
        )
        assert (refused.returncode, "another counter" in refused.stderr) == (1, True)
    run("restore", *data, backup)
    assert run("check", *data) == "sound"
    with serving(tmp_path) as server:
        answer = server.raw(f"GET /api/counts?path={NEWS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
    assert json.loads(answer.rpartition(b"\r\n")[2]) == {NEWS: 20}


def test_damaged_backup_is_not_restored(counter: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = counter()
    site.hit(NEWS)
    site.stop()
    bad = written(tmp_path, "x" * 9000, "bad.db")
    assert main(["restore", "--data", str(tmp_path / "data"), str(bad)]) == 1
    assert "bad.db" in capsys.readouterr().err
    site.start()
    assert site.site["views"] == 1


def test_old_backups_go(counter: Start) -> None:
    site = counter(backups_kept=3, backup_interval=0.0)
    for day in range(20, 26):
        site.clock.set(f"2026-11-{day}T08:00:00")
        site.tick()
    assert sorted(file.name for file in site.config.backups.iterdir()) == [
        "2026-11-23.db",
        "2026-11-24.db",
        "2026-11-25.db",
    ]
    assert site.app.counting.now().tzinfo == ZONE
