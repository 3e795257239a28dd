"""Where a body stands: what its relative names mean, and where its findings point to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from plugins.findings.report import Findings


@dataclass
class Place:
    """The article or page whose body is converted.

    ``path`` is shown in findings, ``folder`` holds the files beside it, ``url`` is the address of its own
    files (with a final slash), ``source`` is the whole file's text, ``body_start`` where the front matter ends in it. ``looked_up`` gathers
    the files that were asked for, by their path as written; ``None`` for those that are not there.
    """

    path: str
    folder: Path
    url: str
    source: str
    findings: Findings
    body_start: int = 0
    looked_up: dict[Path, Path | None] = field(default_factory=dict)

    @cached_property
    def real_folder(self) -> Path:
        """``folder`` without symbolic links."""
        return self.folder.resolve()

    def line_of(self, needle: str | re.Pattern[str], start: int = 0, use: int = 0) -> int:
        """Return the line of ``needle`` from ``start`` on, 0 when it stands nowhere.

        ``use`` says how many places of the same text come before. An address is looked for as a link target first.
        """
        if isinstance(needle, re.Pattern):
            patterns = [needle]
        else:
            first = self.source.find(needle, start)
            if first >= 0 and self.source.find(needle, first + 1) < 0:
                before = self.source[max(first - 1, 0) : first]
                # Only behind these may the brackets of a link stand on a line before its target.
                if not before.isspace() and before != "<":
                    return self.source.count("\n", 0, first) + 1
            # Behind a target come its end, a title or a fragment: ``a.jpg`` is no part of ``a.jpg.pdf``.
            written = re.escape(needle)
            patterns = [re.compile(rf"\]\(\s*<?(?:{written})(?=[\s>)])"), re.compile(written)]
        # A backslash before a sign of Markdown is not part of the name: IMG\_2031.jpg.
        body = self.source[start:]
        for text in _written_and_meant(body):
            for pattern in patterns:
                found = [match.start() for match in pattern.finditer(text)]
                if found:
                    before = text[: found[min(use, len(found) - 1)]]
                    return self.source.count("\n", 0, start) + before.count("\n") + 1
        return 0

    def report(self, kind: str, needle: str | re.Pattern[str], use: int = 0, **values: str) -> None:
        """Add a finding at the line of ``needle`` in the body; a photo used again is looked for as often."""
        use = getattr(needle, "use", use)
        line = self.line_of(needle, self.body_start, use)
        self.findings.add(kind, self.path, line, **{name: str(value) for name, value in values.items()})


_ESCAPE = re.compile(r"\\((?!\s)[\W_])")


def _written_and_meant(body: str) -> Iterator[str]:
    yield body
    yield _ESCAPE.sub(r"\1", body)
