"""What goes wrong while a page is rendered, as a finding at the line of the template."""

import re
import traceback
from pathlib import Path

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from ban_tin.findings import Finding
from ban_tin.rendering.contract.syntax import describe_syntax
from ban_tin.rendering.layers import Layers

_UNDEFINED = re.compile(r"'(?P<name>[^']+)' is undefined")
_LACKING = re.compile(r"'(?P<of>[^']+)' has no (?:attribute|element) '?(?P<name>[^']+)'?")


def explain_failure(error: Exception, theme: Layers, address: str) -> Finding:
    """Return the finding that ``error`` is, which the page at ``address`` raised with ``theme``.

    The traceback has to be there still: an exception that comes from another process has lost it.
    """
    path, line = _place(error, theme)
    kind, values = _kind(error, address)
    return Finding(path, line, kind, tuple(sorted(values.items())))


def _place(error: Exception, theme: Layers) -> tuple[str, int]:
    """Return the innermost line of a template; Jinja has led the traceback back to them."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return theme.shown(Path(error.filename)), error.lineno
    for frame, line in reversed(list(traceback.walk_tb(error.__traceback__))):
        if shown := theme.shown(Path(frame.f_code.co_filename)):
            return shown, line
    return f"{theme.name}/templates/{error.name}" if isinstance(error, TemplateNotFound) else theme.name, 0


def _kind(error: Exception, address: str) -> tuple[str, dict[str, str]]:
    if isinstance(error, TemplateSyntaxError):
        return describe_syntax(error)
    if isinstance(error, TemplateNotFound):
        return "theme-file-foreign", {"file": str(error.name or error.message)}
    if isinstance(error, UndefinedError):
        message = error.message or ""
        if found := _UNDEFINED.fullmatch(message):
            return "theme-page-name", {"address": address, "name": found["name"]}
        if found := _LACKING.match(message):
            if found["of"] == "None":
                return "theme-page-empty", {"address": address, "name": found["name"]}
            of = found["of"].removesuffix(" object").rpartition(".")[2]
            return "theme-page-field", {"address": address, "name": found["name"], "of": of}
    return "theme-page", {"address": address, "reason": f"{type(error).__name__}: {error}"}
