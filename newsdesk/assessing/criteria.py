"""What the rules for sites of state agencies ask, as far as their text was read; each is measured by one function of ``judging``."""

from enum import Enum
from typing import NamedTuple

from ban_tin.language.translations import N_


class Read(Enum):
    """How much of a rule's text was read by those who wrote this program."""

    YES = N_("read in a public source")
    PARTLY = N_("partly read; the rest is not verified")
    NO = N_("not verified")


class Scope(Enum):
    """Of what a criterion asks something."""

    PAGE = N_("each page")
    SAMPLE = N_("sampled pages")
    SITE = N_("the site")


class Criterion(NamedTuple):
    """Something that a rule asks."""

    #: Stable, for tables.
    name: str
    #: The rule, as it is cited.
    rule: str
    #: What it asks, in a sentence of ours.
    asks: str
    #: How much of it was read.
    read: Read
    #: Of what it asks it.
    scope: Scope


_TT24, _ND42 = "Thông tư 24/2011/TT-BTTTT", "Nghị định 42/2022/NĐ-CP"
_RATING, _TT26 = "Bộ tiêu chí đánh giá cổng thông tin năm 2025", "Thông tư 26/2020/TT-BTTTT"
_LAW91, _ND56 = "Luật 91/2025/QH15; Nghị định 356/2025/NĐ-CP", "Nghị định 56/2017/NĐ-CP, Điều 33"
CRITERIA = (
    Criterion("dublin-core", _TT24, N_("Dublin Core metadata: title, creator, date, description, publisher, identifier"), Read.YES, Scope.PAGE),
    Criterion("dublin-core-more", _TT24, N_("Recommended metadata: language, source, contributor, subject"), Read.YES, Scope.PAGE),
    Criterion("search", _ND42, N_("Search in the full text"), Read.YES, Scope.PAGE),
    Criterion("print", _ND42, N_("Printing of each article"), Read.YES, Scope.PAGE),
    Criterion("archive", _ND42, N_("Archive of articles"), Read.YES, Scope.SITE),
    Criterion("contact", _ND42, N_("Contact details"), Read.YES, Scope.SITE),
    Criterion("sitemap", _ND42, N_("Map of the site"), Read.YES, Scope.SITE),
    Criterion("english", _ND42, N_("A page about the organisation in English"), Read.YES, Scope.SITE),
    Criterion("first-content", _RATING, N_("First content within 3 s"), Read.YES, Scope.SAMPLE),
    Criterion("largest-content", _RATING, N_("Largest content within 4 s"), Read.YES, Scope.SAMPLE),
    Criterion("full", _RATING, N_("Fully loaded within 5.8 s"), Read.YES, Scope.SAMPLE),
    Criterion("task", _RATING, N_("No task that blocks the page for more than 0.6 s"), Read.YES, Scope.SAMPLE),
    Criterion("security", _RATING, N_("Security: HTTPS, and a policy of what a page may load"), Read.PARTLY, Scope.PAGE),
    Criterion("access", _TT26, N_("Accessibility: nothing found by axe at WCAG 2.2 AA (the level that the circular asks for is not verified)"), Read.PARTLY, Scope.SAMPLE),
    Criterion("access-basics", _TT26, N_("Accessibility: language, title, one first heading, a text for each picture (the level that the circular asks for is not verified)"), Read.PARTLY, Scope.PAGE),
    Criterion("third-parties", _LAW91, N_("No page tells another site who reads it"), Read.YES, Scope.PAGE),
    Criterion("addresses", _LAW91, N_("No network addresses of readers are stored"), Read.YES, Scope.SITE),
    Criterion("personal-data", _LAW91, N_("No personal data in texts, tables and attachments without consent"), Read.YES, Scope.PAGE),
    Criterion("children", _ND56, N_("Names, pictures and results of children only with consent"), Read.YES, Scope.PAGE),
    Criterion("unicode", "TCVN 6909:2001", N_("Vietnamese in Unicode"), Read.YES, Scope.PAGE),
    Criterion("dates", "Nghị định 30/2020/NĐ-CP", N_("Days under 10 and the months 1 and 2 in documents have a zero in front"), Read.YES, Scope.PAGE),
    Criterion("measuring", N_("EMC, the official measuring of state portals"), N_("The official script that measures, and its label"), Read.YES, Scope.SITE),
)  # fmt: skip
#: Rules that were not read or only named: the sheet says so, and measures nothing of them.
UNREAD = (
    ("Thông tư 22/2023/TT-BTTTT", N_("Structure and layout of portals of state agencies: its articles on layout were not read.")),
)  # fmt: skip
BY_NAME = {each.name: each for each in CRITERIA}
