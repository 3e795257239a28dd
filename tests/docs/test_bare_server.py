"""``make soak``: the guide from a bare Debian server to the live site, every command of it, in a clean Debian in which no systemd runs."""

import re
from pathlib import Path

import pytest

from tests.docs.bare_debian import GUIDE, SERVER, blocks, commands, run_inside
from tests.shared_files import SOAK

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
    "python3 -c \"import fcntl, socket, struct; fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh', b'lo', 1))\"\n"
)


def test_what_is_not_run_is_said() -> None:
    found = [command for block in blocks(SERVER) for command in block]
    assert len(found) > 25
    section = GUIDE.partition(f"{SERVER}\n")[2].partition("\n## ")[0]
    for begin in ("git clone", "systemctl", "certbot", "ln -sf /etc/letsencrypt"):
        assert any(command.startswith(begin) for command in found)
        assert begin.startswith("ln") or f"`{begin}`" in section


@pytest.mark.skipif(not SOAK, reason="takes some minutes and a network; make soak")
def test_every_command_of_the_guide_leads_to_the_live_site(debian: Path) -> None:
    found = [command for command in commands(SERVER) if not command.startswith("systemctl")]
    asking = next(number for number, command in enumerate(found) if command.startswith("curl"))
    # `cd` of the guide holds on.
    run_inside(debian, "\n".join(found[:asking]))
    script = [LOOPBACK, f"cd /srv/ban-tin\n{COUNTER}", *found[asking:]]
    said = run_inside(debian, "\n".join(script), alone=True)
    assert re.search(r"^HTTP/2 200", said, re.MULTILINE), said
    assert "content-security-policy: default-src 'none'" in said
    assert '"status":"ok"' in said
    assert re.search(r"/srv/web: \d{14}-[0-9a-f]{8}", said), said
