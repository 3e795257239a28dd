"""How a site stands, from nothing published to something that is not live."""

from pathlib import Path

from newsdesk.publishing.deploy import look_at
from newsdesk.publishing.deployed import note_deployed, sent_manifests
from newsdesk.publishing.due_command import DueNow
from newsdesk.publishing.manifest import MANIFEST
from newsdesk.publishing.status import read_status
from newsdesk.publishing.targets import FolderTarget
from newsdesk.site_folder import SiteFolder
from tests.newsdesk.publishing.hand_made import Desk, send


def test_what_is_published_live_and_due_is_said_and_what_needs_somebody(tmp_path: Path) -> None:
    desk, target = Desk(tmp_path), FolderTarget(tmp_path / "web")
    folder = tmp_path / "content"
    folder.mkdir()
    site = SiteFolder(folder, desk.output, desk.cache, tmp_path / "pelicanconf.py")
    # No https: no certificate is asked for.
    (folder / "site.toml").write_text(
        f'[site]\nlanguage = "vi"\nbase_url = "http://so.example"\n[publishing]\ntarget = "{target.folder}"\n', "utf-8"
    )

    def troubles(due: DueNow | None = None) -> dict[str, bool]:
        return {each.key: each.is_trouble for each in read_status(site, due)}

    nothing = DueNow([], None, "", first=False)
    assert troubles(nothing) == {"live": False, "disk": False, "due": False}
    first = desk.release()
    send(first, target)
    note_deployed(site, target.shown, first, "")
    standing = {each.key: each for each in read_status(site)}
    assert standing["published"].value["release"] == standing["live"].value["release"] == first.name
    assert "\n" not in standing["live"].said
    desk.article("ba", "Bài ba")
    second = desk.release()
    standing = {each.key: each for each in read_status(site, nothing._replace(unsent=second.name))}
    assert (standing["published"].value["release"], standing["live"].value["release"]) == (second.name, first.name)
    assert "\n" in standing["live"].said  # That it is another one.
    assert standing["due"].is_trouble
    (target.folder / "current" / "manifest.json").unlink()
    assert troubles()["live"]
    # A target that can't be used is trouble, and hides nothing else.
    (target.folder / "current").unlink()
    (target.folder / "index.html").write_text("x")
    assert troubles() == {"published": False, "live": True, "disk": False}


def test_a_manifest_that_was_sent_from_here_is_not_fetched_and_one_that_was_damaged_is(tmp_path: Path) -> None:
    desk, target = Desk(tmp_path), FolderTarget(tmp_path / "web")
    site = SiteFolder(tmp_path / "content", desk.output, desk.cache, tmp_path / "pelicanconf.py")
    release = desk.release()
    send(release, target)
    note_deployed(site, target.shown, release, "")
    sent = sent_manifests(site)
    (digest,) = sent.digests()
    # The next release does not write into what is kept.
    desk.article("ba", "Bài ba")
    desk.release()
    assert sent.read(digest) == look_at(target, sent).manifest == look_at(target).manifest == release.manifest
    # Told apart by what the target answers, as what is kept is damaged behind its back.
    kept = next(desk.cache.rglob(f"{digest}.json"))
    kept.write_bytes(kept.read_bytes().replace(b"index.html", b"xxxxx.html"))
    assert sent.read(digest) is None
    assert look_at(target, sent).manifest == release.manifest
    (target.folder / "current" / MANIFEST).write_bytes(b"{")
    assert look_at(target, sent).manifest is None
