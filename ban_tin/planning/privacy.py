"""What a site keeps of its readers, where and for how long, in words: made of its settings, so that it stays true when they change.

What the counter really does is held to this by ``tests/planning/test_privacy_text.py``; who changes either looks at both.
"""

from typing import NamedTuple

from ban_tin.planning.files.reader_words import consent_of
from ban_tin.site.facts import SiteFacts

#: As the counter has them (``counter/config.py``, ``counter/visits/visitors.py``); a test compares.
BACKUP_DAYS, IDLE_MINUTES, ONLINE_SECONDS = 14, 30, 300


class PrivacySection(NamedTuple):
    """A part of the text: plain paragraphs under a title."""

    title: str
    paragraphs: tuple[str, ...]


def privacy_text(site: SiteFacts) -> tuple[PrivacySection, ...]:
    """Return what readers of ``site`` are told, in its language."""
    parts = [_in_short(site)]
    if site.counter_path:
        parts.append(_visits(site))
        if site.readers.rating:
            parts.append(_ratings(site))
        if site.readers.comments:
            parts += [_comments(site), _deletion(site)]
        parts.append(_backups(site))
    return (*parts, _browser(site), _contact(site))


def _in_short(site: SiteFacts) -> PrivacySection:
    gettext = site.translation().gettext
    return PrivacySection(
        gettext("In short"),
        (
            gettext("This site sets no cookie, asks nobody to register, and loads nothing from other hosts by itself."),
            gettext(
                "What is counted and sent here stays on the server that runs this site for {name}; nobody else gets it."
            ).format(name=site.department.name),
            gettext(
                "The web server that sends out the pages may note requests in a log of its own, for operation and security; that log is not joined with anything that stands here."
            ),
        ),
    )


def _visits(site: SiteFacts) -> PrivacySection:
    gettext = site.translation().gettext
    return PrivacySection(
        gettext("Views and visits"),
        (
            gettext("For each page and day it is kept how often it was read, and for each day how many visits there were. These are sums: they say nothing of single readers, and are kept for good."),
            gettext("So that a page that is opened twice counts once, a code is made of the network address, the kind of browser, the page and a secret of the day. Neither address nor browser is stored, and the codes of two pages can’t be joined. At midnight ({zone}) the secret is destroyed and the codes are deleted.").format(zone=site.time_zone),
            gettext("To tell a visit ({minutes} minutes without a page end it) and who is online ({seconds} seconds), a number is kept in memory alone, never on a disk.").format(minutes=IDLE_MINUTES, seconds=ONLINE_SECONDS),
            gettext("Against floods it is noted in memory, for an hour at most, how much comes from a network; never on a disk."),
            gettext("Of readers whose browser asks not to be tracked (Global Privacy Control) no code is made at all; their views are only counted, apart from the others."),
        ),
    )  # fmt: skip


def _ratings(site: SiteFacts) -> PrivacySection:
    gettext = site.translation().gettext
    return PrivacySection(
        gettext("Ratings"),
        (
            gettext("Of ratings, the number of votes and of stars of each article is kept for good: sums that say nothing of who gave them."),
            gettext("So that a reader has one vote an article and day, and can change it on that day, a code is made as for views, another one for each article. It is deleted at midnight; the vote stays, and nobody can tell any more whose it was."),
            gettext("With Global Privacy Control no code is made, so such a rating is not taken."),
        ),
    )  # fmt: skip


def _comments(site: SiteFacts) -> PrivacySection:
    gettext, ngettext = site.translation().gettext, site.translation().ngettext
    days = site.readers.retention_days
    return PrivacySection(
        gettext("Comments"),
        (
            gettext("Of a comment these are kept: its text, the name if you gave one, the article, the time, and signs that it may be spam (such as many links). No e-mail address, no network address, no kind of browser."),
            gettext("It is kept because you agree, with the sentence beside the form: “{consent}”").format(consent=consent_of(site)),
            ngettext("Nobody but the office sees it before the office has decided. What nobody has decided about is deleted after %(num)d day.", "Nobody but the office sees it before the office has decided. What nobody has decided about is deleted after %(num)d days.", days) % {"num": days},
            gettext("If it is approved, its text and name stand on the page of the article, in its feed and in the search, with the time at which it came, for as long as the article does or until you want it gone; they are also in the earlier versions of the site’s files, which the office alone has. What others have copied from the page can’t be called back."),
            gettext("If it is rejected, it is deleted at once. The office may note why, without the text. It may keep a comment that is meant for its staff and not for the public, until that is dealt with."),
            gettext("After the decision the server keeps a line without a word of it: a number, the article, what was decided, when, and a hash of the number for deletion."),
            gettext("So that a comment that is sent twice is kept once, a code is made of it and its sender as for views, and deleted at midnight; with Global Privacy Control none is made, and the comment is taken all the same."),
        ),
    )  # fmt: skip


def _deletion(site: SiteFacts) -> PrivacySection:
    gettext = site.translation().gettext
    return PrivacySection(
        gettext("Having a comment deleted"),
        (
            gettext("Whoever sends a comment is shown a number once. With it, the comment can be deleted at any time, without a reason, below every article with comments. The server keeps only a hash of the number: nobody can look it up again."),
            gettext("What still waits is deleted at once. Of what the office has taken over already, it is told that you want it gone, and takes it off the page and out of its own notes."),
            gettext("Without the number, write to the office: nobody can prove who wrote a comment, so it will look at what it says."),
        ),
    )  # fmt: skip


def _backups(site: SiteFacts) -> PrivacySection:
    gettext, ngettext = site.translation().gettext, site.translation().ngettext
    said = [
        ngettext("Backups of the sums are kept for %(num)d day; no code of a reader is ever in them.", "Backups of the sums are kept for %(num)d days; no code of a reader is ever in them.", BACKUP_DAYS) % {"num": BACKUP_DAYS}
    ]  # fmt: skip
    if site.readers.comments:
        said.append(
            ngettext("Comments that waited when a backup was made stay in it for up to %(num)d day after they were deleted.", "Comments that waited when a backup was made stay in it for up to %(num)d days after they were deleted.", BACKUP_DAYS) % {"num": BACKUP_DAYS}
        )  # fmt: skip
    return PrivacySection(gettext("Backups"), tuple(said))


def _browser(site: SiteFacts) -> PrivacySection:
    gettext = site.translation().gettext
    return PrivacySection(
        gettext("In your own browser"),
        (
            gettext("The size of the text and the colours that you choose are remembered in your browser alone. So are the files of the search, for when there is no network. You can delete both there."),
            gettext("What you type into the search is looked up in your browser; it reaches the server only if you press Enter on another page than that of the search."),
        ),
    )  # fmt: skip


def _contact(site: SiteFacts) -> PrivacySection:
    gettext = site.translation().gettext
    department = site.department
    return PrivacySection(
        gettext("Whom to ask"),
        (
            gettext("{name}, {address}. Telephone: {phone}. E-mail: {email}.").format(
                name=department.name, address=department.address, phone=department.phone, email=department.email
            ),
        ),
    )
