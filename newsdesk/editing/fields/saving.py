"""Fields saved to the file: what others did to it meanwhile stays, unless it was the same field."""

from collections.abc import Iterable, Mapping

from ban_tin.articles.front_matter.parse import Source, parse_source
from ban_tin.findings.report import Findings
from newsdesk.editing.errors import ConflictError
from newsdesk.editing.fields.head import NoHeadError, read_head
from newsdesk.editing.fields.typing import Value
from newsdesk.editing.fields.writing import set_fields, typed_name
from newsdesk.editing.places import find_text
from newsdesk.editing.saving import Opened, base_text, write_text
from newsdesk.editing.texts import plain
from newsdesk.site_folder import SiteFolder


def save_fields(
    site: SiteFolder,
    file: str,
    digest: str,
    values: Mapping[str, Value | None],
    confirmed: Iterable[str],
    by: str,
) -> Opened:
    """Set ``values`` in the head of ``file``, as it was of ``digest`` when they were typed.

    Raises ``ConflictError`` where one of these fields is another meanwhile, ``UnsetError``, ``UnsavableError``.
    """
    path = find_text(site, file)

    def make(current: str | None, now: str) -> str:
        text = current or ""
        made = set_fields(text, values, confirmed)
        base = text if now == digest else base_text(site, file, digest)
        if base is not None and base != text:
            for name in values:
                if _lines(base, name) != _lines(text, name) != _lines(made, name):
                    raise ConflictError(_lines(base, name), _lines(text, name), _lines(made, name), digest=now)
        return made

    return write_text(site, file, path, make, by, "fields")


def _lines(text: str, name: str) -> str:
    """Return the lines of a field as they are typed."""
    try:
        head = read_head(text)
    except NoHeadError:
        return ""
    return "\n".join(plain(head.lines[span.first : span.last]) for span in head.spans.get(typed_name(head, name), []))


def read_title(text: str) -> str:
    """Return the title in the head of ``text``, ``""`` for none."""
    source: Source | None = parse_source(text.lstrip("\ufeff"), "", Findings())
    title = source.values.get("title") if source else None
    return " ".join(title.split()) if isinstance(title, str) else ""
