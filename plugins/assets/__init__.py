"""The theme's assets: one style sheet, one script, the fonts, the emblem; addresses change with the content. And sharing pictures."""

from plugins.assets.bundle import Asset, Assets, load_assets

__all__ = ["Asset", "Assets", "load_assets"]
