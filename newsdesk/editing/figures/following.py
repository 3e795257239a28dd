"""What stands behind photos without a caption may be taken for one."""

from newsdesk.editing.figures.shown import Showing
from newsdesk.editing.figures.values import UnknownFormError

#: Behind the paragraph: what follows it can't be told from here.
_END = "\n\n## .\n"


def takes_following(text: str, following: str) -> bool:
    """Return whether the photos in ``text`` would take words of ``following``, the block behind them, for theirs."""
    if not following.strip() or not text.strip():
        return False
    showing = Showing()
    try:
        alone = list(showing.figures(text))
        together = showing.figures(text, f"\n\n{following}{_END}")
    except UnknownFormError:
        return False
    return together[: len(alone)] != alone
