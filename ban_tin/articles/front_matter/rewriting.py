"""A front matter of another form (TOML between ``+++``, JSON) as it is typed here."""

import re
from collections.abc import Iterable

from ban_tin.articles.front_matter.fields import FIELDS
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
        found = _PAIR.fullmatch(text)
        if not found or ("[" in found[2] and "]" not in found[2]):
            continue
        typed.append(f"{found[1].lower()}: {_value(found[2])}")
    if not typed:
        return ""
    names = {line.partition(":")[0] for line in typed}
    typed += [rule.example for name, rule in FIELDS.items() if rule.required and name not in names]
    return "\n".join(("---", *typed, "---"))


def _value(written: str) -> str:
    text = written[:_LETTERS]
    if text[:1] in {'"', "'"} and text[-1:] == text[:1]:
        return as_value(text[1:-1])
    return text if text.startswith("[") else as_value(text)
