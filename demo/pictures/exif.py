"""What a phone writes into its files: maker, time, orientation and at times the place."""

from random import Random

from PIL import Image
from PIL.ExifTags import GPS, IFD, Base
from PIL.TiffImagePlugin import IFDRational

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


def _degrees(value: float) -> tuple[IFDRational, IFDRational, IFDRational]:
    """Return an angle as degrees, minutes and hundredths of seconds."""
    hundredths = round(value * 360_000)
    whole, rest = divmod(hundredths, 360_000)
    minutes, seconds = divmod(rest, 6_000)
    return IFDRational(whole, 1), IFDRational(minutes, 1), IFDRational(seconds, 100)


def tags(orientation: int, place: bool, r: Random) -> Image.Exif:
    """Return the EXIF block; place adds an invented position."""
    exif = Image.Exif()
    exif[Base.Make] = MAKE
    exif[Base.Model] = MODEL
    exif[Base.Orientation] = orientation
    exif[IFD.Exif] = {Base.DateTimeOriginal: TAKEN}
    if place:
        # In the open sea, where nobody lives: the province is invented too.
        exif[IFD.GPSInfo] = {
            GPS.GPSLatitudeRef: "N",
            GPS.GPSLatitude: _degrees(r.uniform(17.6, 18.2)),
            GPS.GPSLongitudeRef: "E",
            GPS.GPSLongitude: _degrees(r.uniform(108.2, 108.9)),
        }
    return exif
