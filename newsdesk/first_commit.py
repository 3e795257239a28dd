"""The first commit of a new site, where there is git."""

import os
import shutil
import subprocess
from pathlib import Path

from ban_tin.language.translations import N_

_SECONDS = 30


def commit_first(folder: Path, name: str, email: str, message: str) -> str:
    """Make ``folder`` a repository with one commit of all there is; return, as a message id, what came of it.

    ``name`` and ``email`` are the author's where git knows nobody. A folder within a repository becomes part of none of its own.
    """
    program = shutil.which("git")
    if program is None:
        return N_("There is no git on this machine, so there is no history; the site does without.")
    # Variables of a hook that runs this would lead elsewhere.
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}

    def git(*arguments: str) -> str | None:
        """Return what git says; ``None`` where it fails."""
        command = [program, "-C", str(folder), *arguments]
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, text=True, timeout=_SECONDS, stdin=subprocess.DEVNULL
            )
        except (OSError, subprocess.SubprocessError, ValueError):
            return None
        return done.stdout.strip() if done.returncode == 0 else None

    if not (folder / ".git").exists():
        if git("rev-parse", "--is-inside-work-tree") == "true":
            return N_("The folder lies in a git repository already: commit it there.")
        if git("init", "--quiet") is None:
            return N_("git could not make a repository; the site does without.")
    author = []
    for key, value in (("user.name", name), ("user.email", email)):
        if not git("config", key):
            author += ["-c", f"{key}={value}"]
    unsigned = ["-c", "commit.gpgsign=false"]
    if (
        git("add", "--all") is None
        or git(*author, *unsigned, "commit", "--quiet", "--no-verify", "-m", message) is None
    ):
        return N_("git could not make the first commit; the site does without.")
    return N_("Its first version is saved in git.")
