"""One publish or deploy of a site at a time on this machine: a timer, a command and the newsdesk's button wait for one another."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from newsdesk.language import translate
from newsdesk.publishing.release import Tell, release_folder
from newsdesk.site_folder import SiteFolder

_FILE = "turn"


@contextmanager
def own_turn(site: SiteFolder, tell: Tell) -> Iterator[None]:
    """Wait until nobody else here makes or sends a release of ``site``, which it is to ``tell``. Raises ``OSError``.

    The turn ends with its process, however that ends. Windows has no such lock; there, nothing is waited for.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    path = release_folder(site.cache, site.output) / _FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            tell(translate("Something is being published from here already; this one waits for it."))
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
