"""Pelican with a run of its own: it reads what changed, plans the site, and makes and writes what depends on it."""

from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from pelican import Pelican
from pelican.generators import Generator
from pelican.plugins import signals
from pelican.plugins._utils import get_plugin_name, load_legacy_plugin

from ban_tin.building.build import build
from ban_tin.findings import refuse
from ban_tin.language.translations import N_, translation
from ban_tin.planning.blame import plugin_of
from plugins.newsroom.begun import begun
from plugins.newsroom.every_page import who_needs_every_page
from plugins.newsroom.others import strict
from plugins.newsroom.stage import build_every_page, stage
from plugins.newsroom.themes import is_pelican_theme, own_addresses, own_pages, write_lists, write_not_found
from plugins.newsroom.writer import SiteWriter


class NewsPelican(Pelican):  # type: ignore[misc]  # Pelican has no types
    """For the setting ``PELICAN_CLASS``, Pelican's own extension point.

    Articles become no Pelican objects: where a plugin or a theme wants them, Pelican's own run builds every page.
    A plugin that fails ends the build with exit code 1.
    """

    _writer: SiteWriter
    output_path: str

    def __init__(self, settings: dict[str, Any]) -> None:
        with strict(settings):
            super().__init__(settings)

    def init_plugins(self) -> None:
        """Load and register the plugins of the setting ``PLUGINS``, none of which may fail; no other is imported."""
        self.plugins = []
        for each in self.settings["PLUGINS"] or ():
            with strict(self.settings, each if isinstance(each, str) else get_plugin_name(each)):
                plugin = _loaded(each, self.settings.get("PLUGIN_PATHS", [])) if isinstance(each, str) else each
                plugin.register()
            self.plugins.append(plugin)
        self.settings["PLUGINS"] = [get_plugin_name(plugin) for plugin in self.plugins]

    def run(self) -> None:
        """Build the site. Leaves with exit code 1 when findings stop it."""
        with strict(self.settings):
            reason = who_needs_every_page(self)
            begins, output = begun(self.settings), Path(self.output_path)
            if reason is None:
                build(begins.project, begins.findings, output)
                signals.finalized.send(self)
                return
            gettext = translation(begins.project.language).gettext
            print(gettext(reason.message).format(**reason.values), flush=True)
            build_every_page(begins, output, self._run_into)

    def _run_into(self, folder: Path) -> None:
        """Let Pelican build the site into ``folder``."""
        output, settings = self.output_path, self.settings
        begins = begun(settings)
        settings.update(own_addresses(settings, begins.project.site))
        if is_pelican_theme(begins.project.theme):
            # Nothing on the pages of such a theme reports a view.
            begins.project = replace(begins.project, site=replace(begins.project.site, counter_path=""))
            settings.update(own_pages(settings, begins.project.site))
        settings["OUTPUT_PATH"] = self.output_path = str(folder)
        try:
            super().run()
        finally:
            settings["OUTPUT_PATH"] = self.output_path = output
        if self._writer.kept:
            gettext = translation(settings["DEFAULT_LANG"]).gettext
            message = gettext("These files are ours; what plugins or settings put in their place is left out: {names}.")
            print(message.format(names=", ".join(sorted(self._writer.kept))))

    def _get_generator_classes(self) -> list[type]:
        # The last one copies static files; what is ours among them has to be known by then.
        *generators, static = super()._get_generator_classes()
        return [*generators, PlanGenerator, static]

    def _get_writer(self) -> SiteWriter:
        """Return the writer, with the plan written: what Pelican's generators and other plugins do to its pages finds them there."""
        for receiver, writer in signals.get_writer.send(self):
            if isinstance(writer, type) and writer is not SiteWriter:
                name = plugin_of(receiver.__module__, self.settings["PLUGINS"] or ()) or receiver.__module__
                refuse(
                    self.settings["DEFAULT_LANG"],
                    N_("The plugin “{name}” cannot be used: it brings a writer of its own."),
                    name=name,
                )
        begins = begun(self.settings)
        assert begins.plan is not None
        written = stage(begins.project, begins.findings, begins.plan, Path(self.output_path))
        self._writer = SiteWriter(self.output_path, settings=self.settings)
        self._writer.keep(written.paths, written.replaced)
        return self._writer


def _loaded(name: str, folders: list[str]) -> Any:
    """Return the plugin that Pelican means by ``name``; Pelican itself imports every plugin that is installed, at any price."""
    installed = name.removeprefix("pelican.plugins.")
    found = find_spec(f"pelican.plugins.{installed}") if "." not in installed else None
    if found is not None and found.submodule_search_locations is not None:
        return import_module(found.name)
    return load_legacy_plugin(name, folders)


class PlanGenerator(Generator):  # type: ignore[misc]
    """Tells others of the plan's pages, and makes what a theme made for Pelican needs beside Pelican's own pages."""

    def generate_output(self, writer: SiteWriter) -> None:
        context, begins = self.context, begun(self.settings)
        plan = begins.plan
        assert plan is not None
        if is_pelican_theme(begins.project.theme):
            write_lists(self, writer, plan)
            write_not_found(self, writer, plan)
        context["staticfiles"][:] = [each for each in context["staticfiles"] if not writer.keeps(each.save_as)]
        told = {each.save_as for each in (*context["articles"], *context["hidden_articles"], *context["pages"])}
        for path in sorted(plan.pages.keys() - told):
            writer.tell(path, context)
