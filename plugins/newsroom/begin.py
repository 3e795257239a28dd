"""The beginning of a build: the department's facts, the time, and the place where findings are collected.

``content/site.toml`` becomes the setting ``SITE`` and Pelican's own settings.
"""

import os
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican import signals

from ban_tin.articles.folders import list_folders, noting
from ban_tin.articles.irregular import find_irregular
from ban_tin.articles.strays import find_strays
from ban_tin.findings import Findings, stop_on
from ban_tin.findings.crash import Crashes
from ban_tin.language.translations import translation
from ban_tin.photos import photo_store
from ban_tin.photos.prepare import prepare_photos
from ban_tin.site.clock import build_time
from ban_tin.site.load import load_facts
from ban_tin.site.project import FOLDERS, source_folders
from plugins.newsroom.generator import connect as connect_plan


def _begin(pelican: Any) -> None:
    """Set ``FINDINGS``, ``SITE``, ``BUILD_TIME`` and what Pelican has to know; an error ends the build here."""
    settings = pelican.settings
    settings["FINDINGS"] = Findings()
    content = Path(settings["PATH"])
    shown = f"{content.name}/site.toml"
    try:
        facts = load_facts(content / "site.toml", shown, settings["FINDINGS"])
    except Exception as error:
        facts = None
        crashes = Crashes(Path(settings["CACHE_FOLDER"]) / "crashes", "")
        settings["FINDINGS"].found.add(crashes.finding(error, shown))
    if facts is None:
        stop_on(settings)
        raise AssertionError("facts are missing without a finding that stops the build")
    settings["SITE"] = facts
    settings["SITENAME"] = facts.department.name
    settings["SITEURL"] = settings["FEED_DOMAIN"] = facts.base_url
    settings["TIMEZONE"] = facts.time_zone
    settings["DEFAULT_LANG"] = facts.language
    if (settings["ARTICLE_PATHS"], settings["PAGE_PATHS"]) == tuple([name] for name in FOLDERS["vi"]):
        articles, pages = source_folders(content, facts.language)
        settings["ARTICLE_PATHS"], settings["PAGE_PATHS"] = [articles], [pages]
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        settings["BUILD_TIME"] = build_time(epoch, ZoneInfo(facts.time_zone))
    except (ValueError, OverflowError, OSError):
        translate = translation(facts.language).gettext
        print(translate("SOURCE_DATE_EPOCH must be a number of seconds, not “{}”.").format(epoch), file=sys.stderr)
        raise SystemExit(2) from None


def _add_reader(readers: Any) -> None:
    from plugins.newsroom.reader import NewsReader  # Only Pelican's own way of building wants it.

    readers.reader_classes["md"] = NewsReader


def _find_strays(generator: Any) -> None:
    settings = generator.settings
    content, findings = Path(settings["PATH"]), settings["FINDINGS"]
    # Pelican passes over what it can't read.
    for name in (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]):
        shown = f"{content.name}/{name}"
        on_error = noting(content / name, shown, findings)
        listings = list_folders(content / name, settings["IGNORE_FILES"], on_error, within=content)
        irregular = find_irregular(content / name, listings, content, findings)
        # Pelican would follow links that lead out, to the end of the disk.
        for excludes in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES"):
            settings[excludes] = [*settings[excludes], *(os.path.relpath(each, content) for each in irregular)]
        if name in settings["ARTICLE_PATHS"]:
            find_strays(listings, str(content / name), shown, findings)


def _prepare_photos(generator: Any) -> None:
    settings = generator.settings
    content = Path(settings["PATH"])
    folders = [content / name for name in (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"])]
    sources = sorted(path for folder in folders for path in folder.rglob("*.md"))
    prepare_photos(sources, photo_store(settings["CACHE_FOLDER"]), settings["SITE"].language)


def connect() -> None:
    """Connect the beginning of every build, and what only Pelican's own way of building asks for."""
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_add_reader)
    signals.article_generator_init.connect(_find_strays)
    signals.article_generator_init.connect(_prepare_photos)
    connect_plan()
    signals.get_writer.connect(_writer)


def _writer(pelican: Any) -> Any:
    from plugins.newsroom.writer import SiteWriter  # As in ``_add_reader``.

    return SiteWriter
