"""``ban-tin publish``: a build for production, and the release of it."""

import os
import sys
from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from ban_tin.machine.processes import in_background
from newsdesk.language import translate
from newsdesk.moment import present_moment
from newsdesk.publishing.changes import format_size
from newsdesk.publishing.deployed import note_wanted
from newsdesk.publishing.manifest import ManifestError, SigningError, check_signature, signers_line
from newsdesk.publishing.published_sources import PublishedSources, note_published, survey_sources
from newsdesk.publishing.release import FilesThere, Release, Tell, find_files, make_release
from newsdesk.publishing.settings import PublishingSettings, read_publishing_settings
from newsdesk.publishing.turn import own_turn
from newsdesk.site_folder import SiteFolder, shown

#: Files of others that are named.
_NAMED = 10


def publish(site: SiteFolder, explain: bool = False, confirm_removal: bool = False) -> int:
    """Build ``site`` so that warnings stop it too, and make its release; return the exit code. Without it, the last release stays as it is."""
    for name, wanted in (("EXPLAIN", explain), ("CONFIRM_REMOVAL", confirm_removal)):
        if wanted:
            os.environ[name] = "1"
    with own_turn(site, _say):
        return _publish(site)


def _say(text: str) -> None:
    print(text, flush=True)


def _publish(site: SiteFolder) -> int:
    from newsdesk import build
    from newsdesk.publishing.built_site import read_built_site, report_of_rules

    # Before the build: what becomes due while it runs is due afterwards.
    began = present_moment(ZoneInfo("UTC"))
    surveyed = survey_sources(site)
    if code := build.main(build.build_arguments(site, STRICT=True)):
        return code
    with in_background(lambda: find_files(site.output, site.cache)) as there:
        built = read_built_site(site)
        if built is None:
            return 1
        if report := report_of_rules(built):
            print(report, file=sys.stderr)
            return 1
        try:
            release, signed = release_site(site, began, surveyed, _say, there)
        except (ManifestError, SigningError) as error:
            print(error, file=sys.stderr)
            return 1
        if os.environ.get("DRY_RUN") != "1":  # of make deploy: only to say what would change
            note_wanted(site, release)
    size = format_size(sum(file.size for file in release.manifest.files.values()))
    message = translate("Release {name}: {count} files, {size}, {signed}.")
    print(message.format(name=release.name, count=len(release.manifest.files), size=size, signed=signed))
    if release.foreign:
        names = ", ".join(release.foreign[:_NAMED]) + (" …" if len(release.foreign) > _NAMED else "")
        message = translate("Files in it that Bản Tin did not write: {names}")
        print(message.format(names=names))
    return 0


def release_site(
    site: SiteFolder, began: datetime, surveyed: PublishedSources, tell: Tell, there: Callable[[], FilesThere]
) -> tuple[Release, str]:
    """Return the release of what a build that ``began`` then has left in the output, and who signed it, in words.

    ``surveyed`` is what the sources were before, ``there`` returns the files since. Raises ``ManifestError`` and ``SigningError``: the last release stays as it is.
    """
    settings = read_publishing_settings(site.folder)
    moment = began.astimezone(ZoneInfo(settings.time_zone))
    release = make_release(site.output, site.cache, settings.base_url, moment, settings.key, tell, there)
    note_published(site, surveyed, release)
    return release, _tell_signature(release, settings)


def _tell_signature(release: Release, settings: PublishingSettings) -> str:
    """Return who signed ``release``. Raises ``SigningError`` where those who check it would not know the key."""
    if settings.key is None:
        return translate("not signed, as site.toml names no key")
    line = signers_line(_principal(settings.base_url), settings.key)
    if not settings.signers.exists():
        # Whoever checks the site needs it; later keys are added below by hand.
        settings.signers.write_text(f"{line}\n", encoding="utf-8")
        print(translate("Written: {file}, with the public key of the office.").format(file=shown(settings.signers)))
    checked = check_signature(release.content, release.signature, settings.signers)
    if not checked.signer:
        message = translate(
            "The release is signed, but {file} doesn't fit: {reason}. If the key is a new one, add this line to the file:\n{line}"
        )
        raise SigningError(message.format(file=shown(settings.signers), reason=checked.reason, line=line))
    return translate("signed by {signer}").format(signer=checked.signer)


def _principal(base_url: str) -> str:
    return base_url.partition("//")[2].partition(":")[0]
