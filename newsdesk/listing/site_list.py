"""The list of a site at a moment."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ban_tin.findings.report import Finding
from newsdesk.listing.articles import ListedArticle
from newsdesk.listing.finding import Choices
from newsdesk.listing.states import PublishedState, state_of


@dataclass(frozen=True, slots=True)
class Listing:
    """The site as it is listed at a moment."""

    #: The newest first, before them what can't be read.
    articles: Sequence[ListedArticle]
    #: By their file.
    findings: Mapping[str, Sequence[Finding]]
    #: What was published.
    published: PublishedState
    #: The present, in the site's time zone.
    now: datetime
    #: What can be asked for.
    choices: Choices

    def count_states(self) -> Counter[str]:
        """Return how many articles are in each state."""
        return Counter(state_of(each, self.now, self.published)[0] for each in self.articles)
