"""The link round a photo that shows it large."""

from xml.etree.ElementTree import Element


def enlarging_link(picture: Element, url: str, label: str) -> Element:
    """Return ``picture`` in a link to its largest rendition at ``url``.

    ``label`` says so, before what is seen on it: where a caption describes the photo, nothing else names the link.
    """
    image = next(picture.iter("img"))
    alt = image.get("alt", "")
    link = Element("a", {"class": "enlarge", "href": url, "aria-label": f"{label}: {alt}" if alt else label})
    link.append(picture)
    return link
