"""What ``ban-tin verify`` costs on a site of 20,000 files over loopback: seconds and memory, the first run and the next one.

    python -m bench.verify [FILES]

The server is nginx where there is one, with the files as a release has them.
"""

import gzip
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import brotli

from newsdesk.publishing.manifest import MANIFEST, SIGNATURE, PublishedFile, ReleaseManifest, format_manifest, sign

ROOT = Path(__file__).parents[1]
PARAGRAPH = "<p>Sáng nay, các trường trong tỉnh tổ chức lễ khai giảng năm học mới, có <a href='/tin/{near}/'>bài {near}</a> kèm theo.</p>"
CONF = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ }}
http {{
    types {{ text/html html; text/css css; application/xml xml; text/plain txt; }}
    access_log off; gzip_static on; keepalive_requests 100000;
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    server {{ listen 127.0.0.1:{port}; root {folder}/site; index index.html; error_page 404 /404.html; }}
}}
"""


def make_site(folder: Path, count: int) -> None:
    """Write ``count`` files: an article each, its two compressed copies, and a picture."""
    listed: dict[str, PublishedFile] = {}

    def put(path: str, content: bytes) -> None:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
        listed[path] = PublishedFile(len(content), sha256(content).hexdigest())

    put("index.html", b"<!doctype html><title>x</title>")
    put("404.html", b"<!doctype html><title>404</title>")
    put("robots.txt", b"User-agent: *\nAllow: /\n")
    for number in range((count - 3) // 4):
        paragraphs = "".join(PARAGRAPH.format(near=(number * 7 + step) % (count // 4)) for step in range(40))
        content = f"<!doctype html><html lang=vi><title>Bài {number}</title><body>{paragraphs}</body></html>".encode()
        put(f"tin/{number}/index.html", content)
        put(f"tin/{number}/index.html.gz", gzip.compress(content, 6, mtime=0))
        put(f"tin/{number}/index.html.br", brotli.compress(content, quality=4))
        put(f"anh/{number}.jpg", os.urandom(20_000))
    content = format_manifest(ReleaseManifest(1, "2026-11-30T08:00:00+07:00", "http://127.0.0.1", listed))
    (folder / MANIFEST).write_bytes(content)
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.parent / "key"], check=True)
    (folder / SIGNATURE).write_bytes(sign(content, folder.parent / "key"))


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve ``folder``/site; give its address."""
    port = 18_043
    if shutil.which("nginx"):
        (folder / "nginx.conf").write_text(CONF.format(folder=folder, port=port))
        command = ["nginx", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    else:
        command = [sys.executable, "-m", "bench.verify", "--serve", str(folder / "site"), str(port)]
    server = subprocess.Popen(command, cwd=ROOT)
    time.sleep(2)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def serve(folder: str, port: str) -> None:
    """Serve a folder, with ETags and compressed copies, without nginx."""
    from tests.newsdesk.publishing.verify.live_site import Handler, LiveSite, _Server

    site = LiveSite(
        {file.relative_to(folder).as_posix(): file.read_bytes() for file in Path(folder).rglob("*") if file.is_file()}
    )
    _Server(("127.0.0.1", int(port)), type("SiteHandler", (Handler,), {"site": site})).serve_forever()


def main() -> None:
    """Measure two runs and print them."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        make_site(folder / "site", count)
        with served(folder) as address:
            for run in ("first run", "next run, unchanged"):
                command = [sys.executable, "-m", "newsdesk", "verify", address, "--all", "--rate", "0", "--json",
                           "--key", str(folder / "key.pub"), "--state", str(folder / "state.json")]  # fmt: skip
                began, so_far = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
                before = so_far.ru_utime + so_far.ru_stime
                done = subprocess.run(command, capture_output=True, cwd=ROOT)
                seconds = time.monotonic() - began
                used = resource.getrusage(resource.RUSAGE_CHILDREN)
                peak, processor = used.ru_maxrss / 1024, used.ru_utime + used.ru_stime - before
                document = json.loads(done.stdout)
                print(
                    f"{run}: {document['checked']} files, {document['requests']} requests, {document['bytes'] / 1e6:.0f} MB, "
                    f"{seconds:.1f} s ({processor:.1f} s of CPU), at most {peak:.0f} MB, exit code {done.returncode}, {[each['message'] for each in document['findings']][:3]}"
                )


if __name__ == "__main__":
    if "--serve" in sys.argv:
        serve(*sys.argv[2:])
    else:
        main()
