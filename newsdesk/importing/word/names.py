"""Names in the XML of Word files, and what their attributes say."""

from collections.abc import Iterator

from lxml import etree

Element = etree._Element

_ROOT = "http://schemas.openxmlformats.org/"
W = f"{{{_ROOT}wordprocessingml/2006/main}}"
A = f"{{{_ROOT}drawingml/2006/main}}"
C = f"{{{_ROOT}drawingml/2006/chart}}"
WP = f"{{{_ROOT}drawingml/2006/wordprocessingDrawing}}"
R = f"{{{_ROOT}officeDocument/2006/relationships}}"
M = f"{{{_ROOT}officeDocument/2006/math}}"
MC = f"{{{_ROOT}markup-compatibility/2006}}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix that Word itself uses
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

#: The strict form of the standard has other names for the same things.
STRICT = tuple(
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"{_ROOT}{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("drawingml/main", "drawingml/2006/main"),
        ("drawingml/chart", "drawingml/2006/chart"),
        ("drawingml/diagram", "drawingml/2006/diagram"),
        ("drawingml/picture", "drawingml/2006/picture"),
        ("drawingml/wordprocessingDrawing", "drawingml/2006/wordprocessingDrawing"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
        ("officeDocument/math", "officeDocument/2006/math"),
    )
)


def local(element: Element) -> str:
    """Return the name of ``element`` without its namespace; ``""`` for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(element: Element) -> str:
    """Return all letters below ``element``."""
    return "".join(str(each) for each in element.itertext())


def child(element: Element | None, name: str) -> Element | None:
    """Return the first child ``w:name``."""
    return None if element is None else element.find(W + name)


def value(element: Element | None, name: str = "val") -> str | None:
    """Return the attribute ``w:name``, also where it has no namespace."""
    if element is None:
        return None
    found = element.get(W + name)
    return element.get(name) if found is None else found


def child_value(element: Element | None, name: str) -> str | None:
    """Return ``w:val`` of the first child ``w:name``."""
    return value(child(element, name))


def is_on(element: Element | None) -> bool | None:
    """Return what an element such as ``w:b`` says; None where there is none."""
    if element is None:
        return None
    return value(element) not in {"0", "false", "off", "none"}


def whole(text: str | None, default: int = 0) -> int:
    """Return the whole number in ``text``, ``default`` where there is none; units that follow it are not looked at."""
    try:
        return int(float(text)) if text is not None else default
    except (ValueError, OverflowError):
        return default


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """Yield all elements below ``element`` whose names without namespace are among ``names``, in order."""
    yield from element.iter(*(f"{{*}}{name}" for name in names))
