"""``pages.json``: the addresses that the visit counter counts; it takes no other."""
