"""What office machines on Windows are given, as far as Linux can tell: the form of the .cmd, and its Linux half with a real preview."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.builders import ROOT
from tests.newsdesk.preview.running import FOLDER_SITE, Project

FOLDER = ROOT / "deploy" / "windows"
GUIDE = (ROOT / "docs" / "cai-dat-windows.md").read_text("utf-8")


def test_the_cmd_is_one_that_windows_reads() -> None:
    content = (FOLDER / "ban-tin.cmd").read_bytes()
    assert content.isascii()
    assert b"\n" not in content.replace(b"\r\n", b"")
    text = content.decode().replace("\r\n", "\n")
    called = re.search(r'bash -l "%BAN_TIN_PROGRAM%/([^"]+)"', text)
    assert called
    assert (ROOT / called[1]).is_file()
    assert set(re.findall(r"^(?:.*goto |:)(\w+)$", text, re.MULTILINE)) == {"missing"}
    # What the guide tells to look for is what is said.
    script = (FOLDER / "ban-tin.sh").read_text("utf-8")
    for said in re.findall(r"^\| `([^`…]+)…?` \| ", GUIDE, re.MULTILINE):
        assert said.strip() in text + script + "cổng 8000 đang bận" + "Wsl/Service/"


def test_its_linux_half_starts_a_preview_and_opens_the_newsdesk(tmp_path: Path) -> None:
    project = Project(tmp_path / "trang")
    programs = tmp_path / ".local" / "bin"
    programs.mkdir(parents=True)
    script = ["bash", str(FOLDER / "ban-tin.sh"), "trang"]
    # As on the office's machine: nothing of a variable that a developer has.
    environment = {"PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONUTF8": "1"}
    told = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "Chưa cài Bản Tin" in told.stdout
    command = programs / "ban-tin"
    command.write_text(f'#!/bin/sh\n[ "$*" = preview ] && PYTHONPATH={ROOT} exec {sys.executable} -m {FOLDER_SITE} 0\n')
    command.chmod(0o755)
    told = subprocess.run(script, env=environment, capture_output=True, text=True, check=False)
    assert "thiếu tệp site.toml" in told.stdout
    (project.folder / "site.toml").touch()
    opened = tmp_path / "opened"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\ncurl -s -o /dev/null -w "%{{http_code}}" "${{1%__newsdesk/}}" >"{opened}"; echo " $1" >>"{opened}"\n')  # fmt: skip
    browser.chmod(0o755)
    with subprocess.Popen(
        script, env=environment | {"BAN_TIN_OPEN": str(browser)}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    ) as running:  # fmt: skip
        assert running.stdout
        said = ""
        for line in running.stdout:
            said += line
            if opened.exists():
                break
        os.killpg(running.pid, 15)
    assert re.fullmatch(r"200 http://localhost:\d+/__newsdesk/\n", opened.read_text()), said
