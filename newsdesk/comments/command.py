"""``ban-tin comments``: what readers wrote, for those who decide about it in a terminal or a script."""

import argparse
import sys
from collections.abc import Callable
from typing import NamedTuple

from newsdesk.comments.connection import OfficeError
from newsdesk.comments.office_folder import VARIABLE
from newsdesk.language import N_, translate
from newsdesk.site_folder import find_site


class Action(NamedTuple):
    """A subcommand of ``ban-tin comments``: its name, its help (a message id), its arguments, and the function of ``actions`` that does it."""

    name: str
    help: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` of the subcommands."""
    below = parser.add_subparsers(
        dest="action", metavar=translate("COMMAND"), title=translate("commands"), required=True
    )
    for each in ACTIONS:
        said = translate(each.help)
        action = below.add_parser(each.name, help=said, description=f"{said[0].upper()}{said[1:]}.", allow_abbrev=False)
        _add_office(action)
        each.add_arguments(action)
        action.set_defaults(act=each.run)


def run(options: argparse.Namespace) -> int:
    """Do what was asked for; return the exit code: 1 where something was not done, and stderr says why."""
    from newsdesk.comments import actions
    from newsdesk.comments.office import open_office

    try:
        office = open_office(find_site(options.site), options.office, options.counter, options.token)
        return int(getattr(actions, options.act)(office, options))
    except OfficeError as error:
        print(error, file=sys.stderr)
        return 1


def _add_office(parser: argparse.ArgumentParser) -> None:
    # Also behind the subcommand, without undoing what was said before it.
    parser.add_argument(
        "--site", metavar=translate("FOLDER"), default=argparse.SUPPRESS, help=translate("the folder of the site")
    )
    parser.add_argument(
        "--counter",
        metavar=translate("ADDRESS"),
        default="",
        help=translate("the address of the counter; else the one that site.toml says"),
    )
    parser.add_argument(
        "--office",
        metavar=translate("FOLDER"),
        default="",
        help=translate("the office’s own folder; else the one in {variable}, or ~/.config/ban-tin/HOST").format(
            variable=VARIABLE
        ),
    )
    parser.add_argument(
        "--token",
        metavar=translate("FILE"),
        default="",
        help=translate("the file with the token, which nobody else may read; else “token” in the office’s folder"),
    )


def _nothing(parser: argparse.ArgumentParser) -> None:
    pass


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help=translate("as JSON, for programs"))


def _add_ids(parser: argparse.ArgumentParser, least: str = "+") -> None:
    parser.add_argument(
        "ids",
        nargs=least,
        type=_id,
        metavar=translate("NUMBER"),
        help=translate("numbers of comments, as pending shows them"),
    )
    _add_json(parser)
    parser.add_argument("--dry-run", action="store_true", help=translate("only say what would be done"))


def _id(text: str) -> int:
    bare = text.removeprefix("#")
    if bare.isascii() and bare.isdigit() and len(bare) < 16 and int(bare):
        return int(bare)
    raise argparse.ArgumentTypeError(translate("“{text}” is no number of a comment").format(text=text))


def _add_reply(parser: argparse.ArgumentParser, name: str, required: bool) -> None:
    parser.add_argument(
        name,
        dest="reply",
        metavar=translate("TEXT"),
        default="",
        required=required,
        help=translate("what the office answers below the comment; - reads it from stdin"),
    )
    parser.add_argument(
        "--name",
        metavar=translate("NAME"),
        default="",
        help=translate("who answers; else the short name of the department"),
    )


def _add_reason(parser: argparse.ArgumentParser, required: bool) -> None:
    parser.add_argument(
        "--reason",
        metavar=translate("TEXT"),
        default="",
        required=required,
        help=translate("why; it is kept in decisions.jsonl in the office’s folder and told nobody else"),
    )


def _add_article(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--article",
        metavar=translate("ADDRESS"),
        default="",
        help=translate("the address of the article, where several have a comment with that number"),
    )


def _add_approve(parser: argparse.ArgumentParser) -> None:
    _add_ids(parser)
    _add_reply(parser, "--reply", required=False)


def _add_reject(parser: argparse.ArgumentParser) -> None:
    _add_ids(parser, "*")
    _add_reason(parser, required=True)
    parser.add_argument(
        "--suspects", action="store_true", help=translate("all that look like spam, beside those that are named")
    )


def _add_answer(parser: argparse.ArgumentParser) -> None:
    _add_ids(parser)
    _add_reply(parser, "--text", required=True)
    parser.add_argument(
        "--approved",
        action="store_true",
        help=translate("they are on their pages already; else they are approved with it"),
    )
    _add_article(parser)


def _add_tip(parser: argparse.ArgumentParser) -> None:
    _add_ids(parser)
    _add_reason(parser, required=False)


def _add_tips(parser: argparse.ArgumentParser) -> None:
    _add_json(parser)
    parser.add_argument(
        "--delete",
        nargs="+",
        type=_id,
        metavar=translate("NUMBER"),
        default=[],
        help=translate("delete these for good"),
    )
    parser.add_argument("--dry-run", action="store_true", help=translate("only say what would be done"))


def _add_withdraw(parser: argparse.ArgumentParser) -> None:
    _add_ids(parser)
    _add_reason(parser, required=False)
    _add_article(parser)


def _add_asks(parser: argparse.ArgumentParser) -> None:
    _add_json(parser)
    parser.add_argument(
        "--do", action="store_true", help=translate("take them all off their pages and out of the tips")
    )
    parser.add_argument("--dry-run", action="store_true", help=translate("only say what would be done"))


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("csv", "jsonl"),
        default="csv",
        help=translate("csv for spreadsheets, jsonl for programs; else csv"),
    )
    parser.add_argument(
        "--to",
        metavar=translate("FILE"),
        default="",
        help=translate("the file to write, which must not be there; else stdout"),
    )


ACTIONS = (
    Action("pending", N_("show what waits for a decision, what looks like spam apart"), _add_json, "show_pending"),
    Action("approve", N_("approve comments: each is written beside its article, and stands on the page with the next publishing"), _add_approve, "approve"),
    Action("reject", N_("reject comments: they are deleted for good"), _add_reject, "reject"),
    Action("reply", N_("answer comments in the name of the office"), _add_answer, "reply"),
    Action("tip", N_("keep comments as tips for the staff, not for the public"), _add_tip, "keep_tips"),
    Action("tips", N_("show the tips that are kept, and delete them"), _add_tips, "show_tips"),
    Action("approved", N_("show what is approved, with its numbers"), _add_json, "show_approved"),
    Action("withdraw", N_("take approved comments off their pages"), _add_withdraw, "withdraw"),
    Action("asks", N_("show which senders want a comment gone that was approved, and do it"), _add_asks, "show_asks"),
    Action("export", N_("save all that waits as a file"), _add_export, "export"),
    Action("privacy", N_("show what the site tells its readers about what is kept of them"), _nothing, "show_privacy"),
)  # fmt: skip
