"""The command ``ban-tin`` as it is installed."""

import sys

from ban_tin.installation import BESIDE


def main() -> int:
    """Let Python find what lies beside this package, or below it once installed, and run the command."""
    sys.path.insert(0, str(BESIDE))
    from newsdesk.command import main

    return main()
