"""A server that means harm ends in a finding: in time, within bytes, and never in a crash."""

import gzip
import socket
import ssl
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread

import brotli
import pytest

from newsdesk.fetching.server import Server, fetch
from newsdesk.fetching.wire import FetchError
from newsdesk.publishing.verify import asking
from newsdesk.publishing.verify.memory import Memory
from tests.counter.test_tls import certificate
from tests.newsdesk.publishing.verify.live_site import Handler, LiveSite, live, page, site_files

ARTICLE, TARGET = "tin/2026/11/khai-giang/index.html", "/tin/2026/11/khai-giang/"


@pytest.fixture(autouse=True)
def _impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.5)
    monkeypatch.setattr(asking, "SLOWEST", 1e9)


def raw(content: bytes) -> Callable[[Handler], None]:
    def reply(request: Handler) -> None:
        request.wfile.write(content)
        request.close_connection = True

    return reply


def begin(request: Handler, **headers: str) -> None:
    request.send_response(200)
    for name, value in headers.items():
        request.send_header(name.replace("_", "-"), value)
    request.send_header("Connection", "close")
    request.end_headers()


def endless(request: Handler) -> None:
    begin(request, Content_Type="text/html")
    with suppress(OSError):
        while True:
            request.wfile.write(b"<p>" * 20_000)


def drip(request: Handler) -> None:
    begin(request)
    with suppress(OSError):
        for _ in range(100):
            request.wfile.write(b" ")
            time.sleep(0.05)


def dripping_head(request: Handler) -> None:
    with suppress(OSError):
        request.wfile.write(b"HTTP/1.1 200 OK\r\nX: ")
        for _ in range(100):
            request.wfile.write(b"a")
            time.sleep(0.05)


def endless_continue(request: Handler) -> None:
    with suppress(OSError):
        while True:
            request.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def endless_chunks(request: Handler) -> None:
    begin(request, Transfer_Encoding="chunked")
    with suppress(OSError):
        while True:
            request.wfile.write(b"1\r\na\r\n" * 1000)


def endless_trailers(request: Handler) -> None:
    begin(request, Transfer_Encoding="chunked")
    with suppress(OSError):
        request.wfile.write(b"1\r\na\r\n0\r\n")
        while True:
            request.wfile.write(b"X-Trailer: 1\r\n" * 1000)


def loop(request: Handler) -> None:
    request.send(b"", 302, Location=request.path + "?x")


def packed(content: bytes, encoding: str) -> Callable[[Handler], None]:
    return lambda request: request.send(content, Content_Encoding=encoding)


BOMB_GZIP = gzip.compress(bytes(60_000_000))
BOMB_BROTLI = brotli.compress(bytes(60_000_000), quality=1)
GOOD = site_files()[ARTICLE]


