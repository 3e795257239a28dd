"""What Pelican is told for every site of ours; what belongs to the department stands in its ``site.toml``.

A site may have settings of its own in its ``pelicanconf.py``, which begins with ``from plugins.newsroom.settings import *``.
"""

import os

from ban_tin import installation
from ban_tin.rendering import EXTENSIONS
from ban_tin.rendering.filters import template_filters
from plugins.newsroom.news_pelican import NewsPelican

#: Builds what changed, and what depends on it.
PELICAN_CLASS = NewsPelican

THEME = str(installation.THEME)

# site.toml says the same and wins; here only so that Pelican doesn't warn before it is read.
TIMEZONE = "Asia/Ho_Chi_Minh"
DEFAULT_LANG = "vi"

# Articles are .md files: Pelican's own readers know neither the fields nor the findings.
READERS = dict.fromkeys(["rst", "html", "htm", "markdown", "mkd", "mdown"])
STATIC_PATHS: list[str] = []
#: Names of files and folders that systems and editors hide.
IGNORE_FILES = [".*"]
#: `tin/2026/11/<slug>/index.md`; the reader makes the slug of the folder's name.
ARTICLE_URL = "tin/{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = "tin/{date:%Y}/{date:%m}/{slug}/index.html"
PAGE_URL = PAGE_LANG_URL = "{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{slug}/index.html"

PLUGINS = ["plugins.newsroom"]

# Pelican's own pages, feeds and copies: ours take their place.
DIRECT_TEMPLATES: list[str] = []
CATEGORY_SAVE_AS = TAG_SAVE_AS = AUTHOR_SAVE_AS = ""
DRAFT_SAVE_AS = DRAFT_PAGE_SAVE_AS = ""
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
THEME_STATIC_PATHS: list[str] = []
# Pelican compiles templates that only our renderer (ban_tin/rendering) uses; they need its extension and filters to parse.
JINJA_FILTERS = template_filters(DEFAULT_LANG)
JINJA_ENVIRONMENT = {"extensions": EXTENSIONS, "autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
# Two articles of one title are not translations of each other.
ARTICLE_TRANSLATION_ID = PAGE_TRANSLATION_ID = None
# The reader holds back what is not public yet; Pelican would write it to output/drafts.
WITH_FUTURE_DATES = True
# An image's missing alternative text is a finding of ours, with its line.
LOG_FILTER = [(30, "Empty alt attribute for image %s in %s")]

#: Set for publishing: warnings stop the build as errors do.
STRICT = os.environ.get("STRICT") == "1"
