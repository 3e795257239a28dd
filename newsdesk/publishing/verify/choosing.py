"""Which files a run looks at: all, or what tells most and then those that were not looked at for longest."""

import random
import re
from collections.abc import Collection, Iterable, Mapping

from newsdesk.publishing.verify.addresses import UNSERVED, Item, item_of
from newsdesk.publishing.verify.memory import Memory

#: What every run looks at: what all pages load, and what search engines ask for.
_ALWAYS = re.compile(r"(?:^|/)(?:sw\.js|robots\.txt|404\.html|sitemap[^/]*\.xml)$|^index\.html$|^theme/.*\.(?:js|css)$")


def choose_items(paths: Collection[str], memory: Memory, sample: int, pages: int, chance: random.Random) -> list[Item]:
    """Return what to ask for, in an order that nobody can foretell: what every run looks at, ``pages`` pages and ``sample`` other files.

    Those that were not asked for come before those that were: the runs of some days see every file. ``sample`` 0 is for all.
    """
    everything = [path for path in paths if path not in UNSERVED]
    chance.shuffle(everything)
    items = [item_of(path, paths) for path in everything]
    always = [item for item in items if _ALWAYS.search(item.original)]
    others = [item for item in items if not _ALWAYS.search(item.original)]
    others.sort(key=lambda item: memory.files[item.path].asked if item.path in memory.files else 0)
    # The home page first: what is wrong for all is told at once.
    always.sort(key=lambda item: item.path != "index.html")
    if not sample:
        return always + others
    # What is planted stands in a page, and is to be seen in the first run that comes.
    shown = [item for item in others if item.original.endswith(".html")][:pages]
    rest = {item.path for item in others} - {item.path for item in shown}
    return [*always, *shown, *[item for item in others if item.path in rest][:sample]]


def choose_pages(pages: Iterable[str], visited: Mapping[str, int], most: int, chance: random.Random) -> list[str]:
    """Return ``most`` of the ``pages`` to ask for as other visitors: the home page, then those not ``visited`` for longest."""
    given = [page for page in pages if page.endswith(".html")]
    chance.shuffle(given)
    given.sort(key=lambda page: (page != "index.html", visited.get(page, 0)))
    return given[:most]
