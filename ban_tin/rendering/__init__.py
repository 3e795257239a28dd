"""Rendering: a template sees its view model, the site's facts and the theme's assets, and nothing else."""

from ban_tin.rendering.renderer import EXTENSIONS, Renderer
from ban_tin.rendering.theme_files import ThemeFiles

__all__ = ["EXTENSIONS", "Renderer", "ThemeFiles"]
