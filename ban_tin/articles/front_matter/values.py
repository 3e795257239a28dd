"""From the text, list or mapping that stands behind a field to its value; what it can't be says what to type instead."""

import re
from datetime import datetime, tzinfo
from typing import Any
from urllib.parse import urlsplit

from ban_tin.articles.attachments.kinds import ACTIVE, DRAWINGS, OFFERED
from ban_tin.articles.front_matter.fields import FIELDS, PAGE_TEMPLATES, SLUG, STATUSES, AttachedFile, Shape
from ban_tin.articles.front_matter.foreign import first_text, shown_value
from ban_tin.articles.front_matter.quoting import as_value, quoted
from ban_tin.language.translations import LANGUAGES
from ban_tin.language.vietnamese import ImpossibleDateError, parse_datetime, slugify
from ban_tin.photos.focus import parse_focus

#: Other words for the two states, as in an address; what is not public yet is a draft.
_STATUS = {
    "publish": "published", "public": "published", "live": "published", "da-dang": "published", "dang": "published",
    "cong-khai": "published", "xuat-ban": "published", "da-xuat-ban": "published",
    "nhap": "draft", "ban-nhap": "draft", "bai-nhap": "draft", "chua-dang": "draft", "cho-duyet": "draft", "an": "draft",
    "pending": "draft", "private": "draft", "hidden": "draft", "unpublished": "draft", "in-review": "draft", "pending-review": "draft",
}  # fmt: skip
_LANGUAGES = {"english": "en", "tieng-anh": "en", "vietnamese": "vi", "tieng-viet": "vi"}
#: A day that is another one tomorrow.
_TODAY = frozenset({"today", "now", "hom-nay", "bay-gio", "nay", "yesterday", "hom-qua", "tomorrow", "ngay-mai"})
_NEVER = frozenset({"never", "none", "no", "false", "null", "khong", "khong-bao-gio", "mai-mai"})
_SHORT_YEAR = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d\d)(?!\d)(.*)")
#: A comma behind the name of a file, and a space.
_COMMA = re.compile("|".join(rf"(?<=\.{ending}),\s+" for ending in sorted(OFFERED | DRAWINGS | ACTIVE)), re.IGNORECASE)
#: Texts in which brackets may be meant to be seen.
_SENTENCES = frozenset(
    {"title", "summary", "lead_alt", "lead_caption", "updated_note", "withdrawn", "consent", "document_abstract"}
)


class UnusableValueError(ValueError):
    """The value does not fit its field: the ``kind`` of finding that says why, and the values of it."""

    def __init__(self, kind: str, **values: str) -> None:
        super().__init__(kind)
        self.kind, self.values = kind, values


def read_value(name: str, raw: Any, zone: tzinfo) -> Any:
    """Return the value of the field ``name``. Raises ``UnusableValueError``."""
    shape = FIELDS[name].shape
    if shape is Shape.FILES:
        return _files(name, raw)
    if shape is Shape.NAMES:
        names = read_names(name, raw)
        if name == "tags":
            names = tuple(dict.fromkeys(filter(None, (each.lstrip("#").strip() for each in names))))
        for each in names:
            if not slugify(each):  # A name without a letter or a digit has no address.
                raise _unusable(name, each)
        return names
    if isinstance(raw, list) and all(isinstance(each, str) for each in raw):
        raw = _only(name, raw)
    if not isinstance(raw, str):
        raise _not_text(name, raw)
    text = " ".join(raw.split())
    match shape:
        case Shape.MOMENT:
            return _moment(name, text, zone)
        case Shape.SLUG:
            slug = slugify(text)
            return text if SLUG.fullmatch(text) else _refuse(name, text, f"{name}: {slug}" if slug else "")
        case Shape.STATUS:
            return _one_of(name, text, STATUSES, _STATUS)
        case Shape.LANGUAGE:
            return _one_of(name, re.sub(r"[-_][A-Za-z]{2}$", "", text), LANGUAGES, _LANGUAGES)
        case Shape.TEMPLATE:
            return _one_of(name, text, PAGE_TEMPLATES, {})
        case Shape.ADDRESS:
            if _is_web_address(text):
                return text
            whole = f"https://{text}"
            like = re.match(r"[\w-]+(\.[\w-]+)+(/|$)", text) and _is_web_address(whole)
            return _refuse(name, text, f"{name}: {whole}" if like else "")
        case Shape.FOCUS:
            try:
                return parse_focus(text)
            except ValueError:
                raise _unusable(name, text) from None
        case Shape.FILE:
            return _file_name(name, text)
        case _:
            return text


def _not_text(name: str, raw: Any) -> UnusableValueError:
    """Return what is said of a mapping, or of a list of some, with what is in it as the line to type."""
    example = ""
    entries = raw if isinstance(raw, list) else [raw]
    found = [first_text(each, "file", "name", "title") for each in entries if isinstance(each, dict)]
    texts = [as_value(" ".join(each.split())) for each in found if each.strip()]
    if texts and name != "tags":
        several = FIELDS[name].shape in {Shape.FILES} or len(texts) > 1
        example = f"{name}: [{', '.join(texts)}]" if several else f"{name}: {texts[0]}"
    return _unusable(name, shown_value(raw), example)


def _unusable(name: str, text: str, example: str = "") -> UnusableValueError:
    return UnusableValueError("field-value", value=text, field=name, example=example or FIELDS[name].example)


def _refuse(name: str, text: str, example: str = "") -> Any:
    raise _unusable(name, text, example)


