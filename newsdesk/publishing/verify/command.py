"""``ban-tin verify``: is the live site what the office published? For people, and for a timer that tells them when it is not."""

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from urllib.parse import urlsplit

from newsdesk.fetching.wire import is_loopback
from newsdesk.language import translate
from newsdesk.publishing.manifest import MANIFEST, MANIFEST_LIMIT
from newsdesk.publishing.release import release_folder
from newsdesk.publishing.settings import SIGNERS
from newsdesk.publishing.verify.checking import VerifyRequest, VerifyResult, verify_site
from newsdesk.publishing.verify.memory import Memory, read_memory, save_memory, state_file
from newsdesk.publishing.verify.report import json_report, report_lines, summary
from newsdesk.publishing.verify.trust import KeyFileError, signers_file
from newsdesk.site_folder import NoSiteError, SiteFolder, find_site, shown
from newsdesk.site_value import site_value

#: Such as one is.
EXAMPLE = "https://donvi.tinh.gov.vn"
#: What the exit code says, beside 2 for wrong arguments.
AS_PUBLISHED, FOUND, UNCHECKED = 0, 1, 3


class _CommandError(Exception):
    """The run can't begin; the text says why, in the language of the site."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` of the arguments; none of them has to do with a site that is not at hand."""
    parser.add_argument(
        "address",
        nargs="?",
        default="",
        metavar=translate("ADDRESS"),
        help=translate("the address of the live site; else base_url of the site at hand"),
    )
    parser.add_argument(
        "--site", metavar=translate("FOLDER"), default="", help=translate("the folder of the site, if it is at hand")
    )
    parser.add_argument(
        "--output", metavar=translate("FOLDER"), default="", help=translate("the finished site that was published")
    )
    parser.add_argument(
        "--key",
        metavar=translate("FILE"),
        default="",
        help=translate("the office’s public key, or allowed_signers with several; else the one beside site.toml"),
    )
    parser.add_argument(
        "--manifest",
        metavar=translate("FILE"),
        default="",
        help=translate("the manifest.json that was published, where it is at hand"),
    )
    parser.add_argument(
        "--state",
        metavar=translate("FILE"),
        default="",
        help=translate("what is remembered from run to run; else in the cache of the site, or of this user"),
    )
    parser.add_argument("--all", action="store_true", help=translate("look at every file, not at a sample"))
    _add_number(parser, "--pages", 2000, translate("pages of a run that does not see all; else {default}"))
    _add_number(
        parser, "--sample", 300, translate("files beside those of every run and the pages; else {default}"), least=1
    )
    _add_number(
        parser, "--visits", 50, translate("pages asked for as Googlebot and from a search, too; else {default}")
    )
    _add_number(parser, "--rate", 10, translate("requests a second, 0 without a limit; else {default}"))
    _add_number(parser, "--minutes", 30, translate("for the whole run; else {default}"), least=0.01)
    parser.add_argument("--links", action="store_true", help=translate("list the foreign hosts that pages link to"))
    parser.add_argument("--quiet", action="store_true", help=translate("print nothing where nothing is wrong"))
    parser.add_argument("--json", action="store_true", help=translate("as JSON, for programs"))


