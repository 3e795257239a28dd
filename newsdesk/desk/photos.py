"""Photos of an article on the newsdesk: taken in, shown, and read and written as fields."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ban_tin.articles.attachments.kinds import IMAGES
from ban_tin.articles.body.beside import file_beside
from ban_tin.photos.decoding import UnusablePhotoError, opened_image
from ban_tin.photos.exif import is_turned
from ban_tin.photos.sketch import draw_sketch
from newsdesk.desk.addresses import API
from newsdesk.desk.answering import answers_refusing, by_json
from newsdesk.desk.bodies import read_text, write_body
from newsdesk.desk.desk import HEADERS, Desk, RefusedError, answer
from newsdesk.desk.editing import read_changes
from newsdesk.editing.added_files import FILE_BYTES, PHOTO_BYTES, add_file
from newsdesk.editing.fields.saving import read_title
from newsdesk.editing.figures import Figure, Photo, UnknownFormError, UnwritableError, read_figures, write_figures
from newsdesk.editing.figures.following import takes_following
from newsdesk.editing.places import find_text
from newsdesk.editing.removed_files import remove_files, save_and_remove
from newsdesk.editing.saving import open_article
from newsdesk.language import N_, translate

#: Widths of the small photos in the fields.
_WIDTHS = (240, 480, 960)
#: Photos of one block, letters of one field.
_MOST_PHOTOS, _MOST_LETTERS = 200, 4000
_UNKNOWN = N_("These photos are written in a way that has no fields. Edit their lines as text.")
_BROKEN = N_("That is no list of photos. Load the page again.")
_LOST = N_("The photo was not sent whole. Try again.")


def photos_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of photos and other files beside an article."""
    # Each photo has a process of its own; more of them than cores would only take each other's time.
    taking = CapacityLimiter(max(2, os.cpu_count() or 2))
    looking = CapacityLimiter(4)
    # A photo that nobody took in may have 80 megapixels, and some copies of it are in memory while it is drawn.
    drawing = CapacityLimiter(2)

    async def add(request: Request) -> Response:
        asked = request.query_params
        name = asked.get("name", "")[:300]
        is_photo = name.rpartition(".")[2].lower() in IMAGES or "." not in name
        most = PHOTO_BYTES if is_photo else FILE_BYTES
        with TemporaryDirectory(prefix="ban-tin-add-") as folder:
            source = Path(folder, "given")
            if not await write_body(request, source, name, most, looking):
                raise RefusedError(translate(_LOST))
            work = _adding(
                desk,
                asked.get("file", ""),
                name,
                source,
                asked.get("as") == "file",
                max(1, _number(asked.get("number", ""))),
            )
            return answer(await run_sync(work, limiter=taking))

    async def photo(request: Request) -> Response:
        asked = request.query_params
        width = next((each for each in _WIDTHS if each >= _number(asked.get("width", ""))), _WIDTHS[-1])
        content = await run_sync(_small, desk, asked.get("file", ""), asked.get("name", ""), width, limiter=drawing)
        return Response(content, headers={**HEADERS, "Cache-Control": "private, max-age=60"}, media_type="image/jpeg")

    return [
        Route(f"{API}article/add-file", answers_refusing(add), methods=["POST"]),
        Route(f"{API}photo", answers_refusing(photo), methods=["GET"]),
        Route(f"{API}figures/read", by_json(lambda given, _: _read(desk, given), looking), methods=["POST"]),
        Route(f"{API}figures/write", by_json(lambda given, _: _write(given), looking), methods=["POST"]),
        Route(f"{API}photos/save", by_json(lambda given, by: _save(desk, given, by), looking), methods=["POST"]),
    ]


def _adding(desk: Desk, file: str, name: str, source: Path, attach: bool, number: int) -> Callable[[], dict[str, Any]]:
    def work() -> dict[str, Any]:
        title = read_title(open_article(desk.folder, file).text)
        added = add_file(desk.folder, file, name, source, title, attach=attach, number=number)
        return {
            "name": added.name,
            "kind": added.kind,
            "width": added.width,
            "height": added.height,
            "alt": "",
            "title": added.title,
            "done": list(added.done),
            "shown": small_photo_address(file, added.name) if added.kind == "photo" else "",
        }

    return work


