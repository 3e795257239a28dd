"""The manifest of a release, and its signature, with real keys of ssh-keygen."""

import json
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.publishing.manifest import (
    MANIFEST_LIMIT,
    ManifestError,
    PublishedFile,
    ReleaseManifest,
    SigningError,
    check_signature,
    format_manifest,
    name_release,
    parse_manifest,
    sign,
    signers_line,
    why_unchecked,
)
from tests.rights import bound_by_rights, closed

FILES = {
    "index.html": PublishedFile(5, sha256(b"hello").hexdigest()),
    "tin/2026/11/trường-học/index.html": PublishedFile(0, sha256(b"").hexdigest()),
}
MANIFEST = ReleaseManifest(20261130100000, "2026-11-30T17:00:00+07:00", "https://so.example", FILES)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not shutil.which("ssh-keygen"):
        reason = "no ssh-keygen; install the package openssh-client"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("keys")
    for name in ("office", "other"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder / name], check=True)
    (folder / "signers").write_text(signers_line("vanphong", folder / "office") + "\n")
    return folder


def test_a_manifest_is_read_as_it_was_written_and_sorted_by_bytes() -> None:
    content = format_manifest(MANIFEST)
    assert parse_manifest(content) == MANIFEST
    assert content == format_manifest(ReleaseManifest(*_head(), dict(reversed(FILES.items()))))
    assert json.loads(content)["files"][0]["path"] == "index.html"
    assert len(content.splitlines()) == len(FILES) + 2  # one a line


def _head() -> tuple[int, str, str]:
    return MANIFEST.number, MANIFEST.built, MANIFEST.base_url


_NAMES = st.text(st.characters(exclude_characters='"\\/', exclude_categories=("Cs", "Cc")), min_size=1)
_PATHS = st.lists(_NAMES.filter(lambda name: name not in {".", ".."}), min_size=1, max_size=3).map("/".join)


@given(st.dictionaries(_PATHS, st.integers(0, 2**40), max_size=8))
def test_every_name_that_a_manifest_takes_comes_back(sizes: dict[str, int]) -> None:
    files = {path: PublishedFile(size, sha256(path.encode()).hexdigest()) for path, size in sizes.items()}
    manifest = ReleaseManifest(*_head(), files)
    assert parse_manifest(format_manifest(manifest)) == manifest


@pytest.mark.parametrize("path", ['a"b', "a\\b", "a\nb", "../a", "/a", "a//b", "a/", "a\udc80"])
def test_a_name_that_a_line_cannot_hold_is_refused_when_written_and_when_read(path: str) -> None:
    with pytest.raises(ManifestError, match=r"(?i)cannot be published|không đăng được"):
        format_manifest(ReleaseManifest(*_head(), {path: FILES["index.html"]}))
    document = json.loads(format_manifest(MANIFEST))
    document["files"][0]["path"] = path
    with pytest.raises(ManifestError):
        parse_manifest(json.dumps(document).encode())


@given(st.binary(max_size=200))
def test_whatever_a_server_answers_is_read_or_refused(content: bytes) -> None:
    with pytest.raises(ManifestError):
        parse_manifest(content)


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"format": 2}', b"null", b"[]", b" " * (MANIFEST_LIMIT + 1)])
def test_what_is_no_manifest_is_refused(content: bytes) -> None:
    with pytest.raises(ManifestError):
        parse_manifest(content)


def test_releases_are_told_apart_by_number_and_content() -> None:
    name = name_release(MANIFEST, format_manifest(MANIFEST))
    assert name.startswith("20261130100000-")
    other = ReleaseManifest(MANIFEST.number, MANIFEST.built, "https://other.example", FILES)
    assert name_release(other, format_manifest(other)) != name


def test_the_office_is_known_by_its_key(keys: Path) -> None:
    content = format_manifest(MANIFEST)
    signature = sign(content, keys / "office")
    assert check_signature(content, signature, keys / "signers").signer == "vanphong"


def test_a_changed_byte_another_key_and_no_signature_are_found_out(keys: Path) -> None:
    content = format_manifest(MANIFEST)
    signature = sign(content, keys / "office")
    for changed, signed in ((content + b" ", signature), (content, sign(content, keys / "other")), (content, b"none")):
        checked = check_signature(changed, signed, keys / "signers")
        assert not checked.signer
        assert checked.reason
    assert check_signature(content, signature, keys / "missing").reason


def test_a_user_without_a_name_is_no_wrong_signature(monkeypatch: pytest.MonkeyPatch) -> None:
    assert why_unchecked() == ""
    monkeypatch.setattr("newsdesk.publishing.manifest.os.getuid", lambda: 61_234_567)
    assert "libnss-systemd" in why_unchecked()
    monkeypatch.setenv("PATH", "")
    assert "openssh-client" in why_unchecked()


def test_a_key_in_a_folder_of_somebody_else_is_named(keys: Path) -> None:
    with bound_by_rights(), closed(keys), pytest.raises(SigningError, match="office"):
        sign(b"", keys / "office")


def test_a_signature_for_something_else_is_none_of_a_release(keys: Path, tmp_path: Path) -> None:
    file = tmp_path / "letter"
    file.write_bytes(format_manifest(MANIFEST))
    subprocess.run(["ssh-keygen", "-Y", "sign", "-q", "-f", keys / "office", "-n", "mail", file], check=True)
    assert not check_signature(file.read_bytes(), (tmp_path / "letter.sig").read_bytes(), keys / "signers").signer


def test_what_was_signed_with_a_lost_key_stays_verifiable_beside_the_new_one(keys: Path, tmp_path: Path) -> None:
    content = format_manifest(MANIFEST)
    old = sign(content, keys / "office")
    signers = tmp_path / "signers"
    signers.write_text("".join(f"{signers_line(name, keys / name)}\n" for name in ("office", "other")))
    assert check_signature(content, old, signers).signer == "office"
    assert check_signature(content, sign(content, keys / "other"), signers).signer == "other"


def test_a_key_that_is_missing_is_told_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(SigningError, match=r"ssh-keygen -t ed25519 -f"):
        sign(b"", tmp_path / "key")
    with pytest.raises(SigningError, match=r"ssh-keygen -y -f"):
        signers_line("office", tmp_path / "key")
