"""``ban-tin``: one command for all that an office does with its site. Each subcommand is an entry of ``COMMANDS``.

A subcommand imports what it needs when it runs: the help is there at once.
"""

import os
import sys
from argparse import REMAINDER, SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsdesk.language import N_, SITE, catalogue, speak_for, translate
from newsdesk.site_folder import NoSiteError, SiteFolder, find_site
from newsdesk.trouble import explain_trouble, print_nothing_more
from newsdesk.usage import in_language

if TYPE_CHECKING:
    from newsdesk.preview.live_site import Listener, LiveSite

#: The port of a preview, and the days after which what nobody used goes from the cache, unless others are named.
PORT, DAYS = 8000, 30.0
#: Where ``ban-tin counter serve`` answers.
COUNTER = "http://127.0.0.1:8010/api"


class Command(NamedTuple):
    """A subcommand. ``help`` is a message id; ``run`` returns the exit code and raises ``NoSiteError`` for no site."""

    name: str
    help: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def add_site(parser: ArgumentParser) -> None:
    """Let ``parser`` take the site: what ``site_of`` looks for."""
    parser.add_argument(
        "--site",
        metavar=translate("FOLDER"),
        default="",
        help=translate("the folder of the site, with its site.toml; else the current one, or the demonstration"),
    )


def _add_output(parser: ArgumentParser) -> None:
    add_site(parser)
    parser.add_argument(
        "--output",
        metavar=translate("FOLDER"),
        default="",
        help=translate("where the finished site goes; else into the folder output of the site"),
    )


def _add_settings(parser: ArgumentParser) -> None:
    _add_output(parser)
    parser.add_argument(
        "--settings",
        metavar=translate("FILE"),
        default="",
        help=translate("a file with settings of Pelican; else pelicanconf.py of the site, if it has one"),
    )


def site_of(options: Namespace, publishing: bool = False) -> SiteFolder:
    """Return the site that ``options`` name. Raises ``NoSiteError``."""
    output, settings = getattr(options, "output", ""), getattr(options, "settings", "")
    return find_site(options.site, output, settings, publishing)


def _add_build(parser: ArgumentParser) -> None:
    _add_settings(parser)
    parser.add_argument("--explain", action="store_true", help=translate("say why each file was written"))
    parser.add_argument(
        "--confirm-removal", action="store_true", help=translate("many articles that are missing are to go")
    )


def _build(options: Namespace) -> int:
    from newsdesk import build

    if options.explain:
        os.environ["EXPLAIN"] = "1"
    if options.confirm_removal:
        os.environ["CONFIRM_REMOVAL"] = "1"
    return build.main(build.build_arguments(site_of(options)))


def _publish(options: Namespace) -> int:
    from newsdesk.publishing.publish_command import publish

    return publish(site_of(options, publishing=True), options.explain, options.confirm_removal)


def _add_preview(parser: ArgumentParser) -> None:
    _add_settings(parser)
    parser.add_argument(
        "--port",
        type=_port,
        default=PORT,
        metavar=translate("NUMBER"),
        help=translate("the port of this machine where the site is to be seen; else {port}").format(port=PORT),
    )

    parser.add_argument("--host", default="", metavar=translate("NAME"), help=SUPPRESS)
    parser.add_argument(
        "--behind-proxy",
        default="",
        metavar=translate("FILE"),
        help=translate("for an office: listen on this socket, behind a proxy that says who asks (see deploy/newsdesk)"),
    )
    parser.add_argument(
        "--hosts",
        default="",
        metavar=translate("NAMES"),
        help=translate("the names by which the office calls that proxy, with commas between them"),
    )
    parser.add_argument(
        "--user-header",
        default="",
        metavar=translate("NAME"),
        help=translate("the header in which the proxy says who asks; else {name}").format(name="X-Remote-User"),
    )


def _port(text: str) -> int:
    if text.isascii() and text.isdigit() and int(text) < 65536:
        return int(text)
    raise ArgumentTypeError(translate("“{text}” is no number from 0 to 65535").format(text=text))


