"""The feed of an article's comments: plain text as HTML, nothing in it that runs or leads anywhere."""

import re
from datetime import datetime
from io import StringIO
from typing import Any

from markupsafe import Markup, escape

from ban_tin.planning.files.feeds import Feed
from ban_tin.rendering.filters import comment_id, with_breaks
from ban_tin.site.facts import SiteFacts
from ban_tin.views import Comment, Deferred

#: What turns text round: in the title of an entry nothing keeps it from what stands behind.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def comment_feed(
    site: SiteFacts, title: str, url: str, page_url: str, comments: Deferred[tuple[Comment, ...]]
) -> bytes:
    """Return the feed at ``url`` of the newest ``comments`` (the oldest first) on the article at ``page_url``."""
    gettext = site.translation().gettext
    feed = Feed(
        title=gettext("Comments: {title}").format(title=title),
        link=site.base_url + page_url,
        feed_url=site.base_url + url,
        description=None,
        language=site.language,
        author_name=site.department.name,
        empty_date=None,
    )
    for comment in reversed(comments.load()):
        feed.add_item(**_entry(site, comment, site.base_url + page_url))
    text = StringIO()
    feed.write(text, "utf-8")
    return text.getvalue().encode()


def _entry(site: SiteFacts, comment: Comment, page: str) -> dict[str, Any]:
    gettext = site.translation().gettext
    name = _TURNING.sub("", comment.name).strip() or gettext("A reader")
    content = _paragraph(comment.text)
    changed: datetime = comment.received
    if comment.reply:
        by = comment.reply.name or site.department.short_name
        content += Markup("<blockquote><p><b><bdi>{}</bdi></b></p>{}</blockquote>").format(
            by, _paragraph(comment.reply.text)
        )
        changed = max(changed, comment.reply.at)
    return {
        "title": gettext("Comment by {name}").format(name=name),
        "link": f"{page}#{comment_id(comment)}",
        # Never that of another one, whatever its number: a counter's database that is made anew begins with 1 again.
        "unique_id": f"{page}#{comment.id}-{int(comment.received.timestamp())}",
        "description": None,
        "content": str(content),
        "author_name": name,
        "categories": [],
        "pubdate": comment.received,
        "updateddate": changed,
    }


def _paragraph(text: str) -> Markup:
    return Markup("<p>{}</p>").format(escape(with_breaks(text)))
