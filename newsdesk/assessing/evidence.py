"""What was seen: one line for a criterion and a page. What was not measured is said to be so, with the reason."""

from enum import Enum
from typing import NamedTuple

from ban_tin.language.translations import N_


class Verdict(Enum):
    """What may be said. None of them says that a rule is kept: an authority judges that."""

    SEEN = N_("seen")
    MISSING = N_("not seen")
    NOT_MEASURED = N_("not measured")


class Evidence(NamedTuple):
    """What was seen of a criterion on a page (an address; ``""`` for the site as a whole)."""

    #: A name of ``criteria``.
    criterion: str
    #: An address of the site, ``""`` for the whole.
    page: str
    #: What may be said of it.
    verdict: Verdict
    #: What was measured, with its unit, in the language of the sheet.
    value: str
    #: The file in which it was seen, below the finished site or the site's folder.
    file: str
