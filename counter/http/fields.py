"""What a request asks for: the fields of a query, a form or a JSON body."""

import json
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import parse_qsl

from counter.http.answers import HttpError

Fields = tuple[tuple[str, str], ...]
MAX_PATHS = 50
FORM = b"application/x-www-form-urlencoded"


def read_query(query: bytes) -> Fields:
    """Raises HttpError, as all of these."""
    if len(query) > 16_384:
        raise HttpError(400, "too long")
    return read_form(query)


def read_form(body: bytes) -> Fields:
    return _short_form(body) if len(body) <= 512 else _parse_form(body)


def _parse_form(body: bytes) -> Fields:
    try:
        return tuple(parse_qsl(body.decode("latin-1"), keep_blank_values=True, max_num_fields=2 * MAX_PATHS))
    except ValueError:
        raise HttpError(400, "not a form") from None


_short_form = lru_cache(4096)(_parse_form)  # the same few pages again and again


def read_json(body: bytes) -> Fields:
    try:
        given = json.loads(body)
        fields = (("path", given["path"]), *(("also", path) for path in list(given.get("also", []))))
        good = isinstance(given.get("also", []), list) and all(isinstance(path, str) for _, path in fields)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        good = False
    if not good:
        raise HttpError(400, 'send {"path": "/…/", "also": ["/…/"]}')
    return fields


def sent_fields(body: bytes, kind: bytes, names: Iterable[str]) -> dict[str, str]:
    """The fields called ``names`` of a form or a JSON object, once each; empty where they were not sent.

    Nothing is remembered of them, unlike in ``read_form``.
    """
    if kind == FORM:
        pairs = list(_parse_form(body))
    else:
        try:
            given = json.loads(body)
            pairs = [(name, str(value)) for name, value in given.items() if isinstance(value, str | int)]
        except (ValueError, AttributeError, RecursionError):
            raise HttpError(400, "not a JSON object") from None
    found = {name: [value for key, value in pairs if key == name] for name in names}
    if any(len(values) > 1 for values in found.values()):
        raise HttpError(400, "send each field once")
    return {name: "".join(values) for name, values in found.items()}


def read_number(fields: dict[str, str], name: str, default: int, largest: int) -> int:
    text = fields.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= largest):
        raise HttpError(400, f"{name} is a number from 1 to {largest}")
    return int(text)
