"""Where a body stands: what its relative names mean, and where its findings point to."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ban_tin.findings.report import Findings


@dataclass
class SourceContext:
    """The article or page whose body is converted.

    ``path`` is shown in findings, ``folder`` holds the files beside it, ``url`` is the address of its own
    files (with a final slash), ``source`` is the whole file's text, ``body_start`` where the front matter ends in it. ``looked_up`` gathers
    the files that were asked for, by their path as written; ``None`` for those that are not there.
    """

    #: The source file, as findings name it.
    path: str
    #: Where the files beside it lie.
    folder: Path
    #: The address of these files, with a final slash.
    url: str
    #: The text of the whole source file.
    source: str
    #: Where to report what is wrong.
    findings: Findings
    #: Where the front matter ends in ``source``.
    body_start: int = 0
    #: The files that were asked for, by their path as written; ``None`` for those that are not there.
    looked_up: dict[Path, Path | None] = field(default_factory=dict)
    #: The lines of what was looked for, from where.
    _known_lines: dict[tuple[object, int], Sequence[int]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def real_folder(self) -> Path:
        """``folder`` without symbolic links."""
        return self.folder.resolve()

    def line_of(self, needle: str | re.Pattern[str], start: int = 0, use: int = 0) -> int:
        """Return the line of ``needle`` from ``start`` on, 0 when it stands nowhere.

        ``use`` says how many places of the same text come before. An address is looked for as a link target first.
        """
        found = self._lines_of(needle, start)
        return found[min(use, len(found) - 1)] if found else 0

    def _lines_of(self, needle: str | re.Pattern[str], start: int) -> Sequence[int]:
        """Return the lines of every place of ``needle``; looked for once, as a thousand findings may ask for the same words."""
        key = needle if isinstance(needle, str) else (needle.pattern, needle.flags), start
        known = self._known_lines.get(key)
        if known is None:
            known = self._known_lines[key] = self._find_lines(needle, start)
        return known

    def _find_lines(self, needle: str | re.Pattern[str], start: int) -> Sequence[int]:
        if isinstance(needle, re.Pattern):
            patterns = [needle]
        else:
            first = self.source.find(needle, start)
            if first >= 0 and self.source.find(needle, first + 1) < 0:
                before = self.source[max(first - 1, 0) : first]
                # Only behind these may the brackets of a link stand on a line before its target.
                if not before.isspace() and before != "<":
                    return (bisect_left(self._line_ends, first) + 1,)
            # Behind a target come its end, a title or a fragment: ``a.jpg`` is no part of ``a.jpg.pdf``.
            written = re.escape(needle)
            patterns = [re.compile(rf"\]\(\s*<?(?:{written})(?=[\s>)])"), re.compile(written)]
        body = self.source[start:]
        for pattern in patterns:
            if found := [match.start() + start for match in pattern.finditer(body)]:
                return [bisect_left(self._line_ends, each) + 1 for each in found]
        # A backslash before a sign of Markdown is not part of the name: IMG\_2031.jpg.
        meant = _ESCAPE.sub(r"\1", body)
        if meant != body:
            ends, first_line = _line_ends(meant), bisect_left(self._line_ends, start)
            for pattern in patterns:
                if found := [match.start() for match in pattern.finditer(meant)]:
                    return [bisect_left(ends, each) + first_line + 1 for each in found]
        # Folders may have been written in another way: anh\a.jpg.
        name = needle.rpartition("/")[2] if isinstance(needle, str) else ""
        return self._find_lines(name, start) if "." in name and name != needle else ()

    @cached_property
    def _line_ends(self) -> list[int]:
        return _line_ends(self.source)

    def report(self, kind: str, needle: str | re.Pattern[str], use: int = 0, **values: str) -> None:
        """Add a finding at the line of ``needle`` in the body; a photo used again is looked for as often."""
        use = getattr(needle, "use", use)
        line = self.line_of(needle, self.body_start, use)
        self.report_at(kind, line, **{name: str(value) for name, value in values.items()})

    def report_at(self, kind: str, line: int, **values: str) -> None:
        """Add a finding at the ``line`` of the source file."""
        self.findings.add(kind, self.path, line, **values)


_ESCAPE = re.compile(r"\\((?!\s)[\W_])")


def _line_ends(text: str) -> list[int]:
    return [match.start() for match in re.finditer("\n", text)]
