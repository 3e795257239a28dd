"""The body of an article: Markdown with our captions, photos, files and tables; its HTML is checked, not changed."""

from ban_tin.articles.body.beside import find_beside, report_missing
from ban_tin.articles.body.convert import Body, BodyConverter
from ban_tin.articles.body.offers import offered_file
from ban_tin.articles.body.photo_checks import check_photos
from ban_tin.articles.body.place import SourceContext

__all__ = ["Body", "BodyConverter", "SourceContext", "check_photos", "find_beside", "offered_file", "report_missing"]
