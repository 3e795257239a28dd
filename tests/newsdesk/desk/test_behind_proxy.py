"""The newsdesk of a whole office: the files of deploy/newsdesk before a preview on a socket, with the real nginx."""

import base64
import json
import os
import re
import shlex
import shutil
import socket
import ssl
import stat
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPSConnection
from pathlib import Path

import pytest

from newsdesk.command import main
from newsdesk.preview.access import UnusableAccessError, read_access
from tests.builders import ROOT
from tests.counter.harness import free_port
from tests.newsdesk.preview.running import Answer, Preview, Project, preview

CONF, UNIT = ROOT / "deploy/newsdesk/ban-tin-newsdesk.conf", ROOT / "deploy/newsdesk/ban-tin-newsdesk.service"
NAME = "tin.sogddt.lamgiang.example"


@dataclass
class Office:
    folder: Path
    port: int
    socket: Path
    preview: Preview

    def ask(self, path: str, method: str = "GET", body: str = "", password: str = "mật khẩu", **headers: str) -> Answer:
        trusting = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        trusting.check_hostname = False
        connection = HTTPSConnection("127.0.0.1", self.port, timeout=20, context=trusting)
        sent = {"Host": NAME} | {name.replace("_", "-"): value for name, value in headers.items()}
        if password:
            sent["Authorization"] = "Basic " + base64.b64encode(f"minh-ha:{password}".encode()).decode()
        connection.request(method, path, body.encode(), sent)
        answer = connection.getresponse()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read())

    def say(self, text: str) -> str:
        """Return the beginning of what the socket answers to those very letters."""
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(10)
            asking.connect(str(self.socket))
            asking.sendall(text.replace("\n", "\r\n").encode())
            return asking.recv(400).decode()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    if not shutil.which("nginx"):
        reason = "nginx is missing"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("nginx")
    project = Project(tmp_path_factory.mktemp("site"))
    # Short: the address of a socket has a hundred letters.
    desk = Path(os.path.relpath(tmp_path_factory.mktemp("s") / "desk.sock"))
    listening = desk.absolute()
    key = ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem"), "-subj", f"/CN={NAME}"]
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *key], check=True, capture_output=True)
    hashed = subprocess.run(["openssl", "passwd", "-6", "mật khẩu"], check=True, capture_output=True, text=True).stdout
    (folder / "users").write_text(f"minh-ha:{hashed}", "utf-8")
    (folder / "users").chmod(0o644)
    port, plain = free_port(), free_port()
    config = CONF.read_text("utf-8")
    for given, here in {
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "/etc/ssl/ban-tin-newsdesk/": f"{folder}/",
        "auth_basic_user_file /etc/nginx/ban-tin-nguoi-dung;": f"auth_basic_user_file {folder}/users;",
        "/run/ban-tin-newsdesk/desk.sock": str(listening),
        "auth_delay 2s;": "auth_delay 50ms;",
    }.items():
        assert given in config
        config = config.replace(given, here)
    (folder / "desk.conf").write_text(config, "utf-8")
    places = "".join(
        f"{kind}_temp_path {folder}/{kind};\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; {'user root;' * (os.geteuid() == 0)} pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off;\n{places}include {folder}/desk.conf; }}\n",
        "utf-8",
    )
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.bind(str(listening.with_name("notify")))
    told.settimeout(20)
    notify = {"NOTIFY_SOCKET": str(listening.with_name("notify"))}
    with told, preview(project.folder, environment=notify, more=(str(listening), NAME)) as running:
        assert told.recv(99) == b"READY=1", "systemd waits for it"
        process = subprocess.Popen(
            ["nginx", "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"], stderr=subprocess.DEVNULL
        )
        try:
            started = Office(folder, port, listening, running)
            end = time.monotonic() + 20
            while time.monotonic() < end:
                with suppress(OSError):
                    socket.create_connection(("127.0.0.1", port), 1).close()
                    break
                time.sleep(0.05)
            yield started
        finally:
            process.terminate()
            process.wait(20)


