"""``make preview``: the site on this machine, following every file that changes.

    watcher ─▶ keeper (one thread: the site) ─▶ tabs (what is new for whom) ─▶ event streams ─▶ client.js
                                                  browser ─▶ application ─▶ the site's answers

``session`` starts and ends all of it.
"""
