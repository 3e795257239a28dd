"""The plan of a site, made when everything is read and before anything is written.

``PLANNERS`` add their pages and files to it, then the plugins of others by the signal ``planning``. Errors end the build here, so
that ``output/`` stays as it was.
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from blinker import Signal

from ban_tin.findings import report_and_exit
from ban_tin.findings.report import Findings
from ban_tin.machine.stamps import stamp
from ban_tin.photos.store import photo_store
from ban_tin.planning.blame import crash_finding, is_ours, source_planned
from ban_tin.planning.files.sharing_cards import add_cards
from ban_tin.planning.folders import check_folders, check_lengths
from ban_tin.planning.gather import KnownSource, gather
from ban_tin.planning.links import check_links
from ban_tin.planning.order import LAST_PLANNERS, PLANNERS
from ban_tin.planning.plan import Copied, Plan, Sketched
from ban_tin.rendering.assets import usable_fonts_file
from ban_tin.rendering.layers import theme_layers
from ban_tin.site.addresses import Addresses
from ban_tin.site.counts import load_counts
from ban_tin.site.project import Project

#: Articles over which planning may fail before it is given up: what fails on all of them need not be told of all.
_CRASHES = 5
#: For plugins of others: sent with a ``Plan`` as its sender, to which receivers add pages and files.
planning = Signal("Sent when a site is planned; receivers add pages and files.")


def make_plan(
    project: Project,
    findings: Findings,
    sources: Iterable[KnownSource],
    choose: Callable[[Plan], None] = lambda plan: None,
    tell: Callable[[Plan], object] = planning.send,
) -> Plan:
    """Return the plan of the site that ``sources`` make; what is wrong goes to ``findings``.

    ``choose`` is called when every page is planned, to take those out that will not be made; before it ``tell``, for the plugins of
    others. An article over which planning fails is a finding, and the others are planned.
    """
    sources, attempt, crashed = list(sources), findings, list[str]()

    def plan(some: list[KnownSource]) -> Plan:
        return _plan(project, Findings(), some, choose, tell)

    while True:
        try:
            return _plan(project, attempt, sources, choose, tell)
        except Exception as error:
            path = source_planned(error, plan, sources) if is_ours(error, project.plugins) else ""
            if not path:
                raise
            findings.found.add(crash_finding(error, path, project))
            crashed.append(path)
            if len(crashed) == _CRASHES:
                report_and_exit(findings, project.language, project.strict)
                raise
            sources = [source for source in sources if source.entry.path != path]
            # Links to what is left out would be told as broken.
            attempt = Findings()


def _plan(
    project: Project,
    findings: Findings,
    sources: Iterable[KnownSource],
    choose: Callable[[Plan], None],
    tell: Callable[[Plan], object],
) -> Plan:
    site, content = project.site, project.content
    sources = list(sources)
    gathered = gather(sources, site, project.now, findings)
    counts = None
    if site.counter_path:
        counts = load_counts(content / "counts.json", f"{content.name}/counts.json", findings)
    plan = Plan(
        site=site,
        now=project.now,
        news=tuple(article for article in gathered.news if not article.withdrawn),
        withdrawn=tuple(article for article in gathered.news if article.withdrawn),
        static_pages=gathered.static_pages,
        aliases=gathered.aliases,
        counts=counts,
        findings=findings,
    )
    _add_files(plan, sources, project.cache)
    theme = theme_layers(project)
    add_cards(plan, usable_fonts_file(theme), project.cache)
    for add in PLANNERS:
        add(plan)
    tell(plan)
    choose(plan)
    for add in LAST_PLANNERS:
        add(plan)
    check_folders(plan)
    check_lengths(plan, project.facts_file)
    check_links(plan, [source.entry for source in sources], project.facts_file, theme)
    return plan


def _add_files(plan: Plan, sources: Iterable[KnownSource], cache: Path) -> None:
    """Plan the photos of all sources, and the files beside them."""
    for url, (file, shown_by) in sorted(files_of(sources, plan.site.addresses, cache).items()):
        plan.add_file(url, file, source=shown_by)


def files_of(
    sources: Iterable[KnownSource], addresses: Addresses, cache: Path
) -> dict[str, tuple[Copied | Sketched, str]]:
    """Return the photos of ``sources`` and the files beside them, by their address, with the path of the source that shows each."""
    sources, store = list(sources), photo_store(cache)
    files: dict[str, tuple[Copied | Sketched, str]] = {}
    for photo, shown_by in {photo: source.entry.path for source in sources for photo in source.entry.photos}.items():
        whole = partial(store.intact, photo.digest)
        # The end of its path in the store says what it is made of, and how.
        renditions = photo.renditions.split()
        for url, path in store.files(photo.base_url, photo.digest, renditions, addresses).items():
            copied = Copied(path, "/".join(path.parts[-4:]), whole)
            files[url] = Sketched(Path(photo.source), path.name) if photo.source else copied, shown_by
    for source in sources:
        for url, name in source.entry.files:
            path = Path(name)
            files[url] = Copied(path, str(stamp(name)), partial(store.offers, path)), source.entry.path
    return files
