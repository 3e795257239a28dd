"""Storages over TLS: real servers with a certificate of our own."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import pytest

from counter.storage import Batch, StorageError, open_storage
from tests.counter.harness import free_port
from tests.counter.servers import PostgresqlServer, ValkeyServer, running


def certificate(folder: Path, *names: str) -> tuple[Path, Path]:
    """A self-signed certificate for hosts and addresses, and its key, in ``folder``."""
    key, file = folder / "server.key", folder / "server.crt"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-keyout",
        key,
        "-out",
        file,
        "-subj",
        "/CN=counter",
    ]
    subprocess.run([*command, "-addext", f"subjectAltName={','.join(names)}"], check=True, capture_output=True)
    return file, key


class TlsValkey(ValkeyServer):
    """Listens with TLS on a port, besides its socket."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.certificate, key = certificate(folder, "DNS:localhost")
        self.port = free_port()
        options = {"tls-port": self.port, "tls-cert-file": self.certificate, "tls-key-file": key,
                   "tls-ca-cert-file": self.certificate, "tls-auth-clients": "no"}  # fmt: skip
        self.command += [text for name, value in options.items() for text in (f"--{name}", str(value))]


class TlsPostgresql(PostgresqlServer):
    """Listens with TLS on a port, besides its socket."""

    def __init__(self, folder: Path):
        super().__init__(folder)
        self.certificate, key = certificate(folder, "DNS:localhost")
        self.port = free_port()
        for file in (self.certificate, key):
            if self.user:
                subprocess.run(["chown", self.user, file], check=True)
            file.chmod(0o600)
        options = {"listen_addresses": "127.0.0.1", "ssl": "on", "ssl_cert_file": self.certificate, "ssl_key_file": key}
        self.command += [text for name, value in options.items() for text in ("-c", f"{name}={value}")]
        self.command += ["-p", str(self.port)]
        self.socket = folder / f".s.PGSQL.{self.port}"

    def _url(self, database: str) -> str:
        return f"postgresql://counter@/{database}?host={self.folder}&port={self.port}"


@pytest.fixture(scope="module")
def valkey_server() -> Iterator[TlsValkey]:
    with running(TlsValkey) as server:
        yield server


@pytest.fixture(scope="module")
def postgresql_server() -> Iterator[TlsPostgresql]:
    with running(TlsPostgresql) as server:
        (server.folder / "data" / "pg_hba.conf").write_text(
            "local all all trust\nhostssl all all 127.0.0.1/32 trust\n", encoding="utf-8"
        )
        server.execute("select pg_reload_conf()")
        yield server


def stores(url: str, folder: Path) -> bool:
    with closing(open_storage(url, folder)) as storage:
        storage.load()
        return storage.commit(Batch(739_000, {1: "/"}, visits=1)).views == {"/": 1}


@pytest.mark.parametrize(("number", "scheme"), [(0, "rediss"), (1, "valkeys")])
def test_valkey(valkey_server: TlsValkey, tmp_path: Path, number: int, scheme: str) -> None:
    ca = quote(str(valkey_server.certificate), safe="")
    url = f"{scheme}://localhost:{valkey_server.port}/{number}?ssl_ca_certs={ca}"
    assert stores(url, tmp_path)
    with closing(open_storage(url, tmp_path, write=False)) as reader:
        assert [row.views for row in reader.rows()] == [1, 1]


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("rediss://127.0.0.1:{port}/9?ssl_ca_certs={ca}", "IP address mismatch|not valid for '127.0.0.1'"),
        ("rediss://localhost:{port}/9", "self-signed certificate"),
        ("redis://localhost:{port}/9", "Connection"),
    ],
)
def test_valkey_is_not_trusted_without_its_certificate(
    valkey_server: TlsValkey, tmp_path: Path, url: str, reason: str
) -> None:
    given = url.format(port=valkey_server.port, ca=quote(str(valkey_server.certificate), safe=""))
    with pytest.raises(StorageError, match=reason) as raised:
        open_storage(given, tmp_path)
    assert type(raised.value) is StorageError, "nothing is damaged"


def test_valkey_without_a_check_when_asked_for(valkey_server: TlsValkey, tmp_path: Path) -> None:
    assert stores(f"rediss://127.0.0.1:{valkey_server.port}/8?ssl_cert_reqs=none", tmp_path)


def test_postgresql(postgresql_server: TlsPostgresql, tmp_path: Path) -> None:
    server = postgresql_server
    server.url()
    ca = quote(str(server.certificate), safe="")
    base = f"postgresql://counter@{{}}:{server.port}/counts{server.made}?sslmode={{}}"
    with pytest.raises(StorageError, match="certificate"):
        open_storage(base.format("127.0.0.1", "verify-full") + f"&sslrootcert={ca}", tmp_path)
    with pytest.raises(StorageError, match="no encryption"):
        open_storage(base.format("localhost", "disable"), tmp_path)
    assert stores(base.format("localhost", "verify-full") + f"&sslrootcert={ca}", tmp_path)
    for mode in ("prefer", "require"):
        with closing(open_storage(base.format("127.0.0.1", mode), tmp_path, write=False)) as storage:
            assert storage.views_since(1) == {"/": 1}
