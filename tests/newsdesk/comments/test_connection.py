"""What is asked of a counter that is none, or means harm: one plain sentence, in time, and the token goes nowhere else."""

import json
import os
import ssl
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from newsdesk.comments import client
from newsdesk.comments.client import OfficeClient
from newsdesk.comments.connection import Connection, OfficeError, checked_address
from newsdesk.comments.office_folder import append_lines, office_folder, read_lines, read_token
from tests.counter.test_tls import certificate
from tests.newsdesk.site_handler import listening

TOKEN = "s" * 40
GOOD = {"id": 1, "received": 1, "path": "/a/", "name": "", "text": "x", "suspect": False, "signs": []}


@pytest.mark.parametrize(
    "address",
    [
        "http://so.example/api",
        "http://10.0.0.1/api",
        "http://localhost.so.example/api",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://",
        "https://a b/api",
        "https://u:p@so.example/api",
        "https://so.example/api?x=1",
        "https://so.example:99999/api",
        "https://[::1/api",
        "so.example/api",
        "",
    ],
)
def test_an_address_that_others_can_read_along_or_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(OfficeError):
        checked_address(address)


@pytest.mark.parametrize(
    "address", ["https://so.example/api", "http://127.0.0.1:8010/api/", "http://[::1]:8010/api", "http://localhost/api"]
)
def test_an_address_by_tls_or_within_this_machine_is_one(address: str) -> None:
    assert checked_address(address) == address.rstrip("/")


class Badly(BaseHTTPRequestHandler):
    """Answers as ``reply`` says."""

    reply: Callable[["Badly"], None]
    asked: list[dict[str, str]] = []  # noqa: RUF012 - of the test

    def do_GET(self) -> None:
        type(self).asked.append(dict(self.headers))
        self.reply()

    def send(self, content: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


def asking(reply: Callable[[Badly], None], **limits: Any) -> str:
    """Return what an office is told that asks a counter which answers by ``reply``."""
    handler = type("Handler", (Badly,), {"reply": reply, "asked": []})
    with listening(handler) as address:
        began = time.monotonic()
        with pytest.raises(OfficeError) as raised:
            OfficeClient(Connection(address, TOKEN, **limits)).pending()
        assert time.monotonic() - began < 5
    assert TOKEN not in str(raised.value)
    return str(raised.value)


def slow(request: Badly) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(40):
        try:
            request.wfile.write(b" ")
        except OSError:
            return
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (lambda self: self.send(b"", 302, Location="http://127.0.0.1:1/"), "chuyển sang địa chỉ khác"),
        (lambda self: self.send(b"{}", 401), "không nhận mã"),
        (lambda self: self.send(b"{}", 403), "https"),
        (lambda self: self.send(b"{}", 404), "--office-token"),
        (lambda self: self.send(b"{}", 503), "Vài phút nữa"),
        (lambda self: self.send(b"{}", 418), "418"),
        (lambda self: self.send(b"<html>"), "JSON"),
        (lambda self: self.send(b"[" * 100_000), "JSON"),
        (lambda self: self.send(b"[]"), "JSON"),
        (lambda self: self.send(b"{}"), "“comments”"),
        (lambda self: self.send(b'{"comments": [7], "next": null}'), "“comments”"),
        (lambda self: self.send(b'{"comments": [], "next": 0}'), "“next”"),
        (lambda self: self.send(b'{"comments": [], "next": "1"}'), "“next”"),
        (lambda self: self.send(b" " * 200_000), "dài hơn"),
    ],
)
def test_an_answer_that_no_counter_gives_is_one_sentence(reply: Callable[[Badly], None], said: str) -> None:
    assert said in asking(reply, most=150_000)


@pytest.mark.parametrize(
    ("field", "value"),
    [("id", 0), ("id", True), ("id", "1"), ("id", 2**60), ("received", -1), ("path", "x"), ("path", "/\x1b[2J"), ("text", "\ud800"),
     ("text", None), ("name", 3), ("text", "x" * 30_000), ("signs", {})],
)  # fmt: skip
def test_a_comment_that_no_counter_tells_is_refused(field: str, value: object) -> None:
    answer = json.dumps({"comments": [GOOD | {field: value}], "next": None}).encode()
    assert f"“{field}”" in asking(lambda self: self.send(answer))


def test_a_counter_that_sends_a_byte_now_and_then_holds_nobody_up() -> None:
    assert "không trả lời" in asking(slow, seconds=0.5)


def test_a_list_without_an_end_has_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST", 1000)

    def more(self: Badly) -> None:
        after = int(self.path.rpartition("=")[2])
        self.send(json.dumps({"comments": [GOOD] * 200, "next": after + 1}).encode())

    assert "“next”" in asking(more)


