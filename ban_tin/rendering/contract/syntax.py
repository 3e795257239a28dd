"""Jinja's complaints about a template's syntax, as kinds of findings."""

import re

from jinja2 import TemplateSyntaxError

#: What Jinja says, to the kind of finding with the values that it names.
_KINDS = (
    (r"Unexpected end of template\..*innermost block that needs to be closed is '(?P<tag>\w+)'", "theme-open"),
    (r"Encountered unknown tag '(?P<tag>\w+)'\..*block that needs to be closed is '(?P<open>\w+)'", "theme-tag"),
    (r"Encountered unknown tag '(?P<tag>\w+)'", "theme-tag-unknown"),
    (r"block '(?P<block>\w+)' defined twice", "theme-block-twice"),
)


def describe_syntax(error: TemplateSyntaxError) -> tuple[str, dict[str, str]]:
    """Return the kind of finding that ``error`` is, and its values."""
    message = error.message or ""
    for pattern, kind in _KINDS:
        if found := re.match(pattern, message, re.DOTALL):
            return kind, found.groupdict()
    return "theme-syntax", {"reason": message}
