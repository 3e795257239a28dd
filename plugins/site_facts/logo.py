"""The department's logo stands in the pages themselves: it must be a drawing that brings nothing else along."""

from pathlib import Path
from xml.etree import ElementTree

from plugins.translations import N_


def logo_problem(path: Path) -> str:
    """Return why the file can't be the logo, or ``""``."""
    try:
        # The file is the operator's own; expat limits what entities may expand to.
        root = ElementTree.fromstring(path.read_text(encoding="utf-8-sig"))  # noqa: S314
    except (UnicodeDecodeError, ElementTree.ParseError, ValueError):
        return N_("it is not an SVG file")
    if _local(root.tag) != "svg":
        return N_("it is not an SVG file")
    if "viewBox" not in root.attrib:
        return N_("it has no viewBox")
    for element in root.iter():
        if _local(element.tag) in {"script", "foreignObject", "iframe"}:
            return N_("it holds a script or a part of a web page")
        for name, value in element.attrib.items():
            if _local(name).lower().startswith("on"):
                return N_("it holds a script or a part of a web page")
            if (_local(name) in {"href", "src"} and not value.startswith("#")) or _reaches_out(value):
                return N_("it refers to another file")
        if _local(element.tag) == "style" and _reaches_out(element.text or ""):
            return N_("it refers to another file")
    return ""


def _local(name: object) -> str:
    return str(name).rpartition("}")[2]


def _reaches_out(text: str) -> bool:
    """Return whether a style asks for something that is not in the same file."""
    bare = "".join(text.split()).replace('"', "").replace("'", "").lower()
    return "@import" in bare or bare.count("url(") > bare.count("url(#")