def test_the_name_comes_from_the_proxy_alone(office: Office) -> None:
    assert f"https://{NAME}/__newsdesk/" in office.preview.said
    assert office.ask("/", password="").status == office.ask("/", password="falsch").status == 401
    answer = office.ask("/")
    assert answer.status == 200 and "max-age" in answer.headers["strict-transport-security"]
    session = json.loads(office.ask("/__newsdesk/api/session", X_Remote_User="giam-doc").body)
    assert session["user"] == "minh-ha"
    assert "Đang dùng: minh-ha" in office.ask("/__newsdesk/").text
    own = {"Origin": f"https://{NAME}", "X_Newsdesk_Token": session["token"], "Content_Type": "application/json"}
    assert office.ask("/__newsdesk/api/articles/undo", "POST", '{"undo": "x"}', **own).status == 410
    for wrong in ({"Origin": f"http://{NAME}"}, {"Origin": "https://evil.example"}, {"X_Newsdesk_Token": "x"}):
        assert office.ask("/__newsdesk/api/articles/undo", "POST", "{}", **own | wrong).status == 403
    assert office.ask("/", Host="evil.example").status == 400
    assert office.ask("/__newsdesk/api/articles/undo", "POST", "x" * 8_400_000, **own).status == 413


def test_past_the_proxy_nobody_gets_in(office: Office) -> None:
    assert stat.S_IMODE(office.socket.stat().st_mode) == 0o660
    asked = f"GET / HTTP/1.1\nHost: {NAME}\nConnection: close\n"
    for name in ("", "X-Remote-User: \n", "X-Remote-User: a\nX-Remote-User: b\n", "X_Remote_User: a\n", "X-Remote-User: <a>\n", f"X-Remote-User: {'a' * 101}\n"):  # fmt: skip
        assert office.say(f"{asked}{name}\n").startswith("HTTP/1.1 403"), name
    assert office.say(f"{asked}X-Remote-User: Hà\n\n").startswith("HTTP/1.1 200")
    assert office.say(f"{asked.replace(NAME, 'localhost')}X-Remote-User: a\n\n").startswith("HTTP/1.1 400")


def test_events_come_through_at_once(office: Office) -> None:
    trusting = ssl.create_default_context(cafile=office.folder / "fullchain.pem")
    trusting.check_hostname = False
    connection = HTTPSConnection("127.0.0.1", office.port, timeout=10, context=trusting)
    word = "Basic " + base64.b64encode("minh-ha:mật khẩu".encode()).decode()
    connection.request("GET", "/__preview/events?page=/", headers={"Host": NAME, "Authorization": word})
    assert connection.getresponse().fp.readline()
    connection.close()


def test_without_a_proxy_it_opens_on_no_public_address(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["preview", "--host", "0.0.0.0"]) == 2
    assert "deploy/newsdesk" in capsys.readouterr().err
    for options in (
        ("192.0.2.1", "", "", ""),
        ("0.0.0.0", "/run/x.sock", "a.example", ""),
        ("", "", "a.example", ""),
        ("", "", "", "X-User"),
        ("", "/run/x.sock", "", ""),
        ("", "/run/x.sock", "https://a.example", ""),
        ("", "/run/x.sock", "*", ""),
        ("", "/run/x.sock", "a.example", "Host"),
        ("", "/run/x.sock", "a.example", "X User"),
    ):
        with pytest.raises(UnusableAccessError):
            read_access(*options)
    assert read_access("localhost", "", "", "").socket is None
    assert read_access("", "/run/x.sock", "A.example, b.example", "").hosts == ("a.example", "b.example")


def test_the_unit_starts_what_there_is() -> None:
    command = re.search(r"^ExecStart=(.*)$", UNIT.read_text("utf-8"), re.MULTILINE)
    assert command
    arguments = shlex.split(command[1])
    given = dict(zip(arguments[4::2], arguments[5::2], strict=True))
    access = read_access("", given["--behind-proxy"], given["--hosts"], given["--user-header"])
    assert f"unix:{access.socket};" in CONF.read_text("utf-8")
    assert f"server_name {access.hosts[0]};" in CONF.read_text("utf-8")
    assert f"proxy_set_header {access.header} $remote_user;" in CONF.read_text("utf-8")
    assert "Type=notify" in UNIT.read_text("utf-8")
    # Else the system ends what calls chown, as each save does.
    assert "SystemCallErrorNumber=EPERM" in UNIT.read_text("utf-8")
