"""The manifest of a release: every file with its size and SHA-256, and the signature of whoever published it.

``manifest.json`` has one file a line, sorted: a shell can read it, and sending the next one costs the lines that differ.
"""

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from newsdesk.language import translate
from newsdesk.publishing.reasons import tell_signing_reason

try:
    import pwd
except ImportError:  # Windows
    pwd = None  # type: ignore[assignment]

#: Where they lie in a release, at its root. Neither is listed in the manifest.
MANIFEST, SIGNATURE = "manifest.json", "manifest.json.sig"
#: What a signature is for (``ssh-keygen -Y``): one of a letter or of a commit is none of a release.
NAMESPACE = "ban-tin"
#: The form of the file; another one is refused.
FORMAT = 1
#: Seconds that ssh-keygen may take; a key with a passphrase waits for somebody to type it.
SIGN_SECONDS, CHECK_SECONDS = 120, 20
#: Bytes of a manifest that is read: 200,000 files.
MANIFEST_LIMIT = 64_000_000

_LINE = re.compile(r'^\{"path": "([^"]*)", "size": (\d+), "sha256": "([0-9a-f]{64})"\},?$', re.M)
_HEX = re.compile(r"[0-9a-f]{64}")
#: Of its parts none is empty or leads elsewhere, and no sign would end a line or a string of the manifest.
_USABLE = re.compile(r'(?:(?!\.{1,2}(?:/|\Z))[^/"\\\x00-\x1f\x7f]+(?:/(?!\Z)|\Z))+')


class ManifestError(Exception):
    """A manifest that can't be read, or a file that none can name; the text says what is wrong, in the language of the site."""


class SigningError(Exception):
    """Nothing could be signed; the text says why and what to do, in the language of the site."""


class PublishedFile(NamedTuple):
    """A file of a release: ``size`` in bytes, ``sha256`` in 64 hex digits."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ReleaseManifest:
    """What a release is made of."""

    #: Rises with every release of a site: when it was built, as YYYYMMDDhhmmss in UTC, or more.
    number: int
    #: When the site was built, in ISO 8601 with its offset.
    built: str
    #: Scheme and host of the site, no final slash.
    base_url: str
    #: Every file by its path in the release, with ``/`` and none in front; without the manifest and its signature.
    files: Mapping[str, PublishedFile]


def find_unusable_path(files: Mapping[str, PublishedFile]) -> str:
    """Return a path that a manifest can't hold, ``""`` where there is none: quotes, backslashes, line ends, no Unicode, outside."""
    return next((path for path in files if not _is_usable(path)), "")


def _is_usable(path: str) -> bool:
    if not _USABLE.fullmatch(path):
        return False
    if path.isascii():
        return True
    try:
        path.encode()
    except UnicodeEncodeError:
        return False
    return True


def format_manifest(manifest: ReleaseManifest) -> bytes:
    """Return the bytes of ``manifest.json``. Raises ``ManifestError`` for a path that it can't hold."""
    return format_head(manifest) + format_files(manifest.files)


def format_head(manifest: ReleaseManifest) -> bytes:
    """Return the first line of it, which says all but the files."""
    head = {"format": FORMAT, "number": manifest.number, "built": manifest.built, "base_url": manifest.base_url}
    return (json.dumps(head)[:-1] + ', "files": [\n').encode()


def format_files(files: Mapping[str, PublishedFile]) -> bytes:
    """Return the rest of it. Raises ``ManifestError`` for a path that it can't hold."""
    if path := find_unusable_path(files):
        message = translate(
            "“{path}” cannot be published: its name has a quotation mark, a backslash or a line end in it. Rename the file, and where articles name it; then publish."
        )
        raise ManifestError(message.format(path=path))
    # By their characters, which is by their bytes in UTF-8, as a shell sorts in the locale C.
    lines = [
        f'{{"path": "{path}", "size": {size}, "sha256": "{digest}"}}'
        for path, (size, digest) in ((path, files[path]) for path in sorted(files))
    ]
    return (",\n".join(lines) + "\n]}\n").encode()


def parse_manifest(content: bytes) -> ReleaseManifest:
    """Return what ``format_manifest`` wrote, from wherever it comes. Raises ``ManifestError``."""
    if len(content) > MANIFEST_LIMIT:
        raise ManifestError(translate("The manifest is too long."))
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        raise ManifestError(translate("The manifest is no JSON.")) from None
    try:
        return _manifest_of(document)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise ManifestError(translate("The manifest is not one of Bản Tin, or of another version.")) from None


def read_own_manifest(content: bytes) -> ReleaseManifest | None:
    """Return the manifest in ``content``, of which its SHA-256 tells that ``format_manifest`` wrote it: three times as quick as ``parse_manifest``."""
    head = parse_head(content)
    files = {path: PublishedFile(int(size), digest) for path, size, digest in _LINE.findall(content.decode())}
    return head and ReleaseManifest(head.number, head.built, head.base_url, files)


