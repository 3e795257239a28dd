"""What a theme declares: ``view_models.toml`` in its folder names the view model of each template.

[templates]
article = "ArticlePage"   # templates/article.html is rendered from ban_tin.views.ArticlePage
"""

import re
import tomllib
from typing import Any

from ban_tin import views as view_models
from ban_tin.findings import Findings
from ban_tin.language.translations import N_
from ban_tin.rendering.contract.named import add_named
from ban_tin.rendering.layers import Layers
from ban_tin.source_files import UnusableFileError, read_text
from ban_tin.views.pages import View

FILE = "view_models.toml"
#: The view models of whole pages, by name.
PAGES: dict[str, type] = {
    name: value for name, value in vars(view_models).items() if isinstance(value, type) and issubclass(value, View)
}


def read_declared(theme: Layers, findings: Findings) -> dict[str, type] | None:
    """Return the view model of each template of ``theme``; ``None`` when the theme declares none.

    What can't be used is a finding and left out.
    """
    path = theme.file(FILE)
    shown = theme.shown(path)
    try:
        source = read_text(path)
    except FileNotFoundError:
        return None
    except UnusableFileError as error:
        findings.add(error.kind, shown, 0, **error.values)
        return {}
    try:
        document = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"line (\d+)", str(error))
        findings.add("theme-toml", shown, int(found[1]) if found else source.count("\n") + 1, reason=str(error))
        return {}
    except (RecursionError, ValueError, OverflowError):  # Brackets or digits by the thousand.
        findings.add("theme-toml", shown, 0, reason=N_("it is nested too deep, or has a number that is too long"))
        return {}
    templates = document.get("templates")
    if not isinstance(templates, dict):
        findings.add("theme-templates", shown)
        return {}
    return {
        template: PAGES[name]
        for template, name in templates.items()
        if _is_usable(template, name, theme, shown, _line(source, template), findings)
    }


def _is_usable(template: str, name: Any, theme: Layers, shown: str, line: int, findings: Findings) -> bool:
    if not theme.file(f"templates/{template}.html").is_file():
        there = {path.stem for layer in theme.layers for path in (layer.folder / "templates").glob("*.html")}
        add_named(findings, "theme-template", shown, line, template, sorted(there), name=template)
        return False
    if not isinstance(name, str) or name not in PAGES:
        add_named(findings, "theme-class", shown, line, str(name), sorted(PAGES), name=str(name))
        return False
    return True


def _line(source: str, key: str) -> int:
    lines = source.splitlines()
    pattern = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*=""")
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), 0)
