"""The peers, installed below .cache and started: Isso (PyPI) and Waline (npm, on PostgreSQL, as its SQLite wants a native build)."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.counter.__main__ import ROOT, free_port, wait_for

CACHE = ROOT / ".cache" / "bench" / "comments"
PACKAGES = CACHE / "node_modules"
PYTHON = CACHE / "venv" / "bin" / "python"
#: Of Waline's ``assets/waline.pgsql``, what comments and counts of articles use.
WALINE_TABLES = """
create table wl_comment(id serial primary key, user_id int, comment text, insertedat timestamp default now(), ip varchar(100) default '',
  link varchar(255), mail varchar(255), nick varchar(255), pid int, rid int, sticky numeric, status varchar(50) not null default '',
  "like" numeric, ua text, url varchar(255), createdat timestamp default now(), updatedat timestamp default now());
create index on wl_comment(url);
create table wl_counter(id serial primary key, url varchar(255) not null default '', time integer,
  createdat timestamp default now(), updatedat timestamp default now());
create index on wl_counter(url);
create table wl_users(id serial primary key, display_name varchar(255) not null default '', email varchar(255) not null default '',
  password varchar(255) not null default '', type varchar(50) not null default '', label varchar(255), url varchar(255), avatar varchar(255),
  github varchar(255), createdat timestamp default now(), updatedat timestamp default now());
"""


def install() -> None:
    """Install what is missing."""
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", CACHE / "venv"], check=True)
        subprocess.run([PYTHON, "-m", "pip", "install", "-q", "isso", "granian"], check=True)
    if not (PACKAGES / "giscus").exists():
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(CACHE)]
        subprocess.run([*npm, "@waline/vercel@1.39.3", "@waline/client", "giscus"], check=True)


def version_of(package: str) -> str:
    """Return the version of an installed npm package."""
    found = json.loads((PACKAGES / package / "package.json").read_text("utf-8"))
    return str(found["version"])


def isso_files() -> Path:
    """Return the folder of the installed Isso."""
    (found,) = (CACHE / "venv").glob("lib/python*/site-packages/isso")
    return found


@contextmanager
def started(command: list[str], **environment: str) -> Iterator[tuple[int, int]]:
    """Run a server, ``PORT`` in its command being a free one; give the port and the process group."""
    port = free_port()
    server = subprocess.Popen(
        [str(port) if each == "PORT" else each for each in command],
        cwd=ROOT, env=os.environ | environment, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        wait_for(port)
        yield port, server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)


def isso(folder: Path, pages: str) -> Any:
    """Return the running Isso with a database in ``folder``, for the site at ``pages``."""
    return started([str(PYTHON), str(Path(__file__).with_name("serve_isso.py")), "PORT", str(folder), pages])


def waline(postgresql: Any, service: int) -> Any:
    """Return the running Waline on a database of its own. Each request asks a ``service`` for logins: an empty list here."""
    postgresql.url()
    database = f"counts{postgresql.made}"
    postgresql.execute(WALINE_TABLES, database)
    return started(
        ["node", str(PACKAGES / "@waline" / "vercel" / "vanilla.js"), "PORT"],
        PG_HOST=str(postgresql.folder), PG_DB=database, PG_USER="counter", JWT_TOKEN="bench",
        OAUTH_URL=f"http://127.0.0.1:{service}", AKISMET_KEY="false", IPQPS="0",
    )  # fmt: skip


def ours(folder: Path) -> Any:
    """Return our running counter with ``pages.json`` and data in ``folder``, without limits."""
    granian = str(Path(sys.executable).with_name("granian"))
    return started(
        [granian, "--interface", "asgi", "--no-log", "--port", "PORT", "bench.comments.ours:app"], FOLDER=str(folder)
    )
