"""What readers are told about their privacy is what the settings say and the counter does."""

import re
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from ban_tin.planning import privacy
from ban_tin.planning.pages.privacy import add_privacy, privacy_page
from ban_tin.planning.pages.statistics import add_statistics
from ban_tin.planning.plan import page_path
from ban_tin.planning.privacy import privacy_text
from ban_tin.site.facts import Readers, SiteFacts
from counter.config import Config
from counter.storage.sqlite_statements import ANSWERS
from counter.visits.visitors import ONLINE, VISIT_IDLE
from tests.builders import plan, site

ALL = Readers(rating=True, comments=True, retention_days=45)


def told(facts: SiteFacts) -> str:
    return "\n".join("\n".join((section.title, *section.paragraphs)) for section in privacy_text(facts))


def test_the_counter_keeps_what_is_told_and_for_as_long() -> None:
    assert Config(Path(), Path()).backups_kept == privacy.BACKUP_DAYS
    assert privacy.IDLE_MINUTES * 60 == VISIT_IDLE
    assert privacy.ONLINE_SECONDS == ONLINE


def test_of_answers_nothing_is_stored_that_the_text_does_not_name() -> None:
    """A column that is new here wants a sentence there."""
    with sqlite3.connect(":memory:") as db:
        db.executescript(ANSWERS)
        tables = [
            name
            for (name,) in db.execute("select name from sqlite_master where type = 'table' and name not like 'sqlite%'")
        ]
        kept = {table: {column[1] for column in db.execute(f"pragma table_info({table})")} for table in tables}
    assert kept == {
        "rating": {"path", "stars", "votes"},
        "vote": {"key", "stars"},
        "comment": {"id", "received", "path", "name", "text", "suspect", "signs", "size", "number"},
        "comment_today": {"key", "comment"},
        "decision": {"seq", "comment", "path", "decision", "at", "number"},
    }


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("readers", [Readers(), Readers(rating=True), Readers(comments=True), ALL])
def test_only_what_is_switched_on_is_told(language: str, readers: Readers) -> None:
    facts = site(language=language, counter_path="/api", readers=readers)
    text = told(facts)
    assert not re.search(r"[{}]|%\(", text)
    gettext = facts.translation().gettext
    assert (f"\n{gettext('Ratings')}\n" in text) == readers.rating
    assert (gettext("Having a comment deleted") in text) == readers.comments
    assert str(privacy.BACKUP_DAYS) in text


def test_settings_stand_in_the_text() -> None:
    facts = site(counter_path="/api", readers=ALL)
    assert "bị xóa sau 45 ngày" in told(facts)
    assert "sau 7 ngày" in told(replace(facts, readers=replace(ALL, retention_days=7)))
    assert "“Tôi xin đồng ý.”" in told(replace(facts, readers=replace(ALL, consent="Tôi xin đồng ý.")))
    assert facts.department.email in told(facts)
    assert facts.time_zone in told(facts)


def test_the_page_escapes_what_the_settings_say() -> None:
    facts = site(counter_path="/api", readers=replace(ALL, consent="<b>&"))
    assert "“&lt;b&gt;&amp;”" in privacy_page(facts).body


def test_a_site_that_counts_has_the_page_and_an_office_may_write_its_own() -> None:
    planned = plan()
    address = page_path(planned.site.addresses.privacy)
    planned.site = replace(planned.site, counter_path="")
    add_privacy(planned)
    assert address not in planned.pages
    planned.site = replace(planned.site, counter_path="/api")
    add_privacy(planned)
    assert planned.pages[address].template == "page"
    own = plan()
    own.site = planned.site
    own.add_page(own.site.addresses.privacy, "page", "eigene", "content/trang/quyen-rieng-tu.md")
    add_privacy(own)
    add_statistics(own)
    assert own.pages[address].made == "eigene"
    assert not own.findings.found
