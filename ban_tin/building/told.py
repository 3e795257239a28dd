"""What the person at the terminal is told of a build: a line before each stage, and at the end what there is now."""

import os
import time
from pathlib import Path

from ban_tin.building.commit import Committed
from ban_tin.installation import BESIDE
from ban_tin.language.translations import translation
from ban_tin.photos.encode import SHARING_FILE
from ban_tin.planning.plan import Copied, Plan
from ban_tin.site.project import Project


class Teller:
    """Speaks in the language of ``project``, of a build that begins now."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._text = translation(project.language)
        self._begun = time.monotonic()

    def reading(self, count: int) -> None:
        """So many source files are going to be read."""
        if count:
            message = self._text.ngettext("Reading %(num)d file …", "Reading %(num)d files …", count)
            print(message % {"num": count}, flush=True)

    def making(self, plan: Plan) -> None:
        """What changed of ``plan`` is going to be made and written."""
        count = len(plan.pages) + len(plan.files)
        message = self._text.ngettext(
            "Making what changed of %(num)d file …", "Making what changed of %(num)d files …", count
        )
        print(message % {"num": count}, flush=True)

    def done(self, plan: Plan, output: Path, committed: Committed) -> None:
        """The build is over: ``committed`` is what it did to ``output``."""
        text = self._text
        numbers = {"written": len(committed.written), "deleted": len(committed.deleted), "total": len(committed.files)}
        message = text.gettext("{folder}: {written} files written, {deleted} deleted, {total} in all")
        print(message.format(folder=output.name, **numbers))
        print(self._summary(plan, output, len(committed.files)), flush=True)

    def _summary(self, plan: Plan, output: Path, total: int) -> str:
        text, seconds = self._text, max(1, round(time.monotonic() - self._begun))
        photos = {
            file.path.parent
            for file in plan.files.values()
            if isinstance(file, Copied) and file.path.name == SHARING_FILE
        }
        counts = [
            text.ngettext("%(num)d article", "%(num)d articles", len(plan.news)) % {"num": len(plan.news)},
            text.ngettext("%(num)d photo", "%(num)d photos", len(photos)) % {"num": len(photos)},
            text.ngettext("%(num)d file", "%(num)d files", total) % {"num": total},
        ]
        message = text.ngettext("Done after %(num)d second:", "Done after %(num)d seconds:", seconds) % {"num": seconds}
        said = text.gettext("{done} {counts} in {folder}/.").format(
            done=message, counts=", ".join(counts), folder=output.name
        )
        if self._project.strict:
            return said
        return text.gettext("{done} To see it: {command}").format(
            done=said, command=command("preview", self._project.content)
        )


def command(name: str, content: Path) -> str:
    """Return how the command ``name`` is typed here for the site in ``content``; make says in the environment that it runs."""
    making, here = bool(os.environ.get("MAKELEVEL")), Path.cwd()
    given = f"make {name}" if making else f"ban-tin {name}"
    folder = content.absolute()
    if folder == here or folder == BESIDE / "content":
        return given
    shown = str(folder.relative_to(here) if folder.is_relative_to(here) else folder)
    shown = f'"{shown}"' if " " in shown else shown
    return f"{given} SITE={shown}" if making else f"{given} --site {shown}"
