"""``python -m counter``: serve, import, export, backup, restore, check, report."""

import argparse
import asyncio
import csv
import gc
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from socket import AF_INET, AF_INET6, AF_UNIX, create_server, socket

from granian.constants import HTTPModes, Interfaces
from granian.errors import FatalError
from granian.http import HTTP1Settings
from granian.server.embed import Server

from counter import transfer
from counter.app import create_app
from counter.backup import back_up, restore
from counter.config import Config
from counter.openings import FORMATS, read_openings
from counter.pages import read_pages
from counter.readiness import tell_ready
from counter.storage import Row, Storage, StorageError, open_storage
from counter.storage.answers_dump import Answers, put_answers, read_all_answers, write_answers

HEAD_SECONDS = (
    10  # for the head of a request, from the first moment of a connection and from the end of the last answer
)

#: Seconds between two looks whether it listens.
_LOOKS = 0.02


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when it did what it says, 1 with a sentence on stderr when not."""
    args = _parser().parse_args(arguments)
    try:
        done: int = args.run(args) or 0
    except (StorageError, OSError, ValueError, KeyError, csv.Error) as error:
        print(f"counter: {error}", file=sys.stderr)
        return 1
    return done


def serve(args: argparse.Namespace) -> int:
    """Serve until SIGTERM or SIGINT, in this one process."""
    config = Config(
        args.data, args.pages, args.storage, args.prefix, tuple(args.trusted_proxy), tuple(args.origin),
        office_token=args.office_token,
        begin_anew=args.begin_anew, accept_day=args.accept_day.toordinal() if args.accept_day else 0,
    )  # fmt: skip
    _check_free(args)
    try:
        asyncio.run(_serve(config, args))
    except FatalError:
        return 1  # granian has logged the sentence of the failed start
    return 0


def _check_free(args: argparse.Namespace) -> None:
    """Raise OSError when somebody listens there: the server would share a port with another one, half of the hits each."""
    if args.uds is None:
        create_server((args.host, args.port), family=AF_INET6 if ":" in args.host else AF_INET).close()
        return
    with socket(AF_UNIX) as probe, suppress(FileNotFoundError, ConnectionRefusedError):
        probe.connect(str(args.uds))
        raise OSError(f"another server listens at {args.uds}")
    args.uds.unlink(missing_ok=True)  # a killed server left it


async def _serve(config: Config, args: argparse.Namespace) -> None:
    server = Server(
        create_app(config),
        args.host,
        args.port,
        uds=args.uds,
        interface=Interfaces.ASGI,
        backlog=2048,
        http1_settings=HTTP1Settings(header_read_timeout=HEAD_SECONDS * 1000, max_buffer_size=65_536),
        websockets=False,
        http=HTTPModes.http1,  # HTTP/2 connections have no time limit in granian; nginx asks by HTTP/1.1
    )
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, server.stop)
    gc.set_threshold(20_000, 20, 50)  # requests leave no cycles: look for them less often
    gc.freeze()
    announcing = asyncio.create_task(_announce(args))
    try:
        await server.serve()
    finally:
        announcing.cancel()


async def _announce(args: argparse.Namespace) -> None:
    """Tell whoever started the counter once somebody listens: granian says nothing between its start and its end."""
    family = AF_UNIX if args.uds else AF_INET6 if ":" in args.host else AF_INET
    place = str(args.uds) if args.uds else (args.host, args.port)
    while True:
        with socket(family) as probe, suppress(OSError):
            probe.connect(place)
            break
        await asyncio.sleep(_LOOKS)
    tell_ready()


def import_(args: argparse.Namespace) -> None:
    """Set opening balances (``--add``: add to them), or all counts from an export of this counter."""
    pages = read_pages(args.pages)
    # Opening balances and an export may be what a new storage begins with; --add needs the counts it adds to.
    storage = _open(args, write=True, begin_anew=not args.add)
    answers: Answers = {}, []
    try:
        if args.format == "export":
            rows: list[Row] = [row for file in args.files for row in transfer.read_export(file)]
            left_out: list[str] = []
            answers = read_all_answers(storage, args.files)
        else:
            opening = read_openings(args.format, args.files, pages.canonical, pages.zone)
            rows, left_out = opening.rows(), opening.left_out
        if args.add:
            before = {(row.day, row.path): row for row in storage.rows()}
            rows = [
                Row(*row[:2], *map(sum, zip(row[2:], before.get(row[:2], Row(0, None))[2:], strict=True)))
                for row in rows
            ]
        storage.put(rows)
        put_answers(storage, answers)
    finally:
        storage.close()
    print("\n".join(left_out), file=sys.stderr)
    count = sum(map(len, answers))
    print(f"{len(rows)} counts set" + (f", {count} ratings and comments" if count else ""))


def export(args: argparse.Namespace) -> None:
    if args.answers and args.format != "jsonl":
        raise ValueError("--answers needs --format jsonl")
    storage = _open(args, write=False)
    transfer.write_export(storage.rows(), sys.stdout, args.format)
    if args.answers:
        write_answers(storage, sys.stdout)


def report(args: argparse.Namespace) -> None:
    sys.stdout.write("\ufeff")  # spreadsheets know it is UTF-8
    rows = list(_open(args, write=False).rows())
    newest = max((row.day for row in rows), default=0) or 1
    transfer.write_report(rows, args.month or f"{date.fromordinal(newest):%Y-%m}", sys.stdout)


def backup(args: argparse.Namespace) -> None:
    print(back_up(_open(args, write=False), Config(args.data, args.data).backups, args.name, 10_000))


def restore_(args: argparse.Namespace) -> None:
    url = Config(args.data, args.data, args.storage).storage_url
    if not url.startswith("sqlite:"):
        raise ValueError("restore is for SQLite; here: import --format export FILE into an empty storage")
    restore(args.file, Path(url.removeprefix("sqlite:///")))


def check(args: argparse.Namespace) -> int:
    problems = _open(args, write=False).check()
    print("\n".join(problems) or "sound")
    return bool(problems)


def _open(args: argparse.Namespace, *, write: bool, begin_anew: bool = False) -> Storage:
    config = Config(args.data, args.data, args.storage)
    storage = open_storage(config.storage_url, config.backups, write=write, begin_anew=begin_anew)
    if write:
        storage.load()
    return storage


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m counter", description="The visit counter")
    commands = parser.add_subparsers(required=True)

    def command(name: str, run: object, help: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=help)
        made.set_defaults(run=run)
        made.add_argument("--data", type=Path, required=True, metavar="DIR", help="database, salt and backups")
        made.add_argument(
            "--storage", default="", metavar="URL", help="sqlite:///file (default: in DIR), valkey://, postgresql://"
        )
        return made

    it = command("serve", serve, "serve the counter")
    it.add_argument("--pages", type=Path, default=Path("output/pages.json"), help="pages.json of the build")
    it.add_argument("--host", default="127.0.0.1")
    it.add_argument("--port", type=int, default=8010)
    it.add_argument("--uds", type=Path, help="a UNIX socket instead of host and port")
    it.add_argument("--prefix", default="/api")
    it.add_argument(
        "--trusted-proxy", action="append", default=[], metavar="CIDR", help="whose X-Forwarded-For is believed"
    )
    it.add_argument(
        "--origin", action="append", default=[], help="a further address of the site, like https://www.so.example"
    )
    it.add_argument(
        "--office-token", type=Path, metavar="FILE",
        help="tokens of the office, one a line, in a file of mode 0600: who has one reads and decides about comments",
    )  # fmt: skip
    it.add_argument(
        "--begin-anew",
        action="store_true",
        help="begin at zero although there are backups with counts; they are put aside",
    )
    it.add_argument(
        "--accept-day", type=date.fromisoformat, metavar="2026-11-30",
        help="the clock's day, if health doubts it and it is right: what was counted on later days is booked on it",
    )  # fmt: skip

    it = command("import", import_, "set opening balances from another counter (stop the server first)")
    it.add_argument("--pages", type=Path, default=Path("output/pages.json"))
    it.add_argument("--format", choices=(*FORMATS, "nginx", "export"), required=True)
    it.add_argument("--add", action="store_true", help="add to what is there; without it the same import may run twice")
    it.add_argument("files", nargs="+", type=Path)

    it = command("export", export, "write all counts to stdout")
    it.add_argument("--format", choices=("csv", "jsonl"), default="csv")
    it.add_argument(
        "--answers",
        action="store_true",
        help="ratings and comments too, for another storage: texts that nobody has seen",
    )

    it = command("backup", backup, "write a backup, also while the counter serves")
    it.add_argument("--name", default="", help="default: the newest counted day")

    it = command("restore", restore_, "put a backup in place of the database (stop the server first)")
    it.add_argument("file", type=Path)

    command("check", check, "look for damage")

    it = command("report", report, "write the table of a month to stdout")
    it.add_argument("--month", default="", help="like 2026-11; default: that of the newest counted day")
    return parser


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        sys.exit(main())
