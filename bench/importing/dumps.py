"""A dump of NukeViet taken over as a whole site: how long it takes, what memory, and whether every word arrived.

    .venv/bin/python -m bench.importing.dumps                   10,000 articles, without photos
    .venv/bin/python -m bench.importing.dumps --rows 500 --keep FOLDER
    .venv/bin/python -m bench.importing.dumps --read-only --megabytes 1000     how fast a large dump is read, and in what memory

Articles are those of the demonstration, each many times with other words at its beginning, typed as editors of portals type.
"""

import argparse
import gzip
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from ban_tin.findings import Findings
from ban_tin.site.load import load_facts
from bench.importing.portal_articles import Article, read_articles
from bench.importing.portal_bodies import PICTURED, TYPED, body_html
from newsdesk.importing.compose import ComposeOptions
from newsdesk.importing.portals import PortalOptions, open_portal
from newsdesk.importing.whole_site.journal import Journal
from newsdesk.importing.whole_site.plan import Site
from newsdesk.importing.whole_site.run import Run, import_site, rows_of
from tests.counter.sql_dumps import FORMS, write_dump
from tests.newsdesk.importing.portals import nukeviet_site

ROOT = Path(__file__).parents[2]


class Quiet:
    """Tells nobody how far the run is; keeps when each phase began."""

    def __init__(self) -> None:
        self.began: dict[str, float] = {}

    def begin(self, phase: str, total: int, done: int) -> None:
        self.began[phase] = time.perf_counter()

    def advance(self) -> None:
        pass


def rows(number: int) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield ``number`` articles as rows of their two tables."""
    articles = read_articles()
    sections = {each.section: at for at, each in enumerate(articles, start=1)}
    for at in range(1, number + 1):
        article = articles[at % len(articles)]
        moment = int(article.date.timestamp()) - 3600 * at
        title = f"{article.title} – đợt {at}"
        row = {
            "id": at, "catid": sections[article.section], "listcatid": str(sections[article.section]), "title": escape(title), "alias": f"bai-{at}",
            "hometext": escape(article.summary), "publtime": moment, "addtime": moment, "edittime": moment, "author": escape(article.author),
            "hitstotal": article.views, "status": 4 if at % 50 == 0 else 1,
        }  # fmt: skip
        yield row, {"id": at, "bodyhtml": body(article, at)}


def body(article: Article, at: int) -> str:
    """Return the body of an article's copy number ``at``."""
    first = " ".join(
        f"{word}{at}" for word in ("phòng", "trường", "lớp", "khối", "tổ", "nhóm", "ban", "đoàn", "đội", "cụm")
    )
    return f"<p>Dự hội nghị có {first}.</p>\n" + body_html(
        article, TYPED[at % len(TYPED)], PICTURED[at % len(PICTURED)], "/uploads/news/2026_11/"
    )


def write_portal(file: Path, number: int, form: str) -> int:
    """Write a dump of ``number`` articles, packed where the name says so; return its bytes, unpacked."""
    sections = {each.section: at for at, each in enumerate(read_articles(), start=1)}
    tables = nukeviet_site.portal(
        (row for row, _ in rows(number)),
        (detail for _, detail in rows(number)),
        categories=[{"catid": at, "title": name, "alias": f"chuyen-muc-{at}"} for name, at in sections.items()],
        tags=({"id": at, "tid": at % 7, "keyword": f"chủ đề {at % 7}"} for at in range(1, number + 1)),
        copies=(row for row, _ in rows(number)),
    )
    size = 0
    with gzip.open(file, "wb", compresslevel=1) if file.suffix == ".gz" else file.open("wb") as out:
        for text in write_dump(tables, form):
            size += out.write(text.encode())
    return size


def new_site(folder: Path) -> Site:
    """Make a new site in ``folder``, without an article."""
    command = [sys.executable, "-m", "newsdesk", "new", str(folder), "--yes", "--no-git"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder / "tin")
    facts = load_facts(folder / "site.toml", "site.toml", Findings())
    assert facts is not None
    return Site(folder, facts, ("tin", "trang"))


def peak() -> str:
    """Return the largest memory of this process and of one that it started, in MB."""
    return " + ".join(
        f"{resource.getrusage(who).ru_maxrss // 1024}" for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


def worked() -> float:
    """Return the seconds of processor time that this process and those that it started and that ended have taken."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def take_over(folder: Path, number: int, form: str) -> None:
    file = folder / "so.sql.gz"
    size = write_portal(file, number, form)
    site = new_site(folder / "site")
    print(
        f"{number} articles, {size / 1e6:.0f} MB of SQL in the form of {form}, {file.stat().st_size / 1e6:.0f} MB packed"
    )
    started, before = time.perf_counter(), worked()
    options = PortalOptions(categories=tuple(each.name for each in site.facts.categories))
    progress = Quiet()
    with open_portal(file, options, folder) as portal, Journal(folder / "journal.jsonl", "bench") as journal:
        opened = time.perf_counter()
        import_site(portal, Run(site, ComposeOptions(), journal, progress, publish=True))
        ended = time.perf_counter()
        became: dict[str, int] = {}
        for row in rows_of(journal):
            became[row.entry.outcome] = became.get(row.entry.outcome, 0) + 1
    first, second = progress.began["survey"], progress.began["write"]
    print(
        f"read {opened - started:.1f} s, survey {second - first:.1f} s, write {ended - second:.1f} s; in all {ended - started:.1f} s; {worked() - before:.1f} s of processors"
    )
    print(f"peak memory {peak()} MB; {', '.join(f'{count} {name}' for name, count in became.items())}")


def read_only(folder: Path, megabytes: int, form: str) -> None:
    file = folder / "so.sql"
    number = max(1000, megabytes * 1_000_000 // 6_000)  # Bytes of an article in three tables.
    size = write_portal(file, number, form)
    started, before = time.perf_counter(), worked()
    with open_portal(file, PortalOptions(), folder) as portal:
        taken, used = time.perf_counter() - started, worked() - before
        print(
            f"{size / 1e6:.0f} MB, {portal.count()} articles: read in {taken:.1f} s, {used:.1f} s of processors: {size / 1e6 / used:.0f} MB in one"
        )
    print(f"peak memory {peak()} MB")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--form", choices=FORMS, default="nukeviet")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--read-only", action="store_true")
    parser.add_argument("--megabytes", type=int, default=200)
    options = parser.parse_args()
    with TemporaryDirectory(prefix="ban-tin-bench-") as scratch:
        folder = options.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        if options.read_only:
            read_only(folder, options.megabytes, options.form)
        else:
            take_over(folder, options.rows, options.form)


if __name__ == "__main__":
    main()
