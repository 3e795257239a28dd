"""The form of an article's fields on the newsdesk: what they are, what the build says of what is typed, and how they are saved."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from anyio import CapacityLimiter
from starlette.routing import Route

from ban_tin.articles.attachments.kinds import IMAGES
from ban_tin.articles.front_matter.fields import FIELDS, PAGE_TEMPLATES, STATUSES
from ban_tin.language.translations import LANGUAGES
from ban_tin.language.vietnamese import nfc
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import source_folders
from newsdesk.desk.addresses import API
from newsdesk.desk.answering import by_json, by_query, refusing
from newsdesk.desk.bodies import read_text
from newsdesk.desk.desk import Desk, RefusedError
from newsdesk.desk.photos import read_size, small_photo_address
from newsdesk.editing.fields.groups import GROUPS, LABELS
from newsdesk.editing.fields.reading import FieldFinding, Form, Place, known_fields, read_form
from newsdesk.editing.fields.saving import save_fields
from newsdesk.editing.fields.typing import Value
from newsdesk.editing.fields.writing import UnsetError, set_fields
from newsdesk.editing.removed_files import find_unnamed
from newsdesk.editing.saving import Opened, open_article
from newsdesk.language import N_, catalogue, translate

#: Letters of all that is typed in one field; files that are listed beside an article.
_MOST_LETTERS, _MOST_FILES = 20_000, 500
#: Names that are offered for a field.
_OFFERED = 400
_BROKEN = N_("These are no fields. Load the page again.")
_CHANGED = N_("Somebody else changed this field meanwhile. Look at both, then choose.")


def fields_routes(desk: Desk) -> Sequence[Route]:
    """Return the routes of the form."""
    limiter = CapacityLimiter(4)
    handlers = (
        ("fields", by_query(lambda given, _: _shown(desk, read_text(given, "file")), limiter), "GET"),
        ("fields/check", by_json(lambda given, _: _check(desk, given), limiter), "POST"),
        ("article/fields", by_json(lambda given, by: _save(desk, given, by), limiter), "POST"),
    )
    return [Route(f"{API}{name}", handler, methods=[method]) for name, handler, method in handlers]


def _place(desk: Desk, opened: Opened, facts: SiteFacts) -> Place:
    root = desk.folder.folder.resolve()
    relative = opened.path.relative_to(root)
    _, pages = source_folders(root, facts.language)
    shown = nfc(f"{desk.folder.folder.name}/{relative.as_posix()}")
    return Place(opened.path.parent, relative, shown, relative.parts[0] == pages)


def _shown(desk: Desk, file: str) -> dict[str, Any]:
    opened, facts = open_article(desk.folder, file), desk.facts()
    place = _place(desk, opened, facts)
    form = read_form(opened.text, place, facts)
    return {
        "file": file,
        "digest": opened.digest,
        "page": place.page,
        "locked": form.locked,
        "fields": list(_fields(form, place.page)),
        "unknown": [{"name": name, "value": value} for name, value in form.unknown.items()],
        "choices": _choices(desk, facts),
        "files": (files := list(_files(place.folder, file))),
        "unnamed": find_unnamed(desk.folder, file, [each["name"] for each in files]),
        "slug": place.relative.parent.name,
        **_said(form),
    }


def _fields(form: Form, page: bool) -> Iterator[dict[str, Any]]:
    known = known_fields(page)
    for group, names in GROUPS.items():
        for name in names:
            if name not in known:
                continue
            rule, state = FIELDS[name], form.fields[name]
            yield {
                "name": name,
                "group": group,
                "shape": rule.shape.name.lower(),
                "required": rule.required and (name == "title" or not page),
                "most": rule.most,
                "example": rule.example.partition(": ")[2].strip('"'),
                "value": state.value,
                "likely": state.likely,
            }


def _said(form: Form) -> dict[str, Any]:
    """Return what is wrong with the fields, and the address that they make."""
    findings = [_told(each) for each in form.findings]
    return {"findings": findings, "address": form.address}


def _told(found: FieldFinding) -> dict[str, Any]:
    gettext = catalogue().gettext
    finding = found.finding
    return {
        "field": found.field,
        "severity": finding.severity.value,
        "message": finding.message(gettext),
        "fix": finding.fix(gettext),
    }


def _choices(desk: Desk, facts: SiteFacts) -> dict[str, list[str]]:
    """Return what a field may be, or has been elsewhere on the site: the most used first."""
    used: dict[str, Counter[str]] = {"tags": Counter(), "author": Counter()}
    site = desk.site()
    for row in (site.sources() if site else {}).values():
        if row is not None:
            used["tags"].update(row.entry.tags)
            used["author"].update(row.entry.authors)
    return {
        "category": [each.name for each in facts.categories],
        "status": list(STATUSES),
        "template": list(PAGE_TEMPLATES),
        "lang": list(LANGUAGES),
        **{name: [each for each, _ in counted.most_common(_OFFERED)] for name, counted in used.items()},
    }


def _files(folder: Path, file: str) -> Iterator[dict[str, Any]]:
    """Yield the photos and other files that lie beside the article."""
    try:
        found = sorted(each for each in folder.iterdir() if not each.name.startswith(".") and each.is_file())
    except OSError:
        return
    for each in [each for each in found if each.suffix.lower() != ".md"][:_MOST_FILES]:
        name, photo = nfc(each.name), each.suffix.lower().removeprefix(".") in IMAGES
        width, height = read_size(each) if photo else (0, 0)
        yield {
            "name": name,
            "kind": "photo" if width else "file",
            "width": width,
            "height": height,
            "bytes": each.stat().st_size,
            "shown": small_photo_address(file, name, 240) if width else "",
        }


def _check(desk: Desk, given: dict[str, Any]) -> dict[str, Any]:
    """Say what the build would of the fields as they are typed; nothing is written."""
    opened = open_article(desk.folder, read_text(given, "file"))
    values = _values(given)
    text = _made(lambda: set_fields(opened.text, values))
    facts = desk.facts()
    return _said(read_form(text, _place(desk, opened, facts), facts))


def _made(make: Callable[[], Any]) -> Any:
    try:
        return make()
    except UnsetError as error:
        label = translate(LABELS.get(error.field, error.field))
        raise RefusedError(translate(error.message).format(field=label), field=error.field) from None


def _save(desk: Desk, given: dict[str, Any], by: str) -> dict[str, Any]:
    file, digest, values = read_text(given, "file"), read_text(given, "digest"), _values(given)
    confirmed = given.get("confirmed", [])
    if not isinstance(confirmed, list) or not all(isinstance(each, str) for each in confirmed):
        raise RefusedError(translate(_BROKEN), status=400)
    with refusing(_CHANGED):
        opened = _made(lambda: save_fields(desk.folder, file, digest, values, confirmed, by))
    desk.show_written(file)
    return {"digest": opened.digest, "form": _shown(desk, file)}


def _values(given: Mapping[str, Any]) -> dict[str, Value | None]:
    """Return what the fields are to be set to. Raises ``RefusedError`` for anything else than values."""
    values = given.get("set", {})
    if not isinstance(values, dict) or len(values) > 2 * len(FIELDS) or not all(map(_is_value, values.values())):
        raise RefusedError(translate(_BROKEN), status=400)
    return values


def _is_value(value: object) -> bool:
    if value is None or isinstance(value, str):
        return len(value or "") <= _MOST_LETTERS
    if not isinstance(value, list) or len(value) > _MOST_FILES:
        return False
    if all(isinstance(each, str) for each in value):
        return sum(map(len, value)) <= _MOST_LETTERS
    return all(
        isinstance(each, dict)
        and set(each) <= {"file", "title"}
        and isinstance(each.get("file"), str)
        and all(isinstance(part, str) and len(part) <= _MOST_LETTERS for part in each.values())
        for each in value
    )