def _only(name: str, entries: list[str]) -> str:
    """Return the only one of ``entries``: brackets round one name, as some programs write them, mean that name."""
    given = [" ".join(each.split()) for each in entries if each.strip()]
    shown = ", ".join(given)
    if name in _SENTENCES:
        raise UnusableValueError("field-brackets", field=name, example=f"{name}: {quoted(f'[{shown}]')}")
    if FIELDS[name].shape is Shape.TEXT and name != "category":
        raise UnusableValueError("field-brackets", field=name, example=f"{name}: {as_value(shown)}")
    if len(given) > 1 and name == "category":
        raise UnusableValueError("category-many", number=str(len(given)), example=f"category: {as_value(given[0])}")
    if len(given) != 1:
        raise _unusable(name, shown, f"{name}: {as_value(given[0])}" if given else "")
    return given[0]


def _moment(name: str, text: str, zone: tzinfo) -> datetime:
    example = FIELDS[name].example
    try:
        return parse_datetime(text, zone)
    except ImpossibleDateError as error:
        numbers = {key: str(number) for key, number in error.numbers.items()}
        if error.kind == "month" and error.numbers["day"] <= 12:
            # Month and day in the American order, or a slip of the pen.
            example = f"{name}: {error.numbers['year']:04}-{error.numbers['day']:02}-{error.numbers['month']:02}"
            if not _is_day(example.partition(" ")[2], zone):
                example = FIELDS[name].example
        elif error.kind == "day":
            numbers["month"] = f"{error.numbers['month']}/{error.numbers['year']}"
            example = f"{name}: {error.numbers['year']:04}-{error.numbers['month']:02}-{error.numbers['days']:02}"
        values = {
            "month": {"month": numbers.get("month", "")},
            "day": {"month": numbers.get("month", ""), "days": numbers.get("days", "")},
        }.get(error.kind, {})
        raise UnusableValueError(f"date-{error.kind}", value=text, example=example, **values) from None
    except ValueError:
        if slugify(text) in _TODAY:
            raise UnusableValueError("date-today", value=text, example=example) from None
        if slugify(text) in _NEVER and not FIELDS[name].required:
            raise UnusableValueError("field-needless", given=f"{name}: {text}") from None
        if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}", text) and _is_day(
            whole := f"{text}{text[-3 if text[-3] in '/.-' else -2]}2026", zone
        ):
            raise UnusableValueError("date-year", value=text, example=f"{name}: {whole}") from None
        if (short := _SHORT_YEAR.fullmatch(text)) and _is_day(
            whole := f"{short[1]}/{short[2]}/20{short[3]}{short[4]}", zone
        ):
            example = f"{name}: {whole}"
        raise _unusable(name, text, example) from None


def _is_day(text: str, zone: tzinfo) -> bool:
    try:
        parse_datetime(text, zone)
    except ValueError:
        return False
    return True


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _one_of(name: str, text: str, choices: tuple[str, ...], others: dict[str, str]) -> str:
    """Return which of ``choices`` is meant, in whatever case, or by one of the ``others``."""
    lower = text.lower()
    if lower in choices:
        return lower
    meant = others.get(slugify(text))
    if meant is None:
        raise _unusable(name, text)
    return meant


def read_names(name: str, raw: Any) -> tuple[str, ...]:
    """A YAML list, or text parted by ``;`` or else by ``,``, as Pelican reads tags; duplicates stand once."""
    if isinstance(raw, str):
        if name == "tags" and "\n" in raw.strip() and "," not in raw and ";" not in raw:
            raw = raw.replace("\n", ";")
        if name == "tags" and "," not in raw and ";" not in raw and raw.count("#") > 1:
            raw = raw.replace("#", ";")  # As they are typed on a social network.
        raw = raw.split(";" if ";" in raw else ",")
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        raise _not_text(name, raw)
    return tuple(dict.fromkeys(" ".join(item.split()) for item in raw if item.strip()))


def _files(name: str, raw: Any) -> tuple[AttachedFile, ...]:
    """A list of names or of ``file``/``title`` pairs, or one pair; as text: ``a.pdf | Title; b.docx``."""
    if isinstance(raw, str):
        parts = raw.replace("\n", ";").split(";")
        # Titles hold commas too: only a comma behind a bare file name parts two of them.
        raw = [each for part in parts for each in ([part] if "|" in part else _COMMA.split(part))]
    if isinstance(raw, dict):
        raw = [raw]
    if not isinstance(raw, list):
        raise _not_text(name, raw)
    files = []
    for item in raw:
        if isinstance(item, str) and item.strip():
            file, _, title = item.partition("|")
            files.append(AttachedFile(_file_name(name, file.strip()), title.strip()))
        elif isinstance(item, dict) and set(item) <= {"file", "title"} and isinstance(item.get("file"), str):
            files.append(AttachedFile(_file_name(name, item["file"].strip()), str(item.get("title", "")).strip()))
        elif item:
            raise _not_text(name, item)
    return tuple(files)


def _file_name(name: str, text: str) -> str:
    """A file beside the article; Pelican's ``{attach}`` and ``{static}`` before it are allowed and dropped."""
    file = text.removeprefix("{attach}").removeprefix("{static}").removeprefix("./")
    if not file or "/" in file or "\\" in file or file.startswith("."):
        bare = re.split(r"[/\\]", text.rstrip(")>\"' "))[-1]
        if not re.fullmatch(r"[^.{}].*\.\w+", bare) or "\\" in bare:
            raise _unusable(name, text)
        written = f"[{as_value(bare)}]" if name == "attachments" else as_value(bare)
        raise UnusableValueError("field-folder", value=text, file=bare, example=f"{name}: {written}")
    return file
