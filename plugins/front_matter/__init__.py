"""Front matter: both forms, every field checked."""

from plugins.front_matter.fields import FIELDS, FrontMatter

__all__ = ["FIELDS", "FrontMatter"]
