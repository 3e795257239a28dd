"""A folder of saved pages becomes articles that lead to one another; what was done is kept, and done once."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench.importing.portal_pages import make_many, save_html
from newsdesk.importing.front_matter import read_imported
from tests.builders import ROOT
from tests.newsdesk.importing.whole_site.conftest import PAGES

SOAK = os.environ.get("SOAK") == "1"


def command(source: Path, site: Path, *more: str) -> list[str]:
    return [sys.executable, "-m", "newsdesk", "import", str(source), "--site", str(site), *more]


def take_in(source: Path, site: Path, *more: str) -> str:
    done = subprocess.run(command(source, site, *more), capture_output=True, text=True, cwd=ROOT, check=False)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout + done.stderr


def articles(site: Path) -> dict[str, Path]:
    """Return the articles of ``site`` by the names of their sources."""
    found = {}
    for path in sorted(site.rglob("index.md")):
        imported = read_imported(path.read_text(encoding="utf-8"))
        assert imported is not None, path
        assert imported.name not in found, "taken in twice"
        found[imported.name] = path
    return found


def report_of(site: Path) -> Path:
    return next((site / ".cache" / "imports").glob("*/index.html")).parent


@pytest.fixture(scope="module")
def done(saved: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    site = tmp_path_factory.mktemp("moi") / "trang"
    site.mkdir()
    (site / "site.toml").write_bytes((ROOT / "tests" / "data" / "site.toml").read_bytes())
    return site, take_in(saved, site)


def test_each_article_is_taken_in_once(done: tuple[Path, str], saved: Path) -> None:
    site, said = done
    assert len(articles(site)) == PAGES
    assert re.search(rf"\b{PAGES}\b", said)
    assert not list(site.rglob("*.partial"))


def test_pages_lead_to_one_another_in_the_new_site(done: tuple[Path, str]) -> None:
    pages = list(make_many(3))
    by_name = articles(done[0])
    text = by_name[next(name for name in by_name if name.endswith("-1.html"))].read_text(encoding="utf-8")
    found = re.search(r"\[của tháng trước\]\(\{filename\}/([^)]+)\)", text)
    assert found is not None, text
    assert pages[2].article.title in (done[0] / found[1]).read_text(encoding="utf-8")
    assert "một bài đã mất" in text


def test_the_old_addresses_of_all_that_was_saved_are_kept(done: tuple[Path, str]) -> None:
    lines = dict(
        re.findall(
            r'^"([^"]+)" "([^"]+)";$',
            (report_of(done[0]) / "old-addresses.map").read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    for page in make_many(PAGES):
        parts = urlsplit(page.address)
        old = f"{parts.path}?{parts.query}" if parts.query else parts.path
        assert lines[old].startswith(f"/tin/{page.article.date:%Y/%m}/")


def test_opening_balances_are_those_of_the_pages(done: tuple[Path, str]) -> None:
    rows = dict(csv.reader((report_of(done[0]) / "openings.csv").open(encoding="utf-8")))
    shown = [page for page in make_many(PAGES) if page.frame in {"vhv", "joomla3", "sharepoint"}]
    assert sorted(map(int, rows.values())) == sorted(page.article.views for page in shown)


def test_the_report_tells_of_every_source_and_every_word_that_was_left_out(done: tuple[Path, str], saved: Path) -> None:
    folder = report_of(done[0])
    page = (folder / "index.html").read_text(encoding="utf-8")
    for path in saved.glob("*.html"):
        assert path.name in page
    table = (folder / "import.csv").read_text(encoding="utf-8-sig")
    assert "Những tin mới hơn" in table
    assert "<script" not in page.lower()
    # What stands on every page is said once, on the first.
    assert page.count("Văn bản chỉ đạo") == 1


def test_taking_in_again_changes_nothing_and_what_was_edited_stays(saved: Path, site: Path) -> None:
    take_in(saved, site)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file() and ".cache" not in path.parts}
    edited = next(iter(articles(site).values()))
    edited.write_text(edited.read_text(encoding="utf-8").replace("Bản tin số", "Bản tin (đã sửa) số"), encoding="utf-8")
    text = edited.read_bytes()
    take_in(saved, site)
    after = {path: path.read_bytes() for path in site.rglob("*") if path.is_file() and ".cache" not in path.parts}
    assert after.pop(edited) == text
    before.pop(edited)
    assert after == before


def test_a_run_that_was_killed_goes_on(tmp_path: Path, site: Path) -> None:
    """``kill -9`` at any moment: no article is lost, none is there twice, none is half written."""
    source = tmp_path / "trang-cu"
    source.mkdir()
    count, kills = (400, 30) if SOAK else (40, 2)
    for page in make_many(count):
        save_html(page, source, pictures=False)
    for number in range(kills):
        run = subprocess.Popen(command(source, site), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        journal = site / ".cache" / "imports"
        wanted = (number + 1) * 2 * count // (kills + 1)
        deadline = time.monotonic() + 60
        while run.poll() is None and time.monotonic() < deadline:
            lines = sum(path.read_bytes().count(b"\n") for path in journal.glob("*/journal.jsonl"))
            if lines > wanted:
                break
            time.sleep(0.01)
        run.send_signal(signal.SIGKILL)
        run.wait()
    said = take_in(source, site)
    assert "làm tiếp" in said, "it began anew"
    assert len(articles(site)) == count, said
    assert not list(site.rglob("*.partial"))
    lines = [
        json.loads(line)
        for path in (site / ".cache" / "imports").glob("*/journal.jsonl")
        for line in path.read_bytes().splitlines()
    ]
    assert (
        len([line for line in lines if "row" in line and line["row"]["entry"]["outcome"] in {"new", "same"}]) == count
    )
    assert all(
        len([each for each in lines if each.get("key") == line["key"]]) == 1 for line in lines if "survey" in line
    )


def test_a_copy_of_a_site_leads_from_file_to_file(tmp_path: Path, site: Path) -> None:
    """wget and HTTrack write links as those of files, and pages of 2003 say nowhere where they were."""
    source = tmp_path / "so.example"
    (source / "tin").mkdir(parents=True)
    text = "<p>Sáng nay, Sở Giáo dục và Đào tạo tổ chức hội nghị bàn về nhiệm vụ số {}, có mặt đông đủ đại diện các phòng và các trường trong tỉnh.</p>"
    for name, link in (("mot", "hai.html?in=1#cuoi"), ("hai", "../tin/mot.html"), ("ba", "khong-co.html")):
        html = f'<html><head><title>Hội nghị bàn nhiệm vụ của tổ {name}</title></head><body><h1>Hội nghị bàn nhiệm vụ của tổ {name}</h1><p>20/5/2020 07:50</p>{text.format(name)}<p>Xem <a href="{link}">bài kia</a> nữa.</p></body></html>'
        (source / "tin" / f"{name}.html").write_text(html.replace("?in=1", ""), encoding="utf-8")
    take_in(source, site)
    by_name = {Path(name).stem: path for name, path in articles(site).items()}
    for one, other in (("mot", "hai"), ("hai", "mot")):
        found = re.search(r"\[bài kia\]\(\{filename\}/([^)#]+)", by_name[one].read_text(encoding="utf-8"))
        assert found is not None
        assert site / found[1] == by_name[other]
    assert "Xem bài kia nữa." in by_name["ba"].read_text(encoding="utf-8")
    assert "khong-co.html" in (report_of(site) / "import.csv").read_text(encoding="utf-8-sig")
