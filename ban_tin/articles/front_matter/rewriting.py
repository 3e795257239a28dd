"""A front matter of another form (TOML between ``+++``, JSON) as it is typed here."""

import re
from collections.abc import Iterable

from ban_tin.articles.front_matter.fields import FIELDS
from ban_tin.articles.front_matter.foreign import advise
from ban_tin.articles.front_matter.quoting import as_value

_PAIR = re.compile(r"""[ \t]*"?([A-Za-z_][\w-]{0,80})"?[ \t]*[=:][ \t]*(.*?)[ \t]*,?[ \t]*""")
#: Lines that are rewritten, letters of a value: what an editor is shown has to fit on a screen.
_LINES, _LETTERS = 20, 200


def foreign_block(lines: Iterable[str]) -> str:
    """Return the lines to type in place of the front matter that ``lines`` begin with, ``""`` where nothing in it can be told."""
    typed: list[str] = []
    for number, line in enumerate(lines):
        text = line.strip("\ufeff\r\n")
        if (number and text.strip() in {"+++", ";;;", "}", "---"}) or number > _LINES:
            break
        if re.fullmatch(r"\s*\[.*\]\s*", text):
            break  # A table of TOML: what stands in it is no field of the article.
        found = _PAIR.fullmatch(text)
        if found and ("[" not in found[2] or "]" in found[2]):
            typed += _typed(found[1].lower().replace("-", "_"), _value(found[2]))
    if not typed:
        return ""
    names = {line.partition(":")[0] for line in typed}
    typed += [rule.example for name, rule in FIELDS.items() if rule.required and name not in names]
    return "\n".join(("---", *typed, "---"))


def _typed(name: str, value: str) -> list[str]:
    """Return the line to type for a field of another program, none for what does nothing here."""
    if name in FIELDS:
        return [f"{name}: {value}"]
    advice = advise(name, value.strip('"'), list(FIELDS))
    return [advice[1]["example"]] if advice and advice[0] == "field-otherwise" else []


def _value(written: str) -> str:
    text = written[:_LETTERS]
    if text[:1] in {'"', "'"} and text[-1:] == text[:1]:
        return as_value(text[1:-1])
    return text if text.startswith("[") else as_value(text)
