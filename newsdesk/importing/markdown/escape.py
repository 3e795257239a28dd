"""Words as they are typed in Markdown, so that readers see them as they are. No more is escaped than has to be: editors read it."""

import re

#: Signs that Markdown or one of its dialects takes for its own wherever they stand.
_ALWAYS = re.compile(r"[\\`*\[\]{]|!(?=\[)|#+(?=\s|$)|(?<=\{)%|!{3,}")
#: What our reader takes for an image though it is escaped, as other programs escape theirs.
_IMAGE = re.compile(r"!\[(?=[^\[\]]*\]\()")
#: In an alternative text it would be taken for the file itself.
_FILE_IN_BRACKETS = re.compile(r"\(([^()\s]+\.\w{2,5})\)")
#: At a border of a word; within one it is a letter.
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_DOUBLED = re.compile(r"(?:~|\^)(?=\S)|(?<=\S)(?:~|\^)|==|\+\+|\|\||::+|(?<!:)//(?=/)|''(?=')")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)|&(?=#)")
#: What begins a line of another kind: a heading, a quote, a list, a table, a definition, a block of other programs.
_BEGINNING = re.compile(r"(?:[#>|:+\-=]|!!!|\?\?\?|///)")
#: The mark of an item: its last sign is escaped.
_ITEM = re.compile(
    r"(?P<mark>\(?(?:\d{1,9}|[a-zA-ZđĐ]|[ivxIVX]{2,5}|\d{1,3}(?:\.\d{1,3})+))(?P<sign>[.)/])(?=\s|[^\W\d_“\"(]|$)"
)
_OTHER_ITEM = re.compile(r"(?P<mark>(?:\d{1,3}|[a-zđA-ZĐ]|[ivxIVX]{2,5}) ?)(?P<sign>[-–:])(?= )")
_DASH = re.compile(r"[–—−‐‑‒―•·●∙⦁▪■◦○▫□➢➤►▶❖◆♦⮚✓✔☐☑☒①-⑳](?=\s)")


def escape_text(text: str, begins_line: bool = False) -> str:
    """Return ``text``, which has no line feed, as Markdown; ``begins_line``: nothing stands before it in its line."""
    escaped = _ALWAYS.sub(_escaped, _IMAGE.sub("!\x00", text))
    escaped = _UNDERSCORE.sub(r"\\_", escaped)
    escaped = _DOUBLED.sub(lambda match: "".join(f"\\{sign}" for sign in match[0]), escaped)
    escaped = _TAG.sub("&lt;", _ENTITY.sub("&amp;", escaped)).replace("\x00", "&#91;")
    return escape_beginning(escaped) if begins_line else escaped


def _escaped(match: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in match[0])


def escape_beginning(escaped: str) -> str:
    """Return a line that is escaped but for its beginning, with that escaped too where it would begin something else."""
    match = _ITEM.match(escaped) or _OTHER_ITEM.match(escaped)
    if match and not (match["sign"] == "." and match["mark"].isalpha() and escaped[match.end() :][:1].isalpha()):
        return f"{match['mark']}\\{match['sign']}{escaped[match.end() :]}"
    return f"\\{escaped}" if _BEGINNING.match(escaped) or _DASH.match(escaped) else escaped


def escape_alternative(text: str) -> str:
    """Return an alternative text as it stands between the brackets of an image."""
    plain = _FILE_IN_BRACKETS.sub(r" \1 ", re.sub(r"[\[\]]", "", text))
    escaped = re.sub(r"[\\`*_]", r"\\\g<0>", " ".join(plain.split()))
    return _ENTITY.sub("&amp;", escaped).replace("<", "&lt;").replace(">", "&gt;")


def typed_address(address: str) -> str:
    """Return ``address`` as it stands between the round brackets of a link."""
    return re.sub(r"[\s()<>\"'\\*_`\[\]{}]", _quoted, address) if not address.startswith("{filename}") else address


def _quoted(match: re.Match[str]) -> str:
    if match[0] == "_":
        return "_"
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
