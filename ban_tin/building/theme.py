"""The theme of a build: held to its view models, and what makes pages with it."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from ban_tin.building.commit import PageError
from ban_tin.building.environment import closures, digest_of, digests_of
from ban_tin.building.inputs import Inputs, short
from ban_tin.findings import Finding, Findings, report_and_exit
from ban_tin.language.translations import N_
from ban_tin.machine.cache import cached_bytes
from ban_tin.planning.blame import crash_finding, is_ours, source_made
from ban_tin.planning.plan import PlannedPage, Recipe, page_address
from ban_tin.rendering import Renderer, ThemeFiles
from ban_tin.rendering.assets import Assets, load_assets
from ban_tin.rendering.contract import check_theme, explain_failure, read_declared
from ban_tin.rendering.contract.declared import FILE
from ban_tin.rendering.layers import note_unusable, theme_layers
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import Project

#: What every template sees beside its page.
_GLOBALS = {"site": SiteFacts, "assets": Assets, "lang": str}


class _WrongThemeError(Exception):
    """The theme has findings: nothing is kept of it."""


class Theme:
    """The theme of a ``project``, for the site that it is. ``code`` are the digests of what pages depend on beside it."""

    def __init__(self, project: Project, findings: Findings, code: Mapping[str, str]) -> None:
        self._project, self._findings = project, findings
        self._layers, self._site, cache = theme_layers(project), project.site, project.cache
        self.assets = load_assets(self._layers, self._site, project.content, cache)
        theme = ThemeFiles(self._layers)
        self._renderer = Renderer(theme, self._site, self.assets, cache / "templates", digest_of(code))
        self._declared = read_declared(self._layers, self._findings) or {}
        templates = digests_of(theme.files)
        models = {name: model.__name__ for name, model in self._declared.items()}
        shown = {theme.shown(name): digest for name, digest in templates.items()}
        shown[self._layers.shown(self._layers.file(FILE))] = digest_of(models)
        #: Of every file that pages depend on, and that is no content.
        self.digests = {**code, **shown}
        made_of = {name: f"{each}:{models.get(name)}" for name, each in closures(theme.files, templates).items()}
        self.inputs = Inputs(digest_of(code), short(self._site), short(self.assets.shown()), made_of)

    def check(self) -> None:
        """Report what templates read that their view models don't have; what was right once, for whichever site, is not walked through again."""
        with suppress(_WrongThemeError):
            cached_bytes(self._project.cache / "themes" / digest_of(self.digests), self._walk)

    def _walk(self) -> bytes:
        environment = self._renderer.environment(self._site.language)
        found = check_theme(environment, self._declared, _GLOBALS, lambda path: self._layers.shown(Path(path)))
        if found:
            self._findings.found.update(found)
            raise _WrongThemeError
        return b"right"

    def make(self, path: str, planned: Any) -> bytes:
        """Return the bytes of a planned page or file. Raises ``PageError`` for one that its template can't show, or ours can't make."""
        try:
            return self._make(path, planned)
        except PageError:
            raise
        except Exception as error:
            if not is_ours(error, self._project.plugins):
                raise
            raise unmade(error, path, planned, self._project) from error

    def _make(self, path: str, planned: Any) -> bytes:
        if isinstance(planned, PlannedPage):
            view = planned.view
            if self._declared.get(planned.template) is not type(view):
                reason = N_("the theme declares no view model for its template, or another one")
                values = (("address", page_address(path)), ("reason", reason))
                raise PageError(Finding(self._layers.shown(self._layers.file(FILE)), 0, "theme-page", values))
            try:
                return self._renderer.render(planned.template, view).encode()
            except Exception as error:
                raise PageError(explain_failure(error, self._layers, page_address(path))) from error
        if isinstance(planned, Recipe):
            made: bytes = planned.value()
            return made
        return bytes(planned)


def load_theme(project: Project, findings: Findings, code: Mapping[str, str]) -> Theme:
    """Return the theme of ``project``. Leaves with exit code 1 where it can't be loaded, and says so among ``findings``."""
    try:
        return Theme(project, findings, code)
    except (OSError, ValueError) as error:
        note_unusable(error, theme_layers(project), findings)
        report_and_exit(findings, project.language, project.strict)
        raise AssertionError("a theme that can't be loaded stops the build") from error


def unmade(error: Exception, path: str, planned: Any, project: Project) -> PageError:
    """Return what is said of ``error``, a fault of ours that came while ``planned`` was made."""
    source = source_made(error, planned.made if isinstance(planned, PlannedPage) else planned)
    return PageError(crash_finding(error, source or page_address(path), project))
