"""Text as it is pasted: what Word, other programs and hurried fingers write is made as it was meant, or told with the line to type.

Pure functions over the lines of a body, before Markdown sees them; ``ban_tin.articles.body.pasted`` runs the steps.
"""

from ban_tin.articles.pasted.captions import write_captions
from ban_tin.articles.pasted.line import Line, LineReport, Step

#: In this order. Each looks first whether the text has anything that concerns it: most texts have not.
STEPS: tuple[Step, ...] = (write_captions,)

__all__ = ["STEPS", "Line", "LineReport", "Step"]
