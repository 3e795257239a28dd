"""Photos in a text: the lines of a block to fields that a person can fill in, and back, so that only what was changed changes."""

from newsdesk.editing.figures.reading import read_figures
from newsdesk.editing.figures.values import Figure, FigureBlock, Photo, UnknownFormError, UnwritableError
from newsdesk.editing.figures.writing import write_figures

__all__ = [
    "Figure",
    "FigureBlock",
    "Photo",
    "UnknownFormError",
    "UnwritableError",
    "read_figures",
    "write_figures",
]
