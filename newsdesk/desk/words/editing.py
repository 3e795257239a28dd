"""The words of editing in place."""

from newsdesk.language import N_

WORDS = {
    "unreachable": N_("The preview doesn’t answer. What you typed is kept in this page; try again in a moment."),
}
