"""``python -m newsdesk``: the command ``ban-tin``."""

from newsdesk.command import main

if __name__ == "__main__":
    raise SystemExit(main())
