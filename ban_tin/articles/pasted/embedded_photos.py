"""Photos inside the text: each is an error, which is told without its thousand lines."""

from ban_tin.articles.embedded import decode_photo, file_name, find_embedded
from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.sheet import Edit, Sheet


def tell_embedded_photos(lines: list[Line], report: LineReport) -> list[Line]:
    """Report the photos inside the text, and take them out."""
    if not any("data:" in line.text.lower() for line in lines):
        return lines
    sheet = Sheet(lines)
    edits: list[Edit] = []
    taken: set[str] = set()
    for photo in find_embedded(sheet.text):
        if edits and photo.start < edits[-1].end:
            continue
        name = file_name(photo, taken)
        taken.add(name)
        number = sheet.number(photo.start)
        if decode_photo(photo) is None:
            report("photo-embedded-broken", number, alt=photo.alt or photo.name or "…")
        else:
            report("photo-embedded", number, alt=photo.alt or photo.name or "…", typed=photo.markdown(name).strip())
        edits.append(Edit(photo.start, photo.end, "\n" if photo.name else ""))
    return sheet.edited(edits)