def small_photo_address(file: str, name: str, width: int = 480) -> str:
    """Return where a small rendition of the photo ``name`` beside ``file`` is served."""
    return f"{API}photo?file={quote(file)}&name={quote(name)}&width={width}"


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0


def _beside(desk: Desk, file: str, name: str) -> Path | None:
    """Return the file ``name`` beside the article ``file``, None for none."""
    return file_beside(find_text(desk.folder, file).parent, name) if name and len(name) < 500 else None


def _small(desk: Desk, file: str, name: str, width: int) -> bytes:
    path = _beside(desk, file, name)
    if path is None or path.suffix.lower().removeprefix(".") not in IMAGES:
        raise RefusedError("no such photo", status=404)
    try:
        return draw_sketch(path, f"{width}.jpg")
    except (UnusablePhotoError, OSError):
        raise RefusedError("no photo", status=404) from None


def read_size(path: Path) -> tuple[int, int]:
    """Return width and height of the photo ``path`` as it is shown, from its head; zeros for what is no photo."""
    try:
        with opened_image(path) as opened:
            image: Image.Image = opened
            return image.size[::-1] if is_turned(image) else image.size
    except (UnusablePhotoError, OSError):
        return 0, 0


def _read(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    file = read_text(given, "file", 1000)
    try:
        figures = read_figures(read_text(given, "text")).figures
    except UnknownFormError:
        raise RefusedError(translate(_UNKNOWN), unknown=True) from None
    return {
        "figures": [
            {
                "photos": [_shown(desk, file, each) for each in figure.photos],
                "caption": figure.caption,
                "credit": figure.credit,
            }
            for figure in figures
        ]
    }


def _shown(desk: Desk, file: str, photo: Photo) -> dict[str, Any]:
    path = _beside(desk, file, photo.file)
    is_photo = path is not None and path.suffix.lower().removeprefix(".") in IMAGES
    return {
        "file": photo.file,
        "alt": photo.alt,
        "caption": photo.caption,
        "credit": photo.credit,
        "origin": photo.origin,
        "there": path is not None,
        "shown": small_photo_address(file, photo.file) if is_photo else "",
    }


def _write(given: dict[str, Any]) -> dict[str, Any]:
    text = read_text(given, "text")
    try:
        block = read_figures(text) if text else None
        made = write_figures(block, _figures(given.get("figures")))
        return {"text": made, "prose": takes_following(made, read_text(given, "following"))}
    except UnknownFormError:
        raise RefusedError(translate(_UNKNOWN), unknown=True) from None
    except UnwritableError as error:
        raise RefusedError(translate(str(error))) from None


def _figures(given: object) -> list[Figure]:
    if not isinstance(given, list) or len(given) > _MOST_PHOTOS:
        raise RefusedError(translate(_BROKEN), status=400)
    try:
        return [
            Figure(tuple(map(_photo, each["photos"])), _word(each, "caption"), _word(each, "credit"))
            for each in given
            if each["photos"]
        ]
    except (KeyError, TypeError, AttributeError):
        raise RefusedError(translate(_BROKEN), status=400) from None


def _photo(given: dict[str, Any]) -> Photo:
    origin = given.get("origin", -1)
    file, alt, caption, credit = (_word(given, name) for name in ("file", "alt", "caption", "credit"))
    if not file or not isinstance(origin, int):
        raise TypeError
    return Photo(file, alt, caption, credit, origin)


def _word(given: dict[str, Any], name: str) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or len(value) > _MOST_LETTERS:
        raise TypeError
    return value


def _save(desk: Desk, given: dict[str, Any], by: str) -> dict[str, Any]:
    """Save changes of lines, if there are any, and put the files that nothing names then into the trash, in one step to undo."""
    file, names, changes = read_text(given, "file", 1000), given.get("remove", []), given.get("changes")
    if not isinstance(names, list) or not all(isinstance(each, str) for each in names) or len(names) > _MOST_PHOTOS:
        raise RefusedError(translate(_BROKEN), status=400)

    if changes is None:
        return {"removed": remove_files(desk.folder, file, names, by)}
    made = read_changes(changes)
    opened, removed = save_and_remove(desk.folder, file, read_text(given, "digest"), made, names, by)
    desk.show_written(file)
    return {"digest": opened.digest, "removed": removed}
