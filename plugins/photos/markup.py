"""The ``<picture>`` element of a photo."""

from xml.etree.ElementTree import Element, SubElement, tostring

from markupsafe import Markup

from plugins.photos.plan import FORMATS, Photo

_TYPES = {"webp": "image/webp"}
#: How wide a photo is shown in the text, from the theme: the measure on a desk, the page's width on a phone.
BODY_SIZES = "(min-width: 46rem) 42rem, calc(100vw - 2rem)"


def picture_element(photo: Photo, alt: str, sizes: str = BODY_SIZES, eager: bool = False) -> Element:
    """Return ``<picture>`` with srcset, width and height; ``eager`` for the first photo of a page only."""
    picture = Element("picture")
    for each in FORMATS[:-1]:
        SubElement(picture, "source", {"type": _TYPES[each], "srcset": _srcset(photo, each), "sizes": sizes})
    fallback = photo.fallback
    image = {"src": fallback.url, "srcset": _srcset(photo, FORMATS[-1]), "sizes": sizes, "alt": alt}
    image |= {"width": str(photo.largest.width), "height": str(photo.largest.height)}
    image |= {"fetchpriority": "high"} if eager else {"loading": "lazy"}
    SubElement(picture, "img", image | {"decoding": "async"})
    return picture


def picture_html(photo: Photo, alt: str, sizes: str = BODY_SIZES, eager: bool = False) -> Markup:
    """Return ``picture_element`` as HTML, for templates."""
    return Markup(tostring(picture_element(photo, alt, sizes, eager), encoding="unicode", method="html"))  # noqa: S704


def _srcset(photo: Photo, format: str) -> str:
    return ", ".join(f"{rendition.url} {rendition.width}w" for rendition in photo.of(format))
