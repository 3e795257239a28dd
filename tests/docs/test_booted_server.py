"""``make soak``: a Debian that systemd boots, every command of the guide in it, and every unit of deploy/ at its work, behind all that shuts it in."""

import json
import re
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import docx
import pytest
from PIL import Image

from tests.docs.bare_debian import BACKUP, NEWSDESK, RESTORE, SERVER, VERIFY, Booted, booted, commands
from tests.shared_files import SOAK

CURL = "curl -sS --cacert /etc/ssl/ban-tin/fullchain.pem https://donvi.tinh.gov.vn"
READER = (
    '-A "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" -H "Origin: https://donvi.tinh.gov.vn"'
)
DESK = "curl -s --cacert /etc/ssl/ban-tin-newsdesk/fullchain.pem https://tin.donvi.gov.vn/"
BAN_TIN = "cd /srv/ban-tin; runuser -u dang-bai -- .venv/bin/python -m newsdesk"
#: All machines of the guide are this one.
HOSTS = "127.0.0.1 donvi.tinh.gov.vn tin.donvi.gov.vn may-sao-luu"
#: A timer's minutes are seconds.
SOON = "[Timer]\\nOnCalendar=\\nOnCalendar=*:*:0/4\\nAccuracySec=100ms\\nRandomizedDelaySec=0\\n"
ARTICLE = """---
title: "Khai giảng"
date: {date}
category: "Tin hoạt động"
summary: "Học sinh cả tỉnh tựu trường sáng 5 tháng 9, hơn 300 trường cùng khai giảng."
---

Sáng nay, học sinh tựu trường.

![Cổng trường](san.jpg)
*Cổng trường sáng 5 tháng 9*
"""


@pytest.mark.skipif(not SOAK, reason="takes some minutes and a network; make soak")
def test_every_unit_does_its_work(debian: Path, tmp_path: Path) -> None:
    given = debian / "srv/given"
    given.mkdir()
    shutil.copy(Path(__file__).with_name("office_day.py"), given)
    Image.effect_noise((1200, 800), 60).convert("RGB").save(given / "san.jpg", quality=88)
    document = docx.Document()
    document.add_heading("Hội nghị cán bộ quản lý", 1)
    document.add_paragraph("Sáng 30/11/2026, Sở tổ chức hội nghị với 120 đại biểu tham dự. " * 3)
    document.save(str(given / "hoi-nghi.docx"))
    with booted(debian, tmp_path / "console") as system:
        the_guide(system)
        system.run(f"echo {HOSTS} >> /etc/hosts")
        the_counter(system)
        the_timers(system, debian)
        the_newsdesk(system)
        the_backup(system)
        the_check(system)
        shut_in(system)
        counted = count(system)
    # The power came back.
    with booted(debian, tmp_path / "console") as system:
        system.until(f"{CURL}/api/health", '"status":"ok"')
        assert count(system) >= counted
        system.until(f"{DESK} -o /dev/null -w '%{{http_code}}'", "401")
        assert "ban-tin" not in system.run("systemctl --failed --plain --no-legend")


def the_guide(system: Booted) -> None:
    said = system.run("\n".join(commands(SERVER)))
    assert re.search(r"^HTTP/2 200", said, re.MULTILINE), said
    assert "content-security-policy: default-src 'none'" in said
    # The very next command after `systemctl enable --now`: it is there when systemd says so.
    assert '"status":"ok"' in said
    assert re.search(r"/srv/web: \d{14}-[0-9a-f]{8}", said), said


def count(system: Booted) -> int:
    return int(json.loads(system.run(f"{CURL}/api/hit {READER} -d path=/"))["total"])


def the_counter(system: Booted) -> None:
    assert count(system) == 1
    system.run("systemctl restart ban-tin-counter")
    counted = count(system)
    assert counted >= 1
    system.run("kill -9 $(systemctl show -P MainPID ban-tin-counter)")
    system.until("systemctl show -P NRestarts ban-tin-counter; systemctl is-active ban-tin-counter", "1\nactive")
    assert count(system) >= counted


def the_timers(system: Booted, debian: Path) -> None:
    system.run("systemctl start ban-tin-publish")
    assert "Skipped due to 'exec-condition'" in system.journal("ban-tin-publish"), "nothing is due"
    before = system.run("readlink /srv/web/current")
    at = datetime.now(UTC) + timedelta(hours=7, minutes=1)
    folder = debian / f"srv/trang/tin/{at:%Y/%m}/khai-giang"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(ARTICLE.format(date=f"{at:%Y-%m-%d %H:%M}"), "utf-8")
    shutil.copy(debian / "srv/given/san.jpg", folder)
    system.run("chown -R dang-bai:dang-bai /srv/trang/tin")
    for timer in ("publish", "nginx"):
        place = f"/etc/systemd/system/ban-tin-{timer}.timer.d"
        system.run(f"mkdir {place}; printf '{SOON}' > {place}/soon.conf")
    system.run("systemctl daemon-reload; systemctl restart ban-tin-publish.timer ban-tin-nginx.timer")
    url = f"/tin/{at:%Y/%m}/khai-giang/"
    system.until(f"{CURL}{url} -o /dev/null -w '%{{http_code}}'", "200", 120)
    assert system.run("readlink /srv/web/current") != before
    # Somebody else is about to publish: two at a time are refused.
    system.until("systemctl is-active ban-tin-publish", "inactive")
    system.run("systemctl stop ban-tin-publish.timer")
    assert "ký" in system.journal("ban-tin-publish"), "it is signed"
    # What is withdrawn is gone only once nginx has read the new release.
    text = (folder / "index.md").read_text("utf-8")
    withdrawn = text.replace("category:", 'withdrawn: "Số liệu sai."\ncategory:', 1)
    (folder / "index.md").write_text(withdrawn, "utf-8")
    system.run(f"{BAN_TIN} publish --site /srv/trang; {BAN_TIN} deploy --site /srv/trang")
    system.until(f"{CURL}{url} -o /dev/null -w '%{{http_code}}'", "410", 30)
    (folder / "index.md").write_text(text, "utf-8")
    assert "Failed with result" not in system.journal("ban-tin-nginx")


