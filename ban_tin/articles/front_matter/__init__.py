"""Front matter: both forms, every field checked."""

from ban_tin.articles.front_matter.fields import FIELDS, FrontMatter

__all__ = ["FIELDS", "FrontMatter"]
