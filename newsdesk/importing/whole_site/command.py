"""``ban-tin import FOLDER``: all of a folder in one run, which goes on where it ended when it was ended."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from ban_tin.findings.report import printable_path
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import source_folders
from newsdesk.importing.compose import ComposeOptions
from newsdesk.importing.whole_site.bar import shown_bar
from newsdesk.importing.whole_site.journal import Journal
from newsdesk.importing.whole_site.plan import Site
from newsdesk.importing.whole_site.reporting import INDEX, MAP, OPENINGS, Reported, write_report
from newsdesk.importing.whole_site.run import Run, SourceFolder, import_site, rows_of
from newsdesk.importing.whole_site.sources import Source, find_files
from newsdesk.language import catalogue, translate
from newsdesk.site_folder import SiteFolder, shown
from newsdesk.trouble import explain_trouble


@dataclass(frozen=True, slots=True)
class FolderOfFiles:
    """The files of one folder."""

    files: tuple[Source, ...]

    def count(self) -> int:
        """Return how many there are."""
        return len(self.files)

    def __iter__(self) -> Iterator[Source]:
        """Yield them in the order of their paths."""
        return iter(self.files)


def import_folder(
    folder: Path, site: SiteFolder, facts: SiteFacts, options: ComposeOptions, publish: bool = False, report: Path | None = None
) -> int:  # fmt: skip
    """Take over all sources of ``folder``; return the exit code: 1 where one could not be read or written."""
    return import_sources(FolderOfFiles(tuple(find_files(folder))), str(folder.resolve()), site, facts, options, publish, report)


def import_sources(
    sources: SourceFolder, name: str, site: SiteFolder, facts: SiteFacts, options: ComposeOptions, publish: bool = False, report: Path | None = None
) -> int:  # fmt: skip
    """Take over ``sources``, which come from ``name``; return the exit code. See ``import_folder``."""
    if not sources.count():
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
                import_site(sources, Run(target, options, journal, bar, publish=publish))
            done = write_report(lambda: rows_of(journal), report or own, facts.language, gettext)
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\n{translate('Ended. The same command goes on from here.')}", file=sys.stderr)
        return 130
    _tell(done)
    return 1 if done.failed else 0


def _tell(done: Reported) -> None:
    print(done.count)
    if done.articles:
        print(translate("{count} of {all} articles have something to look at.").format(count=done.doubtful, all=done.articles))

    def tell(message: str, name: str, **values: object) -> None:
        print(translate(message).format(path=printable_path(shown(done.folder / name)), **values))

    tell("The report with every word: {path}", INDEX)
    if done.addresses:
        tell("Old addresses for nginx ({count}): {path}", MAP, count=done.addresses)
    if done.balances:
        tell("How often articles were read, for the counter ({count}): {path}", OPENINGS, count=done.balances)
