"""The beginning of a build: the project, made of Pelican's settings and of ``site.toml``, and the place where findings are collected."""

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pelican import signals
from pelican.settings import DEFAULT_CONFIG

from ban_tin.building.reading import list_content
from ban_tin.building.rehearsal import rehearse
from ban_tin.findings import Findings, report_and_exit
from ban_tin.findings.crash import Crashes
from ban_tin.language.translations import translation
from ban_tin.photos.prepare import find_photos, prepare_photos
from ban_tin.photos.store import photo_store
from ban_tin.site.clock import build_time
from ban_tin.site.facts import SiteFacts
from ban_tin.site.known_findings import FILE as KNOWN
from ban_tin.site.known_findings import load_known
from ban_tin.site.load import load_facts
from ban_tin.site.project import Project, source_folders
from plugins.newsroom.begun import Begun, begun, keep_begun
from plugins.newsroom.generator import connect as connect_plan


class UnusableFactsError(Exception):
    """``site.toml`` can't be used; ``findings`` say why."""

    def __init__(self, findings: Findings) -> None:
        super().__init__("site.toml")
        self.findings = findings


def begin(settings: Mapping[str, Any]) -> Begun:
    """Return the project that ``settings`` and the ``site.toml`` in their ``PATH`` make.

    Raises ``UnusableFactsError``; leaves with exit code 2 where ``SOURCE_DATE_EPOCH`` is no time.
    """
    content, cache = Path(settings["PATH"]), Path(settings["CACHE_FOLDER"])
    findings = Findings()
    shown = f"{content.name}/site.toml"
    try:
        facts = load_facts(content / "site.toml", shown, findings)
    except Exception as error:
        facts = None
        findings.found.add(Crashes(cache / "crashes", "").finding(error, shown))
    if facts is None:
        raise UnusableFactsError(findings)
    findings.known = load_known(content / KNOWN, f"{content.name}/{KNOWN}", findings)
    articles, pages = source_folders(content, facts.language)
    project = Project(
        content=content,
        theme=Path(settings["THEME"]),
        cache=cache,
        states=Path(settings.get("STATE_FOLDER") or cache / "builds"),
        site=facts,
        now=_moment(facts),
        strict=bool(settings.get("STRICT")),
        article_folders=_given(settings, "ARTICLE_PATHS") or (articles,),
        page_folders=_given(settings, "PAGE_PATHS") or (pages,),
        ignored=tuple(settings["IGNORE_FILES"]),
        plugins=tuple(map(str, settings["PLUGINS"] or ())),
    )
    return Begun(project, findings)


def _given(settings: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the folders that ``settings`` give; none where it is Pelican's own default."""
    return () if settings[name] == DEFAULT_CONFIG[name] else tuple(settings[name])


def _moment(facts: SiteFacts) -> datetime:
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return build_time(epoch, ZoneInfo(facts.time_zone))
    except (ValueError, OverflowError, OSError):
        translate = translation(facts.language).gettext
        print(translate("SOURCE_DATE_EPOCH must be a number of seconds, not “{}”.").format(epoch), file=sys.stderr)
        raise SystemExit(2) from None


def _begin(pelican: Any) -> None:
    """Begin, and tell Pelican what it has to know of the site; an error ends the build here."""
    settings = pelican.settings
    try:
        found = begin(settings)
    except UnusableFactsError as error:
        report_and_exit(error.findings, settings["DEFAULT_LANG"], strict=False)
        raise AssertionError("facts are missing without a finding that stops the build") from error
    keep_begun(settings, found)
    project = found.project
    settings["SITENAME"] = project.site.department.name
    settings["SITEURL"] = settings["FEED_DOMAIN"] = project.site.base_url
    settings["TIMEZONE"] = project.site.time_zone
    settings["DEFAULT_LANG"] = project.language
    settings["ARTICLE_PATHS"], settings["PAGE_PATHS"] = [*project.article_folders], [*project.page_folders]


def _add_reader(readers: Any) -> None:
    from plugins.newsroom.reader import NewsReader  # Only Pelican's own way of building wants it.

    readers.reader_classes["md"] = NewsReader


def _prepare(generator: Any) -> None:
    """Find what Pelican passes over without a word, and encode the photos of what it is going to read."""
    settings = generator.settings
    project, findings = begun(settings).project, begun(settings).findings
    found = list_content(project, findings)
    # Pelican would follow links that lead out, to the end of the disk.
    for excludes in ("ARTICLE_EXCLUDES", "PAGE_EXCLUDES", "STATIC_EXCLUDES"):
        settings[excludes] = [
            *settings[excludes],
            *(os.path.relpath(each, project.content) for each in found.irregular),
        ]
    store, photos = photo_store(project.cache), find_photos([Path(file) for file in found.sources])
    rehearse(project, findings, store, photos, found.sources, list)
    prepare_photos(photos, store, project.language)


def _writer(pelican: Any) -> Any:
    from plugins.newsroom.writer import SiteWriter  # As in ``_add_reader``.

    return SiteWriter


def connect() -> None:
    """Connect the beginning of every build, and what only Pelican's own way of building asks for."""
    signals.initialized.connect(_begin)
    signals.readers_init.connect(_add_reader)
    signals.article_generator_init.connect(_prepare)
    signals.get_writer.connect(_writer)
    connect_plan()
