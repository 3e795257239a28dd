"""Nothing that tells who read what is kept: not in the database, its WAL, backups, logs, nor the answers."""

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter.storage.dump import write_dump
from counter.visits.visitors import view_key
from tests.counter.harness import FIREFOX, ORIGIN, PAGES, Counter, FakeClock, serving

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]
REFERRER = "search.example"


def kept(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file() and file.name != "pages.json"
    }


def test_no_address_or_user_agent_anywhere(tmp_path: Path) -> None:
    with serving(tmp_path, "--trusted-proxy", "127.0.0.1/32") as server:
        for address in ("203.0.113.77", "2001:db8:77:88:99::1"):
            for path in PAGES:
                sent = server.hit(path, address).replace(
                    b"\r\nOrigin", f"\r\nReferer: https://{REFERRER}/?q=1\r\nOrigin".encode()
                )
                answer = server.raw(sent)
                assert b"200 OK" in answer
                assert b"set-cookie" not in answer.lower()
        server.raw(server.hit("/x/"))
        server.raw(b"GET /api/hit HTTP/1.1\r\nHost: x\r\nUser-Agent: Firefox\r\nConnection: close\r\n\r\n")
        found = kept(tmp_path)
        assert {"data/counter.db", "data/counter.db-wal", "data.log", "data/salt"} <= set(found)
        assert any(name.startswith("data/backups/") for name in found)
    for name, content in (kept(tmp_path) | found).items():
        for secret in (
            b"203.0.113.77",
            b"127.0.0.1,",
            bytes([203, 0, 113, 77]),
            b"2001:db8",
            b"\x20\x01\x0d\xb8\x00\x77",
            b"Firefox",
            FIREFOX.encode(),
            REFERRER.encode(),
        ):
            assert secret not in content, f"{secret!r} in {name}"


