"""The articles of a site by their address, also by those that they had: where the comments of each lie."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from ban_tin.articles.comments import comments_file
from ban_tin.findings import Findings
from ban_tin.site.addresses import redirect_address
from newsdesk.comments.connection import OfficeError
from newsdesk.language import translate
from newsdesk.site_folder import SiteFolder

if TYPE_CHECKING:
    from ban_tin.building.state import Row
    from ban_tin.site.project import Project


class Article(NamedTuple):
    """An article: its address now, its title, its source file, and whether only a note stands at its address."""

    url: str
    title: str
    source: Path
    withdrawn: bool = False

    @property
    def comments(self) -> Path:
        """Where its comments lie, if it has any."""
        return comments_file(self.source)


Articles = Mapping[str, Article]


def articles_of(rows: "Iterable[tuple[str, Row]]") -> dict[str, Article]:
    """Return the articles among the source files and their ``rows``, by all addresses that they have and had."""
    found: dict[str, Article] = {}
    old: dict[str, Article] = {}
    for file, row in rows:
        entry = row.entry
        if entry.page or not entry.url:
            continue
        found[entry.url] = article = Article(entry.url, entry.title, Path(file), entry.withdrawn)
        for alias in entry.aliases:
            old |= {alias: article, redirect_address(alias): article}
    return old | found


def each_article(articles: Articles) -> Iterator[Article]:
    """Yield every article once."""
    return iter({article.source: article for article in articles.values()}.values())


def list_articles(site: SiteFolder) -> dict[str, Article]:
    """Return the articles of ``site`` as ``articles_of`` does. Raises ``OfficeError``."""
    return articles_of(list_rows(site))


def list_rows(site: SiteFolder) -> "list[tuple[str, Row]]":
    """Return the source files of ``site`` and what was read of them. Raises ``OfficeError``.

    What builds remember is used and left as it was.
    """
    # Here, as it is the whole generator: what needs no article doesn't wait for it.
    from ban_tin.building.state import copy_state
    from ban_tin.views.deferred import DamagedStateError
    from newsdesk.preview.live_site import PageError
    from newsdesk.preview.memory_site import UnusableSiteError
    from newsdesk.preview.open_site import begin_project

    try:
        project, _ = begin_project(site)
    except (UnusableSiteError, PageError, SystemExit):
        raise OfficeError(translate("The site can’t be read. ban-tin check says why.")) from None
    with TemporaryDirectory(prefix="ban-tin-comments-") as folder:
        path = Path(folder) / "state.sqlite"
        try:
            if project.state_file.exists():
                copy_state(project.state_file, path)
            return _rows(project, path)
        except DamagedStateError:
            return _rows(project, path.with_name("new.sqlite"))


def _rows(project: "Project", path: Path) -> "list[tuple[str, Row]]":
    from ban_tin.building.environment import code_digests, digest_of
    from ban_tin.building.reading import read_site, reader_maker
    from ban_tin.building.sources import read_files
    from ban_tin.building.state import State

    with closing(State(path)) as state:
        read = partial(read_files, reader_maker(project)._replace(sketches=True))
        code = digest_of(code_digests(project.plugins))
        found = read_site(project, Findings(), state, code, read, None, lambda stale, true: None)
        return list(found.rows.items())
