"""``ban-tin import FOLDER`` of an archive of another generator, or of notes: told by its files, taken over whole."""

import sys
from pathlib import Path
from zoneinfo import ZoneInfo

from ban_tin.findings.report import printable, printable_path
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import source_folders
from newsdesk.importing.archive.convert import ConvertedArticle, convert_archive
from newsdesk.importing.archive.notes import format_notes
from newsdesk.importing.archive.options import Options
from newsdesk.importing.archive.reading import read_archive
from newsdesk.importing.archive.write import write_archive
from newsdesk.language import catalogue, translate
from newsdesk.site_folder import SiteFolder, shown
from newsdesk.trouble import explain_trouble

#: Where the list of what is to be decided lies, below the cache of the site.
NOTES = "imports/archive.md"
_SETTINGS = {
    "pelican": ("pelicanconf.py",),
    "eleventy": (".eleventy.js", "eleventy.config.js", "eleventy.config.mjs", "eleventy.config.cjs"),
    "hugo": ("hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json"),
}


def find_generator_of(folder: Path) -> str:
    """Return the name of the generator whose archive lies in ``folder``, ``obsidian`` for notes of it; ``""`` for anything else."""
    if (folder / ".obsidian").is_dir():
        return "obsidian"
    for name, files in _SETTINGS.items():
        if any((folder / each).is_file() for each in files):
            return name
    if (
        any((folder / f"config.{ending}").is_file() for ending in ("toml", "yaml", "yml"))
        and (folder / "content").is_dir()
    ):
        return "hugo"
    return (
        "jekyll"
        if (folder / "_posts").is_dir() or ((folder / "_config.yml").is_file() and any(folder.glob("*/_posts")))
        else ""
    )


def import_archive(
    folder: Path, site: SiteFolder, facts: SiteFacts, category: str = "", address: str = "", dry_run: bool = False
) -> int:
    """Take the archive in ``folder`` over into ``site``; return the exit code: 1 where some of it could not be written.

    ``category`` is that of articles that have none of the site's; ``address`` the one that the archive had.
    """
    names = [each.name for each in facts.categories]
    options = Options(
        categories=tuple(dict.fromkeys(([category] if category else []) + names)),
        generator=find_generator_of(folder),
        base_url=address,
        zone=ZoneInfo(facts.time_zone),
        folders=source_folders(site.folder, facts.language),
        addresses=facts.addresses,
    )
    try:
        converted = convert_archive(read_archive(folder), options)
        there = [article for article in converted.articles if (site.folder / article.path).exists()]
        taken = [] if dry_run else write_archive(converted.articles, folder, site.folder)
        notes = format_notes(converted.notes, catalogue().gettext)
        path = site.cache / NOTES
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(notes, encoding="utf-8")
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    _tell(converted.articles, len(there), taken, dry_run)
    if converted.notes:
        message = translate("{count} things are left for a person to decide: {path}")
        print(message.format(count=len(converted.notes), path=printable_path(shown(path))))
    return 1 if taken else 0


def _tell(articles: list[ConvertedArticle], there: int, taken: list[str], dry_run: bool) -> None:
    if dry_run:
        for article in articles:
            print(translate("→ would become {path}").format(path=printable(article.path)))
        return
    print(
        translate("{new} articles and pages were written, {there} were there before.").format(
            new=len(articles) - there, there=there
        )
    )
    for path in taken:
        message = translate("“{path}” is there with another text, and stays as it is.")
        print(message.format(path=printable_path(path)), file=sys.stderr)