def _add_number(parser: argparse.ArgumentParser, name: str, default: float, said: str, least: float = 0) -> None:
    def read(text: str) -> float:
        with suppress(ValueError):
            if least <= (number := float(text)) < 1e9:
                return number
        raise argparse.ArgumentTypeError(
            translate("“{text}” is no number from {least} on").format(text=text, least=least)
        )

    parser.add_argument(
        name, type=read, default=default, metavar=translate("NUMBER"), help=said.format(default=f"{default:g}")
    )


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; return the exit code: 0 as published, 1 something is wrong, 3 something could not be seen."""
    try:
        site = _site(options)
        address = checked_site_address(options.address or _base_url(site))
        state = _state(options.state, site, address)
        with ExitStack() as stack:
            key = _key(options.key, site)
            request = VerifyRequest(
                address,
                stack.enter_context(signers_file(key)) if key else None,
                _published(options.manifest, site),
                sample=0 if options.all else int(options.sample),
                pages=int(options.pages),
                visits=int(options.visits),
                per_second=options.rate,
                minutes=options.minutes,
                links=options.links,
            )
            result = verify_site(request, read_memory(state), _progress(options))
    except (_CommandError, KeyFileError) as error:
        print(error, file=sys.stderr)
        return UNCHECKED
    _print(result, address, options)
    result.memory.last = summary(result, address)
    with_trouble = _save(result.memory, state)
    return result.findings.exit_code() or with_trouble


def checked_site_address(address: str) -> str:
    """Return the ``address`` of a live site without a final slash. Raises an error in the language of the site for another one."""
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        plain = bool(parts.hostname) and parts.port != 0 and address.isprintable() and " " not in address
    except ValueError:
        plain = False
    if (
        not plain
        or parts.scheme not in ("http", "https")
        or parts.username
        or parts.path.strip("/")
        or parts.query
        or parts.fragment
    ):
        message = translate("“{address}” is no address of a site such as {example}.")
        raise _CommandError(message.format(address=ascii(address)[1:-1], example=EXAMPLE))
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        message = translate("“{address}” is checked by https only: on the way, anybody could answer in its place.")
        raise _CommandError(message.format(address=address))
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _site(options: argparse.Namespace) -> SiteFolder | None:
    """Return the site at hand, None where it is not the one at the address: a key of one office is none of another."""
    try:
        site = find_site(options.site, options.output)
    except NoSiteError as error:
        # An address and a key are enough, on any machine.
        if options.site or not options.address:
            raise _CommandError(str(error)) from None
        return None
    if options.site or not options.address:
        return site
    own, asked = (urlsplit(checked_site_address(each)).netloc for each in (_base_url(site), options.address))
    return site if own == asked else None


def _base_url(site: SiteFolder | None) -> str:
    return site_value(site.folder, "base_url") if site else ""


def _key(named: str, site: SiteFolder | None) -> Path | None:
    if named:
        return Path(named)
    beside = site.folder / SIGNERS if site else None
    return beside if beside and beside.is_file() else None


def _published(named: str, site: SiteFolder | None) -> bytes | None:
    if named:
        file = Path(named)
    elif site:
        file = release_folder(site.cache, site.output) / "beside" / MANIFEST
        if not file.is_file():
            return None
    else:
        return None
    try:
        if file.stat().st_size > MANIFEST_LIMIT:
            raise OSError("too long")
        return file.read_bytes()
    except OSError as error:
        message = translate("“{file}” can’t be read ({reason}).")
        raise _CommandError(message.format(file=shown(file), reason=error.strerror or error)) from None


def _state(named: str, site: SiteFolder | None, address: str) -> Path:
    if named:
        return Path(named)
    return state_file(site.cache if site else Path.home() / ".cache" / "ban-tin", address)


def _progress(options: argparse.Namespace) -> Callable[[int, int], None]:
    def tell(done: int, count: int) -> None:
        if done % 20 == 0 or done == count:
            end = "\n" if done == count else "\r"
            print(
                translate("{done} of {count} files").format(done=done, count=count),
                end=end,
                file=sys.stderr,
                flush=True,
            )

    # A timer's mail has no use for it.
    return tell if sys.stderr.isatty() and not options.quiet else lambda done, count: None


def _print(result: VerifyResult, address: str, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(json_report(result, address), ensure_ascii=False, indent=1))
        return
    for line in report_lines(result, address, options.quiet, options.links):
        print(line)


def _save(memory: Memory, state: Path) -> int:
    try:
        save_memory(memory, state)
    except OSError as error:
        message = translate("What the next run needs to know could not be written to “{file}” ({reason}).")
        print(message.format(file=shown(state), reason=error.strerror or error), file=sys.stderr)
        return UNCHECKED
    return 0
