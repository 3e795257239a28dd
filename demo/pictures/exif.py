"""What a phone writes into its files: maker, time and orientation. Not the place: a build would remind of it."""

from PIL import Image
from PIL.ExifTags import IFD, Base

MAKE = "Ban Tin"
MODEL = "Minh hoa"
TAKEN = "2026:01:01 08:00:00"

# How pixels must be turned for storage so that a viewer who honours the orientation shows them upright.
_STORED = {
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}


def as_stored(image: Image.Image, orientation: int) -> Image.Image:
    """Return the upright image turned the way a file with this EXIF orientation keeps it."""
    turn = _STORED.get(orientation)
    return image if turn is None else image.transpose(turn)


def tags(orientation: int) -> Image.Exif:
    """Return the EXIF block."""
    exif = Image.Exif()
    exif[Base.Make] = MAKE
    exif[Base.Model] = MODEL
    exif[Base.Orientation] = orientation
    exif[IFD.Exif] = {Base.DateTimeOriginal: TAKEN}
    return exif
