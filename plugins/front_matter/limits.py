"""What a front matter may not exceed, looked at before a loader sees it: libyaml's ends the whole process when it is nested too deep."""

import re
from typing import Any

import yaml

#: Characters, fields, and levels of lists within lists. Twenty attachments with titles take 3,000 characters and two levels.
HEAD_MOST, FIELDS_MOST, DEPTH_MOST = 64_000, 100, 20
#: What may begin a level; a deeper mapping is indented further.
_OPENING = re.compile(r"[\[{]|[-?](?=\s)")
_INDENTED = re.compile(rf"^ {{{DEPTH_MOST},}}", re.MULTILINE)


def find_too_deep(loader: Any, head: str) -> int | None:
    """Return the line (from 0) of ``head`` on which ``loader`` comes to the first level that is one too many.

    Raises ``yaml.YAMLError`` where the loader would. ``loader`` has read all of ``head`` then, when it is looked at at all.
    """
    depth = 0
    while loader.check_event():
        event = loader.get_event()
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEPTH_MOST:
                return event.start_mark.line if event.start_mark else 0
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return None


def may_be_deep(head: str) -> bool:
    """Return whether ``head`` could be nested too deep: cheap, and False for nearly all there are."""
    return len(_OPENING.findall(head)) > DEPTH_MOST or _INDENTED.search(head) is not None
