"""Raw HTML from other programs: what only says how something looks is taken out, the words stay."""

import re

from ban_tin.findings import Finding
from newsdesk.fixing.edits import Edits, NamesTaken, line_at, replace_line

#: Attributes that say how something looks, or what an editing program noted for itself. None holds a word that readers see.
PRESENTATIONAL = {
    "align", "alink", "background", "bgcolor", "border", "bordercolor", "cellpadding", "cellspacing", "char", "charoff", "clear",
    "color", "compact", "contenteditable", "face", "frame", "frameborder", "height", "hspace", "link", "marginheight",
    "marginwidth", "noshade", "nowrap", "rules", "scrolling", "size", "spellcheck", "style", "target", "valign", "vlink", "vspace",
    "width",
}  # fmt: skip
#: Of programs, and of scripts, which the site doesn't run.
_PREFIXES = ("data-", "on", "xmlns", "v:", "o:", "w:", "mso-", "ng-", "v-")
#: An attribute in a tag, with the space before it.
_ATTRIBUTE = r"""\s+{name}(?![\w:.-])(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>=<`]+))?"""
#: A tag on one line, its quoted values as wholes.
TAG = re.compile(
    r"""<(?P<element>[a-z][a-z0-9]*)(?P<rest>(?:\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>=<`]+))?)*\s*/?)>""",
    re.IGNORECASE,
)
_HEADING = re.compile(r"<(?P<slash>/?)h1(?=[\s>/])", re.IGNORECASE)


def is_presentational(attribute: str) -> bool:
    """Return whether an ``attribute`` says nothing that readers would miss."""
    return attribute.lower() in PRESENTATIONAL or attribute.lower().startswith(_PREFIXES)


def drop_attribute(text: str, finding: Finding, taken: NamesTaken) -> Edits | None:
    """Take an attribute that only says how something looks out of the tags of one element in a line."""
    values = dict(finding.values)
    name, element = values["attribute"], values["element"]
    if not is_presentational(name):
        return None
    line = line_at(text, finding.line)
    attribute = re.compile(_ATTRIBUTE.format(name=re.escape(name)), re.IGNORECASE)

    def without(tag: re.Match[str]) -> str:
        if tag["element"].lower() != element:
            return tag[0]
        return f"<{tag['element']}{drop_from_tag(tag['rest'], attribute)}>"

    changed = TAG.sub(without, line)
    return Edits(replace_line(text, finding.line, changed)) if changed != line else None


def drop_from_tag(rest: str, attribute: re.Pattern[str]) -> str:
    """Return what stands behind the name of an element, without the ``attribute``: never one that is named in a value."""
    parts = re.findall(r"""\s+[^\s"'<>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>=<`]+))?|\s*/?$""", rest)
    return "".join(part for part in parts if not attribute.fullmatch(part))


def lower_html_heading(text: str, finding: Finding, taken: NamesTaken) -> Edits | None:
    """Write ``<h1>`` as ``<h2>``, with its end, which may stand on a later line."""
    if dict(finding.values)["element"].lower() != "h1":
        return None
    number, changed = finding.line, text
    while line := line_at(text, number):
        lowered = _HEADING.sub(r"<\g<slash>h2", line)
        if lowered != line:
            changed = replace_line(changed, number, lowered)
        if "</h1" in line.lower():
            return Edits(changed)
        number += 1
    return Edits(changed) if changed != text else None
