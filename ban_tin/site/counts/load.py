"""Reading ``counts.json``: without it a site has no figures; a broken one is a finding with its line."""

import json
from pathlib import Path

import yaml

from ban_tin.findings.report import Findings
from ban_tin.site.counts.document import Counts, Place, UnusableCountsError, parse_counts
from ban_tin.source_files import UnusableFileError, read_text

#: Bytes: three times the longest answer that ``newsdesk.counts`` takes from a counter.
_LIMIT = 24_000_000
#: Characters; in more of them, the reader of YAML would look for a line for minutes.
_LINES_FOUND = 1_000_000


def load_counts(path: Path, shown_path: str, findings: Findings) -> Counts | None:
    """Read the counts in ``path``, named ``shown_path`` in findings; ``None`` when there are none that can be used."""
    try:
        text = read_text(path, _LIMIT)
    except FileNotFoundError:
        return None
    except UnusableFileError:
        findings.add("counts-unreadable", shown_path)
        return None
    try:
        return parse_counts(json.loads(text))
    except json.JSONDecodeError as error:
        findings.add("counts-unreadable", shown_path, error.lineno)
    except UnusableCountsError as error:
        line = _line_of(text, error.place)
        findings.add("counts-value", shown_path, line, field=error.field or path.name, reason=str(error))
    except (RecursionError, ValueError):  # nested a thousand times, or a number of thousands of digits
        findings.add("counts-unreadable", shown_path)
    return None


def _line_of(text: str, place: Place) -> int:
    """Return the line of the value at ``place``, of what it should be in where it is missing; 0 when unknown."""
    if len(text) > _LINES_FOUND:
        return 0
    try:
        # JSON is YAML, and YAML's nodes know where they stand.
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return 0
    for step in place:
        if isinstance(node, yaml.MappingNode):
            inner = next((value for key, value in node.value if key.value == step), None)
        else:
            inner = node.value[step] if isinstance(node, yaml.SequenceNode) and isinstance(step, int) else None
        if inner is None:
            break
        node = inner
    return node.start_mark.line + 1 if node else 0
