"""``ban-tin import FILE…``: Word files, official documents, saved pages, pasted text, folders and ZIP files of these become drafts."""

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from ban_tin.findings import Findings, format_report
from ban_tin.findings.report import printable, printable_path
from ban_tin.language.vietnamese import fold, slugify
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from ban_tin.site.project import source_folders
from newsdesk.importing.archive.command import find_generator_of, import_archive
from newsdesk.importing.compose import ComposeOptions
from newsdesk.importing.draft import Draft
from newsdesk.importing.guarding import Refusal, read_guarded
from newsdesk.importing.opening.gathering import Gathered, gather
from newsdesk.importing.report.entry import ReportEntry, entry_of, entry_of_refusal
from newsdesk.importing.report.page import format_page
from newsdesk.importing.report.table import format_table
from newsdesk.importing.report.terminal import format_count, format_entry
from newsdesk.importing.source_document import Doubt
from newsdesk.importing.whole_site.command import import_gathered
from newsdesk.importing.writing import Outcome, find_imported, write
from newsdesk.language import translate
from newsdesk.site_folder import SiteFolder, find_site, shown
from newsdesk.trouble import explain_trouble

#: Where the report of the last import lies when nobody says where, below the cache of the site.
LAST_REPORT = "imports/report.html"
_REPORTS = {".html": "html", ".htm": "html", ".csv": "csv", ".json": "json"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` of the files and of what may be said about them."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar=translate("FILE"),
        help=translate("Word files, PDF, saved pages, pasted text; folders and ZIP files of these"),
    )
    parser.add_argument(
        "--category",
        metavar=translate("NAME"),
        default="",
        help=translate("the category of the site that they go into"),
    )
    parser.add_argument(
        "--uploads",
        metavar=translate("FOLDER"),
        type=Path,
        help=translate("of a dump of a portal: the folder with its files (uploads, images, wp-content/uploads)"),
    )
    parser.add_argument(
        "--address",
        metavar=translate("ADDRESS"),
        default="",
        help=translate("of a dump of a portal: its address, such as https://sogd.example; else what the dump says"),
    )
    parser.add_argument(
        "--drafts", action="store_true", help=translate("of a dump of a portal: what was public becomes a draft too")
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=translate("say what would be written, and write nothing")
    )
    parser.add_argument(
        "--report",
        metavar=translate("FILE"),
        type=Path,
        help=translate("where the report goes: a name that ends with .html, .csv or .json"),
    )
    parser.add_argument(
        "--publish",
        action="store_true",
        help=translate("of a folder: articles whose title, date and category are certain are published, and no drafts"),
    )
    parser.add_argument("--json", action="store_true", help=translate("print the report as JSON, for programs"))


def run(options: argparse.Namespace) -> int:
    """Import the files; return the exit code: 1 where one was refused, 2 where the arguments are wrong."""
    site = find_site(options.site or "")
    findings = Findings()
    facts = load_facts(site.folder / "site.toml", f"{site.folder.name}/site.toml", findings)
    if facts is None:
        print(format_report(findings.sorted(), translate), file=sys.stderr)
        return 1
    category, problems = _find_problems(options, facts)
    if problems:
        print("\n".join(problems), file=sys.stderr)
        return 2
    archives = [path for path in options.files if path.is_dir() and find_generator_of(path)]
    code = max(
        (import_archive(path, site, facts, category, options.address, options.dry_run) for path in archives), default=0
    )
    options.files = [path for path in options.files if path not in archives]
    if not options.files:
        return code
    importer = Importer(site, facts, ComposeOptions(category), options.dry_run)
    entries: list[ReportEntry] = []
    with TemporaryDirectory(prefix="ban-tin-import-") as scratch:
        gathered = gather(options.files, scratch)
        # With its photos, perhaps.
        alone = len(gathered.sources) == 1 and not gathered.dumps and not options.publish
        if any(path.is_dir() for path in options.files) and not (options.dry_run or options.json or alone):
            done = import_gathered(
                gathered, options.files, Path(scratch), site, facts, ComposeOptions(category), options
            )
            return max(code, done, _import_dumps(options, site, facts, gathered, category))
        try:
            for entry in importer.run(gathered):
                entries.append(entry)
                if not options.json:
                    print(f"{format_entry(entry, translate)}\n")
        except OSError as error:
            print(explain_trouble(error), file=sys.stderr)
            return 1
    code = max(code, _import_dumps(options, site, facts, gathered, category))
    if not entries and gathered.dumps:
        return code
    return max(code, _finish(options, site, facts, gathered, entries))


def _import_dumps(
    options: argparse.Namespace, site: SiteFolder, facts: SiteFacts, gathered: Gathered, category: str
) -> int:
    """Take over the portals of which dumps were given; return the exit code."""
    if not gathered.dumps:
        return 0
    from newsdesk.importing.whole_site.dumps import DumpOptions, import_dump

    dump = DumpOptions(options.uploads, options.address, options.drafts, options.dry_run)
    # The report on a whole site is a folder of pages.
    report = options.report.with_suffix("") if options.report else None
    return max(import_dump(path, site, facts, ComposeOptions(category), dump, report) for path, _ in gathered.dumps)


def _find_problems(options: argparse.Namespace, facts: SiteFacts) -> tuple[str, list[str]]:
    """Return the category that is meant, and what is wrong with the arguments."""
    problems = []
    missing = [path for path in options.files if not path.exists()]
    problems += [translate("There is no file “{path}”.").format(path=printable_path(str(path))) for path in missing]
    names = {fold(each.name): each.name for each in facts.categories} | {
        each.slug: each.name for each in facts.categories
    }
    category = names.get(fold(options.category)) or names.get(slugify(options.category), "") if options.category else ""
    if options.category and not category:
        message = translate("There is no category “{category}”; there are: {known}.")
        known = ", ".join(each.name for each in facts.categories)
        problems.append(message.format(category=printable(options.category), known=known))
    if options.uploads is not None and not options.uploads.is_dir():
        message = translate("There is no folder “{path}”.")
        problems.append(message.format(path=printable_path(str(options.uploads))))
    if options.address and not re.fullmatch(r"https?://[^\s/?#]+(?:/[^\s?#]*)?", options.address):
        message = translate("“{address}” is no address; write it as https://sogd.example")
        problems.append(message.format(address=printable(options.address)))
    if options.report is not None and options.report.suffix.lower() not in _REPORTS:
        message = translate("The name of the report has to end with .html, .csv or .json: {path}")
        problems.append(message.format(path=printable_path(str(options.report))))
    return category, problems


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports what was gathered into one site."""

    #: The site.
    site: SiteFolder
    #: What its ``site.toml`` says.
    facts: SiteFacts
    #: What the person who imports says.
    options: ComposeOptions
    #: Nothing is written.
    dry_run: bool = False

    def run(self, gathered: Gathered) -> Iterator[ReportEntry]:
        """Write a draft for each source, and yield what became of it. Raises ``OSError``."""
        folders = [self.site.folder / name for name in source_folders(self.site.folder, self.facts.language)]
        known = find_imported(folders)
        for name, kind, about in gathered.refused:
            yield entry_of_refusal(Refusal(name, kind, about), translate)
        options = replace(self.options, photos=gathered.photos)
        for _, result in read_guarded(gathered.sources, self.facts, options):
            if isinstance(result, Refusal):
                self._keep_trace(result)
                yield entry_of_refusal(result, translate)
                continue
            yield self._written(result, folders[1 if result.page else 0], known)

    def _written(self, draft: Draft, folder: Path, known: dict[str, Path]) -> ReportEntry:
        if self.dry_run:
            before = known.get(draft.digest)
            path = before or folder.joinpath(draft.folder, draft.slug, "index.md")
            return entry_of(draft, None, shown(path), translate)
        written = write(draft, folder, self.facts.language, known)
        if written.outcome is Outcome.NEW:
            known[draft.digest] = written.path
        if written.twin is not None:
            draft = replace(draft, doubts=(*draft.doubts, Doubt("same-title", shown(written.twin), "")))
        return entry_of(draft, written, shown(written.path), translate)

    def _keep_trace(self, refusal: Refusal) -> None:
        """Keep what the program said when it failed, for its makers."""
        if refusal.trace:
            folder = self.site.cache / "crashes"
            folder.mkdir(parents=True, exist_ok=True)
            name = f"import-{slugify(Path(refusal.source).stem) or 'source'}.txt"
            (folder / name).write_text(f"{refusal.source}\n\n{refusal.trace}", encoding="utf-8")


def _finish(
    options: argparse.Namespace, site: SiteFolder, facts: SiteFacts, gathered: Gathered, entries: list[ReportEntry]
) -> int:
    """Write the report, and say how it went."""
    path: Path = options.report or site.cache / LAST_REPORT
    kind = _REPORTS[path.suffix.lower()]
    contents = {
        "html": lambda: format_page(entries, facts.language, translate),
        "csv": lambda: format_table(entries, translate),
        "json": lambda: (_as_json(entries) + "\n").encode(),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[kind]())
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    if options.json:
        print(_as_json(entries))
    else:
        if gathered.passed_over:
            message = translate("{count} other files in the folders are no texts, and were passed over.")
            print(message.format(count=gathered.passed_over))
        print(format_count(entries, translate) or translate("There was nothing to import."))
        print(translate("The report with every word: {path}").format(path=printable_path(shown(path))))
    return 1 if any(entry.outcome == "refused" for entry in entries) or not entries else 0


def _as_json(entries: list[ReportEntry]) -> str:
    return json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1)