def the_newsdesk(system: Booted) -> None:
    typed = "\n".join(commands(NEWSDESK)).replace("openssl passwd -6)", "openssl passwd -6 mat-khau)")
    system.run(typed)
    # nginx reads its files a moment after the command that tells it to.
    system.until(f"{DESK} -o /dev/null -w '%{{http_code}}'", "401", 10)
    done: dict[str, Any] = json.loads(
        system.run("python3 /srv/given/office_day.py /srv/given/hoi-nghi.docx /srv/given/san.jpg")
    )
    assert (done["stranger"], done["greeting"]) == (401, True)
    assert (done["photo"]["kind"], done["import"]["state"]) == ("photo", "accepted")
    assert done["seen"]["end"] == "ready", done["seen"]
    assert [done[step]["end"] for step in ("live", "back", "again", "forth")] == ["live", "live", "ready", "live"]
    assert done["live"]["wrong"] == []
    # In the middle of a publish: the site stays whole, and the next press goes through.
    restarted = json.loads(system.run("python3 /srv/given/office_day.py restart"))
    assert restarted["end"] == "live", restarted
    # Whoever went back stays there: nothing is due.
    system.run(f"{BAN_TIN} rollback --site /srv/trang")
    before = system.run("readlink /srv/web/current")
    system.run("systemctl start ban-tin-publish")
    assert system.run("readlink /srv/web/current") == before
    assert "Traceback" not in system.journal("ban-tin-newsdesk")


def the_backup(system: Booted) -> None:
    backups = "/var/lib/ban-tin-counter/data/backups"
    system.run(
        "cd /srv/ban-tin; runuser -u ban-tin -- .venv/bin/python -m counter backup --data /var/lib/ban-tin-counter/data"
    )
    counted = count(system)
    typed = "\n".join(commands(BACKUP)).replace("$(cat sao-luu.pub)", "$(cat /etc/ban-tin/sao-luu.pub)")
    assert "ED25519" in system.run(f"systemctl start ssh; {typed}")
    sent = system.run("cd /srv/sao-luu/ban-tin-counter; sha256sum *.db")
    assert sent == system.run(f"cd {backups}; sha256sum *.db")
    # The key can do nothing else.
    key = "ssh -i /etc/ban-tin/sao-luu -o BatchMode=yes -o UserKnownHostsFile=/etc/ban-tin/known_hosts sao-luu@may-sao-luu"
    assert "root:" not in system.run(f"{key} cat /etc/passwd 2>&1", check=False)
    assert sent == system.run("cd /srv/sao-luu/ban-tin-counter; sha256sum *.db")
    # The server is lost, and comes back with what the other machine has.
    name = sent.split()[1]
    system.run(f"cp /srv/sao-luu/ban-tin-counter/{name} /tmp/; chmod 644 /tmp/{name}")
    system.run("systemctl stop ban-tin-counter; rm -r /var/lib/ban-tin-counter")
    system.run("systemctl start ban-tin-counter")
    system.run("\n".join(commands(RESTORE)).replace("2026-11-30.db", name))
    assert count(system) >= counted


def the_check(system: Booted) -> None:
    system.run(
        "cp /etc/ssl/ban-tin/fullchain.pem /usr/local/share/ca-certificates/tam.crt; update-ca-certificates 2>&1"
    )
    system.run("cd /srv/trang\n" + "\n".join(commands(VERIFY)))
    system.run("systemctl stop ban-tin-verify.timer")
    assert system.run("systemctl show -P Result ban-tin-verify").strip() == "success"
    said = system.run(f"{BAN_TIN} status --site /srv/trang --counter https://donvi.tinh.gov.vn/api")
    assert "Bộ đếm lượt xem: ok" in said, said
    home = "/srv/web/current/index.html"
    system.run(f"rm {home}.br; sed -i 's|</main>|<a href=https://casino.example>.</a></main>|' {home}")
    system.run("systemctl start ban-tin-verify", check=False)
    said = system.journal("ban-tin-verify")
    assert "/: BỊ SỬA" in said and "casino.example" in said, said


def shut_in(system: Booted) -> None:
    """What runs is as the units say: no rights, no way up, a filter of system calls; and nothing else has failed."""
    for unit in ("ban-tin-counter", "ban-tin-newsdesk"):
        status = system.run(f"cat /proc/$(systemctl show -P MainPID {unit})/status")
        for line in ("CapEff:\t0000000000000000", "NoNewPrivs:\t1", "Seccomp:\t2"):
            assert line in status, (unit, status)
    scores = system.run("systemd-analyze security --no-pager")
    found = dict(re.findall(r"^(ban-tin-\S+)\.service +([0-9.]+)", scores, re.MULTILINE))
    assert found.keys() >= {"ban-tin-counter", "ban-tin-newsdesk"}
    assert all(float(score) <= 1.5 for score in found.values()), found
    failed = system.run("systemctl --failed --plain --no-legend", check=False).split("\n")
    assert [line.split()[0] for line in failed if line.strip()] == ["ban-tin-verify.service"]
