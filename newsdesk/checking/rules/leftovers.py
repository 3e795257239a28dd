"""What a page or a form left behind: ``Loading…``, lorem ipsum, ``{{ten}}``, ``[điền tên]``, ``xxx``."""

import re
from collections.abc import Iterator

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at

_LOADING = re.compile(
    r"\b(?:Loading|Please wait|Đang tải(?: dữ liệu)?)[ ]?(?:\.{2,}|…)|\b(?:Read more|Click here|Back to top|Untitled(?: Document)?|Powered by|Copyright ©)\b"
    r"|\bBạn còn \d+/\d+ ký tự|\bĐánh giá bài viết ?\(|\bGửi cho bạn bè\b[^.]{0,30}\bIn bài\b|&nbsp;?|\[object Object\]|\bundefined\b|\bNaN\b",
    re.IGNORECASE,
)
_TEMPLATE = re.compile(
    r"\blorem ipsum\b|\bdolor sit amet\b|\{\{[^{}\n]{0,80}\}\}|\{%[^{}\n]{0,80}%\}|\$\{\w{1,40}\}|<<[^<>\n]{1,60}>>|«[a-z_]{2,40}»"
    r"|\((?:cần )?(?:điền|chèn|bổ sung|xem lại|kiểm tra lại|chưa có)\b[^)\n]{0,40}\)"
    r"|[\[<](?:cần )?(?:điền|nhập|ghi|thêm|bổ sung|chèn|họ và tên|họ tên|tên (?:trường|đơn vị|người|bài|tác giả|cơ quan)|địa danh|số hiệu|chưa có|xem lại|kiểm tra lại)\b[^\]>\n]{0,60}[\]>]"
    r"|(?<![\w.@/-])(?-i:[xX]x{2,})(?![\w@.])|\b(?:TODO|FIXME|TBD)\b|(?<![\w/])dd/mm/yyyy(?!\w)|\b(?:xx|yy|__)/(?:xx|mm|__)/(?:\d{4}|yyyy|xxxx|20xx)\b|\b20[xX]{2}\b",
    re.IGNORECASE,
)
#: Without one of them in it, in small letters, a text has none of the above.
_LOADS = ("loading", "please wait", "đang tải", "read more", "click here", "back to top", "untitled", "powered by", "copyright ©", "bạn còn", "đánh giá bài", "gửi cho bạn bè", "&nbsp", "[object", "undefined", "nan")  # fmt: skip
_SIGNS = (
    "{{",
    "{%",
    "${",
    "<<",
    "«",
    "xxx",
    "todo",
    "fixme",
    "tbd",
    "lorem",
    "dolor",
    "dd/mm",
    "xx/",
    "yy/",
    "__/",
    "20xx",
)
_ASKED = re.compile(
    r"[\[<(](?:[Cc]ần |[Đđ]iền|[Nn]hập|[Gg]hi|[Tt]hêm|[Bb]ổ sung|[Cc]hèn|[Hh]ọ |[Tt]ên |[Đđ]ịa|[Ss]ố hiệu|[Cc]hưa|[Xx]em|[Kk]iểm)"
)


def find_loading(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find words of the page from which a text was copied."""
    folded = article.folded
    for match in _LOADING.finditer(article.prose) if any(each in folded for each in _LOADS) else ():
        if not article.is_quoted(match.start()):
            yield found_at(article, match.start(), text=match[0])


def find_template(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find places of a form that nobody filled in."""
    shown = article.shown
    if not (_ASKED.search(shown) or any(sign in article.folded for sign in _SIGNS)):
        return
    for match in _TEMPLATE.finditer(shown):
        if shown.startswith("](", match.end() - 1) or (shown.startswith("(", match.end()) and match[0].startswith("[")):
            continue  # The words of a link.
        if match.start() < article.body and not article.prose[match.start() : match.end()].strip("\0"):
            continue
        # A blank is left on purpose where readers fill in a form.
        yield found_at(article, match.start(), text=match[0])


RULES = (
    Rule(
        "page-leftover",
        Example("Trang “Loading...” đang chờ. Thầy cô đang tải tài liệu."),
        Example("Thu Hằng, Trung tâm TTVH\nLoading..."),
        find_loading,
    ),
    Rule(
        "template-leftover",
        Example("Thế kỷ XX. Xem [nhập học](https://so.example) lớp 10. Đại hội lần thứ XXI."),
        Example("Trường [tên trường] tổ chức lúc {{gio}}, do ông xxx chủ trì."),
        find_template,
    ),
)
