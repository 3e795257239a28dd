"""From what was read to the plan of the site: every page and file, before anything is made."""