def _preview(options: Namespace) -> int:
    # Ctrl-C is how a preview ends, while it starts too.
    with suppress(KeyboardInterrupt):
        from newsdesk.preview.access import UnusableAccessError, read_access
        from newsdesk.preview.session import run

        try:
            access = read_access(options.host, options.behind_proxy, options.hosts, options.user_header)
        except UnusableAccessError as error:
            print(error, file=sys.stderr)
            return 2
        # Planning a large site takes a second of one thread: the others must not wait 5 ms for each of their turns.
        sys.setswitchinterval(0.0005)
        run(_open_site, site_of(options), options.port, access)
    return 0


def _open_site(site: SiteFolder, listener: "Listener") -> "LiveSite":
    # Where an error in the code, just saved, is told in the page.
    from newsdesk.preview.open_site import open_site

    return open_site(site, listener)


def _add_counts(parser: ArgumentParser) -> None:
    add_site(parser)
    parser.add_argument(
        "counter",
        nargs="?",
        default=COUNTER,
        metavar=translate("ADDRESS"),
        help=translate("the address of the visit counter; else {address}").format(address=COUNTER),
    )


def _counts(options: Namespace) -> int:
    from newsdesk.counts import save_counts

    return save_counts(options.counter, site_of(options).folder / "counts.json")


def _clean(options: Namespace) -> int:
    from newsdesk.clean import clean_output

    return clean_output(site_of(options).output)


def _add_clean_cache(parser: ArgumentParser) -> None:
    add_site(parser)
    parser.add_argument(
        "--days",
        type=_days,
        default=DAYS,
        metavar=translate("NUMBER"),
        help=translate("days that something was not used; else {days}, and 0 for all").format(days=f"{DAYS:g}"),
    )


def _days(text: str) -> float:
    with suppress(ValueError):
        if 0 <= (days := float(text)) < float("inf"):
            return days
    raise ArgumentTypeError(translate("“{text}” is no number of days").format(text=text))


def _clean_cache(options: Namespace) -> int:
    from newsdesk.clean_cache import prune

    deleted = prune(site_of(options).cache, options.days)
    print(translate("{count} things that nobody used were deleted.").format(count=deleted))
    return 0


def _add_counter(parser: ArgumentParser) -> None:
    parser.add_argument(
        "counter", nargs=REMAINDER, metavar="…", help=translate("what the counter is to do: serve --help")
    )


def _counter(options: Namespace) -> int:
    try:
        from counter.__main__ import main
    except ModuleNotFoundError as error:
        message = translate("The counter needs “{name}”. Install it with: pip install 'ban-tin[counter]'")
        print(message.format(name=error.name), file=sys.stderr)
        return 1
    return main(options.counter)


def _elsewhere(name: str, help: str, in_site: bool, module: str = "") -> Command:
    """Return the subcommand that ``newsdesk.<name>`` is, or another ``module``, by its own ``add_arguments`` and ``run``; ``in_site``: it has to do with a site."""
    module = f"newsdesk.{module or name}"

    def add_arguments(parser: ArgumentParser) -> None:
        if in_site:
            add_site(parser)
        import_module(module).add_arguments(parser)

    def run(options: Namespace) -> int:
        if in_site:
            options.site = str(site_of(options).folder)
        return int(import_module(module).run(options))

    return Command(name, help, add_arguments, run)


def _sending(name: str, help: str, module: str = "") -> Command:
    """Return the subcommand that ``newsdesk.publishing.<name>_command`` is, or another ``module``; it has to do with a site and its output."""
    module = f"newsdesk.{module or f'publishing.{name}_command'}"

    def add_arguments(parser: ArgumentParser) -> None:
        _add_settings(parser)
        import_module(module).add_arguments(parser)

    def run(options: Namespace) -> int:
        return int(import_module(module).run(site_of(options, publishing=True), options))

    return Command(name, help, add_arguments, run)


