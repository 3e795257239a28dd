"""What a release changes, as readers would see it: articles with their titles; lists and files that follow are only counted."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import unescape
from typing import Any, NamedTuple

from ban_tin.site.addresses import is_article_page
from newsdesk.language import site_language, translate
from newsdesk.publishing.compress import ENDINGS
from newsdesk.publishing.manifest import PublishedFile

#: Characters of a page in which its title stands.
HEAD = 4096
#: Articles whose titles are shown, and looked up; the rest is counted.
SHOWN = 50
_OWN_TITLE = re.compile(r'<meta property="og:title" content="([^"]*)"')
_TITLE = re.compile(r"<title>([^<]*)")


class ChangedFiles(NamedTuple):
    """The paths of files that differ between two releases, sorted."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def sent(self) -> tuple[str, ...]:
        """What has to be sent."""
        return (*self.new, *self.changed)


class ChangedPage(NamedTuple):
    """An article that readers see change. ``change`` is ``"new"``, ``"changed"`` or ``"gone"``; ``title`` is ``""`` where it isn't known."""

    change: str
    url: str
    title: str


class Changes(NamedTuple):
    """What a release changes."""

    files: ChangedFiles
    articles: tuple[ChangedPage, ...]
    #: Other pages: lists, the home page, fixed pages.
    pages: int
    #: All other files but compressed texts.
    others: int
    #: Bytes of all files that have to be sent.
    size: int


def compare_files(before: Mapping[str, PublishedFile], after: Mapping[str, PublishedFile]) -> ChangedFiles:
    """Return which files of ``after`` differ from those of ``before``."""
    return ChangedFiles(
        tuple(sorted(after.keys() - before.keys())),
        tuple(sorted(path for path, file in after.items() if path in before and before[path] != file)),
        tuple(sorted(before.keys() - after.keys())),
    )


def describe_changes(
    before: Mapping[str, PublishedFile],
    after: Mapping[str, PublishedFile],
    heads_after: Callable[[Sequence[str]], Iterable[bytes]],
    heads_before: Callable[[Sequence[str]], Iterable[bytes]],
) -> Changes:
    """Return what changes for readers; ``heads_after`` and ``heads_before`` return the first ``HEAD`` bytes of pages of either release."""
    files = compare_files(before, after)
    articles: list[ChangedPage] = []
    pages = others = 0
    for change, paths in zip(("new", "changed", "gone"), files, strict=True):
        shown = [path for path in paths if is_article_page(path)]
        named = shown[: SHOWN - len(articles)] if len(articles) < SHOWN else []
        heads = (heads_before if change == "gone" else heads_after)(named) if named else []
        titles = [title_of(head) for head in heads]
        titles += [""] * (len(shown) - len(titles))
        articles += [
            ChangedPage(change, address_of(path), title) for path, title in zip(shown, titles, strict=True)
        ]  # fmt: skip
        rest = [path for path in paths if not is_article_page(path) and not path.endswith(ENDINGS)]
        pages += sum(path.endswith(".html") for path in rest)
        others += sum(not path.endswith(".html") for path in rest)
    return Changes(files, tuple(articles), pages, others, sum(after[path].size for path in files.sent))


def address_of(path: str) -> str:
    """Return the address of the file ``path`` on its site."""
    return f"/{path.removesuffix('index.html') if path.rpartition('/')[2] == 'index.html' else path}"


def title_of(head: bytes) -> str:
    """Return the title that stands in the ``head`` of a page, without the site's name where the page says it alone; ``""`` for none."""
    text = head.decode(errors="replace")
    found = _OWN_TITLE.search(text) or _TITLE.search(text)
    return " ".join(unescape(found[1]).split()) if found else ""


def tell_changes(changes: Changes) -> list[str]:
    """Return the lines in which an editor reads what is about to change."""
    signs = {"new": translate("new"), "changed": translate("changed"), "gone": translate("gone")}
    lines = []
    for change, word in signs.items():
        found = [each for each in changes.articles if each.change == change]
        lines += [
            f"  {word}: {each.title or each.url}  {each.url if each.title else ''}".rstrip() for each in found[:SHOWN]
        ]
        if len(found) > SHOWN:
            lines.append(f"  {word}: " + translate("{count} more articles").format(count=len(found) - SHOWN))
    files = changes.files
    if not (files.new or files.changed or files.gone):
        return [translate("Nothing changes: the live site is this release.")]
    if not changes.articles:
        lines.append("  " + translate("no article"))
    message = "  " + translate(
        "and with them {pages} lists and other pages, {others} other files; {count} files to send, {size}"
    )
    lines.append(
        message.format(
            pages=changes.pages, others=changes.others, count=len(files.sent), size=format_size(changes.size)
        )
    )
    return lines


def format_size(size: int) -> str:
    """Return ``size`` (bytes) as a person reads it."""
    if size < 1_000_000:
        return f"{max(1, round(size / 1000)) if size else 0} kB"
    if size < 1_000_000_000:
        return f"{format_decimal(size / 1_000_000)} MB"
    return f"{format_decimal(size / 1_000_000_000)} GB"


def format_decimal(number: float) -> str:
    """Return ``number`` with one digit behind the sign that the language of the site has there."""
    return f"{number:.1f}".replace(".", "," if site_language() == "vi" else ".")


def changes_document(changes: Changes) -> dict[str, Any]:
    """Return ``changes`` for programs, as JSON has it."""
    new, changed, gone = changes.files
    return {
        "articles": [each._asdict() for each in changes.articles],
        "pages": changes.pages,
        "others": changes.others,
        "files": {"new": list(new), "changed": list(changed), "gone": list(gone)},
        "bytes": changes.size,
    }
