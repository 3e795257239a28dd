"""What the counter says to readers who sent something, in English; it is told the words of the site's language in ``pages.json``.

The counter is a program of its own, without catalogues: a test holds these sentences to its own.
"""

from ban_tin.language.translations import N_
from ban_tin.site.facts import SiteFacts

WORDS = (
    N_("That did not work"),
    N_("This can only be sent from a page of this site."),
    N_("There is no such article any more."),
    N_("What was sent is too long."),
    N_("Too much was sent from your network. Please try again in a few minutes."),
    N_("It could not be stored just now. Please go back and send it again in a few minutes."),
    N_("What was sent could not be read. Please go back and send it again."),
    N_("Back to the article"),
    N_("Thank you for your rating"),
    N_("Stored: {stars} of 5. On average {average} of 5, ratings: {votes}."),
    N_("Please choose from 1 to 5 stars."),
    N_(
        "Your browser asks not to be tracked. So that nobody rates a hundred times, a rating is tied to a sign of the reader that is"
        " forgotten at midnight; of you we keep none, so your rating was not taken. Nothing was stored."
    ),
    N_("Received"),
    N_("Your comment was received and waits to be read by the office. Nobody else sees it before that."),
    N_("If you want it deleted, give this number: {number}. It is shown only now, so please write it down."),
    N_("Please write something."),
    N_("The comment is longer than 500 characters. Please go back and shorten it: what you typed is still there."),
    N_("The name is longer than 60 characters."),
    N_("Please tick that you agree. Go back: what you typed is still there."),
    N_("Very many comments wait to be read. Please keep yours and send it again later."),
    N_("Deleted"),
    N_("The comment with this number is no longer kept here."),
    N_("The office was asked"),
    N_("The comment is on the page already. The office was told that you want it taken off."),
    N_("There is no comment with this number. Please look whether it was typed right."),
)
#: Where ``site.toml`` has none of its own.
CONSENT = N_(
    "I agree that my name and comment are kept until the office has decided, and shown on this page if it approves them."
)


def consent_of(site: SiteFacts) -> str:
    """Return what writers of comments agree to."""
    return site.readers.consent or site.translation().gettext(CONSENT)
