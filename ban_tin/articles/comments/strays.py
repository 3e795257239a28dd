"""Files of comments that nobody will see: without their article, or on a site that shows none."""

from collections.abc import Iterable

from ban_tin.articles.comments.file import NAME, article_of, is_comments_file
from ban_tin.articles.folders import Listing
from ban_tin.findings.report import Findings
from ban_tin.language.vietnamese import nfc


def find_unseen_comments(
    listings: Iterable[Listing], tin: str, shown: str, shows_comments: bool, findings: Findings
) -> None:
    """Add a finding for each file of comments that no page shows; ``listings`` are of the folder ``tin``, called ``shown``."""
    for folder, names, _ in listings:
        for name in names:
            if not (name.endswith(NAME) and is_comments_file(name)):
                continue
            path = nfc(f"{shown}{folder.removeprefix(tin)}/{name}")
            if article_of(name) not in names:
                findings.add("comments-alone", path, 0, article=nfc(article_of(name)))
            elif not shows_comments:
                findings.add("comments-off", path)
