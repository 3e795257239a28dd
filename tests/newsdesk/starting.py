"""Running one subcommand in this process, as the table of the command line does."""

from argparse import ArgumentParser
from pathlib import Path
from types import ModuleType

from newsdesk import new
from tests.starter.sites import SITES


def run(module: ModuleType, *arguments: str) -> int:
    """Return the exit code of the subcommand ``module`` with these arguments."""
    parser = ArgumentParser()
    parser.add_argument("--site", default="")
    module.add_arguments(parser)
    code = module.run(parser.parse_args(arguments))
    assert isinstance(code, int)
    return code


def make_site(folder: Path, site: str) -> Path:
    """Make the site called ``site`` in ``folder``, without git and without a question."""
    flags = [part for name, value in SITES[site].items() for part in (f"--{name.replace('_', '-')}", value)]
    assert run(new, str(folder), "--yes", "--no-git", *flags) == 0
    return folder
