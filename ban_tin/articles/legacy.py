"""Text in an encoding of before Unicode: readers would see ``Héi nghÞ`` for ``Hội nghị``."""

import re

from ban_tin.findings.report import Findings
from ban_tin.language.vietnamese.legacy import TWICE, find_legacy, may_be_legacy

#: The name of a field says nothing of the letters behind it.
_FIELD = re.compile(r"[A-Za-z][\w-]{0,40}: +")


def report_legacy(text: str, path: str, findings: Findings) -> None:
    """Report the first line of ``text`` in each of the old encodings. ``text`` is as it was read: TCVN3 has a soft hyphen for ư."""
    if not may_be_legacy(text):
        return
    told: set[str] = set()
    for number, line in enumerate(text.split("\n"), start=1):
        found = find_legacy(_FIELD.sub("", line, count=1))
        if found is None or found.encoding in told:
            continue
        told.add(found.encoding)
        if found.encoding == TWICE:
            findings.add("encoding-twice", path, number, text=found.text, meant=found.meant)
        else:
            findings.add("encoding-legacy", path, number, text=found.text, meant=found.meant, encoding=found.encoding)
