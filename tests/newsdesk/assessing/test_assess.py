"""The sheet of self-assessment: it says what was seen, on which page, in which file, and nothing that was not."""

import csv
import io
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ban_tin.findings import Finding
from newsdesk.assessing.assessment import Assessment, choose_sample, note_unsampled, summarize
from newsdesk.assessing.criteria import BY_NAME, CRITERIA, Read
from newsdesk.assessing.evidence import Evidence, Verdict
from newsdesk.assessing.judging import judge_findings, judge_page, judge_site
from newsdesk.assessing.pages import PageSeen, read_page
from newsdesk.assessing.sheet import write_csv, write_html
from tests.builders import ROOT, ZONE, site
from tests.site.builder import SmallSite

FILE = "tin/2026/11/mot-bai/index.html"
DC = "".join(
    f'<meta name="DC.{name}" content="x">'
    for name in ("title", "creator", "date", "description", "publisher", "identifier")
)
GOOD = f"""<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Một bài</title>{DC}
<meta http-equiv="Content-Security-Policy" content="default-src 'self'"><link rel="stylesheet" href="/theme/print.css" media="print">
</head><body><form role="search"></form><main><h1>Một bài</h1><img src="/a.jpg" alt=""><button data-print>In bài</button></main></body></html>"""


def seen(html: str = GOOD, file: str = FILE) -> PageSeen:
    page = read_page(html.encode(), file, "https://so.example")
    assert page
    return page


def verdicts(page: PageSeen) -> dict[str, Verdict]:
    return {each.criterion: each.verdict for each in judge_page(page)}


def test_a_page_that_has_everything_is_seen_to_have_it() -> None:
    found = verdicts(seen())
    assert found.pop("dublin-core-more") is Verdict.MISSING
    assert set(found.values()) == {Verdict.SEEN}
    assert {"dublin-core", "search", "print", "security", "access-basics", "third-parties", "unicode"} <= found.keys()


@pytest.mark.parametrize(
    ("criterion", "old", "new", "value"),
    [
        ("dublin-core", '<meta name="DC.date" content="x">', '<meta name="DC.date" content=" ">', "DC.date"),
        ("search", ' role="search"', "", ""),
        ("print", " data-print", "", ""),
        ("security", "Content-Security-Policy", "X", ""),
        ("access-basics", ' alt=""', "", "1"),
        ("access-basics", ' lang="vi"', "", ""),
        ("access-basics", "<h1>Một bài</h1>", "", "0"),
        ("third-parties", "/a.jpg", "https://anh.example/a.jpg", "anh.example"),
        ("unicode", "Một bài</h1>", "Mo\u0323\u0302t bài</h1>", "NFC"),
    ],
)
def test_what_a_page_lacks_is_told_with_its_file(criterion: str, old: str, new: str, value: str) -> None:
    page = seen(GOOD.replace(old, new))
    (told,) = (each for each in judge_page(page) if each.criterion == criterion)
    assert (told.verdict, told.page, told.file) == (Verdict.MISSING, "/tin/2026/11/mot-bai/", FILE)
    assert value in told.value


def test_pages_that_only_lead_on_are_none_and_withdrawn_ones_no_articles() -> None:
    assert read_page(b'<meta http-equiv="refresh" content="0;url=/">', "cu/index.html", "https://so.example") is None
    assert not seen(GOOD.replace("</head>", '<meta name="robots" content="noindex"></head>')).article
    assert read_page(b"\xff\xfe<p>x", "x.html", "https://so.example")


def test_what_a_check_says_of_people_stands_at_their_page_and_nothing_of_a_page_is_claimed_that_was_not_read() -> None:
    pages = [seen(), seen(file="tin/2026/11/bai-hai/index.html")]
    path = "content/tin/2026/11/mot-bai/index.md"
    found = [
        Finding(path, 7, "person-phone", (("masked", "091****678"),)),
        Finding(
            path.replace("mot-bai", "bai-hai"),
            3,
            "person-file-unread",
            (("file", "a.xlsx"), ("reason", "it is damaged")),
        ),
    ]
    told = {(each.criterion, each.page): each for each in judge_findings(pages, found, lambda path: f"/{path[8:-8]}")}
    phone = told["personal-data", "/tin/2026/11/mot-bai/"]
    assert (phone.verdict, phone.file) == (Verdict.MISSING, path)
    assert "091****678" in phone.value
    assert told["children", "/tin/2026/11/mot-bai/"].verdict is Verdict.SEEN
    assert told["personal-data", "/tin/2026/11/bai-hai/"].verdict is Verdict.NOT_MEASURED


