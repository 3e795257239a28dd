"""What a long article is made of: its headings, each with an address of its own."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.captions.plain import plain_text
from ban_tin.language.vietnamese import slugify
from ban_tin.views.news import Heading

#: An article with fewer headings is seen at a glance.
LEAST = 4
_LEVELS = {"h2": 2, "h3": 3}


class ContentsTreeprocessor(Treeprocessor):
    """Gives the headings of a long body addresses, and lists them in ``contents``; a short body stays as it is."""

    def begin(self) -> None:
        """Forget the document before: Markdown doesn't run over an empty one."""
        self.contents: tuple[Heading, ...] = ()

    def run(self, root: Element) -> None:
        headings = [each for each in root if each.tag in _LEVELS]
        if len(headings) < LEAST:
            return
        taken = {each.get("id", "") for each in root.iter()}
        contents = []
        for heading in headings:
            title = plain_text(self.md, "".join(_words(heading)))
            if not title:
                continue
            if not heading.get("id"):
                heading.set("id", _free(f"m-{slugify(title)}".rstrip("-"), taken))
            contents.append(Heading(heading.get("id", ""), title, _LEVELS[heading.tag]))
        self.contents = tuple(contents)


def _words(element: Element) -> Iterator[str]:
    """Yield the text in ``element`` without the numbers of footnotes."""
    yield element.text or ""
    for child in element:
        if child.tag != "sup":
            yield from _words(child)
        yield child.tail or ""


def _free(wanted: str, taken: set[str]) -> str:
    """Return ``wanted``, with a number where another element has it, and note it in ``taken``."""
    found, number = wanted, 2
    while found in taken:
        found, number = f"{wanted}-{number}", number + 1
    taken.add(found)
    return found
