"""Where a preview serves the page on which comments are decided about. Nothing else: whoever imports this may run while the site's code is broken."""

FOLDER = "/__newsdesk/"
ADDRESS = f"{FOLDER}comments"
