"""The page on which an office does everything: rooms that answer below ``/__newsdesk/`` of a preview. What they do is done elsewhere, without HTTP."""
