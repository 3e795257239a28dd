"""The examples in deploy/, started: nginx before a real counter and a real site, and the service's own command line."""

import gzip
import json
import os
import re
import shlex
import shutil
import socket
import ssl
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPResponse, HTTPSConnection
from pathlib import Path
from urllib.parse import quote, urlencode

import brotli
import pytest

from ban_tin.building.claim import LIST
from ban_tin.planning.files.plain_hosts import HEADERS, REDIRECTS
from ban_tin.planning.pages.redirects import MAP, WITHDRAWN_MAP, redirect_map
from ban_tin.rendering.assets import POLICY_MAP
from tests.counter.harness import FIREFOX, ROOT, Server, free_port, serving
from tests.counter.observatory import grade, modifiers
from tests.counter.servers import ValkeyServer, running
from tests.site.builder import SmallSite

NGINX, SERVICE = ROOT / "deploy/nginx/ban-tin.conf", ROOT / "deploy/systemd/ban-tin-counter.service"
#: Debian's module, for the texts that a release has beside its pages.
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
RUNNING = (ROOT / "docs/van-hanh.md").read_text(encoding="utf-8")
Proxied = Callable[..., "Nginx"]


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def views(self) -> int:
        return int(json.loads(self.body)["views"])


@dataclass
class Nginx:
    """A running nginx. Requests come from any address of 127.0.0.0/8, as from so many readers."""

    folder: Path
    port: int
    origin: str
    page: str
    plain_port: int
    log: Path = field(init=False)

    def __post_init__(self) -> None:
        self.log = self.folder / "access.log"

    def ask(self, method: str, path: str, address: str = "127.0.0.1", body: str = "", **headers: str) -> Answer:
        trusting = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        trusting.check_hostname = False
        connection = HTTPSConnection("127.0.0.1", self.port, timeout=30, source_address=(address, 0), context=trusting)
        sent = {"User-Agent": FIREFOX} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body.encode(), sent)
        answer: HTTPResponse = connection.getresponse()
        content = answer.read()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, content)

    def say(self, sent: bytes, address: str = "127.0.0.1", *, plain: bool = False) -> bytes:
        """Everything that comes back for these very bytes."""
        trusting = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        trusting.check_hostname = False
        place = ("127.0.0.1", self.plain_port if plain else self.port)
        received = b""
        opened = socket.create_connection(place, 30, source_address=(address, 0))
        connection = opened if plain else trusting.wrap_socket(opened)
        with connection, suppress(ConnectionError, ssl.SSLError):
            connection.sendall(sent)
            while more := connection.recv(65536):
                received += more
        return received

    def hit(self, address: str = "127.0.0.1", path: str = "", **headers: str) -> Answer:
        sent = {"Origin": self.origin, "Content-Type": "application/x-www-form-urlencoded"} | headers
        return self.ask("POST", "/api/hit", address, urlencode({"path": path or self.page}), **sent)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = SmallSite(tmp_path_factory.mktemp("site"))
    article = made.article("khai-giang", "![](anh.jpg)\n\n> *Chào cờ.*\n", tags="[khai giảng]")
    made.photo(article, "anh.jpg")
    made.article("sai-so", "Số liệu cũ.\n", withdrawn="Số liệu sai, đang kiểm tra lại.")
    built = made.build()
    assert built.code == 0, built.out + built.err
    return made.output


