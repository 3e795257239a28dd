"""What somebody should know before a release goes live, beside what it changes: that it is an old one, or of another site."""

from newsdesk.language import translate
from newsdesk.publishing.live import Live
from newsdesk.publishing.manifest import ReleaseManifest


def doubts_about(manifest: ReleaseManifest, live: Live) -> list[str]:
    """Return what speaks against making the release of ``manifest`` live where ``live`` is what readers see; nothing for most."""
    before, found = live.manifest, []
    if before is None:
        return []
    if before.base_url != manifest.base_url:
        message = translate(
            "Warning: what is live there is the site {there}; this one is {here}. Is it the right target?"
        )
        found.append(message.format(there=before.base_url, here=manifest.base_url))
    if before.number > manifest.number:
        message = translate(
            "Warning: what is live there was made later ({there}) than this release ({here}): on another machine, or one of the clocks is wrong. What was published there may be undone."
        )
        found.append(message.format(there=before.number, here=manifest.number))
    return found
