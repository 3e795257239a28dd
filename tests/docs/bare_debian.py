"""A clean Debian in a folder, the commands of the guide for operators, and that Debian booted with a systemd of its own."""

import ctypes
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import ROOT

GUIDE = (ROOT / "docs/van-hanh.md").read_text(encoding="utf-8")
SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
SERVER = "## Từ một máy Debian trống đến trang chạy thật"
BACKUP, RESTORE = "### Chép số liệu sang máy khác", "### Lấy lại số liệu"
VERIFY, NEWSDESK = "### Kiểm tra bằng systemd", "## Bàn biên tập cho cả cơ quan"
#: What fetches from the network: done before anything is started.
_FETCHES = ("apt-get", "make set-up")
#: Of no use in a Debian that is nobody's, whether systemd runs there or not.
_NEVER = ("git clone", "certbot", "ln -sf /etc/letsencrypt", "apt-get install -y --no-install-recommends certbot")
_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive", "HOME": "/root"}  # fmt: skip
_PR_SET_PDEATHSIG = 1


def blocks(heading: str) -> list[list[str]]:
    """Return the commands below a heading of the guide, block by block."""
    section = re.split(r"\n##+ ", GUIDE.partition(f"\n{heading}\n")[2])[0]
    return [block.strip().splitlines() for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL)]


def commands(heading: str) -> list[str]:
    """Return the commands below a heading that need no network and can be run here."""
    found = [command for block in blocks(heading) for command in block]
    return [command for command in found if not command.startswith((*_NEVER, *_FETCHES))]


def make_debian(debian: Path) -> None:
    """Make the folder ``debian`` a Debian with systemd, the software, and every package that the guide names. Needs root and a network."""
    if os.geteuid() or not shutil.which("debootstrap"):
        refuse("needs root and debootstrap")
    included = "--include=systemd-sysv,dbus"
    subprocess.run(
        ["debootstrap", "--variant=minbase", included, SUITE, debian, MIRROR], check=True, stdout=subprocess.DEVNULL
    )
    shutil.copy("/etc/resolv.conf", debian / "etc/resolv.conf")
    (debian / "dev/shm").chmod(0o1777)  # As it is where a kernel has started.
    # This machine's own authorities, where its network has one; and where its packages come from.
    shutil.copytree("/etc/ssl/certs", debian / "usr/local/certs", symlinks=False, ignore_dangling_symlinks=True)
    kept = {name: value for name, value in os.environ.items() if name.lower().endswith("_proxy")}
    if Path("/etc/ssl/certs/ca-certificates.crt").exists():
        kept["PIP_CERT"] = "/usr/local/certs/ca-certificates.crt"
    archive = subprocess.run(["git", "-C", ROOT, "archive", "HEAD"], check=True, capture_output=True).stdout
    (debian / "srv/ban-tin").mkdir(parents=True)
    subprocess.run(["tar", "-x", "-C", debian / "srv/ban-tin"], input=archive, check=True)
    fetching = [
        command
        for heading in (SERVER, VERIFY, BACKUP)
        for block in blocks(heading)
        for command in block
        if command.startswith((*_FETCHES, "cd ")) and not command.startswith(_NEVER)
    ]
    run_inside(debian, "\n".join(fetching), kept)


def run_inside(debian: Path, script: str, environment: dict[str, str] | None = None, *, alone: bool = False) -> str:
    """Run a script in a Debian in which nothing else runs, ``alone`` without a network; return what it says."""
    (debian / "srv/script.sh").write_text(script)
    chroot = ["unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={debian}/proc", "chroot", debian]
    command = [*(["unshare", "--net"] if alone else []), *chroot, "sh", "-eux", "/srv/script.sh"]
    done = subprocess.run(command, env=_ENVIRONMENT | (environment or {}), capture_output=True, text=True, check=False)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    return done.stdout


class Booted:
    """A Debian with a running systemd; ``leader`` is its first process, as this machine counts."""

    def __init__(self, leader: int) -> None:
        self.leader = leader

    def run(self, script: str, *, check: bool = True) -> str:
        """Run a script there, as an operator types it; return what it says. ``check``: every command of it has to succeed."""
        entered = ["nsenter", "-t", str(self.leader), "-m", "-u", "-i", "-n", "-p", "-C", "--"]
        told = [f"{name}={value}" for name, value in _ENVIRONMENT.items()]
        command = [*entered, "/usr/bin/env", "-i", *told, "sh", "-eu" if check else "-u", "-c", script]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=600)
        assert not (check and done.returncode), f"{script}\n{(done.stdout + done.stderr)[-3000:]}"
        return done.stdout

    def until(self, script: str, expected: str, seconds: float = 60) -> str:
        """Run a script again and again until it says ``expected``."""
        end = time.monotonic() + seconds
        while expected not in (said := self.run(script, check=False)):
            assert time.monotonic() < end, f"{script}: no “{expected}” in {said[-2000:]}"
            time.sleep(0.5)
        return said

    def journal(self, unit: str) -> str:
        """Return what a unit has said."""
        return self.run(f"journalctl --no-pager -o cat -u {unit}")


@contextmanager
def booted(debian: Path, log: Path) -> Iterator[Booted]:
    """Boot the Debian in a folder with a network of its own; skips the test where that is not possible."""
    if not shutil.which("systemd-nspawn"):
        refuse("needs systemd-nspawn, of the package systemd-container")
    (debian / "etc/machine-id").write_text("")
    arguments = ["--boot", "--keep-unit", "--register=no", "--private-network", "--console=pipe"]
    with log.open("wb") as out:
        nspawn = subprocess.Popen(
            ["systemd-nspawn", *arguments, "-D", debian], stdin=subprocess.DEVNULL, stdout=out, stderr=out,
            # Also where this machine has control groups of the first kind.
            env=os.environ | {"SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"},
            # It goes with this process, however that ends.
            preexec_fn=lambda: ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL),
        )  # fmt: skip
    try:
        yield _wait_for(nspawn, log)
    finally:
        nspawn.terminate()
        try:
            nspawn.wait(20)
        except subprocess.TimeoutExpired:
            nspawn.kill()
            nspawn.wait()


def _wait_for(nspawn: "subprocess.Popen[bytes]", log: Path) -> Booted:
    children = Path(f"/proc/{nspawn.pid}/task/{nspawn.pid}/children")
    for _ in range(240):
        if nspawn.poll() is not None:
            break
        found = children.read_text().split()
        if found:
            system = Booted(int(found[-1]))
            if system.run("systemctl is-system-running", check=False).strip() in ("running", "degraded"):
                return system
        time.sleep(0.25)
    refuse(f"no systemd boots here: {log.read_text(errors='replace')[-500:]}")
    raise AssertionError


def refuse(reason: str) -> None:
    """Skip the test, or fail it where everything is required."""
    pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
