"""Rendering: a template sees its view model, the site's facts and the theme's assets, and nothing else."""

from plugins.rendering.renderer import EXTENSIONS, Renderer
from plugins.rendering.theme_files import ThemeFiles

__all__ = ["EXTENSIONS", "Renderer", "ThemeFiles"]
