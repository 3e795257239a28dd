"""The bytes of a page as text, by what it says of itself and by what its bytes can be."""

import codecs
import re

from ban_tin.language.vietnamese.legacy import encoding_of, read_tcvn3, read_vni

_META = re.compile(
    rb"""<meta[^>]+?charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+?encoding\s*=\s*["']([\w-]+)""", re.IGNORECASE
)
#: What browsers take these names for.
_ALIASES = {
    "iso-8859-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "windows-1252": "cp1252", "x-user-defined": "cp1252",
    "windows-1258": "cp1258", "unicode": "utf-8", "utf8": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "tcvn": "tcvn3",
    "x-viet-tcvn5712": "tcvn3", "x-viet-tcvn": "tcvn3", "x-viet-vni": "vni", "none": "utf-8",
}  # fmt: skip
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
#: One broken byte in so many is an accident; more is another encoding.
_BROKEN = 2000


def decode_page(content: bytes, header: str = "") -> str:
    """Return a page as text. ``header`` is the encoding that came with it, if any."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    found = _META.search(content[:8192])
    told = (header or (found[1] or found[2] or b"").decode("ascii", "ignore") if found else header).strip().lower()
    encoding = _ALIASES.get(told, told)
    try:
        # Pages that call themselves Latin and are UTF-8 are as common as those that are what they say.
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if encoding in {"utf-8", ""} and (len(content) - error.start < 4 or _is_nearly_utf8(content)):
            return content.decode("utf-8", "replace")
    if encoding in {"utf-8", "", "cp1252"}:
        encoding = encoding_of(content)
    if encoding.lower() in {"tcvn3", "vni"}:
        text = _western(content)
        return read_tcvn3(text) if encoding.lower() == "tcvn3" else read_vni(text)
    try:
        return (
            content.decode(codecs.lookup(encoding.replace("Windows-", "cp")).name, "replace")
            if "1252" not in encoding
            else _western(content)
        )
    except (LookupError, UnicodeError):
        return _western(content)


def _is_nearly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    return text.count("\ufffd") * _BROKEN < len(text) + _BROKEN


def _western(content: bytes) -> str:
    """Return ``content`` as Windows-1252, and its five unused bytes as Latin-1: old Vietnamese fonts have letters there."""
    return "".join(_WESTERN[each] for each in content)


_WESTERN = [bytes((each,)).decode("cp1252", "ignore") or chr(each) for each in range(256)]
