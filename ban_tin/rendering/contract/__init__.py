"""A theme is held to its view models: what its templates read must be there, before the first page is rendered.

``view_models.toml`` in the theme's folder names the view model of each template; a theme without that file declares
none.
"""

from collections.abc import Callable, Mapping

from jinja2 import Environment

from ban_tin.findings import Finding
from ban_tin.rendering.contract.declared import read_declared
from ban_tin.rendering.contract.failure import explain_failure
from ban_tin.rendering.contract.walk import Walk

__all__ = ["check_theme", "explain_failure", "read_declared"]


def check_theme(
    environment: Environment,
    view_models: Mapping[str, type],
    globals: Mapping[str, type],
    shown: Callable[[str], str],
) -> list[Finding]:
    """Return what is wrong with a theme, sorted by file and line; each place once, however many pages reach it.

    ``view_models`` gives each template (``"article"`` for ``article.html``) the type of the ``page`` that it sees,
    ``globals`` the types of what every template sees; other globals of ``environment`` are taken as they are. ``shown``
    turns the path of a template's file into the one that findings name. Nothing is rendered. Raises
    ``jinja2.TemplateNotFound`` for a view model without a template.
    """
    walk = Walk(environment, globals, shown)
    for name, view_model in view_models.items():
        walk.page(f"{name}.html", view_model)
    walk.syntax()
    return walk.found
