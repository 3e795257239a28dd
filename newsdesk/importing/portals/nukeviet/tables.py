"""Which of NukeViet's tables are read, and for what: known by their columns, since prefix, language and module are whatever an office chose."""

import re
from typing import Final, NamedTuple

from newsdesk.importing.portals.staging import Row

#: What a table is, and the column by which its rows are asked for.
_KINDS: Final = (
    # name, key, columns that it must have, ending of its name
    ("law", "id", {"id", "title", "alias", "code", "files", "introtext"}, ""),
    ("archive", "id", {"id", "title", "alias", "filepath", "signtime", "organid"}, ""),
    ("news", "id", {"id", "catid", "listcatid", "alias", "hometext", "title"}, ""),
    ("body", "id", {"id", "bodyhtml"}, ""),
    ("page", "id", {"id", "title", "alias", "bodytext"}, ""),
    ("category", "catid", {"catid", "parentid", "title", "alias"}, "_cat"),
    ("law-category", "id", {"id", "parentid", "title", "alias"}, "_cat"),
    ("area", "id", {"id", "title", "alias"}, "_area"),
    ("subject", "id", {"id", "title", "alias"}, "_subject"),
    ("signer", "id", {"id", "title", "offices"}, "_signer"),
    ("organ", "organid", {"organid", "title"}, "_organ"),
    ("field", "fieldid", {"fieldid", "title"}, "_field"),
    ("row-area", "row_id", {"row_id", "area_id"}, "_row_area"),
    ("replaced", "nid", {"oid", "nid"}, "_set_replace"),
    ("source", "sourceid", {"sourceid", "title", "link"}, "_sources"),
    ("topic", "topicid", {"topicid", "title", "alias"}, "_topics"),
    ("tag", "id", {"id", "tid", "keyword"}, "_tags_id"),
    ("author", "id", {"id", "aid", "pseudonym"}, "_authorlist"),
    ("comment", "id", {"cid", "id", "content", "post_name", "status"}, ""),
    ("module", "module_data", {"title", "module_file", "module_data"}, "_modules"),
    ("setting", "config_name", {"lang", "module", "config_name", "config_value"}, "_config"),
)
_COPY: Final = re.compile(r"_\d+$")
_BODY_PART: Final = re.compile(r"_bodyhtml_\d+$")
#: The languages that NukeViet has in the names of its tables.
_LANGUAGE: Final = re.compile(
    r"^(?P<start>.+?_)(?P<language>vi|en|fr|zh|lo|km|ja|ko|ru|de|es|cs|id|th|tr)_(?P<data>.+)$"
)
#: Of the settings, what is needed: there are passwords of mail servers among the others.
SETTINGS: Final = frozenset(
    ("my_domains", "site_domain", "rewrite_op_mod", "rewrite_optional", "rewrite_exturl", "site_lang")
)
#: Of what readers wrote, what was on the page: not their addresses.
_PRIVATE: Final = frozenset(
    (
        "post_email",
        "post_ip",
        "userid",
        "admin_id",
        "admin_add",
        "admin_edit",
        "facebookappid",
        "groups_view",
        "groups_download",
    )
)


class Table(NamedTuple):
    """A table of the dump: what it is, its module (``nv4_vi_news`` of ``nv4_vi_news_rows``), its language and the module's name in tables."""

    kind: str
    module: str
    language: str
    data: str


def kind_of(table: str, columns: tuple[str, ...]) -> tuple[str, str] | None:
    """Return what a table is and its key; none for one that is not read."""
    has = frozenset(columns)
    if "new_id" in has or (_COPY.search(table) and not (_BODY_PART.search(table) and "bodyhtml" in has)):
        # Older versions of an article; and once more each article, for each of its categories.
        return None
    for kind, key, needed, ending in _KINDS:
        if needed <= has and table.endswith(ending):
            return kind, key
    return None


def key_of(table: str, columns: tuple[str, ...]) -> str | None:
    """Return the column by which the rows of a table are asked for; none for one that is not read."""
    found = kind_of(table, columns)
    return found[1] if found else None


def slimmed(table: str, row: Row) -> Row | None:
    """Return of a row what may be kept on disk while the dump is read; none for a row that is not needed."""
    if "config_name" in row and "config_value" in row:
        return row if (row["config_name"] or b"").decode("ascii", "replace") in SETTINGS else None
    if "post_name" in row and row.get("status") not in (b"1", None):
        return None
    return {name: value for name, value in row.items() if name not in _PRIVATE}


def described(table: str, columns: tuple[str, ...]) -> Table | None:
    """Return what a table is and whose; none for one that is not read."""
    found = kind_of(table, columns)
    if found is None:
        return None
    module = _BODY_PART.sub("", table)
    ending = next((ending for kind, _, _, ending in _KINDS if kind == found[0]), "")
    for each in (ending, "_rows", "_row", "_detail", "_bodytext", "_comments", "_comment"):
        if each and module.endswith(each):
            module = module.removesuffix(each)
            break
    match, whole = _LANGUAGE.match(module), _LANGUAGE.match(table)
    return Table(found[0], module, whole["language"] if whole else "", match["data"] if match else "")
