"""``ban-tin import FOLDER``: all of a folder in one run, which goes on where it ended when it was ended."""

import argparse
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

from ban_tin.findings.report import printable_path
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import source_folders
from newsdesk.importing.compose import ComposeOptions
from newsdesk.importing.guarding import Refusal
from newsdesk.importing.opening.gathering import Gathered
from newsdesk.importing.whole_site.bar import shown_bar
from newsdesk.importing.whole_site.journal import BusyError, Journal
from newsdesk.importing.whole_site.plan import Site
from newsdesk.importing.whole_site.reporting import INDEX, MAP, OPENINGS, Reported, write_report
from newsdesk.importing.whole_site.run import Run, SourceFolder, import_site, rows_of
from newsdesk.importing.whole_site.sources import file_sources
from newsdesk.language import N_, catalogue, translate
from newsdesk.site_folder import SiteFolder, shown
from newsdesk.trouble import explain_trouble


def import_gathered(
    gathered: Gathered, named: Sequence[Path], unpacked: Path, site: SiteFolder, facts: SiteFacts, options: ComposeOptions, arguments: argparse.Namespace
) -> int:  # fmt: skip
    """Take over what lies in the folders and files ``named``; return the exit code: 1 where one could not be read or written."""
    sources = file_sources(gathered.sources, [path for path in named if path.is_dir()], unpacked)
    name = "\n".join(str(path.resolve()) for path in named)
    refused = [Refusal(*each) for each in gathered.refused]
    code = import_sources(sources, name, site, facts, options, arguments.publish, arguments.report, refused)
    if gathered.passed_over:
        message = translate("{count} other files in the folders are no texts, and were passed over.")
        print(message.format(count=gathered.passed_over))
    return code


def import_sources(
    sources: SourceFolder, name: str, site: SiteFolder, facts: SiteFacts, options: ComposeOptions, publish: bool = False, report: Path | None = None,
    refused: Sequence[Refusal] = (),
) -> int:  # fmt: skip
    """Take over ``sources``, which come from ``name``; return the exit code. ``refused`` are others, which are told of.

    The report goes into the folder ``report``, or the one in which its file is to lie.
    """
    if not sources.count() and not refused:
        print(translate("There was nothing to import."), file=sys.stderr)
        return 1
    gettext = catalogue().gettext
    own = site.cache / "imports" / blake2b(name.encode(), digest_size=6).hexdigest()
    target = Site(site.folder, facts, source_folders(site.folder, facts.language))
    about = f"{name} {options.category} {publish}"
    try:
        with Journal(own / "journal.jsonl", about) as journal:
            if journal.resumed:
                print(translate("An import of this folder was ended before its end: it goes on from there."))
            with shown_bar(gettext) as bar:
                import_site(sources, Run(target, options, journal, bar, publish=publish), refused)
            folder = own if report is None else report.with_suffix("")
            done = write_report(lambda: rows_of(journal), folder, facts.language, gettext)
    except BusyError:
        print(translate("Another import of this folder is running."), file=sys.stderr)
        return 1
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\n" + translate("Ended. The same command goes on from here."), file=sys.stderr)
        return 130
    _tell(done)
    return 1 if done.failed else 0


def _tell(done: Reported) -> None:
    print(done.count)
    if done.articles:
        print(
            translate("{count} of {all} articles have something to look at.").format(
                count=done.doubtful, all=done.articles
            )
        )

    def tell(message: str, name: str, **values: object) -> None:
        print(translate(message).format(path=printable_path(shown(done.folder / name)), **values))

    tell(N_("The report with every word: {path}"), INDEX)
    if done.addresses:
        tell(N_("Old addresses for nginx ({count}): {path}"), MAP, count=done.addresses)
    if done.balances:
        tell(N_("How often articles were read, for the counter ({count}): {path}"), OPENINGS, count=done.balances)
