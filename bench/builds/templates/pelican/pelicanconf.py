"""Pelican with a theme equal to the peers' and the public plugins that make the same pages."""

import os

SITENAME = "Tin giáo dục"
SITEURL = "https://tin-gd.example"
PATH = "content"
STATIC_PATHS = ["images"]
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"
DEFAULT_PAGINATION = 10
ARTICLE_URL = "bai/{slug}/"
ARTICLE_SAVE_AS = "bai/{slug}/index.html"
CATEGORY_URL = "categories/{slug}/"
CATEGORY_SAVE_AS = "categories/{slug}/index.html"
TAG_URL = "tags/{slug}/"
TAG_SAVE_AS = "tags/{slug}/index.html"
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = "authors/{slug}/index.html"
MONTH_ARCHIVE_SAVE_AS = "months/{date:%Y-%m}/index.html"
MONTH_ARCHIVE_URL = "months/{date:%Y-%m}/"
PAGINATION_PATTERNS = [
    (1, "{url}", "{save_as}"),
    (2, "{base_name}/page/{number}/", "{base_name}/page/{number}/index.html"),
]
FEED_ALL_ATOM = "feeds/all.atom.xml"
CATEGORY_FEED_ATOM = "feeds/{slug}.atom.xml"
TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
FEED_MAX_ITEMS = 20
SITEMAP = {"format": "xml"}
DISPLAY_PAGES_ON_MENU = False
THEME = "theme"
# The default keeps its watcher from seeing anything below a folder with a dot, such as .cache.
IGNORE_FILES: list[str] = []
DIRECT_TEMPLATES = ["index", "categories", "tags", "authors"]
PLUGINS = ["sitemap", "neighbors", "related_posts"]
if os.environ.get("READER_CACHE"):
    # Articles whose file hasn't changed are not converted again.
    CACHE_CONTENT = LOAD_CONTENT_CACHE = True
    CONTENT_CACHING_LAYER = "reader"
    CHECK_MODIFIED_METHOD = "mtime"
