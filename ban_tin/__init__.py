"""Bản Tin, a generator of news sites: everything but what Pelican, a web server or a command line asks for.

Nothing below imports Pelican, Starlette or argparse. ``docs/architecture.md`` shows the rooms.
"""

from time import time_ns

__version__ = "0.2.0"

#: In ns since the epoch: no code below this folder was read earlier in this process.
STARTED = time_ns()
