"""Settings of Pelican for the demonstration, and for every site without its own; what only production changes is in ``publishconf.py``."""

from plugins.newsroom.settings import *  # noqa: F403

PATH = "content"
OUTPUT_PATH = "output"
THEME = "theme"
#: Renditions of photos, fonts and cards that need not be made again; safe to delete at any time.
CACHE_FOLDER = ".cache"
