"""What is decided about all articles before any is written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ban_tin.site.facts import SiteFacts
from newsdesk.importing.source_document import UNKNOWN_SITE
from newsdesk.importing.whole_site.old_addresses import OldAddresses, address_key, host_of, local_address


@dataclass(frozen=True, slots=True)
class Site:
    """The site that takes the articles in."""

    #: Its folder.
    folder: Path
    #: What it says of itself.
    facts: SiteFacts
    #: The names of its folders of articles and of pages.
    folders: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article lies, and its address."""

    #: Its text, from the folder of the site: ``tin/2020/05/hoi-nghi/index.md``.
    path: str
    #: The last part of its address.
    slug: str
    #: Its address on the new site, ``""`` while it has no date.
    address: str


@dataclass(frozen=True)
class Plan:
    """Places, addresses and what was imported before, by the keys of sources."""

    #: Where each article will lie.
    places: Mapping[str, Place]
    #: The addresses that each had, and its duplicates.
    addresses: Mapping[str, tuple[str, ...]]
    #: What links to the old site lead to.
    old: OldAddresses
    #: Articles that were imported before, by the digests of their sources.
    known: Mapping[str, Path]
    #: The keys of those that are published without a person.
    public: frozenset[str] = frozenset()
    #: Other files of the same official document, by the key of the one that is kept.
    companions: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)

    @cached_property
    def drafts(self) -> frozenset[str]:
        """What links to those lead to that stay drafts while others are published, as ``old`` has it."""
        return frozenset(f"{{filename}}/{place.path}" for key, place in self.places.items() if key not in self.public)


def lead_old_addresses(
    addresses: Mapping[str, tuple[str, ...]], places: Mapping[str, Place], duplicates: Mapping[str, str]
) -> OldAddresses:
    """Return where the old ``addresses`` of the articles with ``places`` lead, and the names of the files that they and their ``duplicates`` lay in."""
    articles: dict[str, str] = {}
    hosts: set[str] = set()
    for key, place in places.items():
        for address in addresses[key]:
            articles.setdefault(address_key(address), f"{{filename}}/{place.path}")
            if host := host_of(address):
                hosts.add(host)
    # Copies of whole sites lead from file to file.
    for key, kept in [*((key, key) for key in places), *duplicates.items()]:
        articles.setdefault(address_key(local_address(key)), f"{{filename}}/{places[kept].path}")
    hosts.add(host_of(UNKNOWN_SITE))
    articles.pop("/", None)
    return OldAddresses(articles, frozenset(hosts))
