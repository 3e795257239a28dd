"""A build: Pelican's own command and arguments, without its spinner; ``--confirm-removal`` beside them.

The spinner is a thread, and a process with threads can't be forked safely: ``pelican`` itself builds the same site in one process.
"""

import gc
import json
import logging
import os
import sys
import traceback
from pathlib import Path

from newsdesk.language import speak_for, translate
from newsdesk.site_folder import SETTINGS, SiteFolder, shown
from newsdesk.trouble import explain_trouble, mistake_in, print_nothing_more

#: Says that the articles that are missing are to go: as ``CONFIRM_REMOVAL=1`` in the environment.
CONFIRM = "--confirm-removal"


def build_arguments(site: SiteFolder, **settings: object) -> list[str]:
    """Return the arguments of ``main`` that build ``site``, with these settings beside its own."""
    told = {"CACHE_FOLDER": str(site.cache)} | settings
    return [
        *(str(site.folder), "--output", str(site.output), "--settings", str(site.settings)),
        *("--extra-settings", *(f"{name}={json.dumps(value)}" for name, value in told.items())),
    ]


def main(arguments: list[str]) -> int:
    """Build the site as Pelican's ``arguments`` say; return the exit code. An error that is logged ends the build."""
    if CONFIRM in arguments:
        arguments = [each for each in arguments if each != CONFIRM]
        os.environ["CONFIRM_REMOVAL"] = "1"
    # Of modules and settings on their way in, nothing is garbage: looking for some takes an eighth of that time.
    gc.disable()
    import pelican
    from pelican.log import init as init_logging

    given = pelican.parse_arguments(arguments)
    content = Path(given.path or "content")
    speak_for(content)
    init_logging(level=given.verbosity, fatal="errors", name="pelican", handler=pelican.LOG_HANDLERS[given.log_handler])
    try:
        site, _ = pelican.get_instance(given)
        gc.enable()
        site.run()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        print_nothing_more()
        return 1
    except Exception as error:
        if given.verbosity == logging.DEBUG:
            traceback.print_exception(error)
        if isinstance(error, ValueError) and not content.is_dir():  # As Pelican finds first of all.
            message = translate("There is no folder “{path}” with the content. Is its disk or network drive there?")
            print(message.format(path=content), file=sys.stderr)
        elif found := mistake_in(Path(given.settings or SETTINGS), error):
            message = translate("{file}:{line}: error: these settings cannot be used: {reason}.")
            print(message.format(file=shown(found.file), line=found.line, reason=found.reason), file=sys.stderr)
        else:
            print(
                explain_trouble(error) or tell_crash(error, Path(given.overrides.get("CACHE_FOLDER", ".cache"))),
                file=sys.stderr,
            )
        return 1
    return 0


def tell_crash(error: Exception, cache: Path) -> str:
    """Return that the program failed, over no article that it could name; the traceback goes into a file."""
    from ban_tin.findings import format_report
    from ban_tin.findings.crash import Crashes

    crash = Crashes((cache / "crashes").resolve(), "").of_program(error)
    return format_report([crash], translate)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