@pytest.mark.parametrize(
    ("reply", "kind"),
    [
        (endless, "long"),
        (drip, "slow"),
        (dripping_head, "slow"),
        (lambda request: time.sleep(0.8), "slow"),
        (endless_continue, "headers"),
        (endless_chunks, "long or slow"),
        (endless_trailers, "long or slow"),
        (loop, "redirects"),
        (lambda request: request.send(b"", 302, Location=request.path), "redirects"),
        (lambda request: request.send(b"", 301, Location="https://other.example/"), "elsewhere"),
        (lambda request: request.send(b"", 301, Location="//127.0.0.1:1/"), "elsewhere"),
        (lambda request: request.send(b"", 301, Location="http://[::1"), "elsewhere"),
        (lambda request: request.send(b"", 301, Location="file:///etc/passwd"), "elsewhere"),
        (lambda request: request.send(b"", 302), "missing"),
        (packed(BOMB_GZIP, "gzip"), "long"),
        (packed(BOMB_BROTLI, "br"), "long"),
        (packed(gzip.compress(GOOD)[:-9], "gzip"), "cut"),
        (packed(brotli.compress(GOOD)[:-3], "br"), "cut"),
        (packed(b"nothing of the kind", "gzip"), "encoding"),
        (packed(b"nothing of the kind", "br"), "encoding"),
        (packed(zlib.compress(GOOD), "deflate"), "encoding"),
        (packed(gzip.compress(gzip.compress(GOOD)), "gzip, gzip"), "encoding"),
        (packed(gzip.compress(GOOD) + b"more", "gzip"), "encoding"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nshort"), "cut"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n99\r\nshort"), "cut"),
        (raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "cut"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n" + GOOD), "changed"),
        (raw(b"HTTP/1.1 200 OK\r\nContent-Length: -7\r\n\r\nx"), "changed"),
        (raw(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"), "headers"),
        (raw(b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200_000 + b"\r\n\r\n"), "headers"),
        (raw(b"\x00\xff\x00 nothing \r\n\r\n"), "garbled"),
        (raw(b"HTTP/1.1 9999 \r\n\r\n"), "garbled"),
        (raw(b""), "connection"),
        (lambda request: request.send(b"\x1b[2J" * 1000, 503), "missing"),
        (lambda request: request.send(b"<a href='" + b"x" * 300_000), "changed"),
        (lambda request: request.send(b"<div>" * 300_000), "changed"),
    ],
)  # fmt: skip
def test_each_ends_in_a_finding(site: LiveSite, reply: Callable[[Handler], None], kind: str) -> None:
    site.replies[ARTICLE] = reply
    began = time.monotonic()
    result = site.verify(visits=0)
    # Each goes on for ever, or much longer than this: it was given up.
    assert time.monotonic() - began < 40
    assert {each.kind for each in result.findings.found if each.address == TARGET} & set(kind.split(" or "))
    assert {each.address for each in result.findings.found} == {TARGET}
    assert result.findings.exit_code() in (1, 3)
    assert all(each.message().isprintable() for each in result.findings.found)


@pytest.mark.parametrize(
    "reply",
    [endless, drip, loop, packed(BOMB_GZIP, "gzip"), raw(b""), raw(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")],
)
@pytest.mark.parametrize("file", ["manifest.json", "manifest.json.sig"])
def test_a_list_or_a_signature_that_does_so_ends_in_a_finding(
    site: LiveSite, file: str, reply: Callable[[Handler], None]
) -> None:
    site.replies[file] = reply
    began = time.monotonic()
    result = site.verify()
    assert time.monotonic() - began < 10
    assert result.findings.exit_code() in (1, 3)


def test_a_server_that_answers_nothing_any_more_is_left_alone(site: LiveSite) -> None:
    site.replies = {path: drip for path in site.files if not path.startswith("manifest")}
    result = site.verify()
    assert "unfinished" in {each.kind for each in result.findings.found}
    assert result.requests < 14


def test_the_time_of_a_run_has_an_end(site: LiveSite) -> None:
    memory = Memory()
    result = site.verify(memory, per_second=20, minutes=0.02)
    assert result.seconds < 2
    assert [each.kind for each in result.findings.found] == ["unfinished"]
    assert result.findings.exit_code() == 3
    assert memory.files  # The next run goes on from there.


def test_hundreds_of_planted_names_are_not_all_followed(site: LiveSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.publishing.verify.checking.ADDED", 20)
    site.replies["*"] = lambda request: (
        request.send(page("x", "".join(f'<a href="{request.path}{number}/">x</a>' for number in range(50))))
        if request.path.startswith("/an/")
        else request.give(request.file)
    )
    site.change("index.html", page("x", '<a href="/an/">x</a>'))
    result = site.verify()
    assert sum(each.kind == "added" for each in result.findings.found) == 19  # And an old address that a page names.


def test_a_defaced_site_is_told_within_bounds(site: LiveSite) -> None:
    site.replies["*"] = lambda request: (
        request.give(request.file)
        if request.file.startswith("manifest")
        else request.send(page("HACKED", '<script src="//evil.example/x.js"></script>'))
    )
    result = site.verify()
    assert {"changed", "foreign-load", "answers-anything"} <= {each.kind for each in result.findings.found}


def test_a_host_that_is_none_is_told() -> None:
    site = LiveSite(site_files(), url="https://khong-co.invalid")
    (found,) = site.verify().findings.found
    assert (found.kind, site.verify().findings.exit_code()) == ("unreachable", 3)


def test_a_name_stays_where_it_was_looked_up(site: LiveSite, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    real = socket.getaddrinfo

    def once(host: str, *args: object, **options: object) -> object:
        asked.append(host)
        return real("127.0.0.1" if len(asked) == 1 else "127.0.0.9", *args, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", once)
    site.url = site.url.replace("127.0.0.1", "localhost")
    # Each connection ends: each request would look the name up again.
    site.replies["*"] = lambda request: (setattr(request, "close_connection", True), request.give(request.file))[1]
    assert site.found() == set()
    assert asked == ["localhost"]


# TLS


def test_a_certificate_that_nobody_vouches_for_is_a_finding(tmp_path: Path, key: Path) -> None:
    with live(LiveSite(site_files(), key=key), certificate(tmp_path, "DNS:localhost")) as site:
        site.publish()
        (found,) = site.verify().findings.found
        assert (found.kind, site.verify().findings.exit_code()) == ("tls", 1)


def test_a_certificate_of_another_host_is_a_finding(tmp_path: Path, key: Path) -> None:
    file, secret = certificate(tmp_path, "DNS:other.example")
    with live(LiveSite(site_files(), key=key), (file, secret)) as site:
        site.publish()
        (found,) = site.verify(context=ssl.create_default_context(cafile=str(file))).findings.found
        assert found.kind == "tls"


def test_by_tls_a_right_site_is_right_and_the_end_of_its_certificate_known(tmp_path: Path, key: Path) -> None:
    file, secret = certificate(tmp_path, "DNS:localhost")  # For 30 days.
    context = ssl.create_default_context(cafile=str(file))
    with live(LiveSite(site_files(), key=key), (file, secret)) as site:
        site.publish()
        result = site.verify(context=context)
        assert not result.findings.found
        assert 29 < (result.certificate_ends - time.time()) / 86_400 < 31
        site.replies["index.html"] = lambda request: request.send(
            b"", 301, Location=site.url.replace("https", "http") + "/a"
        )
        assert ("elsewhere", "/") in site.found(context=context)


def test_a_certificate_that_ends_soon_is_a_warning(tmp_path: Path, key: Path) -> None:
    file, secret = certificate(tmp_path, "DNS:localhost")
    with live(LiveSite(site_files(), key=key), (file, secret)) as site:
        site.publish()
        from newsdesk.publishing.verify.checking import VerifyRequest, verify_site

        request = VerifyRequest(
            site.url, site.signers, per_second=0, context=ssl.create_default_context(cafile=str(file))
        )
        result = verify_site(request, Memory(), now=lambda: time.time() + 20 * 86_400)
        assert [each.kind for each in result.findings.found] == ["certificate-ends"]


def test_a_server_that_shakes_no_hands_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        began = time.monotonic()
        with pytest.raises(FetchError) as raised:
            fetch(f"https://localhost:{listener.getsockname()[1]}/", seconds=0.5, most=100)
        assert raised.value.kind == "slow"
        assert time.monotonic() - began < 2


# Requests


def test_a_kept_connection_that_the_server_closed_is_opened_again() -> None:
    answers = iter([b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na", b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nb"])
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for answer in answers:
            connection, _ = listener.accept()
            connection.recv(10_000)
            connection.sendall(answer)
            connection.close()

    Thread(target=serve, daemon=True).start()
    server, got = Server(f"http://127.0.0.1:{listener.getsockname()[1]}"), []
    for _ in range(2):
        server.ask("/", take=lambda head, piece: got.append(piece) is None, seconds=5, most=10)
    server.close()
    listener.close()
    assert (got, server.asked) == ([b"a", b"b"], 3)


def test_a_body_may_be_as_long_as_allowed_and_not_a_byte_longer() -> None:
    site = LiveSite({"404.html": b"", "a": b"x" * 1000})
    with live(site):
        assert fetch(f"{site.url}/a", seconds=5, most=1000).body == b"x" * 1000
        with pytest.raises(FetchError) as raised:
            fetch(f"{site.url}/a", seconds=5, most=999)
        assert raised.value.kind == "long"


@pytest.mark.parametrize(
    "address", ["http://[::1", "http://127.0.0.1:99999/", "http://127.0.0.1:1/", "http:///", "http://x" + "y" * 300]
)
def test_an_address_that_is_none_is_an_error_of_ours(address: str) -> None:
    with pytest.raises(FetchError):
        fetch(address, seconds=2, most=10)
