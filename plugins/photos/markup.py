"""The ``<picture>`` element of a photo."""

from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from plugins.photos.placeholder import placeholder_class
from plugins.photos.plan import Photo
from plugins.photos.sizes import BODY_SIZES

_TYPES = {"avif": "image/avif", "webp": "image/webp"}


def picture_element(photo: Photo, alt: str, sizes: str = BODY_SIZES, eager: bool = False) -> Element:
    """Return ``<picture>`` with srcset, width and height; ``eager`` for the first photo of a page only."""
    picture = Element("picture")
    *offered, fallback = photo.formats
    for each in offered:
        SubElement(picture, "source", {"type": _TYPES[each], "srcset": _srcset(photo, each), "sizes": sizes})
    image = {"src": photo.url(photo.fallback), "srcset": _srcset(photo, fallback), "sizes": sizes, "alt": alt}
    image |= {"class": placeholder_class(photo.encoded.colour)}
    image |= {"width": str(photo.largest.width), "height": str(photo.largest.height)}
    image |= {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    SubElement(picture, "img", image | {"decoding": "async"})
    return picture


def picture_html(photo: Photo, alt: str, sizes: str = BODY_SIZES, eager: bool = False) -> Markup:
    """Return ``picture_element`` as HTML, for templates."""
    return Markup(tostring(picture_element(photo, alt, sizes, eager), encoding="unicode", method="html"))  # noqa: S704


def _srcset(photo: Photo, format: str) -> str:
    return ", ".join(f"{photo.url(rendition)} {rendition.width}w" for rendition in photo.of(format))
