"""Values of fields as they are typed: as the field was typed before, where that can hold the value."""

import re
from collections.abc import Mapping, Sequence

from ban_tin.articles.front_matter.fields import Shape
from ban_tin.articles.front_matter.quoting import as_value
from ban_tin.starter.quoting import quote

#: What a field may be set to: words, several of them, or files with their titles.
Value = str | Sequence[str] | Sequence[Mapping[str, str]]
_BARE = {Shape.MOMENT, Shape.SLUG, Shape.STATUS, Shape.FOCUS, Shape.TEMPLATE, Shape.LANGUAGE}


def typed_value(shape: Shape, value: Value, before: str, indent: str) -> list[str]:
    """Return the lines of a value, the first to stand behind ``name: ``, without ends; ``before`` are the lines of the one there was."""
    if isinstance(value, str):
        return [_scalar(shape, " ".join(value.split()), before)]
    if shape is Shape.FILES:
        return _files(value, indent)
    names = [" ".join(each.split()) for each in value if isinstance(each, str)]
    if re.search(r"^\s*- ", before, re.MULTILINE):
        dash = re.search(r"^(\s*)- ", before, re.MULTILINE)
        return ["", *(f"{dash[1] if dash else indent}- {_entry(each, flow=False)}" for each in names)]
    bare = before.partition(":")[2].strip()
    # A single name stands as it is; several as they were parted.
    if len(names) == 1 and not bare.startswith("[") and shape is not Shape.PATHS and not re.search("[,;#]", names[0]):
        return [_scalar(shape, names[0], before)]
    if bare and not bare.startswith("[") and "," in bare and not any(re.search("[,;#:]", each) for each in names):
        return [", ".join(names)]
    return [f"[{', '.join(_entry(each, flow=True) for each in names)}]"]


def typed_pair(shape: Shape, value: Value) -> str:
    """Return a value of a front matter without dashes, on one line. Raises ``ValueError`` where that form can't hold it."""
    if isinstance(value, str):
        return " ".join(value.split())
    if shape is Shape.FILES:
        entries = [(each["file"], each.get("title", "")) for each in value if isinstance(each, Mapping)]
        if any(re.search("[;|]", part) for entry in entries for part in entry):
            raise ValueError
        return "; ".join(f"{file} | {title}" if title else file for file, title in entries)
    names = [" ".join(each.split()) for each in value if isinstance(each, str)]
    if any(";" in each for each in names):
        raise ValueError
    return (
        "; ".join(names) + (";" if len(names) == 1 and "," in names[0] else "")
        if any("," in each for each in names)
        else ", ".join(names)
    )


def _scalar(shape: Shape, text: str, before: str) -> str:
    if not text:
        return '""'
    if '"' in text or "\\" in text or not text.isprintable():
        return quote(text)
    quoted = before.partition(":")[2].strip()[:1]
    if quoted == '"' and shape not in _BARE:
        return quote(text)
    if quoted == "'" and "'" not in text and shape not in _BARE:
        return f"'{text}'"
    if shape in _BARE and re.fullmatch(r"\w[\w%:./+-]*(?: [\w%:./+-]+)*", text) and not text.endswith(":"):
        return text  # Dates, and the like.
    typed = as_value(text)
    return quote(text) if typed.startswith('"') or _means_something(text) else typed


def _means_something(text: str) -> bool:
    """Return whether YAML takes plain ``text`` for something else than a text; all scalars are read as texts, but a mark is kept."""
    return text.startswith(("-", "?", ":")) or text != text.strip()


def _entry(text: str, *, flow: bool) -> str:
    return text if re.fullmatch(r"[\w/][\w ./+()–-]*", text) and not (flow and text.endswith(" ")) else quote(text)


def _files(value: Sequence[object], indent: str) -> list[str]:
    entries = [each for each in value if isinstance(each, Mapping)]
    if not any(each.get("title") for each in entries):
        return [f"[{', '.join(_entry(str(each['file']), flow=True) for each in entries)}]"]
    lines = [""]
    for each in entries:
        lines.append(f"{indent}  - file: {_entry(str(each['file']), flow=False)}")
        if each.get("title"):
            lines.append(f"{indent}    title: {quote(' '.join(str(each['title']).split()))}")
    return lines
