"""What readers wrote below an article, and an office let stand."""

from newsdesk.importing.portals.entry import Entry, plain_words


def read_comments(entry: Entry) -> None:
    """Tell the comments of a record: their words go into the report."""
    for row in entry.record.related.get("comment", ()):
        moment = entry.moment("post_time", row)
        name, text = entry.plain("post_name", row), plain_words(entry.text("content", row))
        if text:
            when = f"{moment:%d/%m/%Y %H:%M}" if moment else ""
            entry.leave_out("reader-comment", " ".join((name, when, text)), "comment")
