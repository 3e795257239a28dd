"""Articles, pages and attachments as what is searched of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from ban_tin.language.vietnamese import slugify
from ban_tin.searching.body_text import read_body
from ban_tin.searching.records import Record, record_of_article, record_of_file, record_of_page
from ban_tin.views import Attachment, Comment, NewsArticle, SourcePage

#: What turns text round: an excerpt may end before what ends it.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Groups of what results are filtered by.
SECTION, AUTHOR, TYPE, KIND = "@c:", "@a:", "@t:", "@k:"


class SearchDocument(NamedTuple):
    """What can be found at an address, or in a file. Texts have a line for each block."""

    #: Its address; of a file, that of the file.
    url: str
    #: When it was published, ``None`` for pages.
    date: datetime | None
    #: Its title.
    title: str
    #: The number of the document that it carries.
    number: str
    #: What says what it is about: summary, headings, captions, tags, authors, names of its files.
    telling: str
    #: All of its text.
    text: str
    #: Groups that it belongs to, such as ``@c:tin-hoat-dong``.
    filters: tuple[str, ...]
    #: What is shown of it.
    record: Record

    @property
    def is_file(self) -> bool:
        """Whether it is a file, whose text weighs less than that of an article."""
        return f"{KIND}file" in self.filters


def documents_of_article(
    article: NewsArticle, text_of: Callable[[Attachment], str], comments: Iterable[Comment] = ()
) -> Iterator[SearchDocument]:
    """Yield the document of ``article``, its ``comments`` in it, then those of its attachments in which ``text_of`` finds a word."""
    body = read_body(str(article.body))
    document = article.document
    # "notices" and "documents" hold one of these each.
    kind = article.category.role.removesuffix("s") or "news"
    filters = [SECTION + article.category.slug, *(AUTHOR + author.slug for author in article.authors)]
    about = [article.summary, body.telling, *(term.name for term in (*article.tags, *article.authors))]
    if article.lead:
        about += [article.lead.caption, article.lead.credit]
    if document:
        kind = "document"
        about += [document.abstract, document.type, document.issuer, document.signer]
        if document.type:
            filters.append(TYPE + slugify(document.type))
    yield SearchDocument(
        article.url,
        article.date,
        article.title,
        document.number if document else "",
        "\n".join([*about, *(each.title for each in article.attachments)]),
        "\n".join([body.text, article.office, article.source, article.updated_note, *_words_of(comments)]),
        (*filters, KIND + kind),
        record_of_article(article, kind),
    )
    for attachment in article.attachments:
        found = text_of(attachment)
        if found:
            yield SearchDocument(
                attachment.url,
                article.date,
                attachment.title,
                "",
                "",
                found,
                # Of the kind of its article too: who looks among notices means their files as well.
                (*filters, KIND + kind, f"{KIND}file"),
                record_of_file(article, attachment, found),
            )


def _words_of(comments: Iterable[Comment]) -> Iterator[str]:
    for comment in comments:
        yield _TURNING.sub("", f"{comment.name}\n{comment.text}")
        if comment.reply:
            yield _TURNING.sub("", comment.reply.text)


def document_of_page(page: SourcePage, url: str) -> SearchDocument:
    """Return the document of a page of the site, at the address ``url``."""
    body = read_body(str(page.body))
    telling = "\n".join([page.summary, body.telling, *(each.title for each in page.attachments)])
    return SearchDocument(
        url, None, page.title, "", telling, body.text, (f"{KIND}page",), record_of_page(page, url, body.text)
    )
