"""What the script of the search says to readers, by the names that ``theme/js/search`` has for it."""

from ban_tin.language.translations import N_

SEARCH_MESSAGES = {
    "one": N_("One result"),
    "many": N_("{count} results"),
    "about": N_("About {count} results"),
    "all": N_("All results ({count})"),
    "whole": N_("All results"),
    "otherwise": N_("Other ways to look"),
    "more": N_("Show more results"),
    "none": N_("Nothing found for “{query}”"),
    "fewer": N_("Try fewer words, or others that mean the same. Marks may be left out."),
    "unfiltered": N_("Search without the filters"),
    "browse": N_("Look through the sections and the years"),
    "changed": N_("Results for “{query}”."),
    "typed": N_("Search for “{query}” as it was typed"),
    "partly": N_("Nothing has all of these words; this has some of them."),
    "apart": N_("The words do not stand together in its text."),
    "file": N_("In the file {name}"),
    "offline": N_("There is no network. Check the connection, then try again."),
    "damaged": N_("The index of the search could not be read. Please try again."),
    "old": N_("This page is an old one. Reload it to search."),
    "retry": N_("Try again"),
    "reload": N_("Reload the page"),
}
