"""WordPress: its export as WXR (Tools › Export › All content).

``wxr`` reads the file as it streams by, ``records`` brings together what belongs to one post, ``content`` undoes what WordPress does when it shows a
text, ``articles`` reads posts and pages.
"""
