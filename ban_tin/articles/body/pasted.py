"""Where the steps of ``ban_tin.articles.pasted`` meet Markdown."""

from markdown import Markdown
from markdown.preprocessors import Preprocessor

from ban_tin.articles.body.place import SourceContext
from ban_tin.articles.pasted import STEPS, Line, OnlyWith


class PastedPreprocessor(Preprocessor):
    """Runs the steps over the lines as they were typed, tabs and all."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        # Before white space is made alike (30): a tab says more than the spaces that it becomes.
        md.preprocessors.register(self, "pasted", 35)

    def begin(self, place: SourceContext) -> None:
        """Start on the body at ``place``."""
        self._place = place
        self._first = place.source.count("\n", 0, place.body_start) + 1

    def run(self, lines: list[str]) -> list[str]:
        written = [Line(text, number) for number, text in enumerate(lines, start=self._first)]
        text = "\n".join(lines)
        for step in STEPS:
            if isinstance(step, OnlyWith) and not step.signs.search(text):
                continue
            written = step(written, self._report)
        return [line.text for line in written]

    def _report(self, kind: str, number: int, **values: str) -> None:
        self._place.findings.add(kind, self._place.path, number, **values)
