"""Jinja, set up once for each language of a page."""

from collections.abc import Callable, MutableMapping
from gettext import NullTranslations
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import Environment, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from ban_tin.articles.captions import credit_separator
from ban_tin.photos.markup import picture_html
from ban_tin.rendering.assets import Assets
from ban_tin.rendering.bytecode import CheckedBytecode
from ban_tin.rendering.filters import template_filters
from ban_tin.rendering.remember import RememberExtension
from ban_tin.rendering.theme_files import ThemeFiles
from ban_tin.site.facts import SiteFacts

#: What our templates are written with, beside Jinja itself.
EXTENSIONS: list[str | type[Extension]] = ["jinja2.ext.i18n", RememberExtension]


def _gettext(translations: NullTranslations) -> Callable[..., Markup]:
    """Return Jinja's own ``gettext`` of the new style; it looks a message without values up only once."""
    translated = translations.gettext
    known: dict[str, Markup] = {}

    def gettext(message: str, /, **values: object) -> Markup:
        found = known.get(message)
        if found is None or values:
            # Without values too, as in Jinja: a message writes a per cent sign as two.
            found = Markup(translated(message)) % values  # noqa: S704 - a catalogue of ours; a site's own words have no markup
            if not values:
                known[message] = found
        return found

    return gettext


class _Environment(Environment):
    """Jinja's, with a plain mapping of globals for each template: its chained one takes an eighth of the time of rendering."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


class Renderer:
    """Renders planned pages with the ``theme``; compiled templates are kept in the folder ``cache``, those of each ``code`` for itself."""

    def __init__(
        self, theme: ThemeFiles, site: SiteFacts, assets: Assets, cache: Path | None = None, code: str = ""
    ) -> None:
        self._theme = theme
        self._cache = cache
        self._code = code
        self._site = site
        self._assets = assets
        self._environments: dict[str, Environment] = {}

    def render(self, template: str, view: Any) -> str:
        """Return the page. Raises ``jinja2.TemplateError``; an undefined name is an error, never an empty space."""
        text = self.environment(view.lang).get_template(f"{template}.html").render(page=view)
        return text if text.endswith("\n") else text + "\n"

    def environment(self, lang: str) -> Environment:
        """Return the environment whose furniture is in ``lang``."""
        if lang not in self._environments:
            self._environments[lang] = self._make(lang)
        return self._environments[lang]

    def _make(self, lang: str) -> Environment:
        salt = f"{jinja2.__version__} {lang}"
        translations = self._site.translation(lang)
        # No fallback to Pelican's own theme: a misspelt template name has to be an error.
        environment = _Environment(
            loader=self._theme,
            extensions=EXTENSIONS,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            # A renderer lives no longer than the theme stays as it is.
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=CheckedBytecode(self._cache, salt, self._code) if self._cache else None,
        )
        environment.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
        environment.globals |= dict.fromkeys(("_", "gettext"), _gettext(translations))
        environment.policies["ext.i18n.trimmed"] = True
        environment.filters |= template_filters(lang, self._site.compounds)
        environment.globals |= {
            "site": self._site,
            "assets": self._assets,
            "picture": picture_html,
            "credit_separator": credit_separator,
            "lang": lang,
        }
        return environment
