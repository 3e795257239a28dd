"""The ``<picture>`` element of a photo."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup, escape

from ban_tin.photos.placeholder import placeholder_class
from ban_tin.photos.plan import Photo, Rendition
from ban_tin.photos.sizes import BODY_SIZES

_TYPES = {"avif": "image/avif", "webp": "image/webp"}
_Tag = tuple[str, dict[str, str]]


def picture_element(photo: Photo, alt: str, sizes: str = BODY_SIZES, eager: bool = False) -> Element:
    """Return ``<picture>`` with srcset, width and height; ``eager`` for the first photo of a page only."""
    picture = Element("picture")
    for name, attributes in _inner_tags(photo, alt, sizes, eager):
        SubElement(picture, name, attributes)
    return picture


def picture_html(photo: Photo, alt: str, sizes: str = BODY_SIZES, eager: bool = False) -> Markup:
    """Return ``picture_element`` as HTML, for templates."""
    # All else are addresses, names and numbers of ours.
    inner = _inner_tags(photo, str(escape(str(alt))), str(escape(str(sizes))), eager)
    tags = [f"<{name}{_written(attributes)}>" for name, attributes in inner]
    return Markup(f"<picture>{''.join(tags)}</picture>")  # noqa: S704 - escaped


def _written(attributes: dict[str, str]) -> str:
    return "".join([f' {name}="{value}"' for name, value in attributes.items()])


def _inner_tags(photo: Photo, alt: str, sizes: str, eager: bool) -> list[_Tag]:
    offered = photo.by_format()
    fallback = offered.popitem()[1]
    tags: list[_Tag] = []
    for kind, renditions in offered.items():
        tags.append(("source", {"type": _TYPES[kind], "srcset": _srcset(photo, renditions), "sizes": sizes}))
    image = {"src": photo.url(photo.fallback), "srcset": _srcset(photo, fallback), "sizes": sizes, "alt": alt}
    image |= {"class": placeholder_class(photo.encoded.colour)}
    image |= {"width": str(photo.largest.width), "height": str(photo.largest.height)}
    image |= {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    tags.append(("img", image | {"decoding": "async"}))
    return tags


def _srcset(photo: Photo, renditions: Sequence[Rendition]) -> str:
    return ", ".join([f"{photo.url(rendition)} {rendition.width}w" for rendition in renditions])
