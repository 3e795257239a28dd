"""What an editor should know of an article's photos before it is public."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

from ban_tin.articles.body.place import SourceContext
from ban_tin.language.vietnamese import nfc
from ban_tin.photos.plan import Photo
from ban_tin.views import Figure

#: A narrower photo is clearly less wide than the text, as copies from a chat are. In px.
SMALL_WIDTH = 600
#: A larger file is none that a phone's camera saves. In bytes.
LARGE_FILE = 25_000_000
#: Words that say there is a child in the photo. Grown-ups are honoured, meet and speak far more often than they are pupils.
_PUPILS = re.compile(
    r"\b(?:học sinh(?! động)|học trò|thiếu nhi|thiếu niên|nhi đồng|trẻ em|trẻ mầm non|trẻ mẫu giáo|các cháu|các em|em bé|bé (?:trai|gái)"
    r"|pupils?|students?|child(?:ren)?)\b",
    re.IGNORECASE,
)


def check_photos(
    figures: Iterable[Figure],
    photos: Iterable[Photo],
    consent: str,
    place: SourceContext,
    meant_small: Collection[str] = (),
) -> None:
    """Report small, large and located photos among ``photos``, and the first of ``figures`` with pupils without ``consent``.

    ``meant_small`` are the addresses of those that nobody has in a larger size.
    """
    figures = list(figures)
    shown = {figure.photo.base_url: figure.photo for figure in figures}
    for photo in shown.values():
        if photo.width < SMALL_WIDTH and photo.base_url not in meant_small:
            _report("photo-small", photo, place, width=str(photo.width))
    every = {photo.base_url: photo for photo in [*photos, *shown.values()]}
    for photo in every.values():
        if photo.encoded.located:
            _report("photo-location", photo, place)
        megabytes = Path(photo.source).stat().st_size / 1e6
        if megabytes > LARGE_FILE / 1e6:
            _report("photo-large", photo, place, megabytes=f"{megabytes:.0f}")
    if consent:
        return
    for figure in figures:
        found = _PUPILS.search(nfc(f"{figure.caption} {figure.alt}"))
        if found:
            _report("consent-missing", figure.photo, place, word=found[0])
            return  # One line in the front matter speaks for all photos.


def _report(kind: str, photo: Photo, place: SourceContext, **values: str) -> None:
    name = nfc(Path(photo.source).name)
    place.findings.add(kind, place.path, place.line_of(name, 0), image=name, **values)
