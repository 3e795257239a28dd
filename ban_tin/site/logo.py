"""The department's logo: a drawing (SVG) that brings nothing else along, or a picture (PNG) of a sensible size."""

import stat
from io import BytesIO
from pathlib import Path
from warnings import catch_warnings, simplefilter

from PIL import Image, ImageCms

from ban_tin.findings.report import Findings
from ban_tin.language.translations import N_
from ban_tin.safe_svg import UnsafeDrawingError, read_drawing

#: Of the file, in bytes.
MAX_BYTES = 1_000_000
#: Pixels of the longer side: the icon that telephones keep has 180; more than the other is no logo, and costs every build its time.
LEAST_SIDE, MOST_SIDE = 180, 2048


class UnusableLogoError(ValueError):
    """The picture can't be the logo; the message says why."""


def is_picture(logo: str) -> bool:
    """Return whether the file ``logo`` is to be a picture; all else is to be a drawing."""
    return logo.lower().endswith(".png")


def read_picture(path: Path) -> Image.Image:
    """Return the logo in the PNG file ``path`` as RGBA in sRGB, without metadata. Raises ``UnusableLogoError``."""
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnusableLogoError(N_("it is not a file"))
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise UnusableLogoError(N_("it cannot be read")) from None
    if len(content) > MAX_BYTES:
        raise UnusableLogoError(N_("it has more than 1 MB"))
    try:
        with catch_warnings():
            simplefilter("ignore")
            return _decoded(content)
    except UnusableLogoError:
        raise
    except Exception:  # As for photos: files from outside make Pillow raise nearly everything there is.
        raise UnusableLogoError(N_("it is not a PNG picture, or it is damaged")) from None


def _decoded(content: bytes) -> Image.Image:
    with Image.open(BytesIO(content), formats=("PNG",)) as opened:
        if max(opened.size) > MOST_SIDE:
            raise UnusableLogoError(N_("a side has more than 2048 pixels"))
        if max(opened.size) < LEAST_SIDE:
            raise UnusableLogoError(N_("its longer side has fewer than 180 pixels"))
        if getattr(opened, "is_animated", False):
            raise UnusableLogoError(N_("it is animated"))
        profile = opened.info.get("icc_profile")
        shown = opened.convert("RGBA")
    plain = Image.new("RGBA", shown.size)
    plain.paste(_in_srgb(shown.convert("RGB"), profile))
    plain.putalpha(shown.getchannel("A"))
    return plain


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return ``image`` in sRGB; a profile of another kind of image, or a damaged one, changes nothing."""
    if not profile:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB")) or image
    except (ImageCms.PyCMSError, OSError):
        return image


def check_logo(file: str, folder: Path, shown_path: str, line: int, findings: Findings) -> None:
    """Add a finding at ``line`` of ``shown_path`` for everything that the logo ``file`` in ``folder`` can't be published with."""
    path = folder / file
    try:
        path.lstat()
    except (OSError, ValueError):  # ValueError: no file can have that name.
        findings.add("logo-missing", shown_path, line, file=file, folder=str(Path(shown_path).parent))
        return
    if is_picture(file):
        try:
            read_picture(path)
        except UnusableLogoError as error:
            findings.add("logo-picture", shown_path, line, file=file, reason=str(error))
        return
    try:
        read_drawing(path)
    except UnsafeDrawingError as error:
        for reason, element, attribute in error.problems:
            if attribute:
                findings.add(
                    "logo-attribute", shown_path, line, file=file, reason=reason, element=element, attribute=attribute
                )
            elif element:
                findings.add("logo-element", shown_path, line, file=file, reason=reason, element=element)
            else:
                findings.add("logo-unusable", shown_path, line, file=file, reason=reason)
