"""``ban-tin assess``: the sheet of self-assessment of a finished site, as HTML and CSV."""

import argparse
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ban_tin import __version__
from ban_tin.findings import Finding
from ban_tin.site.facts import SiteFacts
from newsdesk.assessing.assessment import Assessment, choose_sample, note_unsampled, summarize
from newsdesk.assessing.browsing import MEASURED, browse
from newsdesk.assessing.evidence import Evidence, Verdict
from newsdesk.assessing.judging import judge_findings, judge_page, judge_site
from newsdesk.assessing.pages import PageSeen, read_pages
from newsdesk.assessing.sheet import write_csv, write_html
from newsdesk.language import translate
from newsdesk.site_folder import SiteFolder, shown
from newsdesk.trouble import explain_trouble

#: Pages that a browser looks at unless others are asked for: one of each kind takes about a minute.
PAGES = 12
#: Where builds list what they wrote.
_MANIFEST = ".ban-tin.json"
_NAME = "phieu-tu-danh-gia"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` how many pages a browser looks at, and where the sheet goes."""
    parser.add_argument(
        "--pages",
        type=_count,
        default=PAGES,
        metavar=translate("NUMBER"),
        help=translate("pages that a browser measures; else {count}, and 0 for none").format(count=PAGES),
    )
    parser.add_argument(
        "--to",
        default="",
        metavar=translate("FOLDER"),
        help=translate("where the sheet goes; else into the folder phieu-tu-danh-gia beside the finished site"),
    )


def _count(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) < 7:
        return int(text)
    raise argparse.ArgumentTypeError(translate("“{text}” is no number of pages").format(text=text))


def run(site: SiteFolder, options: argparse.Namespace) -> int:
    """Write the sheet; return the exit code: 0 where it was written, whatever it says; 1 where it could not be."""
    from newsdesk.check import check

    if not (site.output / _MANIFEST).is_file():
        message = translate("There is no finished site in {folder}: type ban-tin build first.")
        print(message.format(folder=shown(site.output)), file=sys.stderr)
        return 1
    folder = Path(os.path.abspath(options.to)) if options.to else site.output.parent / _NAME  # noqa: PTH100 - by the name it is known by
    if folder.is_relative_to(site.output):
        print(translate("The sheet can't lie in the finished site: it would be published. Name another folder with --to."), file=sys.stderr)  # fmt: skip
        return 1
    checked = check(site)
    if checked is None:
        return 1
    facts = checked.project.site
    assessment = assess(site.output, facts, sorted(checked.findings.found), options.pages, checked.project.now)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = [
            _write(folder / f"{_NAME}.html", write_html(assessment, facts.language)),
            _write(folder / f"{_NAME}.csv", write_csv(assessment)),
        ]
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    for line in summarize(assessment):
        if line.verdict is not Verdict.SEEN:
            print(f"{line.said}: {translate(line.criterion.asks)} ({translate(line.criterion.rule)})")
    print(translate("The sheet: {html} and {csv}").format(html=shown(paths[0]), csv=shown(paths[1])))
    return 0


def assess(output: Path, facts: SiteFacts, found: list[Finding], most: int, now: datetime) -> Assessment:
    """Return what is seen of the finished site ``output``; ``found`` is what a check said of its sources, ``most`` the pages for a browser.

    Raises ``OSError``.
    """
    pages = list(read_pages(output, facts.base_url))
    files = [path.relative_to(output).as_posix() for path in output.rglob("*") if path.is_file()]
    articles = [page.url for page in pages if page.article]
    sample = choose_sample([page.url for page in pages], articles, most)
    evidence = [*judge_site(pages, files, facts)]
    for page in pages:
        evidence += judge_page(page)
    evidence += judge_findings(pages, found, _address_by_path(pages))
    if sample:
        measured = browse(output, sample, _tell)
        done = {each.page for each in measured if each.page}
        evidence += measured
        sample = [url for url in sample if url in done]
        evidence += note_unsampled(len(pages), len(sample)) if sample else []
    else:
        why = translate("no page was to be measured in a browser (--pages 0)")
        evidence += [Evidence(name, "", Verdict.NOT_MEASURED, why, "") for name in MEASURED]
    zone = ZoneInfo(facts.time_zone)
    built = datetime.fromtimestamp((output / _MANIFEST).stat().st_mtime, zone)
    made = now.astimezone(zone)
    urls = tuple(page.url for page in pages)
    return Assessment(facts.department.name, facts.base_url, made, built, urls, tuple(sample), tuple(evidence), f"Bản Tin {__version__}")  # fmt: skip


def _address_by_path(pages: list[PageSeen]) -> "_Addresses":
    return _Addresses({page.url.strip("/").rpartition("/")[2]: page.url for page in pages if page.article})


class _Addresses:
    """The address of a source file by the name of its folder, which is that of its page unless a slug says otherwise."""

    def __init__(self, by_name: dict[str, str]) -> None:
        self._by_name = by_name

    def __call__(self, path: str) -> str:
        return self._by_name.get(path.removesuffix("/index.md").rpartition("/")[2], "")


def _tell(url: str) -> None:
    print(translate("In the browser: {url}").format(url=url), file=sys.stderr)


def _write(path: Path, text: str) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as unfinished:
        unfinished.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(path)
    return path
