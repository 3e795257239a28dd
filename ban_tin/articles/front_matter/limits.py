"""What a front matter may not exceed, looked at before a loader sees it: libyaml's ends the whole process when it is nested too deep."""

from typing import Any

import yaml

#: Characters, fields, and levels of lists within lists. Twenty attachments with titles take 3,000 characters and two levels.
HEAD_MOST, FIELDS_MOST, DEPTH_MOST = 64_000, 100, 20
#: What begins a level; a deeper mapping is indented further.
_OPENING = ("[", "{", *(mark + space for mark in "-?" for space in " \t\n"))
_INDENTED = "\n" + DEPTH_MOST * " "


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
    return sum(map(head.count, _OPENING)) > DEPTH_MOST or _INDENTED in head or head.startswith(_INDENTED[1:])
