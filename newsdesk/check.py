"""``ban-tin check``: all that a build would find, and what rules find, without making one; what an archive brought along is accepted once, what is safe is fixed."""

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ban_tin.findings import Finding, Findings, Severity, count_findings, format_report
from ban_tin.findings.known import is_acceptable, key_of
from ban_tin.findings.report import place_of, printable
from ban_tin.language.translations import translation
from ban_tin.language.vietnamese import nfc
from ban_tin.site.known_findings import FILE, format_known
from ban_tin.site.project import Project
from newsdesk.language import translate
from newsdesk.site_folder import NoSiteError, SiteFolder, find_site, shown
from newsdesk.trouble import explain_trouble, mistake_in
from newsdesk.upgrade import replace_text

if TYPE_CHECKING:
    from ban_tin.building.state import Row


class Checked(NamedTuple):
    """A site that was looked through."""

    project: Project
    findings: Findings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` which files are of interest, and what is to be done about what is found."""
    parser.add_argument(
        "files",
        nargs="*",
        metavar=translate("FILE"),
        help=translate("only show what is found in these articles or folders"),
    )
    parser.add_argument(
        "--settings",
        metavar=translate("FILE"),
        default="",
        help=translate("a file with settings of Pelican; else pelicanconf.py of the site, if it has one"),
    )
    parser.add_argument(
        "--accept",
        action="store_true",
        help=translate(
            "write down once what is known of an archive: it stops nothing; later, take off the list what is fixed"
        ),
    )
    parser.add_argument(
        "--fix",
        action="store_true",
        help=translate("show what can safely be fixed, ask, and write it"),
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help=translate("for other programs: json, sarif, or github for the lines of its checks"),
    )
    parser.add_argument(
        "--online",
        action="store_true",
        help=translate("also ask whether the links to other sites are alive; answers are kept for two weeks"),
    )
    parser.add_argument("--yes", action="store_true", help=translate("with --fix: write the changes without asking"))


def run(options: argparse.Namespace) -> int:
    """Check the site ``options.site``; return the exit code: 1 where publishing would stop, 2 where the arguments are wrong."""
    site = find_site(options.site, "", options.settings, publishing=True)
    if options.accept and (options.files or options.fix):
        print(translate("--accept is about the whole site: name no files with it, and no --fix."), file=sys.stderr)
        return 2
    try:
        wanted = _wanted(options.files, site.folder)
    except NoSiteError as error:
        print(error, file=sys.stderr)
        return 2
    checked = check(site, wanted, options.online)
    if checked is None:
        return 1
    if options.accept:
        return _accept(checked, site)
    if options.fix:
        if options.format != "text":
            print(translate("--fix shows the changes as text: leave out --format."), file=sys.stderr)
            return 2
        if _fix(checked, wanted, site, options.yes):
            checked = check(site, wanted)
            if checked is None:
                return 1
    return _tell(checked, wanted, site.folder, options.format)


def check(site: SiteFolder, wanted: Sequence[str] = (), online: bool = False) -> Checked | None:
    """Return ``site`` with all that a build for publishing and the rules find in it; None where its settings can't be used, which is said.

    Drafts and scheduled articles are looked at by rules where they are among the paths ``wanted``. ``online`` asks servers of others, too.
    """
    from ban_tin.building.checking import check_site
    from newsdesk.checking.online.outside import find_dead_links
    from newsdesk.checking.whole_site import find_by_rules

    begun = begin_site(site)
    if begun is not None:
        project = begun.project

        def look(rows: "Mapping[str, Row]") -> list[Finding]:
            found = find_by_rules(project, rows, wanted)
            return [*found, *find_dead_links(project, rows, _tell_asking)] if online else found

        check_site(project, begun.findings, look)
    return begun


def _tell_asking(done: int, number: int) -> None:
    """Say that servers are asked: it takes a second an address of each."""
    if done in {0, number} or done % 25 == 0:
        message = translate("Asking other sites: {done} of {number} addresses …")
        print(message.format(done=done, number=number), file=sys.stderr)


def _fix(checked: Checked, wanted: Sequence[str], site: SiteFolder, yes: bool) -> bool:
    """Write what is safe, when told to; return whether anything was written."""
    from newsdesk.checking.settings import read_facts
    from newsdesk.fixing.command import fix_files
    from newsdesk.fixing.rules import rule_fixes

    project = checked.project
    fixes = rule_fixes(read_facts(project.site, project.content, project.now))
    return fix_files(_of_files(checked.findings.shown(), wanted), site.folder, yes, fixes)


def begin_site(site: SiteFolder) -> Checked | None:
    """Return ``site`` as a build begins with it, with what is wrong in ``site.toml``; None where its settings can't be used, which is said."""
    import pelican

    from plugins.newsroom.begun import begun

    try:
        settings = pelican.read_settings(str(site.settings), override=site.pelican_settings())
        settings["PELICAN_CLASS"](settings)
    except Exception as error:
        found = mistake_in(site.settings, error)
        if found is None:
            raise
        message = translate("{file}:{line}: error: these settings cannot be used: {reason}.")
        print(message.format(file=shown(found.file), line=found.line, reason=found.reason), file=sys.stderr)
        return None
    begins = begun(settings)
    return Checked(begins.project, begins.findings)


def _wanted(files: Sequence[str], folder: Path) -> list[str]:
    """Return how findings begin the paths of ``files``, which are in the site's ``folder``. Raises ``NoSiteError``."""
    wanted = []
    for name in files:
        path = Path(os.path.abspath(name))  # noqa: PTH100 - a person knows it by this name
        if not path.exists():
            path = folder / name
        if not path.exists() or not path.is_relative_to(folder):
            message = translate("There is no “{path}” in the site {folder}.")
            raise NoSiteError(message.format(path=printable(name), folder=shown(folder)))
        wanted.append(nfc(f"{folder.name}/{path.relative_to(folder).as_posix()}").removesuffix("/."))
    return wanted


def _of_files(found: Iterable[Finding], wanted: Sequence[str]) -> list[Finding]:
    """Return what is ``found`` in the files ``wanted``, or below these folders; all of it where none are named."""
    if not wanted:
        return list(found)
    return [each for each in found if any(f"{each.path}/".startswith(f"{path}/") for path in wanted)]


def _tell(checked: Checked, wanted: Sequence[str], folder: Path, form: str = "text") -> int:
    """Print the findings in the format ``form``; return the exit code. ``folder`` is the site's."""
    from newsdesk.checking.formats import format_findings
    from newsdesk.checking.places import with_columns

    language = checked.project.language
    all_shown = checked.findings.shown()
    found = sorted(with_columns(_of_files(all_shown, wanted), folder), key=place_of)
    stops = checked.findings.stop(strict=True)
    if form != "text":
        print(format_findings(form, found, translation(language).gettext, folder))
        return 1 if stops else 0
    if found:
        print(format_report(found, translation(language).gettext, every=bool(wanted)))
        print(count_findings(found, language, strict=True))
    else:
        print(translate("Nothing was found."))
    if stops and not any(each.severity in (Severity.ERROR, Severity.WARNING) for each in found):
        message = translate("In other files there are findings at which publishing stops: {counts}")
        print(message.format(counts=count_findings(all_shown, language)))
    return 1 if stops else 0


def _accept(checked: Checked, site: SiteFolder) -> int:
    """Begin the list of known findings, or take off it what occurs no longer; return the exit code."""
    project, findings = checked
    if findings.stop(strict=False):
        errors = [each for each in findings.shown() if each.severity is Severity.ERROR]
        print(format_report(errors, translation(project.language).gettext))
        print(translate("Errors can't be accepted, and hide what else there is: fix them first. Nothing was written."))
        return 1
    path = site.folder / FILE
    begins = not findings.known.path
    if begins:
        times = Counter(key_of(each) for each in findings.found if is_acceptable(each))
    else:
        times = findings.known.split(findings.found).known + findings.held_back_known()
    if begins and not times:
        print(translate("There is nothing to accept."))
        return _tell(checked, [], site.folder)
    removed = sum(findings.known.times.values()) - times.total()
    try:
        replace_text(path, format_known(times, project.language))
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    if begins:
        message = translate(
            "{count} findings are known from now on: {file}. The list only gets shorter; new articles are held to everything."
        )
        print(message.format(count=times.total(), file=shown(path)))
    else:
        message = translate("{removed} entries were fixed and are off the list; {count} are left: {file}")
        print(message.format(removed=removed, count=times.total(), file=shown(path)))
    again = check(site)
    return 1 if again is None else _tell(again, [], site.folder)
