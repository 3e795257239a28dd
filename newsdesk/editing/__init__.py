"""Editing the source files of a site as their own text: blocks, saving, versions, undoing, trash, unsaved text. No HTTP."""
