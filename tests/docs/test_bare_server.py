"""``make soak``: the guide from a bare Debian server to the live site, every command of it, in a clean Debian."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.builders import ROOT
from tests.shared_files import SOAK

GUIDE = (ROOT / "docs/van-hanh.md").read_text(encoding="utf-8")
SECTION = "## Từ một máy Debian trống đến trang chạy thật\n"
#: What is not run, and why; the guide says so too.
NOT_RUN = {
    "git clone": "the checkout that is tested is copied instead",
    "systemctl": "no systemd runs there: nginx and the counter are started by their own commands",
    "certbot": "a certificate needs a name that the world knows",
    "ln -sf /etc/letsencrypt": "there is none, then",
}
SUITE, MIRROR = "bookworm", "http://deb.debian.org/debian"
#: As systemd would start the counter: what the unit says, as its user and group, in folders that it would make.
COUNTER = r"""
unit=/etc/systemd/system/ban-tin-counter.service
install -d -m 750 -o ban-tin -g www-data /run/ban-tin-counter
install -d -m 700 -o ban-tin -g www-data /var/lib/ban-tin-counter
(umask 0007; exec setsid runuser -u ban-tin -g www-data -- $(sed -n 's/^ExecStart=//p' $unit)) > /tmp/counter.log 2>&1 &
nginx
for _ in $(seq 200); do [ -S /run/ban-tin-counter/counter.sock ] && break; sleep 0.1; done
sleep 1
"""
#: In a network of its own: the ports of web servers are free there.
LOOPBACK = (
    "import fcntl, socket, struct, os, sys; s = socket.socket(); "
    "fcntl.ioctl(s, 0x8914, struct.pack('16sh', b'lo', 1)); os.execvp('sh', ['sh', '-eu', sys.argv[1]])"
)


def blocks() -> list[list[str]]:
    """Return the commands of the section, block by block."""
    section = GUIDE.partition(SECTION)[2].partition("\n## ")[0]
    return [block.strip().splitlines() for block in re.findall(r"```sh\n(.*?)```", section, re.DOTALL)]


def is_run(command: str) -> bool:
    return not command.startswith(tuple(NOT_RUN))


def test_what_is_not_run_is_said() -> None:
    commands = [command for block in blocks() for command in block]
    assert len(commands) > 25
    section = GUIDE.partition(SECTION)[2].partition("\n## ")[0]
    for begin in NOT_RUN:
        assert any(command.startswith(begin) for command in commands)
        assert begin.startswith("ln") or f"`{begin}`" in section


@pytest.mark.skipif(not SOAK, reason="takes some minutes and a network; make soak")
def test_every_command_of_the_guide_leads_to_the_live_site(tmp_path: Path) -> None:
    if os.geteuid() or not shutil.which("debootstrap"):
        reason = "needs root and debootstrap"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
    debian = tmp_path / "debian"
    subprocess.run(["debootstrap", "--variant=minbase", SUITE, debian, MIRROR], check=True, stdout=subprocess.DEVNULL)
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
    *before, asking, _ = [[command for command in block if is_run(command)] for block in blocks()]
    (debian / "srv/make.sh").write_text("".join(f"{command}\n" for block in before for command in block))
    # `cd` of the guide holds on.
    (debian / "srv/ask.sh").write_text(f"cd /srv/ban-tin\n{COUNTER}" + "".join(f"{command}\n" for command in asking))
    inside = ["unshare", "--mount", "--pid", "--fork", "--kill-child", f"--mount-proc={debian}/proc", "chroot", debian]
    environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    made = subprocess.run(
        [*inside, "sh", "-eux", "/srv/make.sh"], env=environment | kept, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, (made.stdout + made.stderr)[-4000:]
    asked = subprocess.run(
        ["unshare", "--net", *inside, "python3", "-c", LOOPBACK, "/srv/ask.sh"],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    said = asked.stdout + asked.stderr
    assert re.search(r"^HTTP/2 200", asked.stdout, re.MULTILINE), said
    assert "content-security-policy: default-src 'none'" in asked.stdout, said
    assert '"status":"ok"' in asked.stdout, said
    assert re.search(r"/srv/web: \d{14}-[0-9a-f]{8}", asked.stdout), said
