"""``python -m newsdesk.build``: Pelican's own command and arguments, without its spinner.

The spinner is a thread, and a process with threads can't be forked safely: ``pelican`` itself builds the same site in one process.
"""

import gc
import logging
import sys
import traceback
from pathlib import Path


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
        _tell_crash(error, debug=given.verbosity == logging.DEBUG)
        return 1
    return 0


def _tell_crash(error: Exception, debug: bool) -> None:
    """Say that the program failed, over no article that it could name; the traceback goes into a file."""
    from newsdesk.language import translate
    from plugins.findings import format_report
    from plugins.findings.crash import Crashes

    if debug:
        traceback.print_exception(error)
    crash = Crashes(Path(".cache", "crashes").resolve(), "").of_program(error)
    print(format_report([crash], translate), file=sys.stderr)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
