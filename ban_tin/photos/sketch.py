"""A photo that is not encoded yet: what its head tells, and a quick JPEG for whoever looks at it meanwhile."""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageOps

from ban_tin.photos.decoding import decoding, opened_image
from ban_tin.photos.encode import SHARING_FILE, check_head, opaque
from ban_tin.photos.exif import is_turned, make_upright, names_place
from ban_tin.photos.plan import ENCODING_PLAN, SHARING_SIZE, Encoded, EncodingPlan, Rendition, rendition_sizes

#: In the place of the photo until it has come: a light grey.
_COLOUR = (0xE0, 0xE0, 0xE0)
_OPTIONS = {"format": "JPEG", "quality": 75}


def sketch_photo(source: Path, recipe: EncodingPlan = ENCODING_PLAN) -> Encoded:
    """Return what will be made of the image in ``source``, as far as its head tells: JPEGs of all widths, with no size.

    Raises ``UnusablePhotoError`` as encoding would, but for what only the pixels tell.
    """
    check_head(source)
    with opened_image(source) as opened:
        width, height = opened.size
        if is_turned(opened):
            width, height = height, width
        sizes = rendition_sizes(width, height, recipe.widths)
        renditions = tuple(Rendition(*size, "jpg", 0) for size in reversed(sizes))
        return Encoded(str(opened.format), width, height, _COLOUR, names_place(opened), renditions)


def draw_sketch(source: Path, name: str) -> bytes:
    """Return a JPEG of the image in ``source``: a rendition by its ``name`` (``960.jpg``), or the sharing picture.

    Raises ``UnusablePhotoError``.
    """
    with decoding():
        width, height = SHARING_SIZE if name == SHARING_FILE else (int(name.partition(".")[0]), 0)
        with opened_image(source) as opened:
            # libjpeg reduces by 2, 4 or 8 while decoding; an upright photo that lies on its side needs more than it gets here.
            opened.draft("RGB", (width, width))
            image = opaque(make_upright(opened))
        if height:
            image = ImageOps.fit(image, (width, height))
        else:
            image = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.BILINEAR)
        content = BytesIO()
        image.save(content, **_OPTIONS)  # type: ignore[arg-type]
        return content.getvalue()