COMMANDS = (
    _elsewhere("new", N_("begin a site of one's own, made of answers"), in_site=False),
    _elsewhere("article", N_("begin an article, as a draft"), in_site=True),
    _elsewhere(
        "import",
        N_("make drafts of Word files, documents, saved pages, pasted text"),
        in_site=True,
        module="importing.command",
    ),
    _elsewhere("upgrade", N_("show how the site's files change for this version, and write them"), in_site=True),
    Command("build", N_("build the site; an error stops it, a warning is told"), _add_build, _build),
    Command(
        "publish",
        N_("build the site for publishing, where a warning stops it too, and make its release"),
        _add_build,
        _publish,
    ),
    _sending("deploy", N_("send what was published, and make it the live site")),
    _sending("rollback", N_("make the release before the live one live again")),
    _sending("status", N_("say what was published, what is live, and what is due")),
    _sending("due", N_("say when an article is to appear or to expire next, and whether one is due")),
    _elsewhere(
        "verify",
        N_("say whether the live site is what was published"),
        in_site=False,
        module="publishing.verify.command",
    ),
    _elsewhere("check", N_("say all that a build would find, without making one"), in_site=True),
    _sending(
        "assess",
        N_("write the self-assessment sheet of the finished site, as HTML and CSV"),
        module="assessing.command",
    ),
    Command("preview", N_("show the site in the browser, drafts too, and follow every edit"), _add_preview, _preview),
    _elsewhere("comments", N_("decide about what readers wrote"), in_site=True, module="comments.command"),
    Command("counts", N_("fetch the figures of the visit counter, for the next build"), _add_counts, _counts),
    Command("counter", N_("run the visit counter, or do with its figures what follows"), _add_counter, _counter),
    Command("clean", N_("delete the finished site; files of others stay"), _add_output, _clean),
    Command("clean-cache", N_("delete from the cache what was not used for long"), _add_clean_cache, _clean_cache),
)


def _parser(given: Sequence[str]) -> ArgumentParser:
    """Return what reads the arguments ``given``. Only the subcommand among them, if any, is asked for its own: it may import much."""
    parser = ArgumentParser(
        prog="ban-tin",
        description=translate("Bản Tin makes an office's news site out of a folder."),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help=translate("show the version and exit"))
    commands = parser.add_subparsers(dest="command", metavar=translate("COMMAND"), title=translate("commands"))
    for each in COMMANDS:
        said = translate(each.help)
        below = commands.add_parser(
            each.name, help=said, description=f"{said[0].upper()}{said[1:]}.", allow_abbrev=False
        )
        if each.name in given:
            each.add_arguments(below)
        below.set_defaults(run=each.run)
    return parser


def _speak_for_site(arguments: Sequence[str]) -> None:
    """Speak the language of the site that ``arguments`` may name: they are read in it."""
    looking = ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    looking.add_argument("--site", default="", nargs="?")
    named = looking.parse_known_args(arguments)[0].site
    with suppress(NoSiteError):
        speak_for(find_site(named or "").folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what ``arguments`` say, those of the command line if there are none given; return the exit code.

    0: done; 1: not done, and stderr says why; 2: the arguments are wrong; 130: Ctrl-C. Leaves with them where argparse or a build does.
    """
    given = sys.argv[1:] if arguments is None else list(arguments)
    try:
        _speak_for_site(given)
        with in_language(catalogue()):
            parser = _parser(given)
            options = parser.parse_args(given)
            if options.version:
                from ban_tin import __version__

                print(f"ban-tin {__version__}")
                return 0
            if options.command is None:
                parser.print_help()
                return 2
        return int(options.run(options))
    except KeyboardInterrupt:
        return 130
    except NoSiteError as error:
        print(error, file=sys.stderr)
    except BrokenPipeError:
        print_nothing_more()
    except Exception as error:
        from newsdesk.build import tell_crash

        print(explain_trouble(error) or tell_crash(error, _cache()), file=sys.stderr)
    return 1


def _cache() -> Path:
    """Return where the report of a crash goes: the cache of the site, and of the current folder while there is none."""
    try:
        return find_site(os.environ.get(SITE, "")).cache
    except (NoSiteError, OSError):
        return Path(".cache")
