"""What a check of the live site may find: kinds with what each means, and the list that a run makes."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from ban_tin.findings.report import printable
from newsdesk.language import N_

#: Findings that are kept; of more only the number is.
MOST = 2_000


class Weight(Enum):
    """How much a finding matters."""

    #: The site is not what was published, or not only that.
    ERROR = "error"
    #: Somebody has to look.
    WARNING = "warning"
    #: It could not be seen whether something is wrong.
    UNCHECKED = "unchecked"
    #: Worth knowing; changes no exit code.
    NOTE = "note"


class Kind(NamedTuple):
    """A kind of finding; ``message`` is a message id with ``{address}`` and ``{detail}`` where they say something."""

    weight: Weight
    message: str


KINDS: Mapping[str, Kind] = {
    # The server and what it says about itself.
    "tls": Kind(Weight.ERROR, N_("{address}: its certificate is not to be trusted ({detail}): is this still the office’s server?")),
    "certificate-ends": Kind(Weight.WARNING, N_("The certificate ends on {detail}: renew it.")),
    "unreachable": Kind(Weight.UNCHECKED, N_("{address}: no answer ({detail})")),
    "unfinished": Kind(Weight.UNCHECKED, N_("The check was not finished: {detail}")),
    "moved": Kind(Weight.NOTE, N_("The host is at another network address than last time: {detail}")),
    # The list of files.
    "manifest-missing": Kind(Weight.ERROR, N_("{address}: the list of published files is missing ({detail}): nothing can be compared")),
    "manifest-bad": Kind(Weight.ERROR, N_("{address}: the list of published files can’t be used: {detail}")),
    "manifest-unsigned": Kind(Weight.WARNING, N_("{address}: the list of published files is not signed: whoever changes files could change it too")),
    "signature-bad": Kind(Weight.ERROR, N_("{address}: the list of published files is not signed by the office: {detail}")),
    "no-signers": Kind(Weight.WARNING, N_("Who signed the list of published files was not checked: name the office’s key with --key FILE")),
    "manifest-elsewhere": Kind(Weight.ERROR, N_("{address}: the list is that of another site, {detail}")),
    "manifest-older": Kind(Weight.WARNING, N_("{address}: an older release than last time is live ({detail}): did the office take one back?")),
    "manifest-other": Kind(Weight.WARNING, N_("{address}: the live list of files is another one than this machine published last ({detail})")),
    # Files.
    "changed": Kind(Weight.ERROR, N_("{address}: CHANGED, its content is not what was published{detail}")),
    "missing": Kind(Weight.ERROR, N_("{address}: MISSING, the server answers {detail}")),
    "added": Kind(Weight.ERROR, N_("{address}: ADDED, nobody published it{detail}")),
    "cloaked": Kind(Weight.ERROR, N_("{address}: CHANGED for some visitors only: {detail}")),
    "elsewhere": Kind(Weight.ERROR, N_("{address}: leads away to {detail}")),
    "redirects": Kind(Weight.ERROR, N_("{address}: redirects without an end")),
    "long": Kind(Weight.ERROR, N_("{address}: the answer has no end; it was left after {detail} bytes")),
    "cut": Kind(Weight.ERROR, N_("{address}: the answer ends before its end{detail}")),
    "slow": Kind(Weight.UNCHECKED, N_("{address}: did not answer in full within the time{detail}")),
    "headers": Kind(Weight.ERROR, N_("{address}: the head of the answer is far too long{detail}")),
    "garbled": Kind(Weight.ERROR, N_("{address}: the answer is no proper HTTP{detail}")),
    "encoding": Kind(Weight.ERROR, N_("{address}: the answer is packed in a wrong way{detail}")),
    "connection": Kind(Weight.UNCHECKED, N_("{address}: no connection{detail}")),
    "name": Kind(Weight.UNCHECKED, N_("{address}: the name of the host is not known{detail}")),
    "said-unchanged": Kind(Weight.ERROR, N_("{address}: the server says “unchanged” although nobody asked it to compare")),
    # What it loads and where it leads.
    "foreign-load": Kind(Weight.ERROR, N_("{address}: loads or sends something to a foreign host: {detail}")),
    "foreign-link": Kind(Weight.NOTE, N_("{address}: a published page links to {detail}, which was not so last time")),
    "sitemap-foreign": Kind(Weight.ERROR, N_("{address}: leads search engines to {detail}")),
    "refresh": Kind(Weight.ERROR, N_("{address}: a header sends visitors on to {detail}")),
    # Addresses that are none.
    "answers-anything": Kind(Weight.ERROR, N_("{address}: an address that does not exist is answered as if it did, {detail}")),
    "not-found-page": Kind(Weight.WARNING, N_("{address}: what is said for addresses that do not exist is not the site’s own page{detail}")),
}  # fmt: skip

#: What a visitor is called, for people.
VISITORS = {
    "reader": N_("a reader"),
    "googlebot": N_("Googlebot"),
    "search": N_("a phone that comes from a search engine"),
}


@dataclass(frozen=True, slots=True)
class SiteFinding:
    """Something found at ``address`` of the live site. ``path`` is the file's in the release, ``""`` for none."""

    #: A key of ``KINDS``.
    kind: str
    #: Without its host where that is the site's.
    address: str
    #: Of the file in the release, ``""`` for none.
    path: str = ""
    #: What is put in at ``{detail}``: as the server gave it, never trusted.
    detail: str = ""
    #: A key of ``VISITORS``.
    visitor: str = ""
    #: Foreign hosts that a text names which is not as published.
    hosts: tuple[str, ...] = ()
    #: The SHA-256 that was published, ``""`` where nothing was.
    expected: str = ""
    #: The SHA-256 of what came.
    found: str = ""

    @property
    def weight(self) -> Weight:
        """How much it matters."""
        return KINDS[self.kind].weight

    def message(self, translate: Callable[[str], str] = str) -> str:
        """Return it in one line, without signs that a terminal obeys."""
        detail = printable(self.detail)[:300]
        message = KINDS[self.kind].message
        if message.endswith("{detail}") and message[-9] not in " :" and detail:
            detail = f" ({detail})"
        text = translate(message).format(address=printable(self.address)[:500], detail=detail)
        if self.hosts:
            more = ", …" if len(self.hosts) > 8 else ""
            text += translate("; it names {hosts}").format(hosts=printable(", ".join(self.hosts[:8])) + more)
        if self.visitor not in ("", "reader"):
            text += " " + translate("[as {visitor}]").format(visitor=translate(VISITORS[self.visitor]))
        return " ".join(text.split())


@dataclass(slots=True)
class SiteFindings:
    """What one run finds; the same of the same address once. Of more than ``MOST`` only their number is kept."""

    found: list[SiteFinding] = field(default_factory=list)
    counted: Counter[Weight] = field(default_factory=Counter)
    _known: set[tuple[str, str, str]] = field(default_factory=set)

    def add(self, finding: SiteFinding) -> None:
        """Take ``finding`` in."""
        key = (finding.kind, finding.address, finding.detail if finding.kind.startswith("foreign") else "")
        if key in self._known:
            return
        self.counted[finding.weight] += 1
        if len(self.found) < MOST:
            self._known.add(key)
            self.found.append(finding)

    def exit_code(self) -> int:
        """Return 1 for errors and warnings, 3 where something could not be seen, else 0."""
        if self.counted[Weight.ERROR] or self.counted[Weight.WARNING]:
            return 1
        return 3 if self.counted[Weight.UNCHECKED] else 0