def test_the_environments_proxy_never_sees_a_token_on_its_way_within_this_machine(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    proxy = type("Proxy", (Badly,), {"reply": lambda self: self.send(b"{}"), "asked": []})
    own = type("Own", (Badly,), {"reply": lambda self: self.send(b'{"comments": [], "next": null}'), "asked": []})
    with listening(proxy) as between, listening(own) as address:
        monkeypatch.setenv("http_proxy", between)
        monkeypatch.setenv("no_proxy", "")
        assert OfficeClient(Connection(address, TOKEN)).pending() == []
    assert proxy.asked == []
    assert own.asked[0]["Authorization"] == f"Bearer {TOKEN}"


def test_a_certificate_that_nobody_vouches_for_is_refused_and_one_that_is_trusted_is_not(tmp_path: Path) -> None:
    file, key = certificate(tmp_path, "DNS:localhost")
    handler = type(
        "Handler", (Badly,), {"reply": lambda self: self.send(b'{"comments": [], "next": null}'), "asked": []}
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, key)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        address = f"https://localhost:{server.server_port}"
        with pytest.raises(OfficeError, match="certificate verify failed"):
            OfficeClient(Connection(address, TOKEN)).pending()
        assert handler.asked == []
        # A process of its own: which authorities there are is read once.
        code = (
            f"from newsdesk.comments.client import *; print(OfficeClient(Connection({address!r}, {TOKEN!r})).pending())"
        )
        trusting = os.environ | {"SSL_CERT_FILE": str(file)}
        done = subprocess.run([sys.executable, "-c", code], env=trusting, capture_output=True, text=True, timeout=60)
        assert done.stdout == "[]\n", done.stderr
        wrong = address.replace("localhost", "127.0.0.1")
        done = subprocess.run(
            [sys.executable, "-c", code.replace(address, wrong)],
            env=trusting,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert "certificate verify failed" in done.stderr
    finally:
        server.shutdown()
        server.server_close()


def write_token(file: Path, text: str, mode: int = 0o600) -> Path:
    file.write_text(text)
    file.chmod(mode)
    return file


def test_a_token_is_read_from_a_file_of_its_owner_alone(tmp_path: Path) -> None:
    assert read_token(write_token(tmp_path / "a", f"\ufeff{TOKEN}\n")) == TOKEN
    # While it is changed: the newer one stands below.
    assert read_token(write_token(tmp_path / "a", f"{'o' * 40}\n{TOKEN}\n\n")) == TOKEN


@pytest.mark.parametrize(
    ("text", "mode", "said"),
    [(TOKEN, 0o640, "chmod 600"), (TOKEN, 0o604, "chmod 600"), ("kurz", 0o600, "32"), ("", 0o600, "32"), ("ă" * 40, 0o600, "32"), (f"{TOKEN} {TOKEN}", 0o600, "32")],
)  # fmt: skip
def test_a_token_that_others_can_read_or_that_is_none_is_refused(
    tmp_path: Path, text: str, mode: int, said: str
) -> None:
    with pytest.raises(OfficeError, match=said) as raised:
        read_token(write_token(tmp_path / "token", text, mode))
    assert TOKEN not in str(raised.value)


def test_where_there_is_no_token_it_is_said_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match="chmod 600"):
        read_token(tmp_path / "token")
    os.mkfifo(tmp_path / "pipe")
    for none in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(OfficeError, match="không phải là tệp chứa mã"):
            read_token(none)


def test_the_offices_folder_is_no_part_of_the_site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("BAN_TIN_OFFICE", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert office_folder("https://so.example:8443") == tmp_path / "ban-tin" / "so.example_8443"
    monkeypatch.setenv("BAN_TIN_OFFICE", str(tmp_path / "shared"))
    assert office_folder("https://so.example") == tmp_path / "shared"
    assert office_folder("https://so.example", str(tmp_path / "named")) == tmp_path / "named"


def test_a_line_that_a_crash_cut_off_swallows_no_other_one(tmp_path: Path) -> None:
    file = tmp_path / "office" / "lines"
    append_lines(file, ["một", "hai"])
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    with file.open("a") as opened:
        opened.write("ba, bị c")
    append_lines(file, ["bốn\u2028"])
    assert read_lines(file) == ["một", "hai", "ba, bị c", "bốn\u2028"]


def test_a_record_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OfficeError, match="Không đọc hay ghi được"):
        append_lines(tmp_path / "file" / "lines", ["x"])
