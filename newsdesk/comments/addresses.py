"""Where a preview serves the page on which comments are decided about. Nothing else: whoever imports this may run while the site's code is broken."""

from newsdesk.desk.addresses import FOLDER

ADDRESS = f"{FOLDER}comments"
__all__ = ["ADDRESS", "FOLDER"]
