"""A small published site on a real server of this machine, signed by a real key, which a test may damage as intruders do."""

import gzip
import os
import shutil
import ssl
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote

import brotli
import pytest

from newsdesk.publishing.manifest import MANIFEST, SIGNATURE, PublishedFile, ReleaseManifest, format_manifest, sign
from newsdesk.publishing.verify.checking import VerifyRequest, VerifyResult, verify_site
from newsdesk.publishing.verify.memory import Memory

BASE = "https://donvi.example"


def page(title: str, body: str = "") -> bytes:
    head = f'<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>{title}</title><link rel="stylesheet" href="/theme/main.css">'
    return f'{head}<link rel="canonical" href="{BASE}/"></head><body><h1>{title}</h1>{body}<img src="/api/pixel.gif"></body></html>'.encode()


def site_files() -> dict[str, bytes]:
    """What a build writes, in small."""
    names = ["tin/2026/11/khai-giang", "tin/2026/11/hội-thảo", "tin/2026/10/thi-tuyen-sinh", "thong-bao"]
    menu = (
        "".join(f'<a href="/{name}/">{name}</a>' for name in names)
        + '<a href="https://moet.gov.vn/">Bộ</a><a href="/cu.html">cũ</a>'
    )
    files = {f"{name}/index.html": page(name, menu) for name in names}
    locations = "".join(f"<url><loc>{BASE}/{name}/</loc></url>" for name in names)
    files |= {
        "index.html": page("Trang chủ", menu),
        "404.html": page("Không có trang này"),
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}/sitemap.xml\n".encode(),
        "sitemap.xml": f"<urlset>{locations}</urlset>".encode(),
        "theme/main.css": b"body { margin: 0 }" * 40,
        "theme/main.js": b"'use strict';" * 40,
        "anh/truong.jpg": bytes(range(256)) * 40,
        "redirects.map": b"/cu.html /thong-bao/;\n",
    }
    for path in [path for path in files if path.endswith((".html", ".css", ".js", ".xml"))]:
        files[path + ".br"] = brotli.compress(files[path])
        files[path + ".gz"] = gzip.compress(files[path], mtime=0)
    return files


Reply = Callable[["Handler"], None]


@dataclass
class LiveSite:
    """What the server has, and what it does otherwise: ``replies`` by path, which may look at who asks."""

    files: dict[str, bytes]
    replies: dict[str, Reply] = field(default_factory=dict)
    key: Path | None = None
    url: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    serves_packed: bool = True
    #: Pages that come with 410.
    withdrawn: set[str] = field(default_factory=set)

    def publish(self, number: int = 1, key: Path | None = None, base_url: str = BASE) -> bytes:
        """Put the manifest of the files as they are now beside them."""
        listed = {path: content for path, content in self.files.items() if path not in (MANIFEST, SIGNATURE)}
        files = {path: PublishedFile(len(each), sha256(each).hexdigest()) for path, each in listed.items()}
        content = format_manifest(ReleaseManifest(number, "2026-11-30T08:00:00+07:00", base_url, files))
        self.files[MANIFEST] = content
        self.files.pop(SIGNATURE, None)
        if signing := key or self.key:
            self.files[SIGNATURE] = sign(content, signing)
        return content

    @property
    def signers(self) -> Path | None:
        return self.key.with_name("allowed_signers") if self.key else None

    def change(self, path: str, content: bytes) -> None:
        """Change a file and its compressed copies, as whoever has the server may."""
        self.files[path] = content
        for ending in (".br", ".gz"):
            self.files.pop(path + ending, None)

    def verify(self, memory: Memory | None = None, **options: Any) -> VerifyResult:
        """Check it, all of it, as fast as it goes."""
        given = {"signers": self.signers, "sample": 0, "per_second": 0, **options}
        return verify_site(VerifyRequest(self.url, **given), memory or Memory())

    def found(self, **options: Any) -> set[tuple[str, str]]:
        """Return kind and address of each finding."""
        return {(each.kind, each.address) for each in self.verify(**options).findings.found}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    site: LiveSite

    @property
    def file(self) -> str:
        """The path of the file that is asked for."""
        path = unquote(self.path.partition("?")[0]).lstrip("/")
        return path + ("index.html" if not path or path.endswith("/") else "")

    def do_GET(self) -> None:
        path = self.file
        self.site.asked.append((self.path, dict(self.headers)))
        reply = self.site.replies.get(path) or self.site.replies.get("*")
        if reply:
            reply(self)
        else:
            self.give(path)

    def give(self, path: str) -> None:
        """Answer as a plain web server does."""
        content, status, encoding = self.site.files.get(path), 200, ""
        if path == "cu.html":
            self.send(b"", 301, Location="/thong-bao/")
            return
        if content is None or path == "redirects.map":
            content, status = self.site.files["404.html"], 404
        elif path in self.site.withdrawn:
            status = 410
        elif self.site.serves_packed:
            for name, ending in (("br", ".br"), ("gzip", ".gz")):
                if name in self.headers.get("Accept-Encoding", "") and path + ending in self.site.files:
                    content, encoding = self.site.files[path + ending], name
                    break
        etag = f'"{sha256(content).hexdigest()[:12]}"'
        if status == 200 and self.headers.get("If-None-Match") == etag:
            self.send(b"", 304, ETag=etag)
            return
        headers = {"Content-Encoding": encoding} if encoding else {}
        self.send(
            content,
            status,
            ETag=etag,
            **{"Content-Type": "text/html" if path.endswith("html") else "text/plain"},
            **headers,
        )

    def send(self, content: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        if status != 304:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # Whoever asks goes away from a hostile answer.


@contextmanager
def live(site: LiveSite, certificate: tuple[Path, Path] | None = None) -> Iterator[LiveSite]:
    """Serve ``site`` meanwhile, with TLS where there is a ``certificate`` with its key."""
    server = _Server(("127.0.0.1", 0), type("SiteHandler", (Handler,), {"site": site}))
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(*certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site.url = f"https://localhost:{server.server_port}" if certificate else f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def make_key(folder: Path, name: str = "office") -> Path:
    """Return a new key, with ``allowed_signers`` beside it. Skips where there is no ssh-keygen."""
    if shutil.which("ssh-keygen") is None:
        reason = "ssh-keygen is missing; install the package openssh-client to run the tests of signatures"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / name
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", key], check=True)
    public = key.with_suffix(".pub").read_text()
    (folder / "allowed_signers").write_text(f'so-gddt namespaces="ban-tin" {public}')
    return key
