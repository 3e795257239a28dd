"""Editing the source files of a site where they are read: blocks, saving, photos, fields. Nothing here knows of HTTP."""
