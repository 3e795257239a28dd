"""Braces hold attributes only where they hold attributes that there are: ``Lịch thi {dự kiến}`` is text."""

import re

from markdown import Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor

from ban_tin.articles.pasted.attributes import is_attribute_list


class _OwnLists:
    """A pattern of Python-Markdown's, which finds nothing where its group is no attribute list."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern = pattern

    def search(self, text: str) -> re.Match[str] | None:
        return self._own(self._pattern.search(text))

    def match(self, text: str) -> re.Match[str] | None:
        return self._own(self._pattern.match(text))

    def _own(self, match: re.Match[str] | None) -> re.Match[str] | None:
        return match if match and is_attribute_list(match[1].rstrip()) else None


class AttributeTreeprocessor(AttrListTreeprocessor):
    """Takes the place of Python-Markdown's own."""

    HEADER_RE = _OwnLists(AttrListTreeprocessor.HEADER_RE)  # type: ignore[misc, assignment]
    BLOCK_RE = _OwnLists(AttrListTreeprocessor.BLOCK_RE)  # type: ignore[misc, assignment]
    # Up to the first brace: what stands in others on the line is text.
    INLINE_RE = _OwnLists(re.compile(r"\{:?[ ]*([^}\n ][^}\n]*)\}"))  # type: ignore[misc, assignment]

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        md.treeprocessors.register(self, "attr_list", 8)
