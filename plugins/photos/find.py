"""From a name beside an article to a photo."""

from hashlib import blake2b
from pathlib import Path

from plugins.photos.encode import ACCEPTED, UnusablePhotoError, measure
from plugins.photos.plan import Photo, plan_photo
from plugins.translations import N_
from plugins.vietnamese import slugify


class WrongKindError(UnusablePhotoError):
    """The content of the file is not what its extension says; the message is the actual format."""


def find_photo(source: Path, folder_url: str) -> Photo:
    """Return the photo in the file ``source`` that an article at ``folder_url`` shows.

    Raises ``UnusablePhotoError`` for what Pillow can't read, ``WrongKindError`` for a misleading extension.
    """
    if source.stat().st_size == 0:
        raise UnusablePhotoError(N_("it is empty"))
    actual, width, height = measure(source)
    if actual not in ACCEPTED:
        raise UnusablePhotoError(f"{actual} is not supported")
    if source.suffix.lower() not in ACCEPTED[actual]:
        raise WrongKindError(actual)
    with source.open("rb") as file:
        digest = blake2b(file.read(), digest_size=8).hexdigest()
    stem = slugify(source.stem) or "anh"
    return plan_photo(source, digest, width, height, f"{folder_url}{stem}-{digest[:8]}")