def parse_head(content: bytes) -> ReleaseManifest | None:
    """Return what ``format_manifest`` wrote, without its files: reading those takes time. None for what it did not write."""
    head, begins, _ = content.partition(b', "files": [\n')
    try:
        document = json.loads(head + b"}") if begins else {}
        return _manifest_of(document | {"files": []})
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def _manifest_of(document: dict[str, Any]) -> ReleaseManifest:
    number, built, base_url = document["number"], document["built"], document["base_url"]
    if (
        document["format"] != FORMAT
        or type(number) is not int
        or not all(isinstance(e, str) for e in (built, base_url))
    ):
        raise ValueError
    files: dict[str, PublishedFile] = {}
    for each in document["files"]:
        path, size, digest = each["path"], each["size"], each["sha256"]
        if not _is_usable(path) or type(size) is not int or size < 0 or not _HEX.fullmatch(digest) or path in files:
            raise ValueError
        files[path] = PublishedFile(size, digest)
    return ReleaseManifest(number, built, base_url, files)


def name_release(manifest: ReleaseManifest, content: bytes) -> str:
    """Return the name of the folder of the release whose ``manifest`` is in ``content``: its number, and what tells it from another with it."""
    return f"{manifest.number}-{sha256(content).hexdigest()[:8]}"


def sign(content: bytes, key: Path) -> bytes:
    """Return the signature of ``content`` by the SSH key in the file ``key``; of one that an agent holds, the public file.

    Raises ``SigningError``.
    """
    try:
        is_there = key.is_file()
    except OSError as error:
        message = translate("The key “{key}” can't be read by the user who publishes ({reason}).")
        raise SigningError(message.format(key=key, reason=error.strerror)) from None
    if not is_there:
        message = translate(
            "There is no key “{key}” to sign with. Take it from a backup; or make a new one: ssh-keygen -t ed25519 -f {key}"
        )
        raise SigningError(message.format(key=key))
    with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
        file = Path(folder) / MANIFEST
        file.write_bytes(content)
        _run(["ssh-keygen", "-Y", "sign", "-q", "-f", str(key), "-n", NAMESPACE, str(file)], SIGN_SECONDS, key)
        return file.with_name(SIGNATURE).read_bytes()


def _run(command: list[str], seconds: float, key: Path) -> None:
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except FileNotFoundError:
        raise SigningError(translate("ssh-keygen is missing. Install the package openssh-client.")) from None
    except subprocess.TimeoutExpired:
        raise SigningError(translate("ssh-keygen did not answer in time: is the key's agent there?")) from None
    if done.returncode:
        message = translate("The release could not be signed: {reason}.")
        raise SigningError(message.format(reason=tell_signing_reason(done.stderr.decode(errors="replace"), key)))


class Checked(NamedTuple):
    """What is known of a signature: ``signer`` is the principal of the line in ``allowed_signers``, ``""`` for none; ``reason`` says why then."""

    signer: str
    reason: str = ""


def why_unchecked() -> str:
    """Return why no signature can be checked here, whoever it is of; ``""`` where it can."""
    if shutil.which("ssh-keygen") is None:
        return translate("ssh-keygen is missing; install the package openssh-client")
    if pwd is not None:
        try:
            pwd.getpwuid(os.getuid())
        except KeyError:
            # It says so itself, and ends as it does for a wrong signature.
            return translate(
                "ssh-keygen works only for a user with a name, and user {number} has none; for DynamicUser= of systemd install the package libnss-systemd"
            ).format(number=os.getuid())
    return ""


def check_signature(content: bytes, signature: bytes, signers: Path) -> Checked:
    """Return who of the file ``signers`` (``allowed_signers`` of ssh-keygen) signed ``content``. A broken signature has a reason, and raises nothing."""
    if not signers.is_file():
        return Checked("", translate("there is no file “{path}” with the keys of the office").format(path=signers))
    with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
        given = Path(folder) / SIGNATURE
        given.write_bytes(signature)
        common = ["-s", str(given), "-f", str(signers)]
        try:
            found = subprocess.run(
                ["ssh-keygen", "-Y", "find-principals", *common],  # noqa: S607
                capture_output=True, timeout=CHECK_SECONDS, check=False,
            )  # fmt: skip
            names = found.stdout.decode(errors="replace").split("\n")[0].split(",")
            if found.returncode or not names[0]:
                return Checked("", translate("it is signed by a key that is not the office's, or not signed at all"))
            done = subprocess.run(
                ["ssh-keygen", "-Y", "verify", "-n", NAMESPACE, "-I", names[0], *common],  # noqa: S607
                input=content, capture_output=True, timeout=CHECK_SECONDS, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            return Checked("", translate("ssh-keygen is missing; install the package openssh-client"))
        except subprocess.TimeoutExpired:
            return Checked("", translate("ssh-keygen did not answer in time"))
    if done.returncode:
        return Checked("", translate("the signature does not fit: the manifest was changed after it was signed"))
    return Checked(names[0])


def signers_line(principal: str, key: Path) -> str:
    """Return the line of ``allowed_signers`` for the ``key`` that signs. Raises ``SigningError`` where its public half is missing."""
    public = key if key.suffix == ".pub" else key.with_name(f"{key.name}.pub")
    try:
        kind, letters = public.read_text().split()[:2]
    except (OSError, ValueError):
        message = translate("The public half of the key is missing: “{path}”. Make it: ssh-keygen -y -f {key} > {path}")
        raise SigningError(message.format(path=public, key=key)) from None
    return f'{principal} namespaces="{NAMESPACE}" {kind} {letters}'
