"""What production changes, and nothing else: warnings stop the build too."""

from pelicanconf import *  # noqa: F403

STRICT = True
