"""One run over the live site: its list of files, the files themselves, other visitors, addresses that are none."""

import random
import ssl
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from newsdesk.fetching.server import Server
from newsdesk.fetching.wire import is_loopback
from newsdesk.language import translate
from newsdesk.publishing.manifest import ReleaseManifest
from newsdesk.publishing.verify.addresses import INDEX, Item, resolve, target_of
from newsdesk.publishing.verify.asking import (
    FROM_SEARCH,
    GOOGLEBOT,
    READER,
    SILENT,
    Asker,
    OutOfTimeError,
    SilentServerError,
)
from newsdesk.publishing.verify.choosing import choose_items, choose_pages
from newsdesk.publishing.verify.findings import SiteFinding, SiteFindings
from newsdesk.publishing.verify.memory import BELIEVED, Memory, Remembered
from newsdesk.publishing.verify.probing import Probe, impossible_probes, liked_probes, question_probes
from newsdesk.publishing.verify.scene import Scene
from newsdesk.publishing.verify.trust import Release, find_release

#: Addresses that nobody published and that something names: so many are asked for.
ADDED = 300
#: Days before its end from which a certificate is worth a word.
CERTIFICATE_DAYS = 14
_TEXTS = (".html", ".js", ".css", ".xml", ".txt", ".json", ".svg", ".htm")


@dataclass(frozen=True, slots=True)
class VerifyRequest:
    """What to check, and how hard."""

    #: Scheme and host, no final slash.
    address: str
    #: The office's keys, as ``allowed_signers``; None where they are not known.
    signers: Path | None = None
    #: The list of files that was published from here, None for none.
    published: bytes | None = None
    #: Files beside those of every run, and beside pages; 0 for all.
    sample: int = 300
    #: Pages that a run looks at, where it does not look at all files.
    pages: int = 2000
    #: Pages that are asked for as other visitors.
    visits: int = 50
    #: Requests a second; 0 for as fast as the server answers.
    per_second: float = 10.0
    #: For the whole run.
    minutes: float = 30.0
    #: Read every page anew, to list the links of all.
    links: bool = False
    #: For https; None for what the system trusts.
    context: ssl.SSLContext | None = None


@dataclass(slots=True)
class VerifyResult:
    """What a run found. ``memory`` is for the next one."""

    #: What is wrong, and what could not be seen.
    findings: SiteFindings
    #: For the next run.
    memory: Memory
    #: What was compared with, None for nothing.
    manifest: ReleaseManifest | None = None
    #: Who signed that, ``""`` for nobody known.
    signer: str = ""
    #: Seconds since 1970 when it began.
    began: int = 0
    #: How long it took.
    seconds: float = 0.0
    #: Files of the release that can be looked at.
    files: int = 0
    #: Those that were looked at.
    checked: int = 0
    #: Those of them that the server said are unchanged.
    unchanged: int = 0
    #: Sent to the server.
    requests: int = 0
    #: Decoded bytes.
    received: int = 0
    #: Foreign hosts that published pages link to, with the number of pages.
    linked: dict[str, int] = field(default_factory=dict)
    #: When the certificate ends, in seconds since 1970; 0 for none.
    certificate_ends: int = 0


def verify_site(
    request: VerifyRequest,
    memory: Memory,
    tell: Callable[[int, int], None] = lambda done, all_of_them: None,
    now: Callable[[], float] = time.time,
    chance: random.Random | None = None,
) -> VerifyResult:
    """Check the site that ``request`` names; ``tell`` hears how many of how many files are done. Raises nothing for what a server does."""
    server = Server(request.address, request.context)
    asker = Asker(server, request.per_second, time.monotonic() + request.minutes * 60)
    result = VerifyResult(SiteFindings(), memory, began=int(now()))
    scene = Scene(request.address, result.findings, result.linked, known_hosts=set(memory.hosts))
    run = _Run(request, asker, result, chance or random.SystemRandom(), now, tell, scene)
    began = time.monotonic()
    try:
        run.check()
    except OutOfTimeError:
        detail = translate("{minutes} minutes are over; {done} of {count} files were looked at, the next run goes on")
        detail = detail.format(minutes=f"{request.minutes:g}", done=result.checked, count=result.files)
        result.findings.add(SiteFinding("unfinished", request.address, detail=detail))
    except SilentServerError:
        detail = translate("the server did not answer {count} times in a row").format(count=SILENT)
        result.findings.add(SiteFinding("unfinished", request.address, detail=detail))
    finally:
        server.close()
    run.look_at_server()
    result.seconds = time.monotonic() - began
    result.requests, result.received = server.asked, asker.received
    return result


