"""The plan of a site, made when everything is read and before anything is written.

Receivers of ``planning`` add their pages and files to the plan (its sender); they run in no particular
order and only look at what was read. Those of ``planned`` look at all of that, and add files about it. Errors end the
build here, so that ``output/`` stays as it was.
"""

from pathlib import Path
from typing import Any

from blinker import Signal
from pelican import signals
from pelican.generators import ArticlesGenerator, Generator, PagesGenerator

from plugins.counts import load_counts
from plugins.findings import stop_on
from plugins.photos import photo_store
from plugins.site_plan.build import gather
from plugins.site_plan.links import check_links
from plugins.site_plan.plan import Plan, PlannedPage, page_path
from plugins.site_plan.sources import PlannedStaticPage

__all__ = ["Plan", "PlannedPage", "PlannedStaticPage", "page_path", "planned", "planning", "register"]

#: Sent with a ``Plan`` as its sender.
planning = Signal("Sent when a site is planned; receivers add pages and files.")
#: Sent with the same ``Plan`` when all its pages are there.
planned = Signal("Sent when every page of a site is planned; receivers add files about them.")


def _plan(generators: list[Any]) -> None:
    articles = next(each for each in generators if isinstance(each, ArticlesGenerator))
    pages = next(each for each in generators if isinstance(each, PagesGenerator))
    settings = articles.settings
    findings = settings["FINDINGS"]
    store = photo_store(settings["CACHE_FOLDER"])
    gathered = gather(articles.articles, pages.pages, settings["SITE"], settings["BUILD_TIME"], store, findings)
    if findings.stop(strict=False):
        stop_on(settings)  # A plan of what could not be read would find links broken that are not.
    content = Path(settings["PATH"])
    site = settings["SITE"]
    plan = Plan(
        site=site,
        now=settings["BUILD_TIME"],
        news=tuple(article for article in gathered.news if not article.withdrawn),
        withdrawn=tuple(article for article in gathered.news if article.withdrawn),
        static_pages=gathered.static_pages,
        aliases=gathered.aliases,
        counts=load_counts(content / "counts.json", f"{content.name}/counts.json", findings)
        if site.counter_path
        else None,
        findings=findings,
        settings=settings,
    )
    photo_files = {url: path for photo in gathered.photos for url, path in store.files(photo).items()}
    for url, path in sorted({**photo_files, **gathered.files}.items()):
        plan.add_file(url, path)
    planning.send(plan)
    planned.send(plan)
    check_links(plan, [*articles.articles, *pages.pages], f"{content.name}/site.toml")
    stop_on(settings)
    for generator in generators:
        generator.context["PLAN"] = plan


class SiteGenerator(Generator):  # type: ignore[misc]  # Pelican has no types
    """Hands every planned page to the writer, those of articles and pages too."""

    def generate_output(self, writer: Any) -> None:
        static = {each.save_as: Path(each.source_path) for each in self.context["staticfiles"]}
        writer.write_plan(self.context["PLAN"], static)


def _generators(pelican: Any) -> type[SiteGenerator]:
    return SiteGenerator


def register() -> None:
    """Connect the plan between reading and writing; needs ``plugins.output_tree`` as the writer."""
    signals.all_generators_finalized.connect(_plan)
    signals.get_generators.connect(_generators)
