"""``make messages``: adds new messages to the catalogue and drops those that nobody uses.

English is what the code says; a new message has no Vietnamese until somebody writes it, and
``tests/theme/test_messages.py`` names it.
"""

import io
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

LOCALE = Path(__file__).parent
ROOT = LOCALE.parents[1]
COMMENT = "# Messages of Bản Tin; `make messages` adds new ones. AGPL-3.0-or-later"
#: Header fields that change with every run or name nobody.
VOLATILE = re.compile(
    r'^"(Project-Id-Version|Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By).*\n',
    re.MULTILINE,
)


def extracted() -> Catalog:
    """Return all messages of the code and the templates."""
    with tempfile.NamedTemporaryFile(suffix=".pot") as target:
        command = [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", str(LOCALE / "babel.cfg")]
        options = ["-k", "N_", "-k", "translate", "--no-location", "--sort-output", "-o", target.name, "."]
        subprocess.run([*command, *options], cwd=ROOT, check=True)
        return read_po(target)


def renewed(lang: str, messages: Catalog) -> str:
    """Return the catalogue of ``lang`` with exactly ``messages``, as text."""
    path = LOCALE / f"{lang}.po"
    with path.open("rb") as source:
        known = read_po(source, locale=lang)
    catalogue = Catalog(locale=lang, header_comment=COMMENT, fuzzy=False)
    for message in messages:
        if not message.id:
            continue
        old = known.get(message.id)
        catalogue.add(message.id, old.string if old else "", flags=message.flags - {"fuzzy"})
    target = io.BytesIO()
    write_po(target, catalogue, sort_output=True, no_location=True, width=120)
    return VOLATILE.sub("", target.getvalue().decode())


def main() -> None:
    """Rewrite the catalogue; the same messages give the same file."""
    (LOCALE / "vi.po").write_text(renewed("vi", extracted()), encoding="utf-8")


if __name__ == "__main__":
    main()