@dataclass(slots=True)
class _Run:
    #: What was asked for.
    request: VerifyRequest
    #: Asks the server.
    asker: Asker
    #: What is found.
    result: VerifyResult
    #: Chooses.
    chance: random.Random
    #: Seconds since 1970.
    now: Callable[[], float]
    #: Hears how far it is.
    tell: Callable[[int, int], None]
    #: What answers mean.
    scene: Scene
    #: Encodings that the server does not give, and how often it did not.
    ungiven: dict[str, int] = field(default_factory=dict)

    def check(self) -> None:
        result, request = self.result, self.request
        release = find_release(self.asker, request.signers, request.published, result.memory, result.findings)
        if any(each.kind in ("unreachable", "tls") for each in result.findings.found):
            return
        self._take(release)
        if self.scene.files:
            self._check_files()
            self._visit_pages()
        else:
            self._look_without_a_list()
        self._probe()
        self._ask_for_named()
        self._tell_new_hosts()

    def _take(self, release: Release) -> None:
        result = self.result
        result.manifest, result.signer = release.manifest, release.signer
        self.scene.own_hosts = {_host_of(self.request.address)}
        if release.manifest:
            self.scene.files = release.manifest.files
            self.scene.own_hosts.add(_host_of(release.manifest.base_url))
            known = result.memory.files
            result.memory.files = {path: each for path, each in known.items() if path in self.scene.files}
            result.memory.visited = {
                path: each for path, each in result.memory.visited.items() if path in self.scene.files
            }

    # Files

    def _check_files(self) -> None:
        items = choose_items(self.scene.files, self.result.memory, self.request.sample, self.request.pages, self.chance)
        self.result.files = len(items) if not self.request.sample else len(self.scene.files)
        for number, item in enumerate(items):
            if self.ungiven.get(item.encoding, 0) < 3:
                self._check_file(item)
                self.result.checked += 1
            else:
                self.result.files -= 1
                # As good as looked at: else those that nobody can get would come first in every sample.
                self.result.memory.files[item.path] = Remembered("", "", 0, int(self.now()))
            self.tell(number + 1, len(items))

    def _check_file(self, item: Item) -> None:
        published = self.scene.files[item.original]
        known = self.result.memory.files.get(item.path)
        etag = ""
        is_read = self.request.links and item.original.endswith(".html")
        if known and not is_read and known.sha256 == published.sha256 and self.now() - known.fetched < BELIEVED:
            etag = known.etag
        target = target_of(item.original)
        seen = self.asker.ask(target, size=published.size, etag=etag, encoding=item.encoding)
        asked = int(self.now())
        if seen.status == 304 and not seen.trouble:
            if etag and known:
                self.result.memory.files[item.path] = known._replace(asked=asked)
                self.result.unchanged += 1
            else:
                self.scene.add("said-unchanged", target, item.original)
            return
        if item.path != item.original:
            given = seen.encoding == item.encoding
            self.ungiven[item.encoding] = 0 if given else self.ungiven.get(item.encoding, 0) + 1
        if not self.scene.judge(target, item.original, published, seen, READER):
            self.result.memory.files.pop(item.path, None)
            return
        self.result.memory.files[item.path] = Remembered(published.sha256, seen.etag, asked, asked)
        if item.path == item.original:
            self.scene.read_right(target, item.original, seen)

    def _tell_new_hosts(self) -> None:
        memory = self.result.memory
        # The first run only learns them.
        if memory.hosts:
            for host, target in sorted(self.scene.new_hosts.items()):
                if host not in memory.hosts:
                    self.scene.add("foreign-link", target, detail=host)
        memory.hosts |= self.scene.new_hosts.keys()

    # Other visitors, other addresses

    def _visit_pages(self) -> None:
        for path in choose_pages(self.scene.files, self.result.memory.visited, self.request.visits, self.chance):
            published, target = self.scene.files[path], target_of(path)
            for visitor in (GOOGLEBOT, FROM_SEARCH):
                # What is wrong for everybody has been told.
                if not any(each.path == path for each in self.result.findings.found):
                    seen = self.asker.ask(target, visitor, size=published.size)
                    self.scene.judge(target, path, published, seen, visitor)
            self.result.memory.visited[path] = int(self.now())

    def _look_without_a_list(self) -> None:
        """Look at the home page, at least: as every visitor, and at what it loads."""
        kinds = {}
        for visitor in (READER, GOOGLEBOT, FROM_SEARCH):
            seen = self.asker.ask("/", visitor)
            if seen.trouble:
                self.scene.add(seen.trouble, "/", detail=seen.detail, visitor=visitor.name)
                continue
            kinds[visitor.name] = seen.sha256
            self.scene.check_refresh("/", INDEX, seen, visitor)
            self.scene.look_through("/", INDEX, seen, "")
            if kinds.get("reader", seen.sha256) != seen.sha256:
                self.scene.add(
                    "cloaked", "/", INDEX, detail=translate("a reader gets another page"), visitor=visitor.name
                )
        # Nobody knows what was published: what the page names is no finding.
        self.scene.named.clear()

    def _probe(self) -> None:
        for probe in (*impossible_probes(self.scene.files, self.chance), *question_probes(self.chance)):
            self._probe_one(probe)
        if any(each.kind == "answers-anything" for each in self.result.findings.found):
            return  # All others would be answered as well.
        for probe in liked_probes(self.scene.files):
            seen = self.asker.ask(probe.target, probe.visitor)
            self.scene.judge_added(probe, seen, "")

    def _probe_one(self, probe: Probe) -> None:
        seen = self.asker.ask(probe.target, probe.visitor)
        if probe.target.startswith("/?"):
            home = self.scene.files.get(INDEX)
            if home and not self._has(INDEX) and seen.sha256 != home.sha256:
                self.scene.judge(probe.target, INDEX, home, seen, probe.visitor)
            return
        missing = self.scene.files.get("404.html")
        if seen.trouble or seen.status == 200:
            detail = seen.detail or translate("code {code}").format(code=seen.status)
            if seen.trouble in ("connection", "slow", "name"):
                self.scene.add(seen.trouble, probe.target, detail=seen.detail, visitor=probe.visitor.name)
                return
            self.scene.add(
                "answers-anything",
                probe.target,
                detail=detail,
                visitor=probe.visitor.name,
                hosts=self.scene.foreign(seen.content),
            )
        elif missing and seen.status == 404 and seen.sha256 != missing.sha256 and not self._has("404.html"):
            self.scene.add(
                "not-found-page",
                probe.target,
                "404.html",
                visitor=probe.visitor.name,
                hosts=self.scene.foreign(seen.content),
            )

    def _has(self, path: str) -> bool:
        return any(each.path == path for each in self.result.findings.found)

    def _ask_for_named(self) -> None:
        """Ask for what was named and not published, and for what that names in turn."""
        first = sorted(self.scene.named, key=lambda target: target not in self.scene.suspect)
        waiting, known, asked = deque(first), set(first), 0
        while waiting and asked < ADDED:
            target = waiting.popleft()
            asked += 1
            # As a search engine: a planted page may be shown to nobody else.
            seen = self.asker.ask(target, GOOGLEBOT)
            self.scene.judge_added(Probe(target, GOOGLEBOT), seen, self.scene.named.get(target, ""))
            for each in sorted(self.scene.named.keys() - known):
                known.add(each)
                waiting.appendleft(each)

    # The server

    def look_at_server(self) -> None:
        """Note what the connection itself tells: where the host is, and how long its certificate holds."""
        server, memory = self.asker.server, self.result.memory
        places = sorted({str(place[0]) for _, place in server.places})
        if memory.places and places and not set(places) & set(memory.places):
            self.scene.add("moved", self.request.address, detail=f"{', '.join(memory.places)} → {', '.join(places)}")
        if places and not is_loopback(urlsplit(self.request.address).hostname or ""):
            memory.places = places
        if ends := server.certificate.get("notAfter"):
            self.result.certificate_ends = int(ssl.cert_time_to_seconds(ends))
            if self.result.certificate_ends - self.now() < CERTIFICATE_DAYS * 86_400:
                day = datetime.fromtimestamp(self.result.certificate_ends, UTC).date().isoformat()
                self.scene.add("certificate-ends", self.request.address, detail=day)


def _host_of(address: str) -> str:
    place = resolve(address, "/")
    return place.host if place else ""
