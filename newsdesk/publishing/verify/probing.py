"""Addresses that nobody published: what links, sitemaps and robots.txt name, what intruders like, what can't exist."""

import random
from collections.abc import Collection
from typing import NamedTuple

from newsdesk.publishing.verify.addresses import target_of
from newsdesk.publishing.verify.asking import FROM_SEARCH, GOOGLEBOT, READER, Visitor

#: Where planted pages, lists of them and doors have been found on sites of departments and schools.
LIKED = (
    "/index.php", "/wp-login.php", "/wp-admin/", "/wp-content/", "/wp-sitemap.xml", "/sitemap_index.xml", "/sitemap1.xml",
    "/sitemap.txt", "/shell.php", "/upload.php", "/uploads/", "/upload/", "/admin/", "/cache/", "/images/", "/data/",
    "/slot/", "/game/", "/casino/", "/bet/", "/nohu/", "/tai-app/", "/amp/", "/en/", "/.git/HEAD", "/.env", "/old/",
)  # fmt: skip
_SIGNS = "abcdefghijklmnopqrstuvwxyz0123456789"


class Probe(NamedTuple):
    """An address that is none, and as whom it is asked for."""

    target: str
    visitor: Visitor


def impossible_probes(paths: Collection[str], chance: random.Random) -> list[Probe]:
    """Return addresses that no site has: a folder, a page and a script, at the root and deep in a folder of the site."""

    def name() -> str:
        return "".join(chance.choices(_SIGNS, k=14))

    folders = sorted({path.rpartition("/")[0] for path in paths if path.count("/") > 1})
    deep = target_of(f"{chance.choice(folders)}/{name()}/index.html") if folders else f"/{name()}/{name()}/"
    return [
        Probe(f"/{name()}/", READER),
        Probe(f"/{name()}.html", GOOGLEBOT),
        Probe(f"/{name()}.php", READER),
        Probe(deep, GOOGLEBOT),
        Probe(f"/{name()}/{name()}", FROM_SEARCH),
    ]


def liked_probes(paths: Collection[str]) -> list[Probe]:
    """Return the addresses of ``LIKED`` that are not among the site's own, as a search engine asks for them."""
    folders = {f"/{path.partition('/')[0]}/" for path in paths if "/" in path}
    return [Probe(target, GOOGLEBOT) for target in LIKED if target.lstrip("/") not in paths and target not in folders]


def question_probes(chance: random.Random) -> list[Probe]:
    """Return the home page with questions that only a program would answer: it has to be the home page."""
    mark = "".join(chance.choices(_SIGNS, k=10))
    return [Probe(f"/?{mark}=1", GOOGLEBOT), Probe(f"/?p={chance.randrange(10**6)}", FROM_SEARCH)]