def test_of_the_site_only_what_is_there_is_seen() -> None:
    bare = {each.criterion: each for each in judge_site([seen()], ["index.html"], site(base_url="http://so.example"))}
    missing = {name for name, each in bare.items() if each.verdict is Verdict.MISSING}
    assert missing == {"archive", "contact", "sitemap", "english", "search", "security"}
    assert {bare[name].verdict for name in ("addresses", "measuring")} == {Verdict.NOT_MEASURED}
    contact = seen(GOOD.replace("</main>", "1 Đường Số Một, 0200 000 0000</main>"), "lien-he/index.html")
    told = {each.criterion: each for each in judge_site([contact], [], site())}
    assert "0200 000 0000" in told["contact"].value
    assert told["contact"].verdict is Verdict.SEEN


def assessment(*evidence: Evidence) -> Assessment:
    now = datetime(2026, 11, 30, 9, 0, tzinfo=ZONE)
    return Assessment("Sở <b>Thử</b>", "https://so.example", now, now, ("/",), (), evidence, "Bản Tin")


def test_the_sheet_escapes_and_says_of_every_criterion_whether_it_was_measured() -> None:
    hostile = Evidence("unicode", "/", Verdict.MISSING, "=cmd()<script>alert(1)</script>", "index.html")
    page = BeautifulSoup(write_html(assessment(hostile), "vi"), "html.parser")
    assert page.script is None
    assert page.b is None
    rows = page.select("table.lines")[0].select("tbody tr")
    assert len(rows) == len(CRITERIA)
    said = {
        criterion.name: row.select_one(".verdict").get_text() for criterion, row in zip(CRITERIA, rows, strict=True)
    }  # type: ignore[union-attr]
    assert "✗" in said.pop("unicode")
    assert all(text.startswith("–") for text in said.values())  # Nothing was measured: nothing is claimed.
    table = list(csv.reader(io.StringIO(write_csv(assessment(hostile)).removeprefix("\ufeff"))))
    assert {row[0] for row in table[1:]} == {*BY_NAME, ""}
    assert not any(cell.startswith(("=", "+", "@")) for row in table for cell in row)


def test_a_criterion_whose_text_was_not_read_is_said_to_be_unverified() -> None:
    assert BY_NAME["access"].read is Read.PARTLY
    lines = {line.criterion.name: line for line in summarize(assessment(*(Evidence("search", url, Verdict.SEEN, "", "") for url in "ab"), Evidence("search", "c", Verdict.MISSING, "", "")))}  # fmt: skip
    assert lines["search"].verdict is Verdict.MISSING
    assert "1" in lines["search"].said
    assert "3" in lines["search"].said
    assert lines["archive"].verdict is Verdict.NOT_MEASURED


def test_a_browser_looks_at_one_page_of_each_kind_and_the_sheet_says_how_many_it_did_not() -> None:
    pages = ["/", "/tin/", "/tin/2026/11/a/", "/tin/2026/11/b/", "/lien-he/", "/tim-kiem/", "/404.html"]
    assert choose_sample(pages, pages[2:4], 5) == ["/", "/tin/2026/11/b/", "/lien-he/", "/tim-kiem/", "/tin/"]
    assert choose_sample(pages, pages[2:4], 0) == []
    assert {each.verdict for each in note_unsampled(7, 5)} == {Verdict.NOT_MEASURED}
    assert note_unsampled(5, 5) == []


@pytest.mark.browser
def test_the_command_measures_a_built_site_and_writes_both_files_elsewhere(tmp_path: Path) -> None:
    small = SmallSite(tmp_path)
    folder = small.article("mot-bai", "Liên hệ ông Lê An, điện thoại 0912 345 678.\n")
    command = [
        sys.executable,
        "-m",
        "newsdesk",
        "assess",
        "--site",
        str(small.content),
        "--output",
        str(small.output),
        "--pages",
        "1",
    ]
    environment = os.environ | {"PYTHONUTF8": "1"}
    before = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert before.returncode == 1
    assert "ban-tin build" in before.stderr
    assert small.build().code == 0
    inside = subprocess.run([*command, "--to", str(small.output / "x")], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)  # fmt: skip
    assert inside.returncode == 1
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    table = (tmp_path / "phieu-tu-danh-gia" / "phieu-tu-danh-gia.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(table)))
    by_name = {(row["Tiêu chí"], row["Trang"]): row for row in rows}
    url = "/tin/2026/11/mot-bai/"
    assert by_name["dublin-core", url]["Kết quả"] == "có thấy"
    assert "091****678" in by_name["personal-data", url]["Giá trị đo được"]
    assert by_name["personal-data", url]["Tệp"].endswith("mot-bai/index.md")
    assert folder.exists()
    browsers = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    if not any(map(shutil.which, browsers)):
        assert by_name["access", "cả trang"]["Kết quả"] == "chưa đo"
        reason = "no Chromium in PATH: what a browser measures was not looked at"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
    assert by_name["access", "/"]["Giá trị đo được"].startswith("axe 4")
    assert by_name["first-content", "/"]["Giá trị đo được"].endswith(" s")