def test_rows_cannot_be_joined(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    site.hit(OTHER)
    keys = [key for (key,) in site.app.works.storage.db.execute("select key from seen")]
    secret = site.app.works.counting.salt.secret
    assert sorted(keys) == sorted(
        view_key(secret, bytes([203, 0, 113, 7]), FIREFOX.encode(), page) for page in (NEWS, OTHER)
    )
    assert len(set(keys)) == 2


def test_keys_and_salt_are_gone_after_midnight(counter: Start, tmp_path: Path) -> None:
    site = counter(clock=FakeClock("2026-11-20T23:00:00"))
    site.hits(site.hit_request(NEWS, f"10.0.{number >> 8}.{number & 255}") for number in range(2000))
    keys = [key.to_bytes(8, "big", signed=True) for (key,) in site.app.works.storage.db.execute("select key from seen")]
    salt = (site.config.data / "salt").read_bytes()
    before = b"".join(kept(site.config.data).values())
    assert all(key in before for key in keys[:50])
    assert salt[8:] in before
    site.clock.set("2026-11-21T00:00:00")
    site.tick()
    after = b"".join(kept(site.config.data).values())
    assert not any(key in after for key in keys)
    assert salt[8:] not in after


def test_keys_are_gone_after_a_night_off(counter: Start) -> None:
    site = counter(clock=FakeClock("2026-11-20T23:00:00"))
    site.hits(site.hit_request(NEWS, f"10.0.{number >> 8}.{number & 255}") for number in range(500))
    keys = [key.to_bytes(8, "big", signed=True) for (key,) in site.app.works.storage.db.execute("select key from seen")]
    site.stop()
    assert any(key in content for key in keys for content in kept(site.config.data).values())
    site.clock.set("2026-11-21T07:00:00")
    site.start()  # nobody hits
    after = b"".join(kept(site.config.data).values())
    assert not any(key in after for key in keys)


def test_backup_has_no_keys(counter: Start) -> None:
    site = counter()
    site.hits(site.hit_request(NEWS, f"10.0.0.{number}") for number in range(200))
    keys = [key.to_bytes(8, "big", signed=True) for (key,) in site.app.works.storage.db.execute("select key from seen")]
    site.app.works.storage.backup(site.config.backups / "x.db")
    content = b"".join(kept(site.config.backups).values())
    assert NEWS.encode() in content
    assert not any(key in content for key in keys)
    assert site.app.works.counting.salt.secret not in content


def test_files_are_the_operators_alone(counter: Start) -> None:
    site = counter()
    assert stat.S_IMODE((site.config.data / "salt").stat().st_mode) == 0o600
    assert stat.S_IMODE(site.config.data.stat().st_mode) == 0o700


def test_files_are_the_operators_alone_in_a_folder_of_others(counter: Start, tmp_path: Path) -> None:
    """What readers wrote waits in the database and in its copies."""
    (tmp_path / "data").mkdir(mode=0o755)
    (tmp_path / "data" / "backups").mkdir(mode=0o755)
    before = os.umask(0o022)
    try:
        site = counter(data=tmp_path / "data")
        site.hit(NEWS)
        site.app.works.storage.backup(site.config.backups / "now.db")
        write_dump(site.app.works.storage, site.config.backups / "now.jsonl")
    finally:
        os.umask(before)
    files = [file for file in (tmp_path / "data").rglob("*") if file.is_file()]
    assert len(files) > 4
    assert {file.name: oct(file.stat().st_mode & 0o777) for file in files} == {file.name: "0o600" for file in files}


def test_no_address_stays_in_memory_for_longer_than_an_hour(counter: Start) -> None:
    site = counter()
    kept_ones: Any = site.app.door.forget_addresses.__self__  # type: ignore[attr-defined]
    site.hit(NEWS)
    site.clock.forward(3599)
    site.tick()
    assert kept_ones.cache_info().currsize == 1
    site.clock.forward(1)
    site.tick()
    assert kept_ones.cache_info().currsize == 0


def test_global_privacy_control_is_not_hashed(counter: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    site = counter()

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("hashed")

    monkeypatch.setattr("counter.visits.visitors.blake2b", refuse)
    assert site.hit(NEWS, sec_gpc="1").json == {"views": 0, "online": 0, "today": 0, "total": 0}
    with pytest.raises(AssertionError, match="hashed"):
        site.hit(NEWS)


@pytest.mark.parametrize(
    ("peer", "forwarded", "same_as"),
    [
        ("198.51.100.1", "203.0.113.1", "198.51.100.1"),  # not a proxy of ours: not believed
        ("10.0.0.1", "203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.1", "203.0.113.1"),  # what the client sent itself stands left
        ("10.0.0.1", "1.1.1.1, 203.0.113.1, 10.0.0.2", "203.0.113.1"),
        ("10.0.0.1", "10.0.0.3", "10.0.0.3"),
        ("10.0.0.1", "1.1.1.1, nonsense", ""),
        ("", "203.0.113.1", "203.0.113.1"),  # a UNIX socket
        ("::ffff:10.0.0.1", "::ffff:203.0.113.1", "203.0.113.1"),
        ("10.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("fd00::1", "2001:db8:1:2::9", "2001:db8:1:2::"),
    ],
)
def test_address(counter: Start, peer: str, forwarded: str, same_as: str) -> None:
    read = counter(trusted_proxies=("10.0.0.0/8", "fd00::/8")).app.door.address_of
    assert read(peer, forwarded.encode()) == read(same_as, None)


def test_64_of_ipv6_is_one_visitor(counter: Start) -> None:
    site = counter()
    for address in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::2"):
        assert site.hit(NEWS, address).json["views"] == 1
    assert site.hit(NEWS, "2001:db8:1:3::1").json["views"] == 2


def test_salt_is_not_world_readable_even_for_a_moment(tmp_path: Path) -> None:
    from counter.visits.visitors import Salt

    before = os.umask(0)
    try:
        Salt(tmp_path / "salt").use(5)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "salt").stat().st_mode) == 0o600
    assert ORIGIN.encode() not in (tmp_path / "salt").read_bytes()