@pytest.fixture
def proxied(site: Path, tmp_path: Path) -> Iterator[Proxied]:
    """Starts nginx with the example, changed only in its addresses and files."""
    if not shutil.which("nginx"):
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail("nginx is missing")
        pytest.skip("nginx is missing")
    with ExitStack() as stack:

        def start(counter: str, served: Path = site) -> Nginx:
            key = ["-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem", "-subj", "/CN=localhost"]
            subprocess.run(
                ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *key], check=True, capture_output=True
            )
            port, plain_port = free_port(), free_port()
            config = NGINX.read_text(encoding="utf-8")
            for given, here in {
                "listen 443 ": f"listen 127.0.0.1:{port} ",
                "listen 80;": f"listen 127.0.0.1:{plain_port};",
                "/etc/ssl/ban-tin/": f"{tmp_path}/",
                "root /srv/web/current;": f"root {served};",
                "root /var/www/letsencrypt;": f"root {served};",
                "include /srv/web/current/": f"include {served}/",
                "include /etc/nginx/ban-tin/": f"include {tmp_path}/more/",
                "/var/log/nginx/ban-tin.log": f"{tmp_path}/access.log",
                "/var/log/nginx/ban-tin-error.log": f"{tmp_path}/error.log",
                "server unix:/run/ban-tin-counter/counter.sock;": f"server {counter};",
            }.items():
                assert given in config
                config = config.replace(given, here)
            (tmp_path / "ban-tin.conf").write_text(config, encoding="utf-8")
            places = "".join(
                f"{kind}_temp_path {tmp_path}/{kind};\n"
                for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
            )
            if BROTLI.exists():
                (tmp_path / "more").mkdir(exist_ok=True)
                shutil.copy(ROOT / "deploy/nginx/brotli.conf", tmp_path / "more")
            (tmp_path / "nginx.conf").write_text(
                f"{f'load_module {BROTLI};' * BROTLI.exists()} daemon off; {'user root;' * (os.geteuid() == 0)} pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
                f"http {{ include /etc/nginx/mime.types; access_log {tmp_path}/access.log;\n{places}include {tmp_path}/ban-tin.conf; }}\n",
                encoding="utf-8",
            )
            command = ["nginx", "-e", str(tmp_path / "error.log"), "-c", str(tmp_path / "nginx.conf")]
            process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
            stack.callback(process.wait, 20)
            stack.callback(process.terminate)
            listed = json.loads((site / "pages.json").read_text(encoding="utf-8"))
            page = next(path for path in listed["pages"] if path.endswith("/khai-giang/"))
            found = Nginx(tmp_path, port, listed["origin"], page, plain_port)
            for _ in range(200):
                assert process.poll() is None, (tmp_path / "error.log").read_text()
                try:
                    assert found.ask("GET", "/").status == 200
                except ConnectionError:
                    time.sleep(0.05)
                else:
                    return found
            raise AssertionError("nginx did not start")

        yield start


