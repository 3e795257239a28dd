"""Counts come in from elsewhere and go out again: the command line on real files."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from counter import transfer
from counter.__main__ import main
from counter.backup import back_up
from counter.storage import OPENING, Row, backups_in
from tests.counter.harness import GOOGLEBOT, PAGES, ROOT, ZONE, Counter, FakeClock, serving, write_pages

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]


def written(tmp_path: Path, text: str, name: str = "given") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


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
    site.app.works.storage.put([Row(OPENING, None, visits=500), Row(OPENING, NEWS, views=70)])
    site.restart()
    site.hit(NEWS)
    site.clock.set("2026-11-20T08:00:00")
    site.hit(OTHER, sec_gpc="1")
    site.hit(OTHER, agent=GOOGLEBOT)
    site.hit("/")
    before = list(site.app.works.storage.rows())
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
    assert list(other.app.works.storage.rows()) == before


def test_answers_move_to_another_storage(counter: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only where one says so: an export of counts is a file that people pass on."""
    (tmp_path / "old").mkdir()
    write_pages(tmp_path / "old/pages.json", rating=True, comments={"consent": "x", "retention_days": 30})
    site = counter(tmp_path / "old")
    site.hit(NEWS)
    site.send("/rate", path=NEWS, stars=4)
    numbers = [site.send("/comment", path=NEWS, text=text, consent="1").json["number"] for text in ("Một", "Hai")]
    export = ["export", "--data", str(tmp_path / "old/data"), "--format"]
    assert main([*export, "jsonl"]) == 0
    assert "Một" not in capsys.readouterr().out
    assert main([*export, "csv", "--answers"]) == 1
    assert "jsonl" in capsys.readouterr().err
    assert main([*export, "jsonl", "--answers"]) == 0
    exported = written(tmp_path, capsys.readouterr().out)
    command = [
        "import",
        "--data",
        str(tmp_path / "new/data"),
        "--pages",
        str(tmp_path / "old/pages.json"),
        "--format",
        "export",
    ]
    assert main([*command, str(exported)]) == 0
    assert "3 ratings and comments" in capsys.readouterr().out
    assert main([*command, str(exported)]) == 1
    assert "comments already" in capsys.readouterr().err
    new = counter(tmp_path / "new", pages=tmp_path / "old/pages.json")
    assert new.hit(NEWS).json["ratings"] == 1
    assert new.app.works.comments.totals.likely == 2
    assert new.send("/comment/delete", number=numbers[0]).json["deleted"] is True


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
    assert site.app.works.counting.now().tzinfo == ZONE


def test_named_backup_stays_and_is_the_last_choice(counter: Start) -> None:
    site = counter(backups_kept=2, backup_interval=0.0)
    named = back_up(site.app.works.storage, site.config.backups, "truoc-khi-doi", 1)
    for day in range(20, 24):
        site.clock.set(f"2026-11-{day}T08:00:00")
        site.tick()
    assert [file.name for file in backups_in(site.config.backups)] == [named.name, "2026-11-22.db", "2026-11-23.db"]
    for name in ("2026-11-24.jsonl.part", "2026-11-22.jsonl", "notes.txt"):
        (site.config.backups / name).touch()
    assert [file.suffix for file in backups_in(site.config.backups)] == [".db", ".db", ".jsonl", ".db"]
