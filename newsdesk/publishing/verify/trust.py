"""The list of what was published, as the live site gives it: whose it is, and whether it may be believed."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from newsdesk.fetching.wire import is_loopback
from newsdesk.language import translate
from newsdesk.publishing.manifest import (
    MANIFEST,
    MANIFEST_LIMIT,
    NAMESPACE,
    SIGNATURE,
    ManifestError,
    ReleaseManifest,
    check_signature,
    parse_manifest,
    why_unchecked,
)
from newsdesk.publishing.verify.asking import Asker, Seen
from newsdesk.publishing.verify.findings import SiteFinding, SiteFindings, Weight
from newsdesk.publishing.verify.memory import Memory

#: Of a list that nobody signed: reading JSON takes many times its bytes.
_UNSIGNED_LIMIT, _SIGNATURE_BYTES = 8_000_000, 20_000
_KEY_KINDS = ("ssh-", "ecdsa-", "sk-")


@dataclass(frozen=True, slots=True)
class Release:
    """What the live site has to be. ``manifest`` is None where nobody knows; ``signer`` is ``""`` where no signature was right."""

    manifest: ReleaseManifest | None = None
    signer: str = ""


class KeyFileError(Exception):
    """The file with the office's key can't be used; the text says why, in the language of the site."""


@contextmanager
def signers_file(key: Path) -> Iterator[Path]:
    """Give a file of allowed signers: ``key`` itself, or one made of it where it is the public half of a key. Raises ``KeyFileError``."""
    try:
        lines = [line.strip() for line in key.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        raise KeyFileError(translate("The key in “{file}” can’t be read.").format(file=key)) from None
    if any("PRIVATE KEY" in line for line in lines):
        message = translate("“{file}” is the secret half of a key. Name the public one: {file}.pub")
        raise KeyFileError(message.format(file=key))
    lines = [line for line in lines if line and not line.startswith("#")]
    if not lines:
        raise KeyFileError(translate("There is no key in “{file}”.").format(file=key))
    if not all(line.startswith(_KEY_KINDS) for line in lines):
        yield key
        return
    with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
        made = Path(folder) / "allowed_signers"
        made.write_text("".join(f'office namespaces="{NAMESPACE}" {line}\n' for line in lines), encoding="utf-8")
        yield made


def find_release(
    asker: Asker, signers: Path | None, published: bytes | None, memory: Memory, findings: SiteFindings
) -> Release:
    """Return what the live site says that it is, as far as that can be believed, else what was ``published`` from here.

    ``signers`` are the keys of the office, None where they are not known. Raises ``OutOfTimeError``.
    """
    here = _parsed(published) if published else None
    seen = asker.ask_whole(f"/{MANIFEST}", MANIFEST_LIMIT)
    address = f"/{MANIFEST}"
    if seen.trouble or seen.status != 200:
        detail = seen.detail or (translate("code {code}").format(code=seen.status) if seen.status else seen.trouble)
        if seen.trouble in ("connection", "slow", "name"):
            findings.add(SiteFinding("unreachable", asker.server.address, detail=detail))
        elif seen.trouble == "tls":
            findings.add(SiteFinding("tls", asker.server.address, detail=detail))
        else:
            if seen.trouble == "long":
                detail = str(seen.size)
            findings.add(SiteFinding(seen.trouble or "manifest-missing", address, detail=detail))
        return Release(here)
    signer, is_signed = _signer(asker, seen, signers, findings)
    if findings.counted[Weight.ERROR] and here:
        # Somebody else's list is no measure.
        return Release(here)
    if not is_signed and len(seen.content) > _UNSIGNED_LIMIT:
        detail = translate("it is longer than {megabytes} MB and not signed").format(
            megabytes=_UNSIGNED_LIMIT // 1_000_000
        )
        findings.add(SiteFinding("manifest-bad", address, detail=detail))
        return Release(here)
    try:
        manifest = parse_manifest(seen.content)
    except ManifestError as error:
        findings.add(SiteFinding("manifest-bad", address, detail=str(error)))
        return Release(here)
    _compare(asker, manifest, here, published == seen.content, memory, findings)
    if signer:
        memory.number = max(memory.number, manifest.number)
    return Release(manifest, signer)


def _signer(asker: Asker, seen: Seen, signers: Path | None, findings: SiteFindings) -> tuple[str, bool]:
    """Return who signed what was ``seen``, and whether that is known to be right."""
    address = f"/{SIGNATURE}"
    signature = asker.ask_whole(address, _SIGNATURE_BYTES)
    is_there = signature.status == 200 and not signature.trouble
    if signers is None:
        findings.add(SiteFinding("no-signers" if is_there else "manifest-unsigned", f"/{MANIFEST}"))
        return "", False
    if not is_there:
        detail = signature.detail or translate("there is no signature")
        findings.add(SiteFinding("signature-bad", address, detail=detail))
        return "", False
    if detail := why_unchecked():
        findings.add(SiteFinding("unfinished", address, detail=detail))
        return "", False
    checked = check_signature(seen.content, signature.content, signers)
    if not checked.signer:
        findings.add(SiteFinding("signature-bad", address, detail=checked.reason))
    return checked.signer, bool(checked.signer)


def _compare(
    asker: Asker,
    live: ReleaseManifest,
    here: ReleaseManifest | None,
    is_same: bool,
    memory: Memory,
    findings: SiteFindings,
) -> None:
    address = f"/{MANIFEST}"
    own, named = urlsplit(asker.server.address), _host(live.base_url)
    # Asked for within this machine, a site has no name of its own.
    if named != (own.hostname or "") and not is_loopback(own.hostname or ""):
        findings.add(SiteFinding("manifest-elsewhere", address, detail=live.base_url))
    if live.number < memory.number:
        detail = f"{live.number} < {memory.number}"
        findings.add(SiteFinding("manifest-older", address, detail=detail))
    if here and here.number == live.number and not is_same:
        findings.add(SiteFinding("manifest-other", address, detail=str(live.number)))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _parsed(content: bytes) -> ReleaseManifest | None:
    try:
        return parse_manifest(content)
    except ManifestError:
        return None
