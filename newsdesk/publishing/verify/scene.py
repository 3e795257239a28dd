"""What an answer means: whether a file is as it was published, what a text loads, where it leads, which addresses it names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from newsdesk.language import translate
from newsdesk.publishing.manifest import PublishedFile
from newsdesk.publishing.verify.addresses import is_published, path_of, resolve
from newsdesk.publishing.verify.asking import READER, Seen, Visitor
from newsdesk.publishing.verify.findings import SiteFinding, SiteFindings
from newsdesk.publishing.verify.pages import hosts_in, links_of, refresh_target, robots_addresses, sitemap_addresses
from newsdesk.publishing.verify.probing import Probe

#: Addresses that something names and nobody published: so many are remembered.
NAMED = 6_000
#: No page that says nothing but a new address has more bytes.
REDIRECT_BYTES = 2_000

#: What pages say that search engines are to forget: the note in place of a withdrawn article comes with 410.
_NOTE, _HEAD = b'content="noindex', 4096


@dataclass
class Scene:
    """What is known of the site while it is looked at, and what is wrong with it."""

    #: Scheme and host, no final slash.
    address: str
    #: What is wrong with it.
    findings: SiteFindings
    #: Foreign hosts that published pages link to, with the number of pages.
    linked: dict[str, int]
    #: What was published, by path.
    files: Mapping[str, PublishedFile] = field(default_factory=dict)
    #: The hosts of the site itself.
    own_hosts: set[str] = field(default_factory=set)
    #: Foreign hosts that published pages linked to at the last run.
    known_hosts: set[str] = field(default_factory=set)
    #: Addresses that something names and nobody published, with what names them.
    named: dict[str, str] = field(default_factory=dict)
    #: Those of them that no published page names.
    suspect: set[str] = field(default_factory=set)
    #: Foreign hosts that pages link to, with the first page.
    new_hosts: dict[str, str] = field(default_factory=dict)

    def judge(self, target: str, path: str, published: PublishedFile, seen: Seen, visitor: Visitor) -> bool:
        """Return whether ``seen`` is what was published; add what is wrong."""
        if seen.trouble:
            detail = seen.detail if seen.trouble != "long" else str(seen.size)
            self.add(seen.trouble, target, path, detail=detail, visitor=visitor.name, hosts=self.foreign(seen.content))
            return False
        is_note = seen.status == 410 and seen.sha256 == published.sha256 and _NOTE in seen.content[:_HEAD]
        right = seen.status == 200 or is_note or (path == "404.html" and seen.status in (404, 410))
        if not right:
            detail = translate("code {code}").format(code=seen.status)
            hosts = () if seen.sha256 in self._digests else self.foreign(seen.content)
            self.add("missing", target, path, detail=detail, visitor=visitor.name, hosts=hosts)
            return False
        self.check_refresh(target, path, seen, visitor)
        if seen.sha256 == published.sha256 and seen.size == published.size:
            return True
        if published.size < REDIRECT_BYTES and self._is_led_to_published(seen):
            return True
        kind, detail = "changed", ""
        if visitor is not READER:
            kind, detail = "cloaked", translate("a reader gets what was published")
        self.add(
            kind, target, path, detail=detail, visitor=visitor.name, hosts=self.foreign(seen.content),
            expected=published.sha256, found=seen.sha256,
        )  # fmt: skip
        self.look_through(target, path, seen, "changed")
        return False

    def _is_led_to_published(self, seen: Seen) -> bool:
        """Return whether the server redirects to a page of the site itself, as nginx does in the place of a page that says the new address."""
        page = self.files.get(path_of(seen.led_to)) if seen.led_to else None
        return page is not None and page.sha256 == seen.sha256

    def check_refresh(self, target: str, path: str, seen: Seen, visitor: Visitor) -> None:
        """Note a header that sends visitors on."""
        if seen.refresh and (to := refresh_target(seen.refresh)):
            self.add("refresh", target, path, detail=to, visitor=visitor.name)

    def foreign(self, content: bytes) -> tuple[str, ...]:
        """Return the hosts in a text that are not the site's, nor linked to by its pages at the last run."""
        return tuple(host for host in hosts_in(content) if host not in self.own_hosts | self.known_hosts)

    def read_right(self, target: str, path: str, seen: Seen) -> None:
        """Look at a file that is as published: what it loads, where it leads, what it names."""
        if path.endswith(".html"):
            self.look_through(target, path, seen, "")
        elif path == "robots.txt":
            self._name_all(target, path, robots_addresses(seen.content))
        elif path.rpartition("/")[2].startswith("sitemap") and path.endswith(".xml"):
            self._name_all(target, path, sitemap_addresses(seen.content))

    def look_through(self, target: str, path: str, seen: Seen, state: str) -> None:
        """Note what a text loads from foreign hosts and which addresses of the site it names. ``state`` is ``""`` for a published one."""
        if path == "robots.txt" or path.endswith(".xml"):
            addresses = robots_addresses(seen.content) if path == "robots.txt" else sitemap_addresses(seen.content)
            self._name_all(target, path, addresses)
            return
        # Without a type, browsers go by how it begins.
        if (
            not path.endswith((".html", ".htm"))
            and "html" not in seen.content_type
            and seen.content.lstrip()[:1] != b"<"
        ):
            return
        links = links_of(seen.content)
        base = f"{self.address}{target}"
        if links.base and (place := resolve(base, links.base)):
            base = f"{urlsplit(self.address).scheme}://{place.host}{place.target}"
        for link in links.loaded:
            found = resolve(base, link)
            if found and found.host not in self.own_hosts:
                self.add("foreign-load", target, path, detail=found.host)
            elif found and state:
                # What a published page loads beside files of the site is its counter.
                self._name(found.target, target, suspect=True)
        hosts = set()
        for link in links.linked:
            found = resolve(base, link)
            if found and found.host in self.own_hosts:
                self._name(found.target, target, suspect=bool(state))
            elif found and not state:
                hosts.add(found.host)
        for host in hosts:
            self.linked[host] = self.linked.get(host, 0) + 1
            self.new_hosts.setdefault(host, target)

    def _name_all(self, target: str, path: str, addresses: list[str]) -> None:
        for address in addresses[:50_000]:
            found = resolve(f"{self.address}{target}", address)
            if found and found.host not in self.own_hosts:
                self.add("sitemap-foreign", target, path, detail=address)
            elif found:
                self._name(found.target, target, suspect=True)

    def _name(self, target: str, by: str, suspect: bool) -> None:
        # With a question it is the same file for a web server of files; what a program would answer is probed apart.
        plain = target.partition("?")[0]
        if len(self.named) < NAMED and not is_published(plain, self.files):
            self.named.setdefault(plain, by)
            if suspect:
                self.suspect.add(plain)

    def judge_added(self, probe: Probe, seen: Seen, by: str) -> None:
        """Note an address that is answered and that nobody published; ``by`` is what names it."""
        target, visitor = probe.target, probe.visitor
        if seen.trouble in ("elsewhere", "long", "redirects"):
            self.add(seen.trouble, target, detail=seen.detail, visitor=visitor.name)
        if seen.status != 200 or seen.trouble:
            return
        # An old address that leads to a page of the site is no page of its own.
        if seen.sha256 in self._digests:
            return
        detail = translate("named by {page}").format(page=by) if by else ""
        self.add(
            "added", target, detail=detail, visitor=visitor.name, hosts=self.foreign(seen.content), found=seen.sha256
        )
        self.look_through(target, target, seen, "added")

    @cached_property
    def _digests(self) -> set[str]:
        return {each.sha256 for each in self.files.values()}

    def add(
        self,
        kind: str,
        address: str,
        path: str = "",
        *,
        detail: str = "",
        visitor: str = "",
        hosts: tuple[str, ...] = (),
        expected: str = "",
        found: str = "",
    ) -> None:
        self.findings.add(SiteFinding(kind, address, path, detail, visitor, hosts, expected, found))
