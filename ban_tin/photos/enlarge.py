"""The link round a photo that shows it large."""

from xml.etree.ElementTree import Element


def enlarging_link(picture: Element, url: str, label: str) -> Element:
    """Return ``picture`` in a link to its largest rendition at ``url``.

    ``label`` says so: a title names a link whose photo has no alternative text, and describes one that is named by it.
    """
    link = Element("a", {"class": "enlarge", "href": url, "title": label})
    link.append(picture)
    return link
