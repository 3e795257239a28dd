"""``ban-tin article TITLE``: makes the folder and the first lines of a new article, a draft, and prints where it is."""

import argparse
import os
import shlex
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings, format_report
from ban_tin.findings.report import printable
from ban_tin.language.vietnamese import fold, parse_datetime
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from ban_tin.site.project import source_folders
from ban_tin.starter.article import article_slug, article_text
from ban_tin.starter.quoting import tidy
from newsdesk.language import translate
from newsdesk.moment import present_moment
from newsdesk.trouble import explain_trouble


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` of the title and of what else may be said of the article."""
    parser.add_argument("title", metavar=translate("TITLE"), help=translate("title of the article, in quotation marks"))
    parser.add_argument(
        "--category",
        metavar=translate("NAME"),
        default="",
        help=translate("a category of site.toml; else the first one"),
    )
    parser.add_argument(
        "--date", metavar=translate("DATE"), default="", help=translate("such as 2026-11-20 08:00; else now")
    )
    parser.add_argument("--open", action="store_true", help=translate("open the file for writing"))


def run(arguments: argparse.Namespace) -> int:
    """Make the article in the site ``arguments.site``; return the exit code."""
    site = Path(arguments.site or ".")
    findings = Findings()
    facts = load_facts(site / "site.toml", f"{site.resolve().name}/site.toml", findings)
    if facts is None:
        print(format_report(findings.sorted(), translate), file=sys.stderr)
        return 1
    try:
        path = make_article(site, facts, arguments.title, arguments.category, arguments.date)
    except UnusableArticleError as error:
        print("\n".join(error.problems), file=sys.stderr)
        return 1
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    print(path)
    return _open(path) if arguments.open else 0


class UnusableArticleError(ValueError):
    """An article that can't be begun; ``problems`` say why, in the language of the site."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def make_article(
    site: Path, facts: SiteFacts, title: str, category: str = "", date: str = "", remarks: bool = True
) -> Path:
    """Write a draft called ``title`` into the folder ``site`` and return its path: now, and in the first category, where nothing else is said.

    ``remarks`` in it say what goes where; on a page that is edited in place nobody wants them.

    Raises ``UnusableArticleError`` and ``OSError``: nothing was written then.
    """
    zone = ZoneInfo(facts.time_zone)
    problems = []
    name = find_category(category, facts)
    if not name:
        message = translate("There is no category “{category}”; there are: {known}.")
        known = ", ".join(each.name for each in facts.categories)
        problems.append(message.format(category=printable(category), known=known))
    moment = present_moment(zone)
    try:
        moment = parse_datetime(date, zone) if date else moment
    except ValueError:
        problems.append(translate("“{date}” is no date such as 2026-11-20 08:00.").format(date=printable(date)))
    title = tidy(title)
    text = article_text(title, moment, name or "?", facts.language, remarks)
    problems += _find_problems(text, zone)
    if problems:
        raise UnusableArticleError(problems)
    return write_article(site, facts, title, moment, text)


def find_category(named: str, facts: SiteFacts) -> str:
    """Return the name of the category that was meant, however it is typed; ``""`` for none, the first where none is named."""
    if not named and facts.categories:
        return facts.categories[0].name
    wanted = fold(tidy(named))
    names = {fold(each.name): each.name for each in facts.categories}
    return names.get(wanted) or {each.slug: each.name for each in facts.categories}.get(wanted, "")


def _find_problems(text: str, zone: ZoneInfo) -> list[str]:
    """Return what a build would say of the title and the other fields."""
    findings = Findings()
    source = parse_source(text, "index.md", findings)
    if source is not None:
        check_fields(source, "index.md", zone, page=False, findings=findings)
    return [each.message(translate) for each in findings.sorted() if each.kind != "draft"]


def write_article(site: Path, facts: SiteFacts, title: str, date: datetime, text: str) -> Path:
    """Write the article ``text`` where nothing lies yet, and return its path. Raises ``OSError``."""
    month = site / source_folders(site, facts.language)[0] / f"{date:%Y}" / f"{date:%m}"
    month.mkdir(parents=True, exist_ok=True)
    while True:
        taken = {each.name.removesuffix(".md").lower() for each in month.iterdir()}
        folder = month / article_slug(title, taken, facts.language)
        try:
            folder.mkdir()
        except FileExistsError:
            continue  # Somebody else made it in this moment.
        path = folder / "index.md"
        try:
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError:
            path.unlink(missing_ok=True)
            folder.rmdir()  # A build would ask where the article is.
            raise
        return path


def _open(path: Path) -> int:
    """Open ``path`` in the editor that this user has named, else as the system does; return the exit code."""
    if editor := os.environ.get("VISUAL") or os.environ.get("EDITOR"):
        command = [*shlex.split(editor), str(path)]
    elif sys.platform == "win32":
        os.startfile(path)  # type: ignore[attr-defined,unused-ignore]  # Windows only  # noqa: S606
        return 0
    else:
        command = ["open" if sys.platform == "darwin" else "xdg-open", str(path)]
    try:
        return subprocess.run(command).returncode
    except (OSError, ValueError):
        message = translate("“{program}” can’t be started. Open the file yourself, or set EDITOR.")
        print(message.format(program=command[0]), file=sys.stderr)
        return 1
