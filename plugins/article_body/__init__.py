"""The body of an article: Markdown with our captions, photos, files and tables; its HTML is checked, not changed."""

from plugins.article_body.beside import find_beside, report_missing
from plugins.article_body.convert import Body, BodyConverter
from plugins.article_body.offers import offered_file
from plugins.article_body.photo_checks import check_photos
from plugins.article_body.place import Place

__all__ = ["Body", "BodyConverter", "Place", "check_photos", "find_beside", "offered_file", "report_missing"]
