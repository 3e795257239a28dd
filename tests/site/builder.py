"""A small real site in a temporary folder, built by the command that `make build` runs."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

ROOT = Path(__file__).parents[2]
#: The time of every build here, unless a test says otherwise.
NOW = datetime(2026, 11, 22, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


@dataclass(frozen=True)
class Build:
    """What a build printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def written(self) -> int:
        """How many files it wrote."""
        match = re.search(r"^output: ghi (\d+) tệp", self.out, re.MULTILINE)
        assert match, self.out
        return int(match[1])


def build_command(content: Path, output: Path, state: Path, settings: str = "pelicanconf.py") -> list[str]:
    """Return the command of a build that remembers in the folder ``state``; photos, fonts and cards stay in the project's cache."""
    remembered = f"STATE_FOLDER={json.dumps(str(state))}"
    return [
        *(sys.executable, "-m", "newsdesk.build", str(content)),
        *("--output", str(output), "--settings", settings, "--extra-settings", remembered, "--fatal", "errors"),
    ]


class SmallSite:
    """Content, output and what builds remember below one folder; starts with the project's own site.toml and no article."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.output = folder / "output"
        self.state = folder / "state"
        self.content.mkdir(parents=True)
        (self.content / "tin").mkdir()
        (self.content / "trang").mkdir()
        facts = (ROOT / "tests" / "data" / "site.toml").read_text(encoding="utf-8")
        # Links to pages that only the demonstration has.
        for url in ("/gioi-thieu/", "/lien-he/", "/so-do-trang/", "/tro-nang/"):
            facts = facts.replace(f'url = "{url}"', 'url = "/luu-tru/"')
        facts = facts.replace('url = "/about/"', 'url = "/the/"')
        (self.content / "site.toml").write_text(facts, encoding="utf-8")

    def article(self, name: str, /, body: str = "Nội dung của bài.\n", **fields: str) -> Path:
        """Write an article and return its folder; ``fields`` are front matter as it is typed."""
        values = {"title": f'"Bài {name}"', "date": "2026-11-01 08:00", "category": "Tin hoạt động"} | fields
        year, month = values["date"][:4], values["date"][5:7]
        folder = self.content / "tin" / year / month / name
        folder.mkdir(parents=True, exist_ok=True)
        head = "\n".join(f"{field}: {value}" for field, value in values.items())
        (folder / "index.md").write_text(f"---\n{head}\n---\n\n{body}", encoding="utf-8")
        return folder

    def page(self, name: str, /, body: str = "Nội dung của trang.\n", **fields: str) -> None:
        """Write a page."""
        head = "\n".join(f"{field}: {value}" for field, value in ({"title": f'"Trang {name}"'} | fields).items())
        (self.content / "trang" / f"{name}.md").write_text(f"---\n{head}\n---\n\n{body}", encoding="utf-8")

    def photo(
        self, folder: Path, name: str, size: tuple[int, int] = (1200, 800), exif: Image.Exif | None = None
    ) -> None:
        """Draw a photo beside an article."""
        image = Image.linear_gradient("L").resize(size).convert("RGB")
        image.save(folder / name, quality=80, **({"exif": exif} if exif else {}))

    def build(
        self,
        now: datetime = NOW,
        settings: str = "pelicanconf.py",
        timeout: float = 300,
        bound: bool = False,
        code: str = "",
        **variables: str,
    ) -> Build:
        """Build the site as `make build` does, with ``variables`` in its environment; in a process that is forked.

        ``bound`` is a user who may not read everything, whoever runs the tests; ``code`` is run in the place of the command.
        """
        from tests.site.forked import project_server

        build = {"SOURCE_DATE_EPOCH": str(int(now.timestamp())), "PYTHONUTF8": "1"}
        left_out = dict.fromkeys(("STRICT", "EXPLAIN"), "")
        _, _, module, *arguments = build_command(self.content, self.output, self.state, settings)
        own = [] if settings in {"pelicanconf.py", "publishconf.py"} else [str(Path(settings).parent)]
        server = project_server()
        server.begin({
            "folder": str(ROOT), "module": module, "arguments": arguments, "environment": left_out | build | variables,
            "code": code, "code_in": own, "bound": bound,
        })  # fmt: skip
        return server.end(timeout)

    def run_command(self, now: datetime = NOW) -> Build:
        """Build the site by the command itself, in a Python of its own."""
        environment = os.environ | {"SOURCE_DATE_EPOCH": str(int(now.timestamp())), "PYTHONUTF8": "1"}
        command = build_command(self.content, self.output, self.state)
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300)
        return Build(done.returncode, done.stdout, done.stderr)

    def build_without_refused(self, timeout: float = 300) -> Build:
        """Build; delete the source files that errors name, and build what is left. What all builds printed is returned."""
        done = self.build(timeout=timeout)
        out, err = done.out, done.err
        for _ in range(3):
            shown = re.findall(r"^content/((?:tin|trang)/\S.*?)(?::\d+)?: lỗi: ", done.err, re.MULTILINE)
            names = [re.sub("<U\\+(....)>", lambda code: chr(int(code[1], 16)), name) for name in shown]
            refused = [file for file in map(self.content.joinpath, names) if file.is_symlink() or file.exists()]
            if done.code != 1 or not refused:
                break
            for file in refused:
                shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink(missing_ok=True)
            done = self.build(timeout=timeout)
            out, err = out + done.out, err + done.err
        return Build(done.code, out, err)

    def forget(self) -> None:
        """Delete what builds remember: the next one is a clean one."""
        shutil.rmtree(self.state, ignore_errors=True)

    def read(self, url: str) -> str:
        """Return the file that a server would give for ``url``, with plain spaces for those that keep words together."""
        path = url.lstrip("/")
        file = self.output / (path + "index.html" if not path or path.endswith("/") else path)
        return file.read_text("utf-8").replace("\u00a0", " ")

    def tree(self) -> dict[str, bytes]:
        """Return every file of the output."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }
