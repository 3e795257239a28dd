"""``python -m newsdesk.preview [PORT]``: ``ban-tin preview`` without a name for the site."""

import sys

from newsdesk.command import main

if __name__ == "__main__":
    raise SystemExit(main(["preview", *(["--port", sys.argv[1]] if len(sys.argv) > 1 else [])]))
