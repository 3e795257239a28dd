"""Where a preview serves the newsdesk. Nothing else: whoever imports this may run while the site's code is broken."""

#: The page itself, and what all other addresses begin with.
FOLDER = "/__newsdesk/"
#: Addresses that answer in JSON.
API = f"{FOLDER}api/"
#: The page's own scripts and style sheets.
FILES = f"{FOLDER}page/"
#: The page on which comments are decided about.
COMMENTS = f"{FOLDER}comments"
