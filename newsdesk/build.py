"""``python -m newsdesk.build``: Pelican's own command and arguments, without its spinner.

The spinner is a thread, and a process with threads can't be forked safely: ``pelican`` itself builds the same site in one process.
"""

import gc
import logging
import sys


def main(arguments: list[str]) -> int:
    """Build the site as Pelican's ``arguments`` say; return the exit code. An error that is logged ends the build."""
    # Of modules and settings on their way in, nothing is garbage: looking for some takes an eighth of that time.
    gc.disable()
    import pelican
    from pelican.log import init as init_logging

    given = pelican.parse_arguments(arguments)
    init_logging(level=given.verbosity, fatal="errors", name="pelican", handler=pelican.LOG_HANDLERS[given.log_handler])
    try:
        site, _ = pelican.get_instance(given)
        gc.enable()
        site.run()
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        logging.getLogger("pelican").critical("%s: %s", type(error).__name__, error, exc_info=True)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
