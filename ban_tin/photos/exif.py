"""What a camera wrote into a photo, as far as it can be read: a good picture is not refused for the sake of odd data about it."""

from PIL import Image
from PIL.ExifTags import IFD, Base

#: How a picture is stored whose orientation has this number (EXIF 2.32, 4.6.4.A): what makes it upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def read_orientation(image: Image.Image) -> int:
    """Return the orientation of ``image``, from 1 to 8; 1, as it is stored, for a number or a type that there is not, as browsers do."""
    try:
        given = image.getexif().get(Base.Orientation, 1)
    except Exception:  # Pillow raises nearly anything there.
        return 1
    return given if type(given) is int and given in _TURNS else 1


def is_turned(image: Image.Image) -> bool:
    """Return whether the width of ``image`` as it is shown is the height of what is stored."""
    return read_orientation(image) >= 5


def make_upright(image: Image.Image) -> Image.Image:
    """Return ``image``, its pixels read, as it is to be shown: itself, where it is stored so. Raises what decoding raises."""
    image.load()
    turn = _TURNS.get(read_orientation(image))
    if turn is None:
        return image
    turned = image.transpose(turn)
    turned.info = {name: value for name, value in image.info.items() if name not in {"exif", "xmp"}}
    return turned


def names_place(image: Image.Image) -> bool:
    """Return whether ``image`` says where it was taken."""
    try:
        return bool(image.getexif().get_ifd(IFD.GPSInfo))
    except Exception:
        return False


def says_more(image: Image.Image) -> bool:
    """Return whether there is anything in ``image`` about how it was taken, whatever it is."""
    try:
        return bool(image.getexif())
    except Exception:
        return True