@pytest.fixture
def counting(site: Path, tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Starts a counter of the built site."""
    with ExitStack() as stack:

        def start(*options: str) -> Server:
            folder = tmp_path / "counter"
            folder.mkdir()
            shutil.copy(site / "pages.json", folder)
            return stack.enter_context(serving(folder, *options))

        yield start


@pytest.mark.parametrize("way", ["socket", "port"])
def test_readers_are_told_apart_by_the_address_nginx_saw(
    proxied: Proxied, counting: Callable[..., Server], site: Path, tmp_path: Path, way: str
) -> None:
    service = Service(tmp_path, site)
    if way == "socket":
        service.start()
        nginx = proxied(f"unix:{service.socket}")
    else:
        server = counting("--trusted-proxy", "127.0.0.1/32")
        nginx = proxied(f"127.0.0.1:{server.port}")
    try:
        first = nginx.hit("127.0.0.1")
        assert first.status == 200, first.body
        assert first.headers["cache-control"] == "no-store"
        assert nginx.hit("127.0.0.1").views == 1, "the same reader"
        assert nginx.hit("127.0.0.5").views == 2
        assert nginx.hit("127.0.0.5", X_Forwarded_For="203.0.113.9").views == 2, "what a reader says of himself"
        assert nginx.hit("127.0.0.5", X_Forwarded_For="203.0.113.9, 127.0.0.1").views == 2
        assert nginx.hit("127.0.0.6", Forwarded="for=203.0.113.9", X_Real_IP="203.0.113.9").views == 3
        pixel = nginx.ask("GET", f"/api/pixel.gif?path={nginx.page}", "127.0.0.7", Sec_Fetch_Site="same-origin")
        assert (pixel.status, pixel.headers["content-type"]) == (200, "image/gif")
        counts = nginx.ask("GET", f"/api/counts?path={nginx.page}")
        assert json.loads(counts.body) == {nginx.page: 4}
        assert counts.headers["cache-control"] == "public, max-age=30"
    finally:
        service.stop()


def test_forwarded_address_of_others_than_the_proxy_is_not_believed(counting: Callable[..., Server]) -> None:
    server = counting("--trusted-proxy", "127.0.0.9/32")
    for address in ("203.0.113.1", "203.0.113.2", "203.0.113.3"):
        answer = server.raw(
            server.hit("/", address).replace(b"Origin: https://so.example", b"Sec-Fetch-Site: same-origin")
        )
        assert b'"views":1,' in answer


def test_only_pages_of_the_site_count(proxied: Proxied, counting: Callable[..., Server]) -> None:
    server = counting("--trusted-proxy", "127.0.0.1/32")
    nginx = proxied(f"127.0.0.1:{server.port}")
    assert nginx.hit(Origin="https://other.example").status == 403
    assert nginx.hit(Origin="null").status == 403
    assert nginx.hit(Sec_Fetch_Site="cross-site").status == 403
    assert nginx.hit(Host="other.example").status == 200, "the site is what pages.json says, not what a request says"
    assert nginx.hit(Origin="https://other.example", Sec_Fetch_Site="same-origin").views == 1


def test_what_the_counter_refuses_arrives_as_it_is(proxied: Proxied, counting: Callable[..., Server]) -> None:
    with running(ValkeyServer) as valkey:
        server = counting("--trusted-proxy", "127.0.0.1/32", "--storage", valkey.url())
        nginx = proxied(f"127.0.0.1:{server.port}")
        unknown = nginx.hit(path="/khong-co/")
        assert (unknown.status, json.loads(unknown.body)) == (404, {"error": "no such page"})
        assert nginx.ask("GET", "/api/").status == 404
        assert nginx.ask("GET", "/api/hit").headers["allow"] == "POST"
        assert nginx.hit(path="/" + "x" * 20_000).status == 413
        assert nginx.hit().views == 1
        valkey.kill()
        refused = nginx.hit("127.0.0.5")
        assert (refused.status, refused.headers["retry-after"]) == (503, "30")
        assert json.loads(refused.body) == {"error": "the hit could not be stored"}
        assert nginx.ask("GET", "/api/health").status == 503
        assert json.loads(nginx.ask("GET", f"/api/counts?path={nginx.page}").body) == {nginx.page: 1}
    server.stop()
    down = nginx.hit("127.0.0.5")
    assert (down.status, down.headers["retry-after"], down.headers["cache-control"]) == (503, "30", "no-store")
    assert json.loads(down.body) == {"error": "the counter is down"}
    assert nginx.ask("GET", "/").status == 200, "the site goes on"


def test_a_form_is_answered_by_a_page_also_without_the_counter(proxied: Proxied) -> None:
    """Without a script readers see what comes back; with one it shows the paragraphs before the last."""
    nginx = proxied("127.0.0.1:9")
    for path, status, said in (("/x/", 503, "Lúc này chưa lưu được"), ("/" + "x" * 20_000, 413, "đã gửi quá dài")):
        page = nginx.hit(path=path, Accept="text/html,application/xhtml+xml")
        assert (page.status, page.headers["content-type"]) == (status, "text/html; charset=utf-8")
        assert re.search(f"<main><h1>[^<]+</h1><p>[^<]*{said}[^<]*</p><p><a href=", page.body.decode())
        assert page.headers["x-content-type-options"] == "nosniff"
        assert "error" in json.loads(nginx.hit(path=path, Accept="*/*").body)


def test_no_log_names_who_asks_the_counter(proxied: Proxied, counting: Callable[..., Server]) -> None:
    server = counting("--trusted-proxy", "127.0.0.1/32")
    nginx = proxied(f"127.0.0.1:{server.port}")
    nginx.hit("127.0.0.77")
    nginx.ask("GET", f"/api/pixel.gif?path={nginx.page}", "127.0.0.77", Sec_Fetch_Site="same-origin")
    nginx.hit("127.0.0.77", path="/" + "x" * 20_000)
    server.stop()
    nginx.hit("127.0.0.77")
    assert nginx.ask("GET", "/the/?q=ly-hon", "127.0.0.78").status == 200
    for _ in range(100):
        if " /the/" in nginx.log.read_text():
            break
        time.sleep(0.02)
    logged = nginx.log.read_text() + (nginx.folder / "error.log").read_text() + server.log.read_text()
    assert "GET /the/index.html\n" in logged, "the rest of the site is logged, but not who asks, and for what"
    assert "/api/" not in logged
    assert "127.0.0.7" not in logged


REQUESTS = {
    "a hit": b"POST /api/hit HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
    "an unknown address": b"GET /api/x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "the folder": b"GET /api HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "encoded": b"GET /%61pi/site HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "two slashes": b"GET //api//site HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "by way of a page": b"GET /tin/../api/site HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "absolute": b"GET http://evil.example/api/site HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "health": b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "metrics": b"GET /api/metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "no version": b"GET /api/site\r\n",
    "no host": b"GET /api/site HTTP/1.1\r\nConnection: close\r\n\r\n",
    "wrong version": b"GET /api/site HTTP/9.9\r\nHost: x\r\n\r\n",
    "wrong method": b"G\x01T /api/site HTTP/1.1\r\nHost: x\r\n\r\n",
    "wrong path": b"GET /api/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "a space": b"GET /api/si te HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    "long path": b"GET /api/" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    "long header": b"GET /api/site HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 40_000 + b"\r\n\r\n",
    "long body": b"POST /api/hit HTTP/1.1\r\nHost: x\r\nContent-Length: 20000\r\nConnection: close\r\n\r\n"
    + b"x" * 20_000,
    "wrong length": b"POST /api/hit HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\nConnection: close\r\n\r\n",
    "two hosts": b"GET /api/site HTTP/1.1\r\nHost: x\r\nHost: y\r\nConnection: close\r\n\r\n",
}


@pytest.mark.parametrize("alive", [True, False], ids=["counting", "down"])
def test_nothing_of_the_counter_is_in_any_log(proxied: Proxied, counting: Callable[..., Server], alive: bool) -> None:
    nginx = proxied(f"127.0.0.1:{counting('--trusted-proxy', '127.0.0.1/32').port if alive else 9}")
    for plain in (False, True):
        for name, sent in REQUESTS.items():
            answer = nginx.say(sent, "127.0.0.77", plain=plain)
            head = answer.partition(b"\r\n\r\n")[0].lower()
            # HTTP/0.9 has no headers; and what nginx did not read to the end it may cut off before the answer is read.
            if name != "no version" and (answer or not name.startswith("long ")):
                assert answer.startswith(b"HTTP/1.1 "), (name, plain, answer)
                assert head.count(b"x-content-type-options: nosniff") == 1, (name, plain, answer)
                assert plain or head.count(b"strict-transport-security: max-age=31536000") == 1, (name, answer)
                assert plain or head.count(b"content-security-policy: ") == 1, (name, answer)
            assert b"evil.example" not in answer
    # Plain HTTP at the port for TLS.
    with socket.create_connection(("127.0.0.1", nginx.port), 30, source_address=("127.0.0.77", 0)) as opened:
        opened.sendall(REQUESTS["a hit"])
        assert b" 400 " in opened.recv(65536)
    assert nginx.ask("GET", "/the/?q=ly-hon", "127.0.0.78").status == 200
    for _ in range(100):
        if " /the/" in nginx.log.read_text():
            break
        time.sleep(0.02)
    logged = nginx.log.read_text() + (nginx.folder / "error.log").read_text()
    assert "GET /the/index.html\n" in logged, "the rest of the site is logged, but not who asks, and for what"
    assert "api" not in logged
    assert "127.0.0.7" not in logged


@pytest.mark.parametrize(
    "host", ["evil.example", "sogddt.lamgiang.example.evil.example", "sogddt.lamgiang.example:8080"]
)
def test_nobody_is_led_to_another_host(proxied: Proxied, host: str) -> None:
    nginx = proxied("127.0.0.1:9")
    for path in ("/", "/the", "/the/?q=1", "/api/hit", "//evil.example/x", "/%0d%0aX: y"):
        for start in (f"GET {path}", f"GET http://{host}{path}"):
            request = f"{start} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode()
            plain, secure = (nginx.say(request, plain=plain).partition(b"\r\n\r\n")[0] for plain in (True, False))
            if plain.startswith(b"HTTP/1.1 301"):
                assert f"location: https://sogddt.lamgiang.example{path}\r\n".encode() in plain.lower() + b"\r\n"
            else:
                assert plain.startswith(b"HTTP/1.1 400"), plain
            assert not re.search(rb"(?i)location: (?!/[^/])", secure), secure
            assert b"evil.example" not in secure.replace(path.encode(), b"")


def test_challenges_for_certificates_are_served_and_other_dot_files_not(proxied: Proxied, tmp_path: Path) -> None:
    served = tmp_path / "www"
    for name in (".git/config", ".htaccess", "tin/.env", ".well-known/acme-challenge/token", "index.html", "404.html"):
        file = served / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"what stands in {name}")
    nginx = proxied("127.0.0.1:9", served)
    for path in (
        "/.git/config",
        "/.htaccess",
        "/tin/.env",
        "/.git/",
        "/.git",
        "/%2egit/config",
        "//.git/config",
        "/tin/%2Eenv",
    ):
        answer = nginx.ask("GET", path)
        assert (answer.status, answer.body) == (404, b"what stands in 404.html"), path
        assert answer.headers["strict-transport-security"]
    challenge = "/.well-known/acme-challenge/token"
    assert nginx.ask("GET", challenge).body == f"what stands in {challenge[1:]}".encode()
    plain = nginx.say(f"GET {challenge} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode(), plain=True)
    assert plain.startswith(b"HTTP/1.1 200")


def test_health_is_for_the_machine_itself(proxied: Proxied, counting: Callable[..., Server]) -> None:
    nginx = proxied(f"127.0.0.1:{counting('--trusted-proxy', '127.0.0.1/32').port}")
    assert json.loads(nginx.ask("GET", "/api/health").body)["status"] == "ok"
    others = nginx.ask("GET", "/api/health", "127.0.0.5", X_Forwarded_For="127.0.0.1")
    assert others.status == 403
    assert b"status" not in others.body


def test_the_office_comes_by_https_as_nginx_says(
    proxied: Proxied, counting: Callable[..., Server], tmp_path: Path
) -> None:
    token = tmp_path / "token"
    token.touch(0o600)
    token.write_text("k" * 43)
    server = counting("--trusted-proxy", "127.0.0.1/32", "--office-token", str(token))
    nginx = proxied(f"127.0.0.1:{server.port}")
    key = {"Authorization": f"Bearer {'k' * 43}"}
    answer = nginx.ask("GET", "/api/office/pending", "127.0.0.5", **key)
    assert (answer.status, json.loads(answer.body)["comments"]) == (200, [])
    assert nginx.ask("GET", "/api/office/pending", "127.0.0.5").status == 401
    said = nginx.ask("GET", "/api/office/pending", "127.0.0.5", X_Forwarded_Proto="http", **key)
    assert said.status == 200, "what a reader says of it is replaced"
    plain = f"GET /api/office/pending HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{next(iter(key))}: {key['Authorization']}\r\n"
    assert b" 301 " in nginx.say(f"{plain}X-Forwarded-Proto: https\r\n\r\n".encode(), plain=True).splitlines()[0]
    for log in (nginx.log, nginx.folder / "error.log", server.log):
        assert not log.exists() or "kkkk" not in log.read_text()


ACTIVE = (
    "html.svg",
    "a.svg",
    "a.svgz",
    "a.xml",
    "a.xhtml",
    "a.xht",
    "a.shtml",
    "a.js",
    "a.mjs",
    "a.css",
    "a.xsl",
    "a.mht",
    "a.wasm",
    "a.swf",
    "a.php",
    "a.JS",
    "a.unknown",
)
OFFICE = ("a.docx", "a.xlsx", "a.zip", "a.csv", "a.rar")
INLINE = ("a.pdf", "A.PDF", "a.txt", "a.mp4")
SITE = ("a.jpg", "a.JPG", "a.png", "a.webp", "index.html", "cu.html", "tin.atom.xml")


def test_attachments_cannot_run(proxied: Proxied, tmp_path: Path) -> None:
    served = tmp_path / "www"
    folder = served / "tin/2026/11/bai"
    folder.mkdir(parents=True)
    for name in (*ACTIVE, *OFFICE, *INLINE, *SITE):
        (folder / name).write_text(name)
    (served / "index.html").write_text("home")
    nginx = proxied("127.0.0.1:9", served)
    for name in (*ACTIVE, *OFFICE, *INLINE, *SITE):
        answer = nginx.ask("GET", f"/tin/2026/11/bai/{name}")
        assert (answer.status, answer.body) == (200, name.encode())
        headers = answer.headers
        kind, policy = headers["content-type"], headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert ("sandbox" in policy and "default-src 'none'" in policy) == (name not in SITE), name
        assert headers.get("content-disposition") == ("attachment" if name in ACTIVE + OFFICE else None), name
        if name in ACTIVE:
            assert kind == "application/octet-stream", name
    assert nginx.ask("GET", "/tin/2026/11/bai/A.PDF").headers["content-type"] == "application/pdf"
    lost = nginx.ask("GET", "/tin/2026/11/bai/khong-co.docx")
    assert (lost.status, "content-disposition" in lost.headers) == (404, False)


def test_types_of_the_files_of_the_site(proxied: Proxied, site: Path) -> None:
    """Every file that a build wrote is shown: nothing of the site itself is an attachment of unknown type."""
    nginx = proxied("127.0.0.1:9")
    for file in sorted(site.rglob("*")):
        if file.is_file():
            answer = nginx.ask("GET", f"/{file.relative_to(site).as_posix()}")
            if f"/{file.name}" in (
                f"/{LIST}",
                MAP,
                WITHDRAWN_MAP,
                f"/{POLICY_MAP}",
                HEADERS,
                REDIRECTS,
            ):  # What builds wrote is nobody else's business.
                assert answer.status == 404
                continue
            assert answer.status == (410 if file.parent.name == "sai-so" else 200), file
            assert answer.headers["content-type"] != "application/octet-stream", file
            assert "content-disposition" not in answer.headers, file


def test_old_addresses_in_vietnamese_are_found_by_their_encoded_form(proxied: Proxied, tmp_path: Path) -> None:
    served = tmp_path / "www"
    for name in ("index.html", "tin-tức/thông báo số 5.html", "chuyên mục/index.html", "a+b%2520/index.html"):
        file = served / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name)
        nginx_path = "/" + quote(name.removesuffix("index.html"))
        (tmp_path / "paths").open("a").write(f"{nginx_path}\n")
    nginx = proxied("127.0.0.1:9", served)
    for path in (tmp_path / "paths").read_text().split():
        answer = nginx.ask("GET", path)
        assert answer.status == 200, path
        assert (answer.headers["content-type"], answer.headers["content-security-policy"]) == (
            "text/html; charset=utf-8",
            "frame-ancestors 'self'",
        )
    assert nginx.ask("GET", "/chuy%C3%AAn%20m%E1%BB%A5c").headers["location"] == "/chuy%C3%AAn%20m%E1%BB%A5c/"


@pytest.mark.parametrize(
    "old", ["/tin-tuc/1.html", "/tin-t%E1%BB%A9c/hai", "/tin-t%E1%BB%A9c/hai/", "/ba", "/ba/", "/ba/?tu=zalo"]
)
def test_an_old_address_leads_on_for_good(proxied: Proxied, tmp_path: Path, old: str) -> None:
    served = tmp_path / "www"
    served.mkdir()
    (served / "index.html").write_text("")
    moved = [
        ("/tin-tuc/1.html", "/tin/2026/11/một/"),
        ("/tin-tức/hai", "/tin/2026/11/một/"),
        ("/ba/", "/tin/2026/11/một/"),
    ]
    (served / MAP[1:]).write_bytes(redirect_map(moved))
    nginx = proxied("127.0.0.1:9", served)
    answer = nginx.ask("GET", old)
    assert (answer.status, answer.headers["location"]) == (301, "/tin/2026/11/m%E1%BB%99t/")
    assert nginx.ask("GET", MAP).status == 404


@pytest.mark.parametrize("folder", ["/anh/", "/theme/", "/khong-co/"])
def test_what_is_not_shown_is_said_in_our_words(proxied: Proxied, folder: str) -> None:
    answer = proxied("127.0.0.1:9").ask("GET", folder)
    assert answer.status in (403, 404)
    assert "Không tìm thấy trang" in answer.body.decode()


def test_pages_are_sent_small(proxied: Proxied, site: Path) -> None:
    sent = proxied("127.0.0.1:9").ask("GET", "/", Accept_Encoding="gzip")
    assert sent.headers["content-encoding"] == "gzip"
    page = (site / "index.html").read_bytes()
    assert len(sent.body) <= len(gzip.compress(page, 6)) + 32


def test_slow_readers_are_given_up(proxied: Proxied) -> None:
    config = NGINX.read_text(encoding="utf-8")
    for limit in ("client_header_timeout", "client_body_timeout", "keepalive_timeout"):
        assert len(re.findall(rf"^    {limit} [1-9][0-9]?s;", config, re.MULTILINE)) == 2, "at both ports"


def test_metrics_are_not_for_everybody(proxied: Proxied, counting: Callable[..., Server]) -> None:
    server = counting("--trusted-proxy", "127.0.0.1/32")
    nginx = proxied(f"127.0.0.1:{server.port}")
    metrics = nginx.ask("GET", "/api/metrics")
    assert metrics.status == 404
    assert b"counter_hits_total" not in metrics.body
    assert b"counter_hits_total" in server.raw(b"GET /api/metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")


def test_files_with_a_hash_are_kept_and_pages_are_not(proxied: Proxied, site: Path) -> None:
    nginx = proxied("127.0.0.1:9")
    files = [f"/{file.relative_to(site).as_posix()}" for file in sorted(site.rglob("*")) if file.is_file()]
    hashed = [path for path in files if re.search(r"-[0-9a-f]{8,12}[-.]", path)]
    kept = [path for path in files if "immutable" in nginx.ask("GET", path).headers["cache-control"]]
    assert kept == hashed
    assert {Path(path).suffix for path in kept} >= {".css", ".js", ".woff2", ".avif", ".webp", ".jpg"}
    page = nginx.ask("GET", nginx.page)
    assert page.headers["cache-control"] == "public, max-age=300"
    # As a header it says the same as in the page, and who may frame it.
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page.body.decode())
    assert policy
    assert page.headers["content-security-policy"] == f"{unescape(policy[1])}; frame-ancestors 'self'"
    for header, value in {
        "x-content-type-options": "nosniff",
        "referrer-policy": "strict-origin-when-cross-origin",
        "strict-transport-security": "max-age=31536000",
    }.items():
        assert page.headers[header] == value
    lost = nginx.ask("GET", "/khong-co/")
    assert (lost.status, lost.body) == (404, (site / "404.html").read_bytes())
    assert nginx.ask("GET", "/tin").headers["location"] == "/tin/"


def test_mozilla_observatory_gives_the_best_grade(proxied: Proxied) -> None:
    nginx = proxied("127.0.0.1:9")
    plain = nginx.say(b"GET / HTTP/1.1\r\nHost: sogddt.lamgiang.example\r\nConnection: close\r\n\r\n", plain=True)
    moved = re.search(rb"(?i)location: (\S+)", plain)
    assert moved
    for path in ("/", nginx.page, "/khong-co/"):
        answer = nginx.ask("GET", path)
        found = modifiers(answer.headers, answer.body.decode(), moved[1].decode(), "sogddt.lamgiang.example")
        assert grade(found) == ("A+", 120), found
    # Each of them counts: without it, it would be another grade or fewer points.
    answer = nginx.ask("GET", "/")
    for header in ("content-security-policy", "strict-transport-security", "referrer-policy", "x-content-type-options"):
        fewer = {name: value for name, value in answer.headers.items() if name != header}
        assert grade(modifiers(fewer, answer.body.decode(), moved[1].decode(), "sogddt.lamgiang.example"))[1] < 120


def test_a_withdrawn_article_is_gone_and_says_why(proxied: Proxied, site: Path) -> None:
    url = f"/{next(site.glob('tin/*/*/sai-so')).relative_to(site).as_posix()}/"
    nginx = proxied("127.0.0.1:9")
    note = (site / f"{url[1:]}index.html").read_bytes()
    for address in (url, f"{url}index.html"):
        answer = nginx.ask("GET", address)
        assert (answer.status, answer.body) == (410, note)
        assert "Số liệu sai" in answer.body.decode()
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert nginx.ask("GET", url[:-1]).headers["location"] == url
    assert nginx.ask("GET", WITHDRAWN_MAP).status == 404


def test_what_was_packed_beforehand_is_sent_as_it_is(proxied: Proxied, site: Path, tmp_path: Path) -> None:
    served = tmp_path / "www"
    shutil.copytree(site, served)
    packed = brotli.compress((served / "index.html").read_bytes(), quality=11)
    (served / "index.html.br").write_bytes(packed)
    nginx = proxied("127.0.0.1:9", served)
    answer = nginx.ask("GET", "/", Accept_Encoding="gzip, br")
    assert answer.headers["vary"] == "Accept-Encoding"
    if not BROTLI.exists():  # The plain fallback: nginx packs.
        assert answer.headers["content-encoding"] == "gzip"
        assert os.environ.get("REQUIRE_ALL") != "1", "no libnginx-mod-http-brotli-static"
        return
    assert (answer.headers["content-encoding"], answer.body) == ("br", packed)
    assert nginx.ask("GET", "/", Accept_Encoding="gzip").headers["content-encoding"] == "gzip"
    assert nginx.ask("GET", "/").body == (served / "index.html").read_bytes()


def test_the_manual_keeps_the_same_files_as_the_example() -> None:
    patterns = re.compile(r'"~\S+"(?= +"public, max-age=31536000, immutable")')
    assert patterns.findall(NGINX.read_text(encoding="utf-8")) == patterns.findall(RUNNING) != []
    for file in (NGINX, SERVICE):
        assert file.relative_to(ROOT).as_posix() in RUNNING


class Service:
    """The service's command as systemd would run it: its working folder, its umask, folders of ours for those of the system."""

    def __init__(self, folder: Path, site: Path):
        lines = SERVICE.read_text(encoding="utf-8").splitlines()
        self.settings = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
        self.data, self.run = folder / "state", folder / "run"
        self.socket = self.run / "counter.sock"
        places = {
            "/srv/ban-tin/.venv/bin/python": sys.executable,
            f"/var/lib/{self.settings['StateDirectory']}": str(self.data),
            f"/run/{self.settings['RuntimeDirectory']}": str(self.run),
            "/srv/web/current": str(site),
        }
        command = self.settings["ExecStart"]
        for given, here in places.items():
            assert given in command
            command = command.replace(given, here)
        self.command = shlex.split(command)
        self.process: subprocess.Popen[bytes] | None = None
        for made, mode in ((self.data, "StateDirectoryMode"), (self.run, "RuntimeDirectoryMode")):
            made.mkdir(exist_ok=True)
            made.chmod(int(self.settings[mode], 8))

    def start(self) -> None:
        assert self.settings["Type"] == "notify"
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
            told.bind(str(self.run / "notify"))
            told.settimeout(20)
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                umask=int(self.settings["UMask"], 8),
                env=os.environ | {"NOTIFY_SOCKET": str(self.run / "notify")},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            assert told.recv(99) == b"READY=1"
        (self.run / "notify").unlink()
        # From that moment on: `systemctl start` returns then.
        assert self.is_answering()

    def is_answering(self) -> bool:
        with socket.socket(socket.AF_UNIX) as connection, suppress(OSError):
            connection.settimeout(20)
            connection.connect(str(self.socket))
            connection.sendall(b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            return connection.recv(99).startswith(b"HTTP/1.1 200")
        return False

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            assert self.process.wait(20) == 0
            self.process = None


def test_service_is_for_its_group_only(site: Path, tmp_path: Path) -> None:
    service = Service(tmp_path, site)
    assert (service.settings["Group"], service.settings["PrivateNetwork"]) == ("www-data", "yes")
    service.start()
    try:
        modes = [stat.S_IMODE(path.stat().st_mode) for path in (service.run, service.socket, service.data)]
        assert [oct(mode) for mode in modes] == ["0o750", "0o770", "0o700"]
    finally:
        service.stop()


def test_service_starts_again_after_kill_9(site: Path, tmp_path: Path) -> None:
    service = Service(tmp_path, site)
    for _ in range(2):
        service.start()
        assert service.process
        again = subprocess.run(service.command, cwd=ROOT, capture_output=True, text=True, timeout=30)
        assert again.returncode == 1
        assert "another server listens at" in again.stderr
        service.process.kill()
        service.process.wait()
    assert service.socket.exists()


def test_port_in_use_is_a_sentence(counting: Callable[..., Server], tmp_path: Path) -> None:
    server = counting()
    command = [sys.executable, "-m", "counter", "serve", "--data", tmp_path / "other", "--pages", server.pages]
    again = subprocess.run(
        [*map(str, command), "--port", str(server.port)], cwd=ROOT, capture_output=True, text=True, timeout=30
    )
    assert (again.returncode, "in use" in again.stderr, "Traceback" in again.stderr) == (1, True, False)


def test_systemd_reads_the_units_and_finds_little_exposed(tmp_path: Path) -> None:
    if not shutil.which("systemd-analyze"):
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail("systemd-analyze is missing")
        pytest.skip("systemd-analyze is missing")
    units = sorted(SERVICE.parent.iterdir())
    for unit in units:
        text = unit.read_text(encoding="utf-8").replace("/srv/ban-tin/.venv/bin/python", sys.executable)
        (tmp_path / unit.name).write_text(text.replace("/usr/bin/rsync", "/bin/true"), encoding="utf-8")
    made = sorted(tmp_path.iterdir())
    read = ["systemd-analyze", "verify", "--man=no", *map(str, made)]
    told = subprocess.run(read, capture_output=True, text=True, timeout=60).stderr
    assert not [unit.name for unit in units if unit.name in told], told
    services = [unit for unit in made if unit.suffix == ".service"]
    security = ["systemd-analyze", "security", "--offline=true", "--threshold=15", *map(str, services)]
    done = subprocess.run(security, capture_output=True, text=True, timeout=60)
    scores = dict(re.findall(r"level for (\S+\.service): ([0-9.]+)", done.stdout))
    assert len(scores) == len(services) > 0, done.stdout + done.stderr
    assert all(float(score) <= 1.5 for score in scores.values()), scores
    assert all(f"| `{name}` |" in RUNNING for name in scores), "the manual tells what each is for"
