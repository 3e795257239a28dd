"""What office programs put into the pages that they save, and what no reader is to see: comments, page numbers, the end of a mail."""

import re

from lxml.html import HtmlElement

from newsdesk.importing.source_document import LeftOut
from newsdesk.importing.web_page.tree import text_of

#: Google Docs: the mark of a comment in the text, and the comment at the end.
_COMMENT_MARK = re.compile(r"#cmnt\d+")
_COMMENT = re.compile(r"#cmnt_ref\d+")
#: LibreOffice: header and footer of the pages.
_MARGINS = {"header": "header", "footer": "footer"}
#: The head of a mail, as Outlook saves it, and how what stands under the text begins.
_MAIL = re.compile(r"(?:đã gửi|sent|ngày|date)\s*:.*(?:chủ đề|subject|tiêu đề)\s*:", re.IGNORECASE | re.DOTALL)
_MAIL_END = re.compile(
    r"(?:trân trọng(?: cảm ơn| kính chào)?|best regards|regards|thanks)[\s,.!]*|--(?:\s.*)?", re.IGNORECASE | re.DOTALL
)
#: Paragraphs that the end of a mail has at most.
_END_MOST = 10


def take_out_export(body: HtmlElement) -> list[LeftOut]:
    """Take out of ``body`` what an office program added; return it for the report."""
    found = [*_take_comments(body), *_take_margins(body), *_take_mail_end(body)]
    return [LeftOut(kind, text, "") for kind, text in found if text]


def _take_comments(body: HtmlElement) -> list[tuple[str, str]]:
    found = []
    for link in [each for each in body.iter("a") if _COMMENT_MARK.fullmatch(each.get("href") or "")]:
        found.append(("comment", text_of(link)))
        parent = link.getparent()
        whole = parent is not None and parent.tag == "sup" and text_of(parent) == text_of(link)
        (parent if whole and parent is not None else link).drop_tree()
    for link in [each for each in body.iter("a") if _COMMENT.fullmatch(each.get("href") or "")]:
        holder = next((above for above in link.iterancestors() if above.tag == "div"), None)
        if holder is not None and len(holder.findall(".//a")) == 1:
            found.append(("comment", text_of(holder)))
            holder.drop_tree()
    return found


def _take_margins(body: HtmlElement) -> list[tuple[str, str]]:
    found = []
    for each in [each for each in body.iter("div") if each.get("title") in _MARGINS]:
        found.append((_MARGINS[each.get("title") or ""], text_of(each)))
        each.drop_tree()
    return found


def _take_mail_end(body: HtmlElement) -> list[tuple[str, str]]:
    """Take greeting, name and telephone of the sender from under a mail: they are no part of what was sent."""
    paragraphs = [each for each in body.iter("p") if text_of(each)]
    if not _MAIL.search(" ".join(text_of(each) for each in paragraphs[:4])):
        return []
    first = next(
        (place for place, each in enumerate(paragraphs) if _MAIL_END.fullmatch(text_of(each))), len(paragraphs)
    )
    if len(paragraphs) - first > _END_MOST or first < 2:
        return []
    found = [("furniture", text_of(each)) for each in paragraphs[first:]]
    for each in paragraphs[first:]:
        each.drop_tree()
    return found
