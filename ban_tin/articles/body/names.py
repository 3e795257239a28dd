"""Names of files as people type them, and as they lie there: which are the same to the eye, and how one is typed in a link."""

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote

from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import nfc, slugify

#: Letters of other alphabets, and signs, that look like those of a keyboard.
_ALIKE = str.maketrans(
    dict(zip("АВЕЅІЈКМНОРСТХУаеѕіјорсухԁɡ", "ABESIJKMHOPCTXYaesijopcyxdg", strict=True))
    | dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧον", "ABEZHIKMNOPTYXov", strict=True))
    | dict(zip("ıÐðɖ", "iĐđđ", strict=True))
    | dict.fromkeys("‐‑‒–—−", "-")
    | dict.fromkeys("’‘ʼ´`", "'")
    | dict.fromkeys("“”„″", '"')
)
_SPACES = re.compile(r"[\s\u2800\u3164]+")
_PREFIXES = ("{attach}", "{static}", "./")
#: What ends a name in an address, or means something there.
_MEANING = re.compile("[#?%&:]")
#: What can't stand as it is between the parentheses of a link, or would be read as something else there.
_ENCODED = re.compile(r"[%#?<>\"\\\s()\[\]:]|&(?=#?\w+;)|^[ ]|[^\S ]")
#: What names end with that say the same.
_ENDINGS = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "heif": "heic", "tiff": "tif", "htm": "html"}
_ENDING = re.compile(r"(?:\.(?:jpe?g|jpe|jfif|png|gif|webp|avif|hei[cf]|tiff?|pdf|docx?|xlsx?|pptx?|mp4|zip))+$")


def local_name(path: str) -> str:
    """Return the plain name in a link target: unquoted, NFC, without Pelican's ``{attach}``."""
    return _bare(unquote(path))


def _bare(name: str) -> str:
    name = nfc(name)
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name


def literal_names(*written: str) -> Iterator[str]:
    """Yield the names that an address is when none of its signs means anything: ``anh #1.jpg``, ``giam 50%25.jpg``, ``a&amp;b.jpg``."""
    seen = set()
    for text in written:
        if not _MEANING.search(text):
            continue
        typed = text.replace("\u0002amp\u0003", "&")
        for name in (typed, unquote(typed)):
            if (bare := _bare(name)) not in seen:
                seen.add(bare)
                yield bare


def fold_name(name: str) -> str:
    """Return what all names have in common that look the same: white space, invisible signs, full-width and Cyrillic letters."""
    if name.isascii() and name == " ".join(name.split()):
        return name
    letters = []
    for each in nfc(name).translate(_ALIKE):
        category = unicodedata.category(each)
        if category in {"Cf", "Cc", "Cs"} and not each.isspace():
            continue
        wide = unicodedata.east_asian_width(each) == "F"
        letters.append(unicodedata.normalize("NFKC", each) if wide else each)
    return _SPACES.sub(" ", "".join(letters)).strip()


def kin_name(name: str) -> str:
    """Return what names have in common of which one may be meant by the other: ``hoi-truong.jpg`` for ``Hội trường.JPEG.jpg``."""
    lower = fold_name(name).lower()
    endings = _ENDING.search(lower)
    if endings is None:
        return slugify(lower)
    ending = lower.rpartition(".")[2]
    return f"{slugify(lower[: endings.start()])}.{_ENDINGS.get(ending, ending)}"


def as_target(name: str) -> str:
    """Return ``name`` as it is typed between the parentheses of a link."""
    return _ENCODED.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), name)


def describe_unseen(name: str) -> str:
    """Return what of ``name`` can't be seen, in words (a message id), ``""`` where all of it can."""
    if name != name.strip():
        return (
            N_("its name begins or ends with a blank")
            if name[:1].isspace()
            else N_("there is a blank at the end of its name")
        )
    if "\u202f" in name:
        return N_("there is a narrow blank in its name (U+202F), as a Mac writes it")
    if "\u00a0" in name:
        return N_("there is a no-break blank in its name (U+00A0)")
    if any(unicodedata.category(each) in {"Cf", "Cc"} for each in name):
        return N_("there is an invisible sign in its name")
    if any(each.isspace() and each != " " for each in name):
        return N_("there is an unusual blank in its name")
    if "  " in name:
        return N_("there are two blanks in a row in its name")
    if re.search("[\u0370-\u04ff]", name):
        return N_("there are Greek or Russian letters in its name that look like ours")
    if re.search("[\uff01-\uff5e]", name):
        return N_("there are wide (full-width) letters or signs in its name")
    if fold_name(name) != name:
        return N_("there is a sign in its name that only looks like the one on the keyboard")
    return ""
