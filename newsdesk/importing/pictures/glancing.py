"""A picture as far as its head tells: for a text that is to be seen before its photos are taken in."""

from hashlib import sha256
from io import BytesIO
from pathlib import Path

from ban_tin.photos.decoding import UnusablePhotoError, decoding, opened_image
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.pictures.taking_in import TakenPicture, UnusablePictureError, refusal_of, take_in

#: Kinds that become JPEG, whatever is in them.
_PHOTOS = frozenset(("JPEG", "MPO", "HEIF", "TIFF"))
#: Pixels up to which a drawing is taken in at once, which tells its kind.
_SMALL = 1_000_000


def glance_at(source: bytes | Path) -> TakenPicture:
    """Return the picture in ``source`` unchanged, with the name and size that ``take_in`` will most likely give it.

    Raises ``UnusablePictureError`` for what its head tells to be none.
    """
    try:
        with decoding():
            content = source.read_bytes() if isinstance(source, Path) else source
        if not content:
            return take_in(source)  # which says why
        with opened_image(BytesIO(content)) as opened:
            kind, size, refusal = str(opened.format), opened.size, refusal_of(opened)
    except UnusablePhotoError:
        return take_in(source)
    if refusal is not None:
        raise UnusablePictureError(*refusal)
    if kind not in _PHOTOS and size[0] * size[1] <= _SMALL:
        return take_in(content)
    scale = min(1.0, LIMITS.picture_side / max(size))
    width, height = round(size[0] * scale), round(size[1] * scale)
    return TakenPicture(content, ".jpg", width, height, sha256(content).hexdigest())
