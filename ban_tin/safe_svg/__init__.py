"""Drawings from outside, written anew: what is published holds nothing but named shapes, colours and numbers.

A department's logo stands in every page as HTML and is a file of its own. The markup that ``safe_drawing`` returns means the same
to an HTML parser and to an XML parser, and nothing in it can run, move or load another file.
"""

from ban_tin.safe_svg.drawing import MAX_BYTES, Problem, UnsafeDrawingError, read_drawing, safe_drawing

__all__ = ["MAX_BYTES", "Problem", "UnsafeDrawingError", "read_drawing", "safe_drawing"]
