"""What a request asks for: the fields of a query, a form or a JSON body."""

import json
from functools import lru_cache
from urllib.parse import parse_qsl

from counter.http.answers import HttpError

Fields = tuple[tuple[str, str], ...]
MAX_PATHS = 50


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


def read_number(fields: dict[str, str], name: str, default: int, largest: int) -> int:
    text = fields.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= largest):
        raise HttpError(400, f"{name} is a number from 1 to {largest}")
    return int(text)
