"""The approved comments of an article: a file of data beside it, read and written."""

from ban_tin.articles.comments.file import comments_file, is_comments_file
from ban_tin.articles.comments.read import parse_comments
from ban_tin.articles.comments.write import format_comments
from ban_tin.views import Comment, Reply

__all__ = ["Comment", "Reply", "comments_file", "format_comments", "is_comments_file", "parse_comments"]
