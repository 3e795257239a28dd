"""The beginning of a build: the department's facts, the time, and the place where findings are collected.

``content/site.toml`` becomes the setting ``SITE`` and Pelican's own settings. All of it happens in one
receiver: in which order receivers of a signal are called is the affair of the setting ``PLUGINS``.
"""

import os
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from plugins.findings import Findings, stop_on
from plugins.findings.crash import Crashes
from plugins.site_facts.clock import build_time
from plugins.site_facts.facts import Category, Department, MenuItem, SiteFacts
from plugins.site_facts.load import load_facts
from plugins.translations import translation

__all__ = ["Category", "Department", "MenuItem", "SiteFacts", "build_time", "load_facts", "register"]


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
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        settings["BUILD_TIME"] = build_time(epoch, ZoneInfo(facts.time_zone))
    except (ValueError, OverflowError, OSError):
        translate = translation(facts.language).gettext
        print(translate("SOURCE_DATE_EPOCH must be a number of seconds, not “{}”.").format(epoch), file=sys.stderr)
        raise SystemExit(2) from None


def register() -> None:
    """Connect the beginning of a build."""
    from pelican import signals  # Here, so that the facts can be had without Pelican.

    signals.initialized.connect(_begin)
