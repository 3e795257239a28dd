"""Is the live site what the office signed? Every file by its hash, for every kind of visitor, whatever the server does.

Nothing of this is a Pelican thing, and nothing needs the site's folder: a manifest, a key and an address are enough.
"""
