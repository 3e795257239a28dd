"""``ban-tin import so.sql.gz``: a dump or an export of a portal as a whole site."""

import sys
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from ban_tin.findings.report import printable, printable_path
from ban_tin.site.facts import SiteFacts
from newsdesk.importing.compose import ComposeOptions
from newsdesk.importing.portals import Portal, PortalOptions, open_portal
from newsdesk.importing.report.kinds import explain
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.whole_site.command import import_sources
from newsdesk.language import translate
from newsdesk.site_folder import SiteFolder, shown
from newsdesk.trouble import explain_trouble

#: What portals are called.
_NAMES = {"nukeviet": "NukeViet", "joomla": "Joomla", "wordpress": "WordPress"}
#: Where portals keep the files of their articles.
_UPLOADS = ("uploads", "images", "wp-content")
#: Lines that are told of a dump as a whole; all of them are in no article's report.
_LINES_MOST = 12


@dataclass(frozen=True, slots=True)
class DumpOptions:
    """What the person who imports says of a dump."""

    #: The folder of the portal's files, None where there is none.
    uploads: Path | None = None
    #: The portal's address, ``""`` where the dump says it.
    address: str = ""
    #: Whether what was public there becomes a draft too.
    drafts: bool = False
    #: Whether nothing is written: the dump is read, and told of.
    dry_run: bool = False


def import_dump(
    file: Path, site: SiteFolder, facts: SiteFacts, options: ComposeOptions, dump: DumpOptions, report: Path | None = None
) -> int:  # fmt: skip
    """Take over all of the portal that ``file`` is a dump or an export of; return the exit code.

    1 where the dump breaks off, or something of it could not be read or written.
    """
    uploads = dump.uploads or _beside(file)
    known = PortalOptions(
        zone=ZoneInfo(facts.time_zone),
        uploads=uploads,
        categories=() if options.category else tuple(each.name for each in facts.categories),
        documents=next((each.name for each in facts.categories if each.role == "documents"), ""),
        address=dump.address,
        language=facts.language,
    )
    scratch = site.cache / "imports"
    try:
        scratch.mkdir(parents=True, exist_ok=True)
        portal = open_portal(file, known, scratch)
    except RefusedSourceError as error:
        print(f"{printable(file.name)}: {explain(error.kind, error.about, translate)}", file=sys.stderr)
        return 1
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    with portal:
        broken = _tell(portal, file)
        if uploads is not None and dump.uploads is None:
            print(translate("Its files are taken from the folder {path}.").format(path=printable_path(shown(uploads))))
        if dump.dry_run:
            return int(broken)
        # What it was there, it is here: the portal says of each article whether it was public.
        code = import_sources(portal, str(file.resolve()), site, facts, options, not dump.drafts, report)
    return code or int(broken)


def _beside(file: Path) -> Path | None:
    """Return the folder of a portal's files that lies beside its dump; None where there is none, or where it may be one of several."""
    found = [folder for name in _UPLOADS if (folder := file.parent / name).is_dir()]
    return found[0] if len(found) == 1 else None


def _tell(portal: Portal, file: Path) -> bool:
    """Say what was found, and what is wrong with the dump as a whole; return whether something is."""
    count, name = portal.count(), _NAMES[portal.name]
    print(
        translate("{file} is of {portal}: {count} articles, documents and pages.").format(
            file=printable(file.name), portal=name, count=count
        )
    )
    if portal.options.categories and (unknown := portal.unknown_sections()):
        listed = ", ".join(f"{printable(section)} ({number})" for section, number in unknown.most_common(_LINES_MOST))
        message = translate(
            "Categories that the site does not have, and how many articles are in them: {listed}. These become drafts. "
            "Better: stop, write the categories into site.toml, and begin again."
        )
        print(message.format(listed=listed + (" …" if len(unknown) > _LINES_MOST else "")))
    for table, others in portal.records.others().items():
        message = translate("{count} in another language than the site's are not imported: {table}.")
        print(message.format(count=others, table=printable(table)))
    for doubt in portal.doubts[:_LINES_MOST]:
        print(f"{printable(doubt.where)}: {explain(doubt.kind, printable(doubt.about), translate)}", file=sys.stderr)
    if (more := len(portal.doubts) - _LINES_MOST) > 0:
        print(translate("… and {count} more.").format(count=more), file=sys.stderr)
    return bool(portal.doubts)
