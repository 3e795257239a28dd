"""The office of a site: its facts, its own folder, its counter, its articles, put together for the command and for pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ban_tin.findings import Findings, format_report
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from newsdesk.comments.articles import Articles, list_articles
from newsdesk.comments.client import OfficeClient
from newsdesk.comments.connection import Connection, OfficeError, checked_address
from newsdesk.comments.deciding import Desk
from newsdesk.comments.office_folder import TOKEN, office_folder, read_token
from newsdesk.comments.records import Records
from newsdesk.language import translate
from newsdesk.site_folder import FACTS, SiteFolder


@dataclass(frozen=True, slots=True)
class Office:
    """Who decides about the comments of a site."""

    #: Where the site lies.
    site: SiteFolder
    #: What its ``site.toml`` says.
    facts: SiteFacts
    #: The folder of the office's records.
    folder: Path
    #: Where the counter answers, as it was named; else below the site's address.
    counter: str
    #: The file with the token.
    token_file: Path
    #: Return the articles of the site.
    find_articles: Callable[[], Articles]

    @property
    def zone(self) -> ZoneInfo:
        """That of the site."""
        return ZoneInfo(self.facts.time_zone)

    @property
    def records(self) -> Records:
        """The office's own ones."""
        return Records(self.folder)

    @property
    def name(self) -> str:
        """What the office signs with."""
        return self.facts.department.short_name

    def now(self) -> datetime:
        """Return the present moment."""
        return datetime.now(UTC).astimezone(self.zone)

    def connect(self) -> OfficeClient:
        """Return what asks the counter. Raises ``OfficeError``."""
        if not self.counter:
            raise OfficeError(translate("The site has no counter: site.toml says no counter_path."))
        return OfficeClient(Connection(checked_address(self.counter), read_token(self.token_file)))

    def desk(self, client: OfficeClient | None = None) -> Desk:
        """Return all that deciding needs. Raises ``OfficeError``."""
        return Desk(client or self.connect(), self.find_articles(), self.records, self.zone, self.now)


def open_office(
    site: SiteFolder,
    folder: str = "",
    counter: str = "",
    token: str = "",
    find_articles: Callable[[], Articles] | None = None,
) -> Office:
    """Return the office of ``site``, with what was named in place of the usual. Raises ``OfficeError`` for a ``site.toml`` that can't be used."""
    findings = Findings()
    facts = load_facts(site.folder / FACTS, f"{site.folder.resolve().name}/{FACTS}", findings)
    if facts is None:
        raise OfficeError(format_report(findings.sorted(), translate))
    own = office_folder(facts.base_url, folder)
    return Office(
        site,
        facts,
        own,
        counter or (f"{facts.base_url}{facts.counter_path}" if facts.counter_path else ""),
        Path(token).expanduser() if token else own / TOKEN,
        find_articles or (lambda: list_articles(site)),
    )
