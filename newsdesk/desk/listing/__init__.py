"""The first page of the newsdesk: all articles and pages of the site, what is to be done, and how things stand."""
